"""The measured salon is a whole one, and both sides of each measurement do what they say."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from benchmarks import agenda, salon_data
from benchmarks.rounds import Operation, measure, table, write
from benchmarks.salon_data import SalonData, make_salon
from benchmarks.salon_rows import MONDAY, NOW
from salon_desktop.domain.agenda.claims import unexplained_overlaps
from salon_desktop.infrastructure.db.repositories.appointments import as_claim
from salon_desktop.infrastructure.db.rows.agenda import ClaimRow
from tests.drills.invariants import claims, halves, histories, messages, whole_file


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> SalonData:
    """Two weeks of a full salon, and a few days of past."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(salon_data, "WEEKS_AHEAD", 1)
        return make_salon(tmp_path_factory.mktemp("measured") / "salon.db", 1300)


def test_the_measured_salon_keeps_every_promise(data: SalonData) -> None:
    engine = data.engine()
    try:
        with Session(engine) as session:
            connection = session.connection()
            found = [
                *whole_file(connection),
                *halves(connection),
                *histories(session),
                *claims(session, NOW),
                *messages(connection),
            ]
            booked = [as_claim(row) for row in session.query(ClaimRow)]
        assert found == []
        assert unexplained_overlaps(booked, NOW) == []
    finally:
        engine.dispose()


def test_the_weeks_around_today_do_not_depend_on_the_size(
    data: SalonData, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(salon_data, "WEEKS_AHEAD", 1)
    smaller = make_salon(tmp_path / "salon.db", 1)
    assert smaller.appointments < data.appointments
    assert _week(smaller) == _week(data)


def _week(data: SalonData) -> list[tuple[object, ...]]:
    engine = data.engine()
    question = text(
        "SELECT key, client_id, day, start_minute, end_minute, status FROM appointment"
        " WHERE day BETWEEN :first AND :last ORDER BY key"
    )
    try:
        with engine.connect() as connection:
            last = MONDAY + timedelta(days=5)
            rows = connection.execute(question, {"first": str(MONDAY), "last": str(last)})
            return [tuple(row) for row in rows]
    finally:
        engine.dispose()


def test_both_sides_of_each_measurement_answer(data: SalonData, tmp_path: Path) -> None:
    own = replace(data, path=tmp_path / "salon.db")  # the floor writes past every rule
    shutil.copyfile(data.path, own.path)
    with agenda.operations(own) as operations:
        assert [one.name for one in operations] == ["P1", "P2", "P3", "P6", "P7"]
        for one in operations[:4]:
            assert one.ours()
            assert one.floor()
        before = _visits(own)
        operations[4].ours()
        operations[4].floor()
        assert _visits(own) == before + 2, "both book, for good"


def _visits(data: SalonData) -> int:
    engine = data.engine()
    try:
        with engine.connect() as connection:
            return int(connection.execute(text("SELECT count(*) FROM appointment")).scalar_one())
    finally:
        engine.dispose()


def test_a_missed_goal_and_a_growth_are_told(tmp_path: Path) -> None:
    def operation(weight: int) -> Operation:
        return Operation(
            name="P0",
            what="counting",
            ours=lambda: sum(range(weight)),
            floor=lambda: sum(range(1000)),
            at_most=3,
            calls=5,
        )

    small, large = measure({10: operation(2000), 1000: operation(400_000)}, rounds=3)
    assert small.growth is None
    assert large.growth is not None
    assert large.growth > 10
    assert (large.holds, large.stays, small.stays) == (False, False, True)
    assert "MISSED: counting" in table([small, large])
    write([small, large], tmp_path / "out.json")
    told = json.loads((tmp_path / "out.json").read_text("utf-8"))["results"]
    assert [one["size"] for one in told] == [10, 1000]
    assert told[1]["stays"] is False
