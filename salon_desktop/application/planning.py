"""Planning the messages of an appointment: one row each, with the ground or the reason against.

Runs inside the unit that books, moves, cancels or records a consent, so that an appointment and
what the salon will write about it are kept together or not at all.
"""

import uuid
from collections.abc import Sequence
from datetime import date, datetime

from salon_desktop.application.gate_facts import GateFacts
from salon_desktop.application.ports.holidays import Holidays
from salon_desktop.application.ports.messages import Message
from salon_desktop.application.ports.salon import SalonFacts
from salon_desktop.application.ports.texts import KindOfTemplate, MessageTexts
from salon_desktop.application.ports.unit_of_work import UnitOfWork
from salon_desktop.application.wire import BUTTON_VERBS
from salon_desktop.domain.agenda.appointment import Appointment
from salon_desktop.domain.agenda.opening import opening_spans
from salon_desktop.domain.agenda.status import UPCOMING
from salon_desktop.domain.clients.client import Client
from salon_desktop.domain.messaging.gate import Allowed, Delayed, Reason
from salon_desktop.domain.messaging.message import (
    WAITING,
    MessageKind,
    MessageState,
    purpose_of,
    unique_key,
)
from salon_desktop.domain.messaging.quiet_hours import quiet_hours_of
from salon_desktop.domain.messaging.reminders import LOOK_BACK_DAYS, Planned, reminder_1
from salon_desktop.domain.wall_clock import shift_wall
from salon_desktop.localization.formats import Formats
from salon_desktop.whatsapp.templates import pick_language

OPEN_OR_STUCK = frozenset({*WAITING, MessageState.BLOCKED, MessageState.VOIDED})


