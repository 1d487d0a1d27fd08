"""Every pair of colours that carries words or meaning is told apart well enough (WCAG 2, AA)."""

import pytest

from salon_desktop.ui.theme.tokens import CATEGORIES, COLOURS, Scheme
from salon_desktop.ui.widgets.painting import CHIP_LOOKS

CATEGORY = "CATEGORY"
# foreground, ground, least contrast: 4.5 for text, 3 for signs, bars and borders with a meaning
FLOORS = [
    ("text", "bg", 4.5),
    ("text", "surface", 4.5),
    ("text", "sunken", 4.5),
    ("text", "rail", 4.5),
    ("text_2", "bg", 4.5),
    ("text_2", "surface", 4.5),
    ("text_2", "rail", 4.5),
    ("text_2", "closed", 4.5),
    ("text_3", "bg", 4.5),
    ("text_3", "surface", 4.5),
    ("text_3", "rail", 4.5),
    ("text_3", "sunken", 4.5),
    ("accent", "bg", 4.5),
    ("accent", "surface", 4.5),
    ("on_accent", "accent", 4.5),
    ("on_accent", "accent_hover", 4.5),
    ("on_accent_soft", "accent_soft", 4.5),
    ("ok", "surface", 4.5),
    ("ok", "ok_soft", 4.5),
    ("warn", "surface", 4.5),
    ("warn", "warn_soft", 4.5),
    ("danger", "surface", 4.5),
    ("danger", "danger_soft", 4.5),
    ("info", "surface", 4.5),
    ("info", "info_soft", 4.5),
    ("text", "ok_soft", 4.5),
    ("text", "warn_soft", 4.5),
    ("text", "danger_soft", 4.5),
    ("text", "info_soft", 4.5),
    ("on_tooltip", "tooltip", 4.5),
    ("now", "surface", 3),
    ("line_strong", "surface", 3),
    ("text", "cat_done", 4.5),
    ("text_2", "cat_done", 4.5),
    ("text_2", "accent_soft", 4.5),
    ("text_3", "accent_soft", 4.5),
    ("text_2", "sunken", 4.5),
    ("danger", "cat_done", 4.5),
    ("text_3", "cat_done", 4.5),
    ("text_2", "hover", 4.5),
    ("text", "hover", 4.5),
    ("st_booked", "surface", 3),
    ("st_confirmed", "surface", 3),
    ("st_arrived", "surface", 3),
    ("st_service", "surface", 3),
    ("st_noshow", "surface", 3),
    ("st_hold", "surface", 3),
    ("text", "CATEGORY", 4.5),
    ("text_2", "CATEGORY", 4.5),
    ("st_booked", "CATEGORY", 3),
    ("st_confirmed", "CATEGORY", 3),
    ("st_arrived", "CATEGORY", 3),
    ("st_service", "CATEGORY", 3),
    ("st_hold", "CATEGORY", 3),
]


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_measure_itself_gives_21_for_black_on_white_and_1_for_the_same():
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#74395A", "#74395A") == pytest.approx(1)


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize(("front", "ground", "floor"), FLOORS)
def test_a_pair_of_colours_keeps_its_floor(scheme, front, ground, floor):
    table = COLOURS[scheme]
    grounds = [f"cat_{name}" for name in CATEGORIES] if ground == CATEGORY else [ground]
    worst = min(contrast(table[front], table[name]) for name in grounds)
    assert worst >= floor


@pytest.mark.parametrize("scheme", Scheme)
def test_each_chip_can_be_read_on_its_own_fill(scheme):
    table = COLOURS[scheme]
    for look in CHIP_LOOKS.values():
        assert contrast(table[look.ink], table[look.fill]) >= 4.5
