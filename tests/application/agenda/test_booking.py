"""Booking at the desk: what is written, what is refused, and who is picked."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Any

import pytest
from sqlalchemy import update

from salon_desktop.application.choosing import NobodyFree, OperatorCannot
from salon_desktop.application.commands.book_appointment import BookAppointment, InThePast
from salon_desktop.application.placing import ConflictsFound
from salon_desktop.application.ports.unit_of_work import NotFound
from salon_desktop.domain.agenda.appointment import AcrossMidnight, AppointmentEmpty, Origin
from salon_desktop.domain.agenda.opening import DayException
from salon_desktop.domain.agenda.status import Status
from salon_desktop.domain.clients.names import TextRefused
from salon_desktop.domain.money import Money
from salon_desktop.domain.wall_clock import MinuteSpan
from salon_desktop.infrastructure.db.rows.staff import OperatorRow, OperatorSkillRow
from tests.agenda_desk import ANNA, ELEVEN, GIULIA, SARA, TEN, TUESDAY, AgendaDesk


def test_a_booking_takes_times_and_price_of_the_list(desk: AgendaDesk) -> None:
    bianca = desk.client()
    visit = desk.book("lash_lift", client=bianca, note="prima volta", booked_by="la sorella")
    (step,) = visit.steps
    assert (visit.id, visit.version, visit.status) == (1, 1, Status.BOOKED)
    assert (visit.client_id, visit.day, visit.start, visit.end) == (bianca, TUESDAY, TEN, 660)
    assert (step.active_before, step.processing, step.active_after, step.buffer) == (30, 15, 15, 10)
    assert step.price.currency == "EUR"
    assert desk.get(visit) == visit


def test_services_of_one_visit_follow_one_another(desk: AgendaDesk) -> None:
    visit = desk.book("brow_shaping", also=["lash_tint"])
    first, second = visit.steps
    assert (first.start, first.end) == (TEN, TEN + 15)
    assert second.start == first.end
    assert visit.price == Money.total((step.price for step in visit.steps), "EUR")
    assert first.resource_ids == second.resource_ids, "she stays in her cabin"


def test_the_same_key_books_once(desk: AgendaDesk) -> None:
    key = str(uuid.uuid4())
    first = desk.book(key=key)
    again = desk.book(key=key, start=ELEVEN, by=ANNA)
    assert again == first
    with desk.open_unit() as unit:
        assert len(unit.appointments.recent_events(1, 10)) == 1


def test_without_a_name_the_first_free_operator_of_the_agenda_is_taken(desk: AgendaDesk) -> None:
    assert desk.book(by=SARA).steps[0].operator_id == SARA
    second = desk.book(by=None)
    assert second.steps[0].operator_id == ANNA
    assert not second.steps[0].operator_requested
    with pytest.raises(NobodyFree) as refused:
        desk.book(by=None)
    assert refused.value.facts == {
        "service_id": desk.services["brow_shaping"],
        "day": TUESDAY,
        "start": TEN,
    }


def test_the_client_stays_in_the_same_hands_where_she_can(desk: AgendaDesk) -> None:
    desk.book(by=SARA, start=TEN)
    visit = desk.book("brow_tint", TEN, by=None, also=["brow_shaping"])
    assert [step.operator_id for step in visit.steps] == [ANNA, ANNA], "Sara is free again by then"


def test_a_free_room_is_picked_and_two_visits_never_share_one(desk: AgendaDesk) -> None:
    first, second = desk.book(by=SARA), desk.book(by=ANNA)
    assert first.steps[0].resource_ids != second.steps[0].resource_ids


def test_what_needs_no_room_gets_none(desk: AgendaDesk) -> None:
    assert desk.book("patch_test").steps[0].resource_ids == ()


def test_an_operators_own_times_and_price_hold(desk: AgendaDesk) -> None:
    own = {"active_before": 20, "processing": 0, "active_after": 0, "buffer": 0}
    with desk.engine.begin() as connection:
        connection.execute(
            update(OperatorSkillRow)
            .where(
                OperatorSkillRow.operator_id == ANNA,
                OperatorSkillRow.service_id == desk.services["brow_shaping"],
            )
            .values(price_cents=9900, **own)
        )
    hers, listed = desk.book(by=ANNA).steps[0], desk.book(by=SARA).steps[0]
    assert (hers.minutes, hers.buffer, hers.price) == (20, 0, Money(9900, "EUR"))
    assert (listed.minutes, listed.buffer) == (15, 5)


def test_who_left_the_salon_is_not_booked_any_more(desk: AgendaDesk) -> None:
    with desk.engine.begin() as connection:
        connection.execute(update(OperatorRow).where(OperatorRow.id == SARA).values(active=False))
    with pytest.raises(OperatorCannot):
        desk.book(by=SARA)
    assert desk.book(by=None).steps[0].operator_id == ANNA


def test_a_named_room_is_kept(desk: AgendaDesk) -> None:
    room = desk.rooms["Cabina 2"]
    assert desk.book(rooms=(room,)).steps[0].resource_ids == (room,)


def test_without_a_free_room_the_conflict_names_the_one_that_is_taken(desk: AgendaDesk) -> None:
    first = desk.book("laser_small", by=SARA)
    with pytest.raises(ConflictsFound) as refused:
        desk.book("laser_small", by=ANNA)
    assert units_named(refused.value) == set(first.steps[0].resource_ids)
    assert refused.value.facts["hard"] is True


def test_of_two_kinds_only_the_taken_one_is_in_the_way(desk: AgendaDesk) -> None:
    first = desk.book("facial_cleanse", by=SARA)
    with pytest.raises(ConflictsFound) as refused:
        desk.book("facial_cleanse", by=ANNA)
    (vaporiser,) = units_named(refused.value)
    assert vaporiser in first.steps[0].resource_ids
    assert vaporiser not in {desk.rooms[f"Cabina {number}"] for number in (1, 2, 3)}


def units_named(refused: ConflictsFound) -> set[int]:
    """Return the subjects that a refusal says are taken."""
    found = refused.facts["conflicts"]
    assert isinstance(found, list)
    return {conflict.wanted.subject_id for conflict in found}


def test_a_walk_in_has_arrived_and_may_lie_in_the_past(desk: AgendaDesk) -> None:
    desk.at(10, 20)
    visit = desk.book(origin=Origin.WALK_IN, start=TEN, walk_in_name="signora col cane")
    assert (visit.status, visit.client_id) == (Status.ARRIVED, None)
    assert desk.get(visit).walk_in_name == "signora col cane"


def test_a_booking_in_the_past_is_refused_but_not_one_in_this_minute(desk: AgendaDesk) -> None:
    now = desk.at(10, 20)
    desk.clock.set(now.replace(second=40))
    with pytest.raises(InThePast) as refused:
        desk.book(start=TEN + 19)
    assert refused.value.facts == {"day": TUESDAY, "start": TEN + 19}
    assert desk.book(start=TEN + 20).start == TEN + 20


def test_who_does_not_do_it_is_refused(desk: AgendaDesk) -> None:
    with pytest.raises(OperatorCannot) as refused:
        desk.book("lash_lift", by=GIULIA)
    facts = {"operator_id": GIULIA, "service_id": desk.services["lash_lift"]}
    assert refused.value.facts == facts


@pytest.mark.parametrize(("what", "wish"), [("client", {"client": 99}), ("service", {})])
def test_what_does_not_exist_is_named(desk: AgendaDesk, what: str, wish: dict[str, Any]) -> None:
    if what == "service":
        desk.services["brow_shaping"] = 999
    with pytest.raises(NotFound) as refused:
        desk.book(**wish)
    assert refused.value.facts["what"] == what


def test_a_visit_over_midnight_is_refused(desk: AgendaDesk) -> None:
    desk.found(
        lambda base: base.add_exception(DayException(day=TUESDAY, spans=(MinuteSpan(0, 1440),)))
    )
    with pytest.raises(AcrossMidnight):
        desk.book(start=1430)


def test_a_visit_without_a_service_is_refused(desk: AgendaDesk) -> None:
    with pytest.raises(AppointmentEmpty):
        desk.booking(BookAppointment(client_id=None, day=TUESDAY, start=TEN, services=()))


def test_texts_are_checked_at_the_edge(desk: AgendaDesk) -> None:
    with pytest.raises(TextRefused):
        desk.book(note="a\0b")
    with pytest.raises(TextRefused):
        desk.book(walk_in_name="x" * 121)


def test_a_refused_booking_leaves_nothing_behind(desk: AgendaDesk) -> None:
    desk.book()
    with pytest.raises(ConflictsFound):
        desk.book()
    with desk.open_unit() as unit:
        assert len(unit.appointments.recent_events(1, 10)) == 1


def test_the_wish_keeps_its_words_out_of_logs() -> None:
    wish = BookAppointment(
        client_id=None,
        day=date(2026, 11, 24),
        start=TEN,
        services=(),
        note="allergica",
        booked_by="Rosa",
        walk_in_name="Ada",
    )
    assert not {"allergica", "Rosa", "Ada"} & set(repr(wish).replace("'", " ").split())
