"""The three panes side by side, and what gives way where there is no room for all of them."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from salon_desktop.ui.messages.conversation_list import ConversationPane
from salon_desktop.ui.messages.outbox_pane import OutboxPane
from salon_desktop.ui.messages.thread_pane import ThreadPane
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Size

THREAD_LEAST = 420


class Panes(QWidget):
    """Threads, thread and outbox; in a narrow window the outbox takes the place of the threads."""

    narrowed = Signal(bool)
    """Whether the outbox has to be asked for."""

    def __init__(
        self,
        theme: Theme,
        threads: ConversationPane,
        middle: ThreadPane,
        outbox: OutboxPane,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._threads, self._outbox = theme, threads, outbox
        self._is_narrow, self._wants_outbox = False, False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(threads)
        row.addWidget(middle, 1)
        row.addWidget(outbox)
        theme.changed.connect(self._arrange)

    def show_outbox(self, wanted: bool) -> None:
        """In a narrow window, show the outbox in place of the threads, or them again."""
        self._wants_outbox = wanted
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        needed = Size.CONVERSATION_LIST + THREAD_LEAST + Size.OUTBOX
        narrow = self.width() < self._theme.px(needed)
        if narrow != self._is_narrow:
            self._is_narrow = narrow
            self.narrowed.emit(narrow)
        self._threads.setVisible(not (narrow and self._wants_outbox))
        self._outbox.setVisible(not narrow or self._wants_outbox)
