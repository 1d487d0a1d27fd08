"""The client's phone over a real practice platform."""

import pytest
from PySide6.QtCore import Qt

from salon_desktop.infrastructure.graph_api.access import GraphAccess, GraphSettings
from salon_desktop.infrastructure.graph_api.client import GraphMessenger
from salon_desktop.ui.practice_phone.phone_bubbles import PhoneDay, ShownBubble
from salon_desktop.ui.practice_phone.phone_chat import NOWHERE
from salon_desktop.ui.theme.tokens import Scheme
from salon_desktop.whatsapp.payloads import ButtonsMessage, ReplyButton, TextMessage

GAIA, GRETA = "+393331000001", "+393331000002"
BUTTONS = (ReplyButton("keep", "Solo promemoria"), ReplyButton("nothing", "Niente più"))


@pytest.fixture
def salon(platform):
    """The salon's line to the platform."""
    settings = GraphSettings(
        number_id=platform.phone_number_id,
        account_id=platform.waba_id,
        base_address=platform.address,
    )
    access = GraphAccess(settings, lambda: platform.token)
    yield GraphMessenger(access)
    access.close()


def shown(phone):
    return [row for row in phone.chat.phone_model.rows() if isinstance(row, ShownBubble)]


def texts(phone):
    return [row.text for row in shown(phone)]


def ask(salon, platform, to=GAIA, key="k"):
    """Inside the open window the salon asks with two buttons."""
    platform.phones.say(to, "STOP")
    salon.send(ButtonsMessage(key=key, to=to, body="Solo i promemoria?", buttons=BUTTONS))
    assert platform.settle()


def test_the_window_has_the_size_of_a_phone_and_says_that_it_is_practice(phone):
    assert (phone.width(), phone.height()) == (420, 860)
    assert phone.band.isVisible()
    assert phone.band.accessibleName().startswith("PRACTICE")
    assert phone.title.text() == "Istituto Mirtilla"
    assert phone.line.text() == "Gaia Fabbri's phone · online"
    assert phone.field.placeholderText() == "Write as Gaia…"


def test_what_is_written_reaches_the_platform_and_stands_in_the_chat(phone, qtbot, platform):
    qtbot.keyClicks(phone.field, "Confermo, grazie")
    qtbot.keyClick(phone.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: texts(phone) == ["Confermo, grazie"])
    assert shown(phone)[0].mine
    assert phone.field.text() == ""
    assert platform.phones.messages(GAIA)[0].text == "Confermo, grazie"


def test_nothing_is_sent_where_nothing_is_written(phone, qtbot, platform):
    phone.field.setText("   ")
    phone.send.click()
    qtbot.keyClicks(phone.field, "ciao")
    phone.send.click()
    qtbot.waitUntil(lambda: texts(phone) == ["ciao"])
    assert len(platform.phones.messages(GAIA)) == 1


def test_the_quick_chips_say_what_stands_on_them_and_send_a_photo(phone, qtbot, platform):
    for chip in phone.quick:
        chip.click()
    qtbot.waitUntil(lambda: len(shown(phone)) == 4)
    assert texts(phone) == ["STOP", "I confirm", "I am running late", "Photo"]
    assert shown(phone)[3].icon == "image"
    assert [one.kind for one in platform.phones.messages(GAIA)] == ["text"] * 3 + ["image"]


def test_what_the_salon_sends_arrives_live_and_is_read(phone, qtbot, platform, salon):
    ask(salon, platform)
    qtbot.waitUntil(lambda: texts(phone) == ["STOP", "Solo i promemoria?"])
    taps = shown(phone)[1].taps
    assert [(tap.text, tap.is_open, tap.chosen) for tap in taps] == [
        ("Solo promemoria", True, False),
        ("Niente più", True, False),
    ]
    qtbot.waitUntil(lambda: platform.phones.messages(GAIA)[1].status == "read")


def test_a_tapped_button_is_marked_and_cannot_be_tapped_again(phone, qtbot, platform, salon):
    ask(salon, platform)
    qtbot.waitUntil(lambda: len(shown(phone)) == 2)
    row = phone.chat.phone_model.rowCount() - 1
    place = phone.chat.tap_place(row, 1)
    viewport = phone.chat.viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=place.center())
    qtbot.waitUntil(lambda: texts(phone)[-1] == "Niente più")
    asked = next(bubble for bubble in shown(phone) if bubble.taps)
    assert [(tap.chosen, tap.is_open) for tap in asked.taps] == [(False, False), (True, False)]
    with qtbot.assertNotEmitted(phone.chat.tapped):
        again = phone.chat.tap_place(row, 0)
        qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=again.center())
    assert len(platform.phones.messages(GAIA)) == 3


