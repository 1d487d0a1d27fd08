"""The clients' screen with real widgets over a real salon."""

import time
from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from salon_desktop.application.commands.record_consent import Answer, RecordConsent
from salon_desktop.application.queries.list_clients import ClientGroup, ClientOrder
from salon_desktop.domain.consent.events import EventKind, Method, Purpose
from salon_desktop.ui.clients.client_panel import ClientPanel
from salon_desktop.ui.clients.list_model import CLIENT
from salon_desktop.ui.consent.spoken_panel import SpokenPanel
from salon_desktop.ui.consent.withdraw_panel import WithdrawPanel
from salon_desktop.ui.news import DaySpan
from salon_desktop.ui.shell.sections import Section
from tests.ui.conftest import TRICKY_NAMES

LASHES = "Laminazione sopracciglia"


def names(page):
    rows = page.pane.rows
    return [rows.data(rows.index(row)) for row in range(rows.rowCount())]


def test_an_empty_book_says_how_the_first_client_comes(opened):
    page = opened()
    assert page.pane._empty.isVisible()
    assert page.card.facts is None


def test_the_first_client_is_chosen_and_her_card_shown(opened, add_client, qtbot):
    greta = add_client("Greta", "Fontana", "335 012 4471")
    page = opened()
    qtbot.waitUntil(lambda: page.card.client_id == greta)
    assert page.card.head.name.text() == "Greta Fontana"
    assert page.card.head._phone.words.text() == "+39 335 012 4471"
    assert page._figures.text() == "0 active · 1 in the book"


def test_typing_finds_by_parts_of_the_name_and_marks_the_letters(opened, add_client, qtbot):
    for first, last in (("Greta", "Fontana"), ("Grete", "Fonzari"), ("Anna", "Rossi")):
        add_client(first, last)
    page = opened()
    QTest.keyClicks(page.pane.search, "gre fon")
    qtbot.waitUntil(lambda: set(names(page)) == {"Greta Fontana", "Grete Fonzari"})
    index = page.pane.rows.index(0)
    hits = page.pane.rows.data(index, CLIENT).name_hits
    assert hits == ((0, 3), (6, 9))
    assert page.pane._count.text() == "2 found"


def test_typing_never_waits_for_the_file(opened, add_client):
    for number in range(30):
        add_client("Anna", f"Rossi {number}")
    page = opened()
    slowest = 0.0
    for letter in "anna rossi":
        started = time.perf_counter()
        QTest.keyClicks(page.pane.search, letter)
        slowest = max(slowest, time.perf_counter() - started)
    assert slowest < 0.1  # 16 ms is judged in the benchmarks, on a quiet machine


def test_the_arrows_move_through_the_list_from_the_search_field(opened, add_client, qtbot):
    anna, zoe = add_client("Anna", "Rossi"), add_client("Zoe", "Marin")
    page = opened()
    qtbot.waitUntil(lambda: page.card.client_id == zoe)
    QTest.keyClick(page.pane.search, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: page.card.client_id == anna)
    QTest.keyClick(page.pane.search, Qt.Key.Key_Return)
    assert page.card.head.book.hasFocus()


def test_a_search_for_nobody_says_so_and_escape_brings_the_list_back(opened, add_client, qtbot):
    add_client("Anna", "Rossi")
    page = opened()
    QTest.keyClicks(page.pane.search, "xyzzy")
    qtbot.waitUntil(page.pane._empty.isVisible)
    page.pane.search.clear()
    qtbot.waitUntil(lambda: names(page) == ["Anna Rossi"])


def test_the_filters_ask_the_book_for_their_group(opened, add_client, booked, qtbot):
    anna = add_client("Anna", "Rossi")
    page = opened()
    QTest.mouseClick(page.pane.groups[ClientGroup.NEW], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.pane.state.shelf.group is ClientGroup.NEW)
    qtbot.waitUntil(lambda: [one.id for one in page.pane.state.clients] == [anna])
    QTest.mouseClick(page.pane.groups[ClientGroup.DORMANT], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.pane._empty.isVisible)


def test_the_book_can_be_leafed_through_by_last_name(opened, add_client, qtbot):
    for last in ("Zorzi", "Abate"):
        add_client("Anna", last)
    page = opened()
    page.pane._take_order(ClientOrder.ALPHABETICAL)
    qtbot.waitUntil(lambda: names(page) == ["Anna Abate", "Anna Zorzi"])


