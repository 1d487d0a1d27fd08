"""Labels that never read HTML: a plain one, and one that shortens its text with an ellipsis."""

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QStyle, QStyleOption, QWidget

from salon_desktop.ui.widgets.states import plain_tip, set_state


class Label(QLabel):
    """Plain text in a role of the type table and a tone of the colour table.

    ``role``: title, heading, body, small, caption, figure, turned_small … turned_title. ``tone``:
    text, muted, faint, accent, ok, warn, danger, info, on_tooltip, on_accent_soft. ``weight``
    overrides the role's (400, 500, 600, 700).
    """

    def __init__(
        self,
        text: str = "",
        *,
        role: str = "body",
        tone: str = "text",
        weight: int | None = None,
        wrap: bool = False,
        selectable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        if weight is not None:
            self.setProperty("weight", str(weight))
        self.setWordWrap(wrap)
        if selectable:
            self.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse
                | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
        self.setText(text)

    def set_tone(self, tone: str) -> None:
        """Show the text in another tone."""
        set_state(self, "tone", tone)


class ElidedLabel(Label):
    """One line of plain text, shortened at the right when it does not fit; then the tip has it all.

    Its least width is a few letters, so that it gives way in a row.
    """

    def __init__(
        self,
        text: str = "",
        *,
        role: str = "body",
        tone: str = "text",
        weight: int | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("", role=role, tone=tone, weight=weight, parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show ``text``, line breaks as spaces."""
        super().setText(" ".join(text.splitlines()))
        self._tell_rest()

    def minimumSizeHint(self) -> QSize:
        """Room for about three letters."""
        return QSize(self.fontMetrics().averageCharWidth() * 4, super().minimumSizeHint().height())

    def sizeHint(self) -> QSize:
        """Room for the whole text."""
        wanted = super().sizeHint()
        # Half a pixel of a letter must not cost a whole letter.
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2, wanted.height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tell_rest()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._tell_rest()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.style().drawItemText(
            painter,
            self.contentsRect(),
            int(self.alignment().value) | int(Qt.TextFlag.TextSingleLine.value),
            self.palette(),
            self.isEnabled(),
            self._shown(),
            self.foregroundRole(),
        )

    def _shown(self) -> str:
        return self.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width()
        )

    def _tell_rest(self) -> None:
        whole = self._shown() == self.text()
        self.setToolTip("" if whole else plain_tip(self.text()))


class Line(QFrame):
    """A rule of one pixel, horizontal or upright, in ``line`` or ``line_soft``."""

    def __init__(
        self, *, upright: bool = False, soft: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("part", "line_soft" if soft else "line")
        if upright:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)


class Part(QFrame):
    """A frame the style sheet paints by its ``part``: rail, card, pane, section, foot, sunken …"""

    def __init__(self, part: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("part", part)


def paint_styled_ground(widget: QWidget, painter: QPainter) -> None:
    """Paint the style sheet's ground under a widget that paints itself."""
    option = QStyleOption()
    option.initFrom(widget)
    widget.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, widget)
