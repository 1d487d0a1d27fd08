"""What one screen asks of another: typed doors around Qt's signals, like the news.

A screen only says what somebody wants; whoever owns the place for it listens. Ids travel as
objects, because they are the database's integers.
"""

from collections.abc import Callable

from PySide6.QtCore import QMetaObject, QObject, Signal


class SalonWishes(QObject):
    """One of these for the whole face."""

    _book_for = Signal(object)
    _write_to = Signal(object)
    _show_client = Signal(object)
    _send_now = Signal()

    def tell_book_for(self, client_id: int) -> None:
        """Somebody wants to book for this client: open the agenda's panel with her chosen."""
        self._book_for.emit(client_id)

    def on_book_for(self, slot: Callable[[int], None]) -> QMetaObject.Connection:
        """Listen to wishes to book."""
        return self._book_for.connect(slot)

    def tell_write_to(self, client_id: int) -> None:
        """Somebody wants to write to this client: open her conversation."""
        self._write_to.emit(client_id)

    def on_write_to(self, slot: Callable[[int], None]) -> QMetaObject.Connection:
        """Listen to wishes to write."""
        return self._write_to.connect(slot)

    def tell_show_client(self, client_id: int) -> None:
        """Somebody wants to see this client's card."""
        self._show_client.emit(client_id)

    def on_show_client(self, slot: Callable[[int], None]) -> QMetaObject.Connection:
        """Listen to wishes to see a card."""
        return self._show_client.connect(slot)

    def tell_send_now(self) -> None:
        """Somebody wrote an answer: it shall leave now, not with the next round."""
        self._send_now.emit()

    def on_send_now(self, slot: Callable[[], None]) -> QMetaObject.Connection:
        """Listen to wishes to send."""
        return self._send_now.connect(slot)
