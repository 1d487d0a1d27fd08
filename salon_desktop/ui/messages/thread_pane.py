"""The middle of the screen: who it is, how long the window is open, bubbles, card and composer."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.messages.ask_card import AskCard
from salon_desktop.ui.messages.composer import Composer
from salon_desktop.ui.messages.rows import ThreadHead, ThreadRow, WindowView
from salon_desktop.ui.messages.thread_list import ThreadView
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Space
from salon_desktop.ui.widgets.avatar import Avatar, avatar_tone
from salon_desktop.ui.widgets.bars import Meter
from salon_desktop.ui.widgets.buttons import Button
from salon_desktop.ui.widgets.cards import EmptyState
from salon_desktop.ui.widgets.chips import Chip
from salon_desktop.ui.widgets.flow import Flow
from salon_desktop.ui.widgets.icon_label import IconLabel
from salon_desktop.ui.widgets.labels import ElidedLabel, Part
from salon_desktop.ui.widgets.runs import Run, RunLabel, emphasised

_BAR_WIDTH = 180
_NARROW = 560


class WindowCountdown(QWidget):
    """The 24 hours since her last message: words, and what is left of them as a bar."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sign = IconLabel(theme, "clock", size=14, tone="ok")
        self._words = RunLabel(theme, role="small", tone="muted")
        self._bar = Meter(theme, height=4, mark=False)
        self._row = QHBoxLayout()
        self._row.addStretch(1)
        self._row.addWidget(self._sign)
        self._row.addWidget(self._words)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._row)
        self._column.addWidget(self._bar, 0, Qt.AlignmentFlag.AlignRight)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_window(self, view: WindowView) -> None:
        """Show what is left, or that it is closed."""
        icon, tone = ("clock", "warn" if view.is_short else "ok") if view.is_open else ("lock", "")
        self._sign.show_icon(icon, tone or "faint")
        runs = (
            emphasised(view.sentence, tone="text", time=view.left)
            if view.is_open
            else (Run(view.sentence),)
        )
        self._words.set_runs(runs)
        self._bar.setVisible(view.is_open)
        colour = "strength_2" if view.is_short else "st_confirmed"
        self._bar.show_share(view.share, self._words.text(), colour)

    def text(self) -> str:
        """What is said about the window."""
        return self._words.text()

    def _restyle(self) -> None:
        self._column.setSpacing(self._theme.px(4))
        self._row.setSpacing(self._theme.px(6))
        self._bar.setFixedWidth(self._theme.px(_BAR_WIDTH))


class ThreadPane(Part):
    """One thread, or what to do where none is chosen."""

    card_asked = Signal()
    """The client's card is wanted."""

    def __init__(self, theme: Theme, words: Catalog, parent: QWidget | None = None) -> None:
        super().__init__("ground", parent)
        self._theme, self._words, self._is_narrow = theme, words, False
        self.avatar = Avatar(theme, size=40)
        self.name = ElidedLabel(role="heading")
        self.line = ElidedLabel(role="small", tone="muted")
        self.window_left = WindowCountdown(theme)
        self.card = Button(theme, size="small")
        self.card.clicked.connect(self.card_asked)
        self._chips = Flow(theme.px(6))
        self.view = ThreadView(theme)
        self.ask = AskCard(theme, words)
        self.composer = Composer(theme, words)
        self.empty = EmptyState(theme, "messages-square")
        self._head = Part("head")
        self._stack = QStackedWidget()
        self._lay_out()
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_head(self, head: ThreadHead) -> None:
        """Show who it is and what stands."""
        number = head.person.client_id
        self.avatar.show_person(head.name, "done" if number is None else avatar_tone(number))
        self.name.setText(head.name)
        self.line.setText(head.line)
        self.card.setVisible(number is not None)
        self._chips.clear()
        for chip in head.chips:
            self._chips.add(Chip(self._theme, chip.text, tone=chip.tone, icon=chip.icon))
        self._chips.setVisible(bool(head.chips))
        self._stack.setCurrentIndex(1)

    def show_rows(self, rows: Sequence[ThreadRow], *, from_end: bool) -> None:
        """Show the bubbles; ``from_end`` goes to the newest one."""
        self.view.show_rows(rows)
        if from_end:
            self.view.scrollToBottom()

    def show_nobody(self) -> None:
        """Show that no thread is chosen."""
        self.view.show_rows(())
        self._stack.setCurrentIndex(0)

    def chips(self) -> list[str]:
        """What the chips of the head say."""
        return [chip.text() for chip in self._chips.findChildren(Chip) if not chip.isHidden()]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Set the countdown beside the name, or under it where there is no room."""
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(_NARROW)
        if narrow == self._is_narrow:
            return
        self._is_narrow = narrow
        if narrow:
            self._top.removeWidget(self.window_left)
            self._head_column.insertWidget(1, self.window_left)
        else:
            self._head_column.removeWidget(self.window_left)
            self._top.insertWidget(self._top.count() - 1, self.window_left)

    def retranslate(self) -> None:
        """Set the pane's own words."""
        words = self._words
        self.card.set_words(words.p_("button", "Card"))
        self.view.setAccessibleName(words._("Messages of this conversation"))
        self.empty.set_words(
            words._("No conversation chosen"),
            words._("Choose one at the left to read it and to answer."),
        )
        self.ask.retranslate()
        self.composer.retranslate()

    def _lay_out(self) -> None:
        self._names = QVBoxLayout()
        self._names.addWidget(self.name)
        self._names.addWidget(self.line)
        self._top = QHBoxLayout()
        self._top.addWidget(self.avatar)
        self._top.addLayout(self._names, 1)
        self._top.addWidget(self.window_left)
        self._top.addWidget(self.card)
        self._head_column = QVBoxLayout(self._head)
        self._head_column.addLayout(self._top)
        self._head_column.addWidget(self._chips)
        self._foot = QVBoxLayout()
        self._foot.addWidget(self.ask)
        self._foot.addWidget(self.composer)
        thread = QWidget()
        inside = QVBoxLayout(thread)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(self._head)
        inside.addWidget(self.view, 1)
        inside.addLayout(self._foot)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(thread)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def _restyle(self) -> None:
        px = self._theme.px
        self._head_column.setContentsMargins(px(20), px(Space.M), px(20), px(Space.M))
        self._head_column.setSpacing(px(10))
        self._top.setSpacing(px(Space.M))
        self._names.setSpacing(0)
        self._foot.setContentsMargins(px(20), px(Space.S), px(20), px(Space.L))
        self._foot.setSpacing(px(Space.M))
        self._chips.flow.set_gaps(px(6))
