"""Search fields, the search box of the top bar, and a field with its name and its error."""

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Radius, Size
from salon_desktop.ui.widgets.buttons import IconButton
from salon_desktop.ui.widgets.key_hint import KeyHint
from salon_desktop.ui.widgets.labels import Label
from salon_desktop.ui.widgets.painting import draw_box, draw_icon, draw_text
from salon_desktop.ui.widgets.states import set_state


class SearchField(QLineEdit):
    """A line with a magnifier, and a cross that empties it while it holds something.

    ``ground`` is what it stands on: ``"surface"`` in cards and panes, ``"bg"`` in the top bar.
    Escape empties it; if it is empty already, Escape goes on to whoever is above.
    """

    def __init__(
        self,
        theme: Theme,
        *,
        icon: str = "search",
        ground: str = "surface",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._icon = theme, icon
        self.setProperty("look", "search")
        self.setProperty("ground", ground)
        self._clear = IconButton(theme, "x", size=24, icon_size=Size.ICON_SMALL, parent=self)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.hide()
        self._clear.clicked.connect(self._empty)
        self._key = KeyHint(theme, parent=self)
        self._key.hide()
        self._has_key = False
        self.textChanged.connect(self._arrange)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_words(self, placeholder: str, clear: str, key: str = "") -> None:
        """What may be typed here, what the cross is called, and a key drawn at the right."""
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self._clear.set_words(clear)
        self._key.set_key(key)
        self._has_key = bool(key)
        self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(240), self._theme.px(Size.FIELD))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(Size.FIELD))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        px = self._theme.px
        middle = QPointF(px(12) + px(Size.ICON) / 2, self.height() / 2)
        ink = "text" if self.hasFocus() or self.text() else "text_3"
        draw_icon(QPainter(self), self._theme, self._icon, middle, Size.ICON, ink)

    def _empty(self) -> None:
        self.clear()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        px = self._theme.px
        full = bool(self.text())
        self._clear.setVisible(full)
        self._key.setVisible(self._has_key and not full)
        for part in (self._clear, self._key):
            part.adjustSize()
            part.move(self.width() - part.width() - px(8), (self.height() - part.height()) // 2)

    def _restyle(self) -> None:
        px = self._theme.px
        self.setTextMargins(px(12 + Size.ICON + 6), 0, px(36), 0)
        self.updateGeometry()
        self._arrange()


class SearchButton(QPushButton):
    """Looks like a field, opens the booking box: the top bar's search."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._width, self._words = theme, Size.SEARCH_WIDTH, ""
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self._key = KeyHint(theme, parent=self)
        theme.changed.connect(self.updateGeometry)

    def set_words(self, placeholder: str, name: str, key: str) -> None:
        """The grey words in it, its accessible name, and its key."""
        self._words = placeholder
        self.setAccessibleName(name)
        self._key.set_key(key)
        self._place_key()
        self.update()

    def set_width(self, width: int) -> None:
        """Take ``width`` pixels (at 100 %) where there is room."""
        self._width = width
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(self._width), self._theme.px(Size.FIELD))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(Size.FIELD))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_key()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        border = "line_strong" if self.underMouse() else "line"
        draw_box(
            painter,
            self.rect(),
            theme.px(Radius.CONTROL),
            theme.colour("bg"),
            theme.colour(border),
        )
        x = theme.px(12)
        side = theme.px(Size.ICON)
        middle = QPointF(x + side / 2, self.height() / 2)
        draw_icon(painter, theme, "search", middle, Size.ICON, "text_3")
        room = self.rect().adjusted(x + side + theme.px(8), 0, 0, 0)
        room.setRight(self._key.x() - theme.px(8))
        draw_text(painter, room, self._words, theme.font("body"), theme.colour("text_3"))

    def _place_key(self) -> None:
        self._key.adjustSize()
        self._key.move(
            self.width() - self._key.width() - self._theme.px(8),
            (self.height() - self._key.height()) // 2,
        )


class LabelledField(QWidget):
    """A field with its name above it and, when something is wrong, why below it.

    The name is the field's accessible name; the error is added to its description, so that a
    screen reader says it too.
    """

    def __init__(self, theme: Theme, editor: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self.editor = theme, editor
        self._name = Label(role="small", tone="muted", weight=500)
        self._name.setBuddy(editor)
        self._hint = Label(role="caption", tone="faint", wrap=True)
        self._hint.hide()
        self._error = Label(role="small", tone="danger", wrap=True)
        self._error.hide()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        for part in (self._name, editor, self._hint, self._error):
            self._column.addWidget(part)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_words(self, name: str, hint: str = "") -> None:
        """What belongs into the field, and a short piece of advice below."""
        self._name.setText(name.replace("&", "&&"))
        self.editor.setAccessibleName(name)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint) and self._error.isHidden())

    def show_error(self, error: str) -> None:
        """Say what is wrong and how to do it right; an empty string takes it back."""
        self._error.setText(error)
        self._error.setVisible(bool(error))
        self._hint.setVisible(bool(self._hint.text()) and not error)
        self.editor.setAccessibleDescription(error)
        set_state(self.editor, "state", "error" if error else "")

    def error(self) -> str:
        """What is said to be wrong, "" if nothing is."""
        return self._error.text()

    def _restyle(self) -> None:
        self._column.setSpacing(self._theme.px(4))
