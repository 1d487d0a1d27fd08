"""The painted day as a widget that scrolls: shows a picture, follows now, finds what was hit."""

from datetime import date, datetime

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QFocusEvent,
    QHelpEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QScrollBar, QToolTip, QWidget

from salon_desktop.ui.agenda.day_layout import HOUR, ColumnScale, TimeScale
from salon_desktop.ui.agenda.day_picture import Card, DayPicture
from salon_desktop.ui.agenda.day_words import DayWords
from salon_desktop.ui.agenda.grid_look import GridLook
from salon_desktop.ui.agenda.grid_scene import Ghost, GridScene, fitting_times
from salon_desktop.ui.agenda.grid_walk import Stop, stop_near
from salon_desktop.ui.agenda.strips import Corner, GutterStrip, HeadStrip
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import GRID_ROWS, Size
from salon_desktop.ui.widgets.focus_ring import NO_RING
from salon_desktop.ui.widgets.states import plain_tip

_DENSITIES = tuple(GRID_ROWS)


class DayGrid(QAbstractScrollArea):
    """Shows a `DayPicture`. What hands and keys do with it is the business of `GridHands`."""

    rebuilt = Signal()
    """Everything stands elsewhere now: another size, theme, language or day."""

    def __init__(self, theme: Theme, words: DayWords, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._words = theme, words
        self._scene: GridScene | None = None
        self._picture: DayPicture | None = None
        self._now: datetime | None = None
        self._now_minute: int | None = None
        self._today: date | None = None
        self._density = "normal"
        self._stop: Stop | None = None
        self._look = GridLook(theme, self.devicePixelRatioF())
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setProperty(NO_RING, True)
        self.viewport().setProperty(NO_RING, True)
        self.viewport().setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.head = HeadStrip(theme, words.role, words.percent, self)
        self._gutter = GutterStrip(theme, words.minute, self)
        self._corner = Corner(theme, self)
        theme.changed.connect(self._restyle)
        self._restyle()

    @property
    def picture(self) -> DayPicture | None:
        """What is shown."""
        return self._picture

    @property
    def scene(self) -> GridScene | None:
        """Where everything of it stands."""
        return self._scene

    @property
    def stop(self) -> Stop | None:
        """Where the ring is."""
        return self._stop

    @property
    def words(self) -> DayWords:
        """The words in use."""
        return self._words

    @property
    def now(self) -> datetime | None:
        """The instant the now-line stands at, also on other days."""
        return self._now

    def set_words(self, words: DayWords) -> None:
        """Speak another language."""
        self._words = words
        self.head.set_words(words.role, words.percent)
        self._gutter.set_words(words.minute)
        self._rebuild()

    def show_picture(self, picture: DayPicture) -> None:
        """Show a day; another one than before is scrolled to where its work begins."""
        other_day = self._picture is None or self._picture.day != picture.day
        other_columns = self._picture is None or self._picture.columns != picture.columns
        self._picture = picture
        if self._stop is not None:
            self._stop = _kept(picture, self._stop, other_columns=other_day and other_columns)
        self._rebuild()
        if other_day:
            self._scroll_to_work()

    def show_now(self, now: datetime, minute: int | None, today: date | None = None) -> None:
        """Move the now-line; ``minute`` is the wall minute, None where today is not shown."""
        before, self._now, self._now_minute = self._now_minute, now, minute
        self._today = today
        if self._scene is not None:
            self._scene.today = today
        self.head.show_today(today)
        self._gutter.show_now(minute)
        if self._scene is None:
            return
        for each in {before, minute} - {None}:
            y = self._scene.times.y(each or 0)
            self.repaint_part(QRectF(0, y - 2, self._scene.columns.width, self._look.px(2) + 4))
        for rect in self._scene.living_rects():
            self.repaint_part(rect)

    def has_holds(self) -> bool:
        """Tell whether something on this day counts down."""
        return self._picture is not None and bool(self._picture.holds)

    def select(self, stop: Stop | None, *, scroll: bool = True) -> None:
        """Put the ring around a card or a cell, or nowhere, and say what is there."""
        self._repaint_ring()
        self._stop = stop
        self._repaint_ring()
        if stop is None or self._scene is None or self._picture is None:
            return
        if scroll:
            self.bring_into_view(self._scene.stop_rect(stop))
        said = self.words_of(stop)
        self.setAccessibleDescription(said)
        if self.hasFocus():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, said))

    def words_of(self, stop: Stop) -> str:
        """What a stop is, in one sentence."""
        if self._picture is None:
            return ""
        if stop.card is not None:
            return self._words.card(stop.card)
        return self._words.cell(self._picture.columns[stop.column], stop.minute)

    def show_ghost(self, ghost: Ghost | None) -> None:
        """Show a visit being carried, or none."""
        if self._scene is None:
            return
        self.repaint_part(self._scene.ghost_rect(self.shown()))
        self._scene.set_ghost(ghost)
        self.repaint_part(self._scene.ghost_rect(self.shown()))

    def content(self, point: QPointF) -> QPointF:
        """A point of the viewport in the content."""
        return point + QPointF(self._offset())

    def shown(self) -> QRectF:
        """What of the content is seen."""
        return QRectF(QRect(self._offset(), self.viewport().size()))

    def bring_into_view(self, rect: QRectF) -> None:
        """Scroll so that a part of the content is seen."""
        shown, air = self.shown(), self._look.px(12)
        self._uncover(self.verticalScrollBar(), rect.top(), rect.bottom(), shown.height(), air)
        self._uncover(self.horizontalScrollBar(), rect.left(), rect.right(), shown.width(), air)

    def repaint_part(self, rect: QRectF) -> None:
        """Have a part of the content painted anew."""
        if not rect.isNull():
            place = rect.toAlignedRect().adjusted(-1, -1, 1, 1)
            self.viewport().update(place.translated(-self._offset()))

    def zoom(self, by: int) -> None:
        """Make hours higher or lower by a step, the middle of the view staying where it is."""
        if self._scene is None:
            return
        at = min(max(_DENSITIES.index(self._density) + by, 0), len(_DENSITIES) - 1)
        if _DENSITIES[at] == self._density:
            return
        half = self.viewport().height() / 2
        middle = self._scene.times.minute(self._offset().y() + half)
        self._density = _DENSITIES[at]
        self._rebuild()
        self.verticalScrollBar().setValue(round(self._scene.times.y(middle) - half))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        if self._scene is None:
            painter.fillRect(event.rect(), self._theme.colour("surface"))
            return
        offset = self._offset()
        painter.translate(-offset)
        exposed = event.rect().translated(offset)
        ring = None
        if self._stop is not None and (self._stop.card is not None or self.hasFocus()):
            ring = self._scene.stop_rect(self._stop)
        self._scene.paint(painter, exposed, self._now, self._now_minute, ring)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_strips()
        self._rebuild()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().scroll(dx, dy)
        self.head.scroll_to(self._offset().x())
        self._gutter.scroll_to(self._offset().y())

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            turned = event.angleDelta().y()
            self.zoom((turned > 0) - (turned < 0))
            event.accept()
            return
        super().wheelEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._repaint_ring()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._repaint_ring()

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            self._show_tip(event)
            return True
        return super().viewportEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.DevicePixelRatioChange:
            self._restyle()

    def _show_tip(self, event: QHelpEvent) -> None:
        card = self._card_under(event.pos())
        if card is None or self._scene is None:
            QToolTip.hideText()
            return
        text = "\n".join(self._words.card_lines(card))
        QToolTip.showText(event.globalPos(), plain_tip(text), self.viewport())

    def _card_under(self, point: QPoint) -> Card | None:
        content = self.content(QPointF(point))
        return None if self._scene is None else self._scene.card_at(content.x(), content.y())

    def _offset(self) -> QPoint:
        return QPoint(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def _uncover(self, bar: QScrollBar, low: float, high: float, room: float, air: float) -> None:
        at = bar.value()
        if low < at:
            bar.setValue(round(low - air))
        elif high > at + room:
            bar.setValue(round(min(high - room + air, low - air)))

    def _repaint_ring(self) -> None:
        if self._stop is not None and self._scene is not None:
            reach = self._look.px(2) + 3
            rect = self._scene.stop_rect(self._stop)
            self.repaint_part(rect.adjusted(-reach, -reach, reach, reach))

    def _rebuild(self) -> None:
        if self._picture is None:
            return
        view = self.viewport().size()
        quarter = self._theme.px(GRID_ROWS[self._density])
        times = fitting_times(self._picture, quarter, view.height())
        columns = ColumnScale(
            len(self._picture.columns), view.width(), self._theme.px(Size.COLUMN_LEAST)
        )
        self._scene = GridScene(self._look, self._words, self._picture, times, columns)
        self._scene.today = self._today
        self._set_ranges(times, columns)
        self.head.show_columns(self._picture, columns)
        self._gutter.show_times(times)
        self.viewport().update()
        self.rebuilt.emit()

    def _set_ranges(self, times: TimeScale, columns: ColumnScale) -> None:
        view = self.viewport().size()
        for bar, whole, room in (
            (self.verticalScrollBar(), times.height, view.height()),
            (self.horizontalScrollBar(), columns.width, view.width()),
        ):
            bar.setPageStep(room)
            bar.setSingleStep(self._theme.px(18))
            bar.setRange(0, max(0, whole - room))

    def _scroll_to_work(self) -> None:
        if self._picture is None or self._scene is None:
            return
        minute = self._picture.hours[0]
        if self._now_minute is not None:
            minute = max(minute, self._now_minute - 2 * HOUR)
        self.verticalScrollBar().setValue(round(self._scene.times.y(minute)))

    def _place_strips(self) -> None:
        px = self._theme.px
        gutter, head = px(Size.GUTTER), px(Size.AGENDA_HEAD)
        view = self.viewport().geometry()
        self._corner.setGeometry(0, 0, gutter, head)
        self.head.setGeometry(gutter, 0, view.width(), head)
        self._gutter.setGeometry(0, head, gutter, view.height())

    def _restyle(self) -> None:
        px = self._theme.px
        self._look = GridLook(self._theme, self.devicePixelRatioF())
        self.setViewportMargins(px(Size.GUTTER), px(Size.AGENDA_HEAD), 0, 0)
        self._place_strips()
        self._rebuild()
        for strip in (self.head, self._gutter, self._corner):
            strip.update()


def _kept(picture: DayPicture, stop: Stop, *, other_columns: bool) -> Stop | None:
    """Return where the ring stands in a new picture: at the same visit, else at the same hour."""
    if not picture.columns or other_columns:
        return None
    if stop.card is not None:
        for card in picture.cards:
            if card.key == stop.card.key:
                return Stop(card.column, card.start, card.end, card)
    column = min(stop.column, len(picture.columns) - 1)
    near = stop_near(picture, column, stop.minute)
    # A visit that is gone leaves a free cell, never the ring around another client.
    if near is not None and near.card is not None and stop.card is not None:
        return None
    return near
