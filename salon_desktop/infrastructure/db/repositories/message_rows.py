"""Messages between the file's columns and the port's values."""

from collections.abc import Mapping
from typing import Literal

from salon_desktop.application.ports.messages import Message
from salon_desktop.domain.messaging.gate import Ground
from salon_desktop.domain.messaging.message import MessageKind, MessagePurpose, MessageState
from salon_desktop.infrastructure.db.rows.messages import MessageRow


def as_message(row: MessageRow) -> Message:
    """Return the port's value for a row."""
    ground = None
    if row.ground_kind is not None and row.ground_id is not None:
        kinds: Mapping[str, Literal["consent", "inbound"]]
        kinds = {"consent": "consent", "inbound": "inbound"}
        ground = Ground(kind=kinds[row.ground_kind], event_id=row.ground_id)
    return Message(
        id=row.id,
        key=row.key,
        unique_key=row.unique_key,
        kind=MessageKind(row.kind),
        purpose=MessagePurpose(row.purpose),
        channel=row.channel,
        client_id=row.client_id,
        appointment_id=row.appointment_id,
        address=row.address,
        template=row.template,
        language=row.language,
        parameters=dict(row.parameters),
        content=row.content,
        due_at=row.due_at,
        expires_at=row.expires_at,
        not_before=row.not_before,
        state=MessageState(row.state),
        reason=row.reason,
        ground=ground,
        attempts=row.attempts,
        platform_id=row.platform_id,
        error_code=row.error_code,
        lease_owner=row.lease_owner,
    )


def maybe_message(row: MessageRow | None) -> Message | None:
    """Return the port's value for a row, or None where there is none."""
    return None if row is None else as_message(row)


def write_message(row: MessageRow, message: Message) -> None:
    """Give a row what planning anew or settling takes over from a value."""
    for name, value in message_values(message).items():
        if name not in KEPT:
            setattr(row, name, value)


KEPT = frozenset({"key", "unique_key", "state", "attempts", "lease_owner"})
"""What planning anew or settling does not take over from the value."""


def message_values(message: Message) -> dict[str, object]:
    """Return the columns of a message but for its instants of storing."""
    return {
        "key": message.key,
        "unique_key": message.unique_key,
        "kind": message.kind.value,
        "purpose": message.purpose.value,
        "channel": message.channel,
        "client_id": message.client_id,
        "appointment_id": message.appointment_id,
        "address": message.address,
        "template": message.template,
        "language": message.language,
        "parameters": dict(message.parameters),
        "content": message.content,
        "due_at": message.due_at,
        "expires_at": message.expires_at,
        "not_before": message.not_before,
        "state": message.state.value,
        "reason": message.reason,
        "ground_kind": None if message.ground is None else message.ground.kind,
        "ground_id": None if message.ground is None else message.ground.event_id,
        "platform_id": message.platform_id,
        "error_code": message.error_code,
        "attempts": message.attempts,
        "lease_owner": message.lease_owner,
    }
