"""Checks of a new or edited template: name, category, components, buttons, lifetime."""

import re
from itertools import groupby

from salon_desktop.practice.graph_errors import GraphRefusal
from salon_desktop.practice.reading import (
    JsonObject,
    number_in,
    objects_in,
    text_in,
)
from salon_desktop.practice.settings import PracticeSettings
from salon_desktop.practice.template_model import variables_in
from salon_desktop.practice.template_texts import TextRules

CATEGORIES = frozenset({"UTILITY", "MARKETING", "AUTHENTICATION"})
_NAME = re.compile(r"[a-z0-9_]{1,512}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z]{2})?")
_LIFETIMES = {
    "AUTHENTICATION": (30, 900),
    "UTILITY": (30, 43_200),
    "MARKETING": (43_200, 2_592_000),
}
_BUTTON_KINDS = frozenset(
    {"QUICK_REPLY", "URL", "PHONE_NUMBER", "COPY_CODE", "FLOW", "OTP", "CATALOG", "MPM", "SPM"}
    | {"VOICE_CALL", "APP", "CALL_PERMISSION_REQUEST", "REQUEST_CONTACT_INFO"}
)
_AT_MOST = {"URL": 2, "PHONE_NUMBER": 1, "COPY_CODE": 1}


def checked_identity(body: JsonObject) -> tuple[str, str, str]:
    """Name, language and category of a creation request; raises GraphRefusal 100."""
    name, language = text_in(body, "name") or "", text_in(body, "language") or ""
    category = (text_in(body, "category") or "").upper()
    if not _NAME.fullmatch(name):
        raise GraphRefusal(100, "name: lower-case letters, digits and underscores, 512 at most")
    if not _LANGUAGE.fullmatch(language):
        raise GraphRefusal(100, "language: not a supported language code")
    if category not in CATEGORIES:
        raise GraphRefusal(100, "category: must be UTILITY, MARKETING or AUTHENTICATION")
    return name, language, category


def checked_lifetime(body: JsonObject, category: str) -> int | None:
    """The chosen lifetime in seconds, None for the default; raises GraphRefusal 100."""
    if "message_send_ttl_seconds" not in body:
        return None
    seconds = number_in(body, "message_send_ttl_seconds")
    low, high = _LIFETIMES[category]
    if seconds == -1 and category != "MARKETING":
        return seconds
    if seconds is None or not low <= seconds <= high:
        raise GraphRefusal(100, f"message_send_ttl_seconds: must be {low} to {high}")
    return seconds


def is_named(body: JsonObject) -> bool:
    """Whether variables have names; raises GraphRefusal 100 for an unknown format."""
    chosen = str(body.get("parameter_format", "POSITIONAL")).upper()
    if chosen not in ("NAMED", "POSITIONAL"):
        raise GraphRefusal(100, "parameter_format: must be NAMED or POSITIONAL")
    return chosen == "NAMED"


def checked_components(
    body: JsonObject, settings: PracticeSettings, *, named: bool
) -> list[JsonObject]:
    """The components, each allowed; raises a refusal with the platform's code otherwise."""
    components = objects_in(body, "components")
    rules = TextRules(
        named=named,
        words_per_variable=settings.words_per_variable,
        as_subcode=settings.creation_codes_as_subcodes,
    )
    kinds = [str(one.get("type", "")).upper() for one in components]
    if kinds.count("BODY") != 1 or len(set(kinds)) != len(kinds):
        raise rules.refuse(2388043, "A template has one body and each other part at most once.")
    for kind, component in zip(kinds, components, strict=True):
        match kind:
            case "BODY":
                rules.body(component)
            case "HEADER":
                rules.header(component)
            case "FOOTER":
                rules.footer(component)
            case "BUTTONS":
                _buttons(objects_in(component, "buttons"), rules)
            case _:
                raise GraphRefusal(100, "components: unknown type")
    return components


def _buttons(buttons: list[JsonObject], rules: TextRules) -> None:
    kinds = [str(button.get("type", "")).upper() for button in buttons]
    if not buttons or len(buttons) > 10:
        raise GraphRefusal(100, "buttons: one to ten")
    if not set(kinds) <= _BUTTON_KINDS:
        raise GraphRefusal(100, "buttons: unknown type")
    for kind, most in _AT_MOST.items():
        if kinds.count(kind) > most:
            raise GraphRefusal(100, f"buttons: {kind} at most {most}")
    runs = [is_reply for is_reply, _ in groupby(kinds, lambda kind: kind == "QUICK_REPLY")]
    if len(runs) > 2:
        raise GraphRefusal(100, "buttons: quick replies must stand together")
    for kind, button in zip(kinds, buttons, strict=True):
        _button(kind, button, rules)


def _button(kind: str, button: JsonObject, rules: TextRules) -> None:
    label = text_in(button, "text") or ""
    if kind not in ("COPY_CODE", "REQUEST_CONTACT_INFO") and not label.strip():
        raise rules.refuse(2388043, "A button needs a label.")
    if len(label) > 25:
        raise rules.refuse(2388040, "A button label is longer than 25 characters.")
    if variables_in(label):
        raise GraphRefusal(100, "buttons: a label takes no variables")
    if kind == "URL":
        _url(button, rules)
    if kind == "PHONE_NUMBER" and not text_in(button, "phone_number"):
        raise rules.refuse(2388043, "A call button needs a phone number.")
    if kind == "COPY_CODE" and len(str(button.get("example", ""))) > 15:
        raise rules.refuse(2388040, "A code is longer than 15 characters.")


def _url(button: JsonObject, rules: TextRules) -> None:
    url = text_in(button, "url") or ""
    if not url.startswith(("https://", "http://")) or len(url) > 2_000:
        raise GraphRefusal(100, "buttons: url is missing, too long or not a web address")
    names = variables_in(url)
    if not names:
        return
    if names != ["1"] or not url.endswith("{{1}}"):
        raise GraphRefusal(100, "buttons: a url takes one variable {{1}}, at its end")
    example = button.get("example")
    if not isinstance(example, list) or not example or not str(example[0]).strip():
        raise rules.refuse(2388043, "A variable web address needs an example.")
