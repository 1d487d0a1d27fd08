"""The people who treat clients: a row each with name and role, added and removed."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from salon_desktop.application.explaining.people_words import role_words
from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Space
from salon_desktop.ui.welcome.choice_field import ChoiceField
from salon_desktop.ui.welcome.draft import LONGEST, TREATING_ROLES
from salon_desktop.ui.welcome.port import OperatorAnswer
from salon_desktop.ui.widgets.buttons import Button, IconButton


class OperatorRow(QWidget):
    """One name with its role."""

    changed = Signal()
    removed = Signal(object)
    finished = Signal(object)
    """Enter was pressed in the name."""

    def __init__(self, theme: Theme, words: Catalog) -> None:
        super().__init__()
        self._theme, self._words = theme, words
        self.name, self.role = QLineEdit(), ChoiceField()
        self.name.setMaxLength(LONGEST)
        self.remove = IconButton(theme, "x")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.px(Space.S))
        row.addWidget(self.name, 3)
        row.addWidget(self.role, 2)
        row.addWidget(self.remove)
        self.name.textChanged.connect(self.changed)
        self.name.returnPressed.connect(self._finish)
        self.role.picked.connect(self.changed)
        self.remove.clicked.connect(self._remove)
        self.retranslate()
        self.role.choose(TREATING_ROLES[0])

    def answer(self) -> OperatorAnswer:
        """What the row says."""
        return OperatorAnswer(name=self.name.text(), role=self.role.key())

    def retranslate(self) -> None:
        """Set all text; the role stays."""
        words = self._words
        self.name.setPlaceholderText(words.p_("placeholder", "First name, as in the agenda"))
        self.name.setAccessibleName(words._("Name of somebody who treats clients"))
        self.role.setAccessibleName(words._("Role"))
        self.role.set_choices([(role, role_words(role, words)) for role in TREATING_ROLES])
        self.remove.set_words(words._("Remove this row"))

    def _finish(self) -> None:
        self.finished.emit(self)

    def _remove(self) -> None:
        self.removed.emit(self)


class OperatorRows(QWidget):
    """At least one row; Enter in the last one adds another."""

    changed = Signal()

    def __init__(self, theme: Theme, words: Catalog) -> None:
        super().__init__()
        self._theme, self._words = theme, words
        self.rows: list[OperatorRow] = []
        self.add = Button(theme, kind="ghost_accent", icon="plus", size="small")
        self.add.clicked.connect(self._add_and_go_there)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        line = QHBoxLayout()
        line.addWidget(self.add)
        line.addStretch(1)
        self._column.addLayout(line)
        self.add_row()
        theme.changed.connect(self._restyle)
        self._restyle()

    def answers(self) -> list[OperatorAnswer]:
        """What all rows say, empty ones included."""
        return [row.answer() for row in self.rows]

    def add_row(self) -> OperatorRow:
        """Set an empty row below the others."""
        row = OperatorRow(self._theme, self._words)
        row.changed.connect(self.changed)
        row.removed.connect(self._drop)
        row.finished.connect(self._go_down)
        self._column.insertWidget(len(self.rows), row)
        self.rows.append(row)
        self.order_keyboard()
        return row

    def order_keyboard(self) -> None:
        """Let Tab go through the rows from above, then to the button; Qt goes by birth."""
        before: QWidget | None = None
        for row in self.rows:
            for part in (row.name, row.role, row.remove):
                if before is not None:
                    QWidget.setTabOrder(before, part)
                before = part
        if before is not None:
            QWidget.setTabOrder(before, self.add)

    def retranslate(self) -> None:
        """Set all text."""
        self.add.set_words(self._words._("Add a person"))
        for row in self.rows:
            row.retranslate()

    def _add_and_go_there(self) -> None:
        self.add_row().name.setFocus()

    def _go_down(self, row: OperatorRow) -> None:
        place = self.rows.index(row) + 1
        if place < len(self.rows):
            self.rows[place].name.setFocus()
        elif row.name.text().strip():
            self._add_and_go_there()

    def _drop(self, row: OperatorRow) -> None:
        if len(self.rows) == 1:
            row.name.clear()
            row.name.setFocus()
            return
        place = self.rows.index(row)
        self.rows.remove(row)
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.rows[min(place, len(self.rows) - 1)].name.setFocus()
        self.changed.emit()

    def _restyle(self) -> None:
        self._column.setSpacing(self._theme.px(Space.S))
