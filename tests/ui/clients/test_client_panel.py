"""Adding and changing a client: errors beside fields, doubles told while typing."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import text

from salon_desktop.application.commands.record_consent import Answer, RecordConsent
from salon_desktop.domain.consent.events import EventKind, Method, Purpose
from salon_desktop.domain.consent.fold import ConsentState


@pytest.fixture
def new_form(page, shell):
    """The form for a new client."""
    page.new.click()
    return shell.panel


@pytest.fixture
def edit_form(showing, shell):
    """Opens the form of a client's card."""

    def open_form(client_id: int):
        showing(client_id).card.head.edit_asked.emit()
        return shell.panel

    return open_form


def type_into(panel, field, text):
    editor = panel.fields[field].editor
    editor.clear()
    QTest.keyClicks(editor, text)


def press_save(panel, qtbot):
    with qtbot.waitSignal(panel.saved):
        QTest.mouseClick(panel.save, Qt.MouseButton.LeftButton)


def test_a_new_client_is_kept_and_her_card_shown(new_form, page, salon, shell, qtbot):
    type_into(new_form, "first_name", "Zoe")
    type_into(new_form, "last_name", "Marin")
    type_into(new_form, "number", "335 012 5093")
    type_into(new_form, "birth_date", "3/5/1990")
    new_form.language.setCurrentIndex(new_form.language.findData("de"))
    press_save(new_form, qtbot)
    qtbot.waitUntil(lambda: page.card.facts is not None)
    card = page.card.facts.card
    assert card.name == "Zoe Marin"
    assert card.language == "de"
    assert card.birth_date == date(1990, 5, 3)
    assert [number.e164 for number in card.numbers] == ["+393350125093"]
    assert shell.panel is None
    assert shell.told


def test_enter_in_a_field_keeps_the_card(new_form, qtbot):
    type_into(new_form, "first_name", "Zoe")
    with qtbot.waitSignal(new_form.saved):
        QTest.keyClick(new_form.fields["first_name"].editor, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("number", "335 01"),
        ("email", "zoe@"),
        ("birth_date", "31.2.1990"),
        ("birth_date", "1.1.2030"),
        ("alert", "x" * 400),
    ],
)
def test_what_is_wrong_is_told_beside_its_field(new_form, salon, qtbot, field, text):
    type_into(new_form, "first_name", "Zoe")
    new_form.fields[field].editor.setText(text)
    QTest.mouseClick(new_form.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(new_form.fields[field].error()))
    wrong = [name for name, one in new_form.fields.items() if one.error()]
    assert wrong == [field]
    assert new_form.save.isEnabled()
    assert salon.ask.list_clients.counts().total == 0


def test_a_nameless_card_is_refused_at_the_first_name(new_form, qtbot):
    QTest.mouseClick(new_form.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(new_form.fields["first_name"].error()))


def test_of_two_numbers_the_wrong_one_is_named(new_form, qtbot):
    type_into(new_form, "first_name", "Zoe")
    type_into(new_form, "number", "335 012 5093")
    type_into(new_form, "other_number", "12")
    QTest.mouseClick(new_form.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: (
            bool(new_form.fields["other_number"].error()) and not new_form.fields["number"].error()
        )
    )


def test_repairing_a_field_takes_its_error_back(new_form, qtbot):
    type_into(new_form, "first_name", "Zoe")
    type_into(new_form, "email", "zoe@")
    QTest.mouseClick(new_form.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(new_form.fields["email"].error()))
    QTest.keyClicks(new_form.fields["email"].editor, "example.com")
    assert new_form.fields["email"].error() == ""
    press_save(new_form, qtbot)


def test_a_double_is_told_while_typing_and_leads_to_her_card(
    new_form, page, add_client, shell, qtbot
):
    greta = add_client("Greta", "Fontana", "335 012 4471")
    type_into(new_form, "first_name", "fontana")
    type_into(new_form, "last_name", "greta")
    qtbot.waitUntil(new_form._double.isVisible)
    assert "same name" in new_form._double.text()
    type_into(new_form, "number", "0039 335 012 4471")
    qtbot.waitUntil(lambda: "number" in new_form._double.text())
    new_form._double.acted.emit()
    qtbot.waitUntil(lambda: page.card.client_id == greta)
    assert shell.panel is None


def test_a_double_keeps_nobody_from_adding_her(new_form, add_client, salon, qtbot):
    add_client("Greta", "Fontana", "335 012 4471")
    type_into(new_form, "first_name", "Greta")
    type_into(new_form, "last_name", "Fontana")
    press_save(new_form, qtbot)
    assert salon.ask.list_clients.counts().total == 2


