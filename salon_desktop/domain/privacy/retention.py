"""How long the salon keeps what: classes of data, their periods by country, and their clocks.

Every table with personal data names one of these classes. Periods are defaults the owner may
shorten; where the law gives none, they are marked so in docs/rules.md (retention).
"""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

WARNING_DAYS = 60


class RetentionClass(StrEnum):
    """What kind of data a table holds, as named in the tables' comments."""

    OFFERS_USE = "offers_use"
    PROFILE_FIGURES = "profile_figures"
    CLIENT_CARD = "client_card"
    HEALTH = "health"
    CONSENT_PROOF = "consent_proof"
    MESSAGE_CONTENT = "message_content"
    MESSAGE_METADATA = "message_metadata"
    FISCAL = "fiscal"
    EVENT_LOG = "event_log"
    STAFF = "staff"
    SUPPRESSION = "suppression"
    NOT_PERSONAL = "not_personal"


class Clock(StrEnum):
    """What a period counts from."""

    LAST_CONTACT = "last_contact"  # visit done, booking made, message written by her
    LAST_USE_OR_WITHDRAWAL = "last_use_or_withdrawal"
    SENT = "sent"
    RECORDED = "recorded"
    LEFT = "left"  # the day a member of the staff left the salon
    END_OF_YEAR = "end_of_year"  # the end of the calendar year it belongs to
    NEVER = "never"


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """How many months after which clock; ``months`` is None where nothing ends."""

    months: int | None
    clock: Clock

    def __post_init__(self) -> None:
        if (self.months is None) is not (self.clock is Clock.NEVER):
            raise ValueError("a period has months unless it never ends")
        if self.months is not None and self.months < 1:
            raise ValueError("a period has at least a month")


_EVERYWHERE: Mapping[RetentionClass, Period] = {
    RetentionClass.OFFERS_USE: Period(months=24, clock=Clock.LAST_CONTACT),
    RetentionClass.PROFILE_FIGURES: Period(months=12, clock=Clock.LAST_CONTACT),
    RetentionClass.CLIENT_CARD: Period(months=36, clock=Clock.LAST_CONTACT),
    RetentionClass.HEALTH: Period(months=24, clock=Clock.LAST_CONTACT),
    RetentionClass.CONSENT_PROOF: Period(months=60, clock=Clock.LAST_USE_OR_WITHDRAWAL),
    RetentionClass.MESSAGE_CONTENT: Period(months=12, clock=Clock.SENT),
    RetentionClass.MESSAGE_METADATA: Period(months=24, clock=Clock.SENT),
    # The till keeps the fiscal record; what is noted here follows the shortest known duty.
    RetentionClass.FISCAL: Period(months=60, clock=Clock.END_OF_YEAR),
    RetentionClass.EVENT_LOG: Period(months=60, clock=Clock.RECORDED),
    # Their names stand in events and proofs, and go with the last of these.
    RetentionClass.STAFF: Period(months=60, clock=Clock.LEFT),
    # A hashed number that must never be written to again.
    RetentionClass.SUPPRESSION: Period(months=None, clock=Clock.NEVER),
    RetentionClass.NOT_PERSONAL: Period(months=None, clock=Clock.NEVER),
}
_FISCAL_YEARS: Mapping[str, int] = {"IT": 10, "DE": 8, "RO": 5, "FI": 6, "FR": 10, "ES": 6}
_OFFERS_MONTHS: Mapping[str, int] = {"FR": 36}


def period_of(data: RetentionClass, country: str) -> Period:
    """Return the default period of a class of data in ``country`` (two letters)."""
    usual, land = _EVERYWHERE[data], country.upper()
    if data is RetentionClass.FISCAL and land in _FISCAL_YEARS:
        return Period(months=12 * _FISCAL_YEARS[land], clock=usual.clock)
    if data is RetentionClass.OFFERS_USE and land in _OFFERS_MONTHS:
        return Period(months=_OFFERS_MONTHS[land], clock=usual.clock)
    return usual


def ends_on(period: Period, since: date) -> date | None:
    """Return the first day on which the data may no longer be kept or used; None if never.

    ``since`` is the day the period's clock points at.
    """
    if period.months is None:
        return None
    if period.clock is Clock.END_OF_YEAR:
        since = date(since.year + 1, 1, 1)
    return add_months(since, period.months)


def warns_from(end: date) -> date:
    """Return the day from which the owner is told that a period ends."""
    return end - timedelta(days=WARNING_DAYS)


def add_months(day: date, months: int) -> date:
    """Return the same day ``months`` later, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
