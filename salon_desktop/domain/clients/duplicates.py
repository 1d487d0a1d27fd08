"""Two cards that may be one person: proposed with a reason, never merged by itself.

A family may share one number and two people one name, so a person decides (docs/rules.md,
phone numbers).
"""

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from salon_desktop.domain.clients.client import Client
from salon_desktop.domain.clients.names import folded
from salon_desktop.domain.phone import variants_of


class Likeness(StrEnum):
    """Why two cards are proposed, the strongest first."""

    PHONE_AND_NAME = "phone_and_name"
    NAME_AND_BIRTH = "name_and_birth"
    PHONE = "phone"
    NAME = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What is compared of a client; ``name`` is folded, its parts in any order."""

    client_id: int
    name: str = field(repr=False)
    birth_date: date | None = field(default=None, repr=False)
    numbers: frozenset[str] = field(default=frozenset(), repr=False)

    @classmethod
    def of(cls, client_id: int, client: Client) -> "Card":
        """Return the card of a client; numbers are compared in their shortest variant."""
        return card(
            client_id,
            client.name,
            client.birth_date,
            (phone.number.e164 for phone in client.phones),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """That ``client_id`` may be the same person as the earlier card ``other_id``."""

    client_id: int
    other_id: int
    likeness: Likeness


def card(client_id: int, name: str, birth_date: date | None, numbers: Iterable[str]) -> Card:
    """Return what is compared, from a name as it is written and international numbers."""
    return Card(
        client_id=client_id,
        name=" ".join(sorted(folded(name).split())),
        birth_date=birth_date,
        numbers=frozenset(min(variants_of(number)) for number in numbers),
    )


def likeness_of(one: Card, other: Card) -> Likeness | None:
    """Return why two cards may be one person, or None.

    The same name with two different birth dates is two people, unless they share a number.
    """
    same_name = bool(one.name) and one.name == other.name
    both_born = one.birth_date is not None and other.birth_date is not None
    if one.numbers & other.numbers:
        return Likeness.PHONE_AND_NAME if same_name else Likeness.PHONE
    if not same_name or (both_born and one.birth_date != other.birth_date):
        return None
    return Likeness.NAME_AND_BIRTH if both_born else Likeness.NAME


def proposals_for(new: Card, others: Iterable[Card]) -> list[Proposal]:
    """Return the cards that may be the same person as a new one, the likeliest first."""
    found = [
        Proposal(client_id=new.client_id, other_id=other.client_id, likeness=likeness)
        for other in others
        if other.client_id != new.client_id and (likeness := likeness_of(new, other)) is not None
    ]
    order = list(Likeness)
    return sorted(found, key=lambda proposal: (order.index(proposal.likeness), proposal.other_id))


def proposals_among(cards: Sequence[Card]) -> list[Proposal]:
    """Return proposals for a whole book, each card against the first that resembles it.

    Linear in the number of cards: of a hundred namesakes each is proposed once a likeness, not
    against each of the others.
    """
    first: dict[Hashable, Card] = {}
    by_pair: dict[tuple[int, int], Proposal] = {}
    for one in cards:
        for trait in _traits_sought(one):
            other = first.get(trait)
            likeness = likeness_of(one, other) if other is not None else None
            if other is not None and likeness is not None:
                pair = (one.client_id, other.client_id)
                by_pair[pair] = Proposal(
                    client_id=one.client_id, other_id=other.client_id, likeness=likeness
                )
        for trait in _traits_left(one):
            first.setdefault(trait, one)
    return list(by_pair.values())


def _traits_left(one: Card) -> Iterator[Hashable]:
    """Yield under what a later card finds this one."""
    yield from one.numbers
    if one.name:
        yield (one.name, one.birth_date)
        yield (one.name, "any")


def _traits_sought(one: Card) -> Iterator[Hashable]:
    """Yield where to look for an earlier card: its numbers, its name with birth date or without."""
    yield from one.numbers
    if one.name and one.birth_date is None:
        yield (one.name, "any")
    elif one.name:
        yield (one.name, one.birth_date)
        yield (one.name, None)
