"""What a client's card says, worked out from what was read: rows, rhythm, the five answers."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from statistics import median

from salon_desktop.application.queries.client_card import (
    CardNumber,
    CardService,
    CardVisit,
    ClientCard,
)
from salon_desktop.application.queries.consent_status import ClientConsent, ConsentLine
from salon_desktop.domain.agenda.status import Status
from salon_desktop.domain.consent.events import Channel, Purpose
from salon_desktop.domain.phone import PhoneKind

STRIP = (
    Purpose.SERVICE_MESSAGES,
    Purpose.OFFERS,
    Purpose.PHOTOS_RECORD,
    Purpose.HEALTH_NOTES,
    Purpose.PHOTOS_PUBLISH,
)
"""The five answers of the card, in order."""

REGULAR_FROM = 3
"""Visits from which a client is called regular."""

RHYTHM_FROM = 3
NOON = 13 * 60
DAYS_A_WEEK = 7
KEPT = frozenset({Status.DONE, Status.PAID})


@dataclass(frozen=True, slots=True)
class CardFacts:
    """A card as read, with her answers as they count at that moment."""

    card: ClientCard
    consent: ClientConsent

    @property
    def valid_numbers(self) -> tuple[CardNumber, ...]:
        """Numbers that are hers now, the one for messages first."""
        return tuple(number for number in self.card.numbers if number.valid_to is None)

    @property
    def message_number(self) -> CardNumber | None:
        """The number messages go to."""
        able = (one for one in self.valid_numbers if one.kind is not PhoneKind.LANDLINE)
        return next(able, None)

    def line(self, purpose: Purpose) -> ConsentLine | None:
        """How this question stands, at the number messages go to."""
        lines = self.consent.of(purpose)
        number = self.message_number
        if number is not None:
            for line in lines:
                if line.channel is Channel.WHATSAPP and line.address == number.e164:
                    return line
        return next((line for line in lines if line.in_use), None)


@dataclass(frozen=True, slots=True)
class VisitRow:
    """One service of a visit as a line of the table; ``is_first`` of its visit."""

    visit: CardVisit
    service: CardService | None
    is_first: bool


@dataclass(frozen=True, slots=True)
class Rhythm:
    """How she comes; what too few visits cannot tell is None.

    ``weekdays`` count from Monday, the commonest first; ``is_morning`` None means both.
    """

    service: str | None = field(default=None, repr=False)
    operator: str | None = None
    weeks: int | None = None
    weekdays: tuple[int, ...] = ()
    is_morning: bool | None = None
    no_shows: int = 0
    visits: int = 0


def visit_rows(card: ClientCard) -> list[VisitRow]:
    """Return a line for each service: what comes first (soonest on top), then the newest past."""
    rows: list[VisitRow] = []
    for visit in (*card.upcoming, *card.past):
        services: Sequence[CardService | None] = visit.services or (None,)
        rows += [VisitRow(visit, one, place == 0) for place, one in enumerate(services)]
    return rows


def rhythm_of(card: ClientCard) -> Rhythm:
    """Return how she comes, from the kept visits that were read."""
    kept = [visit for visit in card.past if visit.status in KEPT]
    usual = card.usual_service
    weeks: int | None = None
    weekdays: tuple[int, ...] = ()
    morning: bool | None = None
    if len(kept) >= RHYTHM_FROM:
        weeks = _weeks_between(_days_of(kept, usual.id if usual else None))
        counted = Counter(visit.day.weekday() for visit in kept).most_common(2)
        weekdays = tuple(day for day, times in counted if times * 3 >= len(kept))
        mornings = sum(visit.start < NOON for visit in kept)
        morning = True if mornings * 3 >= len(kept) * 2 else None
        morning = False if mornings * 3 <= len(kept) else morning
    return Rhythm(
        service=usual.name if usual else None,
        operator=card.usual_operator.name if card.usual_operator else None,
        weeks=weeks,
        weekdays=weekdays,
        is_morning=morning,
        no_shows=card.no_shows,
        visits=card.visits,
    )


def _days_of(kept: Sequence[CardVisit], service_id: int | None) -> list[date]:
    days = {
        visit.day
        for visit in kept
        if service_id is None or any(one.service_id == service_id for one in visit.services)
    }
    return sorted(days)


def _weeks_between(days: Sequence[date]) -> int | None:
    if len(days) < RHYTHM_FROM:
        return None
    gaps = [(later - earlier).days for earlier, later in pairwise(days)]
    return max(1, round(median(gaps) / DAYS_A_WEEK))
