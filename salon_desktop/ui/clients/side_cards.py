"""The cards at the right: what comes next, how she comes, and the notes."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QVBoxLayout, QWidget

from salon_desktop.application.explaining.visit_words import status_words
from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats
from salon_desktop.ui.clients.card_facts import CardFacts, Rhythm, rhythm_of
from salon_desktop.ui.clients.table_rows import STATUS_SIGNS, day_in_words
from salon_desktop.ui.desk import Desk
from salon_desktop.ui.widgets.buttons import IconButton
from salon_desktop.ui.widgets.cards import SectionCard
from salon_desktop.ui.widgets.icon_label import IconLabel
from salon_desktop.ui.widgets.labels import Label
from salon_desktop.ui.widgets.runs import Run, RunLabel

WIDE = 272
_WIDEST = 16_777_215
_KEY = 92


class _SideCard(SectionCard):
    """A card with a small grey title."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.theme, role="caption")
        self._desk = desk
        self.title.setProperty("tone", "faint")
        self.title.setProperty("weight", "600")


class NextCard(_SideCard):
    """The next visit, or that there is none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._when = Label(role="heading", wrap=True)
        self._what = Label(role="small", tone="muted", wrap=True)
        self._status = QWidget()
        self._sign = IconLabel(desk.theme, "check", size=14, tone="ok")
        self._state = RunLabel(desk.theme, role="small", wrap=True)
        row = QGridLayout(self._status)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._sign, 0, 0)
        row.addWidget(self._state, 0, 1)
        row.setColumnStretch(1, 1)
        for part in (self._when, self._what, self._status):
            self.body.addWidget(part)
        self.body.addStretch(1)

    def show_client(self, facts: CardFacts) -> None:
        """Show what comes next."""
        words, formats, desk = self._desk.words, self._desk.formats, self._desk
        self.set_title(words._("Next"))
        upcoming = facts.card.upcoming
        self._status.setVisible(bool(upcoming))
        if not upcoming:
            self._when.setText(words._("No appointment"))
            self._what.setText(words._("“Book” opens the agenda with this client chosen."))
            return
        visit = upcoming[0]
        today = desk.clock.now().astimezone(desk.facts.zone).date()
        span = formats.time_span(visit.start, visit.end)
        day = day_in_words(words, formats, visit.day, today)
        self._when.setText(words._("{day}, {time}").format(day=day, time=span))
        services = formats.listing([one.service for one in visit.services])
        operators = formats.listing(list(dict.fromkeys(one.operator for one in visit.services)))
        self._what.setText(" · ".join(part for part in (services, operators) if part))
        icon, ink = STATUS_SIGNS[visit.status]
        self._sign.show_icon(icon, ink)
        self._state.set_runs((Run(status_words(visit.status, words), tone=ink),))


class RhythmCard(_SideCard):
    """How she comes: what, how often, when, with whom, and how often she did not."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._lines = QWidget()
        self._grid = QGridLayout(self._lines)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(1, 1)
        self.body.addWidget(self._lines)
        self.body.addStretch(1)
        desk.theme.changed.connect(self._measure)
        self._measure()

    def show_client(self, facts: CardFacts) -> None:
        """Show what her visits tell."""
        words = self._desk.words
        self.set_title(words._("Rhythm"))
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        lines = rhythm_lines(words, self._desk.formats, rhythm_of(facts.card))
        for row, (name, value) in enumerate(lines):
            self._grid.addWidget(Label(name, role="small", tone="faint", wrap=True), row, 0)
            said = Label(value, role="small", weight=500, wrap=True)
            self._grid.addWidget(said, row, 1)

    def _measure(self) -> None:
        px = self._desk.theme.px
        self._grid.setColumnMinimumWidth(0, px(_KEY))
        self._grid.setVerticalSpacing(px(6))
        self._grid.setHorizontalSpacing(px(12))


class NotesCard(_SideCard):
    """What people wrote down about her; never about health."""

    edit_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._edit = IconButton(desk.theme, "pencil", size=24, icon_size=14, colour="accent")
        self._edit.clicked.connect(self.edit_asked)
        self.head.addWidget(self._edit)
        self._note = Label(role="small", tone="muted", wrap=True, selectable=True)
        self.body.addWidget(self._note)
        self.body.addStretch(1)

    def show_client(self, facts: CardFacts) -> None:
        """Show the note."""
        words = self._desk.words
        self.set_title(words._("Notes"))
        self._edit.set_words(words._("Edit the note"))
        self._note.setText(facts.card.note or words._("Nothing noted."))


def rhythm_lines(words: Catalog, formats: Formats, rhythm: Rhythm) -> list[tuple[str, str]]:
    """Return name and value of what is known."""
    lines: list[tuple[str, str]] = []
    if rhythm.service is not None:
        lines.append((words._("Mostly"), rhythm.service))
    if rhythm.weeks is not None:
        every = words.n_("every week", "every {count} weeks", rhythm.weeks)
        lines.append((words._("How often"), every.format(count=rhythm.weeks)))
    if rhythm.weekdays:
        names = formats.weekday_names(short=True)
        days = formats.listing([names[day] for day in sorted(rhythm.weekdays)])
        lines.append((words._("Usual time"), _with_half(words, days, rhythm.is_morning)))
    if rhythm.operator is not None:
        lines.append((words._("Usually with"), rhythm.operator))
    lines.append((words._("Visits"), formats.number(rhythm.visits)))
    missed = words.n_("{count} in 12 months", "{count} in 12 months", rhythm.no_shows)
    lines.append((words._("No-shows"), missed.format(count=formats.number(rhythm.no_shows))))
    return lines


def _with_half(words: Catalog, days: str, is_morning: bool | None) -> str:
    if is_morning is None:
        return days
    text = words._("{days}, morning") if is_morning else words._("{days}, afternoon")
    return text.format(days=days)


class SideColumn(QWidget):
    """The three cards one below the other."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk, self._is_across = desk, False
        self.next, self.rhythm, self.notes = NextCard(desk), RhythmCard(desk), NotesCard(desk)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.addWidget(self.next)
        self._column.addWidget(self.rhythm)
        self._column.addWidget(self.notes, 1)
        desk.theme.changed.connect(self._measure)
        self._measure()

    def show_client(self, facts: CardFacts) -> None:
        """Show this client in all three."""
        for card in (self.next, self.rhythm, self.notes):
            card.show_client(facts)

    def set_across(self, across: bool) -> None:
        """Stand side by side under the tables, where there is no room beside them."""
        self._is_across = across
        way = QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom
        self._column.setDirection(way)
        for card in (self.next, self.rhythm):
            self._column.setStretchFactor(card, 1 if across else 0)
        self._measure()

    def _measure(self) -> None:
        wide = self._desk.theme.px(WIDE)
        self.setMinimumWidth(0 if self._is_across else wide)
        self.setMaximumWidth(_WIDEST if self._is_across else wide)
        self._column.setSpacing(self._desk.theme.px(16))
