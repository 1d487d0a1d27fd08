"""Push buttons in the kinds of the design, and square buttons with an icon alone."""

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import (
    QPushButton,
    QSizePolicy,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Size
from salon_desktop.ui.widgets.key_hint import draw_key, key_width
from salon_desktop.ui.widgets.painting import draw_icon
from salon_desktop.ui.widgets.states import set_state, set_tip

_ICON_INK = {
    "primary": "on_accent",
    "normal": "text",
    "ghost": "text_2",
    "ghost_accent": "accent",
    "destructive": "danger",
    "link": "accent",
    "link_text": "text",
    "toast": "on_tooltip",
    "answer": "text",
}
_TURNED_ICON = 18
_NO_KEY = Qt.KeyboardModifier.NoModifier
_HEIGHTS = {
    "normal": Size.BUTTON,
    "small": Size.BUTTON_SMALL,
    "large": Size.BUTTON_LARGE,
    "turned": Size.BUTTON_TURNED,
}


class Button(QPushButton):
    """A button with words.

    ``kind``: normal, primary (one a view), ghost, ghost_accent, destructive, link, link_text,
    toast, answer. ``size``: normal 32, small 28, large 40, turned 56 (consent screen). Words go in
    by `set_words`, where "&" is a letter and not a mnemonic.
    """

    def __init__(
        self,
        theme: Theme,
        *,
        kind: str = "normal",
        icon: str | None = None,
        size: str = "normal",
        trailing_icon: str | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._kind, self._icon_name = theme, kind, icon
        self._size, self._trailing, self._key = size, trailing_icon, ""
        self.setProperty("kind", kind)
        self.setProperty("measure", size)  # "size" is a property of every widget
        # Enter in a field must not press whatever button stands nearest.
        self.setAutoDefault(False)
        if not self._is_link:
            self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_words(self, text: str, *, tip: str = "", key: str = "") -> None:
        """Show ``text``; ``key`` is drawn as a key cap behind it."""
        self._key = key
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        if tip:
            set_tip(self, tip)
        self.updateGeometry()

    def words(self) -> str:
        """The text as shown."""
        return self.text().replace("&&", "&")

    def set_kind(self, kind: str) -> None:
        """Become another kind, e.g. primary once it is the main thing to do."""
        self._kind = kind
        set_state(self, "kind", kind)
        self._restyle()

    def set_icon(self, name: str | None) -> None:
        """Show another icon, or none."""
        self._icon_name = name
        self._restyle()

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if not self._is_link:
            hint.setHeight(self._theme.px(_HEIGHTS[self._size]))
        return QSize(hint.width() + self._extra(), hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt presses with Space alone outside of dialogs; hands at a desk press Enter.
        plain = event.modifiers() in (_NO_KEY, Qt.KeyboardModifier.KeypadModifier)
        if plain and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        if not (self._key or self._trailing):
            super().paintEvent(event)
            return
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        option.rect = self.rect().adjusted(0, 0, -self._extra(), 0)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonLabel, option)
        # Links have no padding: their words end where the room for the icon begins.
        right = self.width() - (0 if self._is_link else self._theme.px(8))
        if self._key:
            width, height = key_width(self._theme, self._key), self._theme.px(20)
            place = QRectF(right - width, (self.height() - height) / 2, width, height)
            draw_key(painter, self._theme, place, self._key)
        elif self._trailing:
            middle = QPointF(right - self._theme.px(Size.ICON_SMALL) / 2, self.height() / 2)
            ink = _ICON_INK[self._kind] if self.isEnabled() else "disabled"
            draw_icon(painter, self._theme, self._trailing, middle, Size.ICON_SMALL, ink)

    @property
    def _is_link(self) -> bool:
        return self._kind.startswith("link")

    def _extra(self) -> int:
        if self._key:
            return key_width(self._theme, self._key) + self._theme.px(6)
        return self._theme.px(Size.ICON_SMALL + 4) if self._trailing else 0

    def _restyle(self) -> None:
        name = self._icon_name
        self.setIcon(self._picture(name) if name is not None else QIcon())
        self.updateGeometry()
        self.update()

    def _picture(self, name: str) -> QIcon:
        small = self._size == "small" or self._is_link
        side = Size.ICON_SMALL if small else _TURNED_ICON if self._size == "turned" else Size.ICON
        # Qt sets text 4 px behind an icon; the design wants 8, and 6 in small buttons.
        gap = 2 if small else 4
        self.setIconSize(QSize(self._theme.px(side) + self._theme.px(gap), self._theme.px(side)))
        return self._theme.icon(
            name,
            side,
            _ICON_INK[self._kind],
            checked="on_accent_soft" if self._kind == "answer" else None,
            disabled="text_3" if self._kind == "primary" else "disabled",
            gap=gap,
        )


class IconButton(QToolButton):
    """A square button with an icon alone: close, previous, next, print, undo, more.

    It always has a name for screen readers and a tip with its key.
    """

    def __init__(
        self,
        theme: Theme,
        icon: str,
        *,
        size: int = Size.BUTTON,
        icon_size: int = Size.ICON,
        colour: str = "text_2",
        outlined: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._icon_name, self._colour = theme, icon, colour
        self._side, self._icon_side = size, icon_size
        self.setProperty("kind", "icon")
        if outlined:
            self.setProperty("outlined", "true")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_words(self, name: str, key: str = "") -> None:
        """What the button does, and the key that does the same."""
        self.setAccessibleName(name)
        set_tip(self, name, key)

    def set_icon(self, name: str) -> None:
        """Show another icon."""
        self._icon_name = name
        self._restyle()

    def _restyle(self) -> None:
        side = self._theme.px(self._side)
        icon_side = self._theme.px(self._icon_side)
        self.setFixedSize(side, side)
        self.setIcon(self._theme.icon(self._icon_name, self._icon_side, self._colour))
        self.setIconSize(QSize(icon_side, icon_side))
