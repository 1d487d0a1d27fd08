"""Understanding what was stored: each platform event is applied once, consent before all else.

Raw deliveries were stored first (``pull_relay``). Every event has a key of its own, so a crash in
the middle, a repeated delivery or a repeated event changes nothing twice.
"""

import logging
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import assert_never

from salon_desktop.application.consequences import close_valve
from salon_desktop.application.inbound_acts import NEEDS_PERSON, STOPS, InboundActs
from salon_desktop.application.ports.clock import Clock
from salon_desktop.application.ports.messages import Message, NewInbound
from salon_desktop.application.ports.texts import MessageTexts
from salon_desktop.application.ports.unit_of_work import OpenUnitOfWork, UnitOfWork
from salon_desktop.application.statuses import merge_status
from salon_desktop.domain.agenda.appointment import Appointment
from salon_desktop.domain.agenda.status import UPCOMING
from salon_desktop.domain.clients.client import Client
from salon_desktop.domain.consent.events import Channel, Method, Purpose
from salon_desktop.domain.consent.fold import ConsentState
from salon_desktop.domain.messaging.inbound import (
    Inbound,
    InboundContext,
    InboundKind,
    Intent,
    IntentKind,
    TappedAppointment,
    decide,
    parse_payload,
)
from salon_desktop.domain.messaging.message import (
    NEVER_LEFT,
    MessageKind,
    unique_key,
)
from salon_desktop.domain.phone import variants_of
from salon_desktop.whatsapp.events import (
    AccountChanged,
    ButtonTapped,
    Event,
    IdentityChanged,
    InboundMessage,
    MarketingPreference,
    Person,
    ReplyChosen,
    StatusChanged,
    TemplateCategoryChanged,
    TemplateQualityChanged,
    TemplateStatusChanged,
    TextReceived,
)
from salon_desktop.whatsapp.webhook import MalformedWebhook, read_events

BATCH = 50
GRANTS = frozenset({IntentKind.GRANT_OFFERS, IntentKind.KEEP_REMINDERS})
APPLIED, UNREADABLE = "applied", "unreadable"

logger = logging.getLogger(__name__)


@dataclass(kw_only=True, slots=True)
class AppliedCounts:
    """What one run understood: deliveries, events applied, events known before, for a person."""

    deliveries: int = 0
    events: int = 0
    repeated: int = 0
    for_person: int = 0
    unreadable: int = 0


