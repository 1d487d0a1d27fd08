"""One work list in the drawer: who is on it, since when, and the way to her card."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout

from salon_desktop.application.queries.consent_status import WorkItem, WorkList
from salon_desktop.ui.clients.consent_looks import purpose_title
from salon_desktop.ui.consent.work_words import work_advice, work_title
from salon_desktop.ui.desk import Desk
from salon_desktop.ui.widgets.buttons import Button
from salon_desktop.ui.widgets.cards import Section
from salon_desktop.ui.widgets.drawer import DrawerPanel
from salon_desktop.ui.widgets.labels import ElidedLabel, Label

MOST = 200


class WorkPanel(DrawerPanel):
    """The first lines of a list, the most urgent on top."""

    client_asked = Signal(object)
    """Show the card of this client (id)."""

    def __init__(self, desk: Desk, work: WorkList, items: Sequence[WorkItem]) -> None:
        super().__init__(desk.theme, desk.words)
        self._desk, self._work, self.items = desk, work, items
        self._title = ElidedLabel(role="heading")
        self._advice = Label(role="small", tone="muted", wrap=True)
        self._facts: list[Label] = []
        self.buttons: list[Button] = []
        self.head.addWidget(self._title)
        self.under_head.addWidget(self._advice)
        for item in items:
            self.add_section(self._section(item))
        self._nothing = Label(tone="muted", wrap=True)
        none = Section(desk.theme, last=True)
        none.body.addWidget(self._nothing)
        none.setVisible(not items)
        self.add_section(none)
        self._built = True
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the current language."""
        super().retranslate()
        if not getattr(self, "_built", False):
            return  # the drawer's own part speaks first, before this one is built
        words = self._desk.words
        self._title.setText(work_title(words, self._work, self._desk.facts.country))
        self._advice.setText(work_advice(words, self._work))
        self._nothing.setText(words._("Nobody is on this list. Nothing to do."))
        for item, facts, button in zip(self.items, self._facts, self.buttons, strict=True):
            facts.setText(self._about(item))
            button.set_words(words._("Open the card"))
            button.setAccessibleName(
                words._("Open the card of {name}").format(name=item.client_name)
            )

    def _about(self, item: WorkItem) -> str:
        words, formats = self._desk.words, self._desk.formats
        parts = [purpose_title(words, item.purpose)]
        if item.since is not None:
            since = words._("since {since}")
            parts.append(since.format(since=formats.short_date(item.since)))
        if item.until is not None:
            until = words._("until {until}")
            parts.append(until.format(until=formats.short_date(item.until)))
        if item.visit_on is not None:
            visit = words._("visit on {day}")
            parts.append(visit.format(day=formats.short_day(item.visit_on)))
        return " · ".join(parts)

    def _section(self, item: WorkItem) -> Section:
        section = Section(self._theme)
        name = ElidedLabel(item.client_name, weight=600)
        facts = Label(role="small", tone="muted", wrap=True)
        button = Button(self._theme, kind="link")
        button.setVisible(item.client_id is not None)
        button.clicked.connect(partial(self._open, item))
        column = QVBoxLayout()
        column.setSpacing(self._theme.px(2))
        column.addWidget(name)
        column.addWidget(facts)
        column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        section.body.addLayout(column)
        self._facts.append(facts)
        self.buttons.append(button)
        return section

    def _open(self, item: WorkItem) -> None:
        if item.client_id is not None:
            self.client_asked.emit(item.client_id)
