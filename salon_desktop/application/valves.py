"""Who opens a valve that trouble closed: time, the platform's better health, set-up, or a person.

A valve that something else will open must not be opened by hand: it would only close again.
"""

from datetime import datetime
from enum import StrEnum

from salon_desktop.application.ports.messages import ShutValve

HEALTH_REASONS = frozenset({"platform_blocks", "quality_red"})
"""Closed by what the platform said of the account; the next reading of its health opens them."""

SET_UP_REASONS = frozenset({"token_refused", "permission_missing"})
"""Closed because the token was refused; checking and saving the account opens them."""


RELAY_GAP = "relay_gap"
"""Closed because the relay lost what it held, perhaps a STOP; nothing ever tells that again."""


class OpenedBy(StrEnum):
    """What ends a closed valve."""

    TIME = "time"
    HEALTH = "health"
    SET_UP = "set_up"
    PERSON = "person"


def opened_by(reason: str, opens_at: datetime | None) -> OpenedBy:
    """Return what opens a valve closed for ``reason``; ``opens_at`` is the end of a pause."""
    if opens_at is not None:
        return OpenedBy.TIME
    if reason in HEALTH_REASONS:
        return OpenedBy.HEALTH
    return OpenedBy.SET_UP if reason in SET_UP_REASONS else OpenedBy.PERSON


_RANK = {OpenedBy.TIME: 0, OpenedBy.HEALTH: 1, OpenedBy.SET_UP: 1, OpenedBy.PERSON: 2}


def stays(shut: ShutValve, reason: str, opens_at: datetime | None) -> bool:
    """Tell whether a closed valve keeps its reason although there is a newer one.

    What a person has to look at must not be opened by a pause that ends, and what was closed for
    long not by a shorter pause. The platform tells its reasons again; a lost STOP is told once.
    """
    if RELAY_GAP in (shut.reason, reason):
        return reason != RELAY_GAP
    before, after = opened_by(shut.reason, shut.opens_at), opened_by(reason, opens_at)
    if shut.opens_at is not None and opens_at is not None:
        return shut.opens_at > opens_at
    return _RANK[before] > _RANK[after]
