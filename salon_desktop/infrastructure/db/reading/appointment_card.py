"""One appointment with everything the drawer shows, in a fixed number of small statements."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine, bindparam, func, select

from salon_desktop.application.ports.clock import Clock
from salon_desktop.application.ports.unit_of_work import NotFound
from salon_desktop.application.queries.appointment_card import (
    AppointmentCard,
    CardClient,
    CardConsent,
    CardEvent,
    CardMessage,
    CardPlace,
    CardStep,
)
from salon_desktop.domain.agenda.appointment import Origin
from salon_desktop.domain.agenda.history import EventKind, Placement
from salon_desktop.domain.agenda.status import (
    NO_SHOW_GRACE_MINUTES,
    CancelReason,
    Status,
    next_statuses,
)
from salon_desktop.domain.consent.events import Channel, Method, Purpose
from salon_desktop.domain.consent.fold import ConsentState
from salon_desktop.domain.messaging.message import MessageKind, MessageState
from salon_desktop.domain.money import Money
from salon_desktop.domain.phone import PhoneKind, PhoneNumber
from salon_desktop.domain.wall_clock import to_wall
from salon_desktop.infrastructure.db.catalogue import Catalogue, catalogue
from salon_desktop.infrastructure.db.rows.agenda import (
    AgendaEventRow,
    AppointmentRow,
    ClaimRow,
    StepResourceRow,
    StepRow,
)
from salon_desktop.infrastructure.db.rows.clients import ClientPhoneRow, ClientRow
from salon_desktop.infrastructure.db.rows.consent import ConsentStateRow
from salon_desktop.infrastructure.db.rows.messages import MessageRow
from salon_desktop.infrastructure.db.rows.salon import DeskRow, PersonRow

ASKED = (Purpose.SERVICE_MESSAGES, Purpose.OFFERS)
CAME = frozenset({Status.DONE.value, Status.PAID.value})

VISIT = select(*AppointmentRow.__table__.c).where(AppointmentRow.id == bindparam("id"))
STEPS = (
    select(*StepRow.__table__.c)
    .where(StepRow.appointment_id == bindparam("id"))
    .order_by(StepRow.position)
)
UNITS = (
    select(StepRow.position, StepResourceRow.resource_id)
    .join(StepResourceRow, StepResourceRow.step_id == StepRow.id)
    .where(StepRow.appointment_id == bindparam("id"))
    .order_by(StepRow.position, StepResourceRow.resource_id)
)
CLIENT = select(*ClientRow.__table__.c).where(ClientRow.id == bindparam("id"))
PHONES = (
    select(*ClientPhoneRow.__table__.c)
    .where(ClientPhoneRow.client_id == bindparam("id"))
    .order_by(ClientPhoneRow.id)
)
COUNTS = (
    select(AppointmentRow.status, func.count())
    .where(AppointmentRow.client_id == bindparam("id"))
    .group_by(AppointmentRow.status)
)
STATES = select(*ConsentStateRow.__table__.c).where(
    ConsentStateRow.client_id == bindparam("id"),
    ConsentStateRow.channel == Channel.WHATSAPP.value,
    ConsentStateRow.address == bindparam("address"),
)
MESSAGES = (
    select(
        MessageRow.id,
        MessageRow.kind,
        MessageRow.state,
        MessageRow.reason,
        MessageRow.due_at,
        MessageRow.expires_at,
        MessageRow.changed_at,
    )
    .where(MessageRow.appointment_id == bindparam("id"))
    .order_by(MessageRow.id)
)
REASONS = (
    select(ClaimRow.reason)
    .where(ClaimRow.appointment_id == bindparam("id"), ClaimRow.reason.is_not(None))
    .order_by(ClaimRow.id)
)
HISTORY = (
    select(
        AgendaEventRow.id,
        AgendaEventRow.kind,
        AgendaEventRow.happened_at,
        AgendaEventRow.before,
        AgendaEventRow.after,
        AgendaEventRow.client_told,
        AgendaEventRow.undo_group,
        AgendaEventRow.undoes_group,
        PersonRow.name.label("person"),
        DeskRow.name.label("desk"),
    )
    .join(PersonRow, PersonRow.id == AgendaEventRow.person_id)
    .join(DeskRow, DeskRow.id == AgendaEventRow.desk_id)
    .where(AgendaEventRow.appointment_id == bindparam("id"))
    .order_by(AgendaEventRow.id)
)


class SqlAppointmentCard:
    """Answers ReadAppointmentCard; ``clock`` tells whether a consent still stands."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine, self._clock = engine, clock

    def __call__(self, appointment_id: int) -> AppointmentCard:
        """Return the card; raises NotFound."""
        now = self._clock.now()
        wanted = {"id": appointment_id}
        with self._engine.connect() as connection:
            known = catalogue(connection)
            visit = connection.execute(VISIT, wanted).first()
            if visit is None:
                raise NotFound(what="appointment", id=appointment_id)
            steps = _steps(connection, known, wanted)
            today = to_wall(now, ZoneInfo(known.settings["zone"]))[0]
            client = None
            if visit.client_id is not None:
                client = _client(connection, visit.client_id, today)
            return AppointmentCard(
                id=visit.id,
                key=visit.key,
                version=visit.version,
                day=visit.day,
                start=visit.start_minute,
                end=visit.end_minute,
                starts_at=visit.starts_at,
                status=Status(visit.status),
                next_statuses=next_statuses(Status(visit.status)),
                no_show_from=visit.starts_at + timedelta(minutes=NO_SHOW_GRACE_MINUTES),
                cancel_reason=_cancel_reason(visit.cancel_reason),
                origin=Origin(visit.origin),
                note=visit.note or "",
                booked_by=visit.booked_by or "",
                walk_in_name=visit.walk_in_name or "",
                late_minutes=visit.late_minutes,
                hold_expires_at=visit.hold_expires_at,
                created_at=visit.created_at,
                price=Money.total((step.price for step in steps), steps[0].price.currency),
                steps=steps,
                client=client,
                consents=() if client is None else _consents(connection, client, now),
                messages=_messages(connection, wanted),
                overlap_reasons=_reasons(connection, wanted),
                history=_history(connection, wanted),
            )


