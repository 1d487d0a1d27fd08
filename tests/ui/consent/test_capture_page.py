"""The turned screen with real widgets over a real ledger."""

import hashlib
import json
from datetime import date

from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QCloseEvent, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from salon_desktop.application.commands.record_consent import Answer, RecordConsent
from salon_desktop.application.queries.consent_texts import BUSINESS_NUMBER, QUESTIONS
from salon_desktop.domain.consent.events import EventKind, Method, Purpose, Strength
from salon_desktop.domain.consent.fold import ConsentState
from salon_desktop.ui.consent.opening import CaptureDoor

YES, NO, LATER = EventKind.GRANTED, EventKind.REFUSED, EventKind.NOT_NOW
SERVICE, OFFERS, PHOTOS = Purpose.SERVICE_MESSAGES, Purpose.OFFERS, Purpose.PHOTOS_RECORD


def press(page, purpose, kind):
    QTest.mouseClick(page.questions.rows[purpose].buttons[kind], Qt.MouseButton.LeftButton)


def set_salon(salon, name, value):
    with salon.do.open_unit() as unit:
        unit.salon.set(name, value, actor=unit.actor, now=salon.clock.now())
        unit.commit()


def test_no_answer_is_chosen_beforehand_and_all_have_the_same_size(turned, zoe):
    page = turned(zoe)
    buttons = [button for row in page.questions.rows.values() for button in row.buttons.values()]
    assert len(buttons) == 9
    assert not any(button.isChecked() for button in buttons)
    assert len({button.size().toTuple() for button in buttons}) == 1
    assert {button.property("kind") for button in buttons} == {"answer"}


def test_confirming_is_closed_with_its_reason_until_everything_is_answered_and_signed(
    turned, zoe, sign
):
    page = turned(zoe)
    assert not page.foot.confirm.isEnabled()
    assert page.foot.reason() == "Answers are missing: questions 1, 2 and 3"
    press(page, SERVICE, YES)
    press(page, OFFERS, LATER)
    assert page.foot.reason() == "One answer is missing: question 3"
    press(page, PHOTOS, NO)
    assert "signature" in page.foot.reason()
    assert not page.foot.confirm.isEnabled()
    sign(page)
    assert page.foot.reason() == ""
    assert page.foot.confirm.isEnabled()


def test_confirmed_answers_stand_in_the_ledger_with_text_and_proof(turned, zoe, sign, salon, qtbot):
    page = turned(zoe)
    press(page, SERVICE, YES)
    press(page, OFFERS, LATER)
    press(page, PHOTOS, NO)
    sign(page)
    drawing = page.questions.pad.svg()
    with qtbot.waitSignal(page.recorded) as recorded:
        QTest.mouseClick(page.foot.confirm, Qt.MouseButton.LeftButton)
    assert recorded.args == [zoe]
    events = {event.purpose: event for event in salon.ask.consent.history(zoe)}
    assert {purpose: event.kind for purpose, event in events.items()} == {
        SERVICE: YES,
        OFFERS: LATER,
        PHOTOS: NO,
    }
    yes = events[SERVICE]
    assert yes.method is Method.SCREEN_SIGNATURE
    assert yes.strength is Strength.SIGNED
    assert yes.address == "+393350125093"
    assert yes.evidence_hash == hashlib.sha256(drawing).hexdigest()
    assert (yes.wording.language, yes.wording.version) == ("en", 1)
    assert events[OFFERS].evidence_hash == ""
    assert salon.ask.verify_ledger().holds


def test_the_recorded_version_is_the_one_on_the_screen_even_if_a_newer_one_appears(
    turned, zoe, salon, qtbot
):
    page = turned(zoe)
    with salon.do.open_unit() as unit:
        old = unit.wordings.newest("offers", "en")
        newer = json.dumps(json.loads(old.text) | {"question": "Another question?"})
        unit.wordings.publish("offers", "en", newer, salon.clock.now())
        unit.commit()
    for purpose in (SERVICE, OFFERS, PHOTOS):
        press(page, purpose, NO)
    with qtbot.waitSignal(page.recorded):
        QTest.mouseClick(page.foot.confirm, Qt.MouseButton.LeftButton)
    event = next(one for one in salon.ask.consent.history(zoe) if one.purpose is OFFERS)
    assert event.wording.version == old.version


