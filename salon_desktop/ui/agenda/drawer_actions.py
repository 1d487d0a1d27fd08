"""The buttons at the foot of the drawer: the next step in the appointment's life, and the rest."""

from datetime import datetime

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salon_desktop.application.queries.appointment_card import AppointmentCard
from salon_desktop.domain.agenda.status import CANCELLED, UPCOMING, Status
from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Space
from salon_desktop.ui.widgets.buttons import Button
from salon_desktop.ui.widgets.flow import Flow

_FORWARD = {
    Status.TENTATIVE: Status.BOOKED,
    Status.BOOKED: Status.ARRIVED,
    Status.CONFIRMED: Status.ARRIVED,
    Status.ARRIVED: Status.IN_SERVICE,
    Status.IN_SERVICE: Status.DONE,
    Status.DONE: Status.PAID,
    Status.NO_SHOW: Status.BOOKED,
    Status.CANCELLED_BY_CLIENT: Status.BOOKED,
    Status.CANCELLED_BY_SALON: Status.BOOKED,
    Status.LATE_CANCELLED: Status.BOOKED,
    Status.EXPIRED: Status.BOOKED,
}
_ICONS = {
    Status.BOOKED: "calendar-plus",
    Status.ARRIVED: "user-check",
    Status.IN_SERVICE: "play",
    Status.DONE: "circle-check",
    Status.PAID: "banknote",
}


class DrawerActions(QWidget):
    """What can be done with an appointment now; what cannot is not offered."""

    status_wished = Signal(object)
    """The `Status` to become."""

    move_wished = Signal()
    late_wished = Signal()
    cancel_wished = Signal()
    write_wished = Signal()

    def __init__(self, theme: Theme, words: Catalog, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._words = theme, words
        self._card: AppointmentCard | None = None
        self._next: Status | None = None
        self.forward = Button(theme, kind="primary")
        self.shift = Button(theme, icon="calendar-clock")
        self.late = Button(theme, icon="clock", size="small")
        self.confirmed = Button(theme, icon="check", size="small")
        self.write = Button(theme, icon="message-circle", size="small")
        self.no_show = Button(theme, icon="user-round-x", size="small")
        self.cancel = Button(theme, kind="destructive", icon="calendar-x", size="small")
        self.forward.clicked.connect(self._go_forward)
        self.shift.clicked.connect(self.move_wished)
        self.late.clicked.connect(self.late_wished)
        self.write.clicked.connect(self.write_wished)
        self.cancel.clicked.connect(self.cancel_wished)
        self.confirmed.clicked.connect(lambda: self.status_wished.emit(Status.CONFIRMED))
        self.no_show.clicked.connect(lambda: self.status_wished.emit(Status.NO_SHOW))
        self._top = QHBoxLayout()
        self._top.addWidget(self.forward, 1)
        self._top.addWidget(self.shift, 1)
        self._small = Flow(theme.px(6), theme.px(6))
        for button in (self.late, self.confirmed, self.write, self.no_show, self.cancel):
            self._small.add(button)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addLayout(self._top)
        self._column.addWidget(self._small)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.retranslate()

    def show_card(self, card: AppointmentCard, now: datetime) -> None:
        """Offer what this appointment may become at ``now``."""
        self._card = card
        forward = _FORWARD.get(card.status)
        self._next = forward if forward in card.next_statuses else None
        self.forward.setVisible(self._next is not None)
        self.shift.setVisible(card.status in UPCOMING)
        self.late.setVisible(card.status in UPCOMING)
        self.confirmed.setVisible(card.status is Status.BOOKED)
        self.write.setVisible(card.client is not None and not card.client.erased)
        may_miss = Status.NO_SHOW in card.next_statuses and now >= card.no_show_from
        self.no_show.setVisible(may_miss)
        self.cancel.setVisible(bool(CANCELLED & card.next_statuses))
        self.retranslate()

    def retranslate(self) -> None:
        """Set all texts."""
        words = self._words
        self.shift.set_words(words.p_("button on an appointment", "Move"), key="M")
        self.late.set_words(words.p_("button on an appointment", "Late"))
        self.confirmed.set_words(words.p_("button on an appointment", "Confirmed"))
        self.write.set_words(words.p_("button on an appointment", "Message"))
        self.no_show.set_words(words.p_("button on an appointment", "No-show"))
        self.cancel.set_words(words.p_("button on an appointment", "Cancel"))
        if self._next is not None:
            self.forward.set_words(self._forward_words(self._next))
            self.forward.set_icon(_ICONS[self._next])

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _forward_words(self, status: Status) -> str:
        words = self._words
        match status:
            case Status.ARRIVED:
                return words.p_("button on an appointment", "Arrived")
            case Status.IN_SERVICE:
                return words.p_("button on an appointment", "Begin")
            case Status.DONE:
                return words.p_("button on an appointment", "Done")
            case Status.PAID:
                return words.p_("button on an appointment", "Paid")
            case _:
                if self._card is not None and self._card.status is Status.TENTATIVE:
                    return words.p_("button on an appointment", "Book it")
                return words.p_("button on an appointment", "Book again")

    def _go_forward(self) -> None:
        if self._next is not None:
            self.status_wished.emit(self._next)

    def _restyle(self) -> None:
        px = self._theme.px
        self._top.setSpacing(px(Space.S))
        self._column.setSpacing(px(Space.S))
        self._small.flow.set_gaps(px(6), px(6))
