"""Who opens a valve that trouble closed: time, the platform's better health, set-up, or a person.

A valve that something else will open must not be opened by hand: it would only close again.
"""

from datetime import datetime
from enum import StrEnum

HEALTH_REASONS = frozenset({"platform_blocks", "quality_red"})
"""Closed by what the platform said of the account; the next reading of its health opens them."""

SET_UP_REASONS = frozenset({"token_refused", "permission_missing"})
"""Closed because the token was refused; checking and saving the account opens them."""


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
