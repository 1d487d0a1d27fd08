"""Message templates: our definitions, the platform's answer, and filling them in.

Our definitions are JSON files, one template a file (``resources/templates/*.json``)::

    {"name": "appointment_reminder_1",          lower-case letters, digits, underscore
     "category": "UTILITY",                     or "MARKETING"
     "ttl_seconds": 43200,                      optional; UTILITY 30 to 43200
     "languages": {
       "it": {"header": "Promemoria",           optional, no variables
              "body": "Buongiorno {{first_name}}, la aspettiamo il {{date}} alle {{time}}.",
              "footer": "Rispondi STOP …",      optional, no variables
              "buttons": ["Confermo", "Devo spostare", "Disdico"],      optional, quick replies
              "examples": {"first_name": "Giulia", "date": "24/11", "time": "15:30"}},
       "de": {…}}}

``examples`` has one value for every variable of the body and nothing else. Variables stand in
double braces, without spaces, and neither first nor last in the body (the platform refuses that).
Every language of a template has the same variables and the same number of buttons.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from salon_desktop.whatsapp.loose_json import (
    JsonObject,
    list_at,
    object_at,
    objects_at,
    text_at,
    whole_at,
    word_at,
)
from salon_desktop.whatsapp.payloads import (
    FOOTER_LIMIT,
    HEADER_LIMIT,
    TEMPLATE_BUTTONS,
    PayloadRefused,
)

UTILITY = "UTILITY"
MARKETING = "MARKETING"
BODY_LIMIT = 1024
BUTTON_LABEL_LIMIT = 25
TTL_SECONDS = {UTILITY: (30, 43_200), MARKETING: (43_200, 2_592_000)}

_VARIABLE = re.compile(r"\{\{([a-z0-9_]{1,64})\}\}")
_NAME = re.compile(r"[a-z0-9_]{1,512}")
_LANGUAGE = re.compile(r"[a-z]{2,3}(_[A-Z]{2,3})?")


class TemplateRefused(ValueError):
    """A definition that the platform would refuse, or whose file cannot be read.

    ``code`` is one of ``not_a_definition``, ``bad_name``, ``bad_category``, ``bad_language``,
    ``bad_ttl``, ``empty``, ``too_long``, ``too_many``, ``twice``, ``variable_at_edge``,
    ``variable_not_allowed``, ``bad_variable``, ``examples_differ``, ``languages_differ``.
    ``facts`` name the template, the language and the part.
    """

    def __init__(self, code: str, **facts: str | int) -> None:
        super().__init__(code, facts)
        self.code = code
        self.facts: Mapping[str, str | int] = facts


@dataclass(frozen=True, slots=True)
class TemplateText:
    """What a client sees: ``header``, ``body``, ``footer`` and the labels of the buttons."""

    header: str
    body: str
    footer: str
    buttons: Sequence[str]

    @property
    def parameter_names(self) -> tuple[str, ...]:
        """The variables of the body, in the order of their first appearance."""
        return _variables(self.body)

    @property
    def header_parameter_names(self) -> tuple[str, ...]:
        """The variables of the header."""
        return _variables(self.header)


@dataclass(frozen=True, slots=True)
class TemplateDefinition:
    """One of our templates in one language. ``ttl_seconds`` None leaves the platform's default."""

    name: str
    language: str
    category: str
    text: TemplateText
    examples: Mapping[str, str] = field(default_factory=dict)
    ttl_seconds: int | None = None

    def __post_init__(self) -> None:
        _check_definition(self)


@dataclass(frozen=True, slots=True)
class PlatformTemplate:
    """One template in one language as the platform keeps it; words in its own upper case.

    ``correct_category`` differs from ``category`` while a change is announced. ``named`` tells that
    its variables have names, which is the only kind we send.
    """

    template_id: str
    name: str
    language: str
    status: str
    category: str
    correct_category: str
    quality: str
    rejected_reason: str
    named: bool
    ttl_seconds: int | None
    text: TemplateText

    @property
    def sendable(self) -> bool:
        """Whether the platform takes it now, and we know how to fill it in."""
        return self.status == "APPROVED" and (self.named or not self.text.parameter_names)


