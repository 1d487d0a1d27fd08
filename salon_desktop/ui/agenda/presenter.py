"""Decisions of the agenda: which day, what to read, what to do and what to say. No widgets here."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol

from salon_desktop.application.commands.cancel_appointment import CancelAppointment, Cancelled
from salon_desktop.application.commands.change_status import ChangeStatus, StatusChanged
from salon_desktop.application.commands.move_appointment import MoveAppointment, Moved
from salon_desktop.application.explaining.notice import Notice, Tone, explain
from salon_desktop.application.placing import ConflictsFound, Permission
from salon_desktop.application.queries.appointment_card import AppointmentCard
from salon_desktop.application.undo import TakenBack
from salon_desktop.domain.agenda.appointment import Appointment
from salon_desktop.domain.agenda.changes import Canceller
from salon_desktop.domain.agenda.status import CancelReason, Status
from salon_desktop.localization.relative_day import relative_day
from salon_desktop.ui.agenda import outcomes
from salon_desktop.ui.agenda.carrying import MoveWish
from salon_desktop.ui.agenda.day_reader import Ask, DayReader, DayView

if TYPE_CHECKING:  # the desk's value knows Qt, this module does not
    from salon_desktop.ui.desk import Desk

Announce = Callable[[date, date], None]
"""Tells every screen that appointments and messages from one day to another changed."""


Again = Callable[[str], None]
"""Tries what was refused once more, with a stated reason."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a toast says; ``undo`` takes the change back."""

    text: str
    tone: str = "ok"
    undo: Callable[[], None] | None = None


class AgendaView(DayView, Protocol):
    """What the presenter needs of the screen."""

    def show_card(self, card: AppointmentCard) -> None:
        """Open the drawer on an appointment, or show it anew in it."""
        ...

    def card_gone(self) -> None:
        """The appointment in the drawer cannot be read any more."""
        ...

    def ask_reason(self, again: Again, notice: Notice, *, hard: bool) -> None:
        """Say why a visit cannot stand there; unless ``hard``, ask for a reason to allow it.

        ``again`` tries it once more with the reason.
        """
        ...

    def refuse(self, notice: Notice) -> None:
        """Say beside the appointment's buttons why something cannot be done."""
        ...

    def tell(self, told: Told) -> None:
        """Say what happened."""
        ...

    def done(self) -> None:
        """A change was made: forms that asked for it may close."""
        ...


