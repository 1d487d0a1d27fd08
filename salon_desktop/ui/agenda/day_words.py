"""The words of the grid: labels, tips and what a screen reader says, without Qt."""

from collections.abc import Iterable
from datetime import datetime

from salon_desktop.application.explaining.conflicts import conflict_words
from salon_desktop.application.explaining.parts import Telling
from salon_desktop.application.explaining.people_words import role_words
from salon_desktop.application.explaining.visit_words import absence_words, status_words
from salon_desktop.domain.agenda.claims import Conflict, SubjectKind
from salon_desktop.domain.agenda.status import Status
from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats
from salon_desktop.ui.agenda.day_picture import (
    AWAY,
    Block,
    BlockKind,
    Card,
    Column,
    DayPicture,
    Hold,
    Sign,
)


class DayWords:
    """Says what stands in the grid; made anew when the language changes."""

    def __init__(self, words: Catalog, formats: Formats) -> None:
        self._words, self._formats = words, formats

    def minute(self, minute: int) -> str:
        """A wall time."""
        return self._formats.minute_of_day(minute)

    def span(self, start: int, end: int) -> str:
        """Two wall times as one span."""
        return self._formats.time_span(start, end)

    def percent(self, share: float) -> str:
        """A share of one."""
        return self._formats.percent(share)

    def role(self, role: str) -> str:
        """What an operator is in the salon."""
        return role_words(role, self._words) if role else ""

    def walk_in(self) -> str:
        """Who came without a name."""
        return self._words.p_("name of a client who is not known", "Walk-in")

    def off_shift(self) -> str:
        """Time in which an operator does not work."""
        return self._words.p_("label in the agenda", "Off shift")

    def closed(self, why: str = "") -> str:
        """A day on which the salon is closed, and why if that is known."""
        closed = self._words.p_("label in the agenda", "Closed")
        return f"{closed} · {why}" if why else closed

    def free(self) -> str:
        """A cell that can be booked."""
        return self._words.p_("cell of the agenda", "free")

    def block(self, block: Block) -> tuple[str, str]:
        """What a block is called, and when it is where that is not plain from its place."""
        words, span = self._words, self._formats.time_span(block.start, block.end)
        if block.kind is BlockKind.BREAK:
            return block.label or words.p_("label in the agenda", "Break"), ""
        if block.kind is BlockKind.OUT_OF_ORDER:
            text = words.p_("label in the agenda", "Out of order {span}")
            return text.format(span=span), block.label
        if block.kind in AWAY:
            return words.p_("label in the agenda", "Away {span}").format(span=span), block.label
        name = absence_words(block.kind.value, words)
        return block.label or name[:1].upper() + name[1:], span

    def hold(self, hold: Hold, now: datetime) -> str:
        """A place that is held, with the minutes and seconds it has left."""
        left = max(0, int((hold.expires_at - now).total_seconds()))
        minutes, seconds = divmod(left, 60)
        text = self._words.p_("label in the agenda", "Held for a booking · {left}")
        return text.format(left=f"{minutes}:{seconds:02}")

    def sign(self, sign: Sign) -> str:
        """What a sign in the corner means."""
        words = self._words
        match sign:
            case Sign.OVERLAP:
                return words.p_("sign on an appointment", "overlap allowed with a reason")
            case Sign.NEW_CLIENT:
                return words.p_("sign on an appointment", "new client")
            case Sign.NO_MESSAGES:
                return words.p_("sign on an appointment", "cannot be sent messages")
            case Sign.PATCH_TEST:
                return words.p_("sign on an appointment", "patch test missing")
            case Sign.HEALTH_NOTE:
                return words.p_("sign on an appointment", "health note exists")
            case Sign.WALK_IN:
                return words.p_("sign on an appointment", "walk-in")

    def status(self, status: Status) -> str:
        """Where an appointment stands."""
        return status_words(status.value, self._words)

    def card(self, card: Card) -> str:
        """A card in one sentence: time, client, service, operator, status, signs."""
        return ", ".join(self.card_lines(card))

    def card_lines(self, card: Card) -> list[str]:
        """The same, a line each, as the tip shows it."""
        span = self._formats.time_span(card.start, card.end)
        client = card.client or self.walk_in()
        lines = [
            f"{span} · {client}",
            " · ".join(part for part in (card.service, card.operator, *card.rooms) if part),
            self.status(card.status),
        ]
        if card.late_minutes:
            text = self._words.n_("{count} minute late", "{count} minutes late", card.late_minutes)
            lines.append(text.format(count=card.late_minutes))
        lines += [self.sign(sign) for sign in Sign if sign in card.signs]
        if card.overlap_reason:
            text = self._words._("Overlap allowed because: {reason}")
            lines.append(text.format(reason=card.overlap_reason))
        if card.has_alert:
            lines.append(self._words._("There is a warning on the client’s card."))
        return [line for line in lines if line]

    def cell(self, column: Column, minute: int) -> str:
        """A free cell in one sentence."""
        return f"{self.minute(minute)}, {column.name}, {self.free()}"

    def reasons(self, found: Iterable[Conflict], picture: DayPicture) -> list[str]:
        """What is in the way of a visit, a sentence each, every one once."""

        def naming(kind: SubjectKind, subject_id: int) -> str:
            return picture.names().get(subject_id, "") if kind is not SubjectKind.CLIENT else ""

        telling = Telling(self._words, self._formats, naming)
        return list(dict.fromkeys(conflict_words(conflict, telling) for conflict in found))

    def carried(self, minute: int, column: Column) -> str:
        """Where a visit in the hand would stand."""
        text = self._words._("{time} with {name}")
        return text.format(time=self.minute(minute), name=column.name)

    def carrying_keys(self) -> str:
        """How to go on while a visit is in the hand."""
        return self._words._("Enter puts it down, Esc leaves it where it was")
