"""The form in the drawer for a new client or for changing a card; errors stand beside fields."""

from collections.abc import Callable, Sequence
from functools import partial
from uuid import uuid4

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from salon_desktop.application.explaining.notice import explain
from salon_desktop.application.explaining.parts import Tone
from salon_desktop.application.queries.lookalikes import Looked
from salon_desktop.domain.clients.duplicates import Likeness
from salon_desktop.domain.phone import PhoneNotUnderstood
from salon_desktop.localization.languages import LANGUAGES
from salon_desktop.ui.clients.card_facts import CardFacts
from salon_desktop.ui.clients.card_head import spaced
from salon_desktop.ui.clients.form_state import (
    ALERT,
    BIRTH,
    EMAIL,
    FIRST,
    LAST,
    NOTE,
    NUMBER,
    OTHER_NUMBER,
    BirthDateUnread,
    ClientForm,
    Typed,
)
from salon_desktop.ui.desk import Desk
from salon_desktop.ui.widgets.alert import Alert
from salon_desktop.ui.widgets.buttons import Button
from salon_desktop.ui.widgets.cards import Section
from salon_desktop.ui.widgets.drawer import DrawerPanel
from salon_desktop.ui.widgets.fields import LabelledField
from salon_desktop.ui.widgets.labels import Label
from salon_desktop.ui.widgets.runs import emphasised

_PAUSE_MS = 150
"""After so long a pause in typing, cards that resemble it are looked for."""

LANGUAGE = "language"


