"""Noting answers given aloud or on a paper form: the words to read out stand in the drawer."""

from PySide6.QtCore import QDate, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QWidget

from salon_desktop.application.explaining.notice import explain
from salon_desktop.application.queries.consent_texts import ConsentTexts
from salon_desktop.domain.consent.events import Purpose
from salon_desktop.localization.languages import LANGUAGES
from salon_desktop.ui.consent.answer_chips import AnswerChips
from salon_desktop.ui.consent.guardian_section import GuardianSection
from salon_desktop.ui.consent.spoken_form import (
    FormNumberMissing,
    Given,
    GuardianNotNamed,
    NothingAnswered,
    SignedLater,
    Way,
    is_child,
    questions_of,
    spoken_wish,
)
from salon_desktop.ui.desk import Desk
from salon_desktop.ui.widgets.alert import Alert
from salon_desktop.ui.widgets.buttons import Button
from salon_desktop.ui.widgets.cards import Section
from salon_desktop.ui.widgets.drawer import DrawerPanel
from salon_desktop.ui.widgets.fields import LabelledField
from salon_desktop.ui.widgets.labels import Label
from salon_desktop.ui.widgets.segments import SegmentedControl
from salon_desktop.ui.widgets.value_fields import DayField


class SpokenPanel(DrawerPanel):
    """What she said or signed on paper, question by question; what was not asked stays open."""

    recorded = Signal(object)
    """The answers of this client (id) are in the ledger."""

    def __init__(self, desk: Desk, texts: ConsentTexts) -> None:
        super().__init__(desk.theme, desk.words)
        self._desk, self._texts = desk, texts
        theme = desk.theme
        self._problem: Exception | None = None
        self._title, self._who = Label(role="heading"), Label(role="small", tone="muted")
        self.way = SegmentedControl(theme, [way.value for way in Way])
        self.language = QComboBox()
        self._language_field = LabelledField(theme, self.language)
        self._weak = Alert(theme, "warn", icon="volume-2")
        self.number = LabelledField(theme, QLineEdit())
        today = desk.clock.now().astimezone(desk.facts.zone).date()
        self.day = DayField(theme, QDate(today.year, today.month, today.day))
        self._day_field = LabelledField(theme, self.day)
        self._paper = Section(theme)
        self.for_child = is_child(texts, desk.facts.country, today)
        self.guardian = GuardianSection(desk, texts.client_id)
        self._sections: dict[Purpose, tuple[Section, Label, AnswerChips]] = {}
        self._trouble = Alert(theme, "danger")
        self.save = Button(theme, kind="primary", size="large")
        self._lay_out()
        self.way.chosen.connect(self._show_way)
        self.language.currentIndexChanged.connect(self._speak)
        self.save.clicked.connect(self._record)
        self._built = True
        self.retranslate()

    @property
    def chips(self) -> dict[Purpose, AnswerChips]:
        """The answers by question."""
        return {purpose: chips for purpose, (_, _, chips) in self._sections.items()}

    def retranslate(self) -> None:
        """Say everything in the current language."""
        super().retranslate()
        if not getattr(self, "_built", False):
            return  # the drawer's own part speaks first, before this one is built
        words = self._desk.words
        self._title.setText(words._("Note an answer"))
        self._who.setText(self._texts.name)
        ways = (words._("Spoken"), words._("Paper form"))
        self.way.set_words(words._("How the answer came"), ways)
        self._language_field.set_words(words._("Language in which it was asked"))
        self._weak.set_words(
            words._("The weakest proof:"),
            words._(
                "read the words out as they stand. A spoken yes to offers lapses after 30 days"
                " unless a signature or her own message follows."
            ),
        )
        self.number.set_words(words._("Number of the form"), words._("Printed on the form"))
        self._day_field.set_words(words._("Signed on"))
        self.guardian.retranslate()
        self.save.set_words(words._("Record the answers"))
        self._speak()
        self._show_way()
        self._show_problem()

    def given(self) -> Given:
        """What was noted so far."""
        paper = self._way() is Way.PAPER
        answers = {
            purpose: answer
            for purpose, chips in self.chips.items()
            if (answer := chips.answer()) is not None
        }
        editor = self.number.editor
        day = self.day.date()
        return Given(
            for_child=self.for_child,
            guardian_id=self.guardian.guardian_id,
            relation=self.guardian.relation.text(),
            way=self._way(),
            language=self._language(),
            answers=answers,
            number=editor.text() if isinstance(editor, QLineEdit) else "",
            signed_on=day.toPython() if paper else None,  # type: ignore[arg-type]  # a date
        )

    def _way(self) -> Way:
        # A guardian's word is worth nothing without the signature.
        return Way.PAPER if self.for_child else Way(self.way.key())

    def _language(self) -> str:
        return str(self.language.currentData())

    def _speak(self) -> None:
        """Show the words to read out, in the language of the client."""
        words, paper = self._desk.words, self._way() is Way.PAPER
        for purpose, (section, text, chips) in self._sections.items():
            asked = self._texts.asked.get((purpose, self._language()))
            section.setVisible(asked is not None)
            if asked is None:
                continue
            text.setText(asked.question if paper else asked.spoken)
            version = words._("Text version {version}").format(version=asked.version)
            section.set_title(version)
            chips.say(words, asked.question)

    def _show_way(self) -> None:
        paper = self._way() is Way.PAPER
        self.way.setVisible(not self.for_child)
        self.guardian.setVisible(self.for_child)
        self._paper.setVisible(paper)
        self._weak.setVisible(not paper)
        self._speak()

    def _record(self) -> None:
        desk = self._desk
        try:
            wish = spoken_wish(self._texts, self.given(), desk.clock.now(), desk.facts.zone)
        except (NothingAnswered, FormNumberMissing, SignedLater, GuardianNotNamed) as problem:
            self._tell(problem)
            return
        self.save.setEnabled(False)
        desk.tasks.ask_database(
            lambda: desk.do.record_consent(wish),
            owner=self,
            on_done=lambda _: self._keep(),
            on_failed=self._tell,
        )

    def _keep(self) -> None:
        self.save.setEnabled(True)
        self._desk.news.tell_consent_changed(frozenset({self._texts.client_id}))
        self.recorded.emit(self._texts.client_id)

    def _tell(self, problem: Exception) -> None:
        self.save.setEnabled(True)
        self._problem = problem
        self._show_problem()

    def _show_problem(self) -> None:
        words, problem = self._desk.words, self._problem
        self.number.show_error("")
        self._day_field.show_error("")
        self.guardian.show_missing()
        self._trouble.hide()
        match problem:
            case None:
                return
            case FormNumberMissing():
                text = words._("Enter the number: without it the form is not found again.")
                self.number.show_error(text)
            case SignedLater():
                self._day_field.show_error(words._("This day is still to come."))
            case GuardianNotNamed():
                chosen = self.guardian.guardian_id is not None
                said = bool(self.guardian.relation.text().strip())
                self.guardian.show_missing(
                    guardian="" if chosen else words._("Choose the card of who signed."),
                    relation="" if said else words._("Write what they are to the child."),
                )
            case NothingAnswered():
                self._say(words._("No answer is marked."), words._("Mark what she answered."))
            case _:
                notice = explain(problem, words, self._desk.formats)
                self._say(notice.text, notice.advice)

    def _say(self, text: str, advice: str) -> None:
        self._trouble.set_words(text, advice)
        self._trouble.show()

    def _lay_out(self) -> None:
        theme = self._theme
        self.head.addWidget(self._title)
        self.head.addStretch(1)
        self.under_head.addWidget(self._who)
        self.under_head.addWidget(self.way)
        own = self._texts.language
        spoken = {language for _, language in self._texts.asked}
        for language in sorted(spoken, key=lambda one: (one != own, one)):
            known = LANGUAGES.get(language)
            self.language.addItem(known.own_name if known else language, language)
        top = Section(theme)
        top.body.addWidget(self._language_field)
        top.body.addWidget(self._weak)
        self.add_section(top)
        self.add_section(self.guardian)
        self._paper.body.addWidget(self.number)
        self._paper.body.addWidget(self._day_field)
        self.add_section(self._paper)
        questions = questions_of(self._texts, self._language(), for_child=self.for_child)
        for purpose in questions:
            section, text, chips = Section(theme), Label(wrap=True), AnswerChips(theme)
            section.body.addWidget(text)
            section.body.addWidget(chips)
            self._sections[purpose] = (section, text, chips)
            self.add_section(section)
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.save, 1)
        self._trouble.hide()
        self.foot.addWidget(self._trouble)
        self.foot.addWidget(foot)
        self.show_foot()
