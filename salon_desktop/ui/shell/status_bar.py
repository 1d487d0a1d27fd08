"""The status bar that tells the truth: five items, always the same, always in the same order."""

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.shell.facts import Connection, StatusFacts
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Size, Space
from salon_desktop.ui.widgets.labels import Label, Line, Part
from salon_desktop.ui.widgets.painting import draw_icon
from salon_desktop.ui.widgets.runs import Run, emphasised, plain

WriteTime = Callable[[datetime], str]
"""Writes an instant the short way in the current language: ``10:42``, or with its day."""

_DOT = {
    Connection.CONNECTED: "st_confirmed",
    Connection.OUTBOUND_ONLY: "strength_2",
    Connection.RELAY_AWAY: "strength_2",
    Connection.OFFLINE: "strength_2",
    Connection.TROUBLE: "st_noshow",
    Connection.NOT_SET_UP: "st_booked",
}
_DOT_SIGN = {
    Connection.OUTBOUND_ONLY: ("triangle-alert", "warn"),
    Connection.RELAY_AWAY: ("triangle-alert", "warn"),
    Connection.OFFLINE: ("wifi-off", "warn"),
    Connection.TROUBLE: ("circle-x", "danger"),
}


class StatusItem(QAbstractButton):
    """A sign and a few words; pressed, it leads to where something can be done about it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_name: str | None = None
        self._icon_ink, self._dot = "text_2", ""
        self._runs: tuple[Run, ...] = ()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        theme.changed.connect(self._restyle)

    def show_item(
        self,
        runs: Sequence[Run],
        *,
        icon: str | None = None,
        ink: str = "text_2",
        dot: str = "",
    ) -> None:
        """Show these words behind an icon or a dot."""
        self._runs, self._icon_name, self._icon_ink, self._dot = tuple(runs), icon, ink, dot
        self.setText(plain(self._runs).replace("&", "&&"))
        self.setAccessibleName(plain(self._runs))
        self._restyle()

    def words(self) -> str:
        """What is shown, as one string."""
        return plain(self._runs)

    def sizeHint(self) -> QSize:
        width = self._sign_width()
        for run in self._runs:
            width += self._theme.metrics("small", run.weight).horizontalAdvance(run.text)
        return QSize(width + 1, self._theme.px(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, px = QPainter(self), self._theme, self._theme.px
        middle = self.height() / 2
        if self._icon_name is not None:
            place = QPointF(px(Size.ICON_SMALL) / 2, middle)
            draw_icon(painter, theme, self._icon_name, place, Size.ICON_SMALL, self._icon_ink)
        elif self._dot:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(self._dot))
            painter.drawEllipse(QPointF(px(4), middle), px(8) / 2, px(8) / 2)
            painter.restore()
        x = self._sign_width()
        for run in self._runs:
            strong = run.weight is not None or self.underMouse()
            painter.setFont(theme.font("small", run.weight))
            painter.setPen(theme.ink(run.tone or ("text" if strong else "muted")))
            width = theme.metrics("small", run.weight).horizontalAdvance(run.text)
            room = QRectF(x, 0, width + 2, self.height())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter.value), run.text)
            x += width

    def _sign_width(self) -> int:
        px = self._theme.px
        if self._icon_name is not None:
            return px(Size.ICON_SMALL) + px(6)
        return px(8) + px(6) if self._dot else 0

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class StatusBar(Part):
    """Connection, last contact, queued, to phone, last copy; at the right desk and salon.

    ``write_time`` and ``write_age`` write an instant and its distance to now in the current
    language.
    """

    connection_asked = Signal()
    queue_asked = Signal()
    calls_asked = Signal()
    backup_asked = Signal()

    def __init__(
        self,
        theme: Theme,
        words: Catalog,
        write_time: WriteTime,
        write_age: WriteTime,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("status_bar", parent)
        self._theme, self._words = theme, words
        self._write_time, self._write_age = write_time, write_age
        self._facts = StatusFacts()
        self.connection = StatusItem(theme)
        self.contact = StatusItem(theme)
        self.queue = StatusItem(theme)
        self.calls = StatusItem(theme)
        self.backup = StatusItem(theme)
        self.place = Label(role="small", tone="muted")
        self.connection.clicked.connect(self.connection_asked)
        self.contact.clicked.connect(self.connection_asked)
        self.queue.clicked.connect(self.queue_asked)
        self.calls.clicked.connect(self.calls_asked)
        self.backup.clicked.connect(self.backup_asked)
        self._row = QHBoxLayout(self)
        self._lines: list[Line] = []
        for number, item in enumerate(self._items()):
            if number:
                line = Line(upright=True)
                self._lines.append(line)
                self._row.addWidget(line)
            self._row.addWidget(item)
        self._row.addStretch(1)
        self._row.addWidget(self.place)
        theme.changed.connect(self._restyle)
        self._restyle()

    def show_facts(self, facts: StatusFacts) -> None:
        """Say these facts."""
        self._facts = facts
        self.retranslate()

    def retranslate(self) -> None:
        """Say the facts in the current language; also called as time passes."""
        facts, words = self._facts, self._words
        self.setAccessibleName(words._("Status"))
        icon, ink = _DOT_SIGN.get(facts.connection, (None, "text_2"))
        self.connection.show_item(
            (Run(connection_words(words, facts.connection)),),
            icon=icon,
            ink=ink,
            dot=_DOT[facts.connection],
        )
        self.contact.show_item(self._contact_words())
        self.queue.show_item(
            self._queue_words(),
            icon="send" if not facts.dropped else "circle-alert",
            ink="danger" if facts.dropped else "text_2",
        )
        calls = words.n_("{count} to phone", "{count} to phone", facts.to_phone)
        self.calls.show_item(
            emphasised(calls, count=str(facts.to_phone)),
            icon="phone",
            ink="warn" if facts.to_phone else "text_2",
        )
        overdue = facts.backup_overdue or facts.last_backup is None
        self.backup.show_item(
            self._backup_words(),
            icon="triangle-alert" if overdue else "database-backup",
            ink="warn" if overdue else "text_2",
        )
        self.place.setText(" · ".join(part for part in (facts.desk, facts.salon) if part))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Where not everything finds room, what matters least drops out whole, never cut."""
        overdue = self._facts.backup_overdue or self._facts.last_backup is None
        dropped: list[QWidget] = [self.place, self.contact, *([] if overdue else [self.backup])]
        shown: list[QWidget] = [*self._items(), self.place]
        room = self.width() - 2 * self._theme.px(Space.L)
        between = 2 * self._row.spacing() + 1
        while dropped and sum(one.sizeHint().width() + between for one in shown) > room + between:
            shown.remove(dropped.pop(0))
        self.place.setVisible(self.place in shown)
        for number, item in enumerate(self._items()):
            item.setVisible(item in shown)
            if number:
                self._lines[number - 1].setVisible(item in shown)

    def _contact_words(self) -> tuple[Run, ...]:
        if self._facts.last_contact is None:
            return (Run(self._words._("never in contact")),)
        moment = self._write_time(self._facts.last_contact)
        return emphasised(self._words._("last contact {time}"), time=moment)

    def _queue_words(self) -> tuple[Run, ...]:
        words, facts = self._words, self._facts
        queued = words.n_("{count} to send", "{count} to send", facts.queued)
        runs = emphasised(queued, count=str(facts.queued))
        if facts.dropped:
            dropped = words.n_("{count} not sent", "{count} not sent", facts.dropped)
            runs += (Run(" · "), *emphasised(dropped, count=str(facts.dropped), tone="danger"))
        return runs

    def _backup_words(self) -> tuple[Run, ...]:
        if self._facts.last_backup is None:
            return (Run(self._words._("no backup yet")),)
        age = self._write_age(self._facts.last_backup)
        return (Run(self._words._("backup {age}").format(age=age)),)

    def _items(self) -> tuple[StatusItem, ...]:
        return (self.connection, self.contact, self.queue, self.calls, self.backup)

    def _restyle(self) -> None:
        px = self._theme.px
        self.setFixedHeight(px(Size.STATUS_BAR))
        self._row.setContentsMargins(px(Space.L), 1, px(Space.L), 0)
        self._row.setSpacing(px(Space.L))
        for line in self._lines:
            line.setFixedHeight(px(12))
        self._fit()


def connection_words(words: Catalog, connection: Connection) -> str:
    """How the desk stands with the platform, in a few words."""
    match connection:
        case Connection.CONNECTED:
            return words._("WhatsApp connected")
        case Connection.OUTBOUND_ONLY:
            return words._("WhatsApp sends, receives no answers")
        case Connection.RELAY_AWAY:
            return words._("Relay unreachable, sending waits")
        case Connection.OFFLINE:
            return words._("No network, messages wait")
        case Connection.TROUBLE:
            return words._("WhatsApp refuses the account")
        case Connection.NOT_SET_UP:
            return words._("WhatsApp not set up")