def test_the_language_switches_live_and_is_the_one_recorded(turned, zoe, salon, qtbot):
    page = turned(zoe)
    english = page.questions.rows[OFFERS]._question.text()
    press(page, OFFERS, NO)
    QTest.mouseClick(page.head.languages.buttons["de"], Qt.MouseButton.LeftButton)
    german = page.questions.rows[OFFERS]._question.text()
    assert english != german
    assert "Angebote" in german
    assert page.questions.rows[OFFERS].buttons[NO].isChecked()
    press(page, SERVICE, NO)
    press(page, PHOTOS, NO)
    with qtbot.waitSignal(page.recorded):
        QTest.mouseClick(page.foot.confirm, Qt.MouseButton.LeftButton)
    assert {event.wording.language for event in salon.ask.consent.history(zoe)} == {"de"}


def test_her_own_language_comes_first(turned, add_client):
    page = turned(add_client("Anna", "Weber", "+49 170 1234567", language="de"))
    assert page.head.languages.buttons["de"].isChecked()


def test_not_answering_today_closes_the_screen_and_records_nothing(turned, zoe, salon, qtbot):
    page = turned(zoe)
    press(page, SERVICE, YES)
    with qtbot.waitSignal(page.left):
        QTest.mouseClick(page.foot.decline, Qt.MouseButton.LeftButton)
    assert salon.ask.consent.history(zoe) == []


def test_neither_escape_nor_the_window_manager_leads_out(turned, zoe):
    page = turned(zoe)
    QTest.keyClick(page, Qt.Key.Key_Escape)
    event = QCloseEvent()
    QApplication.sendEvent(page, event)
    assert not event.isAccepted()
    assert page.isVisible()


def test_the_owners_keys_lead_out_without_recording(turned, zoe, salon, qtbot):
    page = turned(zoe)
    press(page, SERVICE, YES)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    with qtbot.waitSignal(page.left):
        QTest.keyClick(page, Qt.Key.Key_L, keys)
    assert salon.ask.consent.history(zoe) == []


def test_after_confirming_the_thanks_lead_back(turned, zoe, qtbot):
    page = turned(zoe)
    for purpose in (SERVICE, OFFERS, PHOTOS):
        press(page, purpose, NO)
    with qtbot.waitSignal(page.recorded):
        QTest.mouseClick(page.foot.confirm, Qt.MouseButton.LeftButton)
    assert page.thanks.isVisible()
    assert not page.foot.isVisible()
    with qtbot.waitSignal(page.left):
        QTest.mouseClick(page.thanks.leave, Qt.MouseButton.LeftButton)


def test_the_whole_texts_and_the_notice_can_be_read_and_answers_stay(turned, zoe, salon):
    page = turned(zoe)
    press(page, OFFERS, NO)
    QTest.mouseClick(page.questions.read, Qt.MouseButton.LeftButton)
    assert page.reading.isVisible()
    shown = " ".join(label.text() for label in page.reading.findChildren(type(page.thanks.title)))
    texts = salon.ask.consent_texts(zoe)
    assert texts.asked[OFFERS, "en"].legal in shown
    assert texts.notices["en"].title in shown
    assert "Istituto Mirtilla" in shown
    assert "{" not in shown
    QTest.keyClick(page, Qt.Key.Key_Escape)
    assert page.questions.isVisible()
    assert page.questions.rows[OFFERS].buttons[NO].isChecked()


def test_the_way_by_telephone_is_shown_only_where_the_salon_has_a_number(turned, zoe, salon):
    assert turned(zoe).questions.own_phone is None
    set_salon(salon, BUSINESS_NUMBER, "+393339876543")
    card = turned(zoe).questions.own_phone
    assert card.isVisible()
    assert card.link == "https://wa.me/393339876543?text=START"


