"""The work lists of the month-end review as selects, each by an index and none over history."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select

from salon_desktop.application.queries.consent_status import (
    SPOKEN_ENOUGH,
    WARNING,
    WorkItem,
    WorkList,
)
from salon_desktop.domain.agenda.status import UPCOMING
from salon_desktop.domain.clients.names import full_name
from salon_desktop.domain.consent.events import MESSAGING_PURPOSES, Channel, EventKind, Purpose
from salon_desktop.domain.consent.fold import ConsentState
from salon_desktop.domain.consent.minors import FULL_AGE, age_of_consent
from salon_desktop.domain.messaging.message import CONSENT_PURPOSE, NEVER_LEFT, MessageState
from salon_desktop.infrastructure.db.rows.agenda import AppointmentRow
from salon_desktop.infrastructure.db.rows.clients import ClientPhoneRow, ClientRow
from salon_desktop.infrastructure.db.rows.consent import ConsentEventRow, ConsentStateRow
from salon_desktop.infrastructure.db.rows.messages import InboundEventRow, MessageRow

STATE, CLIENT = ConsentStateRow, ClientRow
MESSAGING = [one.value for one in MESSAGING_PURPOSES]
STOPPED = [ConsentState.WITHDRAWN.value, ConsentState.REFUSED.value]
LEFT = [one.value for one in MessageState if one not in NEVER_LEFT | {MessageState.PHONED}]


class WorkSelects:
    """Makes the select of each list as of one moment."""

    def __init__(self, now: datetime, today: date, country: str, since: datetime) -> None:
        self.now, self.today, self.country, self.since = now, today, country, since

    def rows(self, work: WorkList) -> Any:
        """Return the select of a list's lines, the most urgent first."""
        if work is WorkList.SENT_WITHOUT_RECORD:
            return _sent_without_record(self.since)
        lines: Any = (
            select(
                STATE.client_id,
                CLIENT.first_name,
                CLIENT.last_name,
                STATE.purpose,
                STATE.channel,
                STATE.address,
                STATE.state,
                STATE.decided_at,
                STATE.valid_until,
            )
            .join(CLIENT, CLIENT.id == STATE.client_id)
            .where(STATE.purpose.in_(MESSAGING), CLIENT.erased_at.is_(None))
            .where(self._condition(work))
        )
        if work is WorkList.EXPIRING:
            return lines.order_by(STATE.valid_until, STATE.client_id)
        if work is WorkList.STOPPED_WITH_VISIT:
            visit = self._next_visit().label("visit_on")
            return lines.add_columns(visit).order_by(visit, STATE.client_id)
        return lines.order_by(STATE.decided_at, STATE.client_id)

    def count(self, work: WorkList) -> Any:
        """Return the select that tells how long a list is."""
        lines = self.rows(work).order_by(None).subquery()
        return select(func.count()).select_from(lines)

    def item(self, work: WorkList, row: Mapping[Any, Any]) -> WorkItem:
        """Return the line a row stands for."""
        return WorkItem(
            work=work,
            client_id=row["client_id"],
            client_name=full_name(row["first_name"] or "", row["last_name"] or ""),
            purpose=Purpose(row["purpose"]),
            channel=Channel(row["channel"]),
            address=row["address"] or "",
            state=ConsentState(row["state"]) if row.get("state") else None,
            since=row["decided_at"],
            until=row.get("valid_until"),
            visit_on=row.get("visit_on"),
            message_id=row.get("message_id"),
        )

    def _condition(self, work: WorkList) -> ColumnElement[bool]:
        granted = STATE.state == ConsentState.GRANTED.value
        valid = granted & (STATE.valid_until.is_(None) | (STATE.valid_until > self.now))
        match work:
            case WorkList.EXPIRING:
                return valid & (STATE.valid_until <= self.now + WARNING)
            case WorkList.SPOKEN_ONLY:
                old = STATE.decided_at <= self.now - SPOKEN_ENOUGH
                return granted & (STATE.method == "spoken") & (STATE.strength == 2) & old
            case WorkList.NUMBER_CHANGED:
                return self._number_changed(valid)
            case WorkList.IMPORTED:
                return STATE.state == ConsentState.IMPORTED.value
            case WorkList.CAME_OF_AGE:
                return valid & self._came_of_age()
            case WorkList.NO_WORDING:
                return granted & STATE.wording_id.is_(None)
            case _:
                stopped = STATE.state.in_(STOPPED)
                service = STATE.purpose == Purpose.SERVICE_MESSAGES.value
                with_visit: ColumnElement[bool] = self._next_visit().is_not(None)
                return stopped & service & with_visit

    def _number_changed(self, valid: ColumnElement[bool]) -> ColumnElement[bool]:
        """Her number is another now: by the platform's word, or because the card says so."""
        hers = exists().where(
            ClientPhoneRow.client_id == STATE.client_id,
            or_(
                ClientPhoneRow.e164 == STATE.address,
                ClientPhoneRow.platform_user_id == STATE.address,
            ),
            hers_on(self.today),
        )
        by_phone = STATE.channel.in_((Channel.WHATSAPP.value, Channel.SMS.value))
        changed = STATE.state == ConsentState.NUMBER_CHANGED.value
        return (changed & hers) | (valid & by_phone & ~hers)

    def _came_of_age(self) -> ColumnElement[bool]:
        """A birthday that lets her decide alone fell between the grant and today."""
        ages = sorted({age_of_consent(self.country), FULL_AGE})
        birthdays = [func.date(CLIENT.birth_date, f"+{age} years") for age in ages]
        return or_(
            *(
                and_(day > func.date(STATE.decided_at), day <= self.today.isoformat())
                for day in birthdays
            )
        )

    def _next_visit(self) -> Any:
        return (
            select(func.min(AppointmentRow.day))
            .where(
                AppointmentRow.client_id == STATE.client_id,
                AppointmentRow.day >= self.today,
                AppointmentRow.starts_at > self.now,
                AppointmentRow.status.in_([one.value for one in UPCOMING]),
            )
            .correlate(STATE)
            .scalar_subquery()
        )


