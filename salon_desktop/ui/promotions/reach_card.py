"""The reach of offers: one figure, a bar by proof, and the same figures as text."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from salon_desktop.domain.consent.events import Strength
from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats
from salon_desktop.ui.promotions.presenter import Reach, proof_words
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Space
from salon_desktop.ui.widgets.bars import Share, StackedBar
from salon_desktop.ui.widgets.cards import SectionCard
from salon_desktop.ui.widgets.hatch import hatch_brush
from salon_desktop.ui.widgets.labels import Label
from salon_desktop.ui.widgets.painting import draw_box

COLOURS = {
    Strength.OWN_MESSAGE: "strength_4",
    Strength.SIGNED: "strength_3",
    Strength.SPOKEN: "strength_2",
}
_SIDE = 10


class _Swatch(QWidget):
    """The colour of a share, or the hatch of what is not reached."""

    def __init__(self, theme: Theme, colour: str) -> None:
        super().__init__()
        self._theme, self._colour = theme, colour
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFixedSize(theme.px(_SIDE), theme.px(_SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        colour = theme.colour(self._colour or "sunken")
        draw_box(painter, self.rect(), theme.px(3), colour)
        if not self._colour:
            painter.fillRect(self.rect(), hatch_brush(theme, self.devicePixelRatioF()))


class ReachCard(SectionCard):
    """Counts clients once, by their best proof."""

    def __init__(self, theme: Theme, words: Catalog) -> None:
        super().__init__(theme)
        self._look, self._words = theme, words
        self.figure, self._of = Label(role="figure"), Label(tone="muted")
        self._bar = StackedBar(theme)
        self._line, self._legend = QHBoxLayout(), QGridLayout()
        self._line.addWidget(self.figure, 0, Qt.AlignmentFlag.AlignBottom)
        self._line.addWidget(self._of, 1, Qt.AlignmentFlag.AlignBottom)
        self._legend.setColumnStretch(1, 1)
        self._note = Label(role="small", tone="muted", wrap=True)
        self.body.addLayout(self._line)
        self.body.addWidget(self._bar)
        self.body.addLayout(self._legend)
        self.body.addWidget(self._note)
        self.body.addStretch(1)
        theme.changed.connect(self._space)
        self._space()

    def show_reach(self, reach: Reach, refused: int, formats: Formats) -> None:
        """Show the figures."""
        words = self._words
        self.figure.setText(formats.number(reach.count))
        text = words.n_("of {count} client", "of {count} clients", reach.total)
        self._of.setText(text.format(count=formats.number(reach.total)))
        rows = [
            (COLOURS[one.strength], proof_words(one.strength, words), one.count)
            for one in reach.proven
        ]
        rows.append(("", words._("Not reachable with offers"), reach.others))
        described = formats.listing([f"{name}: {formats.number(count)}" for _, name, count in rows])
        self._bar.show_shares(
            [Share(count, colour, hatched=not colour) for colour, _, count in rows], described
        )
        self._fill_legend(rows, formats)
        said_no = words.n_(
            "{count} answer was no or was taken back; it is respected without asking again.",
            "{count} answers were no or were taken back; they are respected without asking again.",
            refused,
        )
        self._note.setText(said_no.format(count=formats.number(refused)) if refused else "")
        self._note.setVisible(bool(refused))

    def retranslate(self) -> None:
        """Name the card; the page shows the figures anew."""
        self.set_title(self._words._("Reachable with offers"))

    def _fill_legend(self, rows: list[tuple[str, str, int]], formats: Formats) -> None:
        while (item := self._legend.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, (colour, name, count) in enumerate(rows):
            self._legend.addWidget(_Swatch(self._look, colour), number, 0)
            self._legend.addWidget(Label(name, role="small"), number, 1)
            figure = Label(formats.number(count), role="small", weight=600)
            self._legend.addWidget(figure, number, 2, Qt.AlignmentFlag.AlignRight)

    def _space(self) -> None:
        px = self._look.px
        self._line.setSpacing(px(Space.S))
        self._legend.setHorizontalSpacing(px(Space.S))
        self._legend.setVerticalSpacing(px(6))
