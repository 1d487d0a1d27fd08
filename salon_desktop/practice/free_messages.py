"""Checks of messages without a template: text, reply buttons, lists, reactions."""

from salon_desktop.practice.content import Content
from salon_desktop.practice.graph_errors import GraphRefusal
from salon_desktop.practice.phone_model import PhoneButton
from salon_desktop.practice.reading import JsonObject, object_in, objects_in, text_in


def text_content(message: JsonObject) -> Content:
    """A text message of 4,096 characters at most; raises GraphRefusal."""
    body = text_in(message, "body")
    if not body or not body.strip():
        raise GraphRefusal(131008, "text: body is missing")
    if len(body) > 4_096:
        raise GraphRefusal(100, "Param text['body'] must be at most 4096 characters long.")
    return Content(kind="text", text=body)


def reaction_content(message: JsonObject) -> Content:
    """A reaction to a message; an empty emoji takes it away."""
    if not text_in(message, "message_id"):
        raise GraphRefusal(131008, "reaction: message_id is missing")
    return Content(kind="reaction", text=text_in(message, "emoji") or "")


def interactive_content(message: JsonObject) -> Content:
    """Reply buttons, a list, or the question for the phone number; raises GraphRefusal."""
    kind = text_in(message, "type")
    body = _limited(object_in(message, "body") or {}, "text", 1_024, "interactive body")
    if not body:
        raise GraphRefusal(131008, "interactive: body is missing")
    header_part, footer_part = object_in(message, "header"), object_in(message, "footer")
    header = _limited(header_part, "text", 60, "header") if header_part else ""
    footer = _limited(footer_part, "text", 60, "footer") if footer_part else ""
    action = object_in(message, "action")
    if action is None:
        raise GraphRefusal(131008, "interactive: action is missing")
    match kind:
        case "button":
            buttons = _reply_buttons(action)
        case "list":
            buttons = _rows(action)
        case "request_contact_info":
            buttons = ()
        case _:
            raise GraphRefusal(100, "interactive: unknown type")
    return Content("interactive", body, header=header, footer=footer, buttons=buttons)


def _reply_buttons(action: JsonObject) -> tuple[PhoneButton, ...]:
    buttons = objects_in(action, "buttons")
    if not 1 <= len(buttons) <= 3:
        raise GraphRefusal(131009, "interactive: one to three buttons")
    shown = []
    for index, button in enumerate(buttons):
        reply = object_in(button, "reply") or {}
        title = _limited(reply, "title", 20, "button title")
        ident = _limited(reply, "id", 256, "button id")
        if text_in(button, "type") != "reply" or not title or not ident:
            raise GraphRefusal(131008, "interactive: a button needs type reply, id and title")
        shown.append(PhoneButton(index, title, "reply", payload=ident))
    if len({button.payload for button in shown}) < len(shown) or (
        len({button.text for button in shown}) < len(shown)
    ):
        raise GraphRefusal(131009, "interactive: ids and titles of buttons must differ")
    return tuple(shown)


def _rows(action: JsonObject) -> tuple[PhoneButton, ...]:
    if not _limited(action, "button", 20, "list button"):
        raise GraphRefusal(131008, "interactive: the list needs a button")
    rows = [
        row for section in objects_in(action, "sections") for row in objects_in(section, "rows")
    ]
    if not 1 <= len(rows) <= 10:
        raise GraphRefusal(131009, "interactive: one to ten rows in total")
    shown = []
    for index, row in enumerate(rows):
        title = _limited(row, "title", 24, "row title")
        ident = _limited(row, "id", 200, "row id")
        _limited(row, "description", 72, "row description")
        if not title or not ident:
            raise GraphRefusal(131008, "interactive: a row needs id and title")
        shown.append(PhoneButton(index, title, "row", payload=ident))
    return tuple(shown)


def _limited(part: JsonObject, key: str, most: int, what: str) -> str:
    text = text_in(part, key) or ""
    if len(text) > most:
        raise GraphRefusal(131009, f"{what} is longer than {most} characters")
    return text
