"""The templates at WhatsApp, read anew on demand, and the reminders handed in for review."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from salon_desktop.application.commands.sync_templates import Submitted
from salon_desktop.application.queries.salon_overview import AccountOverview
from salon_desktop.localization.languages import LANGUAGES
from salon_desktop.ui.desk import Desk
from salon_desktop.ui.salon.account_views import REMINDERS, TemplateLine, template_lines
from salon_desktop.ui.salon.account_wording import template_said
from salon_desktop.ui.salon.check_lines import CheckLines
from salon_desktop.ui.salon.checking import CheckLine, CheckRun, CheckStep, templates_step
from salon_desktop.ui.salon.fact_table import Cell, Column, FactTable
from salon_desktop.ui.salon.port import Account
from salon_desktop.ui.theme.tokens import Space
from salon_desktop.ui.widgets.buttons import Button
from salon_desktop.ui.widgets.cards import SectionCard
from salon_desktop.ui.widgets.chips import ChipButton
from salon_desktop.ui.widgets.flow import Flow
from salon_desktop.ui.widgets.labels import Label


class TemplatesCard(SectionCard):
    """Nothing is sent by a template that WhatsApp has not approved."""

    changed = Signal()
    """What is known of the templates is another thing now."""

    def __init__(self, desk: Desk, account: Account) -> None:
        super().__init__(desk.theme)
        self._desk, self._account = desk, account
        self._overview: AccountOverview | None = None
        theme = desk.theme
        self.refresh = Button(theme, size="small", icon="refresh-cw")
        self.head.addWidget(self.refresh)
        self._none = Label(tone="muted", wrap=True)
        self.table = FactTable(theme)
        self._lead = Label(role="small", tone="muted", wrap=True)
        self._languages = Flow(theme.px(6))
        self.languages: dict[str, ChipButton] = {}
        for code, language in LANGUAGES.items():
            chip = ChipButton(theme, checkable=True)
            chip.set_words(language.own_name)
            chip.setChecked(code == desk.facts.language)
            chip.toggled.connect(self._follow)
            self.languages[code] = chip
            self._languages.add(chip)
        self.submit = Button(theme, icon="send")
        self.checks = CheckLines(theme)
        self._hand_in = QWidget()
        self._row = QHBoxLayout(self._hand_in)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.addWidget(self._languages, 1)
        self._row.addWidget(self.submit)
        for part in (self._none, self.table, self._lead, self._hand_in, self.checks):
            self.body.addWidget(part)
        self.run = CheckRun(
            desk,
            self,
            show=self.checks.show_lines,
            field_wrong=lambda _: None,
            ended=self._ended,
        )
        self.refresh.clicked.connect(self._read)
        self.submit.clicked.connect(self._submit)
        theme.changed.connect(self._spread)
        self._spread()

    def show_templates(self, overview: AccountOverview) -> None:
        """Show what is known; without an account nothing can be handed in."""
        self._overview = overview
        words = self._desk.words
        has_account = overview.settings is not None
        lines: Sequence[TemplateLine] = ()
        if has_account:
            texts, language = self._desk.do.texts, self._desk.facts.language
            lines = template_lines(overview.templates, texts, language, words)
        self.table.show_rows(
            words._("Templates"),
            (
                Column(words.p_("column", "For"), stretches=True),
                Column(words._("Language")),
                Column(words.p_("column", "State")),
                Column(words.p_("column", "Counts as")),
                Column(words._("Quality")),
            ),
            [_row(line) for line in lines],
        )
        self.table.setVisible(bool(lines))
        self._none.setVisible(not has_account)
        for part in (self._lead, self._hand_in, self.refresh):
            part.setVisible(has_account)

    def retranslate(self) -> None:
        """Set all visible text."""
        words = self._desk.words
        self.set_title(words._("Templates"))
        self.refresh.set_words(words._("Read again"))
        self._none.setText(words._("Templates can be handed in once the account is set up."))
        self._lead.setText(
            words._(
                "Reminders are sent by templates that WhatsApp reviews first, one for each "
                "language; that takes from minutes to a day. What it has already is left alone."
            )
        )
        self._languages.setAccessibleName(words._("Languages of the reminders"))
        self.submit.set_words(words._("Hand in the reminder templates"))
        if self._overview is not None:
            self.show_templates(self._overview)

    def chosen_languages(self) -> list[str]:
        """The languages that are handed in."""
        return [code for code, chip in self.languages.items() if chip.isChecked()]

    def _read(self) -> None:
        self._start(templates_step(self._desk, self._account))

    def _submit(self) -> None:
        desk, languages = self._desk, self.chosen_languages()
        self._start(
            CheckStep(
                desk.words._("Handing in the reminders…"),
                lambda: desk.do.sync_templates.submit(
                    self._account.open(), kinds=REMINDERS, languages=languages
                ),
                self._told,
            )
        )

    def _start(self, step: CheckStep) -> None:
        if not self.run.running:
            self._enable(False)
            self.run.start((step,))

    def _told(self, done: Sequence[Submitted]) -> list[CheckLine]:
        words = self._desk.words
        if not done:
            text = words._("WhatsApp has all of them already; nothing was handed in.")
            return [CheckLine("ok", text)]
        text = words._("{language}: handed in, {state}.")
        return [
            CheckLine(
                "ok",
                text.format(
                    language=LANGUAGES[one.language].own_name,
                    state=template_said(one.answer.status, words).text,
                ),
            )
            for one in done
        ]

    def _ended(self, _well: bool) -> None:
        self._enable(True)
        self.changed.emit()

    def _enable(self, on: bool) -> None:
        self.refresh.setEnabled(on)
        self.submit.setEnabled(on and bool(self.chosen_languages()))

    def _follow(self) -> None:
        self._enable(not self.run.running)

    def _spread(self) -> None:
        px = self._desk.theme.px
        self._row.setSpacing(px(Space.M))
        self._languages.flow.set_gaps(px(6))


def _row(line: TemplateLine) -> tuple[Cell, ...]:
    state, category, quality = line.state, line.category, line.quality
    return (
        Cell(line.kind, weight=600),
        Cell(line.language),
        Cell(state.text, state.icon, state.tone),
        Cell(category.text, category.icon, category.tone),
        Cell(quality.text, quality.icon, quality.tone),
    )