class ApplyInboundHandler:
    """Applies stored deliveries in order, one short transaction an event."""

    def __init__(
        self, open_unit: OpenUnitOfWork, clock: Clock, texts: MessageTexts, acts: InboundActs
    ) -> None:
        self._open_unit, self._clock, self._texts, self._acts = open_unit, clock, texts, acts

    def __call__(self, stop: Callable[[], bool] = lambda: False) -> AppliedCounts:
        """Apply everything that is stored and not applied; ``stop`` is asked between deliveries."""
        counts = AppliedCounts()
        while not stop():
            with self._open_unit() as unit:
                waiting = unit.inbound.unapplied(BATCH)
            if not waiting:
                return counts
            for delivery_id, body, received_at in waiting:
                self._deliver(delivery_id, body, received_at, counts)
        return counts

    def _deliver(
        self, delivery_id: int, body: bytes, received_at: datetime, counts: AppliedCounts
    ) -> None:
        counts.deliveries += 1
        outcome = APPLIED
        try:
            events = read_events(body, received_at)
        except MalformedWebhook:
            # Genuine (the signature held) but no JSON: kept for the support, never in the way.
            events, outcome = [], UNREADABLE
            counts.unreadable += 1
        for event in events:
            with self._open_unit() as unit:
                if unit.inbound.knows(event.dedupe_key):
                    counts.repeated += 1
                    continue
                self._apply(unit, delivery_id, event, counts)
                unit.commit()
            counts.events += 1
        with self._open_unit() as unit:
            unit.inbound.mark_applied(delivery_id, outcome, self._clock.now())
            unit.commit()

    def _apply(
        self, unit: UnitOfWork, delivery_id: int, event: Event, counts: AppliedCounts
    ) -> None:
        own_account = unit.salon.setting("waba_id")
        if event.account_id and own_account and event.account_id != own_account:
            # Salons may share one app and so one secret: another salon's events are not ours.
            self._note(unit, delivery_id, event, kind="foreign")
            return
        match event:
            case StatusChanged():
                self._status(unit, event)
                self._note(unit, delivery_id, event, kind="status")
            case InboundMessage() | MarketingPreference() | IdentityChanged():
                self._from_person(unit, delivery_id, event, counts)
            case TemplateStatusChanged() | TemplateCategoryChanged() | TemplateQualityChanged():
                self._template(unit, event)
                self._note(unit, delivery_id, event, kind="template")
            case AccountChanged():
                self._account(unit, event)
                self._note(unit, delivery_id, event, kind="account")
            case _:
                self._note(unit, delivery_id, event, kind="unknown")

    def _status(self, unit: UnitOfWork, event: StatusChanged) -> None:
        now = self._clock.now()
        message = unit.outbox.by_key(event.our_key) if event.our_key else None
        message = message or unit.outbox.by_platform_id(event.message_id)
        code = event.errors[0].code if event.errors else None
        if message is None:
            unit.outbox.park_status(event.message_id, event.status.value, code, event.at)
            return
        if message.platform_id is None:
            message = message.changed(platform_id=event.message_id)
        merge_status(unit, message, event.status.value, code, now)
        user_id, phone = event.recipient.user_id, message.address
        if user_id and phone and message.client_id is not None:
            unit.clients.learn_platform_id(message.client_id, phone, user_id)

    def _template(
        self,
        unit: UnitOfWork,
        event: TemplateStatusChanged | TemplateCategoryChanged | TemplateQualityChanged,
    ) -> None:
        now = self._clock.now()
        status: str | None
        category: str | None
        match event:
            case TemplateStatusChanged():
                status, category = event.status, event.category or None
            case TemplateCategoryChanged():
                status, category = None, event.category
            case TemplateQualityChanged():
                status, category = None, None
            case _:
                assert_never(event)
        unit.templates.set_status(
            event.template_name, event.language, status=status, category=category, now=now
        )
        unit.account.said(
            f"template:{event.template_name}"[:40],
            {"status": status, "category": category, "language": event.language},
            now,
        )

    def _account(self, unit: UnitOfWork, event: AccountChanged) -> None:
        now = self._clock.now()
        unit.account.said(f"notice:{event.field_name}"[:40], event.what, now)
        if event.people_per_day is not None or event.unlimited:
            unit.account.said("people_per_day", event.people_per_day, now)
        if event.restrictions or event.ban_state in {"DISABLE", "SCHEDULE_FOR_DISABLE"}:
            until = [one.until for one in event.restrictions if one.until is not None]
            close_valve(
                unit, "all", "account_restricted", now, opens_at=max(until) if until else None
            )

    def _from_person(
        self,
        unit: UnitOfWork,
        delivery_id: int,
        event: InboundMessage | MarketingPreference | IdentityChanged,
        counts: AppliedCounts,
    ) -> None:
        person = _person(event)
        address = person.phone or person.user_id
        clients = _clients(unit, person)
        asked = _asked(unit, event)
        inbound = _inbound(event)
        intent = decide(inbound, self._context(unit, clients, address, inbound, asked))
        nobody_to_stop = not clients and intent.kind in STOPS
        needs_person = intent.kind in NEEDS_PERSON or intent.asks_privacy or nobody_to_stop
        event_id = self._note(
            unit,
            delivery_id,
            event,
            kind=inbound.kind.value,
            intent=intent,
            person=person,
            client_id=clients[0] if clients else None,
            text=inbound.text,
            payload=inbound.payload,
            needs_person=needs_person,
        )
        counts.for_person += needs_person
        if not clients:
            return
        self._acts.carry_out(
            unit,
            _for_her_alone(intent, asked),
            address=address,
            event_id=event_id,
            happened_at=event.at,
            method=_method(inbound),
            now=self._clock.now(),
        )

    def _context(
        self,
        unit: UnitOfWork,
        clients: tuple[int, ...],
        address: str,
        inbound: Inbound,
        asked: Message | None,
    ) -> InboundContext:
        language, offers = unit.salon.facts().language, ConsentState.UNKNOWN
        if clients:
            language = unit.clients.get(clients[0]).language
            offers = unit.consent.standing(
                clients[0], Channel.WHATSAPP, address, Purpose.OFFERS
            ).state
        asked_kind = asked.kind if asked is not None and asked.client_id in clients else None
        return InboundContext(
            language=language,
            lists=self._texts.keywords,
            clients=clients,
            offers=offers,
            appointment=_tapped(unit, inbound, asked),
            offers_question_open=asked_kind is MessageKind.ARE_YOU_SURE,
            reminders_question_open=asked_kind is MessageKind.OPT_OUT_ANSWER,
            answers_stop=bool(unit.salon.setting("answers_stop", default=True)),
            cancel_frees_slot=bool(unit.salon.setting("cancel_frees_slot", default=False)),
        )

    def _note(
        self,
        unit: UnitOfWork,
        delivery_id: int,
        event: Event,
        *,
        kind: str,
        intent: Intent | None = None,
        person: Person | None = None,
        client_id: int | None = None,
        text: str = "",
        payload: str = "",
        needs_person: bool = False,
    ) -> int:
        message_id = getattr(event, "message_id", None)
        return unit.inbound.add(
            NewInbound(
                key=str(uuid.uuid4()),
                dedupe_key=event.dedupe_key,
                delivery_id=delivery_id,
                kind=kind,
                platform_id=message_id or None,
                context_id=getattr(event, "context_id", None) or None,
                client_id=client_id,
                address=(person.phone or None) if person else None,
                user_id=(person.user_id or None) if person else None,
                text=text or None,
                payload=payload or None,
                happened_at=event.at,
                outcome=kind if intent is None else intent.kind.value,
                needs_person=needs_person,
            ),
            self._clock.now(),
        )


