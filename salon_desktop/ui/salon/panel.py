"""What one page of the salon section is made of: a title, a lead, and cards that scroll."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salon_desktop.ui.desk import Desk
from salon_desktop.ui.theme.tokens import Space
from salon_desktop.ui.widgets.alert import Alert
from salon_desktop.ui.widgets.cards import ScrollColumn, SectionCard
from salon_desktop.ui.widgets.labels import Label

WIDEST = 1000


class Panel(ScrollColumn):
    """A heir adds cards to ``self.cards``, sets all text in `retranslate` and asks in `ask`.

    Page keys and arrows scroll it, so that tables without a cursor can be read by the keyboard.
    """

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme)
        self.desk = desk
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.title, self.lead = Label(role="title", wrap=True), Label(tone="muted", wrap=True)
        self.trouble = Alert(desk.theme, "danger")
        self.trouble.hide()
        self._inside = QWidget()
        self.cards = QVBoxLayout(self._inside)
        for part in (self.title, self.lead, self.trouble):
            self.cards.addWidget(part)
        self._row = QHBoxLayout()
        # The second stretch only wins where the page is wider than its cards may be.
        self._row.addWidget(self._inside, 1)
        self._row.addStretch(0)
        self.column.addLayout(self._row)
        self.column.addStretch(1)
        desk.theme.changed.connect(self._space)
        self._space()

    def ask(self) -> None:
        """The page is shown now: bring it up to date."""

    def retranslate(self) -> None:
        """Set all visible text in the current language."""
        raise NotImplementedError

    def card(self) -> SectionCard:
        """Set a card below the others and return it."""
        made = SectionCard(self.desk.theme)
        self.cards.addWidget(made)
        return made

    def _space(self) -> None:
        px = self.desk.theme.px
        self._inside.setMaximumWidth(px(WIDEST))
        self.cards.setContentsMargins(
            px(Space.PAGE_SIDE), px(Space.PAGE_TOP), px(Space.PAGE_SIDE), px(Space.XL)
        )
        self.cards.setSpacing(px(Space.L))
