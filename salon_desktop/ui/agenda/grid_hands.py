"""What mouse and keyboard do in the grid: walk, open, book, carry. It decides nothing else."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication

from salon_desktop.domain.agenda.claims import Claim, Conflict
from salon_desktop.ui.agenda.carrying import Carry, claims_around, in_the_way, pick_up
from salon_desktop.ui.agenda.day_grid import DayGrid
from salon_desktop.ui.agenda.day_layout import QUARTER, SNAP
from salon_desktop.ui.agenda.day_picture import Card, DayPicture
from salon_desktop.ui.agenda.grid_scene import Ghost
from salon_desktop.ui.agenda.grid_walk import (
    Stop,
    aside,
    first_stop,
    next_appointment,
    stop_near,
    up_or_down,
)

_SCROLL_EDGE = 24
_SCROLL_MS = 30
_MOST_REASONS = 3


@dataclass(frozen=True, slots=True)
class CellWish:
    """Somebody wants to book here: the id of the column, and the wall minute."""

    column_id: int
    minute: int


class GridHands(QObject):
    """Listens to one grid and says what is wanted."""

    card_opened = Signal(object)
    """A `Card` was clicked or entered."""

    cell_chosen = Signal(object)
    """A free cell was clicked or entered: a `CellWish`."""

    move_wished = Signal(object, object)
    """A visit was put down elsewhere: a `MoveWish`, and the conflicts that were seen."""

    cancel_wished = Signal(object)
    """Del or A on a `Card`."""

    days_wished = Signal(int)
    """So many days forward or back."""

    today_wished = Signal()
    list_wished = Signal()
    """L: the same day as a list."""

    carrying_changed = Signal(bool)

    def __init__(self, grid: DayGrid) -> None:
        super().__init__(grid)
        self._grid = grid
        self._carry: Carry | None = None
        self._around: tuple[DayPicture, tuple[Claim, ...]] | None = None
        self._pressed: tuple[QPointF, Card | None] | None = None
        self._grab = 0.0
        self._row: int | None = None
        self._scrolling = QTimer(self)
        self._scrolling.setInterval(_SCROLL_MS)
        self._scrolling.timeout.connect(self._scroll_on)
        self._edge = (0, 0)
        self._keys = self._bind()
        grid.installEventFilter(self)
        grid.viewport().installEventFilter(self)
        grid.rebuilt.connect(self._show_carry)

    @property
    def is_carrying(self) -> bool:
        """Tell whether a visit is in the hand."""
        return self._carry is not None

    def pick_up(self, card: Card) -> None:
        """Take a visit into the hand, to be moved with the arrow keys."""
        picture = self._grid.picture
        if picture is None:
            return
        self._carry, self._around = pick_up(picture, card), None
        self._grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_carry()
        self.carrying_changed.emit(True)

    def leave(self) -> None:
        """Let the visit stand where it was."""
        if self._carry is None:
            return
        self._carry, self._pressed = None, None
        self._scrolling.stop()
        self._grid.show_ghost(None)
        self._grid.viewport().unsetCursor()
        self.carrying_changed.emit(False)

    def put_down(self) -> None:
        """Ask for the visit to be moved where it is held now."""
        carry, picture = self._carry, self._grid.picture
        if carry is None or picture is None:
            return
        found = self._found(picture, carry)
        self.leave()
        if carry.has_moved(picture):
            self.move_wished.emit(carry.wish(picture), found)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return watched is self._grid and self._key(event)
        if isinstance(event, QMouseEvent) and watched is self._grid.viewport():
            return self._mouse(event)
        return False

    def _mouse(self, event: QMouseEvent) -> bool:
        match event.type():
            case QEvent.Type.MouseButtonPress if event.button() == Qt.MouseButton.LeftButton:
                self._press(self._grid.content(event.position()))
                return True
            case QEvent.Type.MouseMove:
                self._move(event)
                return True
            case QEvent.Type.MouseButtonRelease if event.button() == Qt.MouseButton.LeftButton:
                self._release(self._grid.content(event.position()))
                return True
            case _:
                return False

    def _press(self, at: QPointF) -> None:
        scene = self._grid.scene
        if scene is None or self.is_carrying:
            return
        card = scene.card_at(at.x(), at.y())
        self._pressed = (at, card)
        if card is not None:
            self._grab = scene.times.minute(at.y()) - card.start

    def _move(self, event: QMouseEvent) -> None:
        at = self._grid.content(event.position())
        if self._pressed is not None and self._carry is None:
            start, card = self._pressed
            far = (at - start).manhattanLength() >= QApplication.startDragDistance()
            if card is not None and far:
                self._grid.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
                self.pick_up(card)
        if self._carry is not None and self._pressed is not None:
            self._carry_to(at)
            self._scroll_near_edge(event.position())
        elif self._carry is None and not event.buttons():
            scene = self._grid.scene
            over = scene is not None and scene.card_at(at.x(), at.y()) is not None
            shape = Qt.CursorShape.PointingHandCursor if over else Qt.CursorShape.ArrowCursor
            self._grid.viewport().setCursor(shape)

    def _release(self, at: QPointF) -> None:
        pressed, self._pressed = self._pressed, None
        self._scrolling.stop()
        if self._carry is not None:
            self.put_down()
            return
        scene = self._grid.scene
        if pressed is None or scene is None:
            return
        card = scene.card_at(at.x(), at.y())
        if card is not None and card == pressed[1] and not scene.is_processing(card, at.y()):
            self._grid.select(Stop(card.column, card.start, card.end, card), scroll=False)
            self.card_opened.emit(card)
            return
        cell = scene.cell_at(at.x(), at.y())
        if cell is not None and card == pressed[1]:
            column, minute = cell
            # A cell may begin off the raster, where an appointment before it ends.
            stop = stop_near(scene.picture, column, int(scene.times.minute(at.y())))
            if stop is not None and stop.card is None:
                self._grid.select(stop, scroll=False)
                minute = stop.minute
            self.cell_chosen.emit(CellWish(scene.picture.columns[column].id, minute))

    def _carry_to(self, at: QPointF) -> None:
        scene, carry = self._grid.scene, self._carry
        if scene is None or carry is None:
            return
        column = scene.columns.at(at.x())
        minute = scene.times.minute(at.y()) - self._grab
        hours = (scene.times.first, scene.times.last)
        moved = carry.to(carry.column if column is None else column, round(minute), hours)
        if moved != carry:
            self._carry = moved
            self._show_carry()

    def _show_carry(self) -> None:
        picture, carry = self._grid.picture, self._carry
        if picture is None or carry is None:
            return
        if picture.day_of(min(carry.column, len(picture.columns) - 1)) != carry.from_day:
            carry = self._carry = carry.on(picture)
        found = self._found(picture, carry)
        words = self._grid.words
        reasons = words.reasons(found, picture)[:_MOST_REASONS]
        trouble = "" if not found else "danger" if any(c.hard for c in found) else "warn"
        where = words.carried(carry.start, picture.columns[carry.column])
        keys = [] if self._pressed is not None else [words.carrying_keys()]
        self._grid.show_ghost(Ghost(carry.moved_cards(), (where, *reasons, *keys), trouble))

    def _found(self, picture: DayPicture, carry: Carry) -> list[Conflict]:
        """What is in the way; the rest of the day is looked at once a picture."""
        if self._around is None or self._around[0] is not picture:
            self._around = (picture, claims_around(picture, carry.grabbed.appointment_id))
        now = self._grid.now
        return [] if now is None else in_the_way(picture, carry, now, self._around[1])

    def _scroll_near_edge(self, at: QPointF) -> None:
        view = self._grid.viewport()
        self._edge = (_edge(at.x(), view.width()), _edge(at.y(), view.height()))
        if self._edge == (0, 0):
            self._scrolling.stop()
        elif not self._scrolling.isActive():
            self._scrolling.start()

    def _scroll_on(self) -> None:
        for bar, by in zip(
            (self._grid.horizontalScrollBar(), self._grid.verticalScrollBar()),
            self._edge,
            strict=True,
        ):
            bar.setValue(bar.value() + by * SNAP * 2)
        self._show_carry()

    def _bind(self) -> dict[Qt.Key, Callable[[QKeyEvent], None]]:
        keys = Qt.Key
        return {
            keys.Key_Up: lambda e: self._step(-1, e),
            keys.Key_Down: lambda e: self._step(1, e),
            keys.Key_Left: lambda e: self._aside(-1),
            keys.Key_Right: lambda e: self._aside(1),
            keys.Key_Return: lambda e: self._enter(),
            keys.Key_Enter: lambda e: self._enter(),
            keys.Key_Space: lambda e: self._enter(),
            keys.Key_PageUp: lambda e: self.days_wished.emit(_days(e, -1)),
            keys.Key_PageDown: lambda e: self.days_wished.emit(_days(e, 1)),
            keys.Key_Home: lambda e: self.today_wished.emit(),
            keys.Key_M: lambda e: self._take_up(),
            keys.Key_A: lambda e: self._cancel(),
            keys.Key_Delete: lambda e: self._cancel(),
            keys.Key_L: lambda e: self.list_wished.emit(),
            keys.Key_J: lambda e: self._jump(1),
            keys.Key_K: lambda e: self._jump(-1),
            keys.Key_Plus: lambda e: self._grid.zoom(1),
            keys.Key_Minus: lambda e: self._grid.zoom(-1),
        }

    def _key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape and self.is_carrying:
            self.leave()
            return True
        modified = event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        )
        act = self._keys.get(key)
        if act is None or modified or self._grid.picture is None:
            return False
        act(event)
        return True

    def _stop(self, picture: DayPicture) -> Stop | None:
        if self._grid.stop is not None:
            return self._grid.stop
        stop = first_stop(picture, picture.hours[0])
        self._grid.select(stop)
        return None

    def _step(self, by: int, event: QKeyEvent) -> None:
        picture = self._grid.picture
        if self._carry is not None:
            fine = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self._carry_by(0, by * (SNAP if fine else QUARTER))
            return
        stop = self._stop(picture) if picture is not None else None
        if picture is not None and stop is not None:
            self._row = None
            self._grid.select(up_or_down(picture, stop, by))

    def _aside(self, by: int) -> None:
        picture = self._grid.picture
        if self._carry is not None:
            self._carry_by(by, 0)
            return
        stop = self._stop(picture) if picture is not None else None
        if picture is not None and stop is not None:
            # The row is kept over columns, or walking aside would slide downwards.
            self._row = stop.minute if self._row is None else self._row
            self._grid.select(aside(picture, stop, by, self._row))

    def _jump(self, by: int) -> None:
        picture = self._grid.picture
        if picture is None or self._carry is not None:
            return
        stop = next_appointment(picture, self._grid.stop, by)
        if stop is not None:
            self._row = None
            self._grid.select(stop)

    def _carry_by(self, columns: int, minutes: int) -> None:
        carry, scene = self._carry, self._grid.scene
        if carry is None or scene is None:
            return
        column = min(max(carry.column + columns, 0), len(scene.picture.columns) - 1)
        hours = (scene.times.first, scene.times.last)
        self._carry = carry.to(column, carry.start + minutes, hours)
        self._show_carry()
        whole = scene.ghost_rect(self._grid.shown())
        self._grid.bring_into_view(whole)

    def _enter(self) -> None:
        stop, picture = self._grid.stop, self._grid.picture
        if self._carry is not None:
            self.put_down()
        elif stop is not None and stop.card is not None:
            self.card_opened.emit(stop.card)
        elif stop is not None and picture is not None:
            self.cell_chosen.emit(CellWish(picture.columns[stop.column].id, stop.minute))

    def _take_up(self) -> None:
        stop = self._grid.stop
        if self._carry is None and stop is not None and stop.card is not None:
            self.pick_up(stop.card)

    def _cancel(self) -> None:
        stop = self._grid.stop
        if self._carry is None and stop is not None and stop.card is not None:
            self.cancel_wished.emit(stop.card)


def _edge(at: float, room: int) -> int:
    return -1 if at < _SCROLL_EDGE else 1 if at > room - _SCROLL_EDGE else 0


def _days(event: QKeyEvent, by: int) -> int:
    """A week at once with Shift."""
    return by * 7 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else by
