"""Opening hours, people, rooms and devices, treatments: shown as they are."""

from collections.abc import Sequence
from itertools import groupby

from salon_desktop.application.queries.salon_overview import (
    Colleague,
    PricedService,
    SalonHours,
    Unit,
)
from salon_desktop.ui.desk import Desk
from salon_desktop.ui.salon.asking import Asking
from salon_desktop.ui.salon.fact_table import Cell, Column, FactTable
from salon_desktop.ui.salon.panel import Panel
from salon_desktop.ui.salon.set_up_views import (
    also_words,
    conditions_words,
    done_words,
    exception_rows,
    minutes_words,
    role_of,
    week_rows,
)
from salon_desktop.ui.salon.wording import category_mark, category_words
from salon_desktop.ui.widgets.labels import Label


class HoursPanel(Panel):
    """The usual week, and the days that are not as usual."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._hours: SalonHours | None = None
        self._asking = Asking(desk, self)
        self._week_card, self._other_card = self.card(), self.card()
        self.week, self.other = FactTable(desk.theme), FactTable(desk.theme)
        self._holidays, self._none = Label(role="small", tone="muted"), Label(tone="muted")
        self._week_card.body.addWidget(self.week)
        self._week_card.body.addWidget(self._holidays)
        self._other_card.body.addWidget(self.other)
        self._other_card.body.addWidget(self._none)

    def ask(self) -> None:
        """Read the hours anew."""
        desk = self.desk
        today = desk.clock.now().astimezone(desk.facts.zone).date()
        self._asking(lambda: desk.ask.salon.hours(today), self._take)

    def retranslate(self) -> None:
        """Set all visible text."""
        words = self.desk.words
        self.title.setText(words._("Opening hours"))
        self.lead.setText(words._("When appointments can be booked."))
        self._week_card.set_title(words._("The usual week"))
        self._other_card.set_title(words._("Other days"))
        self._none.setText(words._("From today on every day is as usual."))
        self._show()

    def _take(self, hours: SalonHours) -> None:
        self._hours = hours
        self._show()

    def _show(self) -> None:
        hours, words = self._hours, self.desk.words
        if hours is None:
            return
        rows = [_hours_row(*row) for row in week_rows(hours, words, self.desk.formats)]
        day, times = words._("Day"), words.p_("column", "Open")
        length = Column(words.p_("column", "Length"), right=True)
        self.week.show_rows(
            words._("The usual week"), (Column(day), Column(times, stretches=True), length), rows
        )
        self._holidays.setText(
            words._("On public holidays the salon is closed unless the day stands below.")
            if hours.week.closes_on_holidays
            else words._("Public holidays are days like any other.")
        )
        others = [_hours_row(*row) for row in exception_rows(hours, words, self.desk.formats)]
        self.other.show_rows(
            words._("Other days"),
            (Column(day), Column(times, stretches=True), Column(words._("Why"), right=True)),
            others,
        )
        self.other.setVisible(bool(others))
        self._none.setVisible(not others)


class PeoplePanel(Panel):
    """Who works here, and who has a column in the agenda."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._people: tuple[Sequence[Colleague], int] | None = None
        self._asking = Asking(desk, self)
        self._card = self.card()
        self.table = FactTable(desk.theme)
        self._card.body.addWidget(self.table)

    def ask(self) -> None:
        """Read the people anew."""
        salon = self.desk.ask.salon
        self._asking(lambda: (salon.people(), len(salon.services())), self._take)

    def retranslate(self) -> None:
        """Set all visible text."""
        words = self.desk.words
        self.title.setText(words._("People"))
        self.lead.setText(words._("Whoever treats clients has a column in the agenda."))
        self._show()

    def _take(self, people: tuple[Sequence[Colleague], int]) -> None:
        self._people = people
        self._show()

    def _show(self) -> None:
        words = self.desk.words
        if self._people is None:
            return
        people, offered = self._people
        self.table.show_rows(
            words._("People"),
            (
                Column(words._("Name"), stretches=True),
                Column(words._("Role")),
                Column(words.p_("column", "Treatments")),
            ),
            [
                (
                    Cell(one.name, weight=600, mark=category_mark(one.colour or "done")),
                    Cell(role_of(one, words)),
                    Cell(done_words(one, offered, words), tone="muted"),
                )
                for one in people
            ],
        )


