"""Answers noted at the desk: spoken, on paper, and the "no more" that is as easy as the yes."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest

from salon_desktop.domain.consent.events import EventKind, Method, Purpose, Strength
from salon_desktop.domain.consent.fold import ConsentState
from salon_desktop.ui.consent.spoken_form import Way, questions_of
from salon_desktop.ui.consent.spoken_panel import SpokenPanel
from salon_desktop.ui.consent.withdraw_panel import WithdrawPanel

YES, NO = EventKind.GRANTED, EventKind.REFUSED
SERVICE, OFFERS, PHOTOS = Purpose.SERVICE_MESSAGES, Purpose.OFFERS, Purpose.PHOTOS_RECORD


@pytest.fixture
def spoken(desk, zoe, qtbot) -> SpokenPanel:
    """The panel for Zoe."""
    panel = SpokenPanel(desk, desk.ask.consent_texts(zoe))
    qtbot.addWidget(panel)
    panel.resize(376, 800)
    panel.show()
    return panel


@pytest.fixture
def withdrawing(desk, zoe, qtbot):
    """Makes the panel for Zoe as she stands now."""

    def make() -> WithdrawPanel:
        consent = desk.ask.consent.of_client(zoe, desk.clock.now())
        panel = WithdrawPanel(desk, consent, "Zoe Marin")
        qtbot.addWidget(panel)
        panel.show()
        return panel

    return make


def mark(panel, purpose, kind):
    QTest.mouseClick(panel.chips[purpose].chips[kind], Qt.MouseButton.LeftButton)


def press_save(panel, qtbot):
    with qtbot.waitSignal(panel.recorded):
        QTest.mouseClick(panel.save, Qt.MouseButton.LeftButton)


def choose(panel, way):
    panel.way.choose(way.value)
    panel.way.chosen.emit(way.value)


def test_the_words_to_read_out_stand_in_the_clients_language(spoken, desk, zoe):
    texts = desk.ask.consent_texts(zoe)
    shown = {purpose: label.text() for purpose, (_, label, _) in spoken._sections.items()}
    assert shown[OFFERS] == texts.asked[OFFERS, "en"].spoken
    spoken.language.setCurrentIndex(spoken.language.findData("fi"))
    assert spoken._sections[OFFERS][1].text() == texts.asked[OFFERS, "fi"].spoken


def test_nothing_is_marked_beforehand_and_a_second_press_takes_back(spoken):
    assert spoken.given().answers == {}
    mark(spoken, OFFERS, YES)
    assert spoken.given().answers == {OFFERS: YES}
    mark(spoken, OFFERS, NO)
    assert spoken.given().answers == {OFFERS: NO}
    mark(spoken, OFFERS, NO)
    assert spoken.given().answers == {}


def test_a_spoken_yes_is_the_weakest_proof_and_offers_lapse_after_thirty_days(
    spoken, salon, zoe, qtbot
):
    mark(spoken, SERVICE, YES)
    mark(spoken, OFFERS, YES)
    press_save(spoken, qtbot)
    events = {event.purpose: event for event in salon.ask.consent.history(zoe)}
    assert set(events) == {SERVICE, OFFERS}
    assert {event.strength for event in events.values()} == {Strength.SPOKEN}
    assert (events[OFFERS].valid_until - events[OFFERS].happened_at).days == 30
    assert events[SERVICE].wording.language == "en"


def test_a_paper_form_needs_its_number(spoken, salon, zoe):
    choose(spoken, Way.PAPER)
    mark(spoken, SERVICE, YES)
    QTest.mouseClick(spoken.save, Qt.MouseButton.LeftButton)
    assert spoken.number.error()
    assert salon.ask.consent.history(zoe) == []


def test_a_paper_form_counts_from_the_day_it_was_signed(spoken, salon, zoe, qtbot):
    choose(spoken, Way.PAPER)
    mark(spoken, SERVICE, YES)
    spoken.number.editor.setText("2026-0418")
    spoken.day.setDate(QDate(2026, 11, 20))
    press_save(spoken, qtbot)
    (event,) = salon.ask.consent.history(zoe)
    assert event.method is Method.PAPER_FORM
    assert event.evidence_ref == "2026-0418"
    assert event.happened_at.date() == date(2026, 11, 20)


def test_a_form_signed_before_a_stop_does_not_undo_it(spoken, salon, zoe, said, qtbot):
    said(zoe, SERVICE, EventKind.WITHDRAWN, method=Method.DESK, withdrawn_via="by phone")
    choose(spoken, Way.PAPER)
    mark(spoken, SERVICE, YES)
    spoken.number.editor.setText("2026-0419")
    spoken.day.setDate(QDate(2026, 11, 20))
    press_save(spoken, qtbot)
    (line,) = salon.ask.consent.of_client(zoe, salon.clock.now()).of(SERVICE)
    assert line.state is ConsentState.WITHDRAWN


def test_a_form_of_tomorrow_is_refused_beside_the_day(spoken, salon, zoe):
    choose(spoken, Way.PAPER)
    mark(spoken, SERVICE, YES)
    spoken.number.editor.setText("2026-0420")
    spoken.day.setDate(QDate(2026, 11, 25))
    QTest.mouseClick(spoken.save, Qt.MouseButton.LeftButton)
    assert spoken._day_field.error()
    assert salon.ask.consent.history(zoe) == []


def test_saving_without_an_answer_says_so(spoken):
    QTest.mouseClick(spoken.save, Qt.MouseButton.LeftButton)
    assert spoken._trouble.isVisible()


def test_without_a_number_only_questions_of_the_desk_are_there(desk, add_client):
    texts = desk.ask.consent_texts(add_client("Ada", "Greco"))
    asked = questions_of(texts, "it")
    assert SERVICE not in asked
    assert PHOTOS in asked


def test_a_withdrawal_asks_how_she_said_it(withdrawing, salon, zoe):
    panel = withdrawing()
    QTest.mouseClick(panel.save, Qt.MouseButton.LeftButton)
    assert panel._said_field.error()
    assert salon.ask.consent.history(zoe) == []


def test_a_withdrawal_ends_both_kinds_of_messages_with_her_words_kept(
    withdrawing, salon, zoe, said, qtbot
):
    said(zoe, SERVICE, YES)
    panel = withdrawing()
    panel.said.setText("basta messaggi")
    press_save(panel, qtbot)
    consent = salon.ask.consent.of_client(zoe, salon.clock.now())
    for purpose in (SERVICE, OFFERS):
        (line,) = consent.of(purpose)
        assert line.state is ConsentState.WITHDRAWN
    newest = salon.ask.consent.history(zoe)[0]
    assert newest.withdrawn_via == "basta messaggi"


def test_what_stands_besides_can_end_too(withdrawing, salon, zoe, said, qtbot):
    said(zoe, PHOTOS, YES)
    panel = withdrawing()
    assert not panel.boxes[PHOTOS].isChecked()
    for purpose in (SERVICE, OFFERS):
        panel.boxes[purpose].setChecked(False)
    panel.boxes[PHOTOS].setChecked(True)
    QTest.mouseClick(panel._chips[1], Qt.MouseButton.LeftButton)
    assert panel.said.text() == "by phone"
    press_save(panel, qtbot)
    consent = salon.ask.consent.of_client(zoe, salon.clock.now())
    assert consent.of(PHOTOS)[0].state is ConsentState.WITHDRAWN
    assert consent.of(SERVICE)[0].state is ConsentState.UNKNOWN


def test_the_panels_follow_the_language(spoken, withdrawing, words, qtbot):
    panel = withdrawing()
    words.use("pseudo")
    qtbot.waitUntil(lambda: panel.save.words() != "Record the withdrawal")
    assert spoken.save.words() != "Record the answers"


@pytest.fixture
def child_panel(desk, add_client, qtbot):
    """The panel for a girl of ten, and her mother's id."""
    child = add_client("Mia", "Bianchi", "335 012 1111", birth_date=date(2016, 1, 1))
    mother = add_client("Rita", "Bianchi", "335 012 2222")
    panel = SpokenPanel(desk, desk.ask.consent_texts(child))
    qtbot.addWidget(panel)
    panel.show()
    return panel, child, mother


