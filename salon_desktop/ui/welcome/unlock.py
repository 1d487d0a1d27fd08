"""The locked salon: its passphrase, or the recovery code where that is lost."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from salon_desktop.application.failures import WrongKey
from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.shell.rail import SalonMark
from salon_desktop.ui.tasks import TaskRunner
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Space
from salon_desktop.ui.welcome.new_passphrase import NewPassphrase
from salon_desktop.ui.welcome.port import Unlocking
from salon_desktop.ui.welcome.recovery_text import CODE_LETTERS, letters_of, spaced
from salon_desktop.ui.welcome.secret_field import SecretField
from salon_desktop.ui.welcome.step import centred, open_at
from salon_desktop.ui.welcome.wording import told
from salon_desktop.ui.widgets.alert import Alert
from salon_desktop.ui.widgets.buttons import Button
from salon_desktop.ui.widgets.cards import ScrollColumn
from salon_desktop.ui.widgets.fields import LabelledField
from salon_desktop.ui.widgets.focus_ring import FocusRing
from salon_desktop.ui.widgets.labels import Label, Part

CARD_WIDTH = 480
LEAST_WIDTH, LEAST_HEIGHT = 640, 520
WIDTH_AT_FIRST, HEIGHT_AT_FIRST = 760, 640


class UnlockWindow(QWidget):
    """Opens the file or says beside the field why not; nothing is changed by a wrong try."""

    opened = Signal()
    """The file is open: whoever showed the window goes on."""

    def __init__(
        self, theme: Theme, words: Catalog, tasks: TaskRunner, unlocking: Unlocking
    ) -> None:
        super().__init__()
        self._theme, self._words, self._tasks, self._unlocking = theme, words, tasks, unlocking
        self._busy = self._by_code = False
        self.passphrase = SecretField(theme, words)
        self.code, self.new = QLineEdit(), NewPassphrase(theme, words)
        self.passphrase_field = LabelledField(theme, self.passphrase)
        self.code_field = LabelledField(theme, self.code)
        self.open = Button(theme, kind="primary", size="large", icon="lock-open")
        self.other_way = Button(theme, kind="link")
        self._lay_out()
        self._ring = FocusRing(theme, self)
        self._connect()
        theme.changed.connect(self._restyle)
        self._restyle()
        self.show_way(by_code=not unlocking.asks_passphrase)
        self.retranslate()
        open_at(self, theme.px(WIDTH_AT_FIRST), theme.px(HEIGHT_AT_FIRST))

    def by_code(self) -> bool:
        """Whether the recovery code is asked for."""
        return self._by_code

    def trouble(self) -> str:
        """What is said to be wrong with the file itself, "" if nothing is."""
        return "" if self._alert.isHidden() else self._alert.text()

    def show_way(self, *, by_code: bool) -> None:
        """Ask for the passphrase or for the recovery code."""
        self._by_code = by_code
        self.passphrase_field.setVisible(not by_code)
        self._code_part.setVisible(by_code)
        self.new.setVisible(by_code and not self._unlocking.keyring_trusted)
        self.other_way.setVisible(self._unlocking.asks_passphrase)
        self._alert.hide()
        self.retranslate()
        (self.code if by_code else self.passphrase).setFocus()

    def try_it(self) -> None:
        """Try what was typed."""
        if self._busy:
            return
        self._alert.hide()
        if self.by_code():
            self._try_code()
        elif not self.passphrase.text():
            self.passphrase_field.show_error(self._words._("Type the passphrase first."))
            self.passphrase.setFocus()
        else:
            passphrase = self.passphrase.text()
            self._ask(lambda: self._unlocking.try_open(passphrase))

    def retranslate(self) -> None:
        """Set all visible text in the current language."""
        words, by_code = self._words, self.by_code()
        self.setWindowTitle(words._("Open the salon"))
        self._title.setText(words._("The salon is locked"))
        self._lead.setText(self._lead_words(by_code))
        self.passphrase_field.set_words(words._("Passphrase"))
        self.passphrase.retranslate()
        self.code_field.set_words(
            words._("Recovery code"),
            words._("Dashes, spaces and capital letters make no difference."),
        )
        self.new.retranslate()
        self.open.set_words(words._("Opening…") if self._busy else words._("Open the salon"))
        self.other_way.set_words(
            words._("Use the passphrase") if by_code else words._("Use the recovery code instead")
        )

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _lead_words(self, by_code: bool) -> str:
        words = self._words
        if not by_code:
            return words._("Its file is encrypted. The passphrase opens it.")
        if self._unlocking.keyring_trusted:
            return words._(
                "The recovery code was shown when the salon was set up. Once it has opened the "
                "file, the keyring of this computer keeps the key."
            )
        return words._(
            "The recovery code was shown when the salon was set up. It opens the file; "
            "from then on the new passphrase does."
        )

    def _lay_out(self) -> None:
        self._title, self._lead = Label(role="title"), Label(tone="muted", wrap=True)
        self._alert = Alert(self._theme, "danger")
        self._alert.hide()
        self._code_part = QWidget()
        self._code_column = QVBoxLayout(self._code_part)
        self._code_column.setContentsMargins(0, 0, 0, 0)
        self._code_column.addWidget(self.code_field)
        self._code_column.addWidget(self.new)
        self._card = Part("card")
        self._column = QVBoxLayout(self._card)
        self._column.addWidget(SalonMark(self._theme))
        fields = (self.passphrase_field, self._code_part)
        for part in (self._title, self._lead, *fields, self._alert):
            self._column.addWidget(part)
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self.other_way)
        self._buttons.addStretch(1)
        self._buttons.addWidget(self.open)
        self._column.addLayout(self._buttons)
        scroll = ScrollColumn(self._theme)
        scroll.column.addStretch(2)
        scroll.column.addLayout(centred(self._card))
        scroll.column.addStretch(3)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)

    def _connect(self) -> None:
        self.open.clicked.connect(self.try_it)
        self.other_way.clicked.connect(self._turn)
        self.passphrase.returnPressed.connect(self.try_it)
        self.code.returnPressed.connect(self._after_code)
        self.new.finished.connect(self.try_it)
        self.passphrase.textChanged.connect(self._clear_errors)
        self.code.textEdited.connect(self._group_letters)

    def _turn(self) -> None:
        self.show_way(by_code=not self.by_code())

    def _after_code(self) -> None:
        if self.new.isVisible():
            self.new.first.setFocus()
        else:
            self.try_it()

    def _try_code(self) -> None:
        code = self.code.text()
        if len(letters_of(code)) != CODE_LETTERS:
            self.code_field.show_error(
                self._words._("The code has {count} letters and digits; here are {here}.").format(
                    count=CODE_LETTERS, here=len(letters_of(code))
                )
            )
            self.code.setFocus()
            return
        needs_new = not self._unlocking.keyring_trusted
        if needs_new and not self.new.is_ready():
            self.new.point_out()
            return
        passphrase = self.new.passphrase() if needs_new else None
        self._ask(lambda: self._unlocking.try_code(code, passphrase))

    def _ask(self, work: Callable[[], None]) -> None:
        self._set_busy(True)
        self._tasks.ask_database(
            work, owner=self, on_done=self._is_open, on_failed=self._stays_locked
        )

    def _is_open(self, _nothing: None) -> None:
        self._set_busy(False)
        self.passphrase.clear()
        self.code.clear()
        self.new.forget()
        self.opened.emit()

    def _stays_locked(self, problem: Exception) -> None:
        self._set_busy(False)
        if not isinstance(problem, WrongKey):
            self._alert.set_words(*told(problem, self._words))
            self._alert.show()
            return
        if self.by_code():
            self.code_field.show_error(
                self._words._(
                    "This code does not open the file; nothing was changed. Compare it with the "
                    "page letter by letter."
                )
            )
            self.code.setFocus()
        else:
            self.passphrase_field.show_error(
                self._words._("This passphrase does not open the file; nothing was changed.")
            )
            self.passphrase.selectAll()
            self.passphrase.setFocus()

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        for part in (self.passphrase_field, self._code_part, self.open, self.other_way):
            part.setEnabled(not busy)
        self.open.set_words(self._words._("Opening…") if busy else self._words._("Open the salon"))

    def _group_letters(self, typed: str) -> None:
        """Set the code in groups while it is typed at its end, so that it compares easily."""
        self._clear_errors()
        if self.code.cursorPosition() == len(typed):
            self.code.setText(spaced(typed))

    def _clear_errors(self) -> None:
        self.passphrase_field.show_error("")
        self.code_field.show_error("")
        self._alert.hide()

    def _restyle(self) -> None:
        px = self._theme.px
        self._card.setFixedWidth(px(CARD_WIDTH))
        self._column.setContentsMargins(px(32), px(32), px(32), px(Space.XL))
        self._column.setSpacing(px(Space.M))
        self._code_column.setSpacing(px(Space.M))
        self._buttons.setSpacing(px(Space.M))
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
