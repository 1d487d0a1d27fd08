"""Where the desk writes to a client: a card with the text, its ground, and one button."""

import uuid

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.messages.rows import ComposerView
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import TYPE, Space
from salon_desktop.ui.widgets.alert import Alert
from salon_desktop.ui.widgets.buttons import Button
from salon_desktop.ui.widgets.labels import ElidedLabel, Label, Line, Part
from salon_desktop.whatsapp.payloads import TEXT_LIMIT

MOST_LINES = 6


class ReplyField(QPlainTextEdit):
    """Grows with its text up to six lines; Enter sends, Shift+Enter starts a line."""

    sent = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("look", "bare")
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.document().setDocumentMargin(0)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        theme.changed.connect(self._grow)
        self._grow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if is_enter and not event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.sent.emit()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self.minimumHeight())

    def _grow(self) -> None:
        lines = min(max(1, int(self.document().size().height())), MOST_LINES)
        self.setFixedHeight(lines * self._theme.px(TYPE["body"].line) + self._theme.px(4))


class Composer(QWidget):
    """The reply, or in its place why nobody may write here now.

    A wish has a key of its own from its first letter until it is sent, so that a second click on
    the same text is the same wish.
    """

    sent = Signal(str, str)
    """The text and the key of this wish."""

    def __init__(self, theme: Theme, words: Catalog, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._words = theme, words
        self._view = ComposerView(may_write=False, note="")
        self._key = str(uuid.uuid4())
        self.field = ReplyField(theme)
        self.field.sent.connect(self._send)
        self.field.textChanged.connect(self._typed)
        self._count = Label(role="caption", tone="danger")
        self._count.hide()
        self._note = ElidedLabel(role="caption", tone="faint")
        self.button = Button(theme, kind="primary", icon="send", size="small")
        self.button.clicked.connect(self._send)
        self.error = Label(role="small", tone="danger", wrap=True)
        self.error.hide()
        self._card = Part("card")
        self.closed = Alert(theme, "muted", icon="lock")
        self.closed.hide()
        self._lay_out()
        theme.changed.connect(self._restyle)
        self._restyle()
        self._typed()

    def show_view(self, view: ComposerView) -> None:
        """Open or close the composer; what was typed stays."""
        self._view = view
        self._card.setVisible(view.may_write)
        self.closed.setVisible(not view.may_write)
        self.closed.set_words(view.note, view.advice)
        self._note.setText(view.note)
        self._note.set_tone("warn" if view.warns else "faint")
        self._typed()

    def text(self) -> str:
        """What stands in the field."""
        return self.field.toPlainText()

    def show_text(self, text: str) -> None:
        """Put a draft into the field; it is a wish of its own."""
        self._key = str(uuid.uuid4())
        self.field.setPlainText(text)
        self.show_error("")

    def show_error(self, error: str) -> None:
        """Say why the reply was refused; an empty string takes it back."""
        self.error.setText(error)
        self.error.setVisible(bool(error))
        self.field.setAccessibleDescription(error)

    def retranslate(self) -> None:
        """Set the composer's own words."""
        words = self._words
        self.field.setPlaceholderText(words._("Write an answer…"))
        self.field.setAccessibleName(words._("Answer to the client"))
        self.button.set_words(
            words._("Send"), tip=words._("Enter sends, Shift+Enter starts a new line")
        )

    def _typed(self) -> None:
        length = len(self.text().strip())
        over = length - TEXT_LIMIT
        self._count.setVisible(over > 0)
        if over > 0:
            many = self._words.n_("{count} letter too long", "{count} letters too long", over)
            self._count.setText(many.format(count=over))
        self.button.setEnabled(0 < length <= TEXT_LIMIT and self._view.may_write)

    def _send(self) -> None:
        if self.button.isEnabled():
            self.sent.emit(self.text(), self._key)

    def _lay_out(self) -> None:
        self._write = QVBoxLayout()
        self._write.addWidget(self.field)
        self._write.addWidget(self.error)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self._count)
        self._foot.addStretch(1)
        self._foot.addWidget(self._note)
        self._foot.addWidget(self.button)
        inside = QVBoxLayout(self._card)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addLayout(self._write)
        inside.addWidget(Line(soft=True))
        inside.addLayout(self._foot)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._card)
        column.addWidget(self.closed)

    def _restyle(self) -> None:
        px = self._theme.px
        self._write.setContentsMargins(px(14), px(Space.M), px(14), px(10))
        self._write.setSpacing(px(6))
        self._foot.setContentsMargins(px(14), px(Space.S), px(Space.S), px(Space.S))
        self._foot.setSpacing(px(Space.S))
