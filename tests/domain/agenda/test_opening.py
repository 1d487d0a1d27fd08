"""When somebody can be booked, and what falls outside."""

from __future__ import annotations

from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon_desktop.domain.agenda.claims import ConflictKind, Part, SubjectKind
from salon_desktop.domain.agenda.opening import (
    Absence,
    AbsenceKind,
    DayException,
    Shift,
    WeekHours,
    bookable_spans,
    closure_claim,
    hours_conflicts,
    last_open_day,
    opening_spans,
    shift_spans,
)
from salon_desktop.domain.wall_clock import MinuteSpan

TUESDAY = date(2027, 6, 1)
SUNDAY, MONDAY = date(2027, 6, 6), date(2027, 6, 7)
NINE_TO_SEVEN = MinuteSpan(540, 1140)
MORNING, AFTERNOON = MinuteSpan(540, 780), MinuteSpan(840, 1140)
HOURS = WeekHours(days=((), *((NINE_TO_SEVEN,),) * 4, (MinuteSpan(540, 1080),), ()))


def away(kind: AbsenceKind = AbsenceKind.LEAVE, **details) -> Absence:
    plain = {"subject_id": 1, "kind": kind, "first_day": TUESDAY, "last_day": TUESDAY}
    return Absence(**{**plain, **details})


def test_the_usual_week_says_when_the_salon_opens() -> None:
    assert opening_spans(TUESDAY, hours=HOURS) == [NINE_TO_SEVEN]
    assert opening_spans(MONDAY, hours=HOURS) == []


def test_a_day_may_have_a_long_lunch() -> None:
    split = WeekHours(days=((MORNING, AFTERNOON),) * 7)
    assert opening_spans(MONDAY, hours=split) == [MORNING, AFTERNOON]


def test_the_exception_of_the_date_beats_the_weekday() -> None:
    short = DayException(day=TUESDAY, spans=(MORNING,))
    closed, open_sunday = DayException(day=TUESDAY), DayException(day=SUNDAY, spans=(MORNING,))
    assert opening_spans(TUESDAY, hours=HOURS, exceptions=[short, open_sunday]) == [MORNING]
    assert opening_spans(TUESDAY, hours=HOURS, exceptions=[closed]) == []
    assert opening_spans(SUNDAY, hours=HOURS, exceptions=[short, open_sunday]) == [MORNING]


def test_holidays_close_a_salon_that_keeps_them_unless_it_said_otherwise() -> None:
    keeps_none = WeekHours(days=HOURS.days, closes_on_holidays=False)
    opens_anyway = DayException(day=TUESDAY, spans=(MORNING,))
    assert opening_spans(TUESDAY, hours=HOURS, holidays={TUESDAY}) == []
    assert opening_spans(TUESDAY, hours=keeps_none, holidays={TUESDAY}) == [NINE_TO_SEVEN]
    there = opening_spans(TUESDAY, hours=HOURS, holidays={TUESDAY}, exceptions=[opens_anyway])
    assert there == [MORNING]


def test_the_hour_that_clocks_jump_over_cannot_be_booked() -> None:
    night = DayException(day=date(2027, 3, 28), spans=(MinuteSpan(0, 360),))
    rome = ZoneInfo("Europe/Rome")
    there = bookable_spans(night.day, hours=HOURS, exceptions=[night], operator_id=1, zone=rome)
    assert there == [(0, 120), (180, 360)]


def test_without_a_rota_an_operator_works_while_the_salon_is_open() -> None:
    others = [Shift(operator_id=2, weekday=1, spans=(MORNING,))]
    assert bookable_spans(TUESDAY, hours=HOURS, operator_id=1, shifts=others) == [NINE_TO_SEVEN]
    assert bookable_spans(TUESDAY, hours=HOURS) == [NINE_TO_SEVEN]


def test_a_shift_cuts_the_opening_and_never_widens_it() -> None:
    early = Shift(operator_id=1, weekday=1, spans=(MinuteSpan(420, 780),))
    assert shift_spans(TUESDAY, 1, [early], [NINE_TO_SEVEN]) == [MORNING]
    assert shift_spans(TUESDAY + timedelta(days=1), 1, [early], [NINE_TO_SEVEN]) == []


def test_the_shift_of_a_date_beats_the_weekly_one_even_as_a_day_off() -> None:
    weekly = Shift(operator_id=1, weekday=1, spans=(MORNING,))
    swapped = Shift(operator_id=1, day=TUESDAY, spans=(AFTERNOON,))
    off = Shift(operator_id=1, day=TUESDAY, spans=())
    assert shift_spans(TUESDAY, 1, [weekly, swapped], [NINE_TO_SEVEN]) == [AFTERNOON]
    assert shift_spans(TUESDAY, 1, [off, weekly], [NINE_TO_SEVEN]) == []


def test_the_latest_weekly_rota_holds_from_its_first_day_to_its_last() -> None:
    old = Shift(operator_id=1, weekday=1, spans=(MORNING,))
    new = Shift(
        operator_id=1,
        weekday=1,
        spans=(AFTERNOON,),
        valid_from=TUESDAY,
        valid_to=TUESDAY + timedelta(days=7),
    )
    for weeks, expected in ((-1, MORNING), (0, AFTERNOON), (1, AFTERNOON), (2, MORNING)):
        day = TUESDAY + timedelta(weeks=weeks)
        assert shift_spans(day, 1, [old, new], [NINE_TO_SEVEN]) == [expected]


