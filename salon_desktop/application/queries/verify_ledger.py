"""Whether the consent ledger is whole: unbroken, with erased details, or broken and where."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from salon_desktop.domain.consent.chain import ChainBreak, ChainReport

Between = Callable[[int], None]
"""Called between two pieces of a long walk with how many rows are done; it may raise to stop."""


class LedgerState(StrEnum):
    """The ledger in one word."""

    OK = "ok"
    ERASED = "erased"  # unbroken; some persons' details were erased, as the law asks
    BROKEN = "broken"


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerVerdict:
    """What the walk found. The head is that of the last event that holds.

    ``broken_at`` is the number of the first event that does not, and ``why`` says what is wrong
    with it; ``erased`` counts the events whose details are gone.
    """

    state: LedgerState
    count: int
    head_seq: int
    head_hash: str
    broken_at: int | None = None
    why: ChainBreak | None = None
    erased: int = 0

    @property
    def holds(self) -> bool:
        """Tell whether nobody changed an event."""
        return self.state is not LedgerState.BROKEN


class VerifyLedger(Protocol):
    """Walks the chain from its first event in short reads."""

    def __call__(
        self, *, anchors: Mapping[int, str] | None = None, between: Between | None = None
    ) -> LedgerVerdict:
        """Return what the chain is worth; whatever ``between`` raises ends the walk.

        ``anchors`` are hashes known from elsewhere by number: only they show a cut-off end.
        """
        ...


def verdict_of(report: ChainReport) -> LedgerVerdict:
    """Return the domain's report in one word and the facts a person needs."""
    state = LedgerState.ERASED if report.erased else LedgerState.OK
    return LedgerVerdict(
        state=state if report.ok else LedgerState.BROKEN,
        count=report.count,
        head_seq=report.head_seq,
        head_hash=report.head_hash,
        broken_at=report.broken_at,
        why=report.why,
        erased=len(report.erased),
    )
