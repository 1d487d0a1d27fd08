"""What the desk understands of what persons write, and who they are."""

from __future__ import annotations

import pytest

from salon_desktop.whatsapp.events import (
    ButtonTapped,
    IdentityChanged,
    MediaReceived,
    OtherReceived,
    Person,
    ReactionReceived,
    ReplyChosen,
    TextReceived,
)
from salon_desktop.whatsapp.webhook import read_events

GIULIA = {"profile": {"name": "Giulia R."}, "wa_id": "390200000000", "user_id": "IT.9001"}


# ---- what persons send


def test_a_text_tells_who_wrote_what_and_when(read_one, sent_at):
    event = read_one(TextReceived, "text", text={"body": "STOP, grazie 💆"})
    assert event.body == event.said == "STOP, grazie 💆"
    assert event.sender == Person(phone="+390200000000", user_id="IT.9001", name="Giulia R.")
    assert event.at == sent_at
    assert (event.account_id, event.number_id) == ("2000", "1000")
    assert (event.message_id, event.dedupe_key) == ("wamid.IN1", "message:wamid.IN1")
    assert event.opens_window


def test_a_tap_on_a_template_button_names_our_message(read_one):
    event = read_one(
        ButtonTapped,
        "button",
        button={"payload": "v1:confirm:4711", "text": "Confermo"},
        context={"from": "390200000001", "id": "wamid.OURS"},
    )
    assert (event.payload, event.text) == ("v1:confirm:4711", "Confermo")
    assert event.context_id == "wamid.OURS"


@pytest.mark.parametrize("kind", ["button_reply", "list_reply"])
def test_a_chosen_reply_tells_its_id(read_one, kind):
    choice = {"id": "v1:move:1", "title": "Sposta", "description": "a domani"}
    event = read_one(ReplyChosen, "interactive", interactive={"type": kind, kind: choice})
    assert (event.kind, event.choice_id, event.said) == (kind, "v1:move:1", "Sposta")
    assert event.description == "a domani"


def test_another_interactive_answer_is_kept_as_another_message(read_one):
    form = {"type": "nfm_reply", "nfm_reply": {"response_json": "{}"}}
    assert read_one(OtherReceived, "interactive", interactive=form).kind == (
        "interactive nfm_reply"
    )


@pytest.mark.parametrize("kind", ["image", "video", "audio", "document", "sticker"])
def test_a_file_tells_where_to_fetch_it_and_what_was_written_under_it(read_one, kind):
    media = {"id": "99", "mime_type": "image/jpeg", "caption": "stop", "filename": "a.jpg"}
    event = read_one(MediaReceived, kind, **{kind: media})
    assert (event.kind, event.media_id, event.mime_type) == (kind, "99", "image/jpeg")
    assert (event.said, event.file_name) == ("stop", "a.jpg")


def test_a_reaction_can_be_put_on_and_taken_off(read_one):
    on = read_one(ReactionReceived, "reaction", reaction={"message_id": "m", "emoji": "👍"})
    off = read_one(ReactionReceived, "reaction", reaction={"message_id": "m"})
    assert (on.target_id, on.emoji, off.emoji) == ("m", "👍", "")
    assert on.opens_window
    assert on.said == ""


def test_a_location_reads_as_its_address(read_one):
    place = {"latitude": 45.1, "longitude": 9.2, "name": "Casa", "address": "Via Po 1"}
    event = read_one(OtherReceived, "location", location=place)
    assert (event.kind, event.text) == ("location", "Casa\nVia Po 1")


def test_a_shared_contact_card_gives_its_numbers(read_one):
    cards = [
        {
            "name": {"formatted_name": "Anna"},
            "phones": [{"phone": "+39 02 000-0009", "type": "HOME"}, {"wa_id": "390200000008"}],
        },
        {"name": {"formatted_name": "Bea"}, "phones": [{"phone": "02 12"}]},
    ]
    event = read_one(OtherReceived, "contacts", contacts=cards)
    assert event.phones == ("+39020000009", "+390200000008")
    assert event.text == "Anna\nBea"