def test_visits_stand_in_the_table_and_the_next_one_at_the_right(
    showing, add_client, booked, qtbot
):
    greta = add_client("Greta", "Fontana", "335 012 4471")
    booked(greta, date(2026, 11, 24), 14 * 60, LASHES, "Sara")
    page = showing(greta)
    model = page.card.tabs.sheets["visits"].model
    shown = [model.data(model.index(0, column)) for column in range(model.columnCount())]
    assert shown == ["today, 14:00", LASHES, "Sara", "45", "€45.00", "booked"]
    assert page.card.side.next._when.text().startswith("today, 14:00")


def test_a_new_booking_appears_on_the_open_card(showing, add_client, booked, desk, qtbot):
    greta = add_client("Greta", "Fontana")
    page = showing(greta)
    booked(greta, date(2026, 11, 26), 600, LASHES, "Sara")
    day = date(2026, 11, 26)
    desk.news.tell_appointments_changed(DaySpan(day, day))
    qtbot.waitUntil(lambda: page.card.facts is not None and len(page.card.facts.card.upcoming) == 1)


def test_the_strip_says_how_each_question_stands(showing, add_client, salon, desk, qtbot):
    greta = add_client("Greta", "Fontana", "335 012 4471")
    page = showing(greta)
    cell = page.card.strip.cells[Purpose.SERVICE_MESSAGES]
    assert "Not asked" in cell.accessibleName()
    assert cell.ask.isVisible()
    answer = Answer(
        purpose=Purpose.SERVICE_MESSAGES,
        kind=EventKind.GRANTED,
        method=Method.SPOKEN,
        wording_language="it",
    )
    salon.do.record_consent(RecordConsent(client_id=greta, answers=(answer,)))
    desk.news.tell_consent_changed(frozenset({greta}))
    qtbot.waitUntil(lambda: "Yes" in cell.accessibleName())
    assert "spoken" in cell.accessibleName()
    assert "since 24 November 2026" in cell.accessibleName()
    assert not cell.ask.isVisible()


def test_a_row_of_the_list_follows_news_of_consent(opened, add_client, salon, desk, qtbot):
    greta = add_client("Greta", "Fontana", "335 012 4471")
    page = opened()
    qtbot.waitUntil(lambda: page.pane.rows.rowCount() > 0)
    row = page.pane.state.position_of(greta)
    assert not page.pane.rows.client(row).reminders_allowed
    answer = Answer(
        purpose=Purpose.SERVICE_MESSAGES,
        kind=EventKind.GRANTED,
        method=Method.SPOKEN,
        wording_language="it",
    )
    salon.do.record_consent(RecordConsent(client_id=greta, answers=(answer,)))
    desk.news.tell_consent_changed(frozenset({greta}))
    qtbot.waitUntil(lambda: page.pane.rows.client(row).reminders_allowed)


def test_a_client_further_down_than_the_list_reaches_keeps_her_card(
    page, showing, add_client, qtbot
):
    far = add_client("Zoe", "Zanin")
    for number in range(60):
        add_client("Anna", f"Bianchi {number:02}")
    showing(far)
    chosen: list[int] = []
    page.pane.chosen.connect(chosen.append)
    page.activated()
    qtbot.waitUntil(lambda: page.pane.rows.rowCount() == 60)
    assert page.pane.state.position_of(far) is None
    assert (chosen, page.card.client_id) == ([], far)


def test_a_cell_opens_the_events_behind_it(showing, add_client, salon, qtbot):
    greta = add_client("Greta", "Fontana", "335 012 4471")
    for purpose in (Purpose.OFFERS, Purpose.PHOTOS_RECORD):
        answer = Answer(
            purpose=purpose,
            kind=EventKind.REFUSED,
            method=Method.SPOKEN,
            wording_language="it",
        )
        salon.do.record_consent(RecordConsent(client_id=greta, answers=(answer,)))
    page = showing(greta)
    QTest.mouseClick(page.card.strip.cells[Purpose.OFFERS], Qt.MouseButton.LeftButton)
    model = page.card.tabs.sheets["consents"].model
    qtbot.waitUntil(lambda: model.rowCount() == 1)
    assert model.subject(0).purpose is Purpose.OFFERS
    QTest.mouseClick(page.card.tabs._only, Qt.MouseButton.LeftButton)
    assert model.rowCount() == 2


