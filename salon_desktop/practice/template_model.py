"""A message template as the platform keeps it."""

import re
from dataclasses import dataclass, field
from datetime import datetime

from salon_desktop.practice.reading import JsonObject, objects_in, text_in

_VARIABLE = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")

THIRTY_DAYS = 30 * 86_400


def variables_in(text: str) -> list[str]:
    """Names (or numbers) of the variables of a text, in order, each once."""
    return list(dict.fromkeys(_VARIABLE.findall(text)))


def filled(text: str, values: dict[str, str]) -> str:
    """The text with its variables replaced; unknown ones stay as written."""
    return _VARIABLE.sub(lambda found: values.get(found.group(1), found.group(0)), text)


@dataclass(slots=True)
class Template:
    """One template in one language. ``ttl`` is in seconds, None for the platform's default."""

    id: str
    name: str
    language: str
    category: str
    status: str
    components: list[JsonObject]
    named: bool = False
    ttl: int | None = None
    quality: str = "UNKNOWN"
    quality_since: datetime | None = None
    rejected_reason: str = "NONE"
    correct_category: str | None = None
    correct_since: datetime | None = None
    paused_until: datetime | None = None
    pauses: int = 0
    paced: bool = False
    edits: list[datetime] = field(default_factory=list)

    def component(self, kind: str) -> JsonObject | None:
        """The component of one type (``HEADER``, ``BODY``, ``FOOTER``, ``BUTTONS``), if any."""
        for one in self.components:
            if str(one.get("type", "")).upper() == kind:
                return one
        return None

    def text_of(self, kind: str) -> str:
        """The text of a component, empty where there is none."""
        component = self.component(kind)
        return (text_in(component, "text") or "") if component else ""

    @property
    def header_format(self) -> str | None:
        """TEXT, IMAGE, VIDEO, DOCUMENT, LOCATION, or None without a header."""
        header = self.component("HEADER")
        return str(header.get("format", "TEXT")).upper() if header else None

    @property
    def buttons(self) -> list[JsonObject]:
        """The buttons in order."""
        component = self.component("BUTTONS")
        return objects_in(component, "buttons") if component else []

    @property
    def lifetime(self) -> int:
        """Seconds after which an undelivered message of this template is dropped."""
        if self.ttl in (None, -1) or self.category == "MARKETING":
            return 600 if self.category == "AUTHENTICATION" and self.ttl is None else THIRTY_DAYS
        return self.ttl or THIRTY_DAYS

    def shown(self) -> JsonObject:
        """All members a read of the template can ask for."""
        body: JsonObject = {
            "id": self.id,
            "name": self.name,
            "language": self.language,
            "status": self.status,
            "category": self.category,
            "parameter_format": "NAMED" if self.named else "POSITIONAL",
            "components": self.components,
            "rejected_reason": self.rejected_reason,
            "quality_score": {"score": self.quality},
        }
        if self.quality_since is not None:
            body["quality_score"]["date"] = int(self.quality_since.timestamp())
        if self.ttl is not None:
            body["message_send_ttl_seconds"] = self.ttl
        if self.correct_category is not None:
            body["correct_category"] = self.correct_category
        return body