def test_for_a_child_only_a_named_guardian_on_paper_counts(child_panel, salon, qtbot):
    panel, child, mother = child_panel
    assert panel.guardian.isVisible()
    assert not panel.way.isVisible()
    assert OFFERS not in panel.chips
    mark(panel, Purpose.GUARDIAN, YES)
    panel.number.editor.setText("2026-0421")
    QTest.mouseClick(panel.save, Qt.MouseButton.LeftButton)
    assert panel.guardian.who.error()
    assert panel.guardian.what.error()
    assert salon.ask.consent.history(child) == []
    QTest.keyClicks(panel.guardian.search, "bianchi")
    qtbot.waitUntil(lambda: panel.guardian.hits.flow.count() == 1)
    chip = panel.guardian.hits.flow.itemAt(0).widget()
    assert chip.words() == "Rita Bianchi"
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    panel.guardian.relation.setText("mother")
    press_save(panel, qtbot)
    (event,) = salon.ask.consent.history(child)
    assert (event.guardian_id, event.guardian_relation) == (mother, "mother")
    assert event.purpose is Purpose.GUARDIAN


def test_another_name_typed_afterwards_lets_go_of_the_guardian(child_panel, salon, qtbot):
    panel, _, mother = child_panel
    QTest.keyClicks(panel.guardian.search, "rita")
    qtbot.waitUntil(lambda: panel.guardian.hits.flow.count() == 1)
    QTest.mouseClick(panel.guardian.hits.flow.itemAt(0).widget(), Qt.MouseButton.LeftButton)
    assert panel.guardian.guardian_id == mother
    QTest.keyClicks(panel.guardian.search, "x")
    assert panel.guardian.guardian_id is None
