"""Adding a client: who may be the same person is proposed, and she is added all the same."""

import uuid
from dataclasses import dataclass, field
from datetime import date

from salon_desktop.application.ports.clock import Clock
from salon_desktop.application.ports.phones import PhoneParser
from salon_desktop.application.ports.unit_of_work import OpenUnitOfWork, UnitOfWork
from salon_desktop.domain.clients.birthdays import check_birth_date
from salon_desktop.domain.clients.client import Client, ClientPhone
from salon_desktop.domain.clients.duplicates import Card, Proposal, proposals_for
from salon_desktop.domain.phone import PhoneNumber

ORIGIN = "desk"
UNKNOWN_ID = 0


@dataclass(frozen=True, kw_only=True, slots=True)
class AddClient:
    """What the receptionist typed; ``numbers`` as they were typed, the one for messages first.

    Without a ``language`` the salon's is taken. The same ``key`` twice adds one client.
    """

    first_name: str = field(default="", repr=False)
    last_name: str = field(default="", repr=False)
    numbers: tuple[str, ...] = field(default=(), repr=False)
    language: str | None = None
    email: str | None = field(default=None, repr=False)
    birth_date: date | None = field(default=None, repr=False)
    note: str = field(default="", repr=False)
    alert: str = field(default="", repr=False)
    origin: str = ORIGIN
    key: str | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class Added:
    """The new client's id, whom she resembles (the likeliest first), and odd numbers by place."""

    client_id: int
    proposals: tuple[Proposal, ...] = ()
    warnings: tuple[tuple[int, str], ...] = ()


class AddClientHandler:
    """Stores a client under one write lock, with what she resembles noted for a person."""

    def __init__(self, open_unit: OpenUnitOfWork, clock: Clock, phones: PhoneParser) -> None:
        self._open_unit, self._clock, self._phones = open_unit, clock, phones

    def __call__(self, wish: AddClient) -> Added:
        """Return the client's id and the proposals.

        Raises PhoneNotUnderstood, ClientNameless, TextRefused, EmailNotUnderstood or
        BirthDateImpossible; nothing is kept then.
        """
        now = self._clock.now()
        with self._open_unit() as unit:
            known = unit.clients.by_key(wish.key) if wish.key else None
            if known is not None and known.id is not None:
                return Added(client_id=known.id)
            facts = unit.salon.facts()
            today = now.astimezone(facts.zone).date()
            numbers = [self._phones.parse(typed, facts.country) for typed in wish.numbers]
            client = _client(wish, numbers, facts.language, today)
            proposals = proposals_for(_card(client), _resembling(unit, client))
            added = unit.clients.add(client, now=now, origin=wish.origin)
            if added.id is None:
                raise AssertionError("a stored client has an id")
            own = [
                Proposal(client_id=added.id, other_id=one.other_id, likeness=one.likeness)
                for one in proposals
            ]
            unit.clients.propose_duplicates(own, now)
            unit.commit()
        warnings = ((place, number.warning) for place, number in enumerate(numbers))
        return Added(
            client_id=added.id,
            proposals=tuple(own),
            warnings=tuple((place, why) for place, why in warnings if why),
        )


def _client(wish: AddClient, numbers: list[PhoneNumber], language: str, today: date) -> Client:
    if wish.birth_date is not None:
        check_birth_date(wish.birth_date, today)
    distinct = {number.e164: number for number in numbers}
    return Client(
        key=wish.key or str(uuid.uuid4()),
        first_name=wish.first_name,
        last_name=wish.last_name,
        language=wish.language or language,
        email=wish.email or None,
        birth_date=wish.birth_date,
        note=wish.note,
        alert=wish.alert,
        phones=tuple(ClientPhone(number=number, valid_from=today) for number in distinct.values()),
    )


def _resembling(unit: UnitOfWork, client: Client) -> list[Card]:
    """Return everybody who has one of the numbers, and the namesakes that matter."""
    cards = {card.client_id: card for card in unit.clients.resembling([_card(client)])[0]}
    for phone in client.phones:
        for other in unit.clients.with_number(phone.number.e164):
            card = _card(other)
            cards[card.client_id] = card
    return list(cards.values())


def _card(client: Client) -> Card:
    return Card.of(client.id or UNKNOWN_ID, client)
