"""A line for a passphrase: dots, and an eye that shows the letters while it is pressed in."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Size
from salon_desktop.ui.widgets.buttons import IconButton


class SecretField(QLineEdit):
    """Nothing typed here is ever suggested, corrected or remembered by the system."""

    def __init__(self, theme: Theme, words: Catalog, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._words = theme, words
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(
            Qt.InputMethodHint.ImhHiddenText
            | Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self._eye = IconButton(theme, "eye", size=Size.BUTTON_SMALL, parent=self)
        self._eye.setCursor(Qt.CursorShape.ArrowCursor)
        self._eye.setCheckable(True)
        self._eye.toggled.connect(self._show_letters)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.retranslate()

    def retranslate(self) -> None:
        """Name the eye."""
        shown = self._eye.isChecked()
        self._eye.set_words(
            self._words._("Hide the letters") if shown else self._words._("Show the letters")
        )

    def hide_letters(self) -> None:
        """Show dots again."""
        self._eye.setChecked(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _show_letters(self, shown: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password
        self.setEchoMode(mode)
        self._eye.set_icon("eye-off" if shown else "eye")
        self.retranslate()

    def _place(self) -> None:
        edge = self._theme.px(4)
        self._eye.move(
            self.width() - self._eye.width() - edge, (self.height() - self._eye.height()) // 2
        )

    def _restyle(self) -> None:
        self.setTextMargins(0, 0, self._theme.px(Size.BUTTON_SMALL + 4), 0)
        self._place()
