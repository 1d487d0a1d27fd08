"""What the file itself refuses, whoever writes to it."""

from __future__ import annotations

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from salon_desktop.domain.consent.events import EventKind, Method
from salon_desktop.infrastructure.db import triggers
from salon_desktop.infrastructure.db.engine import writer
from tests.consent_desk import ConsentDesk
from tests.whole_file import insert


@pytest.fixture
def lived(desk: ConsentDesk) -> ConsentDesk:
    """A salon in which every append-only table has a row."""
    client = desk.client()
    desk.say(client, method=Method.SCREEN_SIGNATURE)
    desk.visit(client)
    desk.later(minutes=5)
    desk.say(client, EventKind.WITHDRAWN, method=Method.DESK)
    return desk


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
