"""The salon section: its topics at the left, the chosen one at the right."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from salon_desktop.ui.desk import Desk
from salon_desktop.ui.page import Page, Shell
from salon_desktop.ui.salon.account_panel import AccountPanel
from salon_desktop.ui.salon.backups_panel import BackupsPanel
from salon_desktop.ui.salon.computer_panel import ComputerPanel
from salon_desktop.ui.salon.navigation import TopicList
from salon_desktop.ui.salon.panel import Panel
from salon_desktop.ui.salon.port import Account, Backups, Computer
from salon_desktop.ui.salon.set_up_panels import (
    HoursPanel,
    PeoplePanel,
    RoomsPanel,
    ServicesPanel,
)
from salon_desktop.ui.salon.topics import Topic
from salon_desktop.ui.salon.wordings_panel import WordingsPanel
from salon_desktop.ui.shell.facts import Connection, StatusFacts
from salon_desktop.ui.theme.tokens import Space
from salon_desktop.ui.widgets.labels import Label, Part

LIST_WIDTH = 232
IN_NEED = frozenset({Connection.TROUBLE})


class SalonPage(Page):
    """What the salon is made of, its account, its copies, and this computer."""

    def __init__(
        self, desk: Desk, shell: Shell, computer: Computer, backups: Backups, account: Account
    ) -> None:
        super().__init__()
        self._desk = desk
        self._title, self._name = Label(role="title"), Label(role="small", tone="muted")
        self.topics = TopicList(desk.theme, desk.words)
        self.computer = ComputerPanel(desk, computer)
        self.backups = BackupsPanel(desk, shell, backups)
        self.account = AccountPanel(desk, shell, account)
        self.panels: dict[Topic, Panel] = {
            Topic.HOURS: HoursPanel(desk),
            Topic.PEOPLE: PeoplePanel(desk),
            Topic.ROOMS: RoomsPanel(desk),
            Topic.SERVICES: ServicesPanel(desk),
            Topic.ACCOUNT: self.account,
            Topic.WORDINGS: WordingsPanel(desk),
            Topic.BACKUPS: self.backups,
            Topic.COMPUTER: self.computer,
        }
        self._stack = QStackedWidget()
        self._lay_out()
        self.topics.chosen.connect(self._show)
        desk.news.on_settings_changed(self._heard)
        desk.news.on_status_changed(self._warn)
        desk.theme.changed.connect(self._restyle)
        self._restyle()

    def show_topic(self, topic: Topic) -> None:
        """Show ``topic``, e.g. the account where a banner leads."""
        self.topics.choose(topic)

    def topic(self) -> Topic:
        """The topic that is shown."""
        return self.topics.topic()

    def activated(self) -> None:
        """Bring the shown topic up to date."""
        self.panels[self.topic()].ask()
        self.topics.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Set all visible text in the current language."""
        self._title.setText(self._desk.words.p_("title of the section", "Salon"))
        self._name.setText(self._desk.facts.name)
        self.topics.retranslate()
        for panel in self.panels.values():
            panel.retranslate()

    def _lay_out(self) -> None:
        self.controls.addWidget(self._title)
        self.controls.addWidget(self._name)
        self.controls.addStretch(1)
        self._pane = Part("pane")
        inside = QVBoxLayout(self._pane)
        self._inside = inside
        inside.addWidget(self.topics)
        for panel in self.panels.values():
            self._stack.addWidget(panel)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._pane)
        row.addWidget(self._stack, 1)

    def _show(self, topic: Topic) -> None:
        self._stack.setCurrentWidget(self.panels[topic])
        if self.isVisible():
            self.panels[topic].ask()

    def _heard(self) -> None:
        if self.isVisible():
            self.panels[self.topic()].ask()

    def _warn(self, facts: StatusFacts) -> None:
        """Put a sign where a person is needed."""
        self.topics.topics.warn(Topic.ACCOUNT, on=facts.connection in IN_NEED)
        self.topics.topics.warn(Topic.BACKUPS, on=facts.backup_overdue)

    def _restyle(self) -> None:
        px = self._desk.theme.px
        self._pane.setFixedWidth(px(LIST_WIDTH))
        self._inside.setContentsMargins(0, px(Space.S), 1, 0)
        self.controls.setSpacing(px(Space.M))
