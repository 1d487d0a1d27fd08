"""The webhook receiver of a salon: takes the platform's events, keeps them, hands them to the desk.

The whole contract stands in the distribution's README. In Python there is one door, `running`,
used by the practice salon and by tests; on a server there is the command `salon-relay serve`.
"""

import logging

from salon_relay.clock import Clock, system_clock
from salon_relay.config import ConfigRefused, Limits, RelayConfig, SalonConfig
from salon_relay.desk_keys import digest_of, new_desk_key
from salon_relay.refusal import RelayRefused
from salon_relay.serve import RunningRelay, running
from salon_relay.version import VERSION

__all__ = [
    "VERSION",
    "Clock",
    "ConfigRefused",
    "Limits",
    "RelayConfig",
    "RelayRefused",
    "RunningRelay",
    "SalonConfig",
    "digest_of",
    "new_desk_key",
    "running",
    "system_clock",
]

logging.getLogger("salon_relay").addHandler(logging.NullHandler())  # the host decides about logs
