"""What each intent of an inbound event does to the salon, inside one open unit."""

import json
import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from salon_desktop.application.consequences import recording
from salon_desktop.application.placing import Change, Placing
from salon_desktop.application.ports.consent import Wording
from salon_desktop.application.ports.messages import Message, PlanMessages
from salon_desktop.application.ports.unit_of_work import UnitOfWork
from salon_desktop.domain.agenda.appointment import Appointment
from salon_desktop.domain.agenda.changes import Canceller, cancelled, with_status
from salon_desktop.domain.agenda.history import CLIENTS_OWN
from salon_desktop.domain.agenda.status import UPCOMING, CancelReason, Status
from salon_desktop.domain.consent.decisions import (
    OwnAct,
    answer_offers,
    keep_reminders,
    platform_resume,
    platform_stop,
    withdraw,
)
from salon_desktop.domain.consent.events import (
    WITHDRAWN_VIA_MAX,
    Channel,
    Method,
    Purpose,
    WordingRef,
)
from salon_desktop.domain.messaging.gate import Ground, Reason
from salon_desktop.domain.messaging.inbound import Intent, IntentKind, Payload, Verb
from salon_desktop.domain.messaging.message import (
    MessageKind,
    MessagePurpose,
    MessageState,
    answer_key,
    purpose_of,
)

WINDOW = timedelta(hours=24)
GROUP_LENGTH = 29  # with its mark as long as every other key
NEEDS_PERSON = frozenset(
    {
        IntentKind.TO_PERSON,
        IntentKind.WISH_TO_MOVE,
        IntentKind.WISH_TO_CANCEL,
        IntentKind.PRIVACY_REQUEST,
        IntentKind.NUMBER_CHANGED,
    }
)
STOPS = frozenset({IntentKind.STOP_EVERYTHING, IntentKind.STOP_OFFERS, IntentKind.PLATFORM_STOP})
WHATSAPP = Channel.WHATSAPP


