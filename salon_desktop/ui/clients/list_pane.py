"""The left pane of the clients' screen: search, filters, the list, and its keys."""

from functools import partial

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QListView, QMenu, QVBoxLayout, QWidget

from salon_desktop.application.queries.list_clients import ClientGroup, ClientOrder
from salon_desktop.ui.clients.list_model import ClientRowDelegate, ClientRows
from salon_desktop.ui.clients.list_state import ListState, Question, Rows, Shelf
from salon_desktop.ui.desk import Desk
from salon_desktop.ui.theme.tokens import Size
from salon_desktop.ui.widgets.buttons import Button
from salon_desktop.ui.widgets.cards import EmptyState
from salon_desktop.ui.widgets.chips import ChipButton
from salon_desktop.ui.widgets.fields import SearchField
from salon_desktop.ui.widgets.flow import Flow
from salon_desktop.ui.widgets.focus_ring import NO_RING
from salon_desktop.ui.widgets.key_hint import KeyHint
from salon_desktop.ui.widgets.labels import Label, Line, Part
from salon_desktop.ui.widgets.rows import dress_list

_GO_ON_BEFORE_END = 20
_LEAST_WIDTH = 260
_KEYS = (0, 1, 2, 3, 4)
"""Up and down, Enter, Ctrl and N, in this order."""


