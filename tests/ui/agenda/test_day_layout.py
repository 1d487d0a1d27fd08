"""Minutes, columns, lanes and boxes: arithmetic that holds at every zoom."""

from hypothesis import given
from hypothesis import strategies as st

from salon_desktop.ui.agenda.day_layout import (
    Box,
    ColumnScale,
    Insets,
    Stretch,
    TimeScale,
    card_box,
    hit,
    lanes_of,
    outside,
    shown_hours,
)

AIR = Insets(left=4, right=3, top=1, bottom=1, between=2, nested=12)
DAY = TimeScale(540, 1140, 18)
ONE = ColumnScale(1, 218, 132)

starts = st.integers(108, 220).map(lambda n: n * 5)
stretches = st.lists(
    st.builds(
        lambda column, start, length: Stretch(column, start, start + length * 5),
        st.integers(0, 2),
        starts,
        st.integers(1, 24),
    ),
    max_size=14,
)


def test_a_quarter_of_an_hour_is_eighteen_pixels():
    assert DAY.y(555) - DAY.y(540) == 18
    assert DAY.height == 720


def test_a_point_snaps_to_the_nearest_five_minutes():
    assert DAY.snapped(DAY.y(602)) == 600
    assert DAY.snapped(DAY.y(603)) == 605


def test_a_cell_is_named_by_its_beginning():
    assert DAY.cell(DAY.y(614)) == 600
    assert DAY.cell(DAY.y(615)) == 615


def test_nothing_lies_outside_of_what_is_shown():
    assert DAY.snapped(-500) == 540
    assert DAY.snapped(5000) == 1140
    assert DAY.cell(5000) == 1125


@given(st.integers(540, 1140), st.floats(6, 60))
def test_a_minute_and_its_pixel_find_each_other_at_every_zoom(minute, quarter):
    scale = TimeScale(540, 1140, quarter)
    assert abs(scale.minute(scale.y(minute)) - minute) < 1e-6


def test_columns_share_the_room_and_are_never_narrower_than_the_least():
    assert ColumnScale(6, 1308, 132).span(1) == (218, 218)
    assert ColumnScale(12, 1000, 132).width == 12 * 132


@given(st.integers(1, 12), st.integers(200, 2000))
def test_every_pixel_belongs_to_exactly_the_column_that_is_painted_there(count, room):
    columns = ColumnScale(count, room, 40)
    for column in range(count):
        left, width = columns.span(column)
        assert columns.at(left) == column
        assert columns.at(left + width - 1) == column
    assert columns.at(-1) is None
    assert columns.at(columns.width) is None


def test_one_card_fills_its_column_but_for_the_air():
    (lane,) = lanes_of([Stretch(0, 600, 660)])
    assert card_box(Stretch(0, 600, 660), lane, DAY, ONE, AIR) == Box(4, 73, 211, 70)


def test_only_those_that_overlap_share_the_width():
    lanes = lanes_of(
        [
            Stretch(0, 540, 600),
            Stretch(0, 660, 750),
            Stretch(0, 705, 735),
            Stretch(0, 780, 840),
        ]
    )
    assert [lane.of for lane in lanes] == [1, 2, 2, 1]
    assert [lane.number for lane in lanes] == [0, 0, 1, 0]


def test_touching_appointments_do_not_share():
    lanes = lanes_of([Stretch(0, 540, 600), Stretch(0, 600, 660)])
    assert [lane.of for lane in lanes] == [1, 1]


def test_a_lane_is_used_again_when_it_is_free():
    lanes = lanes_of([Stretch(0, 540, 660), Stretch(0, 540, 570), Stretch(0, 600, 660)])
    assert [lane.of for lane in lanes] == [2, 2, 2]
    assert [lane.number for lane in lanes] == [0, 1, 1]


def test_what_fits_into_a_processing_time_is_set_over_it():
    long = Stretch(0, 540, 660, gap=(570, 630))
    lanes = lanes_of([long, Stretch(0, 575, 625), Stretch(0, 620, 650)])
    assert [lane.nested for lane in lanes] == [False, True, False]
    assert lanes[0].of == lanes[2].of == 2
    box = card_box(Stretch(0, 575, 625), lanes[1], DAY, ONE, AIR)
    assert box.x == AIR.left + AIR.nested


@given(stretches)
def test_no_two_cards_are_painted_over_each_other(items):
    columns = ColumnScale(3, 900, 132)
    lanes = lanes_of(items)
    boxes = [
        card_box(stretch, lane, DAY, columns, AIR)
        for stretch, lane in zip(items, lanes, strict=True)
    ]
    # Five minutes are higher than the least height of a card, so nothing is stretched over others.
    for number, box in enumerate(boxes):
        assert not any(box.meets(other) for other in boxes[number + 1 :])


@given(stretches, st.floats(0, 900), st.floats(0, 720))
def test_what_is_hit_is_what_is_painted_there(items, x, y):
    columns = ColumnScale(3, 900, 132)
    boxes = [
        card_box(stretch, lane, DAY, columns, AIR)
        for stretch, lane in zip(items, lanes_of(items), strict=True)
    ]
    found = hit(boxes, x, y)
    holding = [number for number, box in enumerate(boxes) if box.holds(x, y)]
    assert found == (holding[-1] if holding else None)


@given(stretches)
def test_the_order_in_which_cards_come_changes_no_lane_but_its_place(items):
    lanes = dict(zip(items, lanes_of(items), strict=True))
    backwards = dict(zip(items[::-1], lanes_of(items[::-1]), strict=True))
    assert {s: lane.of for s, lane in lanes.items()} == {
        s: lane.of for s, lane in backwards.items()
    }


def test_whole_hours_are_shown_around_all_that_is_open_or_taken():
    assert shown_hours([(570, 1110)], []) == (540, 1140)
    assert shown_hours([(570, 1110)], [(500, 530), (1130, 1215)]) == (480, 1260)
    assert shown_hours([], []) == (540, 1140)
    assert shown_hours([(0, 1440)], []) == (0, 1440)


def test_what_is_left_outside_of_spans():
    assert outside([(600, 660), (700, 720)], 540, 780) == [(540, 600), (660, 700), (720, 780)]
    assert outside([], 540, 600) == [(540, 600)]
    assert outside([(500, 800)], 540, 780) == []
