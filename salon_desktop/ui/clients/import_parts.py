"""The parts of the import's panel: samples to choose from, counts, and lines to look at."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QVBoxLayout, QWidget

from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.widgets.buttons import Button
from salon_desktop.ui.widgets.icon_label import IconLabel
from salon_desktop.ui.widgets.labels import ElidedLabel, Label, Part


class _Column(QWidget):
    """A column that is filled anew each time."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        theme.changed.connect(self._measure)
        self._measure()

    def clear(self) -> None:
        """Take everything away."""
        _empty(self._column)

    def _measure(self) -> None:
        self._column.setSpacing(self._theme.px(6))


class SampleList(_Column):
    """The first lines as each encoding reads them; somebody who knows the names chooses."""

    chosen = Signal(str)

    def show_samples(
        self, samples: Sequence[tuple[str, str, tuple[str, ...]]], action: str
    ) -> None:
        """Show encoding, its name and the lines it makes."""
        self.clear()
        for encoding, name, lines in samples:
            box = Part("quiet")
            column = QVBoxLayout(box)
            px = self._theme.px
            column.setContentsMargins(px(12), px(8), px(12), px(8))
            column.addWidget(Label(name, role="small", weight=600))
            for line in lines:
                column.addWidget(ElidedLabel(line, role="small", tone="muted"))
            take = Button(self._theme, size="small")
            take.set_words(action)
            take.setAccessibleName(f"{action}: {name}")
            take.clicked.connect(partial(self._choose, encoding))
            column.addWidget(take)
            self._column.addWidget(box)

    def _choose(self, encoding: str) -> None:
        self.chosen.emit(encoding)


class CountList(_Column):
    """What became, or would become, of the lines: an icon and a sentence each."""

    def show_counts(self, counts: Sequence[tuple[str, str, str]]) -> None:
        """Show icon, ink and sentence."""
        self.clear()
        for icon, ink, text in counts:
            line = QWidget()
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(self._theme.px(8))
            row.addWidget(IconLabel(self._theme, icon, tone=ink))
            row.addWidget(Label(text, weight=500, wrap=True), 1)
            self._column.addWidget(line)

    def texts(self) -> list[str]:
        """The sentences, as shown."""
        return [label.text() for label in self.findChildren(Label) if not label.isHidden()]


class LineList(_Column):
    """Lines of the file with why somebody should look at them."""

    def show_lines(self, lines: Sequence[tuple[str, str]], more: int, words: Catalog) -> None:
        """Show the first lines, and how many more the report holds."""
        self.clear()
        for row, why in lines:
            line = QWidget()
            layout = QHBoxLayout(line)
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(self._theme.px(8))
            number = Label(row, role="small", tone="faint")
            number.setMinimumWidth(self._theme.px(64))
            layout.addWidget(number)
            layout.addWidget(Label(why, role="small", wrap=True), 1)
            self._column.addWidget(line)
        if more > 0:
            rest = words.n_(
                "and {count} more in the report", "and {count} more in the report", more
            )
            self._column.addWidget(Label(rest.format(count=more), role="small", tone="faint"))


def _empty(layout: QLayout) -> None:
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
