"""A signature is strokes with their moments, and nothing else gets into its drawing."""

from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from salon_desktop.ui.consent.strokes import LEAST_LENGTH, Point, Signature, as_svg

SVG = "{http://www.w3.org/2000/svg}"


def read(drawing: bytes) -> ElementTree.Element:
    return ElementTree.fromstring(drawing)  # noqa: S314 - our own drawing, made a line above


def drawn(*points: tuple[float, float]) -> Signature:
    signature = Signature()
    for number, (x, y) in enumerate(points):
        point = Point(x, y, number * 10)
        if number:
            signature.go_on(point)
        else:
            signature.begin(point)
    return signature


def test_a_slip_of_the_hand_is_no_signature():
    assert not drawn((0, 0), (LEAST_LENGTH - 1, 0)).is_enough
    assert not drawn((5, 5)).is_enough


def test_a_line_long_enough_is_one():
    assert drawn((0, 0), (LEAST_LENGTH, 0)).is_enough


def test_several_short_strokes_count_together():
    signature = Signature()
    for number in range(3):
        signature.begin(Point(0, number, 0))
        signature.go_on(Point(LEAST_LENGTH / 2, number, 1))
    assert signature.is_enough


def test_moving_before_touching_draws_nothing():
    signature = Signature()
    signature.go_on(Point(10, 10, 0))
    assert signature.strokes == ()


def test_a_pen_that_rests_adds_no_points():
    assert len(drawn((0, 0), (3, 3), (3, 3), (3, 3)).strokes[0]) == 2


def test_clearing_takes_everything_away():
    signature = drawn((0, 0), (100, 0))
    signature.clear()
    assert signature.strokes == ()
    assert not signature.is_enough


def test_the_drawing_is_svg_with_one_path_a_stroke_and_the_moment_of_each_point():
    signature = drawn((1.5, 2), (30, 40), (50, 60))
    signature.begin(Point(9, 9, 99))
    root = read(as_svg(signature.strokes, 520, 188))
    assert root.tag == f"{SVG}svg"
    assert root.get("viewBox") == "0 0 520 188"
    first, dot = root.findall(f"{SVG}path")
    assert first.get("d") == "M1.5 2L30 40L50 60"
    assert first.get("data-ms") == "0 10 20"
    assert dot.get("d") == "M9 9L9 9"


@given(
    st.lists(
        st.tuples(
            st.floats(0, 2000, allow_nan=False),
            st.floats(0, 2000, allow_nan=False),
            st.integers(0, 10**6),
        ),
        min_size=1,
        max_size=30,
    )
)
def test_every_drawing_is_plain_xml_without_a_program_in_it(points):
    stroke = tuple(Point(*point) for point in points)
    root = read(as_svg([stroke], 100, 100))
    assert {element.tag for element in root.iter()} == {f"{SVG}svg", f"{SVG}path"}
    assert len(root[0].attrib["data-ms"].split()) == len(points)
