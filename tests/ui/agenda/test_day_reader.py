"""Which day is read and shown: no old answer ever overwrites a newer question. No widgets here."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from salon_desktop.application.queries.day_agenda import AgendaColumn, AgendaDay, AgendaRoom
from salon_desktop.domain.agenda.claims import SubjectKind
from salon_desktop.domain.wall_clock import MinuteSpan
from salon_desktop.infrastructure.clock import FixedClock
from salon_desktop.localization.formats import Formats
from salon_desktop.ui.agenda.day_reader import DayReader

TUESDAY, MONDAY, SUNDAY = date(2026, 11, 24), date(2026, 11, 23), date(2026, 11, 29)
OPEN = MinuteSpan(540, 1140)


def agenda_of(day):
    columns = tuple(
        AgendaColumn(
            operator_id=number,
            name=name,
            role="beautician",
            colour="lash",
            shift=(OPEN,),
            bookable=(OPEN,),
            away=(),
            percent_busy=50,
        )
        for number, name in ((1, "Sara"), (2, "Anna"))
    )
    rooms = (AgendaRoom(room_id=9, name="Cabina 1", form="room", away=()),)
    return AgendaDay(
        day=day,
        opening=(OPEN,),
        holiday="",
        closed_label="",
        columns=columns,
        rooms=rooms,
        entries=(),
        holds=(),
    )


class Screen:
    def __init__(self):
        self.pictures, self.dates, self.operators = [], [], []

    def show_day(self, picture):
        self.pictures.append(picture)

    def show_date(self, first, last):
        self.dates.append((first, last))

    def show_operators(self, operators, chosen):
        self.operators.append((list(operators), chosen))


@pytest.fixture
def screen():
    return Screen()


@pytest.fixture
def waiting():
    """Questions that have not been answered yet."""
    return []


@pytest.fixture
def reader(screen, waiting):
    def week(first, *, days=7, operator_id=None):
        return [agenda_of(date.fromordinal(first.toordinal() + n)) for n in range(days)]

    desk: Any = SimpleNamespace(
        clock=FixedClock(datetime(2026, 11, 24, 9, 44, tzinfo=UTC)),
        facts=SimpleNamespace(zone=ZoneInfo("Europe/Rome")),
        ask=SimpleNamespace(day=agenda_of, week=week),
        formats=Formats("en", UTC),
    )

    def ask(work, on_done, on_failed):
        waiting.append((work, on_done, on_failed))

    return DayReader(desk, ask, screen, lambda problem: None)


def answer(waiting):
    while waiting:
        work, on_done, _ = waiting.pop(0)
        on_done(work())


def test_it_begins_today(reader):
    assert reader.day == TUESDAY
    assert reader.now_minute() == 644


def test_a_slow_answer_never_overwrites_a_newer_day(reader, waiting, screen):
    reader.open_day(TUESDAY)
    reader.open_day(date(2026, 11, 26))
    for work, on_done, _ in reversed(waiting):  # the first question is answered last
        on_done(work())
    assert [picture.day for picture in screen.pictures] == [date(2026, 11, 26)]


def test_the_now_line_is_only_where_today_is_shown(reader):
    reader.open_day(date(2026, 11, 26))
    assert reader.now_minute() is None
    reader.arrange("week")
    assert reader.now_minute() == 644


def test_a_week_begins_on_monday_and_steps_by_weeks(reader, waiting, screen):
    reader.arrange("week")
    answer(waiting)
    assert screen.dates[-1] == (MONDAY, SUNDAY)
    picture = screen.pictures[-1]
    assert picture.is_week
    assert [column.day for column in picture.columns][::6] == [MONDAY, SUNDAY]
    reader.step(1)
    assert screen.dates[-1][0] == date(2026, 11, 30)
    reader.step(-7)
    assert screen.dates[-1][0] == MONDAY


def test_the_week_is_one_operators_and_another_one_needs_no_new_question(reader, waiting, screen):
    reader.arrange("week")
    answer(waiting)
    assert screen.operators[-1] == ([(1, "Sara"), (2, "Anna")], 1)
    reader.choose_operator(2)
    assert waiting == []
    assert screen.pictures[-1].columns[0].operator_id == 2


def test_back_from_the_week_the_day_is_read(reader, waiting, screen):
    reader.arrange("week")
    answer(waiting)
    reader.arrange("day")
    answer(waiting)
    assert not screen.pictures[-1].is_week
    assert screen.operators[-1][0] == []


def test_rooms_come_from_the_same_answer(reader, waiting, screen):
    reader.open_day(TUESDAY)
    answer(waiting)
    reader.arrange("rooms")
    assert waiting == []
    assert [column.name for column in screen.pictures[-1].columns] == ["Cabina 1"]


@pytest.mark.parametrize(
    ("first", "last", "touched"),
    [
        (TUESDAY, TUESDAY, True),
        (date(2026, 11, 1), date(2026, 12, 1), True),
        (date(2026, 11, 25), date(2026, 11, 30), False),
    ],
)
def test_only_news_of_what_is_shown_matters(reader, first, last, touched):
    assert reader.touches(first, last) is touched
    reader.arrange("week")
    assert reader.touches(SUNDAY, SUNDAY)


def test_names_of_operators_and_rooms_are_known_and_clients_are_not(reader, waiting):
    reader.open_day(TUESDAY)
    answer(waiting)
    assert reader.names(SubjectKind.OPERATOR, 2) == "Anna"
    assert reader.names(SubjectKind.RESOURCE, 9) == "Cabina 1"
    assert reader.names(SubjectKind.CLIENT, 2) == ""
    assert reader.names(SubjectKind.OPERATOR, 77) == ""
