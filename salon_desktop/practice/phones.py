"""What people do with their phones: write, tap, read, react, stop promotions, move house."""

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from salon_desktop.practice import webhook_bodies
from salon_desktop.practice.account import Account
from salon_desktop.practice.courier import Courier
from salon_desktop.practice.graph_errors import status_error
from salon_desktop.practice.identifiers import Identifiers
from salon_desktop.practice.network import Network
from salon_desktop.practice.numbers import phone_number, wa_id
from salon_desktop.practice.phone_book import PhoneBook
from salon_desktop.practice.phone_model import Phone, PhoneButton, PhoneMessage, PhoneState
from salon_desktop.practice.reading import JsonObject
from salon_desktop.practice.timeline import Clock


class NothingToTap(Exception):
    """There is no such message or button on that phone."""


class Phones:
    """The clients' side. Numbers may be given with or without ``+``; safe from any thread."""

    def __init__(
        self,
        clock: Clock,
        lock: threading.RLock,
        ids: Identifiers,
        account: Account,
        book: PhoneBook,
        network: Network,
        courier: Courier,
    ) -> None:
        self._clock = clock
        self._lock = lock
        self._ids = ids
        self._account = account
        self._book = book
        self._network = network
        self._courier = courier

    def all(self) -> list[PhoneState]:
        """Every phone, in the order in which they appeared."""
        with self._lock:
            return [phone.state() for phone in self._book.all()]

    def state(self, number: str) -> PhoneState:
        """One phone; raises ValueError when this is not a phone number."""
        with self._lock:
            return self._phone(number).state()

    def messages(self, number: str) -> list[PhoneMessage]:
        """What that phone shows, oldest first."""
        with self._lock:
            return list(self._phone(number).messages)

    def watch(self, listener: Callable[[str], None]) -> Callable[[], None]:
        """Calls ``listener`` with a number when that phone changes, from any thread.

        Returns the way to stop.
        """
        return self._book.watch(listener)

    def set_up(self, number: str, **facts: Any) -> PhoneState:
        """Sets facts about a phone and its owner: name, has_whatsapp, switched_on, read_receipts,
        in_experiment, username, number_hidden, parent_user_id, other_promotions.

        Raises ValueError for any other fact and for values of the wrong kind.
        """
        for fact, value in facts.items():
            if fact not in _SETTABLE or type(value) not in _SETTABLE[fact]:
                raise ValueError("unknown fact about a phone, or a value of the wrong kind")
        with self._lock:
            phone = self._phone(number)
            was_on = phone.switched_on
            for fact, value in facts.items():
                setattr(phone, fact, value)
            if phone.switched_on and not was_on:
                self._network.catch_up(phone)
            state = phone.state()
        self._book.changed(state.number)
        return state

    def say(self, number: str, text: str, *, reply_to: str | None = None) -> str:
        """The client writes a text; returns the message's id."""
        return self._write(number, "text", text, {"text": {"body": text}}, quotes=reply_to)

    def tap(self, number: str, message_id: str | None = None, index: int = 0) -> str:
        """The client taps a button of a message, by default of the newest with such buttons.

        ``index`` counts all buttons of the message from 0. Raises NothingToTap.
        """
        with self._lock:
            phone = self._phone(number)
            message = _with_buttons(phone, message_id)
            button = next(
                (one for one in message.buttons if one.index == index and one.can_answer), None
            )
            if button is None:
                raise NothingToTap
            self._network.read(phone, message.id, self._clock())
            seen = phone.find(message.id) or message
            phone.replace(replace(seen, tapped=button.text))
        kind, content = _tap(button)
        return self._write(number, kind, button.text, content, quotes=message.id)

    def read(self, number: str, message_id: str | None = None) -> int:
        """The client opens the chat and reads one message or all; returns how many were new."""
        with self._lock:
            phone = self._phone(number)
            ids = [message_id] if message_id else [message.id for message in phone.messages]
            count = sum(self._network.read(phone, one, self._clock()) for one in ids)
        self._book.changed(phone.number)
        return count

    def react(self, number: str, message_id: str, emoji: str | None) -> str:
        """The client reacts to a message; None takes the reaction away."""
        reaction: JsonObject = {"message_id": message_id}
        if emoji is not None:
            reaction["emoji"] = emoji
        return self._write(number, "reaction", emoji or "", {"reaction": reaction})

    def send_media(self, number: str, kind: str = "image", caption: str = "") -> str:
        """The client sends a picture, video, audio, document or sticker."""
        media: JsonObject = {
            "id": self._ids.next_digits("media"),
            "mime_type": _MIME.get(kind, "application/octet-stream"),
            "sha256": self._ids.secret(f"media {kind}"),
        }
        if caption:
            media["caption"] = caption
        return self._write(number, kind, caption, {kind: media})

    def send_unsupported(self, number: str) -> str:
        """The client sends something the platform cannot pass on."""
        content = {"errors": [status_error(131051, "Message type is not currently supported.")]}
        return self._write(number, "unsupported", "", content)

    def send_typed(self, number: str, kind: str, content: JsonObject, text: str = "") -> str:
        """The client sends any other type, also one nobody knows yet."""
        return self._write(number, kind, text, content)

    def stop_promotions(self, number: str) -> None:
        """The client stops promotions in WhatsApp's own settings."""
        self._prefer(number, stop=True)

    def resume_promotions(self, number: str) -> None:
        """The client allows promotions again in WhatsApp's own settings."""
        self._prefer(number, stop=False)

    def change_number(self, old: str, new: str) -> str:
        """The person moves to another number: a ``system`` message without ``contacts``.

        Raises ValueError when somebody else has that number.
        """
        with self._lock:
            phone, before = self._phone(old), phone_number(old)
            after = phone_number(new)
            self._book.move(phone, after)
            message_id = self._ids.next_message()
            system: JsonObject = {
                "type": "user_changed_number",
                "body": f"User A changed from {wa_id(before)} to {wa_id(after)}",
                "wa_id": wa_id(after),
                "user_id": phone.user_id,
            }
            body = webhook_bodies.inbound(
                message_id, "system", self._clock(), {"from": wa_id(before), "system": system}
            )
            self._tell([body], None)
        self._book.changed(after)
        return message_id

    def _write(
        self,
        number: str,
        kind: str,
        text: str,
        content: JsonObject,
        *,
        quotes: str | None = None,
    ) -> str:
        with self._lock:
            phone, now = self._phone(number), self._clock()
            message_id = self._ids.next_message()
            phone.messages.append(
                PhoneMessage(
                    message_id, phone.number, "from-client", kind, text, now, "sent", quotes=quotes
                )
            )
            phone.last_inbound = now
            told = {**self._book.sender(phone), **content}
            if quotes is not None:
                told["context"] = {"from": wa_id(self._account.number), "id": quotes}
            body = webhook_bodies.inbound(message_id, kind, now, told)
            self._tell([body], phone)
        self._book.changed(phone.number)
        return message_id

    def _tell(self, messages: list[JsonObject], phone: Phone | None) -> None:
        value: JsonObject = {
            "messaging_product": "whatsapp",
            "metadata": self._account.metadata,
        }
        if phone is not None:
            value["contacts"] = [self._book.identity(phone)]
        value["messages"] = messages
        self._courier.tell("messages", value)

    def _prefer(self, number: str, *, stop: bool) -> None:
        with self._lock:
            phone, now = self._phone(number), self._clock()
            phone.stopped_promotions = stop
            contact = self._book.identity(phone)
            preference = webhook_bodies.preference(
                contact.get("wa_id"), contact.get("user_id"), "stop" if stop else "resume", now
            )
            self._courier.tell(
                "user_preferences",
                {
                    "messaging_product": "whatsapp",
                    "metadata": self._account.metadata,
                    "contacts": [contact],
                    "user_preferences": [preference],
                },
                now,
            )
        self._book.changed(phone.number)

    def _phone(self, number: str) -> Phone:
        return self._book.at(phone_number(number))


_SETTABLE: dict[str, tuple[type, ...]] = {
    "name": (str,),
    "has_whatsapp": (bool,),
    "switched_on": (bool,),
    "read_receipts": (bool,),
    "in_experiment": (bool,),
    "number_hidden": (bool,),
    "username": (str, type(None)),
    "parent_user_id": (str, type(None)),
    "other_promotions": (int,),
}
_MIME = {
    "image": "image/jpeg",
    "video": "video/mp4",
    "audio": "audio/ogg; codecs=opus",
    "document": "application/pdf",
    "sticker": "image/webp",
}


def _with_buttons(phone: Phone, message_id: str | None) -> PhoneMessage:
    if message_id is not None:
        found = phone.find(message_id)
        if found is None:
            raise NothingToTap
        return found
    for message in reversed(phone.messages):
        if any(button.can_answer for button in message.buttons):
            return message
    raise NothingToTap


def _tap(button: PhoneButton) -> tuple[str, JsonObject]:
    if button.kind == "quick-reply":
        return "button", {"button": {"payload": button.payload, "text": button.text}}
    member = "list_reply" if button.kind == "row" else "button_reply"
    reply = {"id": button.payload, "title": button.text}
    return "interactive", {"interactive": {"type": member, member: reply}}
