"""A month to take a day from, in the colours of the theme and the order of the language."""

from PySide6.QtCore import QEvent, QLocale, Qt
from PySide6.QtGui import QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QWidget

from salon_desktop.ui.theme.theme import Theme

_WIDTH = 280
_HEIGHT = 252


class MonthCalendar(QCalendarWidget):
    """Weekends are days like others (a salon is open on Saturdays); the head is quiet."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setGridVisible(False)
        self.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.setHorizontalHeaderFormat(QCalendarWidget.HorizontalHeaderFormat.ShortDayNames)
        theme.changed.connect(self._restyle)
        self._speak()
        self._restyle()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._speak()

    def _speak(self) -> None:
        locale = QLocale()
        self.setLocale(locale)
        self.setFirstDayOfWeek(locale.firstDayOfWeek())

    def _restyle(self) -> None:
        px = self._theme.px
        self.setMinimumSize(px(_WIDTH), px(_HEIGHT))
        day, head = QTextCharFormat(), QTextCharFormat()
        day.setForeground(self._theme.colour("text"))
        head.setForeground(self._theme.colour("text_3"))
        head.setFont(self._theme.font("caption", 500))
        for weekday in (Qt.DayOfWeek.Saturday, Qt.DayOfWeek.Sunday):
            self.setWeekdayTextFormat(weekday, day)
        self.setHeaderTextFormat(head)
