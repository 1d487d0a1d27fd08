"""The answers of a check as lines with a sign: what went well, what did not, what to do."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salon_desktop.ui.salon.checking import CheckLine
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.widgets.icon_label import IconLabel
from salon_desktop.ui.widgets.runs import RunLabel, led

ICONS = {
    "ok": "circle-check",
    "warn": "triangle-alert",
    "danger": "circle-x",
    "muted": "info",
    "info": "hourglass",
}


class CheckLines(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lines: tuple[CheckLine, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self.hide()

    def lines(self) -> tuple[CheckLine, ...]:
        """What is shown."""
        return self._lines

    def show_lines(self, lines: Sequence[CheckLine]) -> None:
        """Show these answers in place of the others."""
        self._lines = tuple(lines)
        while (item := self._column.takeAt(0)) is not None:
            old = item.widget()
            if old is not None:
                old.hide()
                old.deleteLater()
        for line in lines:
            self._column.addWidget(self._row(line))
        self.setVisible(bool(lines))

    def _row(self, line: CheckLine) -> QWidget:
        row = QWidget()
        inside = QHBoxLayout(row)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(self._theme.px(8))
        sign = IconLabel(self._theme, ICONS[line.tone], size=16, tone=line.tone)
        words = RunLabel(self._theme, role="small", wrap=True)
        words.set_runs(led(line.text, line.advice) if line.advice else led("", line.text))
        inside.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        inside.addWidget(words, 1)
        return row
