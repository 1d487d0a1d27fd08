"""Every table says how long what it holds is kept, and says it by a name that exists."""

from __future__ import annotations

import pytest
from sqlalchemy import Table

from salon_desktop.domain.privacy.retention import Clock, RetentionClass, period_of
from salon_desktop.infrastructure.db.rows import Row

TABLES = Row.metadata.sorted_tables

# Columns that hold or point at a person who is a client, or what she said or was sent.
PERSONAL = {
    "client_id",
    "other_id",
    "first_name",
    "last_name",
    "folded_first",
    "folded_last",
    "walk_in_name",
    "booked_by",
    "birth_date",
    "email",
    "e164",
    "as_typed",
    "address",
    "user_id",
    "platform_user_id",
    "number_hash",
    "note",
    "alert",
    "parameters",
    "payload",
    "body",
    "content",
    "text",
}
# The same word for something that is no person's: the texts everybody is shown.
NOT_PERSONAL = {("wording", "text")}
STAFF = {"operator", "person", "shift", "absence", "operator_skill"}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_every_table_says_whether_it_holds_personal_data(table: Table) -> None:
    assert "retention" in table.info, f"{table.name} does not say how long it is kept"
    name = table.info["retention"]
    assert name is None or name in set(RetentionClass), f"{table.name}: {name}"


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_with_personal_columns_names_a_class_that_ends(table: Table) -> None:
    personal = {
        column.name
        for column in table.columns
        if column.name in PERSONAL and (table.name, column.name) not in NOT_PERSONAL
    }
    if not personal:
        return
    name = table.info["retention"]
    assert name is not None, f"{table.name} holds {sorted(personal)} and names no class"
    kept = RetentionClass(name)
    assert kept is not RetentionClass.NOT_PERSONAL
    endless = kept is RetentionClass.SUPPRESSION
    assert (period_of(kept, "IT").clock is Clock.NEVER) is endless


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_that_points_at_a_person_of_another_table_is_kept_knowingly(table: Table) -> None:
    """What hangs on a client, a message or an event is hers too, whatever its columns."""
    parents = {key.column.table.name for key in table.foreign_keys}
    of_a_person = parents & {"client", "appointment", "message", "consent_event", "operator"}
    if of_a_person and table.name != "step_resource":
        assert table.info["retention"] is not None, f"{table.name} hangs on {sorted(of_a_person)}"


def test_what_is_known_of_the_staff_is_kept_as_theirs() -> None:
    named = {table.name for table in TABLES if table.info["retention"] == "staff"}
    assert named >= STAFF


def test_health_data_has_tables_of_its_own() -> None:
    """Nothing of the class ``health`` shares a table with a card, a message or a visit."""
    shared = {"client", "appointment", "appointment_step", "message", "inbound_event"}
    for table in TABLES:
        if table.info["retention"] == RetentionClass.HEALTH.value:
            assert table.name not in shared


def test_the_list_of_personal_columns_is_not_out_of_date() -> None:
    there = {column.name for table in TABLES for column in table.columns}
    assert there >= PERSONAL, f"no table has {sorted(PERSONAL - there)} any more"
