"""Sums and differences of minute spans against sets of minutes."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

from salon_desktop.domain.agenda.spans import Span, intersect, subtract, union

spans = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 60)).map(lambda pair: (min(pair), max(pair))),
    max_size=6,
)


def _minutes(spans: Iterable[Span]) -> set[int]:
    return {minute for start, end in spans for minute in range(start, end)}


def _is_tidy(spans: list[Span]) -> bool:
    edges = [edge for span in spans for edge in span]
    return edges == sorted(set(edges))


@given(spans)
def test_a_union_holds_the_same_minutes_in_order(some: list[Span]) -> None:
    assert _minutes(union(some)) == _minutes(some)
    assert _is_tidy(union(some))


@given(spans, spans)
def test_a_difference_holds_what_lies_in_no_hole(some: list[Span], holes: list[Span]) -> None:
    left = subtract(some, holes)
    assert _minutes(left) == _minutes(some) - _minutes(holes)
    assert _is_tidy(left)


@given(spans, spans)
def test_an_intersection_holds_what_lies_in_both(some: list[Span], others: list[Span]) -> None:
    shared = intersect(some, others)
    assert _minutes(shared) == _minutes(some) & _minutes(others)
    assert _is_tidy(shared)