class ListPane(Part):
    """Finds clients while somebody types; the arrow keys work without leaving the search."""

    chosen = Signal(object)
    """Show the card of this client (id)."""

    opened = Signal(object)
    """Enter or a double click: the keyboard goes to the card of this client (id)."""

    failed = Signal(object)
    """The file could not be asked: the problem."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("pane")
        self._desk = desk
        self.state = ListState(desk.ask.find_clients, desk.ask.list_clients)
        self._wanted: int | None = None
        self._page_width = 0
        theme = desk.theme
        self.search = SearchField(theme)
        self._filters = Flow(6)
        self.groups = {group: ChipButton(theme, checkable=True) for group in ClientGroup}
        self._count = Label(role="caption", tone="faint")
        self.order = Button(theme, kind="ghost", size="small", trailing_icon="chevron-down")
        self.rows = ClientRows(desk.words, lambda: desk.formats)
        self.list = QListView()
        self._empty = EmptyState(theme, "users")
        self._keys = [KeyHint(theme) for _ in range(5)]
        self._hints = [Label(role="caption", tone="faint") for _ in range(3)]
        self._foot = Flow(12, 4)
        self._lay_out()
        self._connect()
        theme.changed.connect(self._restyle)
        self._restyle()

    def refresh(self) -> None:
        """The book changed, or the page is shown again."""
        self._ask(self.state.refresh())

    def show_client(self, client_id: int) -> None:
        """Select this client, once she is in the list."""
        self._wanted = client_id
        self._select_wanted()

    def fit_into(self, page_width: int) -> None:
        """Leave two thirds of a narrow page to the card; never wider than designed."""
        self._page_width = page_width
        self._fit_width()

    def _fit_width(self) -> None:
        px = self._desk.theme.px
        third = self._page_width // 3 if self._page_width else px(Size.CLIENT_LIST)
        self.setFixedWidth(min(px(Size.CLIENT_LIST), max(px(_LEAST_WIDTH), third)))

    def current(self) -> int | None:
        """The client selected in the list."""
        client = self.rows.client(self.list.currentIndex().row())
        return None if client is None else client.id

    def retranslate(self) -> None:
        """Say everything in the current language."""
        words = self._desk.words
        self.search.set_words(words._("Name or number"), words._("Empty the search"))
        names = {
            ClientGroup.ALL: words.p_("filter of clients", "All"),
            ClientGroup.NEW: words.p_("filter of clients", "New"),
            ClientGroup.DORMANT: words.p_("filter of clients", "Dormant"),
            ClientGroup.TO_ASK: words.p_("filter of clients", "To ask"),
        }
        for group, chip in self.groups.items():
            chip.set_words(names[group])
        self.list.setAccessibleName(words._("Clients"))
        hints = (words._("scroll"), words._("open"), words._("new client"))
        for label, text in zip(self._hints, hints, strict=True):
            label.setText(text)
        keys = ("↑", "↓", words.p_("key", "Enter"), words.p_("key", "Ctrl"), "N")
        for hint, key in zip(self._keys, keys, strict=True):
            hint.set_key(key)
        self._name_order()
        self._show_count()
        self.list.viewport().update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The list is steered from the search field, where the hands are.
        pressed = watched is self.search and event.type() == QEvent.Type.KeyPress
        if pressed and isinstance(event, QKeyEvent) and event.key() in _STEERING:
            self.list.keyPressEvent(event)
            return True
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        self.search.textChanged.connect(self._look)
        self.search.installEventFilter(self)
        self.search.returnPressed.connect(self._open)
        for chip in self.groups.values():
            chip.clicked.connect(self._filter)
        self.order.clicked.connect(self._choose_order)
        self.list.selectionModel().currentChanged.connect(self._tell)
        self.list.activated.connect(self._open)
        self.list.verticalScrollBar().valueChanged.connect(self._go_on)

    def _look(self) -> None:
        self._wanted = None
        if self.search.text():
            self.groups[ClientGroup.ALL].setChecked(True)
        group = next(one for one, chip in self.groups.items() if chip.isChecked())
        self._ask(self.state.look(Shelf(self.search.text(), group, self.state.shelf.order)))

    def _filter(self) -> None:
        # A search goes through the whole book; whoever picks a group wants to leaf through it.
        if self.search.text():
            self.search.clear()
        else:
            self._look()

    def _ask(self, question: Question | None) -> None:
        if question is None:
            return
        self._desk.tasks.ask_database(
            question.ask,
            owner=self,
            on_done=partial(self._take, question),
            on_failed=partial(self._fail, question),
        )

    def _take(self, question: Question, rows: Rows) -> None:
        if self.state.take(question, rows):
            self._show_rows()
        self._ask(self.state.next_question())

    def _fail(self, question: Question, problem: Exception) -> None:
        self.state.fail(question)
        self.failed.emit(problem)

    def _show_rows(self) -> None:
        wished = self._wanted
        before = wished if wished is not None else self.current()
        self.rows.show_clients(self.state.clients)
        found = bool(self.state.clients)
        self.list.setVisible(found)
        self._empty.setVisible(not found)
        self._show_count()
        self._wanted = before
        self._select_wanted()
        if wished is not None and self._wanted is not None:
            return  # her card is shown although she stands further down: no other takes its place
        self._wanted = None
        if not self.list.currentIndex().isValid() and found:
            self.list.setCurrentIndex(self.rows.index(0))

    def _select_wanted(self) -> None:
        if self._wanted is None:
            return
        row = self.state.position_of(self._wanted)
        if row is not None:
            self._wanted = None
            self.list.setCurrentIndex(self.rows.index(row))

    def _tell(self, index: QModelIndex) -> None:
        client = self.rows.client(index.row())
        if client is not None:
            self.chosen.emit(client.id)

    def _open(self) -> None:
        client_id = self.current()
        if client_id is not None:
            self.opened.emit(client_id)

    def _go_on(self) -> None:
        bar = self.list.verticalScrollBar()
        if bar.maximum() - bar.value() < _GO_ON_BEFORE_END * self._desk.theme.px(Size.CLIENT_ROW):
            self._ask(self.state.next_page())

    def _choose_order(self) -> None:
        menu = QMenu(self)
        words = self._desk.words
        for order, text in (
            (ClientOrder.RECENT, words._("most recent visit")),
            (ClientOrder.ALPHABETICAL, words._("last name, A to Z")),
        ):
            action = menu.addAction(text.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(order is self.state.shelf.order)
            action.triggered.connect(partial(self._take_order, order))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.order.mapToGlobal(self.order.rect().bottomLeft()))

    def _take_order(self, order: ClientOrder) -> None:
        shelf = self.state.shelf
        self._ask(self.state.look(Shelf(shelf.text, shelf.group, order)))
        self._name_order()

    def _name_order(self) -> None:
        words = self._desk.words
        recent = self.state.shelf.order is ClientOrder.RECENT
        text = words._("most recent visit") if recent else words._("last name, A to Z")
        self.order.set_words(text)

    def _show_count(self) -> None:
        words, state = self._desk.words, self.state
        count, more = len(state.clients), "+" if state.may_go_on else ""
        found = words.n_("{count} found", "{count} found", count).format(count=f"{count}{more}")
        shown = words.n_("{count} client", "{count} clients", count).format(count=f"{count}{more}")
        self._count.setText(found if state.shelf.is_search else shown)
        # Every search comes most recent first.
        self.order.setVisible(not state.shelf.is_search and state.shelf.group is ClientGroup.ALL)
        if state.shelf.is_search:
            advice = words._("Try part of the name, or the last digits of the number.")
            self._empty.set_words(words._("Nobody of that name"), advice)
        elif state.shelf.group is ClientGroup.ALL:
            advice = words._("Add the first one with “New client”, or import the list you have.")
            self._empty.set_words(words._("No clients yet"), advice)
        else:
            self._empty.set_words(
                words._("Nobody here"), words._("No client belongs to this group today.")
            )

    def _lay_out(self) -> None:
        group = QButtonGroup(self)
        group.setExclusive(True)
        for chip in self.groups.values():
            group.addButton(chip)
            self._filters.add(chip)
        self.groups[ClientGroup.ALL].setChecked(True)
        self.list.setModel(self.rows)
        self._delegate = ClientRowDelegate(self._desk.theme, self.rows)
        dress_list(self.list, self._delegate)
        self.list.setProperty(NO_RING, True)
        self._top = QVBoxLayout()
        self._top.addWidget(self.search)
        self._top.addWidget(self._filters)
        self._counts = QHBoxLayout()
        self._counts.addWidget(self._count)
        self._counts.addStretch(1)
        self._counts.addWidget(self.order)
        self._hint_rows: list[QHBoxLayout] = []
        for keys, label in zip((_KEYS[:2], _KEYS[2:3], _KEYS[3:]), self._hints, strict=True):
            group_of_keys, row = QWidget(), QHBoxLayout()
            group_of_keys.setLayout(row)
            row.setContentsMargins(0, 0, 0, 0)
            for place in keys:
                row.addWidget(self._keys[place])
            row.addWidget(label)
            self._hint_rows.append(row)
            self._foot.add(group_of_keys)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addLayout(self._top)
        column.addWidget(Line())
        column.addLayout(self._counts)
        column.addWidget(Line())
        column.addWidget(self.list, 1)
        column.addWidget(self._empty, 1)
        column.addWidget(self._foot)
        self._empty.hide()

    def _restyle(self) -> None:
        px = self._desk.theme.px
        self._fit_width()
        self._top.setContentsMargins(px(16), px(12), px(16), px(12))
        self._top.setSpacing(px(10))
        self._filters.flow.set_gaps(px(6))
        self._counts.setContentsMargins(px(16), px(2), px(8), px(2))
        self._count.setMinimumHeight(px(Size.BUTTON_SMALL))
        self._foot.flow.set_gaps(px(12), px(4))
        self._foot.setContentsMargins(px(16), px(8), px(16), px(12))
        for row in self._hint_rows:
            row.setSpacing(px(4))


_STEERING = {
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
}
