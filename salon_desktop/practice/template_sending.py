"""Checks of a template message against the approved template, and its text on the phone."""

from salon_desktop.practice.content import Content
from salon_desktop.practice.graph_errors import GraphRefusal
from salon_desktop.practice.phone_model import PhoneButton
from salon_desktop.practice.reading import (
    JsonObject,
    number_in,
    object_in,
    objects_in,
    text_in,
)
from salon_desktop.practice.template_model import Template, filled, variables_in

_BODY_LIMIT, _PAYLOAD_LIMIT, _URL_LIMIT = 1_024, 256, 2_000
_MEDIA_HEADERS = frozenset({"IMAGE", "VIDEO", "DOCUMENT"})
_BUTTON_NAMES = {
    "QUICK_REPLY": "quick-reply",
    "URL": "url",
    "PHONE_NUMBER": "phone",
    "COPY_CODE": "copy-code",
}


class TemplateSending:
    """Fills one template from the ``components`` of a request; raises GraphRefusal."""

    def __init__(self, template: Template, components: list[JsonObject], bad_text: int) -> None:
        self._template = template
        self._bad_text = bad_text
        self._parts: dict[str, JsonObject] = {}
        self._buttons: dict[int, JsonObject] = {}
        for component in components:
            self._sort(component)

    def content(self) -> Content:
        """What the phone shows; every rule of the platform is checked on the way."""
        body = self._text("BODY", "body")
        if len(body) > _BODY_LIMIT:
            raise GraphRefusal(132005, f"body: longer than {_BODY_LIMIT} characters")
        return Content(
            kind="template",
            text=body,
            header=self._header(),
            footer=self._template.text_of("FOOTER"),
            buttons=tuple(
                self._button(index, button) for index, button in enumerate(self._template.buttons)
            ),
            template=self._template,
        )

    def _sort(self, component: JsonObject) -> None:
        kind = (text_in(component, "type") or "").lower()
        if kind == "button":
            index = number_in(component, "index")
            if index is None or not 0 <= index < len(self._template.buttons):
                raise GraphRefusal(132018, "buttons: index is missing or out of range")
            self._buttons[index] = component
        elif kind in ("header", "body"):
            if self._template.component(kind.upper()) is None:
                raise GraphRefusal(132000, f"{kind}: the template has no such component")
            self._parts[kind] = component
        else:
            raise GraphRefusal(132000, "components: unknown or unexpected type")

    def _header(self) -> str:
        kind = self._template.header_format
        if kind is None or kind == "TEXT":
            return self._text("HEADER", "header")
        parameters = objects_in(self._parts.get("header", {}), "parameters")
        wanted = kind.lower()
        if len(parameters) != 1 or text_in(parameters[0], "type") != wanted:
            raise GraphRefusal(132012, f"header: Format mismatch, expected {kind}")
        media = object_in(parameters[0], wanted) or {}
        if kind in _MEDIA_HEADERS and not (media.get("id") or media.get("link")):
            raise GraphRefusal(131008, f"header: {wanted} needs an id or a link")
        return f"[{wanted}]"

    def _text(self, kind: str, part: str) -> str:
        text = self._template.text_of(kind)
        wanted = variables_in(text)
        given = objects_in(self._parts.get(part, {}), "parameters")
        if len(given) != len(wanted):
            raise GraphRefusal(
                132000,
                f"{part}: number of localizable_params ({len(given)}) does not match the "
                f"expected number of params ({len(wanted)})",
            )
        values: dict[str, str] = {}
        for place, parameter in enumerate(given):
            name = self._name(part, parameter, wanted, place)
            if name in values:
                raise GraphRefusal(132012, f"{part}: parameter_name is given twice")
            values[name] = self._value(part, parameter)
        return filled(text, values)

    def _name(self, part: str, parameter: JsonObject, wanted: list[str], place: int) -> str:
        name = text_in(parameter, "parameter_name")
        if not self._template.named:
            if name is not None:
                raise GraphRefusal(132012, f"{part}: the template's parameters have no names")
            return wanted[place]
        if not name:
            raise GraphRefusal(100, f"{part}: Parameter name is missing or empty")
        if name not in wanted:
            raise GraphRefusal(132012, f"{part}: no parameter of this name in the template")
        return name

    def _value(self, part: str, parameter: JsonObject) -> str:
        kind = text_in(parameter, "type") or ""
        if kind == "text":
            value = text_in(parameter, "text")
        elif kind in ("currency", "date_time"):
            value = text_in(object_in(parameter, kind) or {}, "fallback_value")
        else:
            raise GraphRefusal(132012, f"{part}: type of a parameter must be text")
        if not value or not value.strip():
            raise GraphRefusal(131008, f"{part}: a parameter has no text")
        if any(mark in value for mark in ("\n", "\r", "\t")) or " " * 5 in value:
            raise GraphRefusal(
                self._bad_text,
                f"{part}: Param text cannot have new-line/tab characters or more than 4 "
                "consecutive spaces",
            )
        return value

    def _button(self, index: int, button: JsonObject) -> PhoneButton:
        kind = str(button.get("type", "")).upper()
        label = text_in(button, "text") or ""
        given = self._buttons.get(index)
        parameters = objects_in(given, "parameters") if given else []
        if given is not None:
            self._check_sub_type(given, kind)
        shown = _BUTTON_NAMES.get(kind, kind.lower())
        if kind == "QUICK_REPLY":
            return PhoneButton(index, label, shown, payload=self._payload(parameters, label))
        if kind == "URL":
            return PhoneButton(index, label, shown, url=self._url(index, button, parameters))
        if kind == "COPY_CODE":
            code = text_in(parameters[0], "coupon_code") if len(parameters) == 1 else None
            if not code or len(code) > 15:
                raise GraphRefusal(131008, f"buttons: Button at index {index} needs a coupon_code")
            return PhoneButton(index, label, shown, payload=code)
        if parameters:
            raise _needless(index, kind)
        return PhoneButton(index, label, shown, url=text_in(button, "phone_number") or "")

    @staticmethod
    def _check_sub_type(given: JsonObject, kind: str) -> None:
        if (text_in(given, "sub_type") or "").upper() != kind:
            raise GraphRefusal(132018, "buttons: sub_type differs from the template's button")

    @staticmethod
    def _payload(parameters: list[JsonObject], label: str) -> str:
        if not parameters:
            return label
        payload = text_in(parameters[0], "payload")
        if len(parameters) != 1 or text_in(parameters[0], "type") != "payload" or not payload:
            raise GraphRefusal(131008, "buttons: a quick reply takes one payload")
        if len(payload) > _PAYLOAD_LIMIT:
            raise GraphRefusal(131009, f"buttons: payload longer than {_PAYLOAD_LIMIT}")
        return payload

    @staticmethod
    def _url(index: int, button: JsonObject, parameters: list[JsonObject]) -> str:
        url = text_in(button, "url") or ""
        if not variables_in(url):
            if parameters:
                raise _needless(index, "URL")
            return url
        suffix = text_in(parameters[0], "text") if len(parameters) == 1 else None
        if not suffix:
            raise GraphRefusal(
                131008, f"buttons: Button at index {index} of type Url requires a parameter"
            )
        whole = filled(url, {"1": suffix})
        if len(whole) > _URL_LIMIT:
            raise GraphRefusal(132005, f"buttons: Button at index {index} has a too long url")
        return whole


def _needless(index: int, kind: str) -> GraphRefusal:
    return GraphRefusal(
        132018, f"buttons: Button at index {index} of type {kind} does not require parameters"
    )


def check_sendable(template: Template | None, name: str) -> Template:
    """The template when it may be sent now; raises GraphRefusal 132001, 132015 or 132016."""
    if template is None or template.status not in ("APPROVED", "PAUSED", "DISABLED"):
        raise GraphRefusal(132001, f"template name ({name}) does not exist in it")
    if template.status == "PAUSED":
        raise GraphRefusal(132015, "The template is paused because of low quality.")
    if template.status == "DISABLED":
        raise GraphRefusal(132016, "The template was paused too often and is disabled.")
    return template
