"""The agenda over a real salon: moving, cancelling, undoing, all through its own widgets."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

from salon_desktop.application.commands.add_client import AddClient
from salon_desktop.application.commands.book_appointment import BookAppointment, ServiceWish
from salon_desktop.domain.agenda.changes import Canceller
from salon_desktop.domain.agenda.status import CancelReason, Status
from salon_desktop.ui.agenda.carrying import MoveWish
from salon_desktop.ui.agenda.grid_hands import CellWish
from salon_desktop.ui.agenda.grid_walk import stop_near
from salon_desktop.ui.news import DaySpan
from salon_desktop.ui.theme.tokens import Scheme

TUESDAY = date(2026, 11, 24)


def service_named(salon, part):
    return next(one for one in salon.ask.services() if part in one.name.casefold())


@pytest.fixture
def operators(salon):
    return {one.name: one.id for one in salon.ask.operators()}


@pytest.fixture
def book(salon, operators):
    """Books straight through the use case, as another desk would."""

    def make(start, operator="Sara", first="Greta", last="Fontana", part="pulizia viso", **other):
        client = salon.do.add_client(
            AddClient(first_name=first, last_name=last, numbers=other.pop("numbers", ()))
        )
        wish = BookAppointment(
            client_id=client.client_id,
            day=other.pop("day", TUESDAY),
            start=start,
            services=(
                ServiceWish(
                    service_id=service_named(salon, part).id, operator_id=operators[operator]
                ),
            ),
            **other,
        )
        return salon.do.book(wish).appointment

    return make


def cards(page):
    return [(card.client, card.start, card.operator) for card in page.grid.picture.cards]


def look_again(page, qtbot, until):
    page.presenter.refresh()
    qtbot.waitUntil(lambda: bool(until()))


def open_card(page, qtbot, appointment):
    page.presenter.open_card(appointment.id)
    qtbot.waitUntil(lambda: page.card.card is not None and page.card.card.id == appointment.id)


def test_the_day_is_shown_with_its_operators_and_appointments(page, book, qtbot):
    book(14 * 60)
    look_again(page, qtbot, lambda: cards(page))
    assert [column.name for column in page.grid.picture.columns] == ["Sara", "Anna", "Giulia"]
    assert cards(page) == [("Greta Fontana", 840, "Sara")]


def test_news_of_the_day_is_read_at_once_and_of_other_days_is_not(page, book, desk, qtbot):
    book(14 * 60)
    desk.news.tell_appointments_changed(DaySpan(date(2026, 12, 1), date(2026, 12, 1)))
    assert cards(page) == []
    desk.news.tell_appointments_changed(DaySpan(TUESDAY, TUESDAY))
    qtbot.waitUntil(lambda: len(cards(page)) == 1)


def test_the_bar_turns_days_and_comes_back_to_today(page, qtbot):
    QTest.mouseClick(page.bar._after, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.grid.picture.day == date(2026, 11, 25))
    assert "25" in page.bar.date.words()
    QTest.mouseClick(page.bar._today, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.grid.picture.day == TUESDAY)


def test_the_drawer_says_who_what_when_and_why_no_reminder(page, book, qtbot):
    appointment = book(14 * 60, numbers=("347 1234567",))
    open_card(page, qtbot, appointment)
    said = texts(page.card)
    assert "Greta Fontana" in said
    assert "+39" in said and "1234567" not in said
    assert "Pulizia viso" in said
    assert "Appointments · not asked yet" in accessible(page.card)
    assert "No reminder" in accessible(page.card)


def test_arrived_begins_and_done_follow_each_other_and_can_be_undone(
    page, book, shell, salon, qtbot
):
    appointment = book(14 * 60)
    open_card(page, qtbot, appointment)
    for words, status in (
        ("Arrived", Status.ARRIVED),
        ("Begin", Status.IN_SERVICE),
        ("Done", Status.DONE),
        ("Paid", Status.PAID),
    ):
        qtbot.waitUntil(lambda w=words: page.card.buttons.forward.words() == w)
        QTest.mouseClick(page.card.buttons.forward, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda s=status: page.card.card.status is s)
    assert "has paid" in shell.told[-1].text
    shell.told[-1].undo()
    qtbot.waitUntil(lambda: page.card.card.status is Status.DONE)


def test_cancelling_asks_who_and_why_and_nothing_is_chosen_in_advance(
    page, book, shell, salon, qtbot
):
    appointment = book(14 * 60)
    look_again(page, qtbot, lambda: cards(page))
    page.grid.select(stop_near(page.grid.picture, 0, 850))
    QTest.keyClick(page.grid, Qt.Key.Key_A)
    form = page.card.cancel_form
    qtbot.waitUntil(form.isVisible)
    assert (form.who.value(), form.why.value(), form.go.isEnabled()) == (None, None, False)
    QTest.mouseClick(form.who.chip(Canceller.CLIENT), Qt.MouseButton.LeftButton)
    assert not form.go.isEnabled()
    QTest.mouseClick(form.why.chip(CancelReason.ILL), Qt.MouseButton.LeftButton)
    QTest.mouseClick(form.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: cards(page) == [])
    assert salon.ask.appointment(appointment.id).cancel_reason is CancelReason.ILL
    assert "cancelled late" in shell.told[-1].text
    shell.told[-1].undo()
    qtbot.waitUntil(lambda: len(cards(page)) == 1)


def test_a_no_show_is_offered_only_after_the_grace(page, book, salon, salon_clock, qtbot):
    appointment = book(12 * 60)
    open_card(page, qtbot, appointment)
    assert page.card.buttons.no_show.isHidden()
    salon_clock.set(salon.ask.appointment(appointment.id).no_show_from)
    open_card(page, qtbot, appointment)
    page.presenter.refresh()
    qtbot.waitUntil(lambda: not page.card.buttons.no_show.isHidden())
    QTest.mouseClick(page.card.buttons.no_show, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.card.card.status is Status.NO_SHOW)


def test_late_is_noted_in_minutes(page, book, qtbot):
    appointment = book(14 * 60)
    open_card(page, qtbot, appointment)
    QTest.mouseClick(page.card.buttons.late, Qt.MouseButton.LeftButton)
    form = page.card.late_form
    assert form.minutes.chip(0).isHidden()
    QTest.mouseClick(form.minutes.chip(20), Qt.MouseButton.LeftButton)
    QTest.mouseClick(form.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.card.card.late_minutes == 20)
    assert "expected at 14:20" in accessible(page.card)


def test_moving_by_keys_changes_the_book_and_undo_takes_it_back(page, book, shell, qtbot):
    book(14 * 60)
    look_again(page, qtbot, lambda: cards(page))
    page.grid.select(stop_near(page.grid.picture, 0, 850))
    for key in (Qt.Key.Key_M, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Return):
        QTest.keyClick(page.grid, key)
    qtbot.waitUntil(lambda: cards(page) == [("Greta Fontana", 855, "Anna")])
    assert "Greta Fontana moved to today, 14:15." in shell.told[-1].text
    shell.told[-1].undo()
    qtbot.waitUntil(lambda: cards(page) == [("Greta Fontana", 840, "Sara")])


def test_a_soft_conflict_asks_for_a_reason_and_moves_with_it(page, book, salon, qtbot):
    book(14 * 60, part="manicure")
    other = book(16 * 60, first="Alba", last="Serra", part="consulenza pelle")
    wish = MoveWish(appointment_id=other.id, version=other.version, day=TUESDAY, start=14 * 60)
    page.presenter.move(wish)
    form = page.card.reason_form
    qtbot.waitUntil(form.isVisible)
    assert "Sara already has an appointment" in accessible(form)
    assert not form.go.isEnabled()
    QTest.keyClicks(form.line, "her sister")
    QTest.keyClick(form.line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: ("Alba Serra", 840, "Sara") in cards(page))
    assert salon.ask.appointment(other.id).overlap_reasons == ("her sister",)


def test_a_hard_conflict_says_why_and_asks_for_no_reason(page, book, qtbot):
    appointment = book(14 * 60)
    sunday = date(2026, 11, 29)
    page.presenter.move(
        MoveWish(appointment_id=appointment.id, version=1, day=sunday, start=14 * 60)
    )
    form = page.card.reason_form
    qtbot.waitUntil(form.isVisible)
    assert "closed" in accessible(form)
    assert form.line.isHidden() or not form.line.isVisible()
    assert not form.go.isVisible()


def test_an_old_picture_never_overwrites_what_somebody_else_did(page, book, salon, shell, qtbot):
    appointment = book(14 * 60)
    wish = MoveWish(appointment_id=appointment.id, version=99, day=TUESDAY, start=15 * 60)
    page.presenter.move(wish)
    qtbot.waitUntil(lambda: bool(shell.told))
    assert "somebody else" in shell.told[-1].text.casefold()
    assert salon.ask.appointment(appointment.id).start == 14 * 60


def test_rooms_are_columns_too(page, book, qtbot):
    book(14 * 60)
    page.presenter.days.arrange("rooms")
    look_again(page, qtbot, lambda: len(cards(page)) == 1)
    column = page.grid.picture.columns[page.grid.picture.cards[0].column]
    assert column.name.startswith("Cabina")


def test_l_shows_the_same_day_as_a_list_and_enter_opens_there(page, book, qtbot):
    appointment = book(14 * 60)
    look_again(page, qtbot, lambda: cards(page))
    QTest.keyClick(page.grid, Qt.Key.Key_L)
    assert page.table.isVisible()
    model = page.table.model
    assert model.rowCount() == len(cards(page))
    assert model.index(0, 1).data() == "Greta Fontana"
    QTest.keyClick(page.table.view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.card.card is not None)
    assert page.card.card.id == appointment.id
    QTest.keyClick(page.table.view, Qt.Key.Key_L)
    assert page.grid.isVisible()


def test_the_language_switches_while_everything_is_open(page, book, words, qtbot):
    appointment = book(14 * 60)
    open_card(page, qtbot, appointment)
    before = page.bar.date.words()
    words.use("it")
    qtbot.waitUntil(lambda: page.bar.date.words() != before)
    assert "novembre" in page.bar.date.words()


def test_theme_and_scale_change_repaints_everything(page, book, theme, qapp, qtbot):
    appointment = book(14 * 60)
    open_card(page, qtbot, appointment)
    theme.apply(qapp, Scheme.DARK, 1.25)
    assert page.grid.head.height() == theme.px(52)
    page.grab()
    page.card.grab()


@pytest.mark.parametrize(
    "name", ["<b>Anna</b>", "<img src='file:///etc/hostname'>", "Anna & Söhne", "O’Brien <o>"]
)
def test_hostile_names_stay_letters(page, book, qtbot, only_plain_text, name):
    appointment = book(14 * 60, first=name, last=name, note=name)
    look_again(page, qtbot, lambda: cards(page))
    open_card(page, qtbot, appointment)
    page.open_booking(client_id=appointment.client_id)
    qtbot.waitUntil(lambda: page.booking.presenter.draft.client_id == appointment.client_id)
    for root in (page, page.card, page.booking, page.bar):
        only_plain_text(root)


def test_every_button_has_a_name_for_screen_readers(page, book, qtbot):
    open_card(page, qtbot, book(14 * 60))
    for root in (page.bar, page.card, page.booking):
        for button in root.findChildren(QAbstractButton):
            if button.isVisibleTo(root) and not button.objectName().startswith("qt_"):
                assert button.accessibleName(), button


def test_a_click_on_a_cell_opens_the_booking_there(page, operators, qtbot):
    page._book_at(CellWish(operators["Anna"], 15 * 60))
    draft = page.booking.presenter.draft
    assert (draft.minute, draft.operator_id, draft.day) == (900, operators["Anna"], TUESDAY)


def texts(root: QWidget) -> str:
    return "\n".join(label.text() for label in root.findChildren(QLabel))


def accessible(root: QWidget) -> str:
    return "\n".join(widget.accessibleName() for widget in root.findChildren(QWidget))
