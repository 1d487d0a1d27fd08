"""The right of the screen: what leaves next, whom to phone, what failed, and yesterday's sum."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtWidgets import QHBoxLayout, QListView, QStackedWidget, QVBoxLayout, QWidget

from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.messages.call_card import CallCard
from salon_desktop.ui.messages.outbox_list import ROW, OutboxDelegate, OutboxModel
from salon_desktop.ui.messages.rows import CallRow, OutboxRow, PanelRow, SumLine
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Size, Space
from salon_desktop.ui.widgets.alert import Alert
from salon_desktop.ui.widgets.cards import EmptyState, ScrollColumn
from salon_desktop.ui.widgets.labels import Line, Part
from salon_desktop.ui.widgets.rows import dress_list
from salon_desktop.ui.widgets.tabs import Tabs

OUTGOING, CALLS, FAILED = "outgoing", "calls", "failed"
TABS = (OUTGOING, CALLS, FAILED)


class OutboxPane(Part):
    """Three tabs; the first shows everything in short, the second is worked through by phone."""

    phoned = Signal(object)
    """The call about the message with this id was made."""

    opened = Signal(object)
    """A `Person`'s thread is wanted."""

    client_opened = Signal(object)
    """The thread of the client with this id is wanted."""

    def __init__(self, theme: Theme, words: Catalog, parent: QWidget | None = None) -> None:
        super().__init__("pane_right", parent)
        self._theme, self._words = theme, words
        self._calls: tuple[CallRow, ...] = ()
        self._counts = {OUTGOING: 0, CALLS: 0, FAILED: 0}
        self.tabs = Tabs(theme, TABS)
        self.tabs.chosen.connect(self._turn)
        self.outgoing, self._outgoing_view = self._list(theme)
        self.failed, self._failed_view = self._list(theme)
        self._cards = ScrollColumn(theme)
        self._cards.column.addStretch(1)
        self._none = {
            OUTGOING: EmptyState(theme, "send"),
            CALLS: EmptyState(theme, "phone"),
            FAILED: EmptyState(theme, "circle-check"),
        }
        self._stack = QStackedWidget()
        self._full = {
            OUTGOING: self._outgoing_view,
            CALLS: self._cards,
            FAILED: self._failed_view,
        }
        for key in TABS:
            self._stack.addWidget(self._full[key])
            self._stack.addWidget(self._none[key])
        self.sum = Alert(theme, "ok", icon="shield-check")
        self.sum.hide()
        self._lay_out()
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_tab(self, key: str) -> None:
        """Turn to a tab as if by hand."""
        self.tabs.choose(key)
        self._turn(key)

    def show_outgoing(self, rows: Sequence[PanelRow], count: int) -> None:
        """Show what leaves next, with the other groups below in short."""
        self.outgoing.show_rows(rows)
        self._counts[OUTGOING] = count
        self._turn(self.tabs.key())

    def show_failed(self, rows: Sequence[PanelRow], count: int) -> None:
        """Show what did not arrive."""
        self.failed.show_rows(rows)
        self._counts[FAILED] = count
        self._turn(self.tabs.key())

    def show_calls(self, rows: Sequence[CallRow]) -> None:
        """Show whom to phone; cards that stay as they are keep the keyboard."""
        self._counts[CALLS] = len(rows)
        if tuple(rows) != self._calls:
            self._calls = tuple(rows)
            self._fill()
        self._turn(self.tabs.key())

    def show_sum(self, line: SumLine | None) -> None:
        """Show yesterday's sum."""
        self.sum.setVisible(line is not None)
        if line is not None:
            self.sum.set_tone(*(("danger", "triangle-alert") if line.is_red else _ADDS_UP))
            self.sum.set_words(line.lead, line.body)

    def cards(self) -> list[CallCard]:
        """The cards of the call list, from the top."""
        items = map(self._cards.column.itemAt, range(self._cards.column.count()))
        found = [item.widget() for item in items if item is not None]
        return [card for card in found if isinstance(card, CallCard)]

    def retranslate(self) -> None:
        """Set the pane's own words."""
        words = self._words
        self._write_counts()
        for view in (self._outgoing_view, self._failed_view):
            view.setAccessibleName(words._("Outbox"))
        self._none[OUTGOING].set_words(
            words._("Nothing waits to leave"),
            words._("Reminders are planned by themselves when an appointment is booked."),
        )
        self._none[CALLS].set_words(
            words._("Nobody to phone"),
            words._("Whoever a message cannot reach before a visit stands here."),
        )
        self._none[FAILED].set_words(
            words._("Nothing failed"),
            words._("What did not arrive in the last seven days would stand here."),
        )
        self._fill()

    def _fill(self) -> None:
        for card in self.cards():
            self._cards.column.removeWidget(card)
            card.hide()
            card.deleteLater()
        for at, row in enumerate(self._calls):
            card = CallCard(self._theme, self._words, row)
            card.phoned.connect(self.phoned)
            card.opened.connect(self.client_opened)
            self._cards.column.insertWidget(at, card)

    def _turn(self, key: str) -> None:
        self._write_counts()
        full = self._counts[key] > 0 or (key == OUTGOING and bool(self.outgoing.rows()))
        self._stack.setCurrentWidget(self._full[key] if full else self._none[key])

    def _write_counts(self) -> None:
        words = self._words
        names = (
            words.p_("outbox", "Outgoing"),
            words.p_("outbox", "To phone"),
            words.p_("outbox", "Failed"),
        )
        texts = [
            f"{name} {self._counts[key] or ''}".strip()
            for key, name in zip(TABS, names, strict=True)
        ]
        self.tabs.set_words(words._("Outbox"), texts)

    def _list(self, theme: Theme) -> tuple[OutboxModel, QListView]:
        model, view = OutboxModel(self), QListView()
        view.setModel(model)
        dress_list(view, OutboxDelegate(theme, Size.CONVERSATION_ROW, view))
        view.setUniformItemSizes(False)
        view.activated.connect(self._open)
        view.clicked.connect(self._open)
        return model, view

    def _open(self, index: QModelIndex) -> None:
        row = index.data(ROW)
        if not isinstance(row, OutboxRow):
            return
        if row.calls:
            self.show_tab(CALLS)
        elif row.person is not None:
            self.opened.emit(row.person)

    def _lay_out(self) -> None:
        self._tab_row = QHBoxLayout()
        self._tab_row.addWidget(self.tabs)
        self._tab_row.addStretch(1)
        self._foot = QVBoxLayout()
        self._foot.addWidget(self.sum)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._tab_row)
        column.addWidget(Line())
        column.addWidget(self._stack, 1)
        column.addLayout(self._foot)

    def _restyle(self) -> None:
        px = self._theme.px
        self.setFixedWidth(px(Size.OUTBOX))
        self._tab_row.setContentsMargins(px(Space.L), px(6), 0, 0)
        self._foot.setContentsMargins(px(Space.L), px(Space.S), px(Space.L), px(14))


_ADDS_UP = ("ok", "shield-check")
