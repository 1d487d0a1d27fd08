"""Sums and differences of half-open minute spans, as plain pairs because searches run on them."""

from collections.abc import Iterable

Span = tuple[int, int]


def union(spans: Iterable[Span]) -> list[Span]:
    """Return the same minutes as sorted spans that neither overlap nor touch."""
    result: list[Span] = []
    for start, end in sorted(spans):
        if result and start <= result[-1][1]:
            result[-1] = (result[-1][0], max(end, result[-1][1]))
        elif start < end:
            result.append((start, end))
    return result


def subtract(spans: Iterable[Span], holes: Iterable[Span]) -> list[Span]:
    """Return the minutes of ``spans`` that lie in no hole."""
    taken = union(holes)
    result: list[Span] = []
    for start, end in union(spans):
        for hole_start, hole_end in taken:
            if hole_end <= start or end <= hole_start:
                continue
            if start < hole_start:
                result.append((start, hole_start))
            start = max(start, hole_end)
        if start < end:
            result.append((start, end))
    return result


def intersect(left: Iterable[Span], right: Iterable[Span]) -> list[Span]:
    """Return the minutes that lie in both."""
    others = union(right)
    return [
        (max(start, other_start), min(end, other_end))
        for start, end in union(left)
        for other_start, other_end in others
        if max(start, other_start) < min(end, other_end)
    ]
