"""Where the key of the encrypted file lies: in the system's keyring, or behind a passphrase."""

from PySide6.QtWidgets import QButtonGroup

from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.welcome.draft import Draft
from salon_desktop.ui.welcome.new_passphrase import NewPassphrase
from salon_desktop.ui.welcome.option_card import OptionCard
from salon_desktop.ui.welcome.step import Step
from salon_desktop.ui.widgets.alert import Alert


class KeyStep(Step):
    """Offers the keyring where it can be trusted; else only a passphrase is left."""

    def __init__(
        self, theme: Theme, words: Catalog, draft: Draft, *, keyring_trusted: bool
    ) -> None:
        super().__init__(theme, words)
        self._draft = draft
        self.keyring, self.by_passphrase = OptionCard(theme), OptionCard(theme)
        self._group = QButtonGroup(self)
        self.no_keyring = Alert(theme, "info", icon="key-round")
        self.new = NewPassphrase(theme, words)
        for card in (self.keyring, self.by_passphrase):
            self._group.addButton(card)
            self.body.addWidget(card)
            card.toggled.connect(self._follow)
        for part in (self.no_keyring, self.new):
            self.body.addWidget(part)
        self.new.changed.connect(self.changed)
        self.new.finished.connect(self.going_on)
        self.offer_keyring(keyring_trusted)

    def offer_keyring(self, trusted: bool) -> None:
        """Show both ways, or only the passphrase where no keyring can be trusted."""
        self.keyring.setVisible(trusted)
        self.by_passphrase.setVisible(trusted)
        self.no_keyring.setVisible(not trusted)
        (self.keyring if trusted else self.by_passphrase).setChecked(True)
        self._follow()

    def name(self) -> str:
        """Return what the step is called."""
        return self.words._("Key")

    def entered(self) -> None:
        """Put the keyboard on the choice, or into the passphrase."""
        self.new.know((self._draft.name, self._draft.owner))
        if not self.keyring.isHidden():
            (self.keyring if self.keyring.isChecked() else self.by_passphrase).setFocus()
        else:
            self.new.first.setFocus()

    def left(self) -> None:
        """Show dots again."""
        self.new.first.hide_letters()
        self.new.again.hide_letters()

    def missing(self) -> str:
        """Return why there is no going on."""
        return self.new.missing() if self.by_passphrase.isChecked() else ""

    def point_out(self) -> None:
        """Say beside the passphrase what is missing."""
        self.new.point_out()

    def passphrase(self) -> str | None:
        """The passphrase, or None where the keyring keeps the key."""
        return self.new.passphrase() if self.by_passphrase.isChecked() else None

    def retranslate(self) -> None:
        """Set all text."""
        words = self.words
        self.title.setText(words._("The key to the salon's file"))
        self.lead.setText(
            words._(
                "Everything about your clients lies in one encrypted file on this computer. "
                "Whoever finds or steals the computer cannot read it without the key."
            )
        )
        self.keyring.set_words(
            words._("Keep the key in this computer's keyring"),
            words._("The program opens by itself once you have signed in to the computer."),
        )
        self.by_passphrase.set_words(
            words._("Ask for a passphrase"),
            words._("It is asked for each time the program starts."),
        )
        self.no_keyring.set_words(
            words._("A passphrase opens the file."),
            words._(
                "This computer has no keyring that can be trusted with the key, so the passphrase "
                "is asked for each time the program starts."
            ),
        )
        self.new.retranslate()

    def _follow(self) -> None:
        self.new.setVisible(self.by_passphrase.isChecked())
        self.changed.emit()
