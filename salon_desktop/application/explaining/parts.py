"""What every explanation is made of: tones, notices, and facts that are read without trust."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto

from salon_desktop.domain.agenda.claims import SubjectKind
from salon_desktop.domain.wall_clock import DAY_MINUTES
from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats

_LARGEST = 10**12

Naming = Callable[[SubjectKind, int], str]


class Tone(Enum):
    """How a notice is shown."""

    HINT = auto()  # somebody at the desk can repair it: beside the field
    TROUBLE = auto()  # the world is unwell: a banner, with "try again"
    BUG = auto()  # we are wrong: the report


@dataclass(frozen=True, slots=True)
class Notice:
    """Why something cannot be, and in ``advice`` what to do next; both are whole sentences."""

    tone: Tone
    text: str
    advice: str = ""

    @property
    def whole(self) -> str:
        """Both in one line, as a command line or a tool tip shows them."""
        return f"{self.text} {self.advice}".strip()


def no_names(kind: SubjectKind, subject_id: int) -> str:
    """Know nobody's name: sentences then say "the operator" or "the room"."""
    return ""


NO_NAMES: Naming = no_names


class Facts:
    """Facts of a refusal; each question answers None where the fact is missing or another kind."""

    def __init__(self, facts: Mapping[str, object]) -> None:
        self._facts = facts

    def day(self, name: str) -> date | None:
        """A day; an instant is none."""
        value = self._facts.get(name)
        return value if isinstance(value, date) and not isinstance(value, datetime) else None

    def instant(self, name: str) -> datetime | None:
        """An aware instant."""
        value = self._facts.get(name)
        aware = isinstance(value, datetime) and value.tzinfo is not None
        return value if aware and isinstance(value, datetime) else None

    def number(self, name: str) -> int | None:
        """A whole number that people could count; larger ones are no fact but a mistake."""
        value = self._facts.get(name)
        counts = isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _LARGEST
        return value if counts and isinstance(value, int) else None

    def minute(self, name: str) -> int | None:
        """A wall minute of a day, 1440 included."""
        value = self.number(name)
        return value if value is not None and 0 <= value <= DAY_MINUTES else None

    def text(self, name: str) -> str:
        """A code; empty where there is none."""
        value = self._facts.get(name)
        return str(value) if isinstance(value, str) else ""

    def items(self, name: str) -> tuple[object, ...]:
        """Several things; none where there are none."""
        value = self._facts.get(name)
        return tuple(value) if isinstance(value, list | tuple) else ()


@dataclass(frozen=True, slots=True)
class Telling:
    """The language, the formats and the names an explanation is told with."""

    words: Catalog
    formats: Formats
    naming: Naming = NO_NAMES

    def facts(self, facts: Mapping[str, object]) -> Facts:
        """Return facts ready to be asked."""
        return Facts(facts)

    def hint(self, text: str, advice: str) -> Notice:
        """Return a notice about something that can be repaired at the desk."""
        return Notice(Tone.HINT, text, advice)


Explainer = Callable[[Telling, Facts], Notice]