class ClientPanel(DrawerPanel):
    """Adds or changes one card. ``facts`` is the card to change, None for a new one."""

    saved = Signal(object)
    """The card of this client (id) is kept."""

    show_asked = Signal(object)
    """Show the card of this client (id) instead: it may be the same person."""

    def __init__(self, desk: Desk, facts: CardFacts | None = None) -> None:
        super().__init__(desk.theme, desk.words)
        self._desk = desk
        today = desk.clock.now().astimezone(desk.facts.zone).date()
        numbers = facts.valid_numbers if facts else ()
        card = facts.card if facts else None
        self.form = ClientForm(today, card, numbers, key=None if card else str(uuid4()))
        born = card.birth_date if card else None
        self._at_first = self.form.start(
            desk.formats.short_date(born) if born else "",
            {number.id: spaced(number.e164) for number in numbers},
        )
        self._ticket, self._wants_place = 0, False
        self._problem: Exception | None = None
        self._looked = Looked()
        self._title = Label(role="heading")
        self.fields: dict[str, LabelledField] = {}
        self.language = QComboBox()
        self._double, self._trouble = (
            Alert(desk.theme, "info", icon="copy"),
            Alert(desk.theme, "warn"),
        )
        self.save = Button(desk.theme, kind="primary", size="large")
        self._cancel = Button(desk.theme, size="large")
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE_MS)
        self._lay_out()
        self._connect()
        self._fill(self._at_first)
        self._built = True
        self.retranslate()

    def typed(self) -> Typed:
        """The form as it is filled in now."""
        texts = {name: _text_of(field.editor) for name, field in self.fields.items()}
        return Typed(
            first_name=texts[FIRST],
            last_name=texts[LAST],
            number=texts[NUMBER],
            other_number=texts[OTHER_NUMBER],
            language=str(self.language.currentData()),
            email=texts[EMAIL],
            birth_date=texts[BIRTH],
            alert=texts[ALERT],
            note=texts[NOTE],
        )

    def begin(self, field: str = FIRST) -> None:
        """Put the keyboard into a field."""
        self.fields[field].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def retranslate(self) -> None:
        """Say everything in the current language."""
        super().retranslate()
        if not getattr(self, "_built", False):
            return  # the drawer's own part speaks first, before this one is built
        words = self._desk.words
        is_new = self.form.card is None
        self._title.setText(words._("New client") if is_new else words._("Edit the card"))
        names = {
            FIRST: (words._("First name"), ""),
            LAST: (words._("Last name"), ""),
            NUMBER: (words._("Mobile number"), words._("Reminders go to this number")),
            OTHER_NUMBER: (words._("Another number"), ""),
            EMAIL: (words._("E-mail"), ""),
            BIRTH: (
                words._("Birth date"),
                words._("Only if there is a reason: her age decides who may answer for her"),
            ),
            ALERT: (words._("Alert"), words._("Stands on top of the card and in the agenda")),
            NOTE: (words._("Notes"), words._("Nothing about health")),
            LANGUAGE: (words._("Language of messages"), ""),
        }
        for name, (text, hint) in names.items():
            self.fields_and_language()[name].set_words(text, hint)
        self.save.set_words(words._("Add the client") if is_new else words._("Keep the changes"))
        self._cancel.set_words(words._("Cancel"))
        self._show_problem()
        self._show_double()

    def fields_and_language(self) -> dict[str, LabelledField]:
        """Every named field."""
        return {**self.fields, LANGUAGE: self._language_field}

    def _connect(self) -> None:
        for field in self.fields.values():
            editor = field.editor
            if isinstance(editor, (QLineEdit, QPlainTextEdit)):
                editor.textChanged.connect(self._pause.start)
                editor.textChanged.connect(_forgetting(self, field))
            if isinstance(editor, QLineEdit):
                editor.returnPressed.connect(self._save)
        self._pause.timeout.connect(self._look)
        self.save.clicked.connect(self._save)
        self._cancel.clicked.connect(self.close_asked)
        self._double.acted.connect(self._show_other)
        for keys in ("Ctrl+Return", "Ctrl+S"):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(self._save)

    def forget_problem(self, field: LabelledField) -> None:
        """Whoever repairs a field need not read on that it is wrong."""
        if field.error():
            field.show_error("")
            self._problem = None

    def _look(self) -> None:
        """Look for cards that resemble what is typed."""
        self._ticket += 1
        draft = self.form.draft(self.typed())
        self._desk.tasks.ask_database(
            lambda: self._desk.ask.lookalikes(draft),
            owner=self,
            on_done=partial(self._take_looked, self._ticket),
            on_failed=self._tell,
        )

    def _take_looked(self, ticket: int, looked: Looked) -> None:
        if ticket != self._ticket:
            return
        self._looked, self.form.unread = looked, looked.unread
        self._show_double()
        if self._wants_place:
            self._wants_place = False
            self._show_problem()

    def _save(self) -> None:
        if not self.save.isEnabled():
            return
        typed = self.typed()
        try:
            work = self._work(typed)
        except BirthDateUnread as problem:
            self._tell(problem)
            return
        self.save.setEnabled(False)
        self._desk.tasks.ask_database(
            work, owner=self, on_done=self._keep, on_failed=self._tell_and_stay
        )

    def _work(self, typed: Typed) -> Callable[[], int]:
        desk = self._desk
        if self.form.card is None:
            addition = self.form.addition(typed)
            return lambda: desk.do.add_client(addition).client_id
        change = self.form.change(typed, self._at_first)

        def edit() -> int:
            desk.do.edit_client(change)
            return change.client_id

        return edit

    def _keep(self, client_id: int) -> None:
        self.save.setEnabled(True)
        self._problem = None
        self.saved.emit(client_id)

    def _tell_and_stay(self, problem: Exception) -> None:
        self.save.setEnabled(True)
        self._tell(problem)
        if isinstance(problem, PhoneNotUnderstood):
            self._wants_place = True
            self._look()  # which of the numbers it is

    def _tell(self, problem: Exception) -> None:
        self._problem = problem
        self._show_problem()
        fields = self.form.fields_of(problem, self.typed())
        if fields:
            self.begin(fields[0])

    def _show_problem(self) -> None:
        problem = self._problem
        for field in self.fields.values():
            field.show_error("")
        self._trouble.hide()
        if problem is None:
            return
        text, advice = self._words_for(problem)
        fields = self.form.fields_of(problem, self.typed())
        for name in fields:
            self.fields[name].show_error(f"{text} {advice}".strip())
        if not fields:
            self._trouble.set_words(text, advice)
            self._trouble.show()

    def _words_for(self, problem: Exception) -> tuple[str, str]:
        words = self._desk.words
        if isinstance(problem, BirthDateUnread):
            example = self._desk.formats.short_date(self._desk.clock.now())
            advice = words._("Write it like {example}, or leave the field empty.")
            return words._("This is not a date."), advice.format(example=example)
        notice = explain(problem, words, self._desk.formats)
        if notice.tone is Tone.TROUBLE:
            self._trouble.set_tone("warn")
        return notice.text, notice.advice

    def _show_double(self) -> None:
        words, doubles = self._desk.words, self._looked.doubles
        self._double.setVisible(bool(doubles))
        if not doubles:
            return
        sentences = {
            Likeness.PHONE_AND_NAME: words._("{name} has the same name and number."),
            Likeness.NAME_AND_BIRTH: words._("{name} has the same name and birth date."),
            Likeness.PHONE: words._("{name} has the same number."),
            Likeness.NAME: words._("{name} has the same name."),
        }
        double = doubles[0]
        runs = emphasised(sentences[double.why], name=double.name)
        self._double.set_runs(runs, words._("Show that card"))

    def _show_other(self) -> None:
        if self._looked.doubles:
            self.show_asked.emit(self._looked.doubles[0].client_id)

    def _fill(self, typed: Typed) -> None:
        for name, field in self.fields.items():
            _set_text(field.editor, getattr(typed, name))
        language = typed.language or self._desk.facts.language
        place = self.language.findData(language)
        if place < 0:
            self.language.addItem(language, language)
            place = self.language.count() - 1
        self.language.setCurrentIndex(place)
        self._at_first = self.typed()
        self._pause.stop()

    def _lay_out(self) -> None:
        self.head.addWidget(self._title)
        self.head.addStretch(1)
        for language in LANGUAGES.values():
            self.language.addItem(language.own_name, language.code)
        self._language_field = LabelledField(self._theme, self.language)
        who, how, more = (Section(self._theme, last=last) for last in (False, False, True))
        self._section(who, (FIRST, LAST))
        who.body.addWidget(self._double)
        self._section(how, (NUMBER, OTHER_NUMBER))
        how.body.addWidget(self._language_field)
        self._section(how, (EMAIL,))
        self._section(more, (BIRTH, ALERT, NOTE))
        self._double.hide()
        self._trouble.hide()
        buttons = QHBoxLayout()
        buttons.addWidget(self._cancel)
        buttons.addWidget(self.save, 1)
        column = QVBoxLayout()
        column.addWidget(self._trouble)
        column.addLayout(buttons)
        self.foot.addLayout(column)
        self.show_foot()

    def _section(self, section: Section, names: Sequence[str]) -> None:
        for name in names:
            editor: QWidget = QPlainTextEdit() if name == NOTE else QLineEdit()
            if isinstance(editor, QPlainTextEdit):
                editor.setTabChangesFocus(True)
                editor.setFixedHeight(self._theme.px(96))
            self.fields[name] = LabelledField(self._theme, editor)
            section.body.addWidget(self.fields[name])
        if section.parent() is None:
            self.add_section(section)


def _forgetting(panel: ClientPanel, field: LabelledField) -> Callable[[], None]:
    def forget() -> None:
        panel.forget_problem(field)

    return forget


def _text_of(editor: QWidget) -> str:
    if isinstance(editor, QPlainTextEdit):
        return editor.toPlainText()
    return editor.text() if isinstance(editor, QLineEdit) else ""


def _set_text(editor: QWidget, text: str) -> None:
    if isinstance(editor, QPlainTextEdit):
        editor.setPlainText(text)
    elif isinstance(editor, QLineEdit):
        editor.setText(text)
