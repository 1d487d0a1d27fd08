"""Promotions before there are any: who could get offers by consent, and what is still needed."""

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from salon_desktop.application.explaining.notice import explain
from salon_desktop.ui.desk import Desk
from salon_desktop.ui.news import Ids
from salon_desktop.ui.page import Page, Shell
from salon_desktop.ui.promotions.needs_card import NeedsCard
from salon_desktop.ui.promotions.presenter import Known, needs_of, reach_of, refused
from salon_desktop.ui.promotions.reach_card import ReachCard
from salon_desktop.ui.promotions.rules_card import RulesCard
from salon_desktop.ui.theme.tokens import Space
from salon_desktop.ui.widgets.alert import Alert
from salon_desktop.ui.widgets.cards import ScrollColumn
from salon_desktop.ui.widgets.labels import Label


class PromotionsPage(Page):
    """Teaches and counts; it offers no control that would do nothing."""

    def __init__(self, desk: Desk, shell: Shell) -> None:
        super().__init__()
        self._desk, self._shell = desk, shell
        self._known: Known | None = None
        self._ticket = 0
        theme, words = desk.theme, desk.words
        self._title, self._lead = Label(role="title"), Label(role="small", tone="muted")
        self.state = Alert(theme, "info", icon="megaphone")
        self.trouble = Alert(theme, "danger")
        self.trouble.hide()
        self.reach, self.needs = ReachCard(theme, words), NeedsCard(theme, words)
        self.rules = RulesCard(theme, words)
        self._scroll = ScrollColumn(theme)
        self._cards = QHBoxLayout()
        self._cards.addWidget(self.reach, 2)
        self._cards.addWidget(self.needs, 3)
        self._scroll.column.addWidget(self.state)
        self._scroll.column.addWidget(self.trouble)
        self._scroll.column.addLayout(self._cards)
        self._scroll.column.addWidget(self.rules)
        self._scroll.column.addStretch(1)
        self.controls.addWidget(self._title)
        self.controls.addWidget(self._lead)
        self.controls.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)
        self.needs.go_asked.connect(shell.go_to)
        desk.news.on_consent_changed(self._heard_of)
        desk.news.on_clients_changed(self._heard_of)
        desk.news.on_health_changed(self._heard)
        theme.changed.connect(self._restyle)
        self._restyle()

    def activated(self) -> None:
        """Count anew."""
        self._ticket += 1
        ticket, now, ask = self._ticket, self._desk.clock.now(), self._desk.ask

        def count() -> Known:
            return Known(
                consent=ask.consent.overview(now),
                clients=ask.list_clients.counts(),
                account=ask.salon.account(now),
            )

        def answered(known: Known) -> None:
            if ticket == self._ticket:
                self._known = known
                self.trouble.hide()
                self._show()

        self._desk.tasks.ask_database(count, owner=self, on_done=answered, on_failed=self._failed)

    def retranslate(self) -> None:
        """Set all visible text in the current language."""
        words = self._desk.words
        self._title.setText(words._("Promotions"))
        self._lead.setText(words._("Offers go only to clients who said yes to them"))
        self.state.set_words(
            words._("No offers are sent from here yet."),
            words._(
                "This version gathers the consents that offers need, with their proof. What is "
                "recorded now will count when promotions can be written."
            ),
        )
        for card in (self.reach, self.needs, self.rules):
            card.retranslate()
        self._show()

    def _show(self) -> None:
        known, words, formats = self._known, self._desk.words, self._desk.formats
        if known is None:
            return
        self.reach.show_reach(reach_of(known), refused(known), formats)
        self.needs.show_needs(needs_of(known, self._desk.facts.language, words, formats))

    def _failed(self, problem: Exception) -> None:
        told = explain(problem, self._desk.words, self._desk.formats)
        self.trouble.set_words(told.text, told.advice)
        self.trouble.show()

    def _heard_of(self, _clients: Ids) -> None:
        self._heard()

    def _heard(self) -> None:
        if self.isVisible():
            self.activated()

    def _restyle(self) -> None:
        px = self._desk.theme.px
        self.controls.setSpacing(px(Space.M))
        column = self._scroll.column
        column.setContentsMargins(
            px(Space.PAGE_SIDE), px(Space.PAGE_TOP), px(Space.PAGE_SIDE), px(Space.XL)
        )
        column.setSpacing(px(Space.L))
        self._cards.setSpacing(px(Space.L))
