"""The consent section: whom the salon may write to, how well it can prove it, what to repair."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from salon_desktop.application.explaining.notice import explain
from salon_desktop.application.queries.consent_status import ConsentOverview, WorkItem, WorkList
from salon_desktop.application.queries.export_ledger import LedgerExport, LedgerFormat
from salon_desktop.application.queries.verify_ledger import LedgerVerdict
from salon_desktop.domain.consent.events import Purpose
from salon_desktop.ui.consent.blocked_card import BlockedCard
from salon_desktop.ui.consent.reach_card import ReachCard
from salon_desktop.ui.consent.why_card import Person, WhyCard
from salon_desktop.ui.consent.why_words import short_hash
from salon_desktop.ui.consent.withdraw_panel import WithdrawPanel
from salon_desktop.ui.consent.work_card import WorkCard
from salon_desktop.ui.consent.work_panel import MOST, WorkPanel
from salon_desktop.ui.desk import Desk
from salon_desktop.ui.news import Ids
from salon_desktop.ui.page import Page, Shell
from salon_desktop.ui.widgets.buttons import Button
from salon_desktop.ui.widgets.cards import ScrollColumn
from salon_desktop.ui.widgets.drawer import DrawerPanel
from salon_desktop.ui.widgets.labels import ElidedLabel, Label
from salon_desktop.ui.widgets.toast import Notice


@dataclass(frozen=True, slots=True)
class Figures:
    """The overview, and of how many clients."""

    overview: ConsentOverview
    everybody: int


class OwnerPage(Page):
    """Figures, work lists, the register's seal, and "why may we write to Anna?"."""

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__()
        self._desk, self._shell = desk, shell
        self._figures: Figures | None = None
        self._panel: DrawerPanel | None = None
        self._is_verifying = self._was_verified = False
        self.title = Label(role="title")
        self._subtitle = ElidedLabel(role="small", tone="muted")
        self.export = Button(desk.theme, icon="download")
        self.reminders, self.offers = ReachCard(desk), ReachCard(desk)
        self.blocked, self.work, self.why = BlockedCard(desk), WorkCard(desk), WhyCard(desk)
        self._lay_out()
        self._connect()
        desk.theme.changed.connect(self._measure)
        self._measure()
        self.retranslate()

    def activated(self) -> None:
        """The page is shown now: bring it up to date; the walk begins after the first paint."""
        self._ask()
        self.why.refresh()
        if not self._was_verified:
            QTimer.singleShot(0, self, self.verify)

    def retranslate(self) -> None:
        """Set all visible text in the current language."""
        words = self._desk.words
        self.title.setText(words._("Consent"))
        self._subtitle.setText(words._("Whom we may write to, and with which proof"))
        self.export.set_words(words._("Export the register"))
        self.work.retranslate()
        self.why.retranslate()
        self._show()

    def verify(self) -> None:
        """Walk along the chain, off the GUI thread."""
        if self._is_verifying:
            return
        self._is_verifying = True
        self.work.show_verifying()
        self._desk.tasks.ask_network(
            self._desk.ask.verify_ledger,
            owner=self,
            on_done=self._take_verdict,
            on_failed=self._fail_verdict,
        )

    def write_register(self, file: Path) -> None:
        """Export the whole register; the ending decides the form."""
        form = LedgerFormat.JSON if file.suffix.lower() == ".json" else LedgerFormat.CSV
        self._desk.tasks.ask_network(
            lambda: self._desk.ask.export_ledger(file, form),
            owner=self,
            on_done=self._tell_written,
            on_failed=self._tell_trouble,
        )

    def _connect(self) -> None:
        desk = self._desk
        self.export.clicked.connect(self._pick_file)
        self.work.verify_asked.connect(self.verify)
        self.work.opened.connect(self._open_list)
        self.why.failed.connect(self._tell_trouble)
        self.why.card_asked.connect(desk.wishes.tell_show_client)
        self.why.withdraw_asked.connect(self._note_withdrawal)
        desk.news.on_consent_changed(self._changed)
        desk.news.on_clients_changed(self._changed)
        desk.news.on_messages_changed(self._changed)

    def _changed(self, clients: Ids) -> None:
        if not self.isVisible():
            return  # asked again when it is shown
        self._ask()
        person = self.why.person
        if person is not None and (clients is None or person.card.id in clients):
            self.why.refresh()

    def _ask(self) -> None:
        desk = self._desk

        def read() -> Figures:
            return Figures(
                desk.ask.consent.overview(desk.clock.now()), desk.ask.list_clients.counts().total
            )

        desk.tasks.ask_database(read, owner=self, on_done=self._take, on_failed=self._tell_trouble)

    def _take(self, figures: Figures) -> None:
        self._figures = figures
        self._show()

    def _show(self) -> None:
        if self._figures is None:
            return
        words, overview = self._desk.words, self._figures.overview
        everybody = self._figures.everybody
        for card, title, purpose in (
            (self.reminders, words._("Reachable for reminders"), Purpose.SERVICE_MESSAGES),
            (self.offers, words._("Reachable for offers"), Purpose.OFFERS),
        ):
            card.show_reach(title, overview.reachable[purpose], everybody)
        self.blocked.show_blocked(overview.blocked, overview.since)
        self.work.show_work(overview.work)

    def _take_verdict(self, verdict: LedgerVerdict) -> None:
        self._is_verifying, self._was_verified = False, True
        now = self._desk.formats.time(self._desk.clock.now())
        self.work.show_verdict(verdict, now)

    def _fail_verdict(self, problem: Exception) -> None:
        self._is_verifying = False
        self.work.show_unverified()
        self._tell_trouble(problem)

    def _open_list(self, work: WorkList) -> None:
        desk = self._desk
        desk.tasks.ask_database(
            lambda: desk.ask.consent.work_list(work, desk.clock.now(), limit=MOST),
            owner=self,
            on_done=partial(self._show_list, work),
            on_failed=self._tell_trouble,
        )

    def _show_list(self, work: WorkList, items: Sequence[WorkItem]) -> None:
        panel = WorkPanel(self._desk, work, items)
        panel.client_asked.connect(self._desk.wishes.tell_show_client)
        self._show_panel(panel)

    def _note_withdrawal(self, person: Person) -> None:
        panel = WithdrawPanel(self._desk, person.consent, person.card.name)
        panel.recorded.connect(self._noted)
        self._show_panel(panel)

    def _noted(self, client_id: int) -> None:
        self._shell.close_drawer()
        self._shell.tell(Notice(self._desk.words._("Recorded in the consent register.")))

    def _show_panel(self, panel: DrawerPanel) -> None:
        self._shell.show_drawer(panel)
        old, self._panel = self._panel, panel
        if old is not None and isValid(old):
            old.deleteLater()

    def _pick_file(self) -> None:
        words = self._desk.words
        kinds = "CSV (*.csv);;JSON (*.json)"
        name = words._("consent-register") + ".csv"
        path, _ = QFileDialog.getSaveFileName(self, words._("Export the register"), name, kinds)
        if path:
            self.write_register(Path(path))

    def _tell_written(self, written: LedgerExport) -> None:
        words, formats = self._desk.words, self._desk.formats
        text = words.n_(
            "{count} event written into {file}, seal {seal}.",
            "{count} events written into {file}, seal {seal}.",
            written.count,
        )
        self._shell.tell(
            Notice(
                text.format(
                    count=formats.number(written.count),
                    file=written.file.name,
                    seal=short_hash(written.head_hash),
                )
            )
        )

    def _tell_trouble(self, problem: Exception) -> None:
        notice = explain(problem, self._desk.words, self._desk.formats)
        self._shell.tell(Notice(notice.whole, tone="warn"))

    def _lay_out(self) -> None:
        self.controls.addWidget(self.title)
        self.controls.addSpacing(8)
        self.controls.addWidget(self._subtitle, 1)
        self.controls.addWidget(self.export)
        self._top, self._below = QHBoxLayout(), QHBoxLayout()
        for card in (self.reminders, self.offers, self.blocked):
            self._top.addWidget(card, 1)
        self._below.addWidget(self.work, 1)
        self._below.addWidget(self.why, 1)
        body = QWidget()
        self._column = QVBoxLayout(body)
        self._column.addLayout(self._top)
        self._column.addLayout(self._below, 1)
        scroll = ScrollColumn(self._desk.theme)
        scroll.column.addWidget(body)
        outside = QVBoxLayout(self)
        outside.setContentsMargins(0, 0, 0, 0)
        outside.addWidget(scroll)

    def _measure(self) -> None:
        px = self._desk.theme.px
        self._column.setContentsMargins(px(24), px(20), px(24), px(20))
        for row in (self._column, self._top, self._below):
            row.setSpacing(px(16))
        self.why.setMinimumHeight(px(420))