def test_absences_breaks_and_blocks_are_taken_out_of_the_shift() -> None:
    there = bookable_spans(
        TUESDAY,
        hours=HOURS,
        operator_id=1,
        absences=[
            away(AbsenceKind.BREAK, span=MinuteSpan(780, 840)),
            away(AbsenceKind.BLOCK, span=MinuteSpan(1080, 1140)),
            away(subject_id=2),
            away(subject_kind=SubjectKind.RESOURCE),
            away(first_day=TUESDAY - timedelta(days=9), last_day=TUESDAY - timedelta(days=1)),
        ],
    )
    assert there == [MORNING, (840, 1080)]


def test_a_weekly_break_falls_on_its_weekday_only() -> None:
    lunch = away(AbsenceKind.BREAK, last_day=TUESDAY + timedelta(days=60), weekday=1)
    assert lunch.falls_on(TUESDAY + timedelta(days=7))
    assert not lunch.falls_on(TUESDAY + timedelta(days=8))


def test_an_absence_claims_its_span_and_a_break_is_softer() -> None:
    claim = away(AbsenceKind.SICK).claim_on(TUESDAY)
    assert claim is not None
    assert (claim.part, claim.start, claim.end) == (Part.ABSENCE, 0, 1440)
    lunch = away(AbsenceKind.BREAK, span=MinuteSpan(780, 840)).claim_on(TUESDAY)
    assert lunch is not None
    assert (lunch.part, lunch.start, lunch.subject_id) == (Part.BREAK, 780, 1)
    assert away().claim_on(MONDAY) is None


def test_a_closed_day_claims_the_salon_and_short_hours_do_not() -> None:
    claim = closure_claim(DayException(day=TUESDAY))
    assert claim is not None
    assert (claim.subject_kind, claim.part) == (SubjectKind.SALON, Part.CLOSED)
    assert closure_claim(DayException(day=TUESDAY, spans=(MORNING,))) is None


def test_work_on_a_closed_day_is_hard_and_outside_the_shift_soft(a_claim) -> None:
    (closed,) = hours_conflicts([a_claim(600, 660)], open_spans=[], shifts={})
    assert (closed.kind, closed.hard, closed.existing) == (ConflictKind.SALON_CLOSED, True, None)
    (outside,) = hours_conflicts(
        [a_claim(760, 800)], open_spans=[NINE_TO_SEVEN], shifts={1: [MORNING]}
    )
    assert (outside.kind, outside.hard) == (ConflictKind.OUTSIDE_HOURS, False)


def test_the_last_slot_of_the_day_may_not_leave_its_clean_up_past_closing_in_silence(
    a_claim,
) -> None:
    claims = [a_claim(1080, 1140), a_claim(1140, 1150, part=Part.BUFFER)]
    (found,) = hours_conflicts(claims, open_spans=[NINE_TO_SEVEN], shifts={})
    assert found.wanted.part is Part.BUFFER


def test_rooms_clients_and_absences_have_no_hours(a_claim) -> None:
    claims = [
        a_claim(0, 60, subject_kind=SubjectKind.RESOURCE),
        a_claim(0, 60, subject_kind=SubjectKind.CLIENT),
        a_claim(0, 1440, part=Part.ABSENCE),
    ]
    assert hours_conflicts(claims, open_spans=[], shifts={}) == []


def test_the_last_open_day_skips_sundays_mondays_and_long_closures() -> None:
    assert last_open_day(date(2027, 6, 8), hours=HOURS) == date(2027, 6, 5)
    first = date(2026, 12, 24)
    closed = [DayException(day=first + timedelta(days=days)) for days in range(14)]
    assert last_open_day(date(2027, 1, 7), hours=HOURS, exceptions=closed) == date(2026, 12, 23)
    assert last_open_day(TUESDAY, hours=WeekHours(days=((),) * 7)) is None


@pytest.mark.parametrize(
    ("make", "why"),
    [
        (lambda: WeekHours(days=((),) * 6), "seven days"),
        (lambda: WeekHours(days=((AFTERNOON, MORNING), *((),) * 6)), "in order"),
        (lambda: DayException(day=TUESDAY, spans=(MORNING, NINE_TO_SEVEN)), "in order"),
        (lambda: Shift(operator_id=1, spans=()), "weekday or for a date"),
        (lambda: Shift(operator_id=1, spans=(), weekday=1, day=TUESDAY), "weekday or for a date"),
        (lambda: Shift(operator_id=1, spans=(), weekday=7), "0 to 6"),
        (lambda: Shift(operator_id=1, spans=(AFTERNOON, MORNING), weekday=1), "in order"),
        (lambda: away(subject_kind=SubjectKind.CLIENT), "can be absent"),
        (lambda: away(last_day=date(2027, 5, 1)), "ends after"),
        (lambda: away(weekday=7), "0 to 6"),
    ],
)
def test_hours_that_cannot_be_are_refused(make, why) -> None:
    with pytest.raises(ValueError, match=why):
        make()


spans = st.tuples(st.integers(0, 47), st.integers(1, 48)).filter(lambda pair: pair[0] < pair[1])
half_hours = spans.map(lambda pair: MinuteSpan(pair[0] * 30, pair[1] * 30))


@given(st.lists(half_hours, max_size=1), st.lists(half_hours, max_size=1), st.lists(half_hours))
def test_bookable_is_opening_and_shift_without_absences(opening, shift, absences) -> None:
    there = bookable_spans(
        TUESDAY,
        hours=HOURS,
        exceptions=[DayException(day=TUESDAY, spans=tuple(opening))],
        operator_id=1,
        shifts=[Shift(operator_id=1, weekday=1, spans=tuple(shift))],
        absences=[away(span=span) for span in absences],
    )

    def minutes(spans: list[MinuteSpan]) -> set[int]:
        return {minute for span in spans for minute in range(*span)}

    assert minutes(there) == (minutes(opening) & minutes(shift)) - minutes(absences)
