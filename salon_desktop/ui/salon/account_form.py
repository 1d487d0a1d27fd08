"""The form of the account: ids, addresses, and secrets that are typed once and never shown."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit

from salon_desktop.application.commands.set_up_platform import SetUpPlatform
from salon_desktop.application.platform_settings import (
    GRAPH_ADDRESS,
    GRAPH_VERSION,
    PlatformSettings,
)
from salon_desktop.application.ports.secrets import APP_SECRET, RELAY_KEY, TOKEN
from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.salon.addresses import is_address
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Space
from salon_desktop.ui.widgets.cards import SectionCard
from salon_desktop.ui.widgets.fields import LabelledField

SECRETS = {"token": TOKEN, "app_secret": APP_SECRET, "relay_key": RELAY_KEY}
"""Fields that hold a secret, and the name it is kept under."""

PLACES = {
    "waba_id": (0, 0),
    "number_id": (0, 1),
    "token": (1, 0),
    "app_secret": (1, 1),
    "relay_address": (2, 0),
    "relay_key": (2, 1),
    "webhook_address": (3, 0),
    "verify_token": (3, 1),
    "graph_address": (4, 0),
    "graph_version": (4, 1),
}
"""Where each field stands: row and column."""

WRONG_AT = {"address": "graph_address"}
"""A refused setting that is called otherwise than its field."""

_LONGEST = 600


class AccountForm(SectionCard):
    """Fields in pairs. An empty secret leaves the one that is kept."""

    finished = Signal()
    """Enter was pressed in a field."""

    def __init__(self, theme: Theme, words: Catalog) -> None:
        super().__init__(theme)
        self._words, self._look = words, theme
        self._kept: frozenset[str] = frozenset()
        self.lines: dict[str, QLineEdit] = {}
        self.fields: dict[str, LabelledField] = {}
        self._grid = QGridLayout()
        for name, (row, column) in PLACES.items():
            line = QLineEdit()
            line.setMaxLength(_LONGEST)
            if name in SECRETS or name == "verify_token":
                line.setEchoMode(QLineEdit.EchoMode.Password)
            line.returnPressed.connect(self.finished)
            field = LabelledField(theme, line)
            line.textEdited.connect(partial(self._retyped, name))
            self.lines[name], self.fields[name] = line, field
            self._grid.addWidget(field, row, column, Qt.AlignmentFlag.AlignTop)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1)
        self.body.addLayout(self._grid)
        self.lines["graph_address"].setText(GRAPH_ADDRESS)
        self.lines["graph_version"].setText(GRAPH_VERSION)
        theme.changed.connect(self._space)
        self._space()

    def show_settings(self, settings: PlatformSettings | None) -> None:
        """Fill in what is kept, unless somebody is typing already."""
        if settings is None or self.is_touched():
            return
        for name in ("waba_id", "number_id", "relay_address", "graph_address", "graph_version"):
            self.lines[name].setText(str(getattr(settings, name)))

    def show_kept(self, kept: frozenset[str]) -> None:
        """Say which secrets are kept already, by the names they are kept under."""
        self._kept = kept
        self._name_secrets()

    def is_touched(self) -> bool:
        """Whether something was typed since the last filling in."""
        return any(line.isModified() for line in self.lines.values())

    def wish(self) -> SetUpPlatform:
        """What was typed."""
        text = {name: line.text().strip() for name, line in self.lines.items()}
        return SetUpPlatform(
            settings=PlatformSettings(
                waba_id=text["waba_id"],
                number_id=text["number_id"],
                graph_address=text["graph_address"] or GRAPH_ADDRESS,
                graph_version=text["graph_version"] or GRAPH_VERSION,
                relay_address=text["relay_address"],
            ),
            token=text["token"],
            app_secret=text["app_secret"],
            relay_key=text["relay_key"],
            webhook_address=text["webhook_address"],
            verify_token=text["verify_token"],
        )

    def wrong_addresses(self) -> list[str]:
        """Which fields hold something that is no address."""
        names = ("relay_address", "webhook_address", "graph_address")
        texts = {name: self.lines[name].text().strip() for name in names}
        return [name for name, text in texts.items() if text and not is_address(text)]

    def lacks_verify_token(self) -> bool:
        """Whether a hook is named without the token that it answers to."""
        hook, token = self.lines["webhook_address"], self.lines["verify_token"]
        return bool(hook.text().strip()) and not token.text().strip()

    def saved(self) -> None:
        """Everything was taken: forget the secrets, and what was typed is what is kept."""
        for name in (*SECRETS, "verify_token", "webhook_address"):
            self.lines[name].clear()
        for line in self.lines.values():
            line.setModified(False)

    def show_wrong(self, name: str, why: str) -> None:
        """Say beside a field why it is not taken."""
        field = self.fields[WRONG_AT.get(name, name)]
        field.show_error(why)
        field.editor.setFocus()

    def retranslate(self) -> None:
        """Set all visible text."""
        words = self._words
        self.set_title(words._("Access"))
        names = {
            "waba_id": words._("Id of the WhatsApp Business account"),
            "number_id": words._("Id of the phone number"),
            "relay_address": words._("Address of the relay"),
            "webhook_address": words._("Hook of the relay"),
            "graph_address": words._("Address of the interface"),
            "graph_version": words._("Version of the interface"),
            "verify_token": words._("Verify token of the hook"),
        }
        hints = {
            "waba_id": words._("A row of digits in the account's settings at Meta."),
            "number_id": words._("The number's id, not the phone number itself."),
            "relay_address": words._("Empty: messages go out, answers do not come in."),
            "webhook_address": words._("Only when answers are to be sent there from now on."),
            "graph_address": words._("Another one only for practising."),
        }
        for name, text in names.items():
            self.fields[name].set_words(text, hints.get(name, ""))
        self._name_secrets()

    def _name_secrets(self) -> None:
        words = self._words
        names = {
            "token": words._("Access token"),
            "app_secret": words._("App secret"),
            "relay_key": words._("Key of this desk at the relay"),
        }
        for name, text in names.items():
            kept = SECRETS[name] in self._kept
            self.fields[name].set_words(
                text,
                words._("Kept. Leave it empty to go on with it.")
                if kept
                else words._("Not entered yet. It is kept encrypted and never shown again."),
            )
            self.lines[name].setPlaceholderText("•" * 12 if kept else "")

    def _retyped(self, name: str, _text: str) -> None:
        self.fields[name].show_error("")

    def _space(self) -> None:
        px = self._look.px
        self._grid.setHorizontalSpacing(px(Space.L))
        self._grid.setVerticalSpacing(px(Space.M))
