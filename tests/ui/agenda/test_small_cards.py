"""Cards with little room: the name is read first, and nothing is painted across words."""

import pytest

from salon_desktop.domain.agenda.status import Status
from salon_desktop.ui.agenda.day_grid import DayGrid
from salon_desktop.ui.agenda.day_picture import Sign


@pytest.fixture
def grid(theme, say, qtbot):
    made = DayGrid(theme, say)
    qtbot.addWidget(made)
    made.resize(900, 772)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_in_a_half_lane_the_name_stays_and_signs_drop_out(grid, a_day, a_card):
    signs = frozenset({Sign.OVERLAP, Sign.NEW_CLIENT, Sign.NO_MESSAGES})
    cards = [
        a_card(660, 700, number=n, client="Rita Sala", signs=signs, status=Status.CONFIRMED)
        for n in (1, 2)
    ]
    grid.show_picture(a_day(*cards, operators=6))
    for look in grid.scene.cards:
        assert look.lines[0].text.text().startswith("Rita")
        assert len(look.signs) <= 1


def test_where_there_is_room_all_signs_stand_beside_the_name(grid, a_day, a_card):
    signs = frozenset({Sign.OVERLAP, Sign.NEW_CLIENT})
    grid.show_picture(a_day(a_card(660, 700, signs=signs, status=Status.CONFIRMED)))
    assert len(grid.scene.cards[0].signs) == 3
    assert grid.scene.cards[0].lines[0].text.text() == "Greta Fontana"


def test_a_card_of_five_minutes_is_a_line_of_text_high_around_its_own_middle(
    grid, a_day, a_card, theme
):
    grid.show_picture(a_day(a_card(600, 605)))
    look = grid.scene.cards[0]
    times = grid.scene.times
    assert look.rect.height() >= theme.px(14)
    assert abs(look.rect.center().y() - (times.y(600) + times.y(605)) / 2) <= 1
    line = look.lines[0]
    assert line.at.y() + line.text.size().height() / 2 == pytest.approx(
        look.rect.center().y(), abs=1.5
    )


def test_the_time_after_a_visit_ends_where_a_break_begins(grid, a_day, a_card, a_break):
    card = a_card(720, 780, blocked_until=795)
    grid.show_picture(a_day(card, a_card(720, 770, column=1, blocked_until=785)))
    assert all(look.buffer is not None for look in grid.scene.cards)
    blocks = (a_break(780, 840), a_break(780, 840, column=1))
    cards = (card, a_card(720, 770, column=1, blocked_until=785))
    grid.show_picture(a_day(*cards, blocks=blocks))
    by_column = {look.card.column: look.buffer for look in grid.scene.cards}
    assert by_column[0] is None
    assert by_column[1].bottom() <= grid.scene.times.y(780) + 1


def test_the_hatch_of_processing_begins_below_the_words(grid, a_day, a_card):
    grid.show_picture(a_day(a_card(725, 770, processing=(735, 765))))
    look = grid.scene.cards[0]
    words_end = max(line.at.y() + line.text.size().height() for line in look.lines)
    assert look.gap is not None
    assert grid.scene.times.y(735) < words_end <= look.gap.top() + 1
