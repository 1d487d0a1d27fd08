"""A day as the grid shows it: columns, cards, blocks and holds as plain values, without Qt."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from salon_desktop.domain.agenda.status import Status
from salon_desktop.ui.agenda.day_layout import Stretch, shown_hours


class ColumnKind(StrEnum):
    """What a column is: an operator or a room on one day, or a day of one operator."""

    OPERATOR = "operator"
    ROOM = "room"
    DAY = "day"


class Sign(StrEnum):
    """A fact drawn in the corner of a card besides its status, the first to be dropped last."""

    OVERLAP = "overlap"
    NEW_CLIENT = "new_client"
    NO_MESSAGES = "no_messages"
    PATCH_TEST = "patch_test"
    HEALTH_NOTE = "health_note"
    WALK_IN = "walk_in"


class BlockKind(StrEnum):
    """Why time is gone without an appointment."""

    BREAK = "break"
    BLOCK = "block"
    TRAINING = "training"
    LEAVE = "leave"
    SICK = "sick"
    OUT_OF_ORDER = "out_of_order"
    CLOSED = "closed"


AWAY = frozenset({BlockKind.LEAVE, BlockKind.SICK, BlockKind.OUT_OF_ORDER, BlockKind.CLOSED})
"""Blocks drawn as an absence, hatched; the others are plain boxes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One operator, one room, or one day of an operator.

    ``busy`` is the taken share of the shift, None where unknown; ``role`` is a code, ``tone`` a
    category of the colour table; ``shift`` holds the spans of minutes at work. ``day`` and
    ``operator_id`` are set on a day of the week; its ``id`` is the day's ordinal.
    """

    id: int
    kind: ColumnKind
    name: str = field(repr=False)
    role: str = ""
    tone: str = "lash"
    busy: float | None = None
    shift: tuple[tuple[int, int], ...] = ()
    day: date | None = None
    operator_id: int | None = None
    is_closed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One step of one appointment in one column; minutes are wall minutes of the day.

    ``processing`` is (start, end) of the time in which the operator is free. ``operator_id`` is
    who does it, also in a column of a room. ``visit_start`` is the start of the whole visit.
    """

    appointment_id: int
    version: int
    position: int
    column: int
    operator_id: int
    start: int
    end: int
    blocked_until: int
    visit_start: int
    processing: tuple[int, int] | None = None
    client_id: int | None = None
    client: str = field(default="", repr=False)
    service: str = ""
    operator: str = field(default="", repr=False)
    category: str = "face"
    status: Status = Status.BOOKED
    signs: frozenset[Sign] = frozenset()
    hold_expires_at: datetime | None = None
    late_minutes: int = 0
    has_alert: bool = False
    overlap_reason: str = field(default="", repr=False)
    requested: bool = False
    rooms: tuple[str, ...] = ()

    @property
    def stretch(self) -> Stretch:
        """What its place in the grid depends on."""
        return Stretch(self.column, self.start, self.end, self.processing)

    @property
    def key(self) -> tuple[int, int]:
        """Which step of which appointment it is."""
        return (self.appointment_id, self.position)

    @property
    def active(self) -> tuple[tuple[int, int], ...]:
        """When the operator's hands are needed."""
        if self.processing is None:
            return ((self.start, self.end),)
        first, second = self.processing
        parts = ((self.start, first), (second, self.end))
        return tuple(part for part in parts if part[0] < part[1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A break, an absence or other blocked time of one column."""

    column: int
    start: int
    end: int
    kind: BlockKind
    label: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """A place held for a booking in progress, until an instant."""

    column: int
    start: int
    end: int
    expires_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPicture:
    """Everything in one arrangement of columns, cards sorted by column and start.

    ``day`` is the day shown, or the first one of a week.
    """

    day: date
    columns: tuple[Column, ...] = ()
    cards: tuple[Card, ...] = ()
    blocks: tuple[Block, ...] = ()
    holds: tuple[Hold, ...] = ()
    is_closed: bool = False
    closed_label: str = ""

    @property
    def hours(self) -> tuple[int, int]:
        """The whole hours to show."""
        shifts = [span for column in self.columns for span in column.shift]
        taken = [(card.start, card.blocked_until) for card in self.cards]
        return shown_hours(shifts, taken)

    def card(self, appointment_id: int) -> Card | None:
        """The first card of an appointment, or None if it is not on this day."""
        return next((c for c in self.cards if c.appointment_id == appointment_id), None)

    def column_of(self, id: int) -> int | None:
        """Which column shows the operator or room with this id."""
        return next((n for n, column in enumerate(self.columns) if column.id == id), None)

    def day_of(self, column: int) -> date:
        """Which day a column shows."""
        return self.columns[column].day or self.day

    def column_of_day(self, day: date) -> int | None:
        """Which column shows a day of the week; None where columns are no days."""
        return next((n for n, column in enumerate(self.columns) if column.day == day), None)

    @property
    def is_week(self) -> bool:
        """Tell whether columns are days."""
        return bool(self.columns) and self.columns[0].kind is ColumnKind.DAY

    def is_closed_in(self, column: int) -> bool:
        """Tell whether the salon is closed in a column."""
        return self.columns[column].is_closed or self.is_closed

    def names(self) -> Mapping[int, str]:
        """The columns' names by id."""
        return {column.id: column.name for column in self.columns}


def sorted_cards(cards: Iterable[Card]) -> tuple[Card, ...]:
    """Return cards in the order in which they are painted: by column, then by start."""
    return tuple(sorted(cards, key=lambda card: (card.column, card.start, -card.end)))
