"""The Messages screen: threads at the left, one thread in the middle, the outbox at the right."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QHBoxLayout

from salon_desktop.application.commands.mark_handled import MarkHandled
from salon_desktop.application.commands.mark_phoned import MarkPhoned
from salon_desktop.application.commands.reply_to_client import ReplyToClient
from salon_desktop.application.explaining.notice import explain
from salon_desktop.application.queries.conversations import Thread
from salon_desktop.ui.desk import Desk
from salon_desktop.ui.messages.call_sheet import CallSheet
from salon_desktop.ui.messages.conversation_list import ALL, OPEN, UNCLEAR, ConversationPane
from salon_desktop.ui.messages.health_chip import health_chip
from salon_desktop.ui.messages.lists import Lists, read_lists
from salon_desktop.ui.messages.outbox_pane import CALLS, OutboxPane
from salon_desktop.ui.messages.outbox_presenter import (
    call_rows,
    call_summary,
    failed_rows,
    near_ones,
    outgoing_rows,
    sum_line,
)
from salon_desktop.ui.messages.panes import Panes
from salon_desktop.ui.messages.presenter import (
    Telling,
    ask_of,
    composer_view,
    kept_by,
    person_of,
    rows_of,
    thread_head,
    thread_rows,
    window_view,
)
from salon_desktop.ui.messages.rows import Person
from salon_desktop.ui.messages.thread_pane import ThreadPane
from salon_desktop.ui.news import Ids
from salon_desktop.ui.page import Page, Shell
from salon_desktop.ui.shell.sections import Section
from salon_desktop.ui.theme.tokens import Space
from salon_desktop.ui.widgets.buttons import Button
from salon_desktop.ui.widgets.chips import Chip
from salon_desktop.ui.widgets.labels import Label
from salon_desktop.ui.widgets.paper_preview import PaperPreview
from salon_desktop.ui.widgets.toast import Notice

T = TypeVar("T")
A_MINUTE_MS, SOON_MS = 60_000, 20


class MessagesPage(Page):
    """Reads off the GUI thread, shows in words, and hands wishes to the use cases.

    ``client_asked`` and ``appointment_asked`` carry an id to whoever knows the other screens; the
    page itself only goes to the section.
    """

    toast_distance = 132
    """Above the composer: an answer shall not wait for a toast to go."""

    client_asked = Signal(object)
    appointment_asked = Signal(object)

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__()
        self._desk, self._shell = desk, shell
        self._person: Person | None = None
        self._thread: Thread | None = None
        self._lists: Lists | None = None
        self._tickets = {"lists": 0, "thread": 0}
        self._drafts: dict[Person, str] = {}
        theme, words = desk.theme, desk.words
        self.title = Label(role="title")
        self.health = Chip(theme, tone="neutral", icon="circle-check")
        self.health.hide()
        self.print_button = Button(theme, kind="ghost", icon="printer")
        self.print_button.clicked.connect(self.preview_call_list)
        self.controls.addWidget(self.title)
        self.controls.addSpacing(theme.px(Space.S))
        self.controls.addWidget(self.health)
        self.controls.addStretch(1)
        self.outbox_button = Button(theme, icon="send")
        self.outbox_button.setCheckable(True)
        self.outbox_button.toggled.connect(self._turn_outbox)
        self.outbox_button.hide()
        self.controls.addWidget(self.outbox_button)
        self.controls.addWidget(self.print_button)
        self.threads = ConversationPane(theme, words)
        self.middle = ThreadPane(theme, words)
        self.outbox = OutboxPane(theme, words)
        self.panes = Panes(theme, self.threads, self.middle, self.outbox)
        self.panes.narrowed.connect(self._narrowed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.panes)
        self._minute = QTimer(self)
        self._minute.setInterval(A_MINUTE_MS)
        self._minute.timeout.connect(self._tick)
        # What happens comes as several pieces of news at once; they are read in one go.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._read_again)
        self._thread_is_old = False
        self._connect()

    def activated(self) -> None:
        """Bring everything up to date and let the countdown run."""
        self._minute.start()
        self.read_lists()
        self._read_thread()

    def deactivated(self) -> None:
        """Stop the countdown."""
        self._minute.stop()

    def open_client(self, client_id: int) -> None:
        """Show the thread of a client, whichever filter is chosen."""
        self.open_thread(Person(client_id))

    def open_thread(self, person: Person) -> None:
        """Show a person's thread; what was typed in another one is kept as a draft."""
        if person == self._person:
            return
        if self._person is not None:
            self._drafts[self._person] = self.middle.composer.text()
        self._person, self._thread = person, None
        self.middle.composer.show_text(self._drafts.pop(person, ""))
        self._show_threads()
        self._read_thread()

    def show_call_list(self) -> None:
        """Turn to the call list."""
        self.outbox_button.setChecked(True)
        self.outbox.show_tab(CALLS)

    def preview_call_list(self) -> None:
        """Show the call list as it will be printed."""
        sheet = self.call_sheet()
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        sheet.prepare(printer)
        title = self._desk.words._("Call list")
        printer.setDocName(title)
        PaperPreview(printer, title, sheet.print_on, self).open()

    def call_sheet(self) -> CallSheet:
        """Return the call list as a printable sheet."""
        telling = self._telling()
        rows = call_rows(self._lists.calls if self._lists is not None else (), telling)
        facts, formats = self._desk.facts, telling.formats
        subtitle = f"{facts.name} · {formats.day(telling.now)}, {formats.time(telling.now)}"
        return CallSheet(self._desk.theme, telling.words._("Call list"), subtitle, rows)

    def read_lists(self) -> None:
        """Ask for everything around the thread anew."""
        ask, now = self._desk.ask, self._desk.clock.now()
        name = self.threads.search.text().strip()
        wants_all = self.threads.filter() == ALL

        work = partial(read_lists, ask, now, name=name, wants_all=wants_all)
        ticket = self._ticket("lists")
        self._ask(work, partial(self._take_lists, ticket))

    def retranslate(self) -> None:
        words = self._desk.words
        self.title.setText(words._("Messages"))
        self.print_button.set_words(words._("Print the call list"))
        self.outbox_button.set_words(words._("Outbox"))
        self.threads.retranslate()
        self.middle.retranslate()
        self.outbox.retranslate()
        self._show_lists()
        self._show_thread()

    def _connect(self) -> None:
        self.threads.chosen.connect(self.open_thread)
        self.threads.looked_for.connect(self._look_for)
        self.middle.card_asked.connect(self._open_card)
        self.middle.view.done_asked.connect(self._done_one)
        self.middle.ask.done.connect(self._done)
        self.middle.ask.agenda_asked.connect(self._open_agenda)
        self.middle.composer.sent.connect(self._reply)
        self.outbox.phoned.connect(self._phoned)
        self.outbox.opened.connect(self.open_thread)
        self.outbox.client_opened.connect(self.open_client)
        news = self._desk.news
        news.on_messages_changed(self._hear)
        news.on_consent_changed(self._hear)
        news.on_clients_changed(self._hear)
        news.on_appointments_changed(self._hear_agenda)

    def _narrowed(self, narrow: bool) -> None:
        self.outbox_button.setVisible(narrow)

    def _turn_outbox(self, wanted: bool) -> None:
        self.panes.show_outbox(wanted)

    def _telling(self) -> Telling:
        return Telling(self._desk.words, self._desk.formats, self._desk.clock.now())

    def _ticket(self, name: str) -> int:
        self._tickets[name] += 1
        return self._tickets[name]

    def _ask(self, work: Callable[[], T], on_done: Callable[[T], None]) -> None:
        self._desk.tasks.ask_database(
            work, owner=self, on_done=on_done, on_failed=self._tell_problem
        )

    def _take_lists(self, ticket: int, lists: Lists) -> None:
        if ticket == self._tickets["lists"]:
            self._lists = lists
            self._show_lists()

    def _show_lists(self) -> None:
        lists, telling = self._lists, self._telling()
        if lists is None:
            return
        self._show_threads()
        self.threads.show_counts(len(lists.waiting), lists.unclear)
        failures = failed_rows(lists.failed, telling)
        outgoing = outgoing_rows(lists.leaving, telling)
        self.outbox.show_outgoing(
            [*outgoing, *call_summary(lists.calls, telling), *failures],
            len(near_ones(lists.leaving, telling)),
        )
        self.outbox.show_calls(call_rows(lists.calls, telling))
        self.outbox.show_failed(failures, len(lists.failed))
        self.outbox.show_sum(sum_line(lists.yesterday, telling))
        fact = health_chip(lists.status, telling.words)
        self.health.show_fact(fact.text, fact.tone, fact.icon)
        self.health.show()
        self.print_button.setEnabled(bool(lists.calls))

    def _show_threads(self) -> None:
        if self._lists is None:
            return
        wanted = self.threads.search.text().strip()
        shown = self._lists.waiting
        if wanted or self.threads.filter() == ALL:
            shown = self._lists.found
        if wanted:
            shown = [one for one in shown if kept_by(one, wanted)]
        if self.threads.filter() == UNCLEAR and not wanted:
            shown = [one for one in shown if one.unclear]
        self.threads.show_rows(rows_of(shown, self._telling()), self._person)
        if self._person is None and shown and self.threads.filter() == OPEN:
            self.open_thread(person_of(shown[0]))

    @Slot(str)
    def _look_for(self, wanted: str) -> None:
        self.read_lists()

    def _read_thread(self) -> None:
        person = self._person
        if person is None:
            self.middle.show_nobody()
            return
        ask, now = self._desk.ask, self._desk.clock.now()

        def work() -> Thread:
            return ask.thread(person.client_id, address=person.address, now=now)

        self._ask(work, partial(self._take_thread, self._ticket("thread")))

    def _take_thread(self, ticket: int, thread: Thread) -> None:
        if ticket == self._tickets["thread"]:
            is_new, self._thread = self._thread is None, thread
            self._show_thread(from_end=is_new)

    def _show_thread(self, *, from_end: bool = False) -> None:
        person, thread, telling = self._person, self._thread, self._telling()
        if person is None or thread is None:
            return
        self.middle.show_head(thread_head(person, thread, telling))
        self.middle.show_rows(thread_rows(thread, telling), from_end=from_end)
        self.middle.ask.show_ask(ask_of(thread, telling))
        self._tick()

    def _tick(self) -> None:
        """Once a minute: the countdown, and the composer that closes with it."""
        if self._thread is None:
            return
        telling = self._telling()
        self.middle.window_left.show_window(window_view(self._thread, telling))
        self.middle.composer.show_view(composer_view(self._thread, telling))

    def _reply(self, text: str, key: str) -> None:
        person = self._person
        if person is None or person.client_id is None:
            return
        wish = ReplyToClient(client_id=person.client_id, text=text, key=key)
        self._desk.tasks.ask_database(
            partial(self._desk.do.reply_to_client, wish),
            owner=self,
            on_done=partial(self._replied, person),
            on_failed=self._not_replied,
        )

    def _replied(self, person: Person, _message: object) -> None:
        self._desk.wishes.tell_send_now()
        if person == self._person:
            self.middle.composer.show_text("")
        else:
            self._drafts.pop(person, None)
        self._changed(person)

    def _not_replied(self, problem: Exception) -> None:
        telling = self._telling()
        told = explain(problem, telling.words, telling.formats)
        self.middle.composer.show_error(told.whole)

    def _done_one(self, event_id: int) -> None:
        self._done((event_id,))

    def _done(self, event_ids: tuple[int, ...]) -> None:
        person = self._person
        text = self._desk.words.n_("Ticked off.", "{count} ticked off.", len(event_ids))
        notice = Notice(text.format(count=len(event_ids)), undo=partial(self._again, event_ids))
        self._carry_out(MarkHandled(event_ids=event_ids), person, notice)

    def _again(self, event_ids: tuple[int, ...]) -> None:
        self._carry_out(MarkHandled(event_ids=event_ids, again_open=True), self._person, None)

    def _carry_out(self, wish: MarkHandled, person: Person | None, notice: Notice | None) -> None:
        def done(_nothing: None) -> None:
            self._changed(person)
            if notice is not None:
                self._shell.tell(notice)

        self._ask(partial(self._desk.do.mark_handled, wish), done)

    def _phoned(self, message_id: int) -> None:
        def done(_message: object) -> None:
            self._changed(None)
            self._shell.tell(Notice(self._desk.words._("Noted: reached by phone.")))

        self._ask(partial(self._desk.do.mark_phoned, MarkPhoned(message_id=message_id)), done)

    def _changed(self, person: Person | None) -> None:
        """Tell every screen, this one included, that messages are others now."""
        known = None if person is None or person.client_id is None else person.client_id
        self._desk.news.tell_messages_changed(None if known is None else frozenset({known}))

    def _hear(self, clients: Ids) -> None:
        if not self.isVisible():
            return
        person = self._person
        if person is not None:
            told = clients is None or person.client_id is None or person.client_id in clients
            self._thread_is_old = self._thread_is_old or told
        self._soon.start()

    def _read_again(self) -> None:
        self.read_lists()
        if self._thread_is_old:
            self._thread_is_old = False
            self._read_thread()

    def _hear_agenda(self, _span: object) -> None:
        self._hear(None)

    def _open_card(self) -> None:
        if self._person is not None and self._person.client_id is not None:
            self._shell.go_to(Section.CLIENTS)
            self.client_asked.emit(self._person.client_id)

    def _open_agenda(self) -> None:
        self._shell.go_to(Section.AGENDA)
        if self._thread is not None and self._thread.visit is not None:
            self.appointment_asked.emit(self._thread.visit.appointment_id)

    def _tell_problem(self, problem: Exception) -> None:
        told = explain(problem, self._desk.words, self._desk.formats)
        self._shell.tell(Notice(told.whole, tone="danger"))
