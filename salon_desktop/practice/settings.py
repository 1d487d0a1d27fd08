"""What can be chosen about the practice platform before it starts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

LIMIT_TIERS: Mapping[str, int | None] = MappingProxyType(
    {
        "TIER_50": 50,
        "TIER_250": 250,
        "TIER_2K": 2_000,
        "TIER_10K": 10_000,
        "TIER_100K": 100_000,
        "TIER_UNLIMITED": None,
    }
)
"""People a portfolio may write to in 24 hours, outside windows, by the name of the limit."""


@dataclass(frozen=True, slots=True)
class DeliveryPlan:
    """How one message travels and which statuses come back; all delays in seconds.

    ``read_after`` counts from the delivery; None means that nobody reads by itself.
    ``repeat`` sends every status that often; ``lost`` names statuses whose webhook never leaves.
    ``reversed_order`` keeps the statuses back and sends the last one first.
    ``fail_with`` is an error code the message ends in, after ``sent`` if ``fail_after_sent``.
    """

    sent_after: float = 0.0
    delivered_after: float = 0.0
    read_after: float | None = None
    skip_delivered: bool = False
    reversed_order: bool = False
    repeat: int = 1
    lost: frozenset[str] = frozenset()
    fail_with: int | None = None
    fail_after_sent: bool = False


@dataclass(frozen=True, slots=True)
class PracticeSettings:
    """Identity, limits and switchable points of the practice platform.

    Where the public documents leave a point open (synchronous or asynchronous refusal, HTTP
    status of a code, the type of free messages), it is a field here. ``http_status`` overrides
    the HTTP status of a code. ``test_recipients`` switches test-number mode on: only these
    numbers may be written to. ``seed`` decides every id and secret: the same seed gives the
    same ids, so a salon kept over several runs needs a new seed each run.
    """

    seed: str = "practice"
    business_number: str = "+390200000001"
    business_calling_code: str = "39"
    business_name: str = "Istituto Mirtilla"
    country: str = "IT"
    currency: str = "EUR"
    versions: tuple[str, ...] = ("v21.0", "v22.0", "v23.0", "v24.0", "v25.0", "v26.0")
    delivery: DeliveryPlan = DeliveryPlan()
    messaging_limit: str = "TIER_2K"
    unique_recipients: int | None = None
    throughput_per_second: int = 80
    pair_seconds: float = 6.0
    pair_burst: int = 45
    management_per_hour: int = 5_000
    templates_limit: int = 250
    words_per_variable: int = 2
    everyone_has_whatsapp: bool = True
    test_recipients: frozenset[str] | None = None
    asynchronous_codes: frozenset[int] = frozenset({131026, 131042, 131047})
    http_status: Mapping[int, int] = field(default_factory=dict)
    creation_codes_as_subcodes: bool = True
    bad_text_code: int = 132012
    marketing_per_person: int | None = None
    free_service_messages: int = 1_000
    free_service_type: str = "free_customer_service"
    user_ids: bool = True
    status_before_answer: bool = False
    retry_gaps: tuple[float, ...] = (10.0, 60.0, 300.0, 900.0, 3_600.0, 14_400.0)
    retry_for: float = 7 * 86_400.0
    webhook_timeout: float = 5.0
    idle_seconds: float = 60.0
    max_connections: int = 64
    port: int = 0

    def recipients_limit(self, tier: str) -> int | None:
        """People per 24 hours under the limit called ``tier``; None is unlimited."""
        return self.unique_recipients if self.unique_recipients else LIMIT_TIERS[tier]
