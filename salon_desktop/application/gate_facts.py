"""Gathering what the gate looks at, from one open unit; shared by planning and sending."""

from datetime import date, datetime, timedelta

from salon_desktop.application.ports.holidays import Holidays
from salon_desktop.application.ports.messages import Message
from salon_desktop.application.ports.unit_of_work import NotFound, UnitOfWork
from salon_desktop.domain.agenda.appointment import Appointment
from salon_desktop.domain.agenda.status import UPCOMING
from salon_desktop.domain.clients.birthdays import age_on
from salon_desktop.domain.clients.client import Client, OnPlatform
from salon_desktop.domain.consent.events import Channel
from salon_desktop.domain.consent.fold import Standing
from salon_desktop.domain.messaging.gate import (
    AgeFacts,
    AppointmentFacts,
    GateQuestion,
    InboundFacts,
    TemplateFacts,
    Verdict,
    may_send,
)
from salon_desktop.domain.messaging.message import (
    CONSENT_PURPOSE,
    MessagePurpose,
    unique_key,
)
from salon_desktop.domain.wall_clock import to_wall

HOLIDAYS_AHEAD = timedelta(days=7)
APPROVED, PAUSED = "APPROVED", "PAUSED"
ALL = "all"
SCOPE = {
    MessagePurpose.SERVICE: "utility",
    MessagePurpose.OFFERS: "promotions",
    MessagePurpose.ANSWER: "answers",
}


class GateFacts:
    """Asks the one gate about a message, with fresh facts of the caller's transaction."""

    def __init__(self, holidays: Holidays) -> None:
        self._holidays = holidays

    def ask(
        self,
        unit: UnitOfWork,
        message: Message,
        *,
        now: datetime,
        planning: bool,
        appointment: Appointment | None = None,
        drained: bool = False,
    ) -> Verdict:
        """Return the gate's verdict; ``now`` is the moment the message would leave."""
        return may_send(self._question(unit, message, now, planning, appointment, drained))

    def _question(
        self,
        unit: UnitOfWork,
        message: Message,
        now: datetime,
        planning: bool,
        appointment: Appointment | None,
        drained: bool,
    ) -> GateQuestion:
        facts = unit.salon.facts()
        today, _ = to_wall(now, facts.zone)
        client_id = message.client_id or 0
        erased = message.client_id is not None and unit.clients.is_erased(message.client_id)
        client = None if erased or not message.client_id else unit.clients.get(client_id)
        address = message.address or ""
        days = self._holidays.between(facts.country, today - HOLIDAYS_AHEAD, today + HOLIDAYS_AHEAD)
        return GateQuestion(
            now=now,
            kind=message.kind,
            client_id=client_id,
            channel=Channel(message.channel),
            address=address,
            expires_at=message.expires_at,
            country=facts.country,
            zone=facts.zone,
            planning=planning,
            erased=erased,
            standing=_standing(unit, message),
            inbound=_inbound(unit, message),
            on_platform=_on_platform(client, address, now),
            age=_age(client, today),
            holidays=frozenset(days),
            template=None if planning else _template(unit, message),
            appointment=_appointment(message, appointment),
            by_template=message.template is not None,
            valve_closed=not planning and _valve_closed(unit, message, now),
            drained=drained,
            daily_limit_reached=not planning and _limit_reached(unit, message, now),
        )


def appointment_of(unit: UnitOfWork, message: Message) -> Appointment | None:
    """Return the appointment a message is about, or None."""
    if message.appointment_id is None:
        return None
    try:
        return unit.appointments.get(message.appointment_id)
    except NotFound:
        return None


def _standing(unit: UnitOfWork, message: Message) -> Standing | None:
    purpose = CONSENT_PURPOSE.get(message.purpose)
    if purpose is None or message.client_id is None or message.address is None:
        return None
    channel = Channel(message.channel)
    return unit.consent.standing(message.client_id, channel, message.address, purpose)


def _inbound(unit: UnitOfWork, message: Message) -> InboundFacts | None:
    if message.purpose is not MessagePurpose.ANSWER or message.ground is None:
        return None
    found = unit.inbound.find(message.ground.event_id)
    if found is None:
        return None
    address, happened_at, answered = found
    # The message itself is the one answer its event may have: it was marked when it was planned.
    mine = message.unique_key.startswith("answer:")
    return InboundFacts(
        event_id=message.ground.event_id,
        address=address,
        happened_at=happened_at,
        answered=answered and not mine,
    )


def _on_platform(client: Client | None, address: str, now: datetime) -> bool | None:
    if client is None:
        return None
    for phone in client.phones:
        if phone.number.e164 == address and phone.on_platform is not OnPlatform.UNKNOWN:
            return phone.on_platform is OnPlatform.YES or phone.may_be_tried(now)
    return None


def _age(client: Client | None, today: date) -> AgeFacts:
    if client is None or client.birth_date is None:
        return AgeFacts()
    return AgeFacts(age=age_on(client.birth_date, today))


def _template(unit: UnitOfWork, message: Message) -> TemplateFacts | None:
    if message.template is None:
        return None
    stored = unit.templates.find(message.template, message.language)
    if stored is None:
        return None
    return TemplateFacts(
        approved=stored.status == APPROVED,
        paused=stored.status == PAUSED,
        category=stored.category,
    )


def _appointment(message: Message, appointment: Appointment | None) -> AppointmentFacts | None:
    if message.appointment_id is None:
        return None
    if appointment is None:
        return AppointmentFacts(stands=False, starts_as_planned=False)
    key = unique_key(appointment.key, message.kind, appointment.day, appointment.start)
    return AppointmentFacts(
        stands=appointment.status in UPCOMING, starts_as_planned=key == message.unique_key
    )


def _valve_closed(unit: UnitOfWork, message: Message, now: datetime) -> bool:
    closed = {name for name, _, _ in unit.account.closed_valves(now)}
    mine = {ALL, SCOPE[message.purpose], f"template:{message.template}", f"pair:{message.address}"}
    return bool(closed & mine)


def _limit_reached(unit: UnitOfWork, message: Message, now: datetime) -> bool:
    """Tell whether a new person would run into the platform's limit of people in 24 hours."""
    if message.purpose is MessagePurpose.ANSWER:
        return False
    told = unit.account.fact("people_per_day")
    if told is None or told[0] is None:
        return False
    people = unit.outbox.people_written_since(now - timedelta(hours=24))
    return message.address not in people and len(people) >= int(told[0])
