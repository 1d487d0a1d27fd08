"""Checking the outbox: each state reached by legal steps, nothing left without its ground."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session

from salon_desktop.application.queries.check_salon import Finding, FindingCode, finding
from salon_desktop.domain.consent.events import EventKind
from salon_desktop.domain.messaging.gate import WINDOW
from salon_desktop.domain.messaging.message import (
    CONSENT_PURPOSE,
    NEVER_LEFT,
    WAITING,
    MessagePurpose,
    MessageState,
    may_become,
)
from salon_desktop.infrastructure.db.reading.check_pieces import Piece, Read
from salon_desktop.infrastructure.db.rows.consent import ConsentDetailRow, ConsentEventRow
from salon_desktop.infrastructure.db.rows.messages import (
    InboundEventRow,
    MessageEventRow,
    MessageRow,
)

BEGINNINGS = WAITING | {MessageState.BLOCKED}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Outbox:
    """Some messages with their histories and the grounds these name, as of one moment."""

    messages: Sequence[MessageRow]
    steps: Mapping[int, Sequence[MessageEventRow]]
    grants: Mapping[int, tuple[ConsentEventRow, str | None]]
    inbound: Mapping[int, InboundEventRow]


def messages(read: Read, page: int) -> Iterator[Piece]:
    """Replay each message's history and look at what it relied on when it left."""
    last = 0
    while True:
        outbox = read(partial(_outbox, start=last, page=page))
        if not outbox.messages:
            return
        found = [one for row in outbox.messages for one in _judged(row, outbox)]
        yield Piece(findings=found, rows=len(outbox.messages))
        last = outbox.messages[-1].id


def _outbox(session: Session, start: int, page: int) -> _Outbox:
    event, grant, detail = MessageEventRow, ConsentEventRow, ConsentDetailRow
    rows = session.scalars(
        select(MessageRow).where(MessageRow.id > start).order_by(MessageRow.id).limit(page)
    ).all()
    steps: dict[int, list[MessageEventRow]] = defaultdict(list)
    grounds: dict[str, set[int]] = {"consent": set(), "inbound": set()}
    ids = [row.id for row in rows]
    for step in session.scalars(select(event).where(event.message_id.in_(ids)).order_by(event.id)):
        steps[step.message_id].append(step)
        if step.ground_kind is not None and step.ground_id is not None:
            grounds[step.ground_kind].add(step.ground_id)
    granted = session.execute(
        select(grant, detail.value)
        .join(
            detail,
            (detail.event_seq == grant.seq) & (detail.field == "address"),
            isouter=True,
        )
        .where(grant.seq.in_(grounds["consent"]))
    )
    inbound = session.scalars(
        select(InboundEventRow).where(InboundEventRow.id.in_(grounds["inbound"]))
    )
    return _Outbox(
        messages=rows,
        steps=steps,
        grants={row.seq: (row, address) for row, address in granted},
        inbound={row.id: row for row in inbound},
    )


def _judged(row: MessageRow, outbox: _Outbox) -> Iterator[Finding]:
    steps = outbox.steps.get(row.id, ())
    before: MessageState | None = None
    for step in steps:
        after = MessageState(step.after)
        said = None if step.before is None else MessageState(step.before)
        if said is not before or not _legal(before, after):
            yield finding(
                FindingCode.MESSAGE_STEP,
                message_id=row.id,
                before=step.before,
                after=step.after,
            )
        if after is MessageState.SENDING:
            what = _groundless(row, step, outbox)
            if what:
                yield finding(FindingCode.MESSAGE_GROUND, message_id=row.id, what=what)
        before = after
    if before is None or before.value != row.state:
        history = None if before is None else before.value
        yield finding(
            FindingCode.MESSAGE_STATE, message_id=row.id, state=row.state, history=history
        )
    never_claimed = all(step.after != MessageState.SENDING.value for step in steps)
    if never_claimed and MessageState(row.state) not in NEVER_LEFT | {MessageState.PHONED}:
        yield finding(FindingCode.MESSAGE_GROUND, message_id=row.id, what="never_claimed")


def _legal(before: MessageState | None, after: MessageState) -> bool:
    if before is None:
        return after in BEGINNINGS
    return before is after or may_become(before, after)


def _groundless(row: MessageRow, step: MessageEventRow, outbox: _Outbox) -> str:
    """Return what is wrong with the ground a message left on, or nothing."""
    if step.ground_kind is None or step.ground_id is None:
        return "none"
    purpose = MessagePurpose(row.purpose)
    if step.ground_kind == "inbound":
        inbound = outbox.inbound.get(step.ground_id)
        if inbound is None:
            return "not_stored"
        late = step.happened_at - inbound.happened_at > WINDOW
        mine = purpose is MessagePurpose.ANSWER and inbound.address in (row.address, None)
        return "too_late" if late else "" if mine else "of_another"
    grant, address = outbox.grants.get(step.ground_id, (None, None))
    if grant is None:
        return "not_stored"
    wanted = CONSENT_PURPOSE.get(purpose)
    mine = (
        grant.kind == EventKind.GRANTED.value
        and (grant.client_id, grant.channel) == (row.client_id, row.channel)
        and wanted is not None
        and grant.purpose == wanted.value
        and (address is None or row.address is None or address == row.address)
    )
    return "" if mine else "of_another"
