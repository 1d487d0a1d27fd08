"""Sentences with some words set stronger, as plain text: never HTML.

A translated sentence keeps its ``{fields}``; the values put in are what is emphasised. So the
order of words stays the translator's and no markup enters the catalogue.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from string import Formatter

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextCharFormat,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import TYPE
from salon_desktop.ui.widgets.states import plain_tip

STRONG = 600
"""Weight of what is emphasised in a sentence."""

_WIDEST = 16_777_215


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a sentence: its weight and tone, None for those of the label."""

    text: str
    weight: int | None = None
    tone: str | None = None
    underline: bool = False
    strike: bool = False


def emphasised(sentence: str, *, tone: str | None = None, **fields: str) -> tuple[Run, ...]:
    """``"{count} to send"`` with its fields filled and set stronger."""
    runs: list[Run] = []
    for literal, field, _, _ in Formatter().parse(sentence):
        if literal:
            runs.append(Run(literal))
        if field is not None:
            runs.append(Run(fields[field], STRONG, tone))
    return tuple(runs)


def led(lead: str, body: str) -> tuple[Run, ...]:
    """A strong opening and the rest: **Warning:** wears contact lenses."""
    return (Run(lead, STRONG), Run(f" {body}" if lead and body else body))


def plain(runs: Sequence[Run]) -> str:
    """The letters alone, for screen readers and tool tips."""
    return "".join(run.text for run in runs)


class RunLabel(QWidget):
    """Shows runs; wraps, or on one line shortens with an ellipsis (the tip then has it all)."""

    def __init__(
        self,
        theme: Theme,
        *,
        role: str = "body",
        tone: str = "text",
        wrap: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._role, self._tone, self._wrap = theme, role, tone, wrap
        self._runs: tuple[Run, ...] = ()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, not wrap)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(wrap)
        self.setSizePolicy(policy)
        theme.changed.connect(self._restyle)

    @property
    def runs(self) -> tuple[Run, ...]:
        """What is shown."""
        return self._runs

    def text(self) -> str:
        """What is shown, as one string."""
        return plain(self._runs)

    def set_runs(self, runs: Sequence[Run]) -> None:
        """Show these pieces, one after the other."""
        self._runs = tuple(run for run in runs if run.text)
        self.setAccessibleName(plain(self._runs))
        self._restyle()

    def set_text(self, text: str) -> None:
        """Show ``text`` without emphasis."""
        self.set_runs((Run(text),))

    def set_tone(self, tone: str) -> None:
        """Change the tone of what has none of its own."""
        self._tone = tone
        self.update()

    def hasHeightForWidth(self) -> bool:
        return self._wrap

    def heightForWidth(self, width: int) -> int:
        return self._laid_out(width)[1] if self._wrap else self.sizeHint().height()

    def sizeHint(self) -> QSize:
        width = sum(self._widths())
        return QSize(width + 2, self._line_height())

    def minimumSizeHint(self) -> QSize:
        least = min(self.sizeHint().width(), self._theme.px(48))
        return QSize(least, self._line_height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        cut = not self._wrap and self.width() < self.sizeHint().width() - 2
        self.setToolTip(plain_tip(self.text()) if cut else "")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self._colour(None))
        if self._wrap:
            layout, height = self._laid_out(self.width())
            layout.draw(painter, QPointF(0, max(0, (self.height() - height) / 2)))
        else:
            self._paint_line(painter)

    def _paint_line(self, painter: QPainter) -> None:
        """One line, its last visible run shortened."""
        x, end = 0, self.width()
        widths = self._widths()
        for number, (run, width) in enumerate(zip(self._runs, widths, strict=True)):
            font = self._font(run)
            painter.setFont(font)
            painter.setPen(self._colour(run.tone))
            text, room = run.text, end - x
            last = x + width > end or number == len(widths) - 1
            if last:
                text = self._theme.metrics(self._role, run.weight).elidedText(
                    text, Qt.TextElideMode.ElideRight, room
                )
            place = QRectF(x, 0, max(room, 0), self.height())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter.value), text)
            if last:
                return
            x += width

    def _widths(self) -> list[int]:
        return [
            self._theme.metrics(self._role, run.weight).horizontalAdvance(run.text)
            for run in self._runs
        ]

    def _laid_out(self, width: int) -> tuple[QTextLayout, int]:
        layout = QTextLayout(plain(self._runs), self._theme.font(self._role))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.setFormats(self._formats())
        line_height, y = self._line_height(), 0
        layout.beginLayout()
        line = layout.createLine()
        while line.isValid():
            line.setLineWidth(width or _WIDEST)
            line.setPosition(QPointF(0, y + (line_height - line.height()) / 2))
            y += line_height
            line = layout.createLine()
        layout.endLayout()
        return layout, max(y, line_height)

    def _formats(self) -> list[QTextLayout.FormatRange]:
        formats: list[QTextLayout.FormatRange] = []
        start = 0
        for run in self._runs:
            look = QTextLayout.FormatRange()
            # Qt counts UTF-16 units, Python letters.
            length = len(run.text.encode("utf-16-le")) // 2
            look.start, look.length = start, length
            style = QTextCharFormat()
            style.setFont(self._font(run))
            style.setForeground(self._colour(run.tone))
            look.format = style
            formats.append(look)
            start += length
        return formats

    def _font(self, run: Run) -> QFont:
        font = self._theme.font(self._role, run.weight)
        if run.underline or run.strike:
            font = QFont(font)
            font.setUnderline(run.underline)
            font.setStrikeOut(run.strike)
        return font

    def _colour(self, tone: str | None) -> QColor:
        if not self.isEnabled():
            return self._theme.colour("disabled")
        return self._theme.ink(tone or self._tone)

    def _line_height(self) -> int:
        return self._theme.px(TYPE[self._role].line)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()
