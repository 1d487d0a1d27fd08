"""Drill T3: where clocks change, a visit at ten stays at ten, in six zones, through the commands.

The instants are written down by hand from the laws of each place, not computed by the program.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import Engine, text

from salon_desktop.application.queries.free_slots import SlotsWanted
from salon_desktop.domain.agenda.appointment import Appointment
from salon_desktop.domain.agenda.opening import DayException
from salon_desktop.domain.agenda.status import Status
from salon_desktop.domain.wall_clock import MinuteSpan, WallTimeMissing
from salon_desktop.infrastructure.db.reading.day_agenda import SqlDayAgenda
from salon_desktop.infrastructure.db.reading.free_slots import SqlFreeSlots
from salon_desktop.infrastructure.public_holidays import PublicHolidays
from tests.agenda_desk import ANNA, SARA, AgendaDesk
from tests.drills.invariants import broken_promises

pytestmark = pytest.mark.drill

TEN = 600
WHOLE_DAY = MinuteSpan(0, 1440)


def at(instant: str) -> datetime:
    """Return a UTC instant."""
    return datetime.fromisoformat(instant).replace(tzinfo=UTC)


@dataclass(frozen=True)
class Law:
    """One change of the clocks: the day, ten o'clock the day before and on the day, in UTC.

    ``missing`` are wall minutes that never are, ``twice`` one that is shown twice with the instant
    of its first time.
    """

    zone: str
    country: str
    day: date
    ten_before: datetime
    ten: datetime
    missing: tuple[int, int] | None = None
    twice: tuple[int, datetime] | None = None

    @property
    def id(self) -> str:
        return f"{self.zone} {self.day}"


LAWS = (
    Law(
        "Europe/Riga",
        "LV",
        date(2027, 3, 28),
        at("2027-03-27T08:00"),
        at("2027-03-28T07:00"),
        missing=(180, 240),
    ),
    Law(
        "Europe/Riga",
        "LV",
        date(2027, 10, 31),
        at("2027-10-30T07:00"),
        at("2027-10-31T08:00"),
        twice=(210, at("2027-10-31T00:30")),
    ),
    Law(
        "Europe/Madrid",
        "ES",
        date(2027, 3, 28),
        at("2027-03-27T09:00"),
        at("2027-03-28T08:00"),
        missing=(120, 180),
    ),
    Law(
        "Europe/Madrid",
        "ES",
        date(2027, 10, 31),
        at("2027-10-30T08:00"),
        at("2027-10-31T09:00"),
        twice=(150, at("2027-10-31T00:30")),
    ),
    Law(
        "America/New_York",
        "US",
        date(2027, 3, 14),
        at("2027-03-13T15:00"),
        at("2027-03-14T14:00"),
        missing=(120, 180),
    ),
    Law(
        "America/New_York",
        "US",
        date(2027, 11, 7),
        at("2027-11-06T14:00"),
        at("2027-11-07T15:00"),
        twice=(90, at("2027-11-07T05:30")),
    ),
    Law(
        "Australia/Sydney",
        "AU",
        date(2027, 10, 3),
        at("2027-10-02T00:00"),
        at("2027-10-02T23:00"),
        missing=(120, 180),
    ),
    Law(
        "Australia/Sydney",
        "AU",
        date(2027, 4, 4),
        at("2027-04-02T23:00"),
        at("2027-04-04T00:00"),
        twice=(150, at("2027-04-03T15:30")),
    ),
    Law(
        "Australia/Lord_Howe",
        "AU",
        date(2027, 10, 3),
        at("2027-10-01T23:30"),
        at("2027-10-02T23:00"),
        missing=(120, 150),
    ),
    Law(
        "Australia/Lord_Howe",
        "AU",
        date(2027, 4, 4),
        at("2027-04-02T23:00"),
        at("2027-04-03T23:30"),
        twice=(105, at("2027-04-03T14:45")),
    ),
    Law(
        "Asia/Almaty",
        "KZ",
        date(2024, 3, 1),  # from +6 to +5 for good; the hour before midnight came twice
        at("2024-02-29T04:00"),
        at("2024-03-01T05:00"),
    ),
)


def under(laws: Iterable[Law]) -> pytest.MarkDecorator:
    """Run a test under each of these laws."""
    chosen = list(laws)
    return pytest.mark.parametrize("law", chosen, indirect=True, ids=[law.id for law in chosen])


@pytest.fixture
def law(request: pytest.FixtureRequest, desk: AgendaDesk) -> Law:
    """One law; the salon has moved there and is open around the clock for two days."""
    here: Law = request.param
    desk.clock.set(here.ten_before - timedelta(days=40))
    desk.set("zone", here.zone)
    desk.set("country", here.country)
    for day in (here.day - timedelta(days=1), here.day):
        desk.found(
            lambda base, day=day: base.add_exception(DayException(day=day, spans=(WHOLE_DAY,)))
        )
    return here


def instant(engine: Engine, visit: Appointment) -> datetime:
    """Return the stored instant of a visit."""
    with engine.connect() as connection:
        found = connection.execute(
            text("SELECT starts_at FROM appointment WHERE id = :id"), {"id": visit.id}
        ).scalar_one()
    return datetime.fromisoformat(found).replace(tzinfo=UTC)


@under(LAWS)
def test_t3_a_visit_at_ten_stays_at_ten(
    desk: AgendaDesk, law: Law, engine: Engine, told: Callable
) -> None:
    visit = desk.book(start=TEN, day=law.day - timedelta(days=1))
    assert instant(engine, visit) == law.ten_before
    after = desk.move(visit, TEN, day=law.day).after
    assert (after.start, instant(engine, visit)) == (TEN, law.ten)
    assert desk.undoing.undo().appointments[0].start == TEN
    assert instant(engine, visit) == law.ten_before
    (entry,) = SqlDayAgenda(engine, desk.clock, PublicHolidays())(law.day).entries or (None,)
    assert entry is None
    injected = (law.ten - law.ten_before) != timedelta(days=1)
    told("T3", injected=injected, zone=law.zone, day=law.day)
    assert broken_promises(engine, desk.clock.now(), thorough=False) == []


@under(LAWS)
def test_t3_the_day_before_means_the_same_hour_on_the_wall(desk: AgendaDesk, law: Law) -> None:
    in_time, too_late = (
        desk.book(start=TEN, day=law.day),
        desk.book(start=TEN, day=law.day, by=ANNA),
    )
    desk.clock.set(law.ten_before)
    assert desk.cancel(in_time).status is Status.CANCELLED_BY_CLIENT
    desk.clock.set(law.ten_before + timedelta(seconds=1))
    assert desk.cancel(too_late).status is Status.LATE_CANCELLED


def offered(desk: AgendaDesk, day: date) -> set[int]:
    """Return the starts at which Sara is free for a quarter of an hour and five minutes."""
    free = SqlFreeSlots(desk.engine, desk.clock, PublicHolidays())
    wanted = SlotsWanted(
        service_ids=(desk.services["brow_shaping"],),
        first_day=day,
        last_day=day,
        operator_id=SARA,
        limit=500,
    )
    return {slot.start for slot in free(wanted)}


@under(law for law in LAWS if law.missing is not None)
def test_t3_minutes_that_never_are_cannot_be_booked_or_offered(desk: AgendaDesk, law: Law) -> None:
    first, end = law.missing or (0, 0)
    starts = offered(desk, law.day)
    assert not starts & set(range(first - 19, end)), "none reaches into the gap"
    assert {end, TEN} <= starts
    for start in (first, end - 15):
        with pytest.raises(WallTimeMissing) as refused:
            desk.book(start=start, day=law.day)
        assert refused.value.facts["next_minute"] == end
    assert desk.book(start=end, day=law.day).start == end


@under(law for law in LAWS if law.missing is None)
def test_t3_every_quarter_is_offered_where_no_minute_is_missing(desk: AgendaDesk, law: Law) -> None:
    assert offered(desk, law.day) == set(range(0, 1440 - 20 + 1, 15))


@under(law for law in LAWS if law.twice is not None)
def test_t3_of_minutes_that_come_twice_the_first_is_meant(
    desk: AgendaDesk, law: Law, engine: Engine
) -> None:
    start, first = law.twice or (0, law.ten)
    assert instant(engine, desk.book(start=start, day=law.day)) == first


@under(LAWS)
def test_t3_upcoming_visits_of_a_client_are_those_of_the_salons_evening(
    desk: AgendaDesk, law: Law
) -> None:
    bianca = desk.client()
    evening = desk.book(start=1260, day=law.day, client=bianca)
    desk.clock.set(law.ten + timedelta(hours=10, minutes=50))
    with desk.open_unit() as unit:
        found = unit.appointments.upcoming_of_client(bianca, desk.clock.now())
    assert [visit.id for visit in found] == [evening.id]
