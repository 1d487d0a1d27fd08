"""Three answers to one question as chips in the drawer; none is chosen beforehand."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from salon_desktop.domain.consent.events import EventKind
from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.widgets.chips import ChipButton

_KINDS = (EventKind.GRANTED, EventKind.REFUSED, EventKind.NOT_NOW)


class AnswerChips(QWidget):
    """Pressing the chosen answer again takes it back: the question was not put."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self.chips = {kind: ChipButton(theme, checkable=True, height=28) for kind in _KINDS}
        for kind, chip in self.chips.items():
            chip.clicked.connect(partial(self._choose, kind))
            self._row.addWidget(chip)
        self._row.addStretch(1)
        theme.changed.connect(self._measure)
        self._measure()

    def answer(self) -> EventKind | None:
        """What was chosen, None if nothing was."""
        return next((kind for kind, chip in self.chips.items() if chip.isChecked()), None)

    def say(self, words: Catalog, question: str) -> None:
        """Name the answers."""
        names = (
            words.p_("answer", "Yes"),
            words.p_("answer", "No"),
            words.p_("answer", "Not now"),
        )
        for chip, name in zip(self.chips.values(), names, strict=True):
            chip.set_words(name)
            chip.setAccessibleName(f"{name}: {question}")

    def _choose(self, kind: EventKind) -> None:
        for other, chip in self.chips.items():
            if other is not kind:
                chip.setChecked(False)
        self.changed.emit()

    def _measure(self) -> None:
        self._row.setSpacing(self._theme.px(8))
