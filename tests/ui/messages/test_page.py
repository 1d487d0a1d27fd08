"""The Messages screen over a real salon: reading, answering, ticking off, phoning."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt

from salon_desktop.localization.formats import Formats
from salon_desktop.ui.messages import thread_list
from salon_desktop.ui.messages.bubbles import Bubble
from salon_desktop.ui.messages.conversation_list import ALL, ROW, UNCLEAR
from salon_desktop.ui.messages.rows import BubbleRow, DayRow, Person
from salon_desktop.ui.shell.sections import Section
from salon_desktop.ui.theme.tokens import Scheme

LATEST = "Posso fare alle 14:30?"


def names(page):
    model = page.threads.model
    return [model.index(at).data(ROW).name for at in range(model.rowCount())]


def row_of(page, name):
    model = page.threads.model
    return next(
        model.index(at).data(ROW)
        for at in range(model.rowCount())
        if model.index(at).data(ROW).name == name
    )


def bubbles(page):
    model = page.middle.view.thread_model
    rows = [model.row(model.index(at)) for at in range(model.rowCount())]
    return [row for row in rows if isinstance(row, BubbleRow)]


def show(page, qtbot, client_id):
    page.open_client(client_id)
    qtbot.waitUntil(lambda: page._thread is not None and page._thread.client_id == client_id)


# ---- what is shown


def test_the_screen_opens_on_what_waits_for_a_person(page):
    assert names(page) == ["Greta Fontana", "Nadia Bruni", "Carla Vitale"]
    assert page.middle.name.text() == "Greta Fontana"
    assert bubbles(page)[-1].text == LATEST
    assert row_of(page, "Greta Fontana").count == 2
    assert row_of(page, "Nadia Bruni").badge == "to understand"


def test_filters_narrow_and_widen_the_list(page, qtbot):
    page.threads.choose_filter(UNCLEAR)
    qtbot.waitUntil(lambda: names(page) == ["Greta Fontana", "Nadia Bruni"])
    page.threads.choose_filter(ALL)
    qtbot.waitUntil(lambda: len(names(page)) > 5)
    assert row_of(page, "Gaia Fabbri").badge == "withdrawn"
    assert row_of(page, "Rosa Amato").sign == "check"
    assert row_of(page, "Sofia Leone").line == "Failed: advice after the visit"


def test_searching_finds_a_name_in_any_filter_and_a_word_of_the_last_message(page, qtbot):
    qtbot.keyClicks(page.threads.search, "oli")
    qtbot.waitUntil(lambda: page.threads._stack.currentWidget() is page.threads.empty)
    page.threads.search.clear()
    qtbot.keyClicks(page.threads.search, "rosa")
    qtbot.waitUntil(lambda: names(page) == ["Rosa Amato"])
    page.threads.search.clear()
    qtbot.keyClicks(page.threads.search, "ritardo")
    qtbot.waitUntil(lambda: names(page) == ["Nadia Bruni"])


def test_a_thread_tells_what_led_to_what(page):
    told = bubbles(page)
    reminder, confirmed = told[0], told[1]
    assert reminder.mine
    assert reminder.buttons == ("Confermo", "Devo spostare", "Disdico")
    assert reminder.foot.startswith("automatic reminder")
    assert "read" in reminder.foot
    assert (reminder.sign, reminder.sign_tone) == ("check-check", "info")
    assert confirmed.foot.startswith("button · appointment confirmed")
    model = page.middle.view.thread_model
    days = [
        row.text
        for at in range(model.rowCount())
        if isinstance(row := model.row(model.index(at)), DayRow)
    ]
    assert days == ["yesterday", "today"]


def test_a_stop_says_that_everything_stopped(page, qtbot, ids):
    show(page, qtbot, ids["Gaia"])
    assert bubbles(page)[-1].foot.startswith("STOP · everything stopped")
    assert page.middle.chips()[0] == "Reminders · withdrawn"


def test_the_head_tells_visit_chips_and_what_is_left_of_the_window(page):
    assert page.middle.line.text().startswith("today 14:00 · ")
    assert page.middle.chips() == ["Reminders · signed", "Offers · signed", "Lenti a contatto"]
    assert "23" in page.middle.window_left.text()


def test_the_countdown_runs_and_closes_the_composer(page, clock):
    assert not page.middle.composer.closed.isVisible()
    clock.set(clock.now() + timedelta(hours=24))
    page._tick()
    assert page.middle.window_left.text() == "Window closed"
    assert page.middle.composer.closed.isVisible()
    assert "24 hours" in page.middle.composer.closed.text()
    assert not page.middle.composer.button.isEnabled()


# ---- answering


def test_enter_sends_the_answer_and_it_stands_in_the_thread_at_once(page, qtbot, ids, salon):
    field = page.middle.composer.field
    field.setFocus()
    qtbot.keyClicks(field, "Alle 13:30?")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bubbles(page)[-1].text == "Alle 13:30?")
    assert bubbles(page)[-1].mine
    assert bubbles(page)[-1].foot.endswith("leaves in a moment")
    assert field.toPlainText() == ""
    with salon.do.open_unit() as unit:
        (kept,) = unit.outbox.open_of_client(ids["Greta"])
    assert kept.ground is not None
    assert kept.ground.kind == "inbound"


def test_shift_enter_starts_a_line_and_sends_nothing(page, qtbot):
    field = page.middle.composer.field
    qtbot.keyClicks(field, "a")
    qtbot.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClicks(field, "b")
    assert field.toPlainText() == "a\nb"


def test_two_clicks_on_the_same_text_are_one_message(page, qtbot, ids, salon):
    composer = page.middle.composer
    composer.field.setPlainText("Va bene")
    composer.button.click()
    composer.button.click()
    qtbot.waitUntil(lambda: composer.text() == "")
    qtbot.waitUntil(lambda: bubbles(page)[-1].text == "Va bene")
    with salon.do.open_unit() as unit:
        assert len(unit.outbox.open_of_client(ids["Greta"])) == 1


def test_a_refused_answer_says_why_beside_the_text_and_keeps_it(page, qtbot, clock):
    composer = page.middle.composer
    composer.field.setPlainText("Troppo tardi")
    clock.set(clock.now() + timedelta(hours=24))
    composer.button.click()
    qtbot.waitUntil(lambda: bool(composer.error.text()))
    assert "24 hours" in composer.error.text()
    assert composer.text() == "Troppo tardi"


def test_a_draft_stays_with_its_thread(page, qtbot, ids):
    page.middle.composer.field.setPlainText("a metà")
    show(page, qtbot, ids["Nadia"])
    assert page.middle.composer.text() == ""
    show(page, qtbot, ids["Greta"])
    assert page.middle.composer.text() == "a metà"


def test_a_text_that_is_too_long_cannot_be_sent_and_says_by_how_much(page):
    page.middle.composer.field.setPlainText("a" * 4098)
    assert not page.middle.composer.button.isEnabled()
    assert page.middle.composer._count.text() == "2 letters too long"


def test_whoever_withdrew_is_answered_with_a_warning(page, qtbot, ids):
    show(page, qtbot, ids["Gaia"])
    assert "no more messages" in page.middle.composer._note.text()


# ---- what a person does


def test_done_on_a_bubble_ticks_it_off_and_can_be_undone(page, qtbot, shell):
    view = page.middle.view
    index = view.thread_model.index(view.thread_model.rowCount() - 1)
    view.scrollTo(index)
    qtbot.mouseClick(
        view.viewport(), Qt.MouseButton.LeftButton, pos=view.done_place(index).center()
    )
    qtbot.waitUntil(lambda: not bubbles(page)[-1].for_person)
    qtbot.waitUntil(lambda: row_of(page, "Greta Fontana").count == 1)
    (notice,) = shell.notices
    notice.undo()
    qtbot.waitUntil(lambda: bool(bubbles(page)[-1].for_person))


def test_enter_on_a_bubble_does_the_same(page, qtbot):
    view = page.middle.view
    view.setFocus()
    view.setCurrentIndex(view.thread_model.index(view.thread_model.rowCount() - 1))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not bubbles(page)[-1].for_person)


def test_a_click_beside_done_ticks_nothing_off(page, qtbot):
    view = page.middle.view
    index = view.thread_model.index(view.thread_model.rowCount() - 1)
    view.scrollTo(index)
    beside = view.done_place(index).topLeft() - QPoint(0, 6)
    with qtbot.assertNotEmitted(view.done_asked):
        qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=beside)


def test_the_card_ticks_off_everything_that_waits(page, qtbot):
    assert page.middle.ask.title() == "2 messages for a person"
    page.middle.ask.tick.click()
    qtbot.waitUntil(lambda: not page.middle.ask.isVisible())
    qtbot.waitUntil(lambda: "Greta Fontana" not in names(page))


def test_a_wish_to_move_names_the_visit_and_leads_to_the_agenda(page, qtbot, ids, shell):
    show(page, qtbot, ids["Carla"])
    assert page.middle.ask.title().startswith("Asks to move: tomorrow")
    with qtbot.waitSignal(page.appointment_asked):
        page.middle.ask.agenda.click()
    assert shell.sections == [Section.AGENDA]


def test_the_card_of_the_client_is_one_click_away(page, qtbot, ids, shell):
    with qtbot.waitSignal(page.client_asked) as asked:
        page.middle.card.click()
    assert asked.args == [ids["Greta"]]
    assert shell.sections == [Section.CLIENTS]


def test_news_from_outside_appears_without_being_asked_for(page, qtbot, ids, at_desk, desk):
    at_desk.wrote(ids["Greta"], "Anche alle 15 va bene", address="+393331000000")
    desk.news.tell_messages_changed(frozenset({ids["Greta"]}))
    qtbot.waitUntil(lambda: bubbles(page)[-1].text == "Anche alle 15 va bene")
    assert row_of(page, "Greta Fontana").count == 3


def test_a_stranger_can_be_read_and_ticked_off_but_not_answered(page, qtbot, at_desk, desk):
    at_desk.wrote(None, "chi siete?", address="+393399998888")
    desk.news.tell_messages_changed(None)
    qtbot.waitUntil(lambda: "+39 339 999 8888" in names(page))
    page.open_thread(Person(None, "+393399998888"))
    qtbot.waitUntil(lambda: bubbles(page)[-1].text == "chi siete?")
    assert page.middle.composer.closed.isVisible()
    assert not page.middle.card.isVisible()


# ---- everywhere


def test_the_language_changes_while_the_screen_is_open(page, qtbot, words, desk):
    desk.formats = Formats("pseudo", desk.formats.zone)
    words.use("pseudo")
    qtbot.waitUntil(lambda: page.title.text().startswith("["))
    assert page.middle.composer.button.words().startswith("[")
    assert page.threads.search.placeholderText().startswith("[")
    assert bubbles(page)[0].foot.startswith("[")
    assert page.outbox.tabs.tabText(0).startswith("[")


@pytest.mark.parametrize("scale", [1.0, 1.25, 2.0])
def test_the_screen_is_painted_in_both_schemes_at_every_scale(page, theme, qapp, scale):
    for scheme in Scheme:
        theme.apply(qapp, scheme, scale)
        assert not page.grab().isNull()
    theme.apply(qapp, Scheme.LIGHT)


def test_in_a_narrow_window_the_outbox_takes_the_place_of_the_threads(page):
    assert page.outbox.isVisible()
    page.resize(940, 640)
    assert not page.outbox.isVisible()
    assert page.outbox_button.isVisibleTo(page.outbox_button.parentWidget())
    page.outbox_button.click()
    assert (page.threads.isVisible(), page.outbox.isVisible()) == (False, True)
    page.resize(1364, 816)
    assert (page.threads.isVisible(), page.outbox.isVisible()) == (True, True)


def test_heights_of_bubbles_are_measured_once_for_a_width(page, monkeypatch):
    made = []

    def counted(*facts):
        made.append(facts)
        return Bubble(*facts)

    monkeypatch.setattr(thread_list, "Bubble", counted)
    page.grab()
    page.grab()
    assert made == []
    page.resize(1300, 816)
    page.grab()
    assert len(made) == len(bubbles(page))


def test_every_control_has_a_name_and_can_be_reached_by_keyboard(page):
    for control in (
        page.threads.search,
        page.threads.view,
        page.middle.view,
        page.middle.composer.field,
        page.middle.composer.button,
        page.outbox.tabs,
    ):
        assert control.accessibleName()
        assert control.focusPolicy() & Qt.FocusPolicy.TabFocus
    index = page.middle.view.thread_model.index(page.middle.view.thread_model.rowCount() - 1)
    spoken = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert LATEST in spoken
    assert "for a person" in spoken
