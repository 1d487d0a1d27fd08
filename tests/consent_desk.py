"""A desk where clients are asked and answer: the real commands over the sample salon's file."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Engine

from salon_desktop.application.choosing import FreeChoice
from salon_desktop.application.commands.book_appointment import (
    BookAppointment,
    BookAppointmentHandler,
    ServiceWish,
)
from salon_desktop.application.commands.record_consent import (
    Answer,
    Evidence,
    RecordConsent,
    RecordConsentHandler,
)
from salon_desktop.application.gate_facts import GateFacts
from salon_desktop.application.placing import Placing
from salon_desktop.application.planning import MessagePlanner
from salon_desktop.application.ports.messages import Message
from salon_desktop.domain.agenda.appointment import Appointment
from salon_desktop.domain.clients.client import Client, ClientPhone
from salon_desktop.domain.consent.events import (
    Channel,
    ConsentEvent,
    EventKind,
    Method,
    Purpose,
)
from salon_desktop.domain.consent.fold import Standing
from salon_desktop.domain.messaging.message import (
    MessageKind,
    MessageState,
    campaign_key,
    purpose_of,
)
from salon_desktop.infrastructure.clock import FixedClock
from salon_desktop.infrastructure.db.unit_of_work import unit_of_work_opener
from salon_desktop.infrastructure.files.message_texts import message_texts
from salon_desktop.infrastructure.phones import NumberingPlans
from salon_desktop.infrastructure.places import shipped
from salon_desktop.infrastructure.public_holidays import PublicHolidays

NUMBER = "+393331234567"
OTHER_NUMBER = "+393471112223"
THURSDAY = date(2026, 11, 26)
SIGNATURE = Evidence(kind="signature", media_type="image/svg+xml", content=b"<svg/>")

_PROOF: dict[Method, dict[str, Any]] = {
    Method.PAPER_FORM: {"evidence_ref": "form 17"},
    Method.SCREEN_SIGNATURE: {"evidence": SIGNATURE},
    Method.OWN_MESSAGE: {"evidence_ref": "inbound:1"},
    Method.BUTTON: {"evidence_ref": "inbound:1"},
}


class ConsentDesk:
    """Clients, answers, visits and messages of one salon, through its commands."""

    def __init__(self, engine: Engine, clock: FixedClock) -> None:
        self.engine, self.clock = engine, clock
        self.open_unit = unit_of_work_opener(engine)
        holidays = PublicHolidays()
        plan = MessagePlanner(message_texts(shipped().resources), holidays, GateFacts(holidays))
        self.record = RecordConsentHandler(self.open_unit, clock, plan)
        self._book = BookAppointmentHandler(
            self.open_unit, clock, Placing(holidays, plan), FreeChoice(holidays)
        )

    def client(self, *numbers: str, first: str = "Anna", last: str = "Rossi", **card: Any) -> int:
        """Store a client; without a number she has the usual one."""
        phones = tuple(
            ClientPhone(number=NumberingPlans().parse(number, "IT"))
            for number in numbers or (NUMBER,)
        )
        client = Client(
            key=str(uuid.uuid4()),
            first_name=first,
            last_name=last,
            phones=phones,
            **({"language": "it"} | card),
        )
        with self.open_unit() as unit:
            kept = unit.clients.add(client, now=self.clock.now(), origin="desk")
            unit.commit()
        assert kept.id is not None
        return kept.id

    def say(
        self,
        client_id: int,
        kind: EventKind = EventKind.GRANTED,
        purpose: Purpose = Purpose.SERVICE_MESSAGES,
        method: Method = Method.PAPER_FORM,
        **other: Any,
    ) -> Sequence[ConsentEvent]:
        """Record one answer with everything its method asks for."""
        return self.record(
            RecordConsent(
                client_id=client_id, answers=(self.answer(kind, purpose, method, **other),)
            )
        )

    def answer(
        self,
        kind: EventKind = EventKind.GRANTED,
        purpose: Purpose = Purpose.SERVICE_MESSAGES,
        method: Method = Method.PAPER_FORM,
        **other: Any,
    ) -> Answer:
        """Return an answer that is fit to be stored."""
        said: dict[str, Any] = {"wording_language": "it"} | _PROOF.get(method, {})
        if kind in (EventKind.WITHDRAWN, EventKind.OBJECTION):
            said = {"withdrawn_via": "by phone"}
        return Answer(purpose=purpose, kind=kind, method=method, **(said | other))

    def later(self, **time: float) -> datetime:
        """Let time pass."""
        self.clock.set(self.clock.now() + timedelta(**time))
        return self.clock.now()

    def visit(
        self, client_id: int | None, day: date = THURSDAY, start: int = 600, operator_id: int = 1
    ) -> Appointment:
        """Book the first service of the catalogue that the operator does."""
        with self.open_unit() as unit:
            service = next(
                number
                for number in range(1, 200)
                if unit.prices.skill(operator_id, number) is not None
                and not unit.prices.service(number).needs
            )
        booked = self._book(
            BookAppointment(
                client_id=client_id,
                day=day,
                start=start,
                services=(ServiceWish(service_id=service, operator_id=operator_id),),
            )
        )
        return booked.appointment

    def offer(self, client_id: int, address: str = NUMBER) -> Message:
        """Plan one message of a campaign, as it would stand before the gate is asked."""
        now, kind = self.clock.now(), MessageKind.PROMOTION
        with self.open_unit() as unit:
            kept = unit.outbox.plan(
                Message(
                    key=str(uuid.uuid4()),
                    unique_key=campaign_key(str(uuid.uuid4()), str(client_id)),
                    kind=kind,
                    purpose=purpose_of(kind),
                    client_id=client_id,
                    appointment_id=None,
                    address=address,
                    template="promo",
                    language="it",
                    due_at=now + timedelta(days=1),
                    expires_at=now + timedelta(days=3),
                    state=MessageState.PLANNED,
                ),
                now,
            )
            unit.commit()
        return kept

    def messages(self, client_id: int) -> list[Message]:
        """Return the client's open messages."""
        with self.open_unit() as unit:
            return list(unit.outbox.open_of_client(client_id))

    def message(self, message_id: int | None) -> Message:
        """Return one message as it stands."""
        with self.open_unit() as unit:
            return unit.outbox.get(message_id or 0)

    def about(self, appointment: Appointment) -> list[Message]:
        """Return the messages about a visit."""
        with self.open_unit() as unit:
            return list(unit.outbox.of_appointment(appointment.id or 0))

    def standing(
        self,
        client_id: int,
        purpose: Purpose = Purpose.SERVICE_MESSAGES,
        address: str = NUMBER,
        channel: Channel = Channel.WHATSAPP,
    ) -> Standing:
        """Return how a question stands."""
        with self.open_unit() as unit:
            return unit.consent.standing(client_id, channel, address, purpose)

    def events(self, client_id: int) -> Sequence[ConsentEvent]:
        """Return the client's events."""
        with self.open_unit() as unit:
            return unit.consent.events_of(client_id)

    def append(self, *events: ConsentEvent) -> None:
        """Append events as they are, past every command."""
        with self.open_unit() as unit:
            for event in events:
                unit.consent.append(event)
            unit.commit()
