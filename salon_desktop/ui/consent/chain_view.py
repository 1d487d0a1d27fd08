"""The chain of proofs of one question: what happened, how, and with which text."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salon_desktop.application.explaining.consent_words import (
    kind_words,
    method_words,
    strength_words,
)
from salon_desktop.domain.consent.events import ConsentEvent, EventKind, Method
from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.widgets.labels import Label
from salon_desktop.ui.widgets.painting import draw_box, draw_icon

_SIDE = 24
_LOWERED = {EventKind.REFUSED, EventKind.WITHDRAWN, EventKind.OBJECTION}
_BY_METHOD = {
    Method.OWN_MESSAGE: "message-circle",
    Method.BUTTON: "message-circle",
    Method.SCREEN_SIGNATURE: "signature",
    Method.PAPER_FORM: "file-text",
    Method.SPOKEN: "volume-2",
    Method.IMPORT: "upload",
    Method.PLATFORM_EVENT: "smartphone",
    Method.DESK: "pencil-line",
}


@dataclass(frozen=True, slots=True)
class Link:
    """One step of the chain: icon, tone, what happened, and what shows it."""

    icon: str
    tone: str
    what: str = field(repr=False)
    proof: str = field(repr=False)


def links_of(words: Catalog, formats: Formats, events: Sequence[ConsentEvent]) -> list[Link]:
    """Return the chain, oldest first; ``events`` come newest first."""
    return [_link(words, formats, event) for event in reversed(events)]


def _link(words: Catalog, formats: Formats, event: ConsentEvent) -> Link:
    tone = "info"
    if event.kind in (EventKind.GRANTED, EventKind.CONFIRMED_BY_OWN_MESSAGE):
        tone = "ok"
    elif event.kind in _LOWERED:
        tone = "danger"
    when = formats.date_time(event.happened_at)
    number = words._("event {number}").format(number=formats.number(event.seq or 0))
    parts = [method_words(event.method, words), strength_words(event.strength, words), number]
    if event.wording is not None:
        parts.insert(2, words._("text version {version}").format(version=event.wording.version))
    if event.withdrawn_via:
        parts.insert(1, f"«{event.withdrawn_via}»")
    return Link(
        icon="ban" if event.kind in _LOWERED else _BY_METHOD[event.method],
        tone=tone,
        what=f"{when} · {kind_words(event.kind, words)}",
        proof=" · ".join(dict.fromkeys(part for part in parts if part)),
    )


class _Sign(QWidget):
    """A round sign with the line to the next one."""

    def __init__(self, theme: Theme, link: Link, *, last: bool) -> None:
        super().__init__()
        self._theme, self._link, self._last = theme, link, last
        self.setFixedWidth(theme.px(_SIDE))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        side = theme.px(_SIDE)
        if not self._last:
            painter.setPen(QPen(theme.colour("line"), 1))
            painter.drawLine(QPointF(side / 2, side), QPointF(side / 2, self.height()))
        place = QRectF(0, 0, side, side)
        draw_box(painter, place, side / 2, theme.colour(f"{self._link.tone}_soft"))
        draw_icon(painter, theme, self._link.icon, place.center(), 14, self._link.tone)


class ChainView(QWidget):
    """The links one below the other."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)

    def show_links(self, links: Sequence[Link]) -> None:
        """Show this chain."""
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        px = self._theme.px
        for place, link in enumerate(links):
            line, last = QWidget(), place == len(links) - 1
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(px(12))
            row.addWidget(_Sign(self._theme, link, last=last))
            said = QVBoxLayout()
            said.setContentsMargins(0, px(2), 0, 0 if last else px(14))
            said.setSpacing(px(1))
            said.addWidget(Label(link.what, weight=500, wrap=True))
            said.addWidget(Label(link.proof, role="small", tone="muted", wrap=True))
            row.addLayout(said, 1)
            self._column.addWidget(line)
