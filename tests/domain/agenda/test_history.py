"""The agenda's history: events without names, undo and redo as a fold."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon_desktop.domain.agenda.appointment import CancelReason, Status
from salon_desktop.domain.agenda.changes import moved
from salon_desktop.domain.agenda.history import (
    AgendaEvent,
    ChangedMeanwhile,
    EventKind,
    UndoState,
    check_undo,
    kind_of_change,
    placed_as,
    placement_of,
    undo_state,
)

NOW = datetime(2027, 6, 1, 8, tzinfo=UTC)


def event(group: str, undoes: str | None = None, **details) -> AgendaEvent:
    plain = {"key": "k", "appointment_id": 1, "kind": EventKind.MOVED, "before": {}, "after": {}}
    made = {**plain, "person_id": 1, "desk_id": 1, "happened_at": NOW, **details}
    return AgendaEvent(undo_group=group, undoes_group=undoes, **made)


def test_nothing_happened_means_nothing_to_take_back() -> None:
    assert undo_state([]) == UndoState(None, None)


def test_undo_takes_back_the_last_group_and_redo_the_undo() -> None:
    history = [event("a"), event("b"), event("b")]
    assert undo_state(history) == UndoState("b", None)
    history.append(event("c", undoes="b"))
    assert undo_state(history) == UndoState("a", "c")
    history.append(event("d", undoes="c"))
    assert undo_state(history) == UndoState("d", None)


def test_a_new_change_ends_redo() -> None:
    history = [event("a"), event("b", undoes="a"), event("c")]
    assert undo_state(history) == UndoState("c", None)


def test_a_group_that_takes_back_something_unknown_changes_nothing() -> None:
    assert undo_state([event("a"), event("b", undoes="elsewhere")]) == UndoState("a", None)


@given(st.lists(st.sampled_from(["do", "undo", "redo"]), max_size=30))
def test_undo_and_redo_behave_like_two_piles_of_states(steps: list[str]) -> None:
    events: list[AgendaEvent] = []
    states, position, number = [0], 0, 0
    for count, step in enumerate(steps):
        undo, redo = undo_state(events)
        if step == "do":
            number += 1
            states, position = [*states[: position + 1], number], position + 1
            events.append(event(f"g{count}"))
        elif step == "undo":
            assert (undo is None) == (position == 0)
            if undo is not None:
                events.append(event(f"g{count}", undoes=undo))
                position -= 1
        else:
            assert (redo is None) == (position == len(states) - 1)
            if redo is not None:
                events.append(event(f"g{count}", undoes=redo))
                position += 1


def test_a_placement_is_plain_json_without_words_about_people(a_step, an_appointment) -> None:
    visit = an_appointment(
        a_step(resource_ids=(7,), buffer=5), note="allergic", booked_by="Anna", walk_in_name="Bea"
    )
    text = json.dumps(placement_of(visit))
    assert not any(word in text for word in ("allergic", "Anna", "Bea"))


@pytest.mark.parametrize(
    "details",
    [
        {"status": Status.TENTATIVE, "hold_expires_at": NOW},
        {"status": Status.CANCELLED_BY_CLIENT, "cancel_reason": CancelReason.ILL},
        {"late_minutes": 20, "client_id": None},
    ],
)
def test_an_appointment_comes_back_to_where_it_stood(a_step, an_appointment, details) -> None:
    before = an_appointment(
        a_step(resource_ids=(7,), processing=10, operator_requested=True), **details
    )
    after = an_appointment(a_step(start=900), note="kept", version=4, day=date(2027, 6, 9))
    kept = json.loads(json.dumps(placement_of(before)))
    assert placed_as(after, kept) == replace(before, note="kept", version=4)


def test_a_change_on_which_another_one_stands_is_not_taken_back(an_appointment) -> None:
    visit = an_appointment()
    there = moved(visit, day=visit.day, start=720)
    change = event("a", before=placement_of(visit), after=placement_of(there))
    check_undo(change, there)
    with pytest.raises(ChangedMeanwhile) as refused:
        check_undo(change, moved(there, day=visit.day, start=780))
    assert refused.value.facts == {"appointment_id": 1}
    check_undo(event("a", after=None), there)


def test_every_change_has_its_name(a_step, an_appointment) -> None:
    visit = an_appointment()
    cancelled = replace(visit, status=Status.CANCELLED_BY_SALON)
    names = {
        EventKind.BOOKED: (None, visit),
        EventKind.DELETED: (visit, None),
        EventKind.CANCELLED: (visit, cancelled),
        EventKind.REINSTATED: (cancelled, visit),
        EventKind.MOVED: (visit, moved(visit, day=visit.day, start=720)),
        EventKind.STEPS_CHANGED: (visit, an_appointment(a_step(operator_id=2))),
        EventKind.STATUS_CHANGED: (visit, replace(visit, status=Status.ARRIVED)),
        EventKind.LATE: (visit, replace(visit, late_minutes=5)),
        EventKind.CHANGED: (visit, replace(visit, note="window seat")),
    }
    assert set(names) == set(EventKind)
    for name, (before, after) in names.items():
        assert kind_of_change(before, after) is name


@pytest.mark.parametrize(
    "details",
    [
        {"before": None, "after": None},
        {"happened_at": NOW.replace(tzinfo=None)},
        {"undoes": "a"},
    ],
)
def test_an_event_that_says_nothing_is_refused(details) -> None:
    with pytest.raises(ValueError, match=r"before or after|aware|itself"):
        event("a", **details)
