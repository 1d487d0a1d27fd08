"""The agenda's controls in the top bar: day, arrangement, print, undo, signs."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats
from salon_desktop.ui.agenda.date_button import DateButton
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Size, Space
from salon_desktop.ui.widgets.buttons import Button, IconButton
from salon_desktop.ui.widgets.labels import Label
from salon_desktop.ui.widgets.segments import SegmentedControl

ARRANGEMENTS = ("day", "week", "rooms")


class AgendaBar(QWidget):
    """Everything left of the search box."""

    today_asked = Signal()
    days_asked = Signal(int)
    calendar_asked = Signal()
    arrangement_asked = Signal(str)
    operator_chosen = Signal(object)
    """Whose week to show: an id."""

    print_asked = Signal()
    undo_asked = Signal()
    legend_asked = Signal()

    def __init__(self, theme: Theme, words: Catalog, formats: Formats, day: date) -> None:
        super().__init__()
        self._theme, self._words, self._formats, self._day = theme, words, formats, day
        self._last = day
        self._today = Button(theme)
        self._before = IconButton(theme, "chevron-left")
        self._after = IconButton(theme, "chevron-right")
        self.date = DateButton(theme)
        self._week = Label(role="caption", tone="faint")
        self.segments = SegmentedControl(theme, ARRANGEMENTS)
        self._print = IconButton(theme, "printer")
        self._undo = IconButton(theme, "undo-2")
        self.legend = IconButton(theme, "info")
        self.operator = QComboBox()
        self.operator.setFixedHeight(theme.px(Size.BUTTON))
        self.operator.hide()
        self.operator.activated.connect(self._choose_operator)
        self._lay_out()
        self._today.clicked.connect(self.today_asked)
        self._before.clicked.connect(lambda: self.days_asked.emit(-1))
        self._after.clicked.connect(lambda: self.days_asked.emit(1))
        self.date.clicked.connect(self.calendar_asked)
        self.segments.chosen.connect(self.arrangement_asked)
        self._print.clicked.connect(self.print_asked)
        self._undo.clicked.connect(self.undo_asked)
        self.legend.clicked.connect(self.legend_asked)
        self.retranslate()

    def show_days(self, first: date, last: date) -> None:
        """Name the day, or the days up to ``last``."""
        self._day, self._last = first, last
        self._name_day()

    def show_operators(self, operators: Sequence[tuple[int, str]], chosen: int | None) -> None:
        """Offer whose week is shown; hidden where there is none."""
        self.operator.setVisible(bool(operators))
        self.operator.clear()
        for operator_id, name in operators:
            self.operator.addItem(name, operator_id)
        self.operator.setCurrentIndex(self.operator.findData(chosen))

    def set_formats(self, formats: Formats) -> None:
        """Write dates another way."""
        self._formats = formats
        self._name_day()

    def retranslate(self) -> None:
        """Set all texts."""
        words = self._words
        self._today.set_words(words.p_("goes to the present day", "Today"))
        self._before.set_words(words._("Earlier"), words.p_("key", "Page Up"))
        self._after.set_words(words._("Later"), words.p_("key", "Page Down"))
        self.segments.set_words(
            words._("What the columns are"),
            [
                words.p_("what the agenda shows", "Day"),
                words.p_("what the agenda shows", "Week"),
                words.p_("what the agenda shows", "Rooms"),
            ],
        )
        self.operator.setAccessibleName(words._("Whose week is shown"))
        self._print.set_words(words._("Print this day"), "Ctrl+P")
        self._undo.set_words(words._("Undo the last change"), "Ctrl+Z")
        self.legend.set_words(words._("What the signs mean"))
        self._name_day()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _name_day(self) -> None:
        if self._last == self._day:
            text, short = self._formats.day(self._day), self._formats.short_day(self._day)
        else:
            text, short = self._formats.days(self._day, self._last), ""
        self.date.set_words(text, self._words._("Choose a day"), short=short)
        week = self._words._("Week {number}").format(number=self._day.isocalendar().week)
        self._week.setText(week)

    def _choose_operator(self, index: int) -> None:
        self.operator_chosen.emit(self.operator.itemData(index))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(self._theme.px(Space.S))
        steps = QHBoxLayout()
        steps.setSpacing(0)
        steps.addWidget(self._before)
        steps.addWidget(self._after)
        row.addWidget(self._today)
        row.addLayout(steps)
        row.addWidget(self.date)
        row.addWidget(self._week)
        row.addStretch(1)
        row.addWidget(self.operator)
        row.addWidget(self.segments)
        for button in (self._print, self._undo, self.legend):
            row.addWidget(button)