def hers_on(day: date) -> ColumnElement[bool]:
    """Return the condition that a number is the client's on ``day``."""
    row = ClientPhoneRow
    begun = row.valid_from.is_(None) | (row.valid_from <= day)
    return and_(begun, row.valid_to.is_(None) | (row.valid_to >= day))


def by_day(state: Any) -> Any:
    """Return the state as a value no index serves: the days of a month are fewer than all that
    was ever delivered, and the planner cannot know it."""
    return state.concat("")


def of_age(today: date) -> ColumnElement[bool]:
    """Return the condition that offers are not kept from her for her age."""
    grown_up = func.date(CLIENT.birth_date, f"+{FULL_AGE} years") <= today.isoformat()
    return CLIENT.birth_date.is_(None) | grown_up


def _sent_without_record(since: datetime) -> Any:
    """Messages that left although no stored event allows them: there must be none."""
    message, event, inbound = MessageRow, ConsentEventRow, InboundEventRow
    purpose = case(
        {one.value: wanted.value for one, wanted in CONSENT_PURPOSE.items()}, value=message.purpose
    )
    by_consent = exists().where(
        message.ground_kind == "consent",
        event.seq == message.ground_id,
        event.client_id == message.client_id,
        event.channel == message.channel,
        event.purpose == purpose,
        event.kind == EventKind.GRANTED.value,
    )
    by_inbound = exists().where(
        message.ground_kind == "inbound",
        message.purpose == "answer",
        inbound.id == message.ground_id,
        inbound.address == message.address,
    )
    return (
        select(
            message.id.label("message_id"),
            message.client_id,
            CLIENT.first_name,
            CLIENT.last_name,
            case((purpose.is_(None), Purpose.SERVICE_MESSAGES.value), else_=purpose).label(
                "purpose"
            ),
            message.channel,
            message.address,
            message.changed_at.label("decided_at"),
        )
        .join(CLIENT, CLIENT.id == message.client_id, isouter=True)
        .where(message.changed_at >= since, by_day(message.state).in_(LEFT))
        .where(~by_consent, ~by_inbound)
        .order_by(message.changed_at)
    )
