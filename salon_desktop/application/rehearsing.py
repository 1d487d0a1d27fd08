"""Trying a booking without keeping it: whether it would stand, and which message would go out.

It is the very same booking, only that nothing is kept at the end, so what a screen promises before
Enter is what happens after it.
"""

import uuid
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace

from salon_desktop.application.choosing import FreeChoice
from salon_desktop.application.commands.book_appointment import (
    BookAppointment,
    BookAppointmentHandler,
)
from salon_desktop.application.placing import Placing
from salon_desktop.application.ports.clock import Clock
from salon_desktop.application.ports.messages import Message
from salon_desktop.application.ports.salon import Actor
from salon_desktop.application.ports.unit_of_work import OpenUnitOfWork, UnitOfWork
from salon_desktop.domain.agenda.appointment import Appointment


@dataclass(frozen=True, kw_only=True, slots=True)
class Rehearsed:
    """The appointment and its messages as they would be; their ids mean nothing."""

    appointment: Appointment
    messages: tuple[Message, ...]


class RehearseBookingHandler:
    """Books inside a transaction that is always rolled back."""

    def __init__(
        self, open_unit: OpenUnitOfWork, clock: Clock, placing: Placing, choice: FreeChoice
    ) -> None:
        self._open_unit, self._clock = open_unit, clock
        self._placing, self._choice = placing, choice

    def __call__(self, wish: BookAppointment) -> Rehearsed:
        """Return what booking would do; raises whatever booking would raise."""
        own = replace(wish, key=str(uuid.uuid4()))
        messages: list[Message] = []

        @contextmanager
        def open_and_forget() -> Iterator[UnitOfWork]:
            with self._open_unit() as unit:
                yield _Forgetful(unit, own.key or "", messages)

        book = BookAppointmentHandler(open_and_forget, self._clock, self._placing, self._choice)
        return Rehearsed(appointment=book(own).appointment, messages=tuple(messages))


class _Forgetful:
    """A unit that looks at what would be kept instead of keeping it."""

    def __init__(self, unit: UnitOfWork, key: str, messages: list[Message]) -> None:
        self._unit, self._key, self._messages = unit, key, messages
        self.salon, self.appointments = unit.salon, unit.appointments
        self.prices, self.clients, self.consent = unit.prices, unit.clients, unit.consent
        self.wordings, self.outbox, self.inbound = unit.wordings, unit.outbox, unit.inbound
        self.templates, self.account = unit.templates, unit.account

    @property
    def actor(self) -> Actor:
        """Who acts, at which desk."""
        return self._unit.actor

    def commit(self) -> None:
        """Keep nothing; remember the messages."""
        booked = self.appointments.by_key(self._key)
        if booked is not None and booked.id is not None:
            found: Sequence[Message] = self.outbox.of_appointment(booked.id)
            self._messages.extend(found)
