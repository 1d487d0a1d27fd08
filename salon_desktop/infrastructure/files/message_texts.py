"""The shipped message templates and keyword lists, read from the program's resources."""

import json
from pathlib import Path

from salon_desktop.application.ports.texts import KindOfTemplate, MessageTexts
from salon_desktop.domain.messaging.keywords import keyword_lists
from salon_desktop.domain.messaging.message import MessageKind
from salon_desktop.whatsapp.templates import load_definitions


def message_texts(resources: Path) -> MessageTexts:
    """Return every template by the kind it serves, and the word lists of all languages."""
    templates: dict[MessageKind, KindOfTemplate] = {}
    for file in sorted((resources / "templates").glob("*.json")):
        raw = file.read_text("utf-8")
        shape = json.loads(raw)
        definitions = {one.language: one for one in load_definitions(raw)}
        templates[MessageKind(shape["kind"])] = KindOfTemplate(
            name=shape["name"],
            button_verbs=tuple(shape.get("button_verbs", ())),
            by_language=definitions,
        )
    words = json.loads((resources / "keywords.json").read_text("utf-8"))
    return MessageTexts(templates=templates, keywords=keyword_lists(words["languages"]))
