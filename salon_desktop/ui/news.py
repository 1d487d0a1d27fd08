"""What happened in the salon's data, told to every screen: typed doors around Qt's signals.

Qt checks how many arguments a signal carries, not what they are; so payloads travel as objects
behind two methods each, one to tell and one to listen. Ids are the database's integers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QMetaObject, QObject, Signal

from salon_desktop.ui.shell.facts import StatusFacts


@dataclass(frozen=True, slots=True)
class DaySpan:
    """Days of the agenda, both ends included."""

    first: date
    last: date

    def touches(self, first: date, last: date) -> bool:
        """Whether a screen that shows ``first`` to ``last`` has to look again."""
        return self.first <= last and first <= self.last


Ids = frozenset[int] | None
"""Which ones changed; None where it cannot be said, so: all."""


class SalonNews(QObject):
    """One of these for the whole face.

    Telling is allowed from any thread. Listeners are bound methods of QObjects (widgets), which
    Qt calls in their own thread and forgets when they die.
    """

    _appointments_changed = Signal(object)
    _clients_changed = Signal(object)
    _consent_changed = Signal(object)
    _messages_changed = Signal(object)
    _health_changed = Signal()
    _settings_changed = Signal()
    _status_changed = Signal(object)

    def tell_appointments_changed(self, span: DaySpan) -> None:
        """Appointments, absences or holds of these days are others now."""
        self._appointments_changed.emit(span)

    def on_appointments_changed(self, slot: Callable[[DaySpan], None]) -> QMetaObject.Connection:
        """Listen to changes of the agenda."""
        return self._appointments_changed.connect(slot)

    def tell_clients_changed(self, clients: Ids = None) -> None:
        """These clients' cards are others now."""
        self._clients_changed.emit(clients)

    def on_clients_changed(self, slot: Callable[[Ids], None]) -> QMetaObject.Connection:
        """Listen to changes of the client book."""
        return self._clients_changed.connect(slot)

    def tell_consent_changed(self, clients: Ids = None) -> None:
        """The ledger holds new events of these clients."""
        self._consent_changed.emit(clients)

    def on_consent_changed(self, slot: Callable[[Ids], None]) -> QMetaObject.Connection:
        """Listen to the ledger."""
        return self._consent_changed.connect(slot)

    def tell_messages_changed(self, clients: Ids = None) -> None:
        """Messages to or from these clients came, left or changed their state."""
        self._messages_changed.emit(clients)

    def on_messages_changed(self, slot: Callable[[Ids], None]) -> QMetaObject.Connection:
        """Listen to the outbox and the inbox."""
        return self._messages_changed.connect(slot)

    def tell_health_changed(self) -> None:
        """The platform said something new about the account or a template."""
        self._health_changed.emit()

    def on_health_changed(self, slot: Callable[[], None]) -> QMetaObject.Connection:
        """Listen to the account's health."""
        return self._health_changed.connect(slot)

    def tell_settings_changed(self) -> None:
        """Hours, staff, rooms, services or another setting of the salon is another one now."""
        self._settings_changed.emit()

    def on_settings_changed(self, slot: Callable[[], None]) -> QMetaObject.Connection:
        """Listen to the salon's settings."""
        return self._settings_changed.connect(slot)

    def tell_status_changed(self, facts: StatusFacts) -> None:
        """What the status bar says is another thing now."""
        self._status_changed.emit(facts)

    def on_status_changed(self, slot: Callable[[StatusFacts], None]) -> QMetaObject.Connection:
        """Listen to what the status bar says."""
        return self._status_changed.connect(slot)
