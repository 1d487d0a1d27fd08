"""The two strips beside the grid: heads of the columns, and hours with the time of now."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QEvent, QRect, QRectF, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QToolTip, QWidget

from salon_desktop.ui.agenda.day_layout import HOUR, ColumnScale, TimeScale
from salon_desktop.ui.agenda.day_picture import Column, ColumnKind, DayPicture
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.widgets.avatar import initials
from salon_desktop.ui.widgets.painting import draw_avatar, draw_box, draw_text
from salon_desktop.ui.widgets.states import plain_tip

_ROLE_FROM = 180
"""Narrower columns leave the role out (pixels at 100 %)."""


class HeadStrip(QWidget):
    """Who or what each column is: avatar, name, role, how busy. Scrolls sideways only."""

    def __init__(
        self,
        theme: Theme,
        role_words: Callable[[str], str],
        percent: Callable[[float], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._role_words, self._percent = theme, role_words, percent
        self._picture: DayPicture | None = None
        self._columns = ColumnScale(0, 1, 1)
        self._offset = 0
        self._today: date | None = None

    def show_today(self, today: date | None) -> None:
        """Say which day of a week is today."""
        if today != self._today:
            self._today = today
            self.update()

    def set_words(self, role_words: Callable[[str], str], percent: Callable[[float], str]) -> None:
        """Speak another language."""
        self._role_words, self._percent = role_words, percent
        self.update()

    def show_columns(self, picture: DayPicture, columns: ColumnScale) -> None:
        """Show the heads of these columns."""
        self._picture, self._columns = picture, columns
        self.update()

    def scroll_to(self, offset: int) -> None:
        """Show what stands at ``offset`` pixels from the left."""
        self._offset = offset
        self.update()

    def words_of(self, column: Column) -> str:
        """What a head says, for tips and screen readers."""
        parts = [column.name, self._role_words(column.role) if column.role else ""]
        if column.busy is not None:
            parts.append(self._percent(column.busy))
        return " · ".join(part for part in parts if part)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        painter.fillRect(event.rect(), theme.colour("surface"))
        below = QRect(0, self.height() - 1, self.width(), 1)
        if self._picture is not None:
            for number, column in enumerate(self._picture.columns):
                left, width = self._columns.span(number)
                place = QRect(left - self._offset, 0, width, self.height() - 1)
                if place.intersects(event.rect()):
                    self._paint_head(painter, place, column)
        painter.fillRect(below, theme.colour("line"))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            number = self._columns.at(event.pos().x() + self._offset)
            if self._picture is not None and number is not None:
                words = self.words_of(self._picture.columns[number])
                QToolTip.showText(event.globalPos(), plain_tip(words), self)
            return True
        return super().event(event)

    def _paint_head(self, painter: QPainter, place: QRect, column: Column) -> None:
        theme, px = self._theme, self._theme.px
        painter.fillRect(place.left(), 0, 1, place.height(), theme.colour("line"))
        side = px(32)
        middle = place.height() / 2
        left: float = place.left() + px(10)
        if column.kind is ColumnKind.OPERATOR:
            face = QRectF(left + 1, round(middle - side / 2), side, side)
            draw_avatar(painter, theme, face, initials(column.name), column.tone, bordered=True)
            left = face.right() + px(8)
        right = place.right() - px(9)
        line = QRectF(left, middle - px(11), right - left, px(16))
        if column.busy is not None:
            text = self._percent(column.busy)
            font = theme.font("caption", 600)
            wide = theme.metrics("caption", 600).horizontalAdvance(text) + px(6)
            name_room = min(theme.metrics("body", 600).horizontalAdvance(column.name), px(72))
            # The bar below says the share too; a name nobody can read says nothing.
            if line.width() - wide >= name_room:
                draw_text(painter, line, text, font, theme.colour("text_2"), right=True)
                line.setRight(line.right() - wide)
            self._paint_bar(painter, QRectF(left, middle + px(8), right - left, px(3)), column.busy)
        name_font = theme.font("body", 600)
        today = column.day is not None and column.day == self._today
        ink = theme.colour("accent" if today else "text")
        name = column.name
        if column.kind is ColumnKind.ROOM:
            # "Nail table 1" and "Nail table 2" differ at their ends.
            room, middle_cut = int(line.width()), Qt.TextElideMode.ElideMiddle
            name = theme.metrics("body", 600).elidedText(name, middle_cut, room)
        used = draw_text(painter, line, name, name_font, ink)
        rest = line.adjusted(used + px(6), 0, 0, 0)
        if place.width() >= px(_ROLE_FROM) and column.role and rest.width() > px(28):
            role = self._role_words(column.role)
            draw_text(painter, rest, role, theme.font("caption"), theme.colour("text_3"))

    def _paint_bar(self, painter: QPainter, track: QRectF, share: float) -> None:
        radius = track.height() / 2
        draw_box(painter, track, radius, self._theme.colour("sunken"))
        filled = QRectF(track)
        filled.setWidth(max(track.height(), track.width() * min(max(share, 0.0), 1.0)))
        draw_box(painter, filled, radius, self._theme.colour("text_3"))


class GutterStrip(QWidget):
    """The hours, and the time of now on its line. Scrolls upright only."""

    def __init__(
        self, theme: Theme, write_minute: Callable[[int], str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._write_minute = theme, write_minute
        self._times = TimeScale(0, HOUR, 1)
        self._offset = 0
        self._now: int | None = None

    def set_words(self, write_minute: Callable[[int], str]) -> None:
        """Write hours another way."""
        self._write_minute = write_minute
        self.update()

    def show_times(self, times: TimeScale) -> None:
        """Show these hours."""
        self._times = times
        self.update()

    def show_now(self, minute: int | None) -> None:
        """Show the time of now, or none on other days."""
        if minute != self._now:
            self._now = minute
            self.update()

    def scroll_to(self, offset: int) -> None:
        """Show what stands ``offset`` pixels down."""
        self._offset = offset
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        px = theme.px
        painter.fillRect(event.rect(), theme.colour("surface"))
        font, ink, line = theme.font("caption", 500), theme.colour("text_3"), px(14)
        right = self.width() - px(10)
        now_y = None if self._now is None else self._times.y(self._now) - self._offset
        for minute in range(self._times.first, self._times.last, HOUR):
            y = round(self._times.y(minute)) - self._offset
            painter.fillRect(self.width() - px(6), y, px(6), 1, theme.colour("line"))
            top = max(y - line / 2, px(3) - self._offset)
            hidden = now_y is not None and abs(top + line / 2 - now_y) < px(14)
            if top > -line and top < self.height() and not hidden:
                place = QRectF(0, top, right, line)
                draw_text(painter, place, self._write_minute(minute), font, ink, right=True)
        if now_y is not None and self._now is not None:
            self._paint_now(painter, now_y, self._now)

    def _paint_now(self, painter: QPainter, y: float, minute: int) -> None:
        theme, px = self._theme, self._theme.px
        place = QRectF(px(4), round(y - px(8)) + 1, self.width() - px(8), px(16))
        draw_box(painter, place, px(4), theme.colour("now"))
        painter.fillRect(
            QRectF(place.right(), round(y), self.width() - place.right(), px(2)),
            theme.colour("now"),
        )
        font = theme.font("caption", 600)
        text = self._write_minute(minute)
        draw_text(painter, place, text, font, theme.colour("surface"), centre=True, elide=False)


class Corner(QWidget):
    """Where both strips meet: nothing but the line below."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.colour("line"))
