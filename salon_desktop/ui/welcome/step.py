"""What one step of the first run is made of: a title, a lead, and its fields in a column."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Space
from salon_desktop.ui.widgets.labels import Label


class Step(QWidget):
    """A page of the first run. A heir fills ``self.body`` and sets all text in `retranslate`."""

    changed = Signal()
    """Something was answered: what is missing may be another thing now."""

    going_on = Signal()
    """Enter was pressed in a field: go on if nothing is missing."""

    def __init__(self, theme: Theme, words: Catalog, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme, self.words = theme, words
        self.title = Label(role="title", wrap=True)
        self.lead = Label(tone="muted", wrap=True)
        self.body = QVBoxLayout()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.title)
        self._column.addWidget(self.lead)
        self._column.addLayout(self.body)
        self._column.addStretch(1)
        theme.changed.connect(self._space)
        self._space()

    def entered(self) -> None:
        """The step is shown now: put the keyboard where the first answer goes."""

    def left(self) -> None:
        """Another step is shown now: forget what must not stay on the screen."""

    def missing(self) -> str:
        """Return why there is no going on, as a sentence; "" where nothing is missing."""
        return ""

    def point_out(self) -> None:
        """Somebody wants to go on although something is missing: say so beside the fields."""

    def name(self) -> str:
        """Return what the step is called in the list at the left."""
        raise NotImplementedError

    def retranslate(self) -> None:
        """Set all visible text in the current language."""
        raise NotImplementedError

    def _space(self) -> None:
        px = self.theme.px
        self._column.setSpacing(px(Space.S))
        self.body.setContentsMargins(0, px(Space.M), 0, 0)
        self.body.setSpacing(px(Space.L))


def open_at(window: QWidget, width: int, height: int) -> None:
    """Give ``window`` its first size, as much of it as the screen has room for."""
    room = window.screen().availableGeometry()
    window.resize(min(width, room.width()), min(height, room.height()))


def centred(widget: QWidget) -> QHBoxLayout:
    """Return a row with ``widget`` in its middle.

    Not an alignment: under one Qt measures wrapped text at the width of the whole row, and what
    is narrower is cut off.
    """
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(widget)
    row.addStretch(1)
    return row
