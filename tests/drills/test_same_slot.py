"""Drill R1: two and eight desks want the same place again and again; one gets it, each time."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import date

import pytest

from tests.agenda_desk import SARA, AgendaDesk
from tests.consent_desk import ConsentDesk
from tests.drills.invariants import broken_promises, missing

pytestmark = pytest.mark.drill


@pytest.mark.parametrize(("desks", "rounds"), [(2, 200), (8, 60)])
def test_r1_of_all_who_want_one_place_exactly_one_gets_it(
    desks: int,
    rounds: int,
    desk: AgendaDesk,
    consents: ConsentDesk,
    desk_process: Callable,
    slots: Iterator[tuple[date, int]],
    told: Callable,
) -> None:
    clients = [consents.client(f"+3933312345{number:02d}") for number in range(desks)]
    processes = [desk_process(client) for client in clients]
    assert all(process.answer() for process in processes), "each of them must stand up"
    booked: dict[str, tuple[date, int]] = {}
    refused = 0
    for _ in range(rounds):
        place = next(slots)
        for process in processes:
            process.ask(*place, SARA, str(uuid.uuid4()))
        answers = [process.answer() for process in processes]
        won = [answer["booked"] for answer in answers if answer and "booked" in answer]
        lost = [answer for answer in answers if answer and "booked" not in answer]
        assert (len(won), len(lost)) == (1, desks - 1), answers
        booked[won[0]] = place
        refused += len(lost)
        for answer in lost:
            assert_told(desk, answer, won[0], place)
    assert [process.end() for process in processes] == [0] * desks
    assert missing(booked, desk.engine) == []
    assert broken_promises(desk.engine, desk.clock.now()) == []
    told("R1", injected=refused, desks=desks, rounds=rounds, booked=len(booked), double=0)


def assert_told(desk: AgendaDesk, answer: dict, winner: str, place: tuple[date, int]) -> None:
    """The loser knows who has the place until when, and where else she could go."""
    with desk.open_unit() as unit:
        visit = unit.appointments.by_key(winner)
    assert visit is not None
    assert answer["taken_by"] == [visit.id]
    assert answer["until"] == visit.steps[0].blocked_until
    ((day, start),) = answer["next"]
    assert (date.fromisoformat(day), start) != place
    assert date.fromisoformat(day) >= place[0]
