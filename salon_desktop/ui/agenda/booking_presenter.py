"""Decisions of the booking panel: what was chosen, what is free, what would happen, and booking.

No widgets here. Every choice asks anew; answers that come late are dropped by their ticket.
"""

import uuid
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from salon_desktop.application.commands.add_client import AddClient
from salon_desktop.application.commands.book_appointment import (
    BookAppointment,
    Booked,
    ServiceWish,
)
from salon_desktop.application.explaining.notice import Notice, explain
from salon_desktop.application.placing import ConflictsFound, Permission
from salon_desktop.application.queries.client_card import ClientCard
from salon_desktop.application.queries.find_clients import FindClients, FoundClient
from salon_desktop.application.queries.free_slots import FreeSlot, SlotsWanted
from salon_desktop.application.queries.operators_list import ListedOperator
from salon_desktop.application.queries.services_list import ListedService
from salon_desktop.application.rehearsing import Rehearsed
from salon_desktop.domain.agenda.appointment import Origin
from salon_desktop.domain.agenda.claims import SubjectKind
from salon_desktop.domain.agenda.ranking import Wish
from salon_desktop.domain.clients.names import folded
from salon_desktop.domain.wall_clock import to_wall
from salon_desktop.ui.agenda.booking_draft import BookingView, Draft, NewClient
from salon_desktop.ui.agenda.booking_words import booked_told, what_happens
from salon_desktop.ui.agenda.day_reader import Ask
from salon_desktop.ui.agenda.presenter import Announce, Told

if TYPE_CHECKING:  # the desk's value knows Qt, this module does not
    from salon_desktop.ui.desk import Desk

MOST_FOUND = 6
MOST_SLOTS = 48
ELSEWHERE = 3
LOOK_AHEAD = timedelta(days=30)