class InboundActs:
    """Carries an intent out; the caller stored the event and commits."""

    def __init__(self, placing: Placing, plan: PlanMessages) -> None:
        self._placing, self._plan = placing, plan

    def carry_out(
        self,
        unit: UnitOfWork,
        intent: Intent,
        *,
        address: str,
        event_id: int,
        happened_at: datetime,
        method: Method,
        now: datetime,
    ) -> None:
        """Do what the intent says; the consent first, then what follows from it."""
        act = OwnAct(
            happened_at=happened_at,
            method=method,
            said=intent.evidence[:WITHDRAWN_VIA_MAX],
            evidence_ref=f"inbound:{event_id}",
        )
        match intent.kind:
            case IntentKind.CONFIRM:
                self._confirm(unit, intent, now)
            case IntentKind.WISH_TO_CANCEL if intent.frees_slot:
                self._cancel(unit, intent, now)
            case IntentKind.STOP_EVERYTHING | IntentKind.STOP_OFFERS:
                self._stop(unit, intent, address, act, now)
            case IntentKind.KEEP_REMINDERS | IntentKind.GRANT_OFFERS | IntentKind.REFUSE_OFFERS:
                self._answered_question(unit, intent, address, act, now)
            case IntentKind.PLATFORM_STOP | IntentKind.PLATFORM_RESUME:
                self._platform(unit, intent, address, act, now)
            case _:
                pass
        if intent.answer is not None:
            self._answer(unit, intent, address, event_id, happened_at, now)

    def _confirm(self, unit: UnitOfWork, intent: Intent, now: datetime) -> None:
        before = unit.appointments.by_key(intent.appointment_key)
        if before is None or before.status is not Status.BOOKED:
            return  # a second tap changes nothing
        after = with_status(before, Status.CONFIRMED, now=now, zone=unit.salon.facts().zone)
        self._change(unit, before, after, now)

    def _cancel(self, unit: UnitOfWork, intent: Intent, now: datetime) -> None:
        before = unit.appointments.by_key(intent.appointment_key)
        if before is None or before.status not in UPCOMING:
            return
        after = cancelled(
            before,
            by=Canceller.CLIENT,
            reason=CancelReason.OTHER,
            now=now,
            zone=unit.salon.facts().zone,
        )
        self._change(unit, before, after, now)

    def _change(
        self, unit: UnitOfWork, before: Appointment, after: Appointment, now: datetime
    ) -> None:
        group = f"{CLIENTS_OWN}{uuid.uuid4().hex[:GROUP_LENGTH]}"
        change = Change(before=before, after=after, undo_group=group, client_told=True)
        self._placing.apply(unit, [change], now)

    def _stop(
        self, unit: UnitOfWork, intent: Intent, address: str, act: OwnAct, now: datetime
    ) -> None:
        everything = intent.kind is IntentKind.STOP_EVERYTHING
        purposes = (Purpose.SERVICE_MESSAGES, Purpose.OFFERS) if everything else (Purpose.OFFERS,)
        for client_id in intent.clients:
            numbers = {phone.number.e164 for phone in unit.clients.get(client_id).phones}
            for event in withdraw(
                client_id=client_id,
                channel=WHATSAPP,
                addresses=sorted(numbers | {address}),
                act=act,
                recording=recording(unit, now),
                purposes=purposes,
            ):
                unit.consent.append(event)
            void_open(unit, client_id, everything=everything, now=now)
        self._replan(unit, intent.clients, now)

    def _answered_question(
        self, unit: UnitOfWork, intent: Intent, address: str, act: OwnAct, now: datetime
    ) -> None:
        for client_id in intent.clients:
            keeps = intent.kind is IntentKind.KEEP_REMINDERS
            asked = MessageKind.OPT_OUT_ANSWER if keeps else MessageKind.ARE_YOU_SURE
            wording = _reference(_shown(unit, asked.value, client_id))
            purpose = Purpose.SERVICE_MESSAGES if keeps else Purpose.OFFERS
            act = _after_the_question(unit, client_id, address, purpose, act)
            if keeps:
                event = keep_reminders(
                    client_id=client_id,
                    channel=WHATSAPP,
                    address=address,
                    act=act,
                    wording=wording,
                    recording=recording(unit, now),
                )
            else:
                event = answer_offers(
                    client_id=client_id,
                    channel=WHATSAPP,
                    address=address,
                    yes=intent.kind is IntentKind.GRANT_OFFERS,
                    act=act,
                    wording=wording,
                    recording=recording(unit, now),
                )
            unit.consent.append(event)
        self._replan(unit, intent.clients, now)

    def _platform(
        self, unit: UnitOfWork, intent: Intent, address: str, act: OwnAct, now: datetime
    ) -> None:
        stops = intent.kind is IntentKind.PLATFORM_STOP
        record = platform_stop if stops else platform_resume
        for client_id in intent.clients:
            unit.consent.append(
                record(
                    client_id=client_id,
                    channel=WHATSAPP,
                    address=address,
                    act=act,
                    recording=recording(unit, now),
                )
            )
            if stops:
                void_open(unit, client_id, everything=False, now=now)

    def _replan(self, unit: UnitOfWork, clients: Iterable[int], now: datetime) -> None:
        for client_id in clients:
            for appointment in unit.appointments.upcoming_of_client(client_id, now):
                self._plan(unit, appointment, now)

    def _answer(
        self,
        unit: UnitOfWork,
        intent: Intent,
        address: str,
        event_id: int,
        happened_at: datetime,
        now: datetime,
    ) -> None:
        kind = intent.answer
        if kind is None or not intent.clients:
            return
        client_id = intent.clients[0]
        wording = _shown(unit, kind.value, client_id)
        shown = json.loads(wording.text)
        salon = unit.salon.facts().name
        buttons = [
            [str(Payload(verb=Verb(button["verb"]))), button["title"]]
            for button in shown["buttons"]
        ]
        unit.outbox.plan(
            Message(
                key=str(uuid.uuid4()),
                unique_key=answer_key(str(event_id)),
                kind=kind,
                purpose=purpose_of(kind),
                client_id=client_id,
                appointment_id=None,
                address=address,
                template=None,
                language=wording.language,
                content={
                    "body": shown["text"].replace("{salon}", salon),
                    "buttons": buttons,
                    "wording": wording.id,
                },
                due_at=now,
                expires_at=happened_at + WINDOW,
                state=MessageState.PLANNED,
                ground=Ground(kind="inbound", event_id=event_id),
            ),
            now,
        )
        unit.inbound.mark_answered(event_id)


def void_open(
    unit: UnitOfWork,
    client_id: int,
    *,
    everything: bool,
    now: datetime,
    only_at: tuple[str, str] | None = None,
    reason: Reason = Reason.WITHDRAWN,
) -> None:
    """Void what is planned for the person: everything but answers, or offers alone.

    ``only_at`` names the channel and address of a "no" that was not said for all of them.
    """
    for message in unit.outbox.open_of_client(client_id):
        if only_at is not None and only_at != (message.channel, message.address):
            continue
        wanted = message.purpose is MessagePurpose.OFFERS or (
            everything and message.purpose is MessagePurpose.SERVICE
        )
        if wanted:
            unit.outbox.settle(
                message.changed(ground=None),
                MessageState.VOIDED,
                now,
                reason=reason.value,
            )


def _after_the_question(
    unit: UnitOfWork, client_id: int, address: str, purpose: Purpose, act: OwnAct
) -> OwnAct:
    """Return the act placed after the "no" that the question answered.

    She tapped a button of a message we sent because of that "no"; the platform's clock counts
    whole seconds and may show both in the same one.
    """
    lowered_at = unit.consent.standing(client_id, WHATSAPP, address, purpose).lowered_at
    if lowered_at is None or act.happened_at > lowered_at:
        return act
    return replace(act, happened_at=lowered_at + timedelta(microseconds=1))


def _shown(unit: UnitOfWork, kind: str, client_id: int) -> Wording:
    language = unit.clients.get(client_id).language
    for wanted in (language, unit.salon.facts().language, "en"):
        wording = unit.wordings.newest(kind, wanted)
        if wording is not None:
            return wording
    raise LookupError(kind)


def _reference(wording: Wording) -> WordingRef:
    return WordingRef(
        id=wording.id,
        version=wording.version,
        hash=wording.sha256,
        language=wording.language,
    )
