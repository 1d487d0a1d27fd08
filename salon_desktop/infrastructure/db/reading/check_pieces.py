"""The pieces a check is cut into, so that no read of the file takes long."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from sqlalchemy.orm import Session

from salon_desktop.application.queries.check_salon import Finding

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What one piece found, and how many rows it looked at."""

    findings: Sequence[Finding]
    rows: int = 0


class Read(Protocol):
    """Asks one question inside one short read transaction."""

    def __call__(self, question: Callable[[Session], T], /) -> T:
        """Return the answer."""
        ...
