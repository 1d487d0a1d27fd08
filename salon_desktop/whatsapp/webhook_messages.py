"""Read the ``messages`` field of a webhook: what persons wrote, and how our messages fared."""

from collections.abc import Callable, Iterator
from typing import Any

from salon_desktop.whatsapp.events import (
    AccountChanged,
    ButtonTapped,
    DeliveryStatus,
    Event,
    IdentityChanged,
    MediaReceived,
    OtherReceived,
    Person,
    Pricing,
    ReactionReceived,
    ReplyChosen,
    StatusChanged,
    TextReceived,
    UnknownEvent,
)
from salon_desktop.whatsapp.loose_json import (
    JsonObject,
    list_at,
    moment_at,
    object_at,
    objects_at,
    text_at,
)
from salon_desktop.whatsapp.webhook_context import Change, Shared, compact, phone, read_errors

_STATUSES = frozenset(status.value for status in DeliveryStatus)


def read_messages_change(change: Change) -> Iterator[Event]:
    """Yield every message, status and problem of one change; nothing at all becomes unknown."""
    contacts = list(objects_at(change.value, "contacts"))
    found = False
    for message in list_at(change.value, "messages"):
        found = True
        yield _read_message(change, contacts, message)
    for status in list_at(change.value, "statuses"):
        found = True
        yield _read_status(change, contacts, status)
    if errors := read_errors(change.value):
        found = True
        yield AccountChanged(
            **change.shared_by_content(change.value["errors"]),
            field_name="errors",
            what=str(errors[0].code),
            errors=errors,
            value=compact(change.value["errors"]),
        )
    if not found:
        yield _unknown(change, change.value, kind="empty")


def find_person(contacts: list[JsonObject], wa_id: str, user_id: str) -> Person:
    """Return the person behind the two ids, with what the contacts array adds.

    A contact counts if one of its ids matches; a lone contact also where the message names nobody.
    """
    contact: JsonObject = {}
    for candidate in contacts:
        theirs = (text_at(candidate, "wa_id"), text_at(candidate, "user_id"))
        if (wa_id and theirs[0] == wa_id) or (user_id and theirs[1] == user_id):
            contact = candidate
            break
    else:
        if len(contacts) == 1 and not wa_id and not user_id:
            contact = contacts[0]
    return Person(
        phone=phone(wa_id or text_at(contact, "wa_id")),
        user_id=user_id or text_at(contact, "user_id"),
        parent_user_id=text_at(contact, "parent_user_id"),
        name=text_at(contact, "profile", "name"),
        username=text_at(contact, "profile", "username"),
    )


class _Inbound(Shared):
    """The arguments that every inbound message takes."""

    message_id: str
    sender: Person
    context_id: str


def _read_message(change: Change, contacts: list[JsonObject], message: Any) -> Event:
    kind = text_at(message, "type")
    if not isinstance(message, dict) or not kind:
        return _unknown(change, message, kind="message")
    message_id = text_at(message, "id")
    key = f"message:{message_id}" if message_id else change.digest(message)
    shared = change.shared(key, moment_at(message, "timestamp"))
    if kind == "system":
        return _read_system(shared, contacts, message)
    common: _Inbound = {
        **shared,
        "message_id": message_id,
        "sender": find_person(contacts, text_at(message, "from"), text_at(message, "from_user_id")),
        "context_id": text_at(message, "context", "id"),
    }
    return _READERS.get(kind, _read_other)(common, message)


def _read_text(common: _Inbound, message: JsonObject) -> Event:
    return TextReceived(**common, body=text_at(message, "text", "body"))


def _read_button(common: _Inbound, message: JsonObject) -> Event:
    words = text_at(message, "button", "text")
    return ButtonTapped(**common, payload=text_at(message, "button", "payload"), text=words)


def _read_interactive(common: _Inbound, message: JsonObject) -> Event:
    kind = text_at(message, "interactive", "type")
    if kind not in {"button_reply", "list_reply"}:
        return OtherReceived(**common, kind=f"interactive {kind}".strip())
    choice = object_at(message, "interactive", kind)
    return ReplyChosen(
        **common,
        kind=kind,
        choice_id=text_at(choice, "id"),
        title=text_at(choice, "title"),
        description=text_at(choice, "description"),
    )


