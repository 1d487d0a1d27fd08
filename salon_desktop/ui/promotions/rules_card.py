"""The rules every offer will keep: what the desk can promise a client who asks."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout

from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Space
from salon_desktop.ui.widgets.cards import SectionCard
from salon_desktop.ui.widgets.icon_label import IconLabel
from salon_desktop.ui.widgets.labels import Label

ICONS = ("shield-check", "ban", "gauge", "clock")


class RulesCard(SectionCard):
    """Four sentences in two columns."""

    def __init__(self, theme: Theme, words: Catalog) -> None:
        super().__init__(theme)
        self._look, self._words = theme, words
        self._texts = [Label(wrap=True) for _ in ICONS]
        self._grid = QGridLayout()
        for number, (icon, text) in enumerate(zip(ICONS, self._texts, strict=True)):
            row, column = divmod(number, 2)
            sign = IconLabel(theme, icon, size=16)
            self._grid.addWidget(sign, row, column * 2, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(text, row, column * 2 + 1, Qt.AlignmentFlag.AlignTop)
        for column in (1, 3):
            self._grid.setColumnStretch(column, 1)
        self.body.addLayout(self._grid)
        theme.changed.connect(self._space)
        self._space()

    def retranslate(self) -> None:
        """Set all visible text."""
        words = self._words
        self.set_title(words._("What every offer keeps to"))
        sentences = (
            words._("Only with a consent to offers of her own, and never because of reminders."),
            words._("A STOP ends offers at once, in whatever words it is written."),
            words._("Two offers in 30 days at most, and the day's limit is kept for reminders."),
            words._("Never in quiet hours, never right before a visit, never to minors."),
        )
        for label, text in zip(self._texts, sentences, strict=True):
            label.setText(text)

    def _space(self) -> None:
        px = self._look.px
        self._grid.setHorizontalSpacing(px(Space.S))
        self._grid.setVerticalSpacing(px(Space.M))
