"""Reading days for the grid: which day or week, in which arrangement, and never an old answer.

No widgets here; answers come through ``ask`` and are dropped when something else was asked since.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Protocol, TypeVar

from salon_desktop.application.queries.day_agenda import AgendaDay
from salon_desktop.domain.agenda.claims import SubjectKind
from salon_desktop.domain.wall_clock import to_wall
from salon_desktop.ui.agenda.day_picture import DayPicture
from salon_desktop.ui.agenda.picture_of_day import (
    operators_picture,
    rooms_picture,
    week_picture,
)

if TYPE_CHECKING:  # the desk's value knows Qt, this module does not
    from salon_desktop.ui.desk import Desk

T = TypeVar("T")
DAY_VIEW, WEEK_VIEW, ROOMS_VIEW = "day", "week", "rooms"
WEEK = 7


class Ask(Protocol):
    """Runs work off the window's thread and hands the answer back on it."""

    def __call__(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None],
        on_failed: Callable[[Exception], None],
    ) -> None:
        """Queue ``work``."""
        ...


class DayView(Protocol):
    """What is needed of the screen."""

    def show_day(self, picture: DayPicture) -> None:
        """Paint this day or week."""
        ...

    def show_date(self, first: date, last: date) -> None:
        """Say which days are being opened."""
        ...

    def show_operators(self, operators: Sequence[tuple[int, str]], chosen: int | None) -> None:
        """Offer whose week is shown; nobody where no week is."""
        ...


class DayReader:
    """Keeps what is shown in step with the book."""

    def __init__(
        self, desk: "Desk", ask: Ask, view: DayView, failed: Callable[[Exception], None]
    ) -> None:
        self._desk, self._ask, self._view, self._failed = desk, ask, view, failed
        self._day = self.today()
        self._arrangement = DAY_VIEW
        self._operator: int | None = None
        self._answers: tuple[AgendaDay, ...] = ()
        self._ticket = 0

    @property
    def day(self) -> date:
        """The day that is shown or being opened; in a week the one it was opened for."""
        return self._day

    @property
    def arrangement(self) -> str:
        """``day``: operators as columns, ``week``: days of one operator, ``rooms``."""
        return self._arrangement

    @property
    def operator_id(self) -> int | None:
        """Whose week is shown."""
        return self._operator

    @property
    def span(self) -> tuple[date, date]:
        """The first and the last day that are shown."""
        if self._arrangement != WEEK_VIEW:
            return self._day, self._day
        first = self._day - timedelta(days=self._day.weekday())
        return first, first + timedelta(days=WEEK - 1)

    def today(self) -> date:
        """The salon's day."""
        return to_wall(self._desk.clock.now(), self._desk.facts.zone)[0]

    def now_minute(self) -> int | None:
        """The wall minute of now if today is shown."""
        day, minute = to_wall(self._desk.clock.now(), self._desk.facts.zone)
        first, last = self.span
        return minute if first <= day <= last else None

    def open_day(self, day: date) -> None:
        """Show a day, or the week it is in."""
        self._day = day
        self._view.show_date(*self.span)
        self.refresh()

    def step(self, by: int) -> None:
        """Go so many days on; in a week view so many weeks."""
        days = by * WEEK if self._arrangement == WEEK_VIEW and abs(by) < WEEK else by
        self.open_day(self._day + timedelta(days=days))

    def arrange(self, arrangement: str) -> None:
        """Show operators, the week of one, or rooms."""
        was_week = self._arrangement == WEEK_VIEW
        self._arrangement = arrangement
        if was_week or arrangement == WEEK_VIEW or not self._answers:
            self.open_day(self._day)
        else:
            self._show()

    def choose_operator(self, operator_id: int) -> None:
        """Show the week of somebody else."""
        self._operator = operator_id
        self._show()

    def refresh(self) -> None:
        """Read again what is shown."""
        self._ticket += 1
        ticket, (first, _), is_week = self._ticket, self.span, self._arrangement == WEEK_VIEW

        def work() -> tuple[AgendaDay, ...]:
            if is_week:
                return tuple(self._desk.ask.week(first, days=WEEK))
            return (self._desk.ask.day(first),)

        self._ask(work, lambda found: self._read(ticket, found), self._failed)

    def touches(self, first: date, last: date) -> bool:
        """Tell whether days that changed are among those shown."""
        shown_first, shown_last = self.span
        return first <= shown_last and shown_first <= last

    def names(self, kind: SubjectKind, subject_id: int) -> str:
        """The name of an operator or a room among those shown, "" for others."""
        if kind is SubjectKind.OPERATOR:
            return dict(self._operators()).get(subject_id, "")
        rooms = {
            room.room_id: room.name
            for answer in self._answers
            for room in answer.rooms
            if kind is SubjectKind.RESOURCE
        }
        return rooms.get(subject_id, "")

    def client_of(self, appointment_id: int | None) -> str:
        """The name of the client of an appointment that is shown, "" for others."""
        for answer in self._answers:
            for entry in answer.entries:
                if entry.appointment_id == appointment_id:
                    return entry.client_name
        return ""

    def _read(self, ticket: int, found: tuple[AgendaDay, ...]) -> None:
        if ticket != self._ticket:
            return
        self._answers = found
        operators = self._operators()
        if self._operator not in dict(operators):
            self._operator = operators[0][0] if operators else None
        self._show()

    def _show(self) -> None:
        if not self._answers:
            return
        is_week = self._arrangement == WEEK_VIEW
        self._view.show_operators(self._operators() if is_week else (), self._operator)
        self._view.show_day(self._picture())

    def _picture(self) -> DayPicture:
        if self._arrangement == WEEK_VIEW:
            name_day = self._desk.formats.short_day
            return week_picture(self._answers, self._operator or 0, name_day)
        make = rooms_picture if self._arrangement == ROOMS_VIEW else operators_picture
        return make(self._answers[0])

    def _operators(self) -> list[tuple[int, str]]:
        known = {
            column.operator_id: column.name for answer in self._answers for column in answer.columns
        }
        return list(known.items())
