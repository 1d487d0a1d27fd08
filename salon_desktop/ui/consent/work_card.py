"""What the owner has to put in order: eight lists with their counts, and the register's seal."""

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout

from salon_desktop.application.queries.consent_status import WorkList
from salon_desktop.application.queries.verify_ledger import LedgerState, LedgerVerdict
from salon_desktop.ui.consent.why_words import short_hash
from salon_desktop.ui.consent.work_words import LOOKS, work_advice, work_title
from salon_desktop.ui.desk import Desk
from salon_desktop.ui.theme.tokens import Size
from salon_desktop.ui.widgets.alert import Alert
from salon_desktop.ui.widgets.buttons import Button
from salon_desktop.ui.widgets.chips import Chip
from salon_desktop.ui.widgets.labels import Label, Line, Part
from salon_desktop.ui.widgets.painting import draw_icon, draw_text

_ROW = 48


class WorkRow(QAbstractButton):
    """One list: pressed, it opens in the drawer."""

    def __init__(self, desk: Desk, work: WorkList) -> None:
        super().__init__()
        self._desk, self._work, self.count = desk, work, 0
        self._title = self._advice = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        desk.theme.changed.connect(self.updateGeometry)

    def show_count(self, count: int) -> None:
        """Show how many are on the list."""
        words = self._desk.words
        self.count = count
        self._title = work_title(words, self._work, self._desk.facts.country)
        self._advice = work_advice(words, self._work)
        number = self._desk.formats.number(count)
        self.setAccessibleName(f"{self._title}: {number}, {self._advice}")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._desk.theme.px(320), self._desk.theme.px(_ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, px = QPainter(self), self._desk.theme, self._desk.theme.px
        if self.underMouse():
            painter.fillRect(self.rect().adjusted(1, 0, -1, -1), theme.colour("hover"))
        line = QRectF(1, self.height() - 1, self.width() - 2, 1)
        painter.fillRect(line, theme.colour("line_soft"))
        look, middle = LOOKS[self._work], self.height() / 2
        ink = look.ink if self.count else "ok"
        draw_icon(painter, theme, look.icon, QPointF(px(16 + 8), middle), Size.ICON, ink)
        right = self.width() - px(16)
        chevron = QPointF(right - px(8), middle)
        draw_icon(painter, theme, "chevron-right", chevron, Size.ICON, "text_3")
        number = QRectF(right - px(84), 0, px(56), self.height())
        figure, count_ink = theme.font("heading"), theme.colour("text" if self.count else "ok")
        text = self._desk.formats.number(self.count)
        draw_text(painter, number, text, figure, count_ink, right=True)
        left = px(16 + 16 + 12)
        wide = number.left() - left - px(8)
        title = QRectF(left, px(7), wide, px(18))
        draw_text(painter, title, self._title, theme.font("body", 500), theme.colour("text"))
        advice = QRectF(left, px(26), wide, px(14))
        draw_text(painter, advice, self._advice, theme.font("caption"), theme.colour("text_3"))


class WorkCard(Part):
    """The lists, and below them whether anybody touched the register."""

    opened = Signal(object)
    """Show this `WorkList`."""

    verify_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__("card")
        self._desk = desk
        self._verdict: LedgerVerdict | None = None
        self._verified_at = ""
        self._is_verifying = False
        self._title, self._total = Label(role="heading"), Chip(desk.theme, tone="neutral")
        self.rows = {work: WorkRow(desk, work) for work in WorkList}
        self.seal = Alert(desk.theme, "muted", icon="link")
        self.verify = Button(desk.theme)
        self._lay_out()
        self.verify.clicked.connect(self.verify_asked)
        for work, row in self.rows.items():
            row.clicked.connect(partial(self._open, work))
        desk.theme.changed.connect(self._measure)
        self._measure()

    def show_work(self, work: Mapping[WorkList, int]) -> None:
        """Show the counts."""
        for one, row in self.rows.items():
            row.show_count(work.get(one, 0))
        words, total = self._desk.words, sum(work.values())
        entries = words.n_("{count} entry", "{count} entries", total)
        self._total.show_fact(entries.format(count=self._desk.formats.number(total)))

    def show_verifying(self) -> None:
        """The walk along the chain is under way."""
        self._is_verifying = True
        self.retranslate()

    def show_verdict(self, verdict: LedgerVerdict, at: str) -> None:
        """Show what the walk found, at that time (written)."""
        self._verdict, self._verified_at, self._is_verifying = verdict, at, False
        self.retranslate()

    def show_unverified(self) -> None:
        """The walk could not be made."""
        self._is_verifying = False
        self.retranslate()

    def retranslate(self) -> None:
        """Say everything in the current language."""
        words, formats = self._desk.words, self._desk.formats
        self._title.setText(words._("To put in order"))
        self.verify.set_words(words._("Verify now"))
        self.verify.setEnabled(not self._is_verifying)
        for row in self.rows.values():
            row.show_count(row.count)
        verdict = self._verdict
        if self._is_verifying or verdict is None:
            text = words._("The register is being verified…") if self._is_verifying else ""
            self.seal.set_tone("muted", "link")
            self.seal.set_words("", text or words._("The register was not verified yet."))
            return
        count = words.n_("{count} event", "{count} events", verdict.count)
        events = count.format(count=formats.number(verdict.count))
        head = short_hash(verdict.head_hash)
        if verdict.state is LedgerState.BROKEN:
            self.seal.set_tone("danger", "triangle-alert")
            sentence = words._(
                "event {number} does not hold. Do not send, keep the file as it is and call the"
                " support; the copies show since when."
            )
            broken = sentence.format(number=formats.number(verdict.broken_at or 0))
            self.seal.set_words(words._("The register was changed:"), broken)
            return
        self.seal.set_tone("ok", "link")
        text = words._("{events}, chain verified at {time}, seal {seal}.")
        body = text.format(events=events, time=self._verified_at, seal=head)
        if verdict.erased:
            erased = words.n_(
                "Details of {count} event were erased, as asked.",
                "Details of {count} events were erased, as asked.",
                verdict.erased,
            )
            body = f"{body} {erased.format(count=formats.number(verdict.erased))}"
        self.seal.set_words(words._("The register is whole."), body)

    def _open(self, work: WorkList) -> None:
        self.opened.emit(work)

    def _lay_out(self) -> None:
        self._top = QHBoxLayout()
        self._top.addWidget(self._title)
        self._top.addWidget(self._total)
        self._top.addStretch(1)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self.seal, 1)
        self._foot.addWidget(self.verify, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._top)
        column.addWidget(Line())
        for row in self.rows.values():
            column.addWidget(row)
        column.addLayout(self._foot)
        column.addStretch(1)

    def _measure(self) -> None:
        px = self._desk.theme.px
        self._top.setContentsMargins(px(16), px(12), px(16), px(10))
        self._top.setSpacing(px(8))
        self._foot.setContentsMargins(px(16), px(14), px(16), px(14))
        self._foot.setSpacing(px(12))
