"""The consent ledger and its wordings as use cases need them, inside one unit of work."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from salon_desktop.domain.consent.chain import ChainRow
from salon_desktop.domain.consent.events import Channel, ConsentEvent, Purpose
from salon_desktop.domain.consent.fold import Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """A text that was or may be shown: kind (a purpose or ``privacy_notice``), never edited."""

    id: int
    kind: str
    language: str
    version: int
    text: str
    sha256: str


class ConsentLedger(Protocol):
    """The append-only chain; every append seals, links and refreshes the cached state."""

    def append(self, event: ConsentEvent) -> ConsentEvent:
        """Seal and store the event at the end of the chain; returns it with its ``seq``."""
        ...

    def events_of(self, client_id: int) -> Sequence[ConsentEvent]:
        """Return the person's events, oldest first; erased details are empty."""
        ...

    def standing(
        self, client_id: int, channel: Channel, address: str, purpose: Purpose
    ) -> Standing:
        """Return the cached state; a key the ledger never saw is *unknown*."""
        ...

    def standings(self, client_id: int) -> Sequence[Standing]:
        """Return every cached state of the person."""
        ...

    def links(self) -> Iterator[ChainRow]:
        """Yield the whole chain with what is left of its details, oldest first."""
        ...

    def head(self) -> tuple[int, str]:
        """Return the last seq and hash; (0, 64 zeros) for an empty ledger."""
        ...

    def keep_evidence(self, kind: str, media_type: str, content: bytes, now: datetime) -> str:
        """Store a signature, scan or message; returns the key that the event refers to."""
        ...


class Wordings(Protocol):
    """Texts people are shown, by kind and language."""

    def newest(self, kind: str, language: str) -> Wording | None:
        """Return the version in force, or None."""
        ...

    def version(self, kind: str, language: str, version: int) -> Wording | None:
        """Return one version, or None."""
        ...

    def publish(self, kind: str, language: str, text: str, now: datetime) -> Wording:
        """Store a text as the next version; an unchanged text returns the version in force."""
        ...