def _read_reaction(common: _Inbound, message: JsonObject) -> Event:
    return ReactionReceived(
        **common,
        target_id=text_at(message, "reaction", "message_id"),
        emoji=text_at(message, "reaction", "emoji"),
    )


def _read_media(common: _Inbound, message: JsonObject) -> Event:
    kind = text_at(message, "type")
    media = object_at(message, kind)
    return MediaReceived(
        **common,
        kind=kind,
        media_id=text_at(media, "id"),
        mime_type=text_at(media, "mime_type"),
        caption=text_at(media, "caption"),
        file_name=text_at(media, "filename"),
    )


def _read_other(common: _Inbound, message: JsonObject) -> Event:
    kind = text_at(message, "type")
    cards = list(objects_at(message, "contacts")) if kind == "contacts" else []
    return OtherReceived(
        **common,
        kind=kind,
        text=_words(message, kind),
        phones=tuple(
            filter(None, (_card_phone(entry) for card in cards for entry in _phones(card)))
        ),
        errors=read_errors(message),
    )


def _words(message: JsonObject, kind: str) -> str:
    """Return what a person can read in a message that has no reader of its own."""
    parts: list[str] = []
    match kind:
        case "location":
            place = object_at(message, "location")
            parts = [text_at(place, name) for name in ("name", "address", "url")]
        case "contacts":
            cards = objects_at(message, "contacts")
            parts = [text_at(card, "name", "formatted_name") for card in cards]
        case "edit":
            new = object_at(message, "edit", "message")
            parts = [text_at(new, "text", "body"), text_at(new, text_at(new, "type"), "caption")]
        case "order":
            parts = [text_at(message, "order", "text")]
    return "\n".join(part for part in parts if part)


def _phones(card: JsonObject) -> Iterator[JsonObject]:
    return objects_at(card, "phones")


def _card_phone(entry: JsonObject) -> str:
    if sure := phone(text_at(entry, "wa_id")):
        return sure
    written = text_at(entry, "phone")
    bare = "".join(sign for sign in written if sign not in " -()./")
    return phone(bare) if bare.startswith("+") else ""


def _read_system(shared: Shared, contacts: list[JsonObject], message: JsonObject) -> Event:
    system = object_at(message, "system")
    new_phone = text_at(system, "wa_id") or text_at(system, "new_wa_id")
    return IdentityChanged(
        **shared,
        kind=text_at(system, "type"),
        message_id=text_at(message, "id"),
        before=find_person(
            contacts,
            text_at(message, "from") or text_at(system, "customer"),
            text_at(message, "from_user_id"),
        ),
        phone=phone(new_phone),
        user_id=text_at(system, "user_id"),
    )


def _read_status(change: Change, contacts: list[JsonObject], status: Any) -> Event:
    word, message_id = text_at(status, "status"), text_at(status, "id")
    if word not in _STATUSES or not message_id:
        return _unknown(change, status, kind=f"status {word}".strip())
    pricing = object_at(status, "pricing")
    return StatusChanged(
        **change.shared(f"status:{message_id}:{word}", moment_at(status, "timestamp")),
        message_id=message_id,
        status=DeliveryStatus(word),
        our_key=text_at(status, "biz_opaque_callback_data"),
        recipient=find_person(
            contacts, text_at(status, "recipient_id"), text_at(status, "recipient_user_id")
        ),
        errors=read_errors(status),
        pricing=Pricing(
            category=text_at(pricing, "category"),
            type=text_at(pricing, "type"),
            model=text_at(pricing, "pricing_model"),
        )
        if pricing
        else None,
    )


def _unknown(change: Change, part: Any, kind: str) -> UnknownEvent:
    return UnknownEvent(
        **change.shared_by_content(part),
        field_name=change.field_name,
        kind=kind,
        value=compact(part),
    )


_Reader = Callable[[_Inbound, JsonObject], Event]
_READERS: dict[str, _Reader] = {
    "text": _read_text,
    "button": _read_button,
    "interactive": _read_interactive,
    "reaction": _read_reaction,
    **dict.fromkeys(("image", "video", "audio", "document", "sticker"), _read_media),
}
