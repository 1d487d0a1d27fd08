"""The clients' screen: the book at the left, one card at the right, forms in the drawer."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget
from shiboken6 import isValid

from salon_desktop.application.explaining.notice import explain
from salon_desktop.application.queries.consent_texts import ConsentTexts
from salon_desktop.application.queries.list_clients import ClientCounts
from salon_desktop.domain.consent.events import Purpose
from salon_desktop.ui.clients.card_view import CardView
from salon_desktop.ui.clients.client_panel import ClientPanel
from salon_desktop.ui.clients.form_state import FIRST, NOTE
from salon_desktop.ui.clients.import_panel import ImportPanel
from salon_desktop.ui.clients.list_pane import ListPane
from salon_desktop.ui.consent.opening import CaptureDoor
from salon_desktop.ui.consent.spoken_panel import SpokenPanel
from salon_desktop.ui.consent.withdraw_panel import WithdrawPanel
from salon_desktop.ui.desk import Desk
from salon_desktop.ui.news import DaySpan, Ids
from salon_desktop.ui.page import Page, Shell
from salon_desktop.ui.shell.sections import Section
from salon_desktop.ui.widgets.buttons import Button
from salon_desktop.ui.widgets.labels import Label
from salon_desktop.ui.widgets.toast import Notice


class ClientsPage(Page):
    """Finding, reading, adding and changing clients."""

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__()
        self._desk, self._shell = desk, shell
        self._counts: ClientCounts | None = None
        self._panel: QWidget | None = None
        self._importing: ImportPanel | None = None
        self.title, self._figures = Label(role="title"), Label(role="small", tone="muted")
        self.import_ = Button(desk.theme, kind="ghost", icon="upload")
        self.new = Button(desk.theme, icon="user-plus")
        self.pane, self.card = ListPane(desk), CardView(desk)
        self.door = CaptureDoor(desk, shell.tell, self)
        self._lay_out()
        self._connect()
        self.retranslate()

    def activated(self) -> None:
        """The page is shown now: bring it up to date."""
        self.pane.refresh()
        self.card.refresh()
        self._count()
        self.pane.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.pane.fit_into(self.width())

    def retranslate(self) -> None:
        """Set all visible text in the current language."""
        words = self._desk.words
        self.title.setText(words._("Clients"))
        self.import_.set_words(words._("Import"))
        self.new.set_words(words._("New client"))
        self.pane.retranslate()
        self.card.retranslate()
        self._show_counts()

    def show_client(self, client_id: int) -> None:
        """Show this client's card, whatever the list shows."""
        self.card.ask(client_id)
        self.pane.show_client(client_id)

    def _connect(self) -> None:
        desk, head = self._desk, self.card.head
        self.pane.chosen.connect(self._choose)
        self.pane.opened.connect(self._open)
        for part in (self.pane, self.card):
            part.failed.connect(self._tell_trouble)
        self.card.alerts.compare_asked.connect(self.show_client)
        self.card.strip.ask_asked.connect(self._ask_about)
        head.book_asked.connect(self._book)
        head.write_asked.connect(self._write)
        head.ask_asked.connect(partial(self._ask_about, None))
        head.edit_asked.connect(self._edit)
        head.spoken_asked.connect(self._note_spoken)
        head.withdraw_asked.connect(self._note_withdrawal)
        self.card.side.notes.edit_asked.connect(partial(self._edit, NOTE))
        self.new.clicked.connect(self._add)
        self.import_.clicked.connect(self._import)
        desk.news.on_clients_changed(self._clients_changed)
        desk.news.on_consent_changed(self._consent_changed)
        desk.news.on_messages_changed(self._card_changed)
        desk.news.on_appointments_changed(self._visits_changed)
        desk.wishes.on_show_client(self._show_wished)

    def _choose(self, client_id: int) -> None:
        if client_id != self.card.client_id:
            self.card.ask(client_id)

    def _open(self, client_id: int) -> None:
        self._choose(client_id)
        self.card.head.book.setFocus(Qt.FocusReason.OtherFocusReason)

    def _book(self) -> None:
        if self.card.client_id is not None:
            self._shell.go_to(Section.AGENDA)
            self._desk.wishes.tell_book_for(self.card.client_id)

    def _write(self) -> None:
        if self.card.client_id is not None:
            self._shell.go_to(Section.MESSAGES)
            self._desk.wishes.tell_write_to(self.card.client_id)

    def _ask_about(self, purpose: Purpose | None) -> None:
        if self.card.client_id is not None:
            self.door.ask(self.card.client_id, purpose)

    def _add(self) -> None:
        self._open_form(ClientPanel(self._desk), FIRST)

    def _edit(self, field: str = FIRST) -> None:
        if self.card.facts is not None:
            self._open_form(ClientPanel(self._desk, self.card.facts), field)

    def _open_form(self, panel: ClientPanel, field: str) -> None:
        panel.saved.connect(self._kept)
        panel.show_asked.connect(self._show_instead)
        self._show_panel(panel)
        panel.begin(field)

    def _kept(self, client_id: int) -> None:
        self._shell.close_drawer()
        self._desk.news.tell_clients_changed(frozenset({client_id}))
        self.show_client(client_id)
        self._shell.tell(Notice(self._desk.words._("The card is kept.")))

    def _show_instead(self, client_id: int) -> None:
        self._shell.close_drawer()
        self.show_client(client_id)

    def _note_spoken(self) -> None:
        client_id = self.card.client_id
        if client_id is None:
            return
        self._desk.tasks.ask_database(
            lambda: self._desk.ask.consent_texts(client_id),
            owner=self,
            on_done=self._open_spoken,
            on_failed=self._tell_trouble,
        )

    def _open_spoken(self, texts: ConsentTexts) -> None:
        panel = SpokenPanel(self._desk, texts)
        panel.recorded.connect(self._noted)
        self._show_panel(panel)

    def _note_withdrawal(self) -> None:
        facts = self.card.facts
        if facts is not None:
            panel = WithdrawPanel(self._desk, facts.consent, facts.card.name)
            panel.recorded.connect(self._noted)
            self._show_panel(panel)
            panel.said.setFocus(Qt.FocusReason.OtherFocusReason)

    def _noted(self, client_id: int) -> None:
        self._shell.close_drawer()
        self._shell.tell(Notice(self._desk.words._("Recorded in the consent register.")))

    def _import(self) -> None:
        if self._importing is None or not self._importing.state.is_busy:
            self._importing = ImportPanel(self._desk)
        self._show_panel(self._importing)

    def _show_panel(self, panel: QWidget) -> None:
        """Show one panel and let go of the last one."""
        self._shell.show_drawer(panel)
        old, self._panel = self._panel, panel
        if old is None or old is panel or not isValid(old):
            return
        # An import goes on behind whatever is opened meanwhile.
        if old is not self._importing or not self._importing.state.is_busy:
            old.deleteLater()

    def _show_wished(self, client_id: int) -> None:
        self._shell.go_to(Section.CLIENTS)
        self.show_client(client_id)

    def _clients_changed(self, clients: Ids) -> None:
        if not self.isVisible():
            return  # asked again when it is shown
        self.pane.refresh()
        self._count()
        self._card_changed(clients)

    def _consent_changed(self, clients: Ids) -> None:
        if self.isVisible():
            self.pane.refresh()  # a row says whether reminders may go out
        self._card_changed(clients)

    def _card_changed(self, clients: Ids) -> None:
        if self.isVisible() and (clients is None or self.card.client_id in clients):
            self.card.refresh()

    def _visits_changed(self, span: DaySpan) -> None:
        if self.isVisible():
            self.card.refresh()

    def _count(self) -> None:
        self._desk.tasks.ask_database(
            self._desk.ask.list_clients.counts,
            owner=self,
            on_done=self._take_counts,
            on_failed=self._tell_trouble,
        )

    def _take_counts(self, counts: ClientCounts) -> None:
        self._counts = counts
        self._show_counts()

    def _show_counts(self) -> None:
        if self._counts is None:
            return
        words, formats = self._desk.words, self._desk.formats
        active = words.n_("{count} active", "{count} active", self._counts.active)
        total = words.n_("{count} in the book", "{count} in the book", self._counts.total)
        self._figures.setText(
            " · ".join(
                (
                    active.format(count=formats.number(self._counts.active)),
                    total.format(count=formats.number(self._counts.total)),
                )
            )
        )

    def _tell_trouble(self, problem: Exception) -> None:
        notice = explain(problem, self._desk.words, self._desk.formats)
        self._shell.tell(Notice(f"{notice.text} {notice.advice}".strip(), tone="warn"))

    def _lay_out(self) -> None:
        self.controls.addWidget(self.title)
        self.controls.addSpacing(8)
        self.controls.addWidget(self._figures)
        self.controls.addStretch(1)
        self.controls.addWidget(self.import_)
        self.controls.addWidget(self.new)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.pane)
        row.addWidget(self.card, 1)
        keys = QShortcut(QKeySequence("Ctrl+N"), self)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        keys.activated.connect(self.new.click)