class BookingPresenter:
    """One panel."""

    def __init__(
        self,
        desk: "Desk",
        ask: Ask,
        view: BookingView,
        announce: Announce,
        take_back: Callable[[str], None],
    ) -> None:
        self._desk, self._ask, self._view = desk, ask, view
        self._announce, self._take_back = announce, take_back
        self._services: tuple[ListedService, ...] = ()
        self._operators: tuple[ListedOperator, ...] = ()
        self._draft = Draft(day=self.today())
        self._keys = (str(uuid.uuid4()), str(uuid.uuid4()))
        self._tickets = {"clients": 0, "slots": 0, "outlook": 0, "book": 0}
        self._outlook = ""
        self._usual: int | None = None
        self._is_booking = False

    @property
    def draft(self) -> Draft:
        """What is chosen so far."""
        return self._draft

    @property
    def names(self) -> dict[int, str]:
        """Operators' names by id."""
        return {operator.id: operator.name for operator in self._operators}

    def today(self) -> date:
        """The salon's day."""
        return to_wall(self._desk.clock.now(), self._desk.facts.zone)[0]

    def begin(
        self,
        day: date,
        minute: int | None = None,
        operator_id: int | None = None,
        client_id: int | None = None,
    ) -> None:
        """Start anew; the lists are read once more, since services may have changed."""
        day = max(day, self.today())
        self._draft = Draft(day=day, minute=minute, operator_id=operator_id)
        self._usual = None
        self._keys = (str(uuid.uuid4()), str(uuid.uuid4()))
        self._is_booking = False
        for name in self._tickets:
            self._tickets[name] += 1
        self._view.show_conflict(None, hard=False)
        self._view.show_problem(None)
        self._view.show_outlook(None)
        self._show()
        self._view.show_slots((), (), searched=False)
        self._ask(self._desk.ask.services, self._services_read, self._failed)
        self._ask(self._desk.ask.operators, self._operators_read, self._failed)
        if client_id is not None:
            self._ask(
                lambda: self._desk.ask.client_card(client_id), self._client_read, self._failed
            )

    def type_client(self, text: str) -> None:
        """Look for a client while she is being typed."""
        ticket = self._next("clients")
        if not text.strip():
            self._view.show_clients((), text)
            return
        self._ask(
            lambda: self._desk.ask.find_clients(FindClients(text, MOST_FOUND)),
            lambda found: self._if("clients", ticket, lambda: self._view.show_clients(found, text)),
            self._failed,
        )

    def choose_client(self, client: FoundClient | None) -> None:
        """Take a client, or nobody."""
        if client is None:
            self._usual = None
            self._change(client_id=None, client_name="", new_client=None)
        else:
            self._change(client_id=client.id, client_name=client.name, new_client=None)
            self._ask(lambda: self._desk.ask.client_card(client.id), self._card_read, self._failed)

    def name_new_client(self, new: NewClient | None) -> None:
        """Take somebody without a card; she is added with the booking."""
        self._change(client_id=None, client_name=new.name if new else "", new_client=new)

    def find_services(self, text: str) -> Sequence[ListedService]:
        """The services whose name holds every word typed, in their order."""
        words = folded(text).split()
        chosen = {service.id for service in self._draft.services}
        found = [
            service
            for service in self._services
            if service.id not in chosen and all(w in folded(service.name) for w in words)
        ]
        # What she usually has comes first, so that Enter means "the same as always".
        return sorted(found, key=lambda service: service.id != self._usual)

    def is_usual(self, service: ListedService) -> bool:
        """Tell whether the chosen client usually has this service."""
        return service.id == self._usual

    def add_service(self, service: ListedService) -> None:
        """One more service, after the others."""
        self._change_visit(services=(*self._draft.services, service))

    def remove_service(self, service_id: int) -> None:
        """One less."""
        left = tuple(one for one in self._draft.services if one.id != service_id)
        self._change_visit(services=left)

    def choose_operator(self, operator_id: int | None) -> None:
        """By whom; None for anybody."""
        self._change_visit(operator_id=operator_id)

    def choose_day(self, day: date) -> None:
        """On which day."""
        self._change_visit(day=day, minute=None)

    def choose_minute(self, minute: int | None) -> None:
        """At what time."""
        self._change(minute=minute)

    def choose_slot(self, slot: FreeSlot) -> None:
        """Take a free place, on another day too."""
        if slot.day != self._draft.day:
            self._change_visit(day=slot.day, minute=slot.start)
        else:
            self._change(minute=slot.start)

    def choose_origin(self, origin: Origin) -> None:
        """How it comes into the book; a walk-in is here already."""
        self._change(origin=origin)

    def write_note(self, note: str) -> None:
        """A note for the appointment."""
        self._draft = replace(self._draft, note=note)

    def book(self, reason: str | None = None) -> None:
        """Book what is chosen; ``reason`` was stated for a soft conflict."""
        draft = self._draft
        if not draft.is_complete or self._is_booking:
            return
        self._is_booking = True
        wish, new = self._wish(reason), draft.new_client
        client_key = self._keys[0]

        def work() -> Booked:
            if new is None:
                return self._desk.do.book(wish)
            added = self._desk.do.add_client(
                AddClient(
                    first_name=new.first_name,
                    last_name=new.last_name,
                    numbers=(new.number,) if new.number.strip() else (),
                    key=client_key,
                )
            )
            return self._desk.do.book(replace(wish, client_id=added.client_id))

        ticket = self._tickets["book"]
        self._ask(
            work,
            lambda booked: self._if("book", ticket, lambda: self._booked(booked)),
            lambda problem: self._if("book", ticket, lambda: self._not_booked(problem)),
        )

    def look_again(self) -> None:
        """The book changed: what was free may not be."""
        self._ask_slots()
        self._rehearse()

    def _wish(self, reason: str | None) -> BookAppointment:
        draft = self._draft
        return BookAppointment(
            client_id=draft.client_id,
            day=draft.day,
            start=draft.minute or 0,
            services=tuple(
                ServiceWish(service_id=service.id, operator_id=self._hands(service))
                for service in draft.services
            ),
            origin=draft.origin,
            note=draft.note,
            permission=Permission(reason=reason),
            key=self._keys[1],
        )

    def _hands(self, service: ListedService) -> int | None:
        """The chosen operator where she does it; else anybody who is free."""
        for operator in self._operators:
            if operator.id == self._draft.operator_id and service.id in operator.service_ids:
                return operator.id
        return None

    def _change(self, **changes: object) -> None:
        self._draft = replace(self._draft, **changes)  # type: ignore[arg-type]  # fields of Draft
        self._view.show_conflict(None, hard=False)
        self._view.show_problem(None)
        self._show()
        self._rehearse()

    def _change_visit(self, **changes: object) -> None:
        self._change(**changes)
        self._offer_operators()
        self._ask_slots()

    def _show(self) -> None:
        self._view.show_draft(self._draft)

    def _offer_operators(self) -> None:
        wanted = {service.id for service in self._draft.services}
        able = [one for one in self._operators if not wanted or wanted & set(one.service_ids)]
        self._view.show_operators(able)

    def _ask_slots(self) -> None:
        ticket, draft = self._next("slots"), self._draft
        if not draft.services:
            self._view.show_slots((), (), searched=False)
            return
        wanted = SlotsWanted(
            service_ids=tuple(service.id for service in draft.services),
            first_day=draft.day,
            last_day=draft.day,
            operator_id=draft.operator_id,
            limit=MOST_SLOTS,
        )

        def work() -> tuple[Sequence[FreeSlot], Sequence[FreeSlot]]:
            here = self._desk.ask.free_slots(wanted)
            if here:
                return here, ()
            later = replace(
                wanted,
                first_day=draft.day + timedelta(days=1),
                last_day=draft.day + LOOK_AHEAD,
                limit=ELSEWHERE,
                wish=Wish(day=draft.day, minute=draft.minute),
            )
            return here, sorted(self._desk.ask.free_slots(later))

        def show(found: tuple[Sequence[FreeSlot], Sequence[FreeSlot]]) -> None:
            self._if("slots", ticket, lambda: self._view.show_slots(*found, searched=True))

        self._ask(work, show, self._failed)

    def _rehearse(self) -> None:
        ticket, draft = self._next("outlook"), self._draft
        if not draft.is_complete:
            self._outlook = ""
            self._view.show_outlook(None)
            return
        wish = self._wish(None)
        self._ask(
            lambda: self._desk.do.rehearse(wish),
            lambda tried: self._if("outlook", ticket, lambda: self._foreseen(tried)),
            lambda problem: self._if("outlook", ticket, lambda: self._foreseen_not(problem)),
        )

    def _foreseen(self, tried: Rehearsed) -> None:
        draft, desk = self._draft, self._desk
        says = what_happens(
            tried.messages,
            desk.words,
            desk.formats,
            known=draft.client_id is not None,
            new=draft.new_client is not None,
        )
        self._outlook = f"{says.lead} {says.body}".strip()
        self._view.show_outlook(says)
        self._view.show_conflict(None, hard=False)

    def _foreseen_not(self, problem: Exception) -> None:
        self._outlook = ""
        self._view.show_outlook(None)
        if isinstance(problem, ConflictsFound):
            hard = bool(problem.facts.get("hard", True))
            self._view.show_conflict(self._explained(problem), hard=hard)
        else:
            self._view.show_problem(self._explained(problem))

    def _booked(self, booked: Booked) -> None:
        desk, draft = self._desk, self._draft
        self._is_booking = False
        day = booked.appointment.day
        self._announce(day, day)
        name = draft.client_name or desk.words.p_("name of a client who is not known", "Walk-in")
        text = booked_told(
            name, booked.appointment, self._outlook, desk.words, desk.formats, self.today()
        )
        group = booked.undo_group
        undo = (lambda: self._take_back(group)) if group else None
        self._view.booked(booked, Told(text, undo=undo))

    def _not_booked(self, problem: Exception) -> None:
        self._is_booking = False
        self._foreseen_not(problem)

    def _services_read(self, services: Sequence[ListedService]) -> None:
        self._services = tuple(service for service in services if service.active)
        self._show()

    def _operators_read(self, operators: Sequence[ListedOperator]) -> None:
        self._operators = tuple(operators)
        self._offer_operators()
        self._show()

    def _client_read(self, card: ClientCard) -> None:
        if self._draft.client_id != card.id:
            self._change(client_id=card.id, client_name=card.name, new_client=None)
        self._usual = card.usual_service.id if card.usual_service is not None else None
        self._view.show_client(card)
        self._show()

    def _card_read(self, card: ClientCard) -> None:
        """Only for the client who is still the chosen one."""
        if self._draft.client_id == card.id:
            self._client_read(card)

    def _failed(self, problem: Exception) -> None:
        self._view.show_problem(self._explained(problem))

    def _explained(self, problem: Exception) -> Notice:
        return explain(problem, self._desk.words, self._desk.formats, self._name_of)

    def _name_of(self, kind: SubjectKind, subject_id: int) -> str:
        return self.names.get(subject_id, "") if kind is SubjectKind.OPERATOR else ""

    def _next(self, name: str) -> int:
        self._tickets[name] += 1
        return self._tickets[name]

    def _if(self, name: str, ticket: int, act: Callable[[], None]) -> None:
        if ticket == self._tickets[name]:
            act()
