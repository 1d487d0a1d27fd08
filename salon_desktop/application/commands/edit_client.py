"""Changing a client's card: only what is named changes, and an old number keeps its days.

A number that is hers no more may be somebody else's: in the same unit every yes on it ends in the
ledger, what was to be sent there is voided, and her appointments are planned anew (docs/rules.md,
consent).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import Enum
from itertools import product
from typing import Any

from salon_desktop.application.consequences import recording
from salon_desktop.application.inbound_acts import void_open
from salon_desktop.application.ports.clock import Clock
from salon_desktop.application.ports.messages import PlanMessages
from salon_desktop.application.ports.phones import PhoneParser
from salon_desktop.application.ports.unit_of_work import NotFound, OpenUnitOfWork, UnitOfWork
from salon_desktop.domain.clients.birthdays import check_birth_date
from salon_desktop.domain.clients.client import Client, ClientPhone, with_number
from salon_desktop.domain.clients.duplicates import Card, Proposal, proposals_for
from salon_desktop.domain.clients.names import folded
from salon_desktop.domain.consent.decisions import OwnAct, number_changed
from salon_desktop.domain.consent.events import Channel, Method
from salon_desktop.domain.consent.fold import ConsentState
from salon_desktop.domain.messaging.gate import Reason


class Keep(Enum):
    """What a wish says about a field that stays as it is."""

    KEEP = "keep"


KEEP = Keep.KEEP
CHANNELS = (Channel.WHATSAPP, Channel.SMS)
_FIELDS = ("first_name", "last_name", "language", "email", "birth_date", "note", "alert")


@dataclass(frozen=True, kw_only=True, slots=True)
class NumberWish:
    """A number to add, to put in the place of another, or to end.

    ``typed`` None ends ``instead_of`` (the id of a number) from today; without ``instead_of`` the
    typed number is added.
    """

    typed: str | None = field(default=None, repr=False)
    instead_of: int | None = None

    def __post_init__(self) -> None:
        if self.typed is None and self.instead_of is None:
            raise ValueError("a number is added, replaced or ended")


@dataclass(frozen=True, kw_only=True, slots=True)
class EditClient:
    """What changes of a card; an empty e-mail or birth date None removes it."""

    client_id: int
    first_name: str | Keep = field(default=KEEP, repr=False)
    last_name: str | Keep = field(default=KEEP, repr=False)
    language: str | Keep = KEEP
    email: str | Keep | None = field(default=KEEP, repr=False)
    birth_date: date | Keep | None = field(default=KEEP, repr=False)
    note: str | Keep = field(default=KEEP, repr=False)
    alert: str | Keep = field(default=KEEP, repr=False)
    numbers: tuple[NumberWish, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Edited:
    """The card as it is now, the international numbers that came and went, and proposals.

    ``ended_numbers`` are those on which nothing that was allowed may count any longer.
    """

    client: Client
    new_numbers: tuple[str, ...] = field(default=(), repr=False)
    ended_numbers: tuple[str, ...] = field(default=(), repr=False)
    proposals: tuple[Proposal, ...] = ()


class EditClientHandler:
    """Reads, changes and stores a card under one write lock."""

    def __init__(
        self, open_unit: OpenUnitOfWork, clock: Clock, phones: PhoneParser, plan: PlanMessages
    ) -> None:
        self._open_unit, self._clock = open_unit, clock
        self._phones, self._plan = phones, plan

    def __call__(self, wish: EditClient) -> Edited:
        """Return the changed card.

        Raises NotFound (also for a number that is not hers), PhoneNotUnderstood, ClientNameless,
        TextRefused, EmailNotUnderstood or BirthDateImpossible; nothing is kept then.
        """
        now = self._clock.now()
        with self._open_unit() as unit:
            before = unit.clients.get(wish.client_id)
            facts = unit.salon.facts()
            today = now.astimezone(facts.zone).date()
            client = _changed(before, wish, today)
            for number in wish.numbers:
                client = self._with(client, number, facts.country, today)
            if client == before:
                return Edited(client=before)
            saved = unit.clients.save(client)
            old, new = _valid(before, today), _valid(saved, today)
            proposals = _proposals(unit, before, saved, new - old)
            unit.clients.propose_duplicates(proposals, now)
            if old != new:
                self._follow(unit, wish.client_id, sorted(old - new), now)
            unit.commit()
        return Edited(
            client=saved,
            new_numbers=tuple(sorted(new - old)),
            ended_numbers=tuple(sorted(old - new)),
            proposals=tuple(proposals),
        )

    def _follow(
        self, unit: UnitOfWork, client_id: int, ended: Sequence[str], now: datetime
    ) -> None:
        """End what was allowed on the ended numbers, and plan for the number she has now."""
        act = OwnAct(happened_at=now, method=Method.DESK, said="", evidence_ref="")
        for address, channel in product(ended, CHANNELS):
            for event in number_changed(
                client_id=client_id,
                channel=channel,
                old_address=address,
                act=act,
                recording=recording(unit, now),
            ):
                standing = unit.consent.standing(client_id, channel, address, event.purpose)
                if standing.state is not ConsentState.UNKNOWN:
                    unit.consent.append(event)
            void_open(
                unit,
                client_id,
                everything=True,
                now=now,
                only_at=(channel.value, address),
                reason=Reason.NUMBER_CHANGED,
            )
        for appointment in unit.appointments.upcoming_of_client(client_id, now):
            self._plan(unit, appointment, now)

    def _with(self, client: Client, wish: NumberWish, region: str, today: date) -> Client:
        replaced = None
        if wish.instead_of is not None:
            replaced = next((one for one in client.phones if one.id == wish.instead_of), None)
            if replaced is None or not replaced.is_valid_on(today):
                raise NotFound(what="number", id=wish.instead_of)
        if wish.typed is None:
            return _ended(client, replaced, today)
        number = self._phones.parse(wish.typed, region)
        if replaced is not None and replaced.number.e164 == number.e164:
            return _retyped(client, replaced, number.as_typed)
        changed = with_number(client, number, today, instead_of=replaced)
        # The new number may be one she has besides; then the replaced one still ends.
        return _ended(changed, replaced, today) if changed == client else changed


def _changed(client: Client, wish: EditClient, today: date) -> Client:
    values: dict[str, Any] = {
        name: getattr(wish, name) for name in _FIELDS if getattr(wish, name) is not KEEP
    }
    if "email" in values:
        values["email"] = values["email"] or None
    if values.get("birth_date") is not None:
        check_birth_date(values["birth_date"], today)
    return replace(client, **values)


def _ended(client: Client, phone: ClientPhone | None, today: date) -> Client:
    ended = tuple(
        replace(one, valid_to=today - timedelta(days=1)) if one == phone else one
        for one in client.phones
    )
    return replace(client, phones=ended)


def _retyped(client: Client, phone: ClientPhone, typed: str) -> Client:
    same = replace(phone, number=replace(phone.number, as_typed=typed))
    return replace(client, phones=tuple(same if one == phone else one for one in client.phones))


def _valid(client: Client, today: date) -> set[str]:
    return {phone.number.e164 for phone in client.phones_on(today)}


def _proposals(
    unit: UnitOfWork, before: Client, after: Client, new_numbers: set[str]
) -> list[Proposal]:
    """Return whom the card resembles now by what changed of it."""
    others = [one for e164 in new_numbers for one in unit.clients.with_number(e164)]
    if folded(after.name) != folded(before.name) or after.birth_date != before.birth_date:
        others += unit.clients.named(folded(after.first_name), folded(after.last_name))
    cards = {one.id: Card.of(one.id, one) for one in others if one.id not in (None, after.id)}
    return proposals_for(Card.of(after.id or 0, after), cards.values())
