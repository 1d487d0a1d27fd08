"""How many clients may be written to, by how well their consent is proved."""

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from salon_desktop.domain.consent.events import Strength
from salon_desktop.ui.desk import Desk
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.widgets.bars import Share, StackedBar
from salon_desktop.ui.widgets.cards import SectionCard
from salon_desktop.ui.widgets.hatch import hatch_brush
from salon_desktop.ui.widgets.labels import ElidedLabel, Label
from salon_desktop.ui.widgets.painting import draw_box

_ORDER = (Strength.OWN_MESSAGE, Strength.SIGNED, Strength.SPOKEN)


class _Swatch(QWidget):
    """A small square in the colour of a share."""

    def __init__(self, theme: Theme, colour: str) -> None:
        super().__init__()
        self._theme, self._colour = theme, colour
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(10), self._theme.px(10))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        radius, line = theme.px(3), theme.colour("line")
        place = QRectF(self.rect())
        draw_box(painter, place, radius, theme.colour(self._colour or "sunken"), line)
        if not self._colour:
            painter.fillRect(place.adjusted(1, 1, -1, -1), hatch_brush(theme))


class ReachCard(SectionCard):
    """A big figure, the bar, and the same figures as text."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, role="body")
        self._desk = desk
        self.title.setProperty("weight", "600")
        self.figure, self._of = Label(role="figure"), Label(tone="muted")
        self.bar = StackedBar(desk.theme)
        self.lines: dict[Strength | None, tuple[ElidedLabel, Label]] = {}
        self._lay_out()

    def show_reach(self, title: str, counts: Mapping[Strength, int], everybody: int) -> None:
        """Show these counts of ``everybody``."""
        words, formats = self._desk.words, self._desk.formats
        self.set_title(title)
        reached = sum(counts.values())
        rest = max(0, everybody - reached)
        self.figure.setText(formats.number(reached))
        of = words.n_("of {count} client", "of {count} clients", everybody)
        self._of.setText(of.format(count=formats.number(everybody)))
        names = {
            Strength.OWN_MESSAGE: words._("Own message, or signed and own message"),
            Strength.SIGNED: words._("Signed"),
            Strength.SPOKEN: words._("Spoken, the text read out"),
            None: words._("Not reachable"),
        }
        said: list[str] = []
        for strength, (name, number) in self.lines.items():
            count = rest if strength is None else counts.get(strength, 0)
            name.setText(names[strength])
            number.setText(formats.number(count))
            said.append(f"{names[strength]}: {formats.number(count)}")
        shares = [Share(counts.get(one, 0), f"strength_{int(one)}") for one in _ORDER]
        self.bar.show_shares((*shares, Share(rest, "sunken", hatched=True)), ", ".join(said))

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(self._theme.px(8))
        top.addWidget(self.figure)
        top.addWidget(self._of, 1, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(top)
        self.body.addWidget(self.bar)
        lines = QVBoxLayout()
        lines.setSpacing(self._theme.px(4))
        for strength in (*_ORDER, None):
            name = ElidedLabel(role="small", tone="muted")
            number = Label(role="small", weight=600)
            colour = "" if strength is None else f"strength_{int(strength)}"
            row = QHBoxLayout()
            row.setSpacing(self._theme.px(6))
            row.addWidget(_Swatch(self._theme, colour))
            row.addWidget(name, 1)
            row.addWidget(number)
            lines.addLayout(row)
            self.lines[strength] = (name, number)
        self.body.addLayout(lines)
        self.body.addStretch(1)
