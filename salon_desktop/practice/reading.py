"""Careful reading of JSON that somebody else wrote."""

from typing import Any

JsonObject = dict[str, Any]


def text_in(source: JsonObject, key: str) -> str | None:
    """The string under ``key``, or None when it is absent or something else."""
    value = source.get(key)
    return value if isinstance(value, str) else None


def object_in(source: JsonObject, key: str) -> JsonObject | None:
    """The object under ``key``, or None when it is absent or something else."""
    value = source.get(key)
    return value if isinstance(value, dict) else None


def objects_in(source: JsonObject, key: str) -> list[JsonObject]:
    """The objects in the list under ``key``; other members are left out."""
    value = source.get(key)
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def number_in(source: JsonObject, key: str) -> int | None:
    """The whole number under ``key``, also when it is written as a string of digits."""
    value = source.get(key)
    if isinstance(value, bool):
        return None
    if isinstance(value, int):
        return value
    if isinstance(value, str) and value.lstrip("-").isascii() and value.lstrip("-").isdigit():
        return int(value)
    return None


def split_fields(listing: str) -> list[str]:
    """Names of a ``fields`` parameter; what stands in braces belongs to the name before it."""
    names: list[str] = []
    depth, current = 0, ""
    for character in listing:
        depth += {"{": 1, "}": -1}.get(character, 0)
        if character == "," and depth == 0:
            names.append(current)
            current = ""
        else:
            current += character
    names.append(current)
    return [name.split("{", 1)[0].strip() for name in names if name.strip()]
