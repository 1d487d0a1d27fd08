"""What an erasure takes, what the law makes the salon keep, and until when.

The order of the lines is that of the receipt: erased now, kept restricted, kept as a figure
without a person (GDPR art. 17(3); docs/rules.md, erasure).
"""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from salon_desktop.domain.privacy.retention import (
    RetentionClass,
    add_months,
    ends_on,
    period_of,
)

ANSWER_MONTHS = 1  # to answer a request of the person
EXTENDED_MONTHS = 3  # if it is complex and she was told
BACKUP_DAYS = 90  # copies are not rewritten; they rotate out

SUPPRESSION_KEY_BYTES = 32


class Fate(StrEnum):
    """What happens to a class of data when a person is erased."""

    ERASED = "erased"
    KEPT = "kept"  # readable by the owner only
    ANONYMOUS = "anonymous"  # the figures stay, the person goes


_FATES: Mapping[RetentionClass, Fate] = {
    RetentionClass.OFFERS_USE: Fate.ERASED,
    RetentionClass.PROFILE_FIGURES: Fate.ERASED,
    RetentionClass.CLIENT_CARD: Fate.ERASED,
    RetentionClass.HEALTH: Fate.ERASED,
    RetentionClass.MESSAGE_CONTENT: Fate.ERASED,
    RetentionClass.CONSENT_PROOF: Fate.KEPT,
    RetentionClass.FISCAL: Fate.KEPT,
    RetentionClass.SUPPRESSION: Fate.KEPT,
    RetentionClass.MESSAGE_METADATA: Fate.ANONYMOUS,
    RetentionClass.EVENT_LOG: Fate.ANONYMOUS,
    RetentionClass.STAFF: Fate.ANONYMOUS,  # a member of the staff is no client
    RetentionClass.NOT_PERSONAL: Fate.ANONYMOUS,
}
_ORDER = tuple(Fate)


@dataclass(frozen=True, slots=True, kw_only=True)
class ErasureLine:
    """One line of the dry run and of the receipt; ``until`` only where something is kept."""

    data: RetentionClass
    fate: Fate
    until: date | None = None


def erasure_plan(
    held: Mapping[RetentionClass, date], *, country: str, today: date
) -> tuple[ErasureLine, ...]:
    """Return what happens to the data held about a person.

    ``held`` names, for each class that has rows of hers, the day its clock points at. What would
    be kept although its period is over is erased.
    """
    lines = [_line(data, since, country, today) for data, since in held.items()]
    return tuple(sorted(lines, key=lambda line: (_ORDER.index(line.fate), line.data.value)))


def answer_due(received: date, *, extended: bool = False) -> date:
    """Return the last day to answer a person's request (GDPR art. 12(3))."""
    return add_months(received, EXTENDED_MONTHS if extended else ANSWER_MONTHS)


def suppressed(address: str, key: bytes) -> str:
    """Return what the suppression list keeps of an address: it recognises, it does not tell.

    ``key`` is the salon's own 32 random bytes: without it every number could be tried.
    """
    if len(key) != SUPPRESSION_KEY_BYTES:
        raise ValueError(f"the suppression list's key has {SUPPRESSION_KEY_BYTES} bytes")
    return hmac.new(key, address.encode("utf-8"), hashlib.sha256).hexdigest()


def _line(data: RetentionClass, since: date, country: str, today: date) -> ErasureLine:
    fate = _FATES[data]
    if fate is not Fate.KEPT:
        return ErasureLine(data=data, fate=fate)
    until = ends_on(period_of(data, country), since)
    if until is not None and until <= today:
        return ErasureLine(data=data, fate=Fate.ERASED)
    return ErasureLine(data=data, fate=Fate.KEPT, until=until)
