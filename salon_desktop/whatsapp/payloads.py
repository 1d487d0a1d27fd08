"""What we may ask the platform to send, checked before it is queued.

A value of these classes is sendable: every limit of the Cloud API that can be known without the
network is checked when the value is made, so that a refused text is shown to the person who wrote
it and not found in the outbox a day later. The limits and their public sources stand in
``docs/whatsapp.md``. Texts and addresses are left out of ``repr`` so that no log can show them.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

KEY_LIMIT = 512
TEMPLATE_NAME_LIMIT = 512
PARAMETER_LIMIT = 1024
HEADER_LIMIT = 60
FOOTER_LIMIT = 60
TEXT_LIMIT = 4096
BUTTONS_BODY_LIMIT = 1024
REPLY_BUTTONS = 3
REPLY_TITLE_LIMIT = 20
REPLY_ID_LIMIT = 256
TEMPLATE_BUTTONS = 10
# The platform's pages name 256 and, in older text, 128; the smaller one is accepted by both.
BUTTON_PAYLOAD_LIMIT = 128

_PHONE = re.compile(r"\+[1-9][0-9]{6,14}")
_USER_ID = re.compile(r"[A-Z]{2}(\.ENT)?\.[A-Za-z0-9]{1,128}")
_TEMPLATE_NAME = re.compile(r"[a-z0-9_]{1,512}")
_PARAMETER_NAME = re.compile(r"[a-z0-9_]{1,64}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z]{2,3})?")
_LINE_BREAK = re.compile("[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]")
_FIVE_SPACES = re.compile("[ \u00a0]{5}")
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


class PayloadRefused(ValueError):
    """The platform would refuse this message; it must not be queued.

    ``code`` is one of ``not_an_address``, ``bad_key``, ``bad_template_name``, ``bad_language``,
    ``bad_parameter_name``, ``empty``, ``too_long``, ``line_break``, ``tab``, ``five_spaces``,
    ``not_text``, ``too_many``, ``too_few``, ``twice``. ``facts`` name the part (``where``), the
    ``limit`` and the ``length``; they never hold the text itself.
    """

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts: Mapping[str, str | int] = facts


@dataclass(frozen=True, slots=True)
class ReplyButton:
    """A button under a message written inside the 24-hour window."""

    id: str
    title: str

    def __post_init__(self) -> None:
        check_line(self.id, where="button id", limit=REPLY_ID_LIMIT)
        check_line(self.title, where="button title", limit=REPLY_TITLE_LIMIT)


@dataclass(frozen=True, slots=True)
class TemplateMessage:
    """An approved template with named parameters.

    ``to`` is a phone number in E.164 with ``+``, or a business-scoped user id such as
    ``IT.9000001``. ``button_payloads`` are the answers of the template's quick-reply buttons, in
    their order, counted from the first button of the template.
    """

    key: str
    to: str = field(repr=False)
    template: str
    language: str
    parameters: Mapping[str, str] = field(default_factory=dict, repr=False)
    header_parameters: Mapping[str, str] = field(default_factory=dict, repr=False)
    button_payloads: Sequence[str] = ()

    def __post_init__(self) -> None:
        check_key(self.key)
        check_address(self.to)
        if not _TEMPLATE_NAME.fullmatch(self.template):
            raise PayloadRefused("bad_template_name", limit=TEMPLATE_NAME_LIMIT)
        if not _LANGUAGE.fullmatch(self.language):
            raise PayloadRefused("bad_language")
        check_parameters(self.parameters)
        check_parameters(self.header_parameters, limit=HEADER_LIMIT)
        if len(self.button_payloads) > TEMPLATE_BUTTONS:
            raise PayloadRefused("too_many", where="buttons", limit=TEMPLATE_BUTTONS)
        for payload in self.button_payloads:
            check_line(payload, where="button payload", limit=BUTTON_PAYLOAD_LIMIT)
        object.__setattr__(self, "parameters", dict(self.parameters))
        object.__setattr__(self, "header_parameters", dict(self.header_parameters))
        object.__setattr__(self, "button_payloads", tuple(self.button_payloads))


@dataclass(frozen=True, slots=True)
class TextMessage:
    """Free text, allowed only inside the 24-hour window."""

    key: str
    to: str = field(repr=False)
    body: str = field(repr=False)

    def __post_init__(self) -> None:
        check_key(self.key)
        check_address(self.to)
        check_text(self.body, where="body", limit=TEXT_LIMIT)


@dataclass(frozen=True, slots=True)
class ButtonsMessage:
    """Free text with one to three reply buttons, allowed only inside the 24-hour window."""

    key: str
    to: str = field(repr=False)
    body: str = field(repr=False)
    buttons: Sequence[ReplyButton]
    footer: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        check_key(self.key)
        check_address(self.to)
        check_text(self.body, where="body", limit=BUTTONS_BODY_LIMIT)
        if self.footer:
            check_line(self.footer, where="footer", limit=FOOTER_LIMIT)
        if not self.buttons:
            raise PayloadRefused("too_few", where="buttons", limit=1)
        if len(self.buttons) > REPLY_BUTTONS:
            raise PayloadRefused("too_many", where="buttons", limit=REPLY_BUTTONS)
        _refuse_twins("button id", (button.id for button in self.buttons))
        _refuse_twins("button title", (button.title for button in self.buttons))
        object.__setattr__(self, "buttons", tuple(self.buttons))


OutgoingMessage = TemplateMessage | TextMessage | ButtonsMessage


def graph_body(message: OutgoingMessage) -> dict[str, Any]:
    """Return the JSON body of ``POST /{phone-number-id}/messages``.

    Our key travels as ``biz_opaque_callback_data``: a later status names the message by it even if
    the answer to this request is lost.
    """
    body: dict[str, Any] = {
        "messaging_product": "whatsapp",
        "recipient_type": "individual",
        "to" if message.to.startswith("+") else "recipient": message.to,
        "biz_opaque_callback_data": message.key,
    }
    match message:
        case TemplateMessage():
            body |= {"type": "template", "template": _template(message)}
        case TextMessage():
            body |= {"type": "text", "text": {"body": message.body, "preview_url": False}}
        case ButtonsMessage():
            body |= {"type": "interactive", "interactive": _interactive(message)}
    return body


def check_address(to: str) -> None:
    """Refuse everything but ``+`` and E.164 digits, or a business-scoped user id.

    A number without ``+`` would get the salon's own country code put in front of it.
    """
    if not (_PHONE.fullmatch(to) or _USER_ID.fullmatch(to)):
        raise PayloadRefused("not_an_address")


def check_key(key: str) -> None:
    """Refuse a key that cannot travel as callback data."""
    if not key or len(key) > KEY_LIMIT or not key.isascii() or not key.isprintable():
        raise PayloadRefused("bad_key", limit=KEY_LIMIT, length=len(key))


def check_parameters(parameters: Mapping[str, str], *, limit: int = PARAMETER_LIMIT) -> None:
    """Refuse names and values that the platform does not take as template parameters."""
    for name, value in parameters.items():
        if not _PARAMETER_NAME.fullmatch(name):
            raise PayloadRefused("bad_parameter_name")
        check_line(value, where=name, limit=limit)


def check_line(value: str, *, where: str, limit: int) -> None:
    """Refuse what may not stand in one line: breaks, tabs, five spaces, and all of check_text."""
    if "\t" in value:
        raise PayloadRefused("tab", where=where)
    if _LINE_BREAK.search(value):
        raise PayloadRefused("line_break", where=where)
    if _FIVE_SPACES.search(value):
        raise PayloadRefused("five_spaces", where=where)
    check_text(value, where=where, limit=limit)


def check_text(value: str, *, where: str, limit: int) -> None:
    """Refuse nothing but blanks, too many characters, and characters that are no text."""
    if not value.strip():
        raise PayloadRefused("empty", where=where)
    if _NOT_TEXT.search(value):
        raise PayloadRefused("not_text", where=where)
    if len(value) > limit:
        raise PayloadRefused("too_long", where=where, limit=limit, length=len(value))


def _template(message: TemplateMessage) -> dict[str, Any]:
    components: list[dict[str, Any]] = [
        {"type": kind, "parameters": _named(values)}
        for kind, values in (("header", message.header_parameters), ("body", message.parameters))
        if values
    ]
    components += [
        {
            "type": "button",
            "sub_type": "quick_reply",
            "index": str(index),
            "parameters": [{"type": "payload", "payload": payload}],
        }
        for index, payload in enumerate(message.button_payloads)
    ]
    template: dict[str, Any] = {"name": message.template, "language": {"code": message.language}}
    return template | ({"components": components} if components else {})


def _named(values: Mapping[str, str]) -> list[dict[str, str]]:
    return [
        {"type": "text", "parameter_name": name, "text": value} for name, value in values.items()
    ]


def _interactive(message: ButtonsMessage) -> dict[str, Any]:
    buttons = [
        {"type": "reply", "reply": {"id": button.id, "title": button.title}}
        for button in message.buttons
    ]
    shape: dict[str, Any] = {"type": "button", "body": {"text": message.body}}
    if message.footer:
        shape["footer"] = {"text": message.footer}
    return shape | {"action": {"buttons": buttons}}


def _refuse_twins(where: str, values: Iterable[str]) -> None:
    seen: set[str] = set()
    for value in values:
        if value in seen:
            raise PayloadRefused("twice", where=where)
        seen.add(value)