class MessagePlanner:
    """Brings the outbox in line with an appointment as it stands."""

    def __init__(self, texts: MessageTexts, holidays: Holidays, gate: GateFacts) -> None:
        self._texts, self._holidays, self._gate = texts, holidays, gate

    def __call__(
        self, unit: UnitOfWork, appointment: Appointment, now: datetime
    ) -> Sequence[Message]:
        """Plan what is due, void what no longer fits; returns the messages as they stand."""
        if appointment.id is None:
            raise ValueError("an appointment is stored before its messages are planned")
        existing = {one.unique_key: one for one in unit.outbox.of_appointment(appointment.id)}
        key = unique_key(
            appointment.key, MessageKind.REMINDER_1, appointment.day, appointment.start
        )
        stands = appointment.status in UPCOMING and appointment.client_id is not None
        for other in existing.values():
            if other.unique_key != key or not stands:
                self._void(unit, other, stands, now)
        if not stands:
            return ()
        known = existing.get(key)
        if known is not None and known.state not in OPEN_OR_STUCK:
            return (known,)
        planned = self._planned(unit, appointment, known, now)
        return () if planned is None else (planned,)

    def _void(self, unit: UnitOfWork, message: Message, stands: bool, now: datetime) -> None:
        if message.state in WAITING or message.state is MessageState.BLOCKED:
            reason = Reason.REPLACED if stands else Reason.APPOINTMENT_GONE
            unit.outbox.settle(message, MessageState.VOIDED, now, reason=reason.value)

    def _planned(
        self, unit: UnitOfWork, appointment: Appointment, known: Message | None, now: datetime
    ) -> Message | None:
        """Return the reminder as the gate sees it now, stored; None if there is none to send."""
        when = self._when(unit, appointment, known, now)
        if when is None:
            return None
        wanted = self._message(unit, appointment, known, when)
        verdict = self._gate.ask(
            unit,
            wanted,
            now=max(when.due_at, now),
            planning=True,
            appointment=appointment,
        )
        match verdict:
            case Allowed(ground=ground):
                return self._open(unit, wanted.changed(ground=ground), known, now)
            case Delayed(until=until):
                return self._open(unit, wanted.changed(due_at=until), known, now)
            case _:
                return self._stop(unit, wanted, known, verdict.reason, now)

    def _open(
        self, unit: UnitOfWork, wanted: Message, known: Message | None, now: datetime
    ) -> Message:
        if known is None:
            return unit.outbox.plan(wanted, now)
        if known.state is MessageState.BLOCKED:
            known = unit.outbox.settle(
                known, MessageState.VOIDED, now, reason=Reason.REPLACED.value
            )
        if known.state is MessageState.VOIDED:
            return unit.outbox.plan(wanted.changed(id=known.id, key=known.key), now)
        fresh = known.changed(
            ground=wanted.ground,
            address=wanted.address,
            language=wanted.language,
            parameters=wanted.parameters,
        )
        return known if fresh == known else unit.outbox.settle(fresh, known.state, now)

    def _stop(
        self,
        unit: UnitOfWork,
        wanted: Message,
        known: Message | None,
        reason: Reason,
        now: datetime,
    ) -> Message:
        """Keep the reason where people look for it: on the call list."""
        if known is None:
            blocked = wanted.changed(state=MessageState.BLOCKED, reason=reason.value)
            return unit.outbox.plan(blocked, now)
        if known.state in WAITING:
            gone = known.changed(ground=None)
            return unit.outbox.settle(gone, MessageState.VOIDED, now, reason=reason.value)
        if known.reason != reason.value:
            return unit.outbox.settle(known, known.state, now, reason=reason.value)
        return known

    def _when(
        self, unit: UnitOfWork, appointment: Appointment, known: Message | None, now: datetime
    ) -> Planned | None:
        if known is not None and known.expires_at > now:
            return Planned(due_at=known.due_at, expires_at=known.expires_at)
        facts = unit.salon.facts()
        first, _ = shift_wall(appointment.day, 0, -LOOK_BACK_DAYS * 1440)
        holidays = self._holidays.between(facts.country, first, appointment.day)
        hours = unit.prices.week_hours()
        exceptions = unit.prices.day_exceptions(first, appointment.day)

        def is_open(day: date) -> bool:
            return bool(opening_spans(day, hours=hours, exceptions=exceptions, holidays=holidays))

        return reminder_1(
            day=appointment.day,
            start=appointment.start,
            booked_at=now,
            zone=facts.zone,
            is_open=is_open,
            windows=quiet_hours_of(facts.country).service,
            holidays=holidays,
        )

    def _message(
        self, unit: UnitOfWork, appointment: Appointment, known: Message | None, when: Planned
    ) -> Message:
        client = unit.clients.get(appointment.client_id or 0)
        facts = unit.salon.facts()
        template = self._texts.templates[MessageKind.REMINDER_1]
        language = template_language(template, client.language, facts.language)
        phone = client.message_phone_on(appointment.day)
        return Message(
            key=str(uuid.uuid4()) if known is None else known.key,
            unique_key=unique_key(
                appointment.key, MessageKind.REMINDER_1, appointment.day, appointment.start
            ),
            kind=MessageKind.REMINDER_1,
            purpose=purpose_of(MessageKind.REMINDER_1),
            client_id=client.id,
            appointment_id=appointment.id,
            address=None if phone is None else phone.number.e164,
            template=template.name,
            language=language,
            parameters=reminder_values(client, appointment, facts, language),
            content={BUTTON_VERBS: list(template.button_verbs)},
            due_at=when.due_at,
            expires_at=when.expires_at,
            state=MessageState.PLANNED,
        )


def template_language(template: KindOfTemplate, wanted: str, fallback: str) -> str:
    """Return the language to send in: the client's, else the salon's, else any there is."""
    picked = pick_language(wanted, template.by_language, fallback)
    return picked or next(iter(sorted(template.by_language)))


def reminder_values(
    client: Client, appointment: Appointment, facts: SalonFacts, language: str
) -> dict[str, str]:
    """Return the values a reminder may hold: first name, day, time, the salon's name.

    Never a treatment: it could reveal health or intimacy on a locked screen.
    """
    formats = Formats(language, facts.zone, facts.currency)
    return {
        "first_name": client.first_name or client.last_name,
        "day": formats.sentence_day(appointment.day),
        "time": formats.minute_of_day(appointment.start),
        "salon": facts.name,
    }
