"""Fields for numbers, days and times that leave air before the value.

Qt ignores a style sheet's padding inside its spin boxes, so the margin is set on the line within.
The wheel changes a value only where the keyboard is: scrolling a form must not change it.
"""

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, Qt, QTime
from PySide6.QtWidgets import QAbstractSpinBox, QDateEdit, QSpinBox, QTimeEdit, QWidget

from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.widgets.calendar import MonthCalendar

_AIR = 9


class NumberField(QSpinBox):
    """A whole number between two bounds, with its unit behind it if it has one."""

    def __init__(
        self, theme: Theme, least: int, most: int, *, step: int = 1, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setRange(least, most)
        self.setSingleStep(step)
        _Calm(self, theme)


class DayField(QDateEdit):
    """A day, typed the way the language writes it or taken from a calendar."""

    def __init__(
        self, theme: Theme, day: QDate | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setCalendarPopup(True)
        self.setCalendarWidget(MonthCalendar(theme))
        if day is not None:
            self.setDate(day)
        self._calm = _Calm(self, theme)
        self._speak()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._speak()

    def _speak(self) -> None:
        """Write the day as the language does, the year in full."""
        locale = QLocale()
        self.setLocale(locale)
        written = locale.dateFormat(QLocale.FormatType.ShortFormat)
        self.setDisplayFormat(written if "yyyy" in written else written.replace("yy", "yyyy"))
        self._calm.measure()


class TimeField(QTimeEdit):
    """A wall time in hours and minutes."""

    def __init__(
        self, theme: Theme, time: QTime | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setDisplayFormat("HH:mm")
        if time is not None:
            self.setTime(time)
        _Calm(self, theme)


class _Calm(QObject):
    """Keeps a field's air in step with the scale and the wheel away from it; its child."""

    def __init__(self, field: QAbstractSpinBox, theme: Theme) -> None:
        super().__init__(field)
        self._field, self._theme = field, theme
        field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        field.installEventFilter(self)
        theme.changed.connect(self.measure)
        self.measure()

    def measure(self) -> None:
        """Leave air before the value, and room for it."""
        air = self._theme.px(_AIR)
        self._field.lineEdit().setTextMargins(air, 0, 0, 0)
        self._field.setMinimumWidth(self._field.sizeHint().width() + air)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and not self._field.hasFocus():
            event.ignore()
            return True
        return False
