"""Texts the program sends: template definitions and automatic answers, as shipped data."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from salon_desktop.domain.messaging.keywords import KeywordLists
from salon_desktop.domain.messaging.message import MessageKind
from salon_desktop.whatsapp.templates import TemplateDefinition


@dataclass(frozen=True, slots=True, kw_only=True)
class KindOfTemplate:
    """Which template a kind of message uses, and what its buttons answer (verbs, in order)."""

    name: str
    button_verbs: tuple[str, ...]
    by_language: Mapping[str, TemplateDefinition]


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageTexts:
    """All shipped templates by kind, and the lists of words people answer with."""

    templates: Mapping[MessageKind, KindOfTemplate]
    keywords: KeywordLists = field(repr=False)