def _person(event: InboundMessage | MarketingPreference | IdentityChanged) -> Person:
    match event:
        case InboundMessage():
            return event.sender
        case MarketingPreference():
            return event.person
        case IdentityChanged():
            return event.before
        case _:
            assert_never(event)


def _clients(unit: UnitOfWork, person: Person) -> tuple[int, ...]:
    """Return who this is: by the platform's id first, then by number; never by a name."""
    found = list(unit.clients.with_platform_id(person.user_id)) if person.user_id else []
    if person.phone:
        # Two may share a number while the platform's id was learnt beside one card alone.
        sharing = unit.clients.with_number(person.phone)
        found += [each for each in sharing if not found or _may_be(each, person)]
    return tuple(dict.fromkeys(client.id for client in found if client.id is not None))


def _may_be(client: Client, person: Person) -> bool:
    """Tell whether the platform's id does not say that the number is another person's."""
    same = variants_of(person.phone)
    ids = {phone.user_id for phone in client.phones if phone.number.e164 in same}
    return ids <= {None, person.user_id}


def _inbound(event: InboundMessage | MarketingPreference | IdentityChanged) -> Inbound:
    at = event.at
    match event:
        case ButtonTapped():
            return Inbound(
                kind=InboundKind.BUTTON, happened_at=at, text=event.text, payload=event.payload
            )
        case ReplyChosen():
            return Inbound(
                kind=InboundKind.BUTTON, happened_at=at, text=event.title, payload=event.choice_id
            )
        case TextReceived():
            return Inbound(kind=InboundKind.TEXT, happened_at=at, text=event.body)
        case InboundMessage() if event.said:
            return Inbound(kind=InboundKind.TEXT, happened_at=at, text=event.said)
        case InboundMessage():
            return Inbound(kind=InboundKind.OTHER, happened_at=at)
        case MarketingPreference():
            return Inbound(kind=InboundKind.PREFERENCE, happened_at=at, text=event.choice.value)
        case IdentityChanged():
            return Inbound(kind=InboundKind.NUMBER_CHANGED, happened_at=at)
        case _:
            assert_never(event)


def _for_her_alone(intent: Intent, asked: Message | None) -> Intent:
    """Return the intent for whoever was asked: a yes counts for nobody who shares the number."""
    if asked is None or intent.kind not in GRANTS or asked.client_id not in intent.clients:
        return intent
    return replace(intent, clients=(asked.client_id,))


def _method(inbound: Inbound) -> Method:
    if inbound.kind is InboundKind.BUTTON:
        return Method.BUTTON
    if inbound.kind is InboundKind.PREFERENCE:
        return Method.PLATFORM_EVENT
    return Method.OWN_MESSAGE


def _asked(
    unit: UnitOfWork, event: InboundMessage | MarketingPreference | IdentityChanged
) -> Message | None:
    """Return the message of ours that this one answers, if the platform named it."""
    context_id = getattr(event, "context_id", "")
    return unit.outbox.by_platform_id(context_id) if context_id else None


def _tapped(unit: UnitOfWork, inbound: Inbound, asked: Message | None) -> TappedAppointment | None:
    payload = parse_payload(inbound.payload) if inbound.payload else None
    if payload is None or not payload.appointment_key:
        return None
    appointment = unit.appointments.by_key(payload.appointment_key)
    if appointment is None or appointment.client_id is None:
        return None
    return TappedAppointment(
        key=appointment.key,
        client_id=appointment.client_id,
        stands=appointment.status in UPCOMING,
        starts_at=appointment.starts_at(unit.salon.facts().zone),
        as_written=_as_written(unit, appointment, asked),
    )


def _as_written(unit: UnitOfWork, appointment: Appointment, asked: Message | None) -> bool:
    """Tell whether the message that carried the button told today's day and start."""
    about = [asked] if asked is not None else unit.outbox.of_appointment(appointment.id or 0)
    return any(
        message.unique_key
        == unique_key(appointment.key, message.kind, appointment.day, appointment.start)
        and message.state not in NEVER_LEFT
        for message in about
    )