def test_buttons_are_tapped_by_keyboard(phone, qtbot, platform, salon):
    ask(salon, platform)
    qtbot.waitUntil(lambda: len(shown(phone)) == 2)
    phone.chat.setFocus()
    qtbot.keyClick(phone.chat, Qt.Key.Key_Down)
    qtbot.keyClick(phone.chat, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: texts(phone)[-1] == "Niente più")


def test_a_chat_without_buttons_has_nothing_to_tap(phone, qtbot):
    phone.chat.setFocus()
    qtbot.keyClick(phone.chat, Qt.Key.Key_Return)
    assert phone.chat.marks(0) == NOWHERE


def test_another_person_s_phone_is_taken_by_search_and_enter(phone, qtbot, platform):
    platform.phones.say(GRETA, "Buongiorno")
    phone.change.click()
    qtbot.waitUntil(lambda: phone.people.model.rowCount() == 2)
    assert not phone.field.isEnabled()
    qtbot.keyClicks(phone.people.search, "gret")
    qtbot.keyClick(phone.people.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: texts(phone) == ["Buongiorno"])
    assert phone.number() == GRETA
    assert phone.line.text().startswith("Greta Fontana")
    assert phone.field.isEnabled()


def test_escape_goes_back_to_the_chat(phone, qtbot):
    phone.change.click()
    qtbot.keyClick(phone, Qt.Key.Key_Escape)
    assert not phone.change.isChecked()


def test_a_message_to_another_phone_stays_unread_and_is_counted(phone, qtbot, platform, salon):
    ask(salon, platform, GRETA)
    qtbot.waitUntil(
        lambda: {one.number: one.unread for one in phone._people} == {GAIA: 0, GRETA: 1}
    )
    assert platform.phones.messages(GRETA)[1].status == "delivered"


def test_days_stand_between_the_bubbles(phone, qtbot, platform, clock):
    platform.phones.say(GAIA, "oggi")
    clock.set(clock.now().replace(day=25))
    platform.phones.say(GAIA, "domani")
    qtbot.waitUntil(lambda: len(shown(phone)) == 2)
    rows = phone.chat.phone_model.rows()
    assert [row.text for row in rows if isinstance(row, PhoneDay)] == ["yesterday", "today"]


def test_a_phone_that_is_switched_off_says_so(phone, qtbot, platform):
    platform.phones.set_up(GAIA, switched_on=False)
    qtbot.waitUntil(lambda: phone.line.text() == "Gaia Fabbri's phone · switched off")


def test_a_long_message_wraps_and_its_time_never_covers_a_word(phone, qtbot, platform, salon):
    platform.phones.say(GAIA, "ciao")
    salon.send(TextMessage(key="t", to=GAIA, body="parola " * 60))
    assert platform.settle()
    qtbot.waitUntil(lambda: len(shown(phone)) == 2)
    box = phone.chat.boxes.box(shown(phone)[1])
    assert box.rect.width() <= 300
    assert box.rect.height() > 200


def test_a_closed_phone_listens_no_more_and_a_shown_one_again(phone, qtbot, platform):
    with qtbot.waitSignal(phone.closed):
        phone.close()
    platform.phones.say(GAIA, "nel frattempo")
    assert platform._book._listeners == []
    phone.show()
    qtbot.waitUntil(lambda: texts(phone) == ["nel frattempo"])


def test_what_the_platform_refuses_is_told_and_hurts_nothing(phone, qtbot):
    with qtbot.waitSignal(phone.trouble):
        phone._tap("no such message", 0)
    assert phone.isVisible()


def test_the_language_changes_while_the_phone_is_open(phone, qtbot, words):
    words.use("pseudo")
    qtbot.waitUntil(lambda: phone.change.words().startswith("["))
    assert phone.line.text().startswith("[")
    assert phone.quick[1].words().startswith("[")
    assert phone.band.accessibleName().startswith("[")


@pytest.mark.parametrize("scale", [1.0, 1.25, 2.0])
def test_it_is_painted_in_both_schemes_at_every_scale(
    phone, qtbot, theme, qapp, platform, salon, scale
):
    ask(salon, platform)
    qtbot.waitUntil(lambda: len(shown(phone)) == 2)
    for scheme in Scheme:
        theme.apply(qapp, scheme, scale)
        assert not phone.grab().isNull()
    theme.apply(qapp, Scheme.LIGHT)


@pytest.mark.parametrize(
    "name", ["<b>Anna</b>", "<img src='x'>", "Anna & Söhne", "&lt;Anna&gt;", "Anna\nRossi"]
)
def test_names_and_texts_are_shown_letter_by_letter(phone, qtbot, platform, only_plain_text, name):
    platform.phones.set_up(GAIA, name=name)
    platform.phones.say(GAIA, name)
    qtbot.waitUntil(lambda: texts(phone) == [name])
    only_plain_text(phone)
    phone.change.click()
    phone.grab()
    only_plain_text(phone)
