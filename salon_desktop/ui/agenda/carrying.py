"""A visit that is being moved: where its steps would stand and what is in the way, without Qt."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from salon_desktop.domain.agenda.claims import (
    Claim,
    Conflict,
    Part,
    SubjectKind,
    conflicts,
)
from salon_desktop.domain.agenda.opening import hours_conflicts
from salon_desktop.ui.agenda.day_layout import DAY, SNAP
from salon_desktop.ui.agenda.day_picture import (
    Block,
    BlockKind,
    Card,
    Column,
    ColumnKind,
    DayPicture,
)

_SUBJECTS = {
    ColumnKind.OPERATOR: SubjectKind.OPERATOR,
    ColumnKind.ROOM: SubjectKind.RESOURCE,
    ColumnKind.DAY: SubjectKind.OPERATOR,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveWish:
    """Where a visit shall be; ``operator_id`` None keeps who does it, ``version`` was seen."""

    appointment_id: int
    version: int
    day: date
    start: int
    operator_id: int | None = None


@dataclass(frozen=True, slots=True)
class Carry:
    """A visit in the hand: all its cards as they stood, and the one it was grabbed by."""

    grabbed: Card
    cards: tuple[Card, ...]
    from_day: date
    column: int
    start: int
    """Where the grabbed card would stand now."""

    @property
    def shift(self) -> int:
        """By how many minutes the visit has been carried."""
        return self.start - self.grabbed.start

    @property
    def may_change_column(self) -> bool:
        """Whether somebody else can take the visit over: all its steps are in one column."""
        return len({card.column for card in self.cards}) == 1

    def has_moved(self, picture: DayPicture) -> bool:
        """Whether putting it down would change anything."""
        elsewhere = self.column != self.grabbed.column and not picture.is_week
        return bool(self.shift) or elsewhere or picture.day_of(self.column) != self.from_day

    def moved_cards(self) -> tuple[Card, ...]:
        """The cards as they would stand."""
        shift = self.shift
        aside = self.column - self.grabbed.column
        return tuple(
            replace(
                card,
                column=card.column + aside,
                start=card.start + shift,
                end=card.end + shift,
                blocked_until=min(card.blocked_until + shift, DAY),
                processing=card.processing
                and (card.processing[0] + shift, card.processing[1] + shift),
            )
            for card in self.cards
        )

    def to(self, column: int, start: int, hours: tuple[int, int]) -> "Carry":
        """Return it carried to a column and minute, the whole visit inside the hours shown."""
        earliest = self.grabbed.start - min(card.start for card in self.cards)
        latest = max(card.end for card in self.cards) - self.grabbed.start
        least, most = hours[0] + earliest, hours[1] - latest
        start = min(max(round(start / SNAP) * SNAP, least), max(most, least))
        return replace(
            self, column=column if self.may_change_column else self.grabbed.column, start=start
        )

    def on(self, picture: DayPicture) -> "Carry":
        """Return it carried over another day, in the columns of the same operators or rooms."""
        if picture.is_week:
            return self
        kept = picture.column_of(self.grabbed.operator_id)
        own = {c.operator_id: picture.column_of(c.operator_id) for c in self.cards}
        if kept is None or None in own.values():
            return self
        cards = tuple(replace(c, column=own[c.operator_id] or 0) for c in self.cards)
        column = min(self.column, len(picture.columns) - 1)
        return replace(self, cards=cards, grabbed=replace(self.grabbed, column=kept), column=column)

    def wish(self, picture: DayPicture) -> MoveWish:
        """Return what putting it down asks for."""
        column = picture.columns[self.column]
        changed = self.column != self.grabbed.column and column.kind is ColumnKind.OPERATOR
        return MoveWish(
            appointment_id=self.grabbed.appointment_id,
            version=self.grabbed.version,
            day=picture.day_of(self.column),
            start=self.grabbed.visit_start + self.shift,
            operator_id=column.id if changed else None,
        )


def pick_up(picture: DayPicture, card: Card) -> Carry:
    """Take the whole visit of a card into the hand."""
    cards = tuple(c for c in picture.cards if c.appointment_id == card.appointment_id)
    return Carry(card, cards, picture.day_of(card.column), card.column, card.start)


def claims_around(picture: DayPicture, appointment_id: int) -> tuple[Claim, ...]:
    """Return everything that is shown and taken but for one visit; good until the next picture."""
    claims = [
        claim
        for card in picture.cards
        if card.appointment_id != appointment_id
        for claim in _claims_of(card, picture)
    ]
    claims += [claim for block in picture.blocks for claim in _claims_of_block(block, picture)]
    claims += [
        _claim(picture, picture.columns[hold.column], hold.start, hold.end, Part.HOLD, hold)
        for hold in picture.holds
    ]
    return tuple(claims)


def in_the_way(
    picture: DayPicture, carry: Carry, now: datetime, around: Sequence[Claim] | None = None
) -> list[Conflict]:
    """Return what this picture knows to be in the way; the book has the last word.

    Only what is shown can be seen: in the operators' view the rooms are not, and the other way
    round. ``around`` are the claims of the rest if they are known already.
    """
    moved = carry.moved_cards()
    wanted = [claim for card in moved for claim in _claims_of(card, picture)]
    others = claims_around(picture, carry.grabbed.appointment_id) if around is None else around
    days = {claim.day for claim in wanted}
    first, last = min(c.start for c in moved), max(c.blocked_until for c in moved)
    near = [c for c in others if c.start < last and first < c.end and c.day in days]
    found = conflicts(wanted, near, now)
    if picture.columns and picture.columns[0].kind is not ColumnKind.ROOM:
        found += _outside_hours(picture, moved, wanted)
    return found


def _outside_hours(
    picture: DayPicture, moved: Sequence[Card], wanted: Sequence[Claim]
) -> list[Conflict]:
    """What falls outside of the shifts of the columns the visit would stand in."""
    shifts = {
        _subject_id(picture.columns[card.column]): picture.columns[card.column].shift
        for card in moved
    }
    closed = any(picture.is_closed_in(card.column) for card in moved)
    open_spans = [] if closed else [picture.hours]
    return hours_conflicts(wanted, open_spans=open_spans, shifts=shifts)


def _subject_id(column: Column) -> int:
    """Whose time it is: of a day, that of its operator."""
    return column.id if column.operator_id is None else column.operator_id


def _claims_of(card: Card, picture: DayPicture) -> list[Claim]:
    column = picture.columns[card.column]
    if column.kind is not ColumnKind.ROOM:
        claims = [
            _claim(picture, column, start, end, Part.WORK, card) for start, end in card.active
        ]
    else:
        claims = [_claim(picture, column, card.start, card.end, Part.WORK, card)]
    if card.blocked_until > card.end:
        claims.append(_claim(picture, column, card.end, card.blocked_until, Part.BUFFER, card))
    if card.client_id is not None:
        claims.append(
            Claim(
                subject_kind=SubjectKind.CLIENT,
                subject_id=card.client_id,
                day=picture.day_of(card.column),
                start=card.start,
                end=card.end,
                part=Part.WORK,
                appointment_id=card.appointment_id,
            )
        )
    return claims


def _claims_of_block(block: Block, picture: DayPicture) -> list[Claim]:
    if block.kind is BlockKind.CLOSED:
        return []
    column = picture.columns[block.column]
    part = Part.BREAK if block.kind is BlockKind.BREAK else Part.ABSENCE
    return [_claim(picture, column, block.start, block.end, part, None)]


def _claim(
    picture: DayPicture, column: Column, start: int, end: int, part: Part, source: object
) -> Claim:
    expires = getattr(source, "expires_at", None)
    return Claim(
        subject_kind=_SUBJECTS[column.kind],
        subject_id=_subject_id(column),
        day=column.day or picture.day,
        start=start,
        end=end,
        part=part,
        appointment_id=getattr(source, "appointment_id", None),
        hold_expires_at=expires if part is Part.HOLD else None,
    )