class AgendaPresenter:
    """One screen of the agenda. ``desk`` is read at each use, because its formats change."""

    def __init__(self, desk: "Desk", ask: Ask, view: AgendaView, announce: Announce) -> None:
        self._desk, self._ask, self._view, self._announce = desk, ask, view, announce
        self.days = DayReader(desk, ask, view, self._failed)
        self._open: int | None = None
        self._card: AppointmentCard | None = None
        self._card_ticket = 0

    @property
    def card(self) -> AppointmentCard | None:
        """The appointment in the drawer."""
        return self._card

    def open_day(self, day: date) -> None:
        """Show a day, or the week it is in."""
        self.days.open_day(day)

    def refresh(self) -> None:
        """Read the days again, and the open appointment with them."""
        self.days.refresh()
        if self._open is not None:
            self.open_card(self._open)

    def appointments_changed(self, first: date, last: date) -> None:
        """Days changed somewhere: read again what is shown of them."""
        if self.days.touches(first, last) or self._open is not None:
            self.refresh()

    def open_card(self, appointment_id: int) -> None:
        """Read an appointment for the drawer."""
        self._open = appointment_id
        self._card_ticket += 1
        ticket = self._card_ticket
        self._ask(
            lambda: self._desk.ask.appointment(appointment_id),
            lambda card: self._card_read(ticket, card),
            lambda problem: self._card_failed(ticket, problem),
        )

    def close_card(self) -> None:
        """The drawer was closed."""
        self._open, self._card = None, None
        self._card_ticket += 1

    def move(self, wish: MoveWish, reason: str | None = None) -> None:
        """Move a visit; ``reason`` is what was stated for a soft conflict."""
        command = MoveAppointment(
            appointment_id=wish.appointment_id,
            day=wish.day,
            start=wish.start,
            operator_id=wish.operator_id,
            version=wish.version,
            permission=Permission(reason=reason),
        )
        self._ask(
            lambda: self._desk.do.move(command),
            lambda moved: self._moved(moved.before.day, moved),
            lambda problem: self._in_the_way(
                wish.appointment_id, problem, lambda why: self.move(wish, why)
            ),
        )

    def change_status(self, appointment_id: int, status: Status, reason: str | None = None) -> None:
        """Take an appointment one step further in its life.

        One that was given up comes back to its place; ``reason`` allows a soft conflict there.
        """
        name = self._name(appointment_id)
        command = ChangeStatus(
            appointment_id=appointment_id,
            status=status,
            permission=Permission(reason=reason),
            version=self._version(appointment_id),
        )
        self._ask(
            lambda: self._desk.do.change_status(command),
            lambda done: self._changed_one(
                done, outcomes.status_told(name, done.appointment.status, self._desk.words)
            ),
            lambda problem: self._in_the_way(
                appointment_id,
                problem,
                lambda why: self.change_status(appointment_id, status, why),
            ),
        )

    def mark_late(self, appointment_id: int, minutes: int) -> None:
        """Note that somebody comes later; 0 takes it back."""
        name = self._name(appointment_id)
        command = ChangeStatus(
            appointment_id=appointment_id,
            late_minutes=minutes,
            version=self._version(appointment_id),
        )
        self._ask(
            lambda: self._desk.do.change_status(command),
            lambda done: self._changed_one(
                done, outcomes.late_told(name, minutes, self._desk.words)
            ),
            self._refused,
        )

    def cancel(self, appointment_id: int, by: Canceller, reason: CancelReason | None) -> None:
        """Cancel with who and why."""
        name = self._name(appointment_id)
        command = CancelAppointment(
            appointment_id=appointment_id,
            by=by,
            reason=reason,
            version=self._version(appointment_id),
        )
        self._ask(
            lambda: self._desk.do.cancel(command),
            lambda done: self._changed_one(
                done, outcomes.cancelled_told(name, done.appointment.status, self._desk.words)
            ),
            self._refused,
        )

    def undo(self, group: str | None = None) -> None:
        """Take back a change, or this desk's last one."""
        self._ask(lambda: self._desk.do.undo.undo(group), self._taken_back, self._refused)

    def redo(self) -> None:
        """Make the change again that was taken back last."""
        self._ask(self._desk.do.undo.redo, self._made_again, self._refused)

    def explained(self, problem: Exception) -> Notice:
        """A refusal in words, with the names of this day's people and rooms."""
        return explain(problem, self._desk.words, self._desk.formats, self.days.names)

    def _card_read(self, ticket: int, card: AppointmentCard) -> None:
        if ticket == self._card_ticket:
            self._card = card
            self._view.show_card(card)

    def _card_failed(self, ticket: int, problem: Exception) -> None:
        if ticket == self._card_ticket:
            self._open, self._card = None, None
            self._view.card_gone()
            self._failed(problem)

    def _changed_one(self, done: Cancelled | StatusChanged, text: str) -> None:
        day = done.appointment.day
        self._changed(day, day)
        self._say(text, done.undo_group)

    def _version(self, appointment_id: int) -> int | None:
        """The version that was seen, so that nobody else's change is overwritten."""
        seen = self._card is not None and self._card.id == appointment_id
        return self._card.version if seen and self._card is not None else None

    def _moved(self, from_day: date, moved: Moved) -> None:
        self._changed(min(from_day, moved.after.day), max(from_day, moved.after.day))
        name = self._name(moved.after.id)
        text = outcomes.moved_words(
            name, moved.after, self.days.today(), self._desk.words, self._desk.formats
        )
        self._say(text, moved.undo_group)

    def _in_the_way(self, appointment_id: int, problem: Exception, again: Again) -> None:
        if isinstance(problem, ConflictsFound):
            hard = bool(problem.facts.get("hard", True))
            self._view.ask_reason(again, self.explained(problem), hard=hard)
            self.open_card(appointment_id)
            return
        self._refused(problem)

    def _taken_back(self, back: TakenBack) -> None:
        self._changed_all(back)
        text = outcomes.undone_told(len(back.appointments), self._desk.words)
        if len(back.appointments) == 1:
            # Ctrl+Z may reach further back than whoever pressed it remembers.
            text = f"{text} {self._place_of(back.appointments[0])}"
        self._view.tell(Told(text, undo=self.redo))

    def _made_again(self, back: TakenBack) -> None:
        self._changed_all(back)
        self._say(outcomes.redone_told(self._desk.words), back.undo_group)

    def _place_of(self, visit: Appointment) -> str:
        """Whose visit it is, where that is known, and when."""
        words, formats = self._desk.words, self._desk.formats
        name = self.days.client_of(visit.id)
        day = relative_day(words, formats, visit.day, self.days.today())
        return " · ".join(part for part in (name, day, formats.minute_of_day(visit.start)) if part)

    def _changed_all(self, back: TakenBack) -> None:
        days = [appointment.day for appointment in back.appointments] or [self.days.day]
        self._changed(min(days), max(days))

    def _changed(self, first: date, last: date) -> None:
        self._view.done()
        self._announce(first, last)

    def _say(self, text: str, undo_group: str) -> None:
        undo = (lambda: self.undo(undo_group)) if undo_group else None
        self._view.tell(Told(text, undo=undo))

    def _refused(self, problem: Exception) -> None:
        notice = self.explained(problem)
        if notice.tone is Tone.HINT:
            self._view.refuse(notice)
        else:
            self._view.tell(Told(notice.whole, "danger"))

    def _failed(self, problem: Exception) -> None:
        self._view.tell(Told(self.explained(problem).whole, "danger"))

    def _name(self, appointment_id: int | None) -> str:
        if self._card is not None and self._card.id == appointment_id:
            return outcomes.client_of(self._card, self._desk.words)
        shown = self.days.client_of(appointment_id)
        return shown or self._desk.words.p_("name of a client who is not known", "Walk-in")
