"""Control orders about the clients' phones."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from salon_desktop.practice.exchange import Request
from salon_desktop.practice.phone_model import PhoneState
from salon_desktop.practice.phones import Phones
from salon_desktop.practice.reading import JsonObject, number_in, text_in


class PhoneOrders:
    """One method an order; each returns the JSON of a 200 answer."""

    def __init__(self, phones: Phones) -> None:
        self._phones = phones

    def every(self, _request: Request) -> JsonObject:
        """``GET /practice/phones``: all phones."""
        return {"phones": [shown(phone) for phone in self._phones.all()]}

    def show(self, request: Request) -> JsonObject:
        """``GET /practice/phones/{number}``: one phone with its messages."""
        return shown(self._phones.state(request.path[2]))

    def set_up(self, request: Request) -> JsonObject:
        """``POST /practice/phones/{number}``: sets facts about the phone."""
        return shown(self._phones.set_up(request.path[2], **request.json()))

    def say(self, request: Request) -> JsonObject:
        """``POST …/say`` with ``text`` and at will ``reply_to``."""
        body = request.json()
        text = text_in(body, "text")
        if not text:
            raise ValueError("text is missing")
        reply_to = text_in(body, "reply_to")
        return {"id": self._phones.say(request.path[2], text, reply_to=reply_to)}

    def tap(self, request: Request) -> JsonObject:
        """``POST …/tap`` with ``index`` and at will ``message_id``, else the newest message."""
        body = request.json(may_be_empty=True)
        return {
            "id": self._phones.tap(
                request.path[2], text_in(body, "message_id"), number_in(body, "index") or 0
            )
        }

    def read(self, request: Request) -> JsonObject:
        """``POST …/read`` with at will ``message_id``, else everything."""
        body = request.json(may_be_empty=True)
        return {"read": self._phones.read(request.path[2], text_in(body, "message_id"))}

    def react(self, request: Request) -> JsonObject:
        """``POST …/react`` with ``message_id`` and ``emoji``; without it, taken away."""
        body = request.json()
        message_id = text_in(body, "message_id")
        if not message_id:
            raise ValueError("message_id is missing")
        return {"id": self._phones.react(request.path[2], message_id, text_in(body, "emoji"))}

    def media(self, request: Request) -> JsonObject:
        """``POST …/media`` with ``kind`` (image, video, audio, document, sticker, unsupported)."""
        body = request.json(may_be_empty=True)
        kind = text_in(body, "kind") or "image"
        if kind == "unsupported":
            return {"id": self._phones.send_unsupported(request.path[2])}
        caption = text_in(body, "caption") or ""
        return {"id": self._phones.send_media(request.path[2], kind, caption)}

    def promotions(self, request: Request) -> JsonObject:
        """``POST …/promotions`` with ``value`` stop or resume."""
        match text_in(request.json(), "value"):
            case "stop":
                self._phones.stop_promotions(request.path[2])
            case "resume":
                self._phones.resume_promotions(request.path[2])
            case _:
                raise ValueError("value must be stop or resume")
        return shown(self._phones.state(request.path[2]))

    def change_number(self, request: Request) -> JsonObject:
        """``POST …/change-number`` with ``to``."""
        to = text_in(request.json(), "to")
        if not to:
            raise ValueError("to is missing")
        return {"id": self._phones.change_number(request.path[2], to)}


def shown(phone: PhoneState) -> JsonObject:
    """A phone as JSON; instants as ISO text."""
    told: JsonObject = plain(asdict(phone))
    return told


def plain(value: Any) -> Any:
    """The value with instants as ISO text and tuples as lists."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(one) for one in value]
    return value.isoformat() if isinstance(value, datetime) else value
