"""The texts people are shown: every version in one language, and one of them to read."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salon_desktop.application.queries.salon_overview import PublishedWording
from salon_desktop.localization.languages import LANGUAGES
from salon_desktop.ui.desk import Desk
from salon_desktop.ui.salon.asking import Asking
from salon_desktop.ui.salon.fact_table import Cell, Column, FactTable
from salon_desktop.ui.salon.panel import Panel
from salon_desktop.ui.salon.set_up_views import paragraphs_of
from salon_desktop.ui.salon.wording import capital, wording_order, wording_words
from salon_desktop.ui.theme.tokens import Space
from salon_desktop.ui.widgets.cards import SectionCard
from salon_desktop.ui.widgets.labels import Label
from salon_desktop.ui.widgets.segments import SegmentedControl


class WordingsPanel(Panel):
    """Versioned and never edited: a better text is a new version."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._all: Sequence[PublishedWording] = ()
        self._shown: list[PublishedWording] = []
        self._read: tuple[str, int] | None = None
        self._asking = Asking(desk, self)
        self.language = SegmentedControl(desk.theme, list(LANGUAGES))
        self.language.choose(desk.facts.language)
        self._list_card, self._text_card = SectionCard(desk.theme), SectionCard(desk.theme)
        self._pair = QHBoxLayout()
        self._pair.addWidget(self._list_card, 6)
        self._pair.addWidget(self._text_card, 5)
        self.cards.addWidget(self.language)
        self.cards.addLayout(self._pair)
        self.table = FactTable(desk.theme, choosable=True)
        self._list_card.body.addWidget(self.table)
        self._paper = QWidget()
        self._lines = QVBoxLayout(self._paper)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._hint = Label(tone="muted", wrap=True)
        self._text_card.body.addWidget(self._hint)
        self._text_card.body.addWidget(self._paper)
        for card in (self._list_card, self._text_card):
            card.body.addStretch(1)
        self.language.chosen.connect(self._show)
        self.table.row_chosen.connect(self._open)
        desk.theme.changed.connect(self._spread)
        self._spread()

    def ask(self) -> None:
        """Read the wordings anew."""
        self._asking(self.desk.ask.salon.wordings, self._take)

    def retranslate(self) -> None:
        """Set all visible text."""
        words = self.desk.words
        self.title.setText(words._("Wordings"))
        self.lead.setText(
            words._(
                "What clients read before they answer. A version is never changed: each answer in "
                "the consent register names the version it was given to."
            )
        )
        self._list_card.set_title(words._("Versions"))
        self._hint.setText(words._("Choose a text at the left to read it here."))
        self.language.set_words(
            words._("Language of the wordings"), [one.own_name for one in LANGUAGES.values()]
        )
        self._show()

    def _take(self, found: Sequence[PublishedWording]) -> None:
        self._all = found
        self._show()

    def _show(self) -> None:
        words, formats = self.desk.words, self.desk.formats
        language = self.language.key()
        self._shown = sorted(
            (one for one in self._all if one.language == language),
            key=lambda one: (wording_order(one.kind), -one.version),
        )
        self.table.show_rows(
            words._("Versions"),
            (
                Column(words.p_("column", "About"), stretches=True),
                Column(words._("Version"), right=True),
                Column(words.p_("column", "State")),
            ),
            [
                (
                    Cell(
                        capital(wording_words(one.kind, words)),
                        weight=600 if one.in_force else 400,
                    ),
                    Cell(formats.number(one.version), right=True),
                    Cell(words.p_("version of a wording", "in force"), "check", "ok")
                    if one.in_force
                    else Cell(words.p_("version of a wording", "earlier"), tone="muted"),
                )
                for one in self._shown
            ],
        )
        # In another language the same version of the same text is read on.
        place = next((n for n, one in enumerate(self._shown) if _name(one) == self._read), None)
        if place is not None:
            self.table.selectRow(place)
        self._write(None if place is None else self._shown[place])

    def _open(self, row: int) -> None:
        self._read = _name(self._shown[row])
        self._write(self._shown[row])

    def _write(self, wording: PublishedWording | None) -> None:
        self._clear()
        self._hint.setVisible(wording is None)
        self._paper.setVisible(wording is not None)
        words, formats = self.desk.words, self.desk.formats
        if wording is None:
            self._text_card.set_title("")
            return
        self._text_card.set_title(
            words._("{wording}, version {version}").format(
                wording=capital(wording_words(wording.kind, words)),
                version=formats.number(wording.version),
            )
        )
        since = words._("Since {day}").format(day=formats.long_date(wording.created_at))
        self._lines.addWidget(Label(since, role="small", tone="muted"))
        for one in paragraphs_of(wording, self.desk.facts.name, words):
            if one.heading:
                self._lines.addWidget(Label(one.heading, role="small", tone="muted", weight=600))
            self._lines.addWidget(Label(one.text, wrap=True, selectable=True))
            self._lines.addSpacing(self.desk.theme.px(Space.S))

    def _clear(self) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()

    def _spread(self) -> None:
        self._pair.setSpacing(self.desk.theme.px(Space.L))


def _name(wording: PublishedWording) -> tuple[str, int]:
    return wording.kind, wording.version