def test_an_order_is_read_by_the_note_that_came_with_it(read_one):
    order = {"catalog_id": "1", "text": "per favore domani", "product_items": []}
    assert read_one(OtherReceived, "order", order=order).said == "per favore domani"


def test_an_edited_message_tells_its_new_wording_and_opens_no_window(read_one):
    new = {"original_message_id": "m", "message": {"type": "text", "text": {"body": "STOP"}}}
    event = read_one(OtherReceived, "edit", edit=new)
    assert event.said == "STOP"
    assert not event.opens_window


def test_an_edited_caption_is_read_too(read_one):
    new = {"message": {"type": "image", "image": {"caption": "basta"}}}
    assert read_one(OtherReceived, "edit", edit=new).said == "basta"


def test_a_withdrawn_message_opens_no_window(read_one):
    event = read_one(OtherReceived, "revoke", revoke={"original_message_id": "m"})
    assert not event.opens_window


def test_what_the_platform_could_not_pass_on_says_why(read_one):
    errors = [{"code": 131051, "title": "Message type unknown"}]
    event = read_one(OtherReceived, "unsupported", errors=errors)
    assert event.errors[0].code == 131051
    assert event.opens_window


def test_a_kind_of_tomorrow_is_still_a_message_from_a_person(read_one):
    event = read_one(OtherReceived, "hologram", hologram={})
    assert (event.kind, event.sender.phone) == ("hologram", "+390200000000")


# ---- who they are


def test_a_person_behind_a_username_has_no_number(only, hook, messages, inbound):
    contact = {"profile": {"name": "G", "username": "giulia.r"}, "user_id": "IT.9001"}
    message = inbound("text", text={"body": "Ciao"}, from_user_id="IT.9001")
    del message["from"]
    event = only(hook(messages(message, contacts=[contact])), TextReceived)
    assert event.sender == Person(user_id="IT.9001", name="G", username="giulia.r")


def test_a_lone_contact_stands_for_a_message_that_names_nobody(only, hook, messages, inbound):
    message = inbound("text", text={"body": "Ciao"})
    del message["from"]
    event = only(hook(messages(message)), TextReceived)
    assert event.sender.phone == "+390200000000"


def test_a_message_that_names_nobody_among_many_is_nobodys(only, hook, messages, inbound):
    message = inbound("text", text={"body": "Ciao"})
    del message["from"]
    event = only(
        hook(messages(message, contacts=[GIULIA, {"wa_id": "390200000007"}])), TextReceived
    )
    assert not event.sender.known


def test_each_message_finds_its_own_contact(hook, messages, inbound, received):
    other = {"profile": {"name": "Bea"}, "wa_id": "390200000007", "user_id": "IT.7"}
    value = messages(
        inbound("text", text={"body": "uno"}),
        inbound("text", text={"body": "due"}) | {"from": "390200000007", "id": "wamid.IN2"},
        contacts=[other, GIULIA],
    )
    one, two = read_events(hook(value), received)
    assert isinstance(one, TextReceived)
    assert isinstance(two, TextReceived)
    assert (one.sender.user_id, two.sender.user_id) == ("IT.9001", "IT.7")


def test_nothing_of_a_person_stands_in_the_representation(read_one):
    event = read_one(TextReceived, "text", text={"body": "Planted words"})
    for secret in ("Planted", "390200000000", "Giulia", "9001"):
        assert secret not in repr(event)


def test_a_changed_number_names_the_old_and_the_new(only, hook, messages, inbound):
    system = {"type": "user_changed_number", "wa_id": "390200000005", "body": "…"}
    message = inbound("system", system=system)
    event = only(hook(messages(message, contacts=[])), IdentityChanged)
    assert (event.before.phone, event.phone) == ("+390200000000", "+390200000005")
    assert event.kind == "user_changed_number"


def test_a_changed_user_id_may_come_without_any_number(only, hook, messages, inbound):
    system = {"type": "user_changed_user_id", "user_id": "IT.9002"}
    message = inbound("system", system=system, from_user_id="IT.9001")
    del message["from"]
    event = only(hook(messages(message, contacts=[])), IdentityChanged)
    assert (event.before.user_id, event.user_id, event.phone) == ("IT.9001", "IT.9002", "")