class RoomsPanel(Panel):
    """Rooms, and devices that only one client at a time can use."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._units: Sequence[Unit] | None = None
        self._asking = Asking(desk, self)
        self._room_card, self._device_card = self.card(), self.card()
        self.rooms, self.devices = FactTable(desk.theme), FactTable(desk.theme)
        self._room_card.body.addWidget(self.rooms)
        self._device_card.body.addWidget(self.devices)

    def ask(self) -> None:
        """Read rooms and devices anew."""
        self._asking(self.desk.ask.salon.units, self._take)

    def retranslate(self) -> None:
        """Set all visible text."""
        words = self.desk.words
        self.title.setText(words._("Rooms and devices"))
        self.lead.setText(
            words._("A treatment takes the room and the devices it needs; none is booked twice.")
        )
        self._room_card.set_title(words._("Rooms"))
        self._device_card.set_title(words._("Devices"))
        self._show()

    def _take(self, units: Sequence[Unit]) -> None:
        self._units = units
        self._show()

    def _show(self) -> None:
        words = self.desk.words
        if self._units is None:
            return
        columns = (
            Column(words._("Name"), stretches=True),
            Column(words.p_("column", "Kind")),
            Column(words.p_("column", "Serves as well as")),
        )
        for table, form, name in (
            (self.rooms, "room", words._("Rooms")),
            (self.devices, "device", words._("Devices")),
        ):
            table.show_rows(
                name,
                columns,
                [
                    (
                        Cell(one.name, weight=600),
                        Cell(one.kind),
                        Cell(also_words(one, words, self.desk.formats), tone="muted"),
                    )
                    for one in self._units
                    if one.form == form
                ],
            )


class ServicesPanel(Panel):
    """The price list."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._services: Sequence[PricedService] | None = None
        self._asking = Asking(desk, self)
        self._card = self.card()
        self.table = FactTable(desk.theme)
        self._card.body.addWidget(self.table)

    def ask(self) -> None:
        """Read the treatments anew."""
        self._asking(self.desk.ask.salon.services, self._take)

    def retranslate(self) -> None:
        """Set all visible text."""
        words = self.desk.words
        self.title.setText(words._("Treatments"))
        self.lead.setText(
            words._("What can be booked, how long it takes, what it costs and what it asks for.")
        )
        self._show()

    def _take(self, services: Sequence[PricedService]) -> None:
        self._services = services
        self._show()

    def _show(self) -> None:
        words, formats = self.desk.words, self.desk.formats
        if self._services is None:
            return
        text = words.n_("{count} treatment", "{count} treatments", len(self._services))
        self._card.set_title(text.format(count=formats.number(len(self._services))))
        self.table.show_rows(
            words._("Treatments"),
            (
                Column(words.p_("column", "Treatment"), stretches=True),
                Column(words._("Time"), right=True),
                Column(words._("Processing"), right=True),
                Column(words._("Clean-up"), right=True),
                Column(words._("Price"), right=True),
                Column(words._("Needs before it"), stretches=True),
            ),
            self._rows(self._services),
        )

    def _rows(self, services: Sequence[PricedService]) -> list[tuple[Cell, ...]]:
        """Return the list with a row of its own above each category."""
        words, formats = self.desk.words, self.desk.formats
        rows: list[tuple[Cell, ...]] = []
        for category, some in groupby(services, key=lambda one: one.category):
            mark = category_mark(category)
            rows.append((Cell(category_words(category, words), weight=600, mark=mark),))
            rows.extend(
                (
                    Cell(one.name, mark=mark),
                    Cell(minutes_words(one.timing.minutes, formats), right=True),
                    Cell(minutes_words(one.timing.processing, formats), tone="muted", right=True),
                    Cell(minutes_words(one.timing.buffer, formats), tone="muted", right=True),
                    Cell(formats.money(one.price.cents, one.price.currency), right=True),
                    Cell(conditions_words(one, words, formats), tone="muted"),
                )
                for one in some
            )
        return rows


def _hours_row(day: str, times: str, is_open: bool, more: str) -> tuple[Cell, ...]:
    tone = "text" if is_open else "faint"
    return (
        Cell(day, weight=600, tone=tone),
        Cell(times, tone=tone),
        Cell(more, tone="muted", right=True),
    )