def test_only_what_was_changed_is_written(edit_form, add_client, salon, qtbot):
    greta = add_client("Greta", "Fontana", "335 012 4471", email="greta@example.com", note="calm")
    panel = edit_form(greta)
    assert panel.fields["number"].editor.text() == "+39 335 012 4471"
    assert panel.fields["note"].editor.toPlainText() == "calm"
    type_into(panel, "alert", "wears lenses")
    wish = panel.form.change(panel.typed(), panel._at_first)
    assert wish.alert == "wears lenses"
    assert wish.numbers == ()
    press_save(panel, qtbot)
    card = salon.ask.client_card(greta)
    assert (card.alert, card.email, card.note) == ("wears lenses", "greta@example.com", "calm")


def test_a_field_can_be_emptied(edit_form, add_client, salon, qtbot):
    greta = add_client(
        "Greta", "F", "335 012 4471", email="g@example.com", birth_date=date(1990, 5, 3)
    )
    panel = edit_form(greta)
    type_into(panel, "email", "")
    type_into(panel, "birth_date", "")
    press_save(panel, qtbot)
    card = salon.ask.client_card(greta)
    assert (card.email, card.birth_date) == (None, None)


def test_the_birth_date_is_written_as_the_language_writes_it(edit_form, add_client, salon, qtbot):
    greta = add_client("Greta", "Fontana", birth_date=date(1990, 5, 3))
    panel = edit_form(greta)
    assert panel.fields["birth_date"].editor.text() == "03/05/1990"
    type_into(panel, "last_name", "Rossi")
    press_save(panel, qtbot)
    assert salon.ask.client_card(greta).birth_date == date(1990, 5, 3)


def test_on_a_number_that_is_hers_no_more_no_yes_survives(edit_form, add_client, salon, qtbot):
    greta = add_client("Greta", "Fontana", "335 012 4471")
    answer = Answer(
        purpose=Purpose.SERVICE_MESSAGES,
        kind=EventKind.GRANTED,
        method=Method.SPOKEN,
        wording_language="it",
    )
    salon.do.record_consent(RecordConsent(client_id=greta, answers=(answer,)))
    panel = edit_form(greta)
    type_into(panel, "number", "335 999 1234")
    press_save(panel, qtbot)
    card = salon.ask.client_card(greta)
    valid = [number.e164 for number in card.numbers if number.valid_to is None]
    assert valid == ["+393359991234"]
    lines = salon.ask.consent.of_client(greta, salon.clock.now()).of(Purpose.SERVICE_MESSAGES)
    states = {line.address: line.state for line in lines}
    assert states == {
        "+393350124471": ConsentState.NUMBER_CHANGED,
        "+393359991234": ConsentState.UNKNOWN,
    }


def test_a_changed_number_is_written_into_the_ledger_once(edit_form, add_client, salon, qtbot):
    greta = add_client("Greta", "Fontana", "335 012 4471")
    answer = Answer(
        purpose=Purpose.SERVICE_MESSAGES,
        kind=EventKind.GRANTED,
        method=Method.SPOKEN,
        wording_language="it",
    )
    salon.do.record_consent(RecordConsent(client_id=greta, answers=(answer,)))
    panel = edit_form(greta)
    type_into(panel, "number", "335 999 1234")
    press_save(panel, qtbot)
    with salon.do.open_unit() as unit:
        written = unit._session.execute(
            text("SELECT count(*) FROM consent_event WHERE kind = 'number_changed'")
        ).scalar_one()
    assert written == 1


def test_a_second_number_can_be_added_and_ended(edit_form, page, add_client, salon, qtbot):
    greta = add_client("Greta", "Fontana", "335 012 4471")
    panel = edit_form(greta)
    type_into(panel, "other_number", "06 5012 7012")
    press_save(panel, qtbot)
    qtbot.waitUntil(lambda: len(page.card.facts.valid_numbers) == 2)
    panel = edit_form(greta)
    type_into(panel, "other_number", "")
    press_save(panel, qtbot)
    numbers = salon.ask.client_card(greta).numbers
    assert [number.valid_to is None for number in numbers] == [True, False]


def test_the_form_follows_the_language_and_keeps_what_was_typed(new_form, words, qtbot):
    type_into(new_form, "first_name", "Zoe")
    words.use("pseudo")
    qtbot.waitUntil(lambda: new_form.save.words() != "Add the client")
    assert new_form.typed().first_name == "Zoe"