def test_her_own_message_answers_the_question_while_she_stands_there(
    turned, zoe, salon, desk, said, qtbot
):
    set_salon(salon, BUSINESS_NUMBER, "+393339876543")
    page = turned(zoe)
    said(zoe, OFFERS, YES, method=Method.BUTTON, evidence_ref="inbound:1")
    desk.news.tell_consent_changed(frozenset({zoe}))
    qtbot.waitUntil(lambda: OFFERS in page._form.came_by_phone)
    press(page, SERVICE, NO)
    press(page, PHOTOS, NO)
    assert page.foot.confirm.isEnabled()
    with qtbot.waitSignal(page.recorded):
        QTest.mouseClick(page.foot.confirm, Qt.MouseButton.LeftButton)
    offers = [event for event in salon.ask.consent.history(zoe) if event.purpose is OFFERS]
    assert [event.method for event in offers] == [Method.BUTTON]


def test_the_salon_chooses_what_is_asked(turned, zoe, salon):
    set_salon(salon, QUESTIONS, ["offers", "health_notes"])
    assert tuple(turned(zoe).questions.rows) == (OFFERS, Purpose.HEALTH_NOTES)


def test_a_pen_signs_as_well(turned, zoe):
    pad = turned(zoe).questions.pad
    pen = QPointingDevice.primaryPointingDevice()
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    for kind, place in (
        (QEvent.Type.TabletPress, QPointF(50, 50)),
        (QEvent.Type.TabletMove, QPointF(150, 80)),
        (QEvent.Type.TabletRelease, QPointF(150, 80)),
    ):
        event = QTabletEvent(kind, pen, place, place, 0.5, 0, 0, 0, 0, 0, none, left, left)
        QApplication.sendEvent(pad, event)
    assert pad.is_signed


def test_signing_again_begins_anew(turned, zoe, sign):
    page = turned(zoe)
    for purpose in (SERVICE, OFFERS, PHOTOS):
        press(page, purpose, YES)
    sign(page)
    assert page.foot.confirm.isEnabled()
    QTest.mouseClick(page.questions.pad.again, Qt.MouseButton.LeftButton)
    assert not page.foot.confirm.isEnabled()


def test_what_the_ledger_refuses_is_told_and_the_answers_stay(turned, zoe, salon, sign, qtbot):
    page = turned(zoe)
    for purpose in (SERVICE, OFFERS, PHOTOS):
        press(page, purpose, YES)
    sign(page)
    page._form.wish = lambda signature: _refused_wish(zoe)
    QTest.mouseClick(page.foot.confirm, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "consent text" in page.foot.reason())
    assert page.foot.confirm.isEnabled()
    assert page.questions.isVisible()
    assert salon.ask.consent.history(zoe) == []


def _refused_wish(client_id):
    answer = Answer(
        purpose=OFFERS,
        kind=NO,
        method=Method.SCREEN_SIGNATURE,
        wording_language="it",
        wording_version=99,
    )
    return RecordConsent(client_id=client_id, answers=(answer,))


def test_hostile_names_stay_plain_text(turned, add_client, only_plain_text):
    page = turned(add_client("<b>Anna</b>", "<img src='x'>", "335 012 7777"))
    only_plain_text(page)
    assert "<b>Anna</b>" in page.questions._greeting.text()


def test_the_keyboard_alone_answers_and_confirms(turned, zoe, qtbot):
    page = turned(zoe)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    for row in page.questions.rows.values():
        row.buttons[NO].setFocus(Qt.FocusReason.TabFocusReason)
        QTest.keyClick(row.buttons[NO], Qt.Key.Key_Space)
    page.foot.confirm.setFocus(Qt.FocusReason.TabFocusReason)
    assert page.foot.confirm.hasFocus()
    with qtbot.waitSignal(page.recorded):
        QTest.keyClick(page.foot.confirm, Qt.Key.Key_Space)


def test_who_is_too_young_is_not_asked_alone(desk, shell, add_client, qtbot):
    child = add_client("Mia", "Bianchi", "335 012 1111", birth_date=date(2013, 1, 1))
    door = CaptureDoor(desk, shell.tell, desk.tasks)
    door.ask(child)
    qtbot.waitUntil(lambda: bool(shell.told))
    assert door.page is None
    assert "guardian" in shell.told[0].text
    assert desk.ask.consent.of_client(child, desk.clock.now()).of(SERVICE)[0].state is (
        ConsentState.UNKNOWN
    )
