"""The WhatsApp account: what is closed, its health, its access, its templates."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout

from salon_desktop.application.commands.open_valve import OpenValve, ValveAnswer
from salon_desktop.application.explaining.notice import explain
from salon_desktop.application.platform_settings import PlatformSettingsWrong
from salon_desktop.application.queries.salon_overview import AccountOverview
from salon_desktop.ui.desk import Desk
from salon_desktop.ui.page import Shell
from salon_desktop.ui.salon.account_form import AccountForm
from salon_desktop.ui.salon.account_views import (
    ValveView,
    health_facts,
    troubles_of,
    valve_views,
)
from salon_desktop.ui.salon.asking import Asking
from salon_desktop.ui.salon.check_lines import CheckLines
from salon_desktop.ui.salon.checking import CheckRun, check_steps, health_step
from salon_desktop.ui.salon.fact_list import FactList
from salon_desktop.ui.salon.panel import Panel
from salon_desktop.ui.salon.port import Account
from salon_desktop.ui.salon.templates_card import TemplatesCard
from salon_desktop.ui.salon.valve_cards import ValveCards
from salon_desktop.ui.theme.tokens import Space
from salon_desktop.ui.widgets.alert import Alert
from salon_desktop.ui.widgets.buttons import Button
from salon_desktop.ui.widgets.labels import Label
from salon_desktop.ui.widgets.toast import Notice


class AccountPanel(Panel):
    """Everything that waits for the platform runs in the network's pool, step by step."""

    def __init__(self, desk: Desk, shell: Shell, account: Account) -> None:
        super().__init__(desk)
        self._shell, self._account = shell, account
        self._overview: AccountOverview | None = None
        self._asking = Asking(desk, self)
        theme, words = desk.theme, desk.words
        self.valves = ValveCards(theme, words)
        self.cards.addWidget(self.valves)
        self._health_card = self.card()
        self.refresh = Button(theme, size="small", icon="refresh-cw")
        self._said_at = Label(role="small", tone="muted")
        self.facts, self._troubles = FactList(theme), Alert(theme, "warn")
        self._none = Label(tone="muted", wrap=True)
        self.form, self.checks = AccountForm(theme, words), CheckLines(theme)
        self.health_checks = CheckLines(theme)
        self.save = Button(theme, kind="primary", icon="shield-check")
        self.templates = TemplatesCard(desk, account)
        self._lay_out()
        self.run = CheckRun(
            desk,
            self,
            show=self.checks.show_lines,
            field_wrong=self._field_wrong,
            ended=self._checked,
        )
        self.health_run = CheckRun(
            desk,
            self,
            show=self.health_checks.show_lines,
            field_wrong=self._field_wrong,
            ended=self._refreshed,
        )
        self._connect()

    def ask(self) -> None:
        """Read what is known of the account anew, and which secrets are kept."""
        now = self.desk.clock.now()
        self._asking(lambda: self.desk.ask.salon.account(now), self._take)
        self.desk.tasks.ask_network(
            self._account.kept_secrets,
            owner=self,
            on_done=self.form.show_kept,
            on_failed=self._asking.show,
        )

    def check(self) -> None:
        """Check what was typed and keep it if WhatsApp takes the token."""
        if self.run.running or self._point_out_addresses():
            return
        self.save.setEnabled(False)
        self.run.start(check_steps(self.desk, self._account, self.form.wish()))

    def retranslate(self) -> None:
        """Set all visible text."""
        words = self.desk.words
        self.title.setText(words._("WhatsApp account"))
        self.lead.setText(
            words._(
                "Messages leave through the official WhatsApp Business Platform, with the salon's "
                "own account and number."
            )
        )
        self._health_card.set_title(words._("Health"))
        self.refresh.set_words(words._("Ask WhatsApp now"))
        self._none.setText(
            words._(
                "No account is set up. Everything else works without it; clients are phoned. "
                "Enter ids and token below when you have them."
            )
        )
        self.form.retranslate()
        self.save.set_words(words._("Check and save"))
        self.templates.retranslate()
        self._show()

    def _lay_out(self) -> None:
        self._health_card.head.addWidget(self._said_at)
        self._health_card.head.addWidget(self.refresh)
        for part in (self._none, self.facts, self._troubles, self.health_checks):
            self._health_card.body.addWidget(part)
        self._troubles.hide()
        self._buttons = QHBoxLayout()
        self._buttons.addWidget(self.save)
        self._buttons.addStretch(1)
        self.form.body.addLayout(self._buttons)
        self.form.body.addWidget(self.checks)
        self.cards.addWidget(self.form)
        self.cards.addWidget(self.templates)
        self.desk.theme.changed.connect(self._spread)
        self._spread()

    def _connect(self) -> None:
        self.refresh.clicked.connect(self._ask_health)
        self.save.clicked.connect(self.check)
        self.form.finished.connect(self.check)
        self.valves.open_asked.connect(self._open_valve)
        self.templates.changed.connect(self.ask)
        self.desk.news.on_health_changed(self._heard)

    def _heard(self) -> None:
        if self.isVisible():
            self.ask()

    def _take(self, overview: AccountOverview) -> None:
        self._overview = overview
        self.form.show_settings(overview.settings)
        self._show()

    def _show(self) -> None:
        overview = self._overview
        if overview is None:
            return
        words, formats, now = self.desk.words, self.desk.formats, self.desk.clock.now()
        self.valves.show_valves(valve_views(overview.valves, words, formats))
        facts = health_facts(overview, now, words, formats)
        self.facts.show_facts(facts)
        self.facts.setVisible(bool(facts))
        self._none.setVisible(overview.settings is None)
        self.refresh.setVisible(overview.settings is not None)
        self._said_at.setText(
            ""
            if overview.number is None
            else words._("asked {age}").format(
                age=formats.age(min(overview.number.said_at, now), now)
            )
        )
        self._show_troubles(troubles_of(overview, words))
        self.templates.show_templates(overview)

    def _show_troubles(self, troubles: Sequence[tuple[str, str]]) -> None:
        self._troubles.setVisible(bool(troubles))
        if troubles:
            text, advice = troubles[0]
            more = " ".join(f"{one} {advised}" for one, advised in troubles[1:])
            self._troubles.set_words(text, f"{advice} {more}".strip())

    def _ask_health(self) -> None:
        if not self.health_run.running:
            self.refresh.setEnabled(False)
            self.health_run.start((health_step(self.desk, self._account),))

    def _field_wrong(self, problem: PlatformSettingsWrong) -> None:
        told = explain(problem, self.desk.words, self.desk.formats)
        self.form.show_wrong(str(problem.facts.get("field")), f"{told.text} {told.advice}".strip())

    def _point_out_addresses(self) -> bool:
        """Say beside a field that its address is none, or what belongs to it; tell if any was."""
        wrong = self.form.wrong_addresses()
        for name in reversed(wrong):
            problem = PlatformSettingsWrong(field="address")
            told = explain(problem, self.desk.words, self.desk.formats)
            self.form.show_wrong(name, f"{told.text} {told.advice}")
        if not wrong and self.form.lacks_verify_token():
            text = self.desk.words._("The hook answers only to its verify token: enter it as well.")
            self.form.show_wrong("verify_token", text)
            return True
        return bool(wrong)

    def _checked(self, well: bool) -> None:
        self.save.setEnabled(True)
        if well:
            self.form.saved()
            self.desk.news.tell_settings_changed()
            self._refreshed(well)
        else:
            self.ask()

    def _refreshed(self, _well: bool) -> None:
        self.refresh.setEnabled(True)
        # Whoever shows the state of the account looks again, this page among them.
        self.desk.news.tell_health_changed()

    def _open_valve(self, valve: ValveView) -> None:
        wish = OpenValve(name=valve.name, reason=valve.reason)
        self.desk.tasks.ask_database(
            lambda: self.desk.do.open_valve(wish),
            owner=self,
            on_done=self._valve_answered,
            on_failed=self._asking.show,
        )

    def _valve_answered(self, answer: ValveAnswer) -> None:
        words = self.desk.words
        if answer.is_open:
            self._shell.tell(Notice(words._("Sending is open again.")))
        else:
            text = words._("It stays closed: something else has closed it meanwhile.")
            self._shell.tell(Notice(text, tone="warn"))
        self.desk.news.tell_health_changed()

    def _spread(self) -> None:
        self._buttons.setSpacing(self.desk.theme.px(Space.S))