def _steps(
    connection: Connection, known: Catalogue, wanted: Mapping[str, int]
) -> tuple[CardStep, ...]:
    units: dict[int, list[int]] = {}
    for position, unit in connection.execute(UNITS, wanted):
        units.setdefault(position, []).append(unit)
    return tuple(
        CardStep(
            position=row.position,
            service_id=row.service_id,
            service=known.services[row.service_id].name,
            category=known.services[row.service_id].category,
            operator_id=row.operator_id,
            operator=known.operators[row.operator_id].name,
            operator_requested=row.operator_requested,
            start=row.start_minute,
            end=row.start_minute + row.active_before + row.processing + row.active_after,
            parts=(row.active_before, row.processing, row.active_after),
            buffer=row.buffer,
            room_ids=tuple(units.get(row.position, ())),
            rooms=tuple(known.all_units[unit].name for unit in units.get(row.position, ())),
            price=Money(row.price_cents, row.currency),
        )
        for row in connection.execute(STEPS, wanted)
    )


def _client(connection: Connection, client_id: int, today: date) -> CardClient:
    wanted = {"id": client_id}
    row = connection.execute(CLIENT, wanted).one()
    counts: dict[str, int] = {status: count for status, count in connection.execute(COUNTS, wanted)}
    return CardClient(
        id=row.id,
        first_name=row.first_name,
        last_name=row.last_name,
        language=row.language,
        phone=_message_phone(connection.execute(PHONES, wanted).all(), today),
        alert=row.alert or "",
        note=row.note or "",
        birth_date=row.birth_date,
        last_visit_on=row.last_visit_on,
        visits=sum(counts.get(status, 0) for status in CAME),
        no_shows=counts.get(Status.NO_SHOW.value, 0),
        erased=row.erased_at is not None,
    )


def _message_phone(rows: Sequence[Any], today: date) -> str | None:
    for row in rows:
        begun = row.valid_from is None or row.valid_from <= today
        number = PhoneNumber(
            as_typed=row.as_typed, e164=row.e164, region=row.region or "", kind=PhoneKind(row.kind)
        )
        if begun and (row.valid_to is None or today <= row.valid_to) and number.may_have_messages:
            return number.e164
    return None


def _consents(connection: Connection, client: CardClient, now: datetime) -> tuple[CardConsent, ...]:
    rows: dict[str, Any] = {}
    if client.phone is not None:
        found = connection.execute(STATES, {"id": client.id, "address": client.phone})
        rows = {row.purpose: row for row in found}
    return tuple(_consent(purpose, rows.get(purpose.value), now) for purpose in ASKED)


def _consent(purpose: Purpose, row: Any, now: datetime) -> CardConsent:
    state = ConsentState.UNKNOWN if row is None else ConsentState(row.state)
    until = None if row is None else row.valid_until
    blocked = row is not None and row.platform_blocked
    return CardConsent(
        purpose=purpose,
        channel=Channel.WHATSAPP,
        state=state,
        valid=state is ConsentState.GRANTED and not blocked and (until is None or now < until),
        method=None if row is None or row.method is None else Method(row.method),
        decided_at=None if row is None else row.decided_at,
        valid_until=until,
    )


def _messages(connection: Connection, wanted: Mapping[str, int]) -> tuple[CardMessage, ...]:
    return tuple(
        CardMessage(
            id=row.id,
            kind=MessageKind(row.kind),
            state=MessageState(row.state),
            reason=row.reason,
            due_at=row.due_at,
            expires_at=row.expires_at,
            changed_at=row.changed_at,
        )
        for row in connection.execute(MESSAGES, wanted)
    )


def _reasons(connection: Connection, wanted: Mapping[str, int]) -> tuple[str, ...]:
    stated = connection.execute(REASONS, wanted).scalars()
    return tuple(dict.fromkeys(reason for reason in stated if reason))


def _history(connection: Connection, wanted: Mapping[str, int]) -> tuple[CardEvent, ...]:
    return tuple(
        CardEvent(
            id=row.id,
            kind=EventKind(row.kind),
            happened_at=row.happened_at,
            person=row.person,
            desk=row.desk,
            before=None if row.before is None else _place(row.before),
            after=None if row.after is None else _place(row.after),
            client_told=row.client_told,
            undo_group=row.undo_group,
            is_undo=row.undoes_group is not None,
        )
        for row in connection.execute(HISTORY, wanted)
    )


def _place(placement: Placement) -> CardPlace:
    steps = placement["steps"]
    return CardPlace(
        day=date.fromisoformat(placement["day"]),
        start=min(step["start"] for step in steps),
        end=max(step["start"] + sum(step["parts"][:3]) for step in steps),
        operator_ids=tuple(dict.fromkeys(step["operator_id"] for step in steps)),
        status=Status(placement["status"]),
        cancel_reason=_cancel_reason(placement["cancel_reason"]),
        late_minutes=placement["late_minutes"],
    )


def _cancel_reason(code: str | None) -> CancelReason | None:
    return None if code is None else CancelReason(code)
