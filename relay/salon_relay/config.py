"""What a relay is told at start: its file, its salons, their secrets; refuses what is not safe.

An empty secret would accept any body as signed, an empty key any visitor as a desk: such a
configuration never starts. No text of a refusal repeats a value, for values are secrets.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any

from salon_relay.desk_keys import digest_of
from salon_relay.refusal import RelayRefused

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_DIGEST = re.compile(r"[0-9a-f]{64}")
_MEBIBYTE = 1024 * 1024


class ConfigRefused(RelayRefused):
    """The configuration is unsafe or unreadable; nothing was opened."""


@dataclass(frozen=True, slots=True)
class SalonConfig:
    """One salon: the platform's app secret, our verify token, SHA-256 (hex) of each desk's key."""

    app_secret: str = field(repr=False)
    verify_token: str = field(repr=False)
    desk_keys: Sequence[str] = field(repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "desk_keys", tuple(self.desk_keys))


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of the machine anybody may take. Sizes in bytes, times in seconds."""

    body_bytes: int = 3 * _MEBIBYTE
    """The platform sends at most 3 MB; one byte more than this is answered 413."""
    body_seconds: float = 10.0
    """A body has to be complete by then, however slowly it comes."""
    bodies_bytes: int = 64 * _MEBIBYTE
    """All bodies being received at one moment; over it a sender is told to come back (503)."""
    page_bytes: int = 4 * _MEBIBYTE
    """Raw bodies in one answer to a desk (but always at least one event)."""
    lock_seconds: float = 1.5
    """How long the store waits for another process that holds the file."""
    store_seconds: float = 3.0
    """By then the platform has its answer, stored or 500; it gives up on slow receivers."""
    idle_seconds: float = 30.0
    """A connection without a complete request, or a reader who takes nothing, is cut after it."""
    connections: int = 512
    polls_per_salon: int = 32


@dataclass(frozen=True, slots=True)
class RelayConfig:
    """Everything a relay needs. Raises ConfigRefused when a part is empty or doubtful."""

    database: Path
    salons: Mapping[str, SalonConfig] = field(repr=False)
    limits: Limits = Limits()

    def __post_init__(self) -> None:
        if not str(self.database) or Path(self.database).name in ("", ":memory:"):
            raise ConfigRefused("the configuration names no database file")
        if not self.salons:
            raise ConfigRefused("the configuration names no salon")
        for name, salon in self.salons.items():
            _check_salon(name, salon)
        _check_keys_are_one_salons(self.salons)
        object.__setattr__(self, "database", Path(self.database))
        object.__setattr__(self, "salons", MappingProxyType(dict(self.salons)))

    @classmethod
    def from_file(cls, path: Path) -> "RelayConfig":
        """Reads the JSON file; a relative database path counts from the file's folder."""
        try:
            text = path.read_text(encoding="utf-8")
        except OSError as error:
            raise ConfigRefused(f"cannot read {path}: {error.strerror}") from None
        except UnicodeDecodeError:
            raise ConfigRefused(f"{path} is not UTF-8 text") from None
        return cls.from_json(text, path.resolve().parent)

    @classmethod
    def from_json(cls, text: str, folder: Path) -> "RelayConfig":
        """Reads the configuration's JSON text; unknown names are refused as typing errors."""
        try:
            told = json.loads(text, object_pairs_hook=_without_repeats)
        except (ValueError, RecursionError):
            raise ConfigRefused("the configuration is not valid JSON") from None
        _exactly(told, {"database", "salons"}, "the configuration")
        database, salons = told["database"], told["salons"]
        if not isinstance(database, str) or not database.strip():
            raise ConfigRefused("the configuration names no database file")
        if not isinstance(salons, dict):
            raise ConfigRefused('"salons" must be an object: one entry a salon')
        return cls(folder / database, {name: _salon(name, part) for name, part in salons.items()})


def _salon(name: str, told: object) -> SalonConfig:
    where = f"salon {name!r}" if _NAME.fullmatch(name) else "a salon"
    part = _exactly(told, {"app_secret", "verify_token", "desk_keys"}, where)
    secret, token, keys = part["app_secret"], part["verify_token"], part["desk_keys"]
    if not isinstance(secret, str) or not isinstance(token, str):
        raise ConfigRefused(f"{where}: app_secret and verify_token must be text")
    if not isinstance(keys, list) or not all(isinstance(key, str) for key in keys):
        raise ConfigRefused(f"{where}: desk_keys must be a list of texts")
    return SalonConfig(secret, token, keys)


def _exactly(told: object, names: set[str], where: str) -> dict[str, Any]:
    if not isinstance(told, dict):
        raise ConfigRefused(f"{where} must be a JSON object")
    if missing := names - told.keys():
        raise ConfigRefused(f"{where} lacks {', '.join(sorted(missing))}")
    if told.keys() - names:
        raise ConfigRefused(f"{where} may only hold {', '.join(sorted(names))}")
    return told


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    told = dict(pairs)
    if len(told) != len(pairs):
        raise ConfigRefused("the configuration names something twice")
    return told


def _check_salon(name: str, salon: SalonConfig) -> None:
    if not _NAME.fullmatch(name):
        raise ConfigRefused(
            "a salon's name is made of 1 to 64 letters, digits, hyphens, underscores"
        )
    for label, secret in (("app_secret", salon.app_secret), ("verify_token", salon.verify_token)):
        if not secret.strip():
            raise ConfigRefused(
                f"salon {name!r}: {label} is empty; the relay will not start without"
            )
        if secret != secret.strip() or not secret.isprintable():
            raise ConfigRefused(f"salon {name!r}: {label} has blanks around it or odd characters")
    if not salon.desk_keys:
        raise ConfigRefused(f"salon {name!r}: desk_keys is empty; no desk could fetch anything")
    for digest in salon.desk_keys:
        if not _DIGEST.fullmatch(digest):
            raise ConfigRefused(
                f"salon {name!r}: a desk key is not written as its SHA-256 (64 small hex digits); "
                "`salon-relay key` makes one"
            )
        if digest == digest_of(""):
            raise ConfigRefused(f"salon {name!r}: a desk key is the SHA-256 of nothing")


def _check_keys_are_one_salons(salons: Mapping[str, SalonConfig]) -> None:
    digests = [digest for salon in salons.values() for digest in salon.desk_keys]
    if len(set(digests)) != len(digests):
        raise ConfigRefused("a desk key stands twice in the configuration; each desk has its own")
