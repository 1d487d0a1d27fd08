"""Small windows over the agenda: the calendar to choose a day, and what the signs mean."""

from datetime import date

from PySide6.QtCore import QDate, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QCalendarWidget, QGridLayout, QSizePolicy, QVBoxLayout, QWidget

from salon_desktop.application.explaining.visit_words import status_words
from salon_desktop.domain.agenda.status import Status
from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.agenda.card_looks import CardDresser
from salon_desktop.ui.agenda.card_painter import paint_buffer, paint_card
from salon_desktop.ui.agenda.card_signs import FLAT
from salon_desktop.ui.agenda.card_words import capital
from salon_desktop.ui.agenda.day_layout import ColumnScale, TimeScale
from salon_desktop.ui.agenda.day_picture import Card, Sign
from salon_desktop.ui.agenda.day_words import DayWords
from salon_desktop.ui.agenda.grid_look import GridLook
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Space
from salon_desktop.ui.widgets.calendar import MonthCalendar
from salon_desktop.ui.widgets.labels import Label, Part

_STATUSES = (
    Status.TENTATIVE,
    Status.BOOKED,
    Status.CONFIRMED,
    Status.ARRIVED,
    Status.IN_SERVICE,
    Status.DONE,
    Status.PAID,
    Status.NO_SHOW,
)
_SAMPLE_SIZE = QSize(64, 26)


class Popover(Part):
    """Floats under a button, closes by itself when something else is pressed, or with Escape."""

    def __init__(self, theme: Theme, owner: QWidget) -> None:
        super().__init__("popover", owner)
        self._theme = theme
        self.setWindowFlags(Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground)

    def open_under(self, button: QWidget) -> None:
        """Open below ``button``, inside its window."""
        self.adjustSize()
        window = button.window()
        corner = button.mapTo(window, QPoint(0, button.height() + self._theme.px(4)))
        most = window.width() - self.width() - self._theme.px(8)
        self.move(window.mapToGlobal(QPoint(max(0, min(corner.x(), most)), corner.y())))
        self.show()


class DayCalendar(Popover):
    """A month to choose a day from; the arrow keys and Enter do it too."""

    chosen = Signal(object)
    """A date."""

    def __init__(self, theme: Theme, owner: QWidget) -> None:
        super().__init__(theme, owner)
        self._calendar = MonthCalendar(theme)
        self._calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.ISOWeekNumbers)
        self._calendar.clicked.connect(self._take)
        self._calendar.activated.connect(self._take)
        column = QVBoxLayout(self)
        margin = theme.px(Space.S)
        column.setContentsMargins(margin, margin, margin, margin)
        column.addWidget(self._calendar)

    def open_on(self, day: date, button: QWidget) -> None:
        """Open with ``day`` chosen."""
        self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self.open_under(button)
        self._calendar.setFocus()

    def _take(self, day: QDate) -> None:
        if self.isVisible():
            self.hide()
            self.chosen.emit(date(day.year(), day.month(), day.day()))


class _Sample(QWidget):
    """A small card as the grid paints it."""

    def __init__(self, theme: Theme, words: DayWords, card: Card) -> None:
        super().__init__()
        self._theme, self._words, self._card = theme, words, card
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        px = self._theme.px
        return QSize(px(_SAMPLE_SIZE.width()), px(_SAMPLE_SIZE.height()))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        look = GridLook(self._theme, self.devicePixelRatioF())
        times = TimeScale(0, 60, self.height() // 2)
        columns = ColumnScale(1, self.width(), 1)
        dresser = CardDresser(look, times, columns, self._words.minute, "")
        dressed = dresser.ghost(self._card)
        painter.translate(0, (self.height() - dressed.rect.height()) / 2 - dressed.rect.top())
        paint_buffer(painter, look, dressed)
        paint_card(painter, look, dressed, 14)


class Legend(Popover):
    """What bars, fills and signs of the grid mean."""

    def __init__(self, theme: Theme, words: Catalog, owner: QWidget) -> None:
        super().__init__(theme, owner)
        self._words = words
        self._title = Label(role="heading")
        self._hint = Label(role="caption", tone="faint", wrap=True)
        self._grid = QGridLayout()
        self._column = QVBoxLayout(self)
        margin = theme.px(Space.L)
        self._column.setContentsMargins(margin, margin, margin, margin)
        self._column.setSpacing(theme.px(Space.S))
        self._column.addWidget(self._title)
        self._column.addLayout(self._grid)
        self._column.addWidget(self._hint)
        self._parts: list[QWidget] = []

    def say(self, say: DayWords) -> None:
        """Fill it with the words of the current language."""
        for part in self._parts:
            part.deleteLater()
        self._parts = []
        words = self._words
        self._title.setText(words._("What the signs mean"))
        self._hint.setText(
            words._(
                "Keys: arrows walk, Enter opens or books, M moves, A cancels, L shows a list, "
                "Page Up and Page Down change the day, Home is today."
            )
        )
        self._grid.setHorizontalSpacing(self._theme.px(10))
        self._grid.setVerticalSpacing(self._theme.px(6))
        for row, status in enumerate(_STATUSES):
            text = capital(status_words(status.value, words))
            self._line(row, 0, say, _sample_card(status), text)
        for row, sign in enumerate(Sign):
            card = _sample_card(Status.BOOKED, frozenset({sign}))
            self._line(row, 2, say, card, capital(say.sign(sign)))
        row = len(Sign)
        gap = _sample_card(Status.BOOKED, processing=(6, 24))
        self._line(row, 2, say, gap, capital(words._("operator free, client waits")))

    def _line(self, row: int, column: int, say: DayWords, card: Card, text: str) -> None:
        sample = _Sample(self._theme, say, card)
        label = Label(text, role="small")
        self._grid.addWidget(sample, row, column)
        self._grid.addWidget(label, row, column + 1)
        self._parts += [sample, label]


def _sample_card(
    status: Status,
    signs: frozenset[Sign] = frozenset(),
    processing: tuple[int, int] | None = None,
) -> Card:
    return Card(
        appointment_id=0,
        version=0,
        position=0,
        column=0,
        operator_id=0,
        start=0,
        end=30,
        blocked_until=30,
        visit_start=0,
        processing=processing,
        client="Anna Bo" if status in FLAT else "",
        status=status,
        signs=signs,
        category="lash",
    )
