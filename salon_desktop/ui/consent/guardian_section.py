"""Who answers for a child: the guardian's own card, and what she is to the child."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QWidget

from salon_desktop.application.queries.find_clients import FindClients, FoundClient
from salon_desktop.ui.desk import Desk
from salon_desktop.ui.widgets.alert import Alert
from salon_desktop.ui.widgets.cards import Section
from salon_desktop.ui.widgets.chips import ChipButton
from salon_desktop.ui.widgets.fields import LabelledField
from salon_desktop.ui.widgets.flow import Flow

_MOST = 4
_PAUSE_MS = 120


class GuardianSection(Section):
    """Finds the guardian in the client book; ``child_id`` cannot answer for herself."""

    def __init__(self, desk: Desk, child_id: int, parent: QWidget | None = None) -> None:
        super().__init__(desk.theme, parent)
        self._desk, self._child_id, self._ticket = desk, child_id, 0
        self.guardian_id: int | None = None
        self._why = Alert(desk.theme, "warn")
        self.search, self.relation = QLineEdit(), QLineEdit()
        self.who = LabelledField(desk.theme, self.search)
        self.what = LabelledField(desk.theme, self.relation)
        self.hits = Flow(6)
        for part in (self._why, self.who, self.hits, self.what):
            self.body.addWidget(part)
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        self.search.textEdited.connect(self._forget)

    def retranslate(self) -> None:
        """Say everything in the current language."""
        words = self._desk.words
        self.set_title(words._("Parent or guardian"))
        self._why.set_words(
            words._("Too young to decide alone:"),
            words._("the parent or guardian signs the paper form, and stands in the record."),
        )
        self.who.set_words(
            words._("Whose signature it is"), words._("Name or number on a card of their own")
        )
        self.what.set_words(words._("Relation"), words._("mother, father, guardian…"))

    def show_missing(self, *, guardian: str = "", relation: str = "") -> None:
        """Say beside the fields what is missing."""
        self.who.show_error(guardian)
        self.what.show_error(relation)

    def choose(self, client: FoundClient) -> None:
        """Take this client for the guardian."""
        self.guardian_id = client.id
        self.search.setText(client.name)
        self.hits.clear()
        self.who.show_error("")

    def _forget(self) -> None:
        self.guardian_id = None
        self._pause.start()

    def _look(self) -> None:
        self._ticket += 1
        wish = FindClients(text=self.search.text(), limit=_MOST + 1)
        self._desk.tasks.ask_database(
            lambda: self._desk.ask.find_clients(wish),
            owner=self,
            on_done=partial(self._show, self._ticket),
            on_failed=lambda _: self.hits.clear(),
        )

    def _show(self, ticket: int, clients: Sequence[FoundClient]) -> None:
        if ticket != self._ticket:
            return
        self.hits.clear()
        for client in [one for one in clients if one.id != self._child_id][:_MOST]:
            chip = ChipButton(self._desk.theme)
            chip.set_words(client.name)
            chip.clicked.connect(partial(self.choose, client))
            self.hits.add(chip)
