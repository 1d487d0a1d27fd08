"""Deciding whether an imported person is there already or only resembles somebody.

The same name with the same number is the same person; anything less is proposed to a person and
never merged (docs/rules.md, phone numbers).
"""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from salon_desktop.domain.clients.duplicates import Card, Likeness, Proposal, proposals_for


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a card is to the others: ``same_id`` is the same person, ``proposals`` may be.

    At most one proposal for each kind of likeness, the strongest first.
    """

    same_id: int | None = None
    proposals: tuple[Proposal, ...] = ()


def judge(new: Card, others: Sequence[Card]) -> Verdict:
    """Return what ``others`` say about a new card."""
    births = {other.client_id: other.birth_date for other in others}
    by_likeness: dict[Likeness, Proposal] = {}
    for proposal in proposals_for(new, others):
        born = births[proposal.other_id]
        # Father and son may share name and number, but not the day they were born.
        two_births = None not in (born, new.birth_date) and born != new.birth_date
        if proposal.likeness is Likeness.PHONE_AND_NAME and not two_births:
            return Verdict(same_id=proposal.other_id)
        by_likeness.setdefault(proposal.likeness, proposal)
    return Verdict(proposals=tuple(by_likeness.values()))


class CardsSeen:
    """The cards of a list so far, each found again by what it shares with a later one.

    Answers what ``ClientBook.resembling`` answers for the book: the first card of each trait.
    """

    def __init__(self) -> None:
        self._first: dict[Hashable, Card] = {}

    def add(self, card: Card) -> None:
        """Remember a card."""
        for trait in _traits(card):
            self._first.setdefault(trait, card)

    def resembling(self, card: Card) -> list[Card]:
        """Return the few cards that share a number or the name with this one."""
        found = (self._first.get(trait) for trait in _sought(card))
        return list({one.client_id: one for one in found if one is not None}.values())

    def forget(self) -> None:
        """Forget all cards: the book knows them now."""
        self._first.clear()


def _traits(card: Card) -> Iterable[Hashable]:
    for number in card.numbers:
        yield number
        yield number, card.name
    yield card.name, card.birth_date
    yield card.name, "any"


def _sought(card: Card) -> Iterable[Hashable]:
    for number in card.numbers:
        yield number
        yield number, card.name
    yield card.name, card.birth_date
    yield card.name, None
    if card.birth_date is None:
        yield card.name, "any"
