"""The check of the whole file: silent when all is well, and each wrong told by its code."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import event, text

from salon_desktop.application.queries.check_salon import CheckPart, Finding, FindingCode
from salon_desktop.domain.consent.events import EventKind, Purpose
from salon_desktop.domain.messaging.gate import Ground
from salon_desktop.domain.messaging.message import MessageState
from salon_desktop.infrastructure.db.engine import writer
from salon_desktop.infrastructure.db.reading.check_salon import SqlCheckSalon
from salon_desktop.infrastructure.places import DataFolder
from salon_desktop.infrastructure.sender_lease import FileLease
from tests.consent_desk import ConsentDesk
from tests.salon_fixtures import KEY

Tamper = Callable[..., None]


def codes(found: list[Finding]) -> set[FindingCode]:
    return {one.code for one in found}


def test_a_salon_that_lived_has_no_findings(check: Callable[[], list[Finding]]) -> None:
    assert check() == []


def test_a_salon_nobody_has_used_has_no_findings(desk: ConsentDesk, folder: DataFolder) -> None:
    assert SqlCheckSalon(desk.engine, folder, KEY)(desk.clock.now()) == []


def test_a_check_changes_nothing(check: Callable[[], list[Finding]], lived: ConsentDesk) -> None:
    def changes() -> int:
        with lived.engine.connect() as connection:
            return int(connection.exec_driver_sql("PRAGMA data_version").scalar_one())

    with lived.engine.connect() as watching:
        before = watching.exec_driver_sql("PRAGMA data_version").scalar_one()
        check()
        assert watching.exec_driver_sql("PRAGMA data_version").scalar_one() == before
    assert changes() > 0


def test_every_part_is_told_in_its_order_and_may_be_stopped(
    lived: ConsentDesk, folder: DataFolder
) -> None:
    told: list[CheckPart] = []
    checked = SqlCheckSalon(lived.engine, folder, KEY, page=2)
    checked(lived.clock.now(), between=lambda part, done: told.append(part))
    assert list(dict.fromkeys(told)) == list(CheckPart)

    def stop(part: CheckPart, done: int) -> None:
        if part is CheckPart.CLAIMS:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        checked(lived.clock.now(), between=stop)


def test_every_read_is_carried_out_by_whoever_owns_the_database(
    lived: ConsentDesk, folder: DataFolder
) -> None:
    inside = False
    outside: list[str] = []

    def run(read):
        nonlocal inside
        inside = True
        try:
            return read()
        finally:
            inside = False

    def watch(*arguments: Any) -> None:
        if not inside:
            outside.append(arguments[2])

    event.listen(lived.engine, "before_cursor_execute", watch)
    SqlCheckSalon(lived.engine, folder, KEY, run=run, page=2)(lived.clock.now())
    assert outside == []


def test_a_missing_a_changed_and_an_unknown_trigger_are_told(
    check: Callable[[], list[Finding]], lived: ConsentDesk
) -> None:
    with writer(lived.engine).begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER consent_event_stays")
        connection.exec_driver_sql("DROP TRIGGER claim_overlap")
        connection.exec_driver_sql(
            "CREATE TRIGGER claim_overlap BEFORE INSERT ON claim BEGIN SELECT 1; END"
        )
        connection.exec_driver_sql(
            "CREATE TRIGGER odd AFTER INSERT ON claim BEGIN DELETE FROM claim; END"
        )
    assert {(one.facts["trigger"], one.facts["what"]) for one in check()} == {
        ("consent_event_stays", "missing"),
        ("claim_overlap", "changed"),
        ("odd", "unknown"),
    }


def test_a_planned_message_with_a_ground_is_no_wrong(
    check: Callable[[], list[Finding]], lived: ConsentDesk
) -> None:
    offer = lived.offer(1)
    with lived.open_unit() as unit:
        message = unit.outbox.get(offer.id or 0).changed(ground=Ground(kind="consent", event_id=2))
        unit.outbox.settle(message, MessageState.PLANNED, lived.clock.now())
        unit.commit()
    assert check() == []


# ---------------------------------------------------------------- erased people


def test_erased_details_are_no_wrong_when_their_states_went_too(
    check: Callable[[], list[Finding]], lived: ConsentDesk
) -> None:
    with writer(lived.engine).begin() as connection:
        connection.execute(text("DELETE FROM consent_state WHERE client_id = 2"))
        connection.execute(
            text(
                "DELETE FROM consent_detail WHERE event_seq IN"
                " (SELECT seq FROM consent_event WHERE client_id = 2)"
            )
        )
    assert check() == []


def test_after_an_erasure_only_a_yes_must_still_be_proved(
    check: Callable[[], list[Finding]], lived: ConsentDesk
) -> None:
    """The cached answer may know when she was asked; the erased event cannot say it any more."""
    (asked,) = lived.say(2, EventKind.ASKED, Purpose.OFFERS)
    lived.later(minutes=1)
    lived.say(2, EventKind.REFUSED, Purpose.OFFERS)
    with writer(lived.engine).begin() as connection:
        connection.execute(
            text("DELETE FROM consent_detail WHERE event_seq = :seq"), {"seq": asked.seq}
        )
    assert check() == []


def test_a_yes_that_can_no_longer_be_proved_is_told(
    check: Callable[[], list[Finding]], lived: ConsentDesk
) -> None:
    with writer(lived.engine).begin() as connection:
        connection.execute(text("DELETE FROM consent_detail WHERE event_seq = 1"))
    assert [one.facts for one in check()] == [
        {
            "client_id": 1,
            "channel": "whatsapp",
            "purpose": "service_messages",
            "what": "unproved",
        }
    ]


def test_search_text_of_an_erased_person_is_told(
    check: Callable[[], list[Finding]], tamper: Tamper
) -> None:
    tamper("UPDATE client SET erased_at = '2026-11-23 07:00:00.000000' WHERE id = 2")
    assert [(one.code, one.facts) for one in check()] == [
        (FindingCode.SEARCH_TEXT, {"client_id": 2})
    ]


# ---------------------------------------------------------------- the file and its folder


def test_of_a_rotted_file_only_the_rot_is_told(
    check: Callable[[], list[Finding]], lived: ConsentDesk, folder: DataFolder
) -> None:
    with lived.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        page = connection.exec_driver_sql("PRAGMA page_count").scalar_one() - 1
    lived.engine.dispose()
    raw = bytearray(folder.salon.read_bytes())
    raw[page * 4096 + 99] ^= 4
    folder.salon.write_bytes(raw)
    found = check()
    assert codes(found) == {FindingCode.PAGES}
    assert 0 < len(found) <= 20


def test_leftovers_are_told_and_what_belongs_is_not(lived: ConsentDesk, folder: DataFolder) -> None:
    folder.copies.mkdir()
    for name in ("salon.db.part", "salon.part", "salon.db.part-wal", "salon.before-restore-1.db"):
        (folder.root / name).write_bytes(b"")
    for name in ("monday.salon", "tuesday.salon.part"):
        (folder.copies / name).write_bytes(b"")
    lease = FileLease(folder.locks)
    try:
        dead = folder.locks / "sender-dead.lock"
        dead.write_bytes(b"")
        checked = SqlCheckSalon(lived.engine, folder, KEY, lives=lease.lives)
        found = checked(lived.clock.now())
    finally:
        lease.close()
    assert codes(list(found)) == {FindingCode.LEFTOVER}
    assert {one.facts["name"] for one in found} == {
        "salon.db.part",
        "salon.part",
        "salon.db.part-wal",
        "tuesday.salon.part",
        "sender-dead.lock",
    }
