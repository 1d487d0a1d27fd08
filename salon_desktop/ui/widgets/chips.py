"""Chips: a short fact in a tinted box, and chips that can be pressed to choose."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Size
from salon_desktop.ui.widgets.painting import chip_width, draw_chip
from salon_desktop.ui.widgets.states import plain_tip


class Chip(QWidget):
    """A fact in a word or two; shortened, with a tip, where there is no room.

    ``tone``: neutral, muted, ok, warn, danger, info, chosen, outlined, outlined_strong, or a
    category of services. A tone that means something comes with an icon: colour is not enough.
    """

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        tone: str = "neutral",
        icon: str | None = None,
        height: int = Size.CHIP,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._text, self._tone, self._icon = theme, text, tone, icon
        self._height = height
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        theme.changed.connect(self._restyle)

    def text(self) -> str:
        """What the chip says."""
        return self._text

    def tone(self) -> str:
        """How it looks."""
        return self._tone

    def show_fact(self, text: str, tone: str | None = None, icon: str | None = None) -> None:
        """Say something else; ``tone`` and ``icon`` stay as they are unless given."""
        self._text = text
        self._tone = tone or self._tone
        self._icon = icon or self._icon
        self.setAccessibleName(text)
        self._restyle()

    def sizeHint(self) -> QSize:
        width = chip_width(self._theme, self._text, self._icon, small=self._small())
        return QSize(width, self._theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        wanted = self.sizeHint()
        return QSize(min(wanted.width(), self._theme.px(40)), wanted.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        draw_chip(
            painter,
            self._theme,
            self.rect(),
            self._text,
            self._tone,
            self._icon,
            small=self._small(),
        )

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and not self.toolTip():
            cut = self.width() < self.sizeHint().width()
            self.setToolTip(plain_tip(self._text) if cut else "")
        return super().event(event)

    def _small(self) -> bool:
        return self._height < Size.CHIP_ROW

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class ChipButton(QAbstractButton):
    """A chip to press: a filter (checkable, chosen or outlined) or a parsed part of the booking.

    ``tone`` is how it looks while not chosen. The accessible name is its text.
    """

    def __init__(
        self,
        theme: Theme,
        *,
        tone: str = "outlined",
        chosen_tone: str = "chosen",
        icon: str | None = None,
        checkable: bool = False,
        height: int = Size.CHIP,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._tone, self._chosen_tone = theme, tone, chosen_tone
        self._icon_name, self._height = icon, height
        self.setCheckable(checkable)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    def set_words(self, text: str, tip: str = "") -> None:
        """Show ``text``, every letter of it."""
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.setToolTip(plain_tip(tip))
        self._restyle()

    def words(self) -> str:
        """The text as shown."""
        return self.text().replace("&&", "&")

    def set_look(self, tone: str, icon: str | None = None) -> None:
        """Look like another chip."""
        self._tone, self._icon_name = tone, icon
        self._restyle()

    def sizeHint(self) -> QSize:
        width = chip_width(self._theme, self.words(), self._icon_name)
        return QSize(width, self._theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        wanted = self.sizeHint()
        return QSize(min(wanted.width(), self._theme.px(40)), wanted.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tone = self._chosen_tone if self.isChecked() else self._tone
        if tone == "outlined" and self.underMouse() and self.isEnabled():
            tone = "outlined_strong"
        if not self.isEnabled():
            painter.setOpacity(0.6)
        draw_chip(painter, self._theme, self.rect(), self.words(), tone, self._icon_name)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
