"""Arrow keys: every appointment and every free cell can be reached, and none twice."""

from salon_desktop.ui.agenda.grid_walk import (
    Stop,
    aside,
    first_stop,
    next_appointment,
    stop_near,
    stops_of,
    up_or_down,
)


def at(day, column, minute) -> Stop:
    stop = stop_near(day, column, minute)
    assert stop is not None
    return stop


def number(stop: Stop | None) -> int:
    assert stop is not None
    assert stop.card is not None
    return stop.card.appointment_id


def test_a_free_column_is_a_cell_each_quarter_of_an_hour(a_day):
    stops = stops_of(a_day(), 0)
    assert [stop.minute for stop in stops][:3] == [540, 555, 570]
    assert stops[-1].end == 1140
    assert len(stops) == 40


def test_an_appointment_is_one_stop_and_the_rest_around_it_stays_reachable(a_day, a_card):
    stops = stops_of(a_day(a_card(550, 580)), 0)
    assert [(s.minute, s.end, s.card is not None) for s in stops][:4] == [
        (540, 550, False),
        (550, 580, True),
        (580, 585, False),
        (585, 600, False),
    ]


def test_the_operator_is_free_while_a_treatment_works(a_day, a_card):
    stops = stops_of(a_day(a_card(540, 600, processing=(555, 585))), 0)
    assert [(s.minute, s.card is not None) for s in stops][:4] == [
        (540, True),
        (555, False),
        (570, False),
        (600, False),
    ]


def test_down_and_up_end_where_they_began(a_day, a_card):
    day = a_day(a_card(550, 580), a_card(600, 660))
    stop = at(day, 0, 540)
    seen = [stop]
    for _ in range(6):
        seen.append(up_or_down(day, seen[-1], 1))
    back = seen[-1]
    for _ in range(6):
        back = up_or_down(day, back, -1)
    assert back == stop
    assert len(set(seen)) == 7


def test_the_ends_of_a_column_hold(a_day):
    day = a_day()
    last = stops_of(day, 0)[-1]
    assert up_or_down(day, last, 1) == last
    assert up_or_down(day, at(day, 0, 540), -1) == at(day, 0, 540)


def test_aside_keeps_the_row(a_day, a_card):
    day = a_day(a_card(600, 700, column=1))
    stop = at(day, 0, 660)
    beside = aside(day, stop, 1, 660)
    assert (beside.column, beside.minute, beside.card is not None) == (1, 600, True)
    further = aside(day, beside, 1, 660)
    assert (further.column, further.minute) == (2, 660)


def test_the_first_and_the_last_column_hold(a_day):
    day = a_day()
    stop = at(day, 2, 600)
    assert aside(day, stop, 1, 600) == stop
    assert aside(day, at(day, 0, 600), -1, 600).column == 0


def test_overlapping_appointments_are_visited_one_after_the_other(a_day, a_card):
    day = a_day(a_card(600, 700, number=1), a_card(630, 660, number=2))
    first = at(day, 0, 605)
    second = aside(day, first, 1, 640)
    assert (number(first), number(second)) == (1, 2)
    assert aside(day, second, 1, 640).column == 1


def test_the_next_appointment_goes_through_the_day_by_time(a_day, a_card):
    day = a_day(a_card(700, 720, number=3), a_card(600, 660, column=2, number=1))
    first = next_appointment(day, None, 1)
    second = next_appointment(day, first, 1)
    assert [number(first), number(second)] == [1, 3]
    assert next_appointment(day, second, 1) is None
    assert next_appointment(day, second, -1) == first
    assert next_appointment(a_day(), None, 1) is None


def test_a_day_without_columns_has_nowhere_to_stand(a_day):
    assert first_stop(a_day(operators=0), 540) is None
