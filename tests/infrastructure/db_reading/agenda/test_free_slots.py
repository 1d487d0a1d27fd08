"""Free slots over days: what is offered can be booked, and nothing else is."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, update

from salon_desktop.application.placing import ConflictsFound
from salon_desktop.application.ports.unit_of_work import NotFound
from salon_desktop.application.queries.free_slots import FreeSlot, SlotsWanted
from salon_desktop.domain.agenda.opening import Absence, AbsenceKind, DayException
from salon_desktop.domain.agenda.ranking import Wish
from salon_desktop.domain.wall_clock import MinuteSpan
from salon_desktop.infrastructure.clock import FixedClock
from salon_desktop.infrastructure.db.reading.free_slots import SqlFreeSlots
from salon_desktop.infrastructure.db.rows.staff import ServiceRow
from salon_desktop.infrastructure.public_holidays import PublicHolidays
from tests.agenda_desk import ANNA, GIULIA, SARA, SUNDAY, TEN, TUESDAY, AgendaDesk

SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)
NIGHT = DayException(day=SPRING, spans=(MinuteSpan(0, 1440),))


class Finder:
    """Asks for free slots by the codes of services."""

    def __init__(self, desk: AgendaDesk, engine: Engine) -> None:
        self.desk = desk
        self.query = SqlFreeSlots(engine, desk.clock, PublicHolidays())

    def __call__(
        self, *codes: str, first: date = TUESDAY, last: date | None = None, **other: Any
    ) -> Sequence[FreeSlot]:
        services = tuple(self.desk.services[code] for code in codes)
        wanted: dict[str, Any] = {
            "service_ids": services,
            "first_day": first,
            "last_day": last or first,
        }
        return self.query(SlotsWanted(**(wanted | {"limit": 1000} | other)))


@pytest.fixture
def free(desk: AgendaDesk, engine: Engine) -> Finder:
    return Finder(desk, engine)


def starts(slots: Sequence[FreeSlot]) -> list[int]:
    return [slot.start for slot in slots]


def test_an_empty_day_offers_its_whole_grid(free: Finder) -> None:
    found = free("lash_lift", operator_id=SARA)
    # 60 minutes and 10 of clean-up end by closing time at 19:00.
    assert starts(found) == list(range(540, 1140 - 70 + 1, 15))
    assert {place.operator_id for slot in found for place in slot.places} == {SARA}
    assert found[0].places[0].end == found[0].end == 600


def test_anybody_means_everybody_who_does_it(free: Finder) -> None:
    found = free("lash_lift")
    assert {slot.places[0].operator_id for slot in found} == {SARA, ANNA}
    assert starts(found) == sorted(starts(found))
    assert free("lash_lift", operator_id=GIULIA) == []


def test_what_is_taken_is_not_offered(desk: AgendaDesk, free: Finder) -> None:
    desk.book("lash_lift", TEN)
    found = starts(free("brow_shaping", operator_id=SARA))
    assert TEN not in found
    assert TEN + 30 not in found, "fifteen minutes on its own are too short for the clean-up"
    assert 540 in found


def test_a_visit_that_is_about_to_move_is_not_in_its_own_way(
    desk: AgendaDesk, free: Finder
) -> None:
    visit = desk.book("lash_lift", TEN)
    assert TEN not in starts(free("lash_lift", operator_id=SARA))
    assert TEN in starts(free("lash_lift", operator_id=SARA, ignoring=visit.id))


def test_without_a_free_device_nobody_is_free(desk: AgendaDesk, free: Finder) -> None:
    desk.book("laser_medium", TEN, by=SARA)
    assert TEN not in starts(free("laser_small"))
    assert TEN in starts(free("brow_shaping"))


def test_breaks_holidays_and_closures_are_left_out(desk: AgendaDesk, free: Finder) -> None:
    lunch = Absence(
        subject_id=SARA,
        kind=AbsenceKind.BREAK,
        first_day=TUESDAY,
        last_day=date(2036, 1, 1),
        span=MinuteSpan(780, 840),
        weekday=TUESDAY.weekday(),
    )
    desk.found(lambda base: base.add_absence(lunch))
    found = starts(free("brow_shaping", operator_id=SARA))
    assert not [start for start in found if 760 < start < 840]
    assert 840 in found
    assert free("brow_shaping", first=SUNDAY) == []
    assert free("brow_shaping", first=date(2026, 12, 25)) == []
    assert free("brow_shaping", first=date(2026, 12, 24)) != []


def test_a_hold_is_in_the_way_until_it_runs_out(desk: AgendaDesk, free: Finder) -> None:
    desk.book(hold_minutes=10)
    assert TEN not in starts(free("brow_shaping", operator_id=SARA))
    desk.clock.set(desk.clock.now() + timedelta(minutes=10))
    assert TEN in starts(free("brow_shaping", operator_id=SARA))


def test_nothing_is_offered_before_now_or_inside_the_notice(desk: AgendaDesk, free: Finder) -> None:
    desk.at(10, 5)
    assert starts(free("brow_shaping", operator_id=SARA))[0] == 615
    with desk.engine.begin() as connection:
        connection.execute(
            update(ServiceRow).where(ServiceRow.code == "lash_lift").values(notice_minutes=24 * 60)
        )
    assert free("lash_lift", operator_id=SARA) == []
    tomorrow = free("lash_lift", first=TUESDAY, last=TUESDAY + timedelta(days=1))
    assert tomorrow[0][:2] == (TUESDAY + timedelta(days=1), 615)
    assert free("brow_shaping", first=date(2026, 11, 20)) == []


def test_several_days_come_in_order_and_stop_at_the_limit(free: Finder) -> None:
    found = free("brow_shaping", last=TUESDAY + timedelta(days=40), limit=200, operator_id=SARA)
    assert len(found) == 200
    assert [slot[:2] for slot in found] == sorted(slot[:2] for slot in found)
    assert {slot.day.weekday() for slot in found} <= {1, 2, 3, 4, 5}
    assert free("brow_shaping", limit=0) == []
    assert free("brow_shaping", first=TUESDAY, last=TUESDAY - timedelta(days=1)) == []


def test_a_visit_of_two_services_stays_in_one_room(free: Finder) -> None:
    first = free("brow_shaping", "lash_tint", operator_id=SARA)[0]
    one, two = first.places
    assert (one.end, two.start, first.waiting) == (two.start, 555, 0)
    assert one.resource_ids == two.resource_ids
    assert first.end == two.end


def test_a_wish_brings_the_best_offers_first(desk: AgendaDesk, free: Finder) -> None:
    desk.book(start=TEN)
    wish = Wish(day=TUESDAY, minute=TEN, operator_id=SARA)
    best = free("brow_shaping", last=TUESDAY + timedelta(days=59), limit=3, wish=wish)
    assert len({slot[:2] for slot in best}) == 3
    assert [slot.cost for slot in best] == sorted(slot.cost for slot in best)
    assert best[0].day == TUESDAY
    assert best[0].places[0].operator_id in {SARA, ANNA}


def test_early_stopping_ranks_as_if_every_day_had_been_looked_at(
    desk: AgendaDesk, free: Finder
) -> None:
    for day in range(3):
        desk.book(start=TEN, day=TUESDAY + timedelta(days=day))
    wish = Wish(day=TUESDAY + timedelta(days=1), minute=TEN, operator_id=SARA, usual_weekday=3)
    last = TUESDAY + timedelta(days=20)
    everything = free("brow_shaping", last=last, limit=10_000, wish=wish)
    assert list(free("brow_shaping", last=last, limit=3, wish=wish)) == list(everything[:3])


def test_a_service_that_does_not_exist_is_not_found(desk: AgendaDesk, free: Finder) -> None:
    desk.services["nothing"] = 999
    with pytest.raises(NotFound):
        free("nothing")
    assert free() == []


def test_the_hour_that_never_is_has_no_slots(desk: AgendaDesk, free: Finder) -> None:
    desk.found(lambda base: base.add_exception(NIGHT))
    found = starts(free("brow_shaping", first=SPRING, operator_id=SARA))
    assert not [start for start in found if 100 < start < 180]
    assert {90, 180} <= set(found)


def test_slots_cost_few_statements_and_walk_no_history(
    desk: AgendaDesk, free: Finder, cost: Any
) -> None:
    for day in range(4):
        desk.book("lash_lift", TEN, day=TUESDAY + timedelta(days=day))
    free("lash_lift")
    # The operators' claims, then the units' claims of a day on which hands are free.
    assert cost(lambda: free("lash_lift", operator_id=SARA)) == 2
    assert cost(lambda: free("lash_lift")) == 2
    assert cost(lambda: free("patch_test")) == 1, "it needs no room"
    month = TUESDAY + timedelta(days=30)
    assert cost(lambda: free("lash_lift", last=month, operator_id=SARA, limit=1)) == 2


@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_whatever_is_offered_can_be_booked(
    desk: AgendaDesk, free: Finder, clock: FixedClock, data: st.DataObject
) -> None:
    clock.set(datetime(2026, 11, 23, 8, 0, tzinfo=UTC))
    codes = data.draw(
        st.lists(st.sampled_from(["brow_shaping", "lash_tint", "brow_wax"]), min_size=1, max_size=2)
    )
    operator_id = data.draw(st.sampled_from([SARA, ANNA]))
    day = TUESDAY + timedelta(days=data.draw(st.integers(0, 2)))
    found = free(*codes, first=day, operator_id=operator_id)
    if not found:
        return
    slot = data.draw(st.sampled_from(list(found)))
    if slot.waiting == 0:
        desk.book(codes[0], slot.start, day=day, by=operator_id, also=codes[1:])
    offered = set(starts(free("brow_shaping", first=day, operator_id=operator_id)))
    refused = data.draw(st.sampled_from(range(540, 1125, 15)))
    if refused not in offered:
        with pytest.raises(ConflictsFound):
            desk.book("brow_shaping", refused, day=day, by=operator_id)
