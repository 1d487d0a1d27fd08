"""Read members of JSON that somebody else wrote: whatever is missing or of another kind is empty.

The platform adds, omits and renames members without notice. Nothing here raises.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

_NOT_STORABLE = re.compile("[\x00\ud800-\udfff]")
_LAST_SECOND = 253_402_300_799  # 9999-12-31, where the calendar of the standard library ends

JsonObject = dict[str, Any]


def clean(text: str) -> str:
    """Replace what neither a database nor a screen can hold: NUL and halves of characters."""
    return _NOT_STORABLE.sub("\ufffd", text)


def text_at(value: object, *path: str) -> str:
    """Return the text (or the whole number as text) at ``path``, else an empty string."""
    found = _at(value, path)
    if isinstance(found, str):
        return clean(found)
    if isinstance(found, int) and not isinstance(found, bool) and abs(found) < 10**30:
        return str(found)
    return ""


def word_at(value: object, *path: str) -> str:
    """Return the upper-case word at ``path``; the platform writes its words in both cases."""
    return text_at(value, *path).upper()


def whole_at(value: object, *path: str) -> int | None:
    """Return the whole number at ``path``, also when it is written as text, else None."""
    written = text_at(value, *path)
    digits = written.removeprefix("-")
    if digits.isascii() and digits.isdecimal() and len(digits) <= 18:
        return int(written)
    return None


def true_at(value: object, *path: str) -> bool:
    """Tell whether a true stands at ``path``."""
    return _at(value, path) is True


def object_at(value: object, *path: str) -> JsonObject:
    """Return the object at ``path``, else an empty one."""
    found = _at(value, path)
    return found if isinstance(found, dict) else {}


def list_at(value: object, *path: str) -> list[Any]:
    """Return the list at ``path``, else an empty one."""
    found = _at(value, path)
    return found if isinstance(found, list) else []


def objects_at(value: object, *path: str) -> Iterator[JsonObject]:
    """Yield the objects in the list at ``path``."""
    return (item for item in list_at(value, *path) if isinstance(item, dict))


def moment_at(value: object, *path: str) -> datetime | None:
    """Return the Unix seconds at ``path`` as an aware UTC moment, else None."""
    seconds = whole_at(value, *path)
    if seconds is None or not 0 < seconds <= _LAST_SECOND:
        return None
    return datetime.fromtimestamp(seconds, UTC)


def _at(value: object, path: tuple[str, ...]) -> object:
    for name in path:
        if not isinstance(value, dict):
            return None
        value = value.get(name)
    return value
