"""Signs in the corner: at most three, in one order, the least important dropped first."""

import pytest

from salon_desktop.domain.agenda.status import OCCUPYING, Status
from salon_desktop.ui.agenda.card_signs import (
    BAR_COLOURS,
    MOST_DRAWN,
    drawn_signs,
    marks_of,
    tone_of,
)
from salon_desktop.ui.agenda.day_picture import Sign
from salon_desktop.ui.theme.tokens import CATEGORIES, COLOURS, Scheme


def test_the_order_is_status_then_walk_in_then_messages_then_new():
    signs = {Sign.NEW_CLIENT, Sign.NO_MESSAGES, Sign.WALK_IN}
    assert drawn_signs(signs, with_status=False) == (
        Sign.WALK_IN,
        Sign.NO_MESSAGES,
        Sign.NEW_CLIENT,
    )


@pytest.mark.parametrize("with_status", [True, False])
def test_at_most_three_are_drawn_and_an_allowed_overlap_is_always_among_them(with_status):
    drawn = drawn_signs(set(Sign), with_status=with_status)
    assert len(drawn) + with_status == MOST_DRAWN
    assert Sign.OVERLAP in drawn


def test_the_health_ring_and_the_walk_in_drop_first():
    signs = {Sign.HEALTH_NOTE, Sign.WALK_IN, Sign.PATCH_TEST, Sign.OVERLAP}
    assert drawn_signs(signs, with_status=True) == (Sign.PATCH_TEST, Sign.OVERLAP)


def test_no_two_statuses_look_alike(a_card):
    looks = set()
    for status in OCCUPYING | {Status.NO_SHOW}:
        marks = marks_of(a_card(600, 660, status=status))
        looks.add((BAR_COLOURS[status], tuple(mark.icon for mark in marks)))
    assert len(looks) == len(OCCUPYING) + 1


@pytest.mark.parametrize("status", sorted(OCCUPYING | {Status.NO_SHOW}))
def test_every_bar_has_its_colour_in_both_schemes(status):
    for scheme in Scheme:
        assert BAR_COLOURS[status] in COLOURS[scheme]


@pytest.mark.parametrize(
    "category", ["face", "lash", "wax", "laser", "hand", "foot", "body", "makeup", "tan", "new"]
)
def test_every_category_has_a_fill(category):
    assert tone_of(category) in CATEGORIES
