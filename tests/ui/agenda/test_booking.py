"""Booking from the panel over a real salon: no mouse, no surprise, nothing kept too early."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from salon_desktop.application.commands.add_client import AddClient
from salon_desktop.application.commands.book_appointment import BookAppointment, ServiceWish
from salon_desktop.application.commands.change_status import ChangeStatus
from salon_desktop.domain.agenda.appointment import Origin
from salon_desktop.domain.agenda.status import Status

TUESDAY, WEDNESDAY = date(2026, 11, 24), date(2026, 11, 25)


@pytest.fixture
def greta(salon):
    wish = AddClient(first_name="Greta", last_name="Fontana", numbers=("347 1234567",))
    return salon.do.add_client(wish).client_id


@pytest.fixture
def panel(page, qtbot):
    page.open_booking()
    qtbot.waitUntil(lambda: bool(page.booking.presenter.find_services("")))
    return page.booking


def accessible(root: QWidget) -> str:
    shown = [widget for widget in root.findChildren(QWidget) if widget.isVisibleTo(root)]
    return "\n".join(widget.accessibleName() for widget in shown)


def type_into(pick, text, qtbot):
    QTest.keyClicks(pick.field, text)
    qtbot.waitUntil(lambda: bool(pick.rows()))


def enter(widget):
    QTest.keyClick(widget, Qt.Key.Key_Return)


def choose_greta(panel, qtbot):
    type_into(panel.who.pick, "font", qtbot)
    qtbot.waitUntil(lambda: panel.who.pick.rows()[0].title == "Greta Fontana")
    enter(panel.who.pick.field)
    qtbot.waitUntil(lambda: panel.presenter.draft.client_id is not None)


def choose_service(panel, text, qtbot):
    QTest.keyClicks(panel.what.pick.field, text)
    enter(panel.what.pick.field)


def booked(page):
    return [(c.client, c.service, c.start) for c in page.grid.picture.cards]


def test_a_phone_booking_needs_no_mouse(page, panel, greta, shell, qtbot):
    choose_greta(panel, qtbot)
    choose_service(panel, "viso profonda", qtbot)
    qtbot.waitUntil(lambda: len(panel.when.slots.values()) > 3)
    enter(panel.what.pick.field)
    QTest.keyClick(panel.when.slots._chips[0], Qt.Key.Key_Right)
    qtbot.waitUntil(panel.go.isEnabled)
    chosen = panel.presenter.draft.minute
    enter(panel.when.slots._chips[1])
    qtbot.waitUntil(lambda: bool(booked(page)))
    assert booked(page) == [("Greta Fontana", "Pulizia viso profonda", chosen)]
    assert shell.told[-1].text.startswith("Booked: Greta Fontana, today, ")
    assert shell.panel is None
    assert page.grid.stop.card.client == "Greta Fontana"


def test_nothing_is_kept_before_enter(page, panel, greta, salon, qtbot):
    choose_greta(panel, qtbot)
    choose_service(panel, "viso profonda", qtbot)
    qtbot.waitUntil(lambda: len(panel.when.slots.values()) > 3)
    panel.when.slots._chips[0].click()
    qtbot.waitUntil(lambda: "No reminder" in accessible(panel))
    assert salon.ask.day(TUESDAY).entries == ()
    assert salon.ask.outbox() == []


def test_what_is_promised_is_what_happens(page, panel, greta, salon, qtbot):
    choose_greta(panel, qtbot)
    choose_service(panel, "viso profonda", qtbot)
    panel.presenter.choose_day(date(2026, 11, 27))
    qtbot.waitUntil(lambda: len(panel.when.slots.values()) > 3)
    panel.when.slots._chips[0].click()
    qtbot.waitUntil(lambda: "call list" in accessible(panel))
    panel.presenter.book()
    qtbot.waitUntil(lambda: bool(salon.ask.outbox()))
    (entry,) = salon.ask.outbox()
    assert entry.state.value == "blocked"


def test_a_new_client_comes_into_the_book_with_her_first_appointment(page, panel, salon, qtbot):
    type_into(panel.who.pick, "giada rossi", qtbot)
    assert panel.who.pick.rows()[0].title == "New client “giada rossi”"
    enter(panel.who.pick.field)
    form = panel.who.new
    assert (form.first.text(), form.last.text()) == ("Giada", "Rossi")
    QTest.keyClicks(form.number, "348 7654321")
    enter(form.number)
    choose_service(panel, "viso profonda", qtbot)
    qtbot.waitUntil(lambda: len(panel.when.slots.values()) > 3)
    panel.when.slots._chips[0].click()
    qtbot.waitUntil(lambda: "consent has not been asked" in accessible(panel))
    QTest.mouseClick(panel.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(booked(page)))
    client = salon.ask.client_card(page.grid.picture.cards[0].client_id)
    assert (client.name, client.numbers[0].e164) == ("Giada Rossi", "+393487654321")


def test_a_number_that_cannot_be_is_said_and_nobody_is_added(page, panel, salon, qtbot):
    type_into(panel.who.pick, "giada rossi", qtbot)
    enter(panel.who.pick.field)
    QTest.keyClicks(panel.who.new.number, "12")
    enter(panel.who.new.number)
    choose_service(panel, "viso profonda", qtbot)
    qtbot.waitUntil(lambda: len(panel.when.slots.values()) > 3)
    panel.when.slots._chips[0].click()
    qtbot.waitUntil(panel.go.isEnabled)
    panel.presenter.book()
    qtbot.waitUntil(lambda: panel._problem.isVisibleTo(panel))
    assert panel._problem.text()
    assert salon.ask.day(TUESDAY).entries == ()


def test_a_walk_in_without_a_name_has_arrived(page, panel, qtbot):
    type_into(panel.who.pick, "x", qtbot)
    QTest.keyClick(panel.who.pick.field, Qt.Key.Key_Down)
    enter(panel.who.pick.field)
    assert panel.presenter.draft.origin is Origin.WALK_IN
    choose_service(panel, "manicure", qtbot)
    qtbot.waitUntil(lambda: len(panel.when.slots.values()) > 3)
    panel.when.slots._chips[0].click()
    qtbot.waitUntil(panel.go.isEnabled)
    panel.presenter.book()
    qtbot.waitUntil(lambda: len(page.grid.picture.cards) == 1)
    assert page.grid.picture.cards[0].status is Status.ARRIVED


def test_a_soft_conflict_is_said_before_enter_and_asks_for_a_reason(
    page, panel, greta, salon, qtbot
):
    choose_greta(panel, qtbot)
    choose_service(panel, "viso profonda", qtbot)
    sara = next(one.id for one in salon.ask.operators() if one.name == "Sara")
    panel.presenter.choose_operator(sara)
    panel.presenter.choose_minute(18 * 60 + 30)
    qtbot.waitUntil(lambda: panel._conflict.isVisibleTo(panel))
    assert "Sara is not on shift" in panel._conflict.text()
    assert not panel.go.isEnabled()
    QTest.keyClicks(panel.reason, "she flies tomorrow")
    qtbot.waitUntil(panel.go.isEnabled)
    enter(panel.reason)
    qtbot.waitUntil(lambda: bool(booked(page)))
    assert page.grid.picture.cards[0].overlap_reason == "she flies tomorrow"


def test_a_full_day_offers_the_next_times(page, panel, greta, salon, qtbot):
    choose_greta(panel, qtbot)
    choose_service(panel, "viso profonda", qtbot)
    panel.presenter.choose_day(date(2026, 11, 29))
    qtbot.waitUntil(lambda: "Nothing is free on this day" in panel.when._none.text())
    qtbot.waitUntil(lambda: bool(panel.when.slots.values()))
    panel.when.slots._chips[0].click()
    assert panel.presenter.draft.day > date(2026, 11, 29)


def test_what_she_usually_has_comes_first(page, panel, greta, salon, salon_clock, qtbot):
    manicure = next(one for one in salon.ask.services() if one.code == "manicure")
    booked_before = salon.do.book(
        BookAppointment(
            client_id=greta,
            day=TUESDAY,
            start=12 * 60,
            services=(ServiceWish(service_id=manicure.id),),
        )
    ).appointment
    for status in (Status.ARRIVED, Status.DONE):
        salon.do.change_status(ChangeStatus(appointment_id=booked_before.id, status=status))
    choose_greta(panel, qtbot)
    qtbot.waitUntil(lambda: panel.presenter.find_services("")[0].id == manicure.id)


def test_two_services_follow_each_other_and_one_can_be_taken_out(panel, greta, qtbot):
    choose_greta(panel, qtbot)
    choose_service(panel, "viso profonda", qtbot)
    choose_service(panel, "manicure", qtbot)
    names = [service.name for service in panel.presenter.draft.services]
    assert len(names) == 2
    panel.what.chosen.dropped.emit(panel.presenter.draft.services[0].id)
    assert [s.name for s in panel.presenter.draft.services] == names[1:]


def test_enter_twice_books_once(page, panel, greta, qtbot):
    choose_greta(panel, qtbot)
    choose_service(panel, "viso profonda", qtbot)
    qtbot.waitUntil(lambda: len(panel.when.slots.values()) > 3)
    panel.when.slots._chips[0].click()
    qtbot.waitUntil(panel.go.isEnabled)
    panel.presenter.book()
    panel.presenter.book()
    qtbot.waitUntil(lambda: bool(booked(page)))
    page.presenter.refresh()
    qtbot.waitUntil(lambda: page.grid.picture is not None)
    assert len(booked(page)) == 1


def test_undo_on_the_toast_takes_the_booking_back(page, panel, greta, shell, qtbot):
    choose_greta(panel, qtbot)
    choose_service(panel, "viso profonda", qtbot)
    qtbot.waitUntil(lambda: len(panel.when.slots.values()) > 3)
    panel.when.slots._chips[0].click()
    qtbot.waitUntil(panel.go.isEnabled)
    panel.presenter.book()
    qtbot.waitUntil(lambda: bool(booked(page)))
    shell.told[-1].undo()
    qtbot.waitUntil(lambda: booked(page) == [])


def test_a_known_client_can_be_given(page, greta, qtbot):
    page.open_booking(client_id=greta)
    qtbot.waitUntil(lambda: page.booking.presenter.draft.client_name == "Greta Fontana")
    assert page.booking.who.who.name() == "Greta Fontana"
