"""Days on which the clocks change: wall time is the promise, the instant follows (drill T3)."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text

from salon_desktop.domain.agenda.opening import DayException
from salon_desktop.domain.wall_clock import MinuteSpan, WallTimeMissing
from tests.agenda_desk import HARD, SARA, AgendaDesk

SPRING, AUTUMN = date(2027, 3, 28), date(2027, 10, 31)
ANY_HOUR = MinuteSpan(0, 1440)


@pytest.fixture(autouse=True)
def open_at_night(desk: AgendaDesk) -> None:
    for day in (SPRING, AUTUMN):
        desk.found(
            lambda base, day=day: base.add_exception(DayException(day=day, spans=(ANY_HOUR,)))
        )


def instant(desk: AgendaDesk, number: int | None) -> datetime:
    """Return the stored instant of a visit."""
    with desk.engine.connect() as connection:
        found = connection.execute(
            text("SELECT starts_at FROM appointment WHERE id = :id"), {"id": number}
        ).scalar_one()
    return datetime.fromisoformat(found).replace(tzinfo=UTC)


def test_a_minute_that_never_is_cannot_be_booked(desk: AgendaDesk) -> None:
    with pytest.raises(WallTimeMissing) as refused:
        desk.book(day=SPRING, start=150)
    assert refused.value.facts["next_minute"] == 180
    with pytest.raises(WallTimeMissing):
        desk.book(day=SPRING, start=150, permission=HARD)


def test_a_visit_cannot_be_moved_into_the_missing_hour(desk: AgendaDesk) -> None:
    visit = desk.book(day=SPRING, start=600)
    with pytest.raises(WallTimeMissing):
        desk.move(visit, 150, day=SPRING)
    assert desk.get(visit) == visit


def test_nobody_is_free_over_the_missing_hour(desk: AgendaDesk) -> None:
    visit = desk.book(day=SPRING, start=180, by=None)
    assert visit.steps[0].operator_id == SARA


def test_of_an_hour_that_comes_twice_the_first_is_meant(desk: AgendaDesk) -> None:
    visit = desk.book(day=AUTUMN, start=150)
    assert instant(desk, visit.id) == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


def test_a_visit_at_ten_stays_at_ten_when_it_moves_over_the_change(desk: AgendaDesk) -> None:
    visit = desk.book(day=date(2027, 3, 27), start=600)
    assert instant(desk, visit.id) == datetime(2027, 3, 27, 9, 0, tzinfo=UTC)
    after = desk.move(visit, 600, day=SPRING).after
    assert after.start == 600
    assert instant(desk, visit.id) == datetime(2027, 3, 28, 8, 0, tzinfo=UTC)


def test_a_visit_on_a_missing_minute_can_still_be_given_up(desk: AgendaDesk) -> None:
    visit = desk.book(day=SPRING, start=600)
    with desk.engine.begin() as connection:  # as if new zone data had moved the change
        for table in ("appointment", "appointment_step"):
            connection.execute(text(f"UPDATE {table} SET start_minute = 150"))
        connection.execute(text("UPDATE appointment SET end_minute = 165"))
        connection.execute(text("DELETE FROM claim"))
    assert desk.cancel(visit).cancel_reason is not None
    _repair_history(desk)


def _repair_history(desk: AgendaDesk) -> None:
    """Take the patched visit away again, so that the file is whole for the last check."""
    with desk.engine.begin() as connection:
        for trigger in ("agenda_event_kept", "agenda_event_stays"):
            connection.exec_driver_sql(f'DROP TRIGGER "{trigger}"')
        for table in ("agenda_event", "appointment_step", "appointment"):
            connection.exec_driver_sql(f"DELETE FROM {table}")