def test_asking_turns_the_screen_to_her_and_the_strip_follows(showing, add_client, qtbot):
    zoe = add_client("Zoe", "Marin", "335 012 5093", language="en")
    page = showing(zoe)
    cell = page.card.strip.cells[Purpose.OFFERS]
    with qtbot.waitSignal(page.door.opened):
        QTest.mouseClick(cell.ask, Qt.MouseButton.LeftButton)
    turned = page.door.page
    for row in turned.questions.rows.values():
        QTest.mouseClick(row.buttons[EventKind.REFUSED], Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(turned.recorded):
        QTest.mouseClick(turned.foot.confirm, Qt.MouseButton.LeftButton)
    QTest.mouseClick(turned.thanks.leave, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "No" in cell.accessibleName().split(", ")[1])
    assert page.door.page is None


def test_book_and_write_go_where_their_place_is(showing, add_client, desk, shell):
    greta = add_client("Greta", "Fontana", "335 012 4471")
    wished: list[tuple[str, int]] = []
    desk.wishes.on_book_for(lambda client: wished.append(("book", client)))
    desk.wishes.on_write_to(lambda client: wished.append(("write", client)))
    page = showing(greta)
    QTest.mouseClick(page.card.head.book, Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.card.head.write, Qt.MouseButton.LeftButton)
    assert wished == [("book", greta), ("write", greta)]
    assert shell.gone_to == [Section.AGENDA, Section.MESSAGES]


def test_without_a_number_nobody_can_be_written_to(showing, add_client):
    page = showing(add_client("Greta", "Fontana"))
    assert not page.card.head.write.isEnabled()
    assert page.card.head._phone.words.text() == "no number"


def test_a_wish_from_another_screen_shows_the_card(page, add_client, desk, shell, qtbot):
    greta = add_client("Greta", "Fontana")
    desk.wishes.tell_show_client(greta)
    qtbot.waitUntil(lambda: page.card.client_id == greta)
    assert shell.gone_to == [Section.CLIENTS]


def test_a_likely_double_is_told_and_leads_to_the_other_card(showing, add_client, qtbot):
    first = add_client("Greta", "Fontana", "335 012 4471")
    second = add_client("Fontana", "Greta", "335 012 4471")
    page = showing(first)
    assert page.card.alerts.isVisible()
    page.card.alerts.compare_asked.emit(second)
    qtbot.waitUntil(lambda: page.card.client_id == second)


def test_ctrl_n_opens_an_empty_form(opened, shell, qtbot):
    page = opened()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.pane.search.setFocus()
    QTest.keyClick(page.pane.search, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert isinstance(shell.panel, ClientPanel)
    assert shell.panel.form.card is None


def test_the_menu_notes_spoken_answers_and_withdrawals(showing, add_client, shell, qtbot):
    page = showing(add_client("Greta", "Fontana", "335 012 4471"))
    page.card.head._actions[2].trigger()
    qtbot.waitUntil(lambda: isinstance(shell.panel, SpokenPanel))
    page.card.head._actions[3].trigger()
    assert isinstance(shell.panel, WithdrawPanel)


@pytest.mark.parametrize("name", TRICKY_NAMES)
def test_names_are_shown_letter_by_letter_everywhere(showing, add_client, only_plain_text, name):
    line = " ".join(name.split())
    page = showing(add_client(name, "Rossi", "335 012 4471", alert=line, note=name))
    only_plain_text(page)
    assert page.card.head.name.text() == f"{line} Rossi"


def test_the_screen_follows_the_language_while_it_is_open(showing, add_client, words, qtbot):
    page = showing(add_client("Greta", "Fontana", "335 012 4471"))
    before = page.card.strip.cells[Purpose.OFFERS].accessibleName()
    words.use("pseudo")
    qtbot.waitUntil(lambda: page.title.text() != "Clients")
    assert page.card.strip.cells[Purpose.OFFERS].accessibleName() != before
    assert page.card.head.book.words() != "Book"
    assert page.pane.groups[ClientGroup.ALL].words() != "All"


def test_a_late_answer_does_not_replace_the_card_that_was_asked_for_last(page, add_client, qtbot):
    anna, zoe = add_client("Anna", "Rossi"), add_client("Zoe", "Marin")
    shown: list[int] = []
    page.card.shown.connect(shown.append)
    page.card.ask(anna)
    page.card.ask(zoe)
    qtbot.waitUntil(lambda: page.card.client_id == zoe)
    assert shown == [zoe]


def test_every_control_can_be_reached_with_the_keyboard(showing, add_client, qtbot):
    page = showing(add_client("Greta", "Fontana", "335 012 4471"))
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.pane.search.setFocus()
    reached = set()
    for _ in range(60):
        QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Tab)
        reached.add(QApplication.focusWidget())
    head, strip = page.card.head, page.card.strip
    wanted = {head.more, head.write, head.book, *strip.cells.values(), page.pane.list}
    assert wanted <= reached
    assert isinstance(page.pane.search, QLineEdit)
