"""The life of a message as the file guards it: nothing groundless leaves, nothing leaves twice."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from salon_desktop.domain.messaging.message import MessageState, may_become
from tests.whole_file import insert

STATES = [
    "planned",
    "held",
    "sending",
    "accepted",
    "sent",
    "delivered",
    "read",
    "failed",
    "expired",
    "blocked",
    "voided",
    "phoned",
    "unknown",
]
LEFT = ["sending", "accepted", "sent", "delivered", "read", "unknown"]


def message(connection: Connection, state: str, **other: Any) -> None:
    values: dict[str, Any] = {
        "key": f"key-{state}",
        "unique_key": f"unique-{state}",
        "kind": "reminder_1",
        "purpose": "service",
        "channel": "whatsapp",
        "language": "it",
        "parameters": "{}",
        "due_at": "2026-11-25 09:00:00",
        "expires_at": "2026-11-26 09:00:00",
        "state": state,
        "attempts": 0,
        "created_at": "2026-11-23 08:00:00",
        "changed_at": "2026-11-23 08:00:00",
        "ground_kind": "consent",
        "ground_id": 1,
        "lease_owner": "me" if state == "sending" else None,
    }
    insert(connection, "message", **(values | other))


@pytest.mark.parametrize("state", LEFT)
def test_nothing_leaves_without_a_ground(write: Connection, state: str) -> None:
    for missing in ({"ground_id": None}, {"ground_kind": None}):
        with pytest.raises(IntegrityError, match="nothing_leaves_without_ground"):
            message(write, state, **missing)
    message(write, state)
    with pytest.raises(IntegrityError, match="nothing_leaves_without_ground"):
        write.execute(text("UPDATE message SET ground_id = NULL"))


def test_a_planned_message_cannot_be_claimed_without_a_ground(write: Connection) -> None:
    message(write, "planned", ground_kind=None, ground_id=None)
    with pytest.raises(IntegrityError, match="nothing_leaves_without_ground"):
        write.execute(text("UPDATE message SET state = 'sending', lease_owner = 'me'"))


def test_a_ground_is_a_consent_or_her_own_message(write: Connection) -> None:
    with pytest.raises(IntegrityError, match="known_ground"):
        message(write, "sent", ground_kind="habit")


BACK = {
    "planned": "held sending voided",
    "held": "planned voided",
    "voided": "planned held blocked",
    "blocked": "planned held",
    "expired": "planned held",
}


@pytest.mark.parametrize("new", BACK)
@pytest.mark.parametrize("old", STATES)
def test_only_what_certainly_did_not_leave_goes_back(write: Connection, old: str, new: str) -> None:
    message(write, old)
    step = text("UPDATE message SET state = :new, lease_owner = NULL")
    if old == new or old in BACK[new].split():
        write.execute(step, {"new": new})
    else:
        with pytest.raises(IntegrityError, match="message_never_goes_back"):
            write.execute(step, {"new": new})


@pytest.mark.parametrize("new", BACK)
@pytest.mark.parametrize("old", STATES)
def test_the_file_refuses_no_step_that_the_life_of_a_message_has(
    write: Connection, old: str, new: str
) -> None:
    if may_become(MessageState(old), MessageState(new)):
        message(write, old)
        write.execute(text("UPDATE message SET state = :new, lease_owner = NULL"), {"new": new})


@pytest.mark.parametrize("state", STATES)
def test_a_message_is_claimed_from_planned_alone(write: Connection, state: str) -> None:
    message(write, state)
    claimed = text("UPDATE message SET state = 'sending', lease_owner = 'me'")
    if state == "planned":
        write.execute(claimed)
    else:
        with pytest.raises(IntegrityError, match="message_is_claimed_from_planned"):
            write.execute(claimed)


@pytest.mark.parametrize("column", ["key", "unique_key"])
def test_a_message_exists_once(write: Connection, column: str) -> None:
    message(write, "planned")
    other = {"key": "another", "unique_key": "another"} | {
        column: f"{column.split('_')[0]}-planned"
    }
    with pytest.raises(IntegrityError, match=f"message.{column}"):
        message(write, "planned", **other)


def test_an_unknown_state_is_refused(write: Connection) -> None:
    with pytest.raises(IntegrityError, match="known_state"):
        message(write, "lost")


@pytest.mark.parametrize("column", ["body", "signature", "sha256"])
def test_what_came_in_stays_as_it_came(write: Connection, column: str) -> None:
    insert(
        write,
        "inbound_delivery",
        sha256="a" * 64,
        body=b"{}",
        signature="sha256=00",
        received_at="2026-11-23 08:00:00",
        stored_at="2026-11-23 08:00:00",
    )
    with pytest.raises(IntegrityError, match="append_only"):
        write.execute(text(f"UPDATE inbound_delivery SET {column} = 'x'"))
    write.execute(text("UPDATE inbound_delivery SET applied_at = '2026-11-23 08:01:00'"))
