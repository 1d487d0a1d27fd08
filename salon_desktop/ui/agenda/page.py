"""The agenda screen: grid, top bar and drawer put together; decisions are the presenter's."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TypeVar

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from salon_desktop.application.commands.book_appointment import Booked
from salon_desktop.application.explaining.notice import Notice as Explained
from salon_desktop.application.queries.appointment_card import AppointmentCard
from salon_desktop.domain.agenda.changes import Canceller
from salon_desktop.domain.agenda.claims import SubjectKind
from salon_desktop.domain.agenda.status import CancelReason, Status
from salon_desktop.ui.agenda.appointment_drawer import AppointmentDrawer
from salon_desktop.ui.agenda.booking_panel import BookingPanel
from salon_desktop.ui.agenda.carrying import MoveWish
from salon_desktop.ui.agenda.day_grid import DayGrid
from salon_desktop.ui.agenda.day_picture import Card, DayPicture
from salon_desktop.ui.agenda.day_reader import DAY_VIEW, WEEK_VIEW
from salon_desktop.ui.agenda.day_sheet import SheetWords, preview_sheet
from salon_desktop.ui.agenda.day_table import DayTable
from salon_desktop.ui.agenda.day_words import DayWords
from salon_desktop.ui.agenda.grid_hands import CellWish, GridHands
from salon_desktop.ui.agenda.grid_walk import Stop
from salon_desktop.ui.agenda.popovers import DayCalendar, Legend
from salon_desktop.ui.agenda.presenter import Again, AgendaPresenter, Told
from salon_desktop.ui.agenda.top_bar import AgendaBar
from salon_desktop.ui.desk import Desk
from salon_desktop.ui.news import DaySpan
from salon_desktop.ui.page import Page, Shell
from salon_desktop.ui.widgets.toast import Notice

T = TypeVar("T")
_SECOND_MS = 1_000


class AgendaPage(Page):
    """One window's agenda."""

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__()
        self._desk, self._shell = desk, shell
        self._again: Again | None = None
        self._after_open: Callable[[], None] | None = None
        self._shown_minute: int | None = None
        self._ring_on: int | None = None
        say = DayWords(desk.words, desk.formats)
        self.presenter = AgendaPresenter(desk, self._ask, self, self._announce)
        self.grid = DayGrid(desk.theme, say)
        self.hands = GridHands(self.grid)
        self.table = DayTable(desk.theme, desk.words)
        self.bar = AgendaBar(desk.theme, desk.words, desk.formats, self.presenter.days.day)
        self.card = AppointmentDrawer(desk.theme, desk.words)
        self.booking = BookingPanel(desk, self._ask, self._announce, self.presenter.undo)
        self._legend = Legend(desk.theme, desk.words, self)
        self._calendar = DayCalendar(desk.theme, self)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.grid)
        self._stack.addWidget(self.table)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.controls.addWidget(self.bar)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self._tick)
        self._connect()
        self._listen()

    def activated(self) -> None:
        """Show today, or the day that was left, as it stands now."""
        self._tick()
        self._clock.start(_SECOND_MS)
        self.presenter.days.open_day(self.presenter.days.day)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def deactivated(self) -> None:
        """Nobody looks at the clock here now."""
        self._clock.stop()
        self.hands.leave()

    def open_booking(self, client_id: int | None = None) -> None:
        """Open the panel for a new appointment, for a client if she is known."""
        self.booking.begin(day=self.presenter.days.day, client_id=client_id)
        self._shell.show_drawer(self.booking)
        self.booking.take_keyboard()

    def undo(self) -> None:
        """Take back this desk's last change."""
        self.presenter.undo()

    def redo(self) -> None:
        """Make again what was taken back last."""
        self.presenter.redo()

    def print_day(self) -> None:
        """Show the day as it would be on paper."""
        picture, desk = self.grid.picture, self._desk
        if picture is None:
            return
        words = SheetWords(
            title=self.bar.date.words(),
            salon=desk.facts.name,
            nobody=desk.words._("No appointments"),
            page=desk.words._("Page {number}"),
        )
        family = desk.theme.font("body").family()
        preview_sheet(self, picture, self.grid.words, words, family)

    def show_date(self, first: date, last: date) -> None:
        self.bar.show_days(first, last)
        self._tick()

    def show_operators(self, operators: Sequence[tuple[int, str]], chosen: int | None) -> None:
        self.bar.show_operators(operators, chosen)

    def show_day(self, picture: DayPicture) -> None:
        self.grid.show_picture(picture)
        self.table.show_picture(picture, self.grid.words)
        self._tick()
        ringed = picture.card(self._ring_on) if self._ring_on is not None else None
        if ringed is not None:
            self._ring_on = None
            self.grid.select(Stop(ringed.column, ringed.start, ringed.end, ringed))
        if self.booking.isVisible():
            self.booking.presenter.look_again()

    def show_card(self, card: AppointmentCard) -> None:
        desk = self._desk
        self.card.show_card(
            card, desk.formats, desk.clock.now(), self.presenter.days.today(), self._operator_name
        )
        self._shell.show_drawer(self.card)
        after, self._after_open = self._after_open, None
        if after is not None:
            after()

    def card_gone(self) -> None:
        self._shell.close_drawer()

    def ask_reason(self, again: Again, notice: Explained, *, hard: bool) -> None:
        self._again = again
        self._after_open = lambda: self.card.ask_reason(notice, hard=hard)

    def refuse(self, notice: Explained) -> None:
        if self.card.isVisible():
            self.card.refuse(notice)
        else:
            self._shell.tell(Notice(notice.whole, tone="warn"))

    def tell(self, told: Told) -> None:
        self._shell.tell(Notice(told.text, tone=told.tone, undo=told.undo))

    def done(self) -> None:
        self._again = None
        self.card.show_actions()

    def retranslate(self) -> None:
        desk = self._desk
        say = DayWords(desk.words, desk.formats)
        self.bar.set_formats(desk.formats)
        self.grid.set_words(say)
        self.grid.setAccessibleName(desk.words._("Agenda of the day"))
        self.table.retranslate()
        if self.grid.picture is not None:
            self.table.show_picture(self.grid.picture, say)
        if self.presenter.card is not None and self.card.isVisible():
            self.show_card(self.presenter.card)

    def _connect(self) -> None:
        bar, hands, card, show = self.bar, self.hands, self.card, self.presenter
        bar.today_asked.connect(self._go_today)
        bar.days_asked.connect(show.days.step)
        bar.calendar_asked.connect(self._open_calendar)
        bar.arrangement_asked.connect(show.days.arrange)
        bar.operator_chosen.connect(show.days.choose_operator)
        bar.undo_asked.connect(self.undo)
        bar.print_asked.connect(self.print_day)
        bar.legend_asked.connect(self._open_legend)
        self._calendar.chosen.connect(show.days.open_day)
        hands.card_opened.connect(self._open_card)
        hands.cell_chosen.connect(self._book_at)
        hands.move_wished.connect(self._move)
        hands.cancel_wished.connect(self._cancel)
        hands.days_wished.connect(show.days.step)
        hands.today_wished.connect(self._go_today)
        hands.list_wished.connect(self._show_list)
        self.table.card_opened.connect(self._open_card)
        self.table.left.connect(self._show_grid)
        card.status_wished.connect(self._change_status)
        card.move_wished.connect(self._pick_up)
        card.late_answered.connect(self._mark_late)
        card.cancel_answered.connect(self._cancel_answered)
        card.reason_answered.connect(self._reason_answered)
        card.client_wished.connect(self._show_client)
        card.write_wished.connect(self._write)
        card.hidden.connect(self._card_hidden)
        printing = QShortcut(QKeySequence(QKeySequence.StandardKey.Print), self)
        printing.activated.connect(self.print_day)
        self.booking.was_booked.connect(self._booked)

    def _listen(self) -> None:
        news = self._desk.news
        news.on_appointments_changed(self._appointments_changed)
        news.on_settings_changed(self._look_again)
        news.on_clients_changed(self._look_again)
        news.on_messages_changed(self._look_again)
        news.on_consent_changed(self._look_again)

    def _ask(
        self,
        work: Callable[[], T],
        on_done: Callable[[T], None],
        on_failed: Callable[[Exception], None],
    ) -> None:
        self._desk.tasks.ask_database(work, owner=self, on_done=on_done, on_failed=on_failed)

    def _announce(self, first: date, last: date) -> None:
        self._desk.news.tell_appointments_changed(DaySpan(first, last))
        self._desk.news.tell_messages_changed()

    def _appointments_changed(self, span: DaySpan) -> None:
        # A page nobody sees reads again when it is shown.
        if self.isVisible():
            self.presenter.appointments_changed(span.first, span.last)

    def _look_again(self, _which: object = None) -> None:
        if self.isVisible():
            self.presenter.refresh()

    def _tick(self) -> None:
        """Every second: the now-line moves with the minute, what is held counts down."""
        minute = self.presenter.days.now_minute()
        if minute != self._shown_minute or self.grid.has_holds():
            self._shown_minute = minute
            self.grid.show_now(self._desk.clock.now(), minute, self.presenter.days.today())

    def _go_today(self) -> None:
        self.presenter.days.open_day(self.presenter.days.today())

    def _open_calendar(self) -> None:
        self._calendar.open_on(self.presenter.days.day, self.bar.date)

    def _open_legend(self) -> None:
        self._legend.say(self.grid.words)
        self._legend.open_under(self.bar.legend)

    def _open_card(self, card: Card) -> None:
        self.presenter.open_card(card.appointment_id)

    def _book_at(self, wish: CellWish) -> None:
        days = self.presenter.days
        day, operator_id = days.day, None
        if days.arrangement == DAY_VIEW:
            operator_id = wish.column_id
        elif days.arrangement == WEEK_VIEW:
            day, operator_id = date.fromordinal(wish.column_id), days.operator_id
        self.booking.begin(day=day, minute=wish.minute, operator_id=operator_id)
        self._shell.show_drawer(self.booking)
        self.booking.take_keyboard()

    def _move(self, wish: MoveWish, _found: object) -> None:
        self.presenter.move(wish)

    def _cancel(self, card: Card) -> None:
        self._after_open = self.card.ask_cancel
        self.presenter.open_card(card.appointment_id)

    def _change_status(self, status: Status) -> None:
        if self.card.card is not None:
            self.presenter.change_status(self.card.card.id, status)

    def _mark_late(self, minutes: int) -> None:
        if self.card.card is not None:
            self.presenter.mark_late(self.card.card.id, minutes)

    def _cancel_answered(self, by: Canceller, reason: CancelReason) -> None:
        if self.card.card is not None:
            self.presenter.cancel(self.card.card.id, by, reason)

    def _reason_answered(self, reason: str) -> None:
        if self._again is not None:
            self._again(reason)

    def _pick_up(self) -> None:
        card, picture = self.card.card, self.grid.picture
        found = None if card is None or picture is None else picture.card(card.id)
        if found is not None:
            self._show_grid()
            self.hands.pick_up(found)

    def _show_client(self) -> None:
        if self.card.card is not None and self.card.card.client is not None:
            self._desk.wishes.tell_show_client(self.card.card.client.id)

    def _write(self) -> None:
        if self.card.card is not None and self.card.card.client is not None:
            self._desk.wishes.tell_write_to(self.card.card.client.id)

    def _card_hidden(self) -> None:
        self.presenter.close_card()
        self._again = None

    def _booked(self, booked: Booked, told: Told) -> None:
        self._shell.close_drawer()
        self._shell.tell(Notice(told.text, tone=told.tone, undo=told.undo))
        self._ring_on = booked.appointment.id
        self.presenter.days.open_day(booked.appointment.day)
        self._show_grid()

    def _show_list(self) -> None:
        self._stack.setCurrentWidget(self.table)
        self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_grid(self) -> None:
        self._stack.setCurrentWidget(self.grid)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _operator_name(self, operator_id: int) -> str:
        return self.presenter.days.names(SubjectKind.OPERATOR, operator_id)