def load_definitions(raw: str | bytes) -> tuple[TemplateDefinition, ...]:
    """Return the definitions in one of our JSON files, one a language. Raises TemplateRefused."""
    try:
        shape = json.loads(raw)
    except (ValueError, RecursionError) as unreadable:
        raise TemplateRefused("not_a_definition") from unreadable
    name = text_at(shape, "name")
    languages = object_at(shape, "languages")
    if not languages:
        raise TemplateRefused("not_a_definition", name=name)
    found = tuple(
        _definition(shape, language, object_at(languages, language)) for language in languages
    )
    first = found[0]
    for other in found[1:]:
        same_variables = set(other.examples) == set(first.examples)
        if not same_variables or len(other.text.buttons) != len(first.text.buttons):
            raise TemplateRefused("languages_differ", name=name, language=other.language)
    return found


def create_body(definition: TemplateDefinition) -> dict[str, Any]:
    """Return the JSON body of ``POST /{waba-id}/message_templates``."""
    text = definition.text
    components: list[dict[str, Any]] = []
    if text.header:
        components.append({"type": "HEADER", "format": "TEXT", "text": text.header})
    body: dict[str, Any] = {"type": "BODY", "text": text.body}
    if names := text.parameter_names:
        body["example"] = {
            "body_text_named_params": [
                {"param_name": name, "example": definition.examples[name]} for name in names
            ]
        }
    components.append(body)
    if text.footer:
        components.append({"type": "FOOTER", "text": text.footer})
    if text.buttons:
        replies = [{"type": "QUICK_REPLY", "text": label} for label in text.buttons]
        components.append({"type": "BUTTONS", "buttons": replies})
    created: dict[str, Any] = {
        "name": definition.name,
        "language": definition.language,
        "category": definition.category,
        "parameter_format": "NAMED",
        "components": components,
    }
    if definition.ttl_seconds is not None:
        created["message_send_ttl_seconds"] = definition.ttl_seconds
    return created


def read_platform_template(shape: object) -> PlatformTemplate | None:
    """Return the template in one member of the platform's list, None if it has no name."""
    name, language = text_at(shape, "name"), text_at(shape, "language")
    if not name or not language:
        return None
    category = word_at(shape, "category")
    reason = word_at(shape, "rejected_reason")
    return PlatformTemplate(
        template_id=text_at(shape, "id"),
        name=name,
        language=language,
        status=word_at(shape, "status"),
        category=category,
        correct_category=word_at(shape, "correct_category") or category,
        quality=word_at(shape, "quality_score", "score") or "UNKNOWN",
        rejected_reason="" if reason == "NONE" else reason,
        named=word_at(shape, "parameter_format") == "NAMED",
        ttl_seconds=whole_at(shape, "message_send_ttl_seconds"),
        text=_platform_text(shape),
    )


def check_filled(
    text: TemplateText,
    parameters: Mapping[str, str],
    header_parameters: Mapping[str, str] | None = None,
    button_payloads: Sequence[str] = (),
) -> None:
    """Refuse values that are not exactly those the template asks for.

    Raises PayloadRefused ``parameters_differ`` with the names that are ``missing`` and ``extra``
    (comma-separated), or ``too_many`` where there are more payloads than buttons.
    """
    wanted = {*text.parameter_names, *(f"header {name}" for name in text.header_parameter_names)}
    given = {*parameters, *(f"header {name}" for name in header_parameters or {})}
    if wanted != given:
        raise PayloadRefused(
            "parameters_differ",
            missing=", ".join(sorted(wanted - given)),
            extra=", ".join(sorted(given - wanted)),
        )
    if len(button_payloads) > len(text.buttons):
        raise PayloadRefused("too_many", where="button payloads", limit=len(text.buttons))


def render(text: str, parameters: Mapping[str, str]) -> str:
    """Return ``text`` with its variables filled in, once; a variable without a value stays."""
    return _VARIABLE.sub(lambda found: parameters.get(found[1], found[0]), text)


def render_template(
    text: TemplateText,
    parameters: Mapping[str, str],
    header_parameters: Mapping[str, str] | None = None,
) -> TemplateText:
    """Return what the client will see."""
    return TemplateText(
        header=render(text.header, header_parameters or {}),
        body=render(text.body, parameters),
        footer=text.footer,
        buttons=tuple(text.buttons),
    )


