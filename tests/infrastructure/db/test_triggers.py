"""What the file itself refuses, whoever writes to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import IntegrityError

from salon_desktop.domain.consent.events import EventKind, Method
from salon_desktop.domain.messaging.message import MessageState, may_become
from salon_desktop.infrastructure.db import triggers
from salon_desktop.infrastructure.db.engine import writer
from tests.consent_desk import ConsentDesk

DAY, OTHER_DAY = "2026-11-26", "2026-11-27"


@pytest.fixture
def write(engine: Engine) -> Iterator[Connection]:
    """A writing transaction that is given up at the end."""
    with writer(engine).connect() as connection:
        yield connection


@pytest.fixture
def lived(desk: ConsentDesk) -> ConsentDesk:
    """A salon in which every append-only table has a row."""
    client = desk.client()
    desk.say(client, method=Method.SCREEN_SIGNATURE)
    desk.visit(client)
    desk.later(minutes=5)
    desk.say(client, EventKind.WITHDRAWN, method=Method.DESK)
    return desk


def insert(connection: Connection, table: str, **values: Any) -> None:
    names = ", ".join(values)
    marks = ", ".join(f":{name}" for name in values)
    connection.execute(text(f"INSERT INTO {table} ({names}) VALUES ({marks})"), values)


def claim(
    connection: Connection,
    start: int,
    end: int,
    *,
    subject: tuple[str, int] = ("operator", 1),
    part: str = "work",
    **other: Any,
) -> None:
    insert(
        connection,
        "claim",
        subject_kind=subject[0],
        subject_id=subject[1],
        start_minute=start,
        end_minute=end,
        part=part,
        **({"day": DAY} | other),
    )


@pytest.mark.parametrize("table", triggers.APPEND_ONLY)
def test_a_row_of_an_append_only_table_is_never_changed(lived: ConsentDesk, table: str) -> None:
    with writer(lived.engine).connect() as connection:
        columns = [row.name for row in connection.execute(text(f"PRAGMA table_info({table})"))]
        for column in columns:
            with pytest.raises(IntegrityError, match=r"append_only|links"):
                connection.execute(text(f"UPDATE {table} SET {column} = {column}"))


@pytest.mark.parametrize("table", triggers.APPEND_ONLY)
def test_a_row_of_an_append_only_table_stays_unless_an_erasure_may_take_it(
    lived: ConsentDesk, table: str
) -> None:
    with writer(lived.engine).connect() as connection:
        count = connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
        assert count > 0, "a test of an empty table proves nothing"
        if table in triggers.DELETABLE:
            assert connection.execute(text(f"DELETE FROM {table}")).rowcount == count
        else:
            with pytest.raises(IntegrityError, match="append_only"):
                connection.execute(text(f"DELETE FROM {table}"))


@pytest.mark.parametrize("table", ["consent_event", "wording", "agenda_event"])
def test_replacing_a_row_is_deleting_it(lived: ConsentDesk, table: str) -> None:
    with (
        writer(lived.engine).connect() as connection,
        pytest.raises(IntegrityError, match=r"append_only|consent_chain"),
    ):
        connection.execute(text(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}"))


def test_a_detail_may_be_erased_but_never_changed(lived: ConsentDesk) -> None:
    with writer(lived.engine).connect() as connection:
        with pytest.raises(IntegrityError, match="append_only"):
            connection.execute(text("UPDATE consent_detail SET value = 'other'"))
        assert connection.execute(text("DELETE FROM consent_detail")).rowcount > 0


# ---------------------------------------------------------------- claims


@pytest.mark.parametrize(
    ("start", "end"), [(600, 660), (630, 690), (570, 601), (610, 620), (0, 1440)]
)
@pytest.mark.parametrize("subject", [("operator", 1), ("resource", 1), ("client", 1)])
def test_an_overlap_without_a_word_is_refused(
    write: Connection, subject: tuple[str, int], start: int, end: int
) -> None:
    claim(write, 600, 660, subject=subject)
    with pytest.raises(IntegrityError, match="claim_overlap"):
        claim(write, start, end, subject=subject)


@pytest.mark.parametrize(
    "other",
    [
        {"start": 660, "end": 720},
        {"start": 540, "end": 600},
        {"start": 600, "end": 660, "subject": ("operator", 2)},
        {"start": 600, "end": 660, "subject": ("resource", 1)},
        {"start": 600, "end": 660, "day": OTHER_DAY},
    ],
)
def test_what_only_touches_or_is_another_subject_is_allowed(
    write: Connection, other: dict[str, Any]
) -> None:
    claim(write, 600, 660)
    claim(write, **other)


@pytest.mark.parametrize("part", ["buffer", "hold", "break"])
def test_a_buffer_a_hold_and_a_break_occupy_too(write: Connection, part: str) -> None:
    expires = "2026-11-23 09:00:00" if part == "hold" else None
    claim(write, 600, 660, part=part, hold_expires_at=expires)
    with pytest.raises(IntegrityError, match="claim_overlap"):
        claim(write, 650, 700)


def test_a_hold_and_only_a_hold_runs_out(write: Connection) -> None:
    with pytest.raises(IntegrityError, match="only_holds_expire"):
        claim(write, 600, 660, hold_expires_at="2026-11-23 09:00:00")
    with pytest.raises(IntegrityError, match="only_holds_expire"):
        claim(write, 600, 660, part="hold")


def test_times_away_may_lie_on_each_other(write: Connection) -> None:
    claim(write, 600, 660, part="absence")
    claim(write, 600, 660, part="absence")
    claim(write, 630, 700, part="break")


def test_an_operator_overlap_is_allowed_with_a_reason(write: Connection) -> None:
    claim(write, 600, 660)
    claim(write, 630, 690, reason="she asked for both")


@pytest.mark.parametrize("subject", [("resource", 1)])
def test_a_room_needs_an_approval_besides_the_reason(
    write: Connection, subject: tuple[str, int]
) -> None:
    claim(write, 600, 660, subject=subject)
    with pytest.raises(IntegrityError, match="claim_needs_approval"):
        claim(write, 630, 690, subject=subject, reason="two beds")
    claim(write, 630, 690, subject=subject, reason="two beds", approved_by=1)


@pytest.mark.parametrize("work_first", [True, False])
def test_work_during_an_absence_needs_an_approval(write: Connection, work_first: bool) -> None:
    first, second = ("work", "absence") if work_first else ("absence", "work")
    claim(write, 600, 660, part=first)
    with pytest.raises(IntegrityError, match="claim_overlap"):
        claim(write, 600, 660, part=second)
    with pytest.raises(IntegrityError, match="claim_needs_approval"):
        claim(write, 600, 660, part=second, reason="she comes in for it")
    claim(write, 600, 660, part=second, reason="she comes in for it", approved_by=1)


@pytest.mark.parametrize("work_first", [True, False])
def test_a_closure_and_anybodys_work_need_an_approval(write: Connection, work_first: bool) -> None:
    closed: dict[str, Any] = {"subject": ("salon", 0), "part": "closed"}
    work: dict[str, Any] = {}
    first, second = (work, closed) if work_first else (closed, work)
    claim(write, 600, 660, **first)
    with pytest.raises(IntegrityError, match="claim_overlap"):
        claim(write, 600, 660, **second)
    with pytest.raises(IntegrityError, match="claim_needs_approval"):
        claim(write, 600, 660, **second, reason="a wedding")
    claim(write, 600, 660, **second, reason="a wedding", approved_by=1)


def test_a_closure_does_not_collide_with_an_absence(write: Connection) -> None:
    claim(write, 0, 1440, subject=("salon", 0), part="closed")
    claim(write, 600, 660, part="absence")


def test_an_older_reason_excuses_no_newcomer(write: Connection) -> None:
    claim(write, 600, 660, reason="she asked for both")
    with pytest.raises(IntegrityError, match="claim_overlap"):
        claim(write, 630, 690)


def test_the_parts_of_one_visit_do_not_collide(desk: ConsentDesk) -> None:
    visit = desk.visit(desk.client())
    with writer(desk.engine).connect() as connection:
        claim(connection, 600, 605, appointment_id=visit.id)
        with pytest.raises(IntegrityError, match="claim_overlap"):
            claim(connection, 600, 605)


@pytest.mark.parametrize(
    "change",
    [
        "subject_id = 2",
        "day = '2026-11-28'",
        "start_minute = 601",
        "end_minute = 661",
        "part = 'buffer'",
        "reason = 'later'",
        "subject_kind = 'client'",
        "appointment_id = NULL",
    ],
)
def test_a_claim_is_made_anew_and_never_moved(write: Connection, change: str) -> None:
    claim(write, 600, 660)
    with pytest.raises(IntegrityError, match="claim_is_made_anew_never_moved"):
        write.execute(text(f"UPDATE claim SET {change}"))


@pytest.mark.parametrize(("start", "end"), [(660, 600), (600, 600), (-1, 10), (1430, 1441)])
def test_a_claim_lies_inside_its_day(write: Connection, start: int, end: int) -> None:
    with pytest.raises(IntegrityError, match=r"ends_after_start|inside_the_day"):
        claim(write, start, end)


# ---------------------------------------------------------------- messages


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


# ---------------------------------------------------------------- the ledger's chain


def link(connection: Connection, seq: int, prev_hash: str, digest: str = "b" * 64) -> None:
    insert(
        connection,
        "consent_event",
        seq=seq,
        key=f"key-{seq}",
        prev_hash=prev_hash,
        hash=digest,
        body="{}",
        client_id=1,
        channel="whatsapp",
        purpose="offers",
        kind="granted",
        method="button",
        strength=4,
        happened_at="2026-11-23 08:00:00",
        recorded_at="2026-11-23 08:00:00",
    )


def test_a_first_event_starts_from_the_genesis(desk: ConsentDesk) -> None:
    desk.client()
    with writer(desk.engine).connect() as connection:
        for seq, prev_hash in ((2, "0" * 64), (0, "0" * 64), (1, "a" * 64)):
            with pytest.raises(IntegrityError, match="consent_chain"):
                link(connection, seq, prev_hash)
        link(connection, 1, "0" * 64)


def test_an_event_names_its_predecessor_and_leaves_no_gap(desk: ConsentDesk) -> None:
    desk.client()
    with writer(desk.engine).connect() as connection:
        link(connection, 1, "0" * 64, "b" * 64)
        for seq, prev_hash in ((1, "b" * 64), (3, "b" * 64), (2, "0" * 64), (2, "c" * 64)):
            with pytest.raises(IntegrityError, match="consent_chain"):
                link(connection, seq, prev_hash, "d" * 64)
        link(connection, 2, "b" * 64, "d" * 64)


# ---------------------------------------------------------------- search


def test_the_search_index_follows_its_table(desk: ConsentDesk) -> None:
    client = desk.client(last="Verdi")
    found = text("SELECT rowid FROM client_search WHERE client_search MATCH :word")
    with writer(desk.engine).connect() as connection:
        assert connection.execute(found, {"word": "verdi"}).scalars().all() == [client]
        connection.execute(text("UPDATE client_text SET text = ' bianchi '"))
        assert connection.execute(found, {"word": "verdi"}).scalars().all() == []
        assert connection.execute(found, {"word": "bianchi"}).scalars().all() == [client]
        connection.execute(text("DELETE FROM client_text"))
        assert connection.execute(found, {"word": "bianchi"}).scalars().all() == []
        connection.execute(
            text("INSERT INTO client_search(client_search, rank) VALUES ('integrity-check', 1)")
        )
