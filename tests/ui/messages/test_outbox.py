"""The outbox beside the conversations: what leaves, whom to phone, the printed call list."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QPdfWriter
from PySide6.QtPrintSupport import QPrintPreviewDialog

from salon_desktop.domain.messaging.message import MessageState
from salon_desktop.ui.messages.outbox_pane import CALLS, FAILED
from salon_desktop.ui.messages.rows import HeadRow


def test_the_outbox_groups_what_leaves_what_is_to_phone_and_what_failed(page):
    rows = page.outbox.outgoing.rows()
    heads = [row.text for row in rows if isinstance(row, HeadRow)]
    assert heads == ["Within 24 hours", "To phone", "Failed"]
    told = {row.name: row for row in rows if not isinstance(row, HeadRow)}
    assert told["Luca Ferro"].icon == "hourglass"
    assert told["3 clients"].line == "advice after the visit"
    assert told["Gaia Fabbri"].reason == "The client wants no more of these messages."
    assert told["Sofia Leone"].tone == "danger"


def test_phoned_takes_a_client_off_the_call_list(page, qtbot, shell):
    page.outbox.show_tab(CALLS)
    assert [card.name.words() for card in page.outbox.cards()] == ["Lucia Marin", "Gaia Fabbri"]
    page.outbox.cards()[0].button.click()
    qtbot.waitUntil(lambda: [card.name.words() for card in page.outbox.cards()] == ["Gaia Fabbri"])
    assert shell.notices[-1].text == "Noted: reached by phone."


def test_a_call_that_was_made_elsewhere_is_told_and_not_made_twice(
    page, qtbot, shell, at_desk, ids
):
    card = page.outbox.cards()[0]
    with at_desk.open_unit() as unit:
        message = unit.outbox.get(card._row.message_id)
        unit.outbox.settle(message, MessageState.PHONED, at_desk.clock.now())
        unit.commit()
    card.button.click()
    qtbot.waitUntil(lambda: bool(shell.notices) or len(page.outbox.cards()) == 1)


def test_a_row_of_the_outbox_opens_the_thread_and_one_to_phone_the_call_list(page, qtbot, ids):
    view, model = page.outbox._outgoing_view, page.outbox.outgoing
    rows = model.rows()
    giada = next(at for at, row in enumerate(rows) if getattr(row, "name", "") == "Giada Rossi")
    lucia = next(at for at, row in enumerate(rows) if getattr(row, "name", "") == "Lucia Marin")
    view.setCurrentIndex(model.index(giada))
    qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.middle.name.text() == "Giada Rossi")
    place = view.visualRect(model.index(lucia)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert page.outbox.tabs.key() == CALLS
    assert ids["Giada"]


def test_empty_tabs_teach(page, qtbot, at_desk, ids, desk):
    page.outbox.show_tab(FAILED)
    assert page.outbox._stack.currentWidget() is page.outbox._failed_view
    at_desk.later(days=8)
    desk.news.tell_messages_changed(None)
    qtbot.waitUntil(lambda: page.outbox._stack.currentWidget() is page.outbox._none[FAILED])
    assert ids


def test_yesterday_is_red_while_something_is_missing(page):
    assert page.outbox.sum.isVisible()
    assert page.outbox.sum.text().startswith("Yesterday 1 is missing:")
    assert page.outbox.sum.property("tone") == "danger"


def test_the_call_list_is_printed_on_as_many_pages_as_it_takes(page, tmp_path):
    sheet = page.call_sheet()
    writer = QPdfWriter(str(tmp_path / "calls.pdf"))
    sheet.prepare(writer)
    assert sheet.print_on(writer) == 1
    assert (tmp_path / "calls.pdf").stat().st_size > 1_000
    sheet._rows = sheet._rows * 20
    longer = QPdfWriter(str(tmp_path / "longer.pdf"))
    sheet.prepare(longer)
    assert sheet.print_on(longer) == 3


def test_the_call_list_is_shown_before_it_is_printed(page, qtbot):
    page.print_button.click()
    (preview,) = page.findChildren(QPrintPreviewDialog)
    qtbot.waitUntil(preview.isVisible)
    assert preview.windowTitle() == "Call list"
    preview.reject()
    qtbot.waitUntil(lambda: not page.findChildren(QPrintPreviewDialog))