def pick_language(wanted: str, available: Iterable[str], fallback: str = "") -> str | None:
    """Return the template language for a person who reads ``wanted``.

    The exact code first, then the same language without a country, then with any country, then
    ``fallback`` by the same steps, else None. The platform takes only the exact approved code.
    """
    codes = sorted(set(available))
    for asked in filter(None, (wanted.replace("-", "_"), fallback.replace("-", "_"))):
        base = asked.partition("_")[0]
        for code in (asked, base):
            if code in codes:
                return code
        for code in codes:
            if code.partition("_")[0] == base:
                return code
    return None


def _variables(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_VARIABLE.findall(text)))


def _definition(shape: JsonObject, language: str, words: JsonObject) -> TemplateDefinition:
    ttl = whole_at(shape, "ttl_seconds")
    if "ttl_seconds" in shape and ttl is None:
        raise TemplateRefused("bad_ttl", name=text_at(shape, "name"))
    examples = object_at(words, "examples")
    return TemplateDefinition(
        name=text_at(shape, "name"),
        language=language,
        category=text_at(shape, "category"),
        text=TemplateText(
            header=text_at(words, "header"),
            body=text_at(words, "body"),
            footer=text_at(words, "footer"),
            buttons=tuple(
                label if isinstance(label, str) else "" for label in list_at(words, "buttons")
            ),
        ),
        examples={name: text_at(examples, name) for name in examples},
        ttl_seconds=ttl,
    )


def _platform_text(shape: object) -> TemplateText:
    parts = {word_at(part, "type"): part for part in objects_at(shape, "components")}
    return TemplateText(
        header=text_at(parts.get("HEADER"), "text"),
        body=text_at(parts.get("BODY"), "text"),
        footer=text_at(parts.get("FOOTER"), "text"),
        buttons=tuple(
            text_at(button, "text") for button in objects_at(parts.get("BUTTONS"), "buttons")
        ),
    )


def _check_definition(definition: TemplateDefinition) -> None:
    facts: dict[str, str | int] = {"name": definition.name, "language": definition.language}
    if not _NAME.fullmatch(definition.name):
        raise TemplateRefused("bad_name", **facts)
    if definition.category not in TTL_SECONDS:
        raise TemplateRefused("bad_category", **facts)
    if not _LANGUAGE.fullmatch(definition.language):
        raise TemplateRefused("bad_language", **facts)
    shortest, longest = TTL_SECONDS[definition.category]
    if definition.ttl_seconds is not None and not shortest <= definition.ttl_seconds <= longest:
        raise TemplateRefused("bad_ttl", **facts)
    _check_words(definition.text, facts)
    examples = definition.examples
    if set(examples) != set(definition.text.parameter_names) or not all(
        value.strip() for value in examples.values()
    ):
        raise TemplateRefused("examples_differ", **facts)


def _check_words(text: TemplateText, facts: Mapping[str, str | int]) -> None:
    if not text.body.strip():
        raise TemplateRefused("empty", part="body", **facts)
    labels = [("button", label, BUTTON_LABEL_LIMIT) for label in text.buttons]
    parts = [("header", text.header, HEADER_LIMIT), ("footer", text.footer, FOOTER_LIMIT), *labels]
    for part, words, limit in (*parts, ("body", text.body, BODY_LIMIT)):
        if len(words) > limit:
            raise TemplateRefused("too_long", part=part, limit=limit, **facts)
        if part != "body" and ("{{" in words or "}}" in words or "\n" in words):
            raise TemplateRefused("variable_not_allowed", part=part, **facts)
    if len(text.buttons) > TEMPLATE_BUTTONS:
        raise TemplateRefused("too_many", part="buttons", limit=TEMPLATE_BUTTONS, **facts)
    if not all(label.strip() for label in text.buttons):
        raise TemplateRefused("empty", part="button", **facts)
    if len(set(text.buttons)) != len(text.buttons):
        raise TemplateRefused("twice", part="button", **facts)
    without = _VARIABLE.sub("", text.body)
    if "{{" in without or "}}" in without:
        raise TemplateRefused("bad_variable", part="body", **facts)
    body = text.body.strip()
    if body.startswith("{{") or body.endswith("}}"):
        raise TemplateRefused("variable_at_edge", part="body", **facts)
