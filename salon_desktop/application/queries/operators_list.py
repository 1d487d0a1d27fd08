"""Who treats clients, for pickers and the command line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedOperator:
    """An operator and the ids of the services she does, in agenda order."""

    id: int
    name: str
    role: str
    colour: str
    active: bool
    service_ids: tuple[int, ...]


class OperatorsList(Protocol):
    """Lists operators."""

    def __call__(self, *, with_former: bool = False) -> Sequence[ListedOperator]:
        """Return the operators in agenda order; ``with_former`` those who left as well."""
        ...
