"""What is in the way of a visit: soft with a reason, hard with the owner's PIN, never silent."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlalchemy import text

from salon_desktop.application.placing import ConflictsFound, Permission
from salon_desktop.application.ports.agenda import NeedsApproval, SlotTaken
from salon_desktop.application.ports.salon_setup import OverVisits
from salon_desktop.domain.agenda.appointment import Appointment
from salon_desktop.domain.agenda.claims import Claim, ConflictKind, Part, SubjectKind
from salon_desktop.domain.agenda.opening import Absence, AbsenceKind, DayException, Shift
from salon_desktop.domain.wall_clock import MinuteSpan
from tests.agenda_desk import (
    ANNA,
    ELEVEN,
    HARD,
    NEXT_MONDAY,
    OWNER,
    SARA,
    SOFT,
    SUNDAY,
    TEN,
    TUESDAY,
    AgendaDesk,
    kinds,
)

CHRISTMAS = date(2026, 12, 25)


def away(kind: AbsenceKind = AbsenceKind.SICK, **other: Any) -> Absence:
    """Return an absence of Sara on Tuesday."""
    usual: dict[str, Any] = {"subject_id": SARA, "first_day": TUESDAY, "last_day": TUESDAY}
    return Absence(kind=kind, **(usual | other))


def refusal(desk: AgendaDesk, **wish: Any) -> tuple[set[ConflictKind], object]:
    """Return which conflicts a booking meets and whether they are hard."""
    with pytest.raises(ConflictsFound) as refused:
        desk.book(**wish)
    found = refused.value.facts["conflicts"]
    assert isinstance(found, list)
    return kinds(found), refused.value.facts["hard"]


def reasons(desk: AgendaDesk, visit: Appointment) -> set[tuple[str | None, int | None]]:
    """Return what is stated on the claims of a visit."""
    with desk.engine.connect() as connection:
        rows = connection.execute(
            text("SELECT reason, approved_by FROM claim WHERE appointment_id = :id"),
            {"id": visit.id},
        )
        return {(reason, approved_by) for reason, approved_by in rows}


def test_two_visits_that_touch_do_not_collide(desk: AgendaDesk) -> None:
    first = desk.book("brow_shaping", TEN)
    assert desk.book("brow_shaping", first.steps[0].blocked_until).id


def test_an_overlap_of_hands_is_allowed_with_a_reason(desk: AgendaDesk) -> None:
    desk.book(rooms=())
    both = {ConflictKind.OPERATOR_TAKEN, ConflictKind.BUFFER_SQUEEZED}
    assert refusal(desk, rooms=()) == (both, False)
    allowed = desk.book(rooms=(), permission=SOFT)
    assert reasons(desk, allowed) == {("una sorella", None)}


def test_a_reason_without_words_allows_nothing(desk: AgendaDesk) -> None:
    desk.book(rooms=())
    assert refusal(desk, rooms=(), permission=Permission(reason="  "))[1] is False


def test_a_long_reason_is_cut_to_its_column(desk: AgendaDesk) -> None:
    desk.book(rooms=())
    allowed = desk.book(rooms=(), permission=Permission(reason="perché " * 100))
    ((reason, _),) = reasons(desk, allowed)
    assert reason is not None
    assert len(reason) <= 300


def test_a_squeezed_buffer_is_soft(desk: AgendaDesk) -> None:
    desk.book("brow_shaping", TEN)
    found, hard = refusal(desk, code="brow_shaping", start=TEN + 15, rooms=())
    assert (found, hard) == ({ConflictKind.BUFFER_SQUEEZED}, False)


def test_a_taken_room_needs_the_owner(desk: AgendaDesk) -> None:
    room = (desk.rooms["Cabina 1"],)
    desk.book(rooms=room)
    assert refusal(desk, by=ANNA, rooms=room, permission=SOFT) == (
        {ConflictKind.RESOURCE_TAKEN, ConflictKind.BUFFER_SQUEEZED},
        True,
    )
    allowed = desk.book(by=ANNA, rooms=room, permission=HARD)
    assert ("deciso dalla titolare", OWNER) in reasons(desk, allowed)


def test_one_client_in_two_places_is_soft(desk: AgendaDesk) -> None:
    bianca = desk.client()
    desk.book(client=bianca)
    assert refusal(desk, by=ANNA, client=bianca) == ({ConflictKind.CLIENT_DOUBLE}, False)


def test_only_what_collides_carries_the_reason(desk: AgendaDesk) -> None:
    bianca = desk.client()
    desk.book(client=bianca)
    allowed = desk.book(by=ANNA, client=bianca, permission=SOFT)
    assert reasons(desk, allowed) == {(None, None), ("una sorella", None)}


def test_a_reason_excuses_its_own_visit_and_no_newcomer(desk: AgendaDesk) -> None:
    desk.book(rooms=())
    desk.book(rooms=(), permission=SOFT)
    assert ConflictKind.OPERATOR_TAKEN in refusal(desk, rooms=())[0]


def test_the_operator_is_free_while_it_works_by_itself(desk: AgendaDesk) -> None:
    desk.book("lash_lift", TEN)  # hands until 10:30, on its own until 10:45
    inside = desk.book("brow_wax", TEN + 30, rooms=())
    assert inside.steps[0].blocked_until == TEN + 45


def test_a_closed_weekday_needs_the_owner(desk: AgendaDesk) -> None:
    assert refusal(desk, day=SUNDAY, permission=SOFT) == ({ConflictKind.SALON_CLOSED}, True)
    assert desk.book(day=SUNDAY, permission=HARD).day == SUNDAY


def test_a_public_holiday_is_closed_until_the_salon_says_otherwise(desk: AgendaDesk) -> None:
    assert refusal(desk, day=CHRISTMAS)[0] == {ConflictKind.SALON_CLOSED}
    desk.set("closes_on_holidays", False)
    assert desk.book(day=CHRISTMAS).day == CHRISTMAS


def test_an_exception_opens_a_closed_day_and_closes_an_open_one(desk: AgendaDesk) -> None:
    desk.found(
        lambda base: base.add_exception(DayException(day=SUNDAY, spans=(MinuteSpan(540, 720),)))
    )
    assert desk.book(day=SUNDAY).id
    assert refusal(desk, day=SUNDAY, start=715)[0] == {ConflictKind.OUTSIDE_HOURS}
    desk.found(lambda base: base.add_exception(DayException(day=TUESDAY, label="inventario")))
    assert refusal(desk) == ({ConflictKind.SALON_CLOSED}, True)


def test_an_exception_takes_the_place_of_an_earlier_one(desk: AgendaDesk) -> None:
    for spans in ((MinuteSpan(540, 720),), (MinuteSpan(600, 900),), ()):
        desk.found(
            lambda base, spans=spans: base.add_exception(DayException(day=SUNDAY, spans=spans))
        )
    assert refusal(desk, day=SUNDAY)[0] == {ConflictKind.SALON_CLOSED}
    desk.found(
        lambda base: base.add_exception(DayException(day=SUNDAY, spans=(MinuteSpan(600, 900),)))
    )
    assert desk.book(day=SUNDAY, start=885 - 5).id


def test_outside_the_shift_is_soft(desk: AgendaDesk) -> None:
    desk.found(
        lambda base: base.add_shift(
            Shift(operator_id=SARA, weekday=TUESDAY.weekday(), spans=(MinuteSpan(540, 660),))
        )
    )
    assert refusal(desk, start=ELEVEN) == ({ConflictKind.OUTSIDE_HOURS}, False)
    assert desk.book(start=TEN).id
    assert desk.book(start=ELEVEN, by=ANNA).id, "Anna has no rota and works while the salon is open"


def test_a_shift_takes_the_place_of_an_equal_one(desk: AgendaDesk) -> None:
    for spans in ((MinuteSpan(540, 660),), (MinuteSpan(600, 900),)):
        shift = Shift(operator_id=SARA, weekday=1, spans=spans)
        desk.found(lambda base, shift=shift: base.add_shift(shift))
    assert desk.book(start=ELEVEN).id
    assert refusal(desk, start=540)[0] == {ConflictKind.OUTSIDE_HOURS}


def test_an_absent_operator_needs_the_owner(desk: AgendaDesk) -> None:
    desk.found(lambda base: base.add_absence(away()))
    assert refusal(desk, permission=SOFT) == ({ConflictKind.OPERATOR_ABSENT}, True)
    assert desk.book(permission=HARD).id


def test_a_weekly_break_is_in_the_way_though_no_claim_is_stored(desk: AgendaDesk) -> None:
    lunch = away(
        AbsenceKind.BREAK,
        last_day=date(2036, 1, 1),
        span=MinuteSpan(780, 840),
        weekday=TUESDAY.weekday(),
    )
    desk.found(lambda base: base.add_absence(lunch))
    assert refusal(desk, start=800) == ({ConflictKind.OPERATOR_ON_BREAK}, False)
    assert desk.book(start=840).id
    assert desk.book(start=800, by=None).steps[0].operator_id == ANNA


def test_a_device_out_of_order_is_in_the_way(desk: AgendaDesk) -> None:
    first = desk.book("laser_small", ELEVEN)
    laser = max(first.steps[0].resource_ids)
    out = away(AbsenceKind.OUT_OF_ORDER, subject_kind=SubjectKind.RESOURCE, subject_id=laser)
    with pytest.raises(SlotTaken):
        desk.found(lambda base: base.add_absence(out))
    desk.found(
        lambda base: base.add_absence(out, permission=OverVisits(reason="rotto", approved_by=OWNER))
    )
    assert refusal(desk, code="laser_small", start=840) == ({ConflictKind.RESOURCE_OUT}, True)


def test_sickness_is_recorded_over_visits_that_stand(desk: AgendaDesk) -> None:
    visit = desk.book()
    with pytest.raises(SlotTaken) as refused:
        desk.found(lambda base: base.add_absence(away()))
    assert refused.value.facts["subject_id"] == SARA
    desk.found(
        lambda base: base.add_absence(
            away(), note="febbre", permission=OverVisits(reason="febbre", approved_by=OWNER)
        )
    )
    assert desk.get(visit) == visit, "nothing is moved by itself"
    assert refusal(desk, start=900)[0] == {ConflictKind.OPERATOR_ABSENT}


def test_a_day_closes_over_visits_only_with_the_owner(desk: AgendaDesk) -> None:
    desk.book()
    closed = DayException(day=TUESDAY, label="lutto")
    with pytest.raises(SlotTaken):
        desk.found(lambda base: base.add_exception(closed))
    stated = OverVisits(reason="lutto", approved_by=OWNER)
    desk.found(lambda base: base.add_exception(closed, permission=stated))
    assert refusal(desk, start=900)[0] == {ConflictKind.SALON_CLOSED}


@pytest.mark.parametrize(
    ("code", "born", "found"),
    [
        ("sunbed", date(2010, 1, 1), ({ConflictKind.UNDER_AGE}, True)),
        ("sunbed", None, ({ConflictKind.AGE_UNKNOWN}, False)),
        ("sunbed", date(2008, 11, 25), ({ConflictKind.UNDER_AGE}, True)),
        ("laser_small", date(2010, 1, 1), ({ConflictKind.GUARDIAN_MISSING}, False)),
    ],
)
def test_who_is_under_age(
    desk: AgendaDesk, code: str, born: date | None, found: tuple[set[ConflictKind], bool]
) -> None:
    assert refusal(desk, code=code, client=desk.client(born=born)) == found


def test_on_her_birthday_she_is_of_age(desk: AgendaDesk) -> None:
    of_age = desk.client(born=date(2008, 11, 24))
    assert desk.book("sunbed", client=of_age).id


def test_the_file_refuses_what_the_program_forgot(desk: AgendaDesk) -> None:
    first = desk.book()
    with desk.open_unit() as unit, pytest.raises(SlotTaken) as refused:
        claims = unit.appointments.claims(TUESDAY, [(SubjectKind.OPERATOR, SARA)])
        unit.appointments.claim([claim_of_nobody(claim) for claim in claims])
    assert refused.value.facts["subject_id"] == SARA
    with desk.open_unit() as unit, pytest.raises(NeedsApproval):
        rooms = [(SubjectKind.RESOURCE, room) for room in first.steps[0].resource_ids]
        claims = unit.appointments.claims(TUESDAY, rooms)
        unit.appointments.claim([claim_of_nobody(claim, "perché sì") for claim in claims])


def test_the_refused_claim_is_named_among_several(desk: AgendaDesk) -> None:
    desk.book(start=TEN)
    visit = desk.book(start=ELEVEN)
    with desk.open_unit() as unit, pytest.raises(SlotTaken) as refused:
        unit.appointments.release(visit.id or 0)
        free, taken = (
            Claim(
                subject_kind=SubjectKind.OPERATOR,
                subject_id=SARA,
                day=TUESDAY,
                start=start,
                end=start + 10,
                part=Part.WORK,
                appointment_id=visit.id,
            )
            for start in (900, TEN)
        )
        unit.appointments.claim([free, taken])
    assert refused.value.facts["start"] == TEN


def claim_of_nobody(claim: Any, reason: str | None = None) -> Any:
    """Return the claim as if somebody else wanted the same."""
    return type(claim)(
        subject_kind=claim.subject_kind,
        subject_id=claim.subject_id,
        day=claim.day,
        start=claim.start,
        end=claim.end,
        part=claim.part,
        reason=reason,
    )


def test_monday_is_closed_in_the_sample_salon(desk: AgendaDesk) -> None:
    assert refusal(desk, day=NEXT_MONDAY)[0] == {ConflictKind.SALON_CLOSED}
