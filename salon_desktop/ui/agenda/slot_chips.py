"""Free times to choose from: chips in order of time, one chosen, arrows walk, Enter books."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.widgets.chips import ChipButton
from salon_desktop.ui.widgets.flow import Flow


@dataclass(frozen=True, slots=True)
class SlotChip:
    """One time: its words, a tip with who does it, and what is handed back."""

    text: str
    tip: str
    value: object
    is_free: bool = True


class SlotChips(QWidget):
    """The chips; which one is chosen is told by `chosen`, Enter on it by `entered`."""

    chosen = Signal(object)
    entered = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._flow = Flow(theme.px(6), theme.px(6))
        self._group = QButtonGroup(self)
        self._chips: list[ChipButton] = []
        self._values: list[object] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._flow)
        theme.changed.connect(self._space)

    def show_chips(self, chips: Sequence[SlotChip], chosen: object | None) -> None:
        """Offer these times; ``chosen`` is the value of the one that is taken already."""
        focused = any(chip.hasFocus() for chip in self._chips)
        for chip in self._chips:
            self._group.removeButton(chip)
        self._flow.clear()
        self._chips, self._values = [], []
        for number, said in enumerate(chips):
            chip = ChipButton(
                self._theme,
                tone="outlined" if said.is_free else "warn",
                icon=None if said.is_free else "circle-alert",
                checkable=True,
            )
            chip.set_words(said.text, said.tip)
            chip.setChecked(said.value == chosen)
            chip.installEventFilter(self)
            chip.clicked.connect(self._tell)
            self._group.addButton(chip, number)
            self._chips.append(chip)
            self._values.append(said.value)
            self._flow.add(chip)
        self.setVisible(bool(chips))
        if focused:
            self.take_keyboard()

    def values(self) -> Sequence[object]:
        """What is offered."""
        return self._values

    def texts(self) -> list[str]:
        """The chips' words."""
        return [chip.words() for chip in self._chips]

    def take_keyboard(self) -> bool:
        """Go to the chosen chip, or the first; False where there is none."""
        if not self._chips:
            return False
        checked = [chip for chip in self._chips if chip.isChecked()]
        (checked or self._chips)[0].setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if isinstance(watched, ChipButton) and not watched.isChecked():
                    watched.click()
                self.entered.emit()
                return True
            if event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Left):
                by = 1 if event.key() == Qt.Key.Key_Right else -1
                return self._walk(watched, by)
        return False

    def _walk(self, watched: QObject, by: int) -> bool:
        at = next((n for n, chip in enumerate(self._chips) if chip is watched), None)
        if at is None or not 0 <= at + by < len(self._chips):
            return True
        self._chips[at + by].setFocus(Qt.FocusReason.TabFocusReason)
        self._chips[at + by].click()
        return True

    def _tell(self) -> None:
        number = self._group.checkedId()
        if number >= 0:
            self.chosen.emit(self._values[number])

    def _space(self) -> None:
        self._flow.flow.set_gaps(self._theme.px(6), self._theme.px(6))
