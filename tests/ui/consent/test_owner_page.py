"""The owner's page over a real ledger: figures, lists, the seal, and "why may we write?"."""

import csv
import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from salon_desktop.application.queries.consent_status import WorkList
from salon_desktop.application.queries.verify_ledger import LedgerState
from salon_desktop.domain.consent.events import EventKind, Method, Purpose, Strength
from salon_desktop.ui.consent.owner_page import OwnerPage

YES = EventKind.GRANTED
SERVICE, OFFERS = Purpose.SERVICE_MESSAGES, Purpose.OFFERS


@pytest.fixture
def page(desk, shell, qtbot) -> OwnerPage:
    """The page, shown in a window of the usual size."""
    made = OwnerPage(desk, shell)
    for widget in (made, made.top_bar):
        qtbot.addWidget(widget)
    made.resize(1364, 816)
    with qtbot.waitExposed(made):
        made.show()
    return made


def shown(page, qtbot):
    page.activated()
    qtbot.waitUntil(lambda: page._figures is not None and page._was_verified)


def test_the_figures_count_clients_by_their_best_proof(page, zoe, add_client, said, qtbot):
    anna = add_client("Anna", "Parodi", "335 012 6615")
    add_client("Ada", "Greco", "335 012 6616")
    said(zoe, SERVICE, YES)
    said(anna, SERVICE, YES, method=Method.SPOKEN)
    said(anna, OFFERS, YES, method=Method.BUTTON, evidence_ref="inbound:1")
    shown(page, qtbot)
    assert page.reminders.figure.text() == "2"
    assert page.reminders._of.text() == "of 3 clients"
    numbers = {strength: label.text() for strength, (_, label) in page.reminders.lines.items()}
    assert numbers == {
        Strength.OWN_MESSAGE: "0",
        Strength.SIGNED: "1",
        Strength.SPOKEN: "1",
        None: "1",
    }
    assert page.offers.lines[Strength.OWN_MESSAGE][1].text() == "1"
    assert "Signed: 1" in page.reminders.bar.accessibleName()


def test_the_register_is_verified_after_the_first_paint_and_off_the_gui_thread(
    page, desk, zoe, said, qtbot
):
    said(zoe, SERVICE, YES)
    threads = []
    verify = desk.ask.verify_ledger

    def watched():
        threads.append(threading.current_thread())
        return verify()

    object.__setattr__(desk.ask, "verify_ledger", watched)
    shown(page, qtbot)
    assert threads and threading.main_thread() not in threads
    head = desk.ask.consent.history(zoe)[0]
    assert head.seq == 1
    assert "whole" in page.work.seal.text()
    assert "1 event" in page.work.seal.text()


def test_a_changed_event_is_told_with_its_number(page, salon, zoe, said, qtbot):
    for purpose in (SERVICE, OFFERS):
        said(zoe, purpose, YES)
    with salon.do.open_unit() as unit:
        connection = unit._session.connection()
        for (name,) in connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'consent_event'"
        ).all():
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql("UPDATE consent_event SET body = body || ' ' WHERE seq = 2")
        unit.commit()
    shown(page, qtbot)
    verdict = page.work._verdict
    assert verdict is not None
    assert verdict.state is LedgerState.BROKEN
    assert "event 2 does not hold" in page.work.seal.text()


def test_a_work_list_opens_in_the_drawer_and_leads_to_the_card(page, desk, zoe, said, shell, qtbot):
    said(zoe, SERVICE, EventKind.GRANTED, method=Method.SPOKEN)
    with desk.do.open_unit() as unit:
        unit.commit()
    wished: list[int] = []
    desk.wishes.on_show_client(wished.append)
    page.work.opened.emit(WorkList.EXPIRING)
    qtbot.waitUntil(lambda: shell.panel is not None)
    assert shell.panel.items == []
    assert shell.panel._nothing.isVisibleTo(shell.panel)
    said(
        zoe,
        OFFERS,
        YES,
        valid_until=desk.clock.now().replace(month=12, day=20),
    )
    page.work.opened.emit(WorkList.EXPIRING)
    qtbot.waitUntil(lambda: bool(shell.panel.items))
    QTest.mouseClick(shell.panel.buttons[0], Qt.MouseButton.LeftButton)
    assert wished == [zoe]


def test_one_sentence_says_why_with_event_day_and_text(page, zoe, said, qtbot):
    said(zoe, OFFERS, YES, wording_language="en")
    shown(page, qtbot)
    QTest.keyClicks(page.why.search, "zoe")
    qtbot.waitUntil(lambda: page.why.hits.isVisible() and page.why.rows.rowCount() == 1)
    QTest.keyClick(page.why.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.why.person is not None)
    sentence = page.why.sentence.text()
    assert "We may send offers, because on 24 November 2026" in sentence
    assert "signed" in sentence
    assert "version 1 (English)" in sentence
    assert "event 1 of the register" in sentence
    assert "24 November 2028" in sentence


@pytest.mark.parametrize(
    ("kind", "other", "expected"),
    [
        (EventKind.REFUSED, {}, "she said no"),
        (EventKind.NOT_NOW, {}, "did not want to decide"),
        (
            EventKind.WITHDRAWN,
            {"method": Method.DESK, "withdrawn_via": "by phone"},
            "withdrew her yes or said stop",
        ),
    ],
)
def test_it_says_why_not_as_well(page, zoe, said, qtbot, kind, other, expected):
    said(zoe, OFFERS, kind, **other)
    page.why.ask(zoe)
    qtbot.waitUntil(lambda: page.why.person is not None)
    assert page.why.sentence.text().startswith("We may not send offers")
    assert expected in page.why.sentence.text()


def test_somebody_who_was_never_asked_may_be_asked(page, zoe, qtbot):
    page.why.ask(zoe)
    qtbot.waitUntil(lambda: page.why.person is not None)
    assert "never asked" in page.why.sentence.text()
    assert "may be asked" in page.why.sentence.text()


def test_a_withdrawal_is_noted_from_here_and_changes_the_sentence(page, zoe, said, shell, qtbot):
    said(zoe, OFFERS, YES)
    shown(page, qtbot)
    page.why.ask(zoe)
    qtbot.waitUntil(lambda: page.why.person is not None)
    QTest.mouseClick(page.why.withdraw, Qt.MouseButton.LeftButton)
    shell.panel.said.setText("by phone")
    QTest.mouseClick(shell.panel.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "withdrew" in page.why.sentence.text())
    assert page.offers.figure.text() == "0"
    assert shell.panel is None


def test_the_register_is_exported_with_every_event(page, zoe, said, shell, tmp_path, qtbot):
    said(zoe, OFFERS, YES)
    file = tmp_path / "register.csv"
    page.write_register(file)
    qtbot.waitUntil(lambda: bool(shell.told))
    assert "1 event written into register.csv" in shell.told[0].text
    rows = list(csv.reader(file.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert len(rows) >= 2


def test_the_page_follows_language_and_names_stay_plain(
    page, add_client, words, only_plain_text, qtbot
):
    client = add_client("<b>Anna</b>", "<img src='x'>", "335 012 7777")
    shown(page, qtbot)
    page.why.ask(client)
    qtbot.waitUntil(lambda: page.why.person is not None)
    only_plain_text(page)
    words.use("pseudo")
    qtbot.waitUntil(lambda: page.title.text() != "Consent")
    assert page.reminders.title.text() != "Reachable for reminders"
    assert page.work.rows[WorkList.EXPIRING]._title != "Ending within 60 days"
