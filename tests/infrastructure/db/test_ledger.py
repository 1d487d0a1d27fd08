"""The consent ledger in its file: every changed byte is found, and an erasure is no break."""

from __future__ import annotations

import csv
import hashlib
import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, text

from salon_desktop.application.failures import FolderNotWritable
from salon_desktop.application.queries.export_ledger import LedgerFormat
from salon_desktop.application.queries.verify_ledger import LedgerState
from salon_desktop.domain.consent.chain import ChainBreak, ChainRow, Detail, verify
from salon_desktop.domain.consent.events import EventKind, Method, Purpose
from salon_desktop.infrastructure.db.engine import writer
from salon_desktop.infrastructure.db.reading.export_ledger import SqlExportLedger, safe_cell
from salon_desktop.infrastructure.db.reading.verify_ledger import SqlVerifyLedger
from tests.consent_desk import NUMBER, ConsentDesk

EVENTS = 6


@pytest.fixture
def told(desk: ConsentDesk) -> ConsentDesk:
    """A ledger of six events of two people, with every kind of detail."""
    anna, bea = desk.client(), desk.client("+393471112223", first="Bea", last="Bianchi")
    desk.say(anna, note="=1+1 typed at the counter")
    desk.say(anna, purpose=Purpose.OFFERS, method=Method.SCREEN_SIGNATURE)
    desk.say(bea, EventKind.REFUSED, Purpose.OFFERS)
    desk.later(minutes=1)
    desk.say(anna, EventKind.WITHDRAWN, method=Method.DESK, withdrawn_via="basta; «per favore»\n")
    desk.later(minutes=1)
    desk.say(anna)
    desk.say(bea, purpose=Purpose.PHOTOS_RECORD)
    return desk


@pytest.fixture
def tamper(told: ConsentDesk) -> Callable[..., None]:
    """Change the file as somebody would who has the key and drops the triggers first."""

    def change(sql: str, **values: object) -> None:
        with writer(told.engine).begin() as connection:
            names = connection.execute(
                text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            ).scalars()
            for name in names.all():
                connection.exec_driver_sql(f'DROP TRIGGER "{name}"')
            connection.execute(text(sql), values)

    return change


def links(desk: ConsentDesk) -> list[ChainRow]:
    with desk.open_unit() as unit:
        return list(unit.consent.links())


def test_an_untouched_ledger_is_whole_and_names_its_head(told: ConsentDesk) -> None:
    verdict = SqlVerifyLedger(told.engine)()
    with told.open_unit() as unit:
        head = unit.consent.head()
    assert verdict.state is LedgerState.OK
    assert verdict.holds
    assert (verdict.count, verdict.head_seq, verdict.head_hash) == (EVENTS, *head)
    assert (verdict.broken_at, verdict.why, verdict.erased) == (None, None, 0)


def test_an_empty_ledger_is_whole(engine: Engine) -> None:
    verdict = SqlVerifyLedger(engine)()
    assert (verdict.state, verdict.count, verdict.head_hash) == (LedgerState.OK, 0, "0" * 64)


@pytest.mark.parametrize("page", [1, 2, 3, 6, 7, 500])
def test_the_walk_is_the_same_in_pages_of_any_size(told: ConsentDesk, page: int) -> None:
    done: list[int] = []
    verdict = SqlVerifyLedger(told.engine, page=page)(between=done.append)
    assert verdict == SqlVerifyLedger(told.engine)()
    assert done[-1] == EVENTS
    assert done == sorted(set(done))


def test_a_walk_can_be_stopped_between_two_pages(told: ConsentDesk) -> None:
    def stop(done: int) -> None:
        if done >= 4:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        SqlVerifyLedger(told.engine, page=2)(between=stop)


def test_every_page_is_read_by_whoever_owns_the_database(told: ConsentDesk) -> None:
    asked = []

    def run(read):
        asked.append(read)
        return read()

    assert SqlVerifyLedger(told.engine, run, page=2)().holds
    assert len(asked) == 4, "three full pages and the empty one after them"


def test_a_walk_asks_two_questions_a_page(told: ConsentDesk) -> None:
    said: list[str] = []
    event.listen(told.engine, "before_cursor_execute", lambda *a: said.append(a[2]))
    SqlVerifyLedger(told.engine)()
    assert len([one for one in said if one.startswith("SELECT")]) == 2


@pytest.mark.parametrize("column", ["body", "hash", "prev_hash"])
def test_any_changed_byte_of_an_event_is_found_at_that_event(
    told: ConsentDesk, tamper: Callable[..., None], column: str
) -> None:
    rows = links(told)
    dice = random.Random(7)
    tamper("SELECT 1")
    for row in rows:
        good = getattr(row, column)
        raw = bytearray(good if isinstance(good, bytes) else good.encode())
        place = dice.randrange(len(raw))
        raw[place] ^= 1
        change = f"UPDATE consent_event SET {column} = :value WHERE seq = :seq"
        tamper(change, value=raw.decode("utf-8", "replace"), seq=row.seq)
        verdict = SqlVerifyLedger(told.engine)()
        assert verdict.state is LedgerState.BROKEN
        assert verdict.broken_at == row.seq, f"{column} byte {place}"
        assert verdict.head_seq == row.seq - 1, "the head is the last event that holds"
        tamper(change, value=good.decode() if isinstance(good, bytes) else good, seq=row.seq)
        assert SqlVerifyLedger(told.engine)().state is LedgerState.OK


def test_a_rewritten_event_with_a_fitting_hash_breaks_the_next_link(
    told: ConsentDesk, tamper: Callable[..., None]
) -> None:
    second = links(told)[1]
    forged = second.body.replace(b'"kind":"granted"', b'"kind":"refused"')
    assert forged != second.body
    tamper(
        "UPDATE consent_event SET body = :body, hash = :hash WHERE seq = 2",
        body=forged.decode(),
        hash=hashlib.sha256(forged).hexdigest(),
    )
    verdict = SqlVerifyLedger(told.engine)()
    assert (verdict.broken_at, verdict.why) == (3, ChainBreak.LINK)


@pytest.mark.parametrize("field", ["address", "note", "evidence_ref", "withdrawn_via"])
@pytest.mark.parametrize("column", ["value", "salt", "field"])
def test_any_changed_detail_is_found(
    told: ConsentDesk, tamper: Callable[..., None], field: str, column: str
) -> None:
    changed = {"value": "value || ' '", "salt": "zeroblob(32)", "field": "'user_id'"}[column]
    tamper(
        f"UPDATE consent_detail SET {column} = {changed} WHERE field = :field AND event_seq ="
        " (SELECT min(event_seq) FROM consent_detail WHERE field = :field)",
        field=field,
    )
    verdict = SqlVerifyLedger(told.engine)()
    assert (verdict.state, verdict.why) == (LedgerState.BROKEN, ChainBreak.DETAIL)


@pytest.mark.parametrize("garbage", ["x'ff'", "'text'", "x''", "12"])
@pytest.mark.parametrize("column", ["body", "hash"])
def test_garbage_in_place_of_an_event_is_a_break_and_no_crash(
    told: ConsentDesk, tamper: Callable[..., None], column: str, garbage: str
) -> None:
    tamper("PRAGMA ignore_check_constraints = ON")
    with writer(told.engine).begin() as connection:
        connection.exec_driver_sql("PRAGMA ignore_check_constraints = ON")
        connection.exec_driver_sql(f"UPDATE consent_event SET {column} = {garbage} WHERE seq = 2")
    verdict = SqlVerifyLedger(told.engine)()
    assert (verdict.state, verdict.broken_at) == (LedgerState.BROKEN, 2)


@pytest.mark.parametrize("garbage", ["x'ff'", "12", "''"])
@pytest.mark.parametrize("column", ["value", "salt"])
def test_garbage_in_place_of_a_detail_is_a_break_and_no_crash(
    told: ConsentDesk, tamper: Callable[..., None], column: str, garbage: str
) -> None:
    tamper(f"UPDATE consent_detail SET {column} = {garbage} WHERE event_seq = 2")
    assert SqlVerifyLedger(told.engine)().broken_at == 2


@pytest.mark.parametrize("seq", range(1, EVENTS))
def test_an_event_taken_out_of_the_middle_is_missed(
    told: ConsentDesk, tamper: Callable[..., None], seq: int
) -> None:
    tamper("DELETE FROM consent_detail WHERE event_seq = :seq", seq=seq)
    tamper("DELETE FROM consent_event WHERE seq = :seq", seq=seq)
    verdict = SqlVerifyLedger(told.engine)()
    assert (verdict.broken_at, verdict.why) == (seq, ChainBreak.ORDER)


def test_a_cut_off_end_is_found_by_a_head_known_from_elsewhere(
    told: ConsentDesk, tamper: Callable[..., None]
) -> None:
    before = SqlVerifyLedger(told.engine)()
    anchors = {before.head_seq: before.head_hash}
    assert SqlVerifyLedger(told.engine)(anchors=anchors).holds
    tamper("DELETE FROM consent_detail WHERE event_seq = :seq", seq=EVENTS)
    tamper("DELETE FROM consent_event WHERE seq = :seq", seq=EVENTS)
    assert SqlVerifyLedger(told.engine)().holds, "from inside nobody can tell"
    cut = SqlVerifyLedger(told.engine)(anchors=anchors)
    assert (cut.state, cut.broken_at, cut.why) == (LedgerState.BROKEN, EVENTS, ChainBreak.ANCHOR)


def test_erased_details_read_erased_and_not_broken(told: ConsentDesk) -> None:
    before = SqlVerifyLedger(told.engine)()
    with writer(told.engine).begin() as connection:
        connection.execute(text("DELETE FROM consent_detail WHERE event_seq IN (1, 4)"))
    verdict = SqlVerifyLedger(told.engine)()
    assert (verdict.state, verdict.erased, verdict.holds) == (LedgerState.ERASED, 2, True)
    assert verdict.head_hash == before.head_hash, "an erasure does not touch the chain"
    erased = told.events(1)[0]
    assert (erased.address, erased.note, erased.evidence_ref) == ("", "", "")
    assert erased.kind is EventKind.GRANTED
    told.say(1, EventKind.WITHDRAWN, method=Method.DESK)
    assert SqlVerifyLedger(told.engine)().holds, "the chain goes on after an erasure"


def test_a_commitment_tells_nothing_without_its_salt(told: ConsentDesk) -> None:
    row = links(told)[0]
    said = json.loads(row.body)["commitments"]["address"]
    assert said != hashlib.sha256(NUMBER.encode()).hexdigest()
    assert NUMBER.encode() not in row.body
    salts = {detail.salt for one in links(told) for detail in one.details.values()}
    assert len(salts) == sum(len(one.details) for one in links(told)), "each salt is used once"
    assert {len(salt) for salt in salts} == {32}


# ---------------------------------------------------------------- export


def read_csv(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_a_csv_holds_every_event_and_ends_with_the_head(told: ConsentDesk, tmp_path: Path) -> None:
    made = SqlExportLedger(told.engine, page=4)(tmp_path / "ledger.csv", LedgerFormat.CSV)
    *lines, last = read_csv(made.file)
    events = [*told.events(1), *told.events(2)]
    assert [int(line["seq"]) for line in lines] == list(range(1, EVENTS + 1))
    for event_ in events:
        line = lines[(event_.seq or 0) - 1]
        assert (line["key"], line["kind"], line["purpose"]) == (
            event_.key,
            event_.kind.value,
            event_.purpose.value,
        )
        assert line["happened_at"] == event_.happened_at.isoformat()
        assert line["address"].lstrip("'") == event_.address
    assert (last["kind"], last["hash"]) == ("head", made.head_hash)
    assert lines[-1]["hash"] == made.head_hash == SqlVerifyLedger(told.engine)().head_hash
    assert made.count == EVENTS
    assert made.sha256 == hashlib.sha256(made.file.read_bytes()).hexdigest()
    assert [file.name for file in tmp_path.glob("ledger*")] == ["ledger.csv"]


def test_no_cell_of_the_csv_is_a_formula(told: ConsentDesk, tmp_path: Path) -> None:
    made = SqlExportLedger(told.engine)(tmp_path / "ledger.csv", LedgerFormat.CSV)
    with made.file.open(encoding="utf-8-sig", newline="") as stream:
        cells = [cell for line in csv.reader(stream) for cell in line]
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r", "\0"))]
    assert "'=1+1 typed at the counter" in cells
    assert f"'{NUMBER}" in cells
    assert "basta; «per favore»\n" in cells, "other text is as she wrote it"


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "\0"])
def test_whatever_could_start_a_formula_is_put_in_quotes(start: str) -> None:
    assert safe_cell(f"{start}x") == f"'{start}x"
    assert safe_cell(f"x{start}") == f"x{start}"
    assert safe_cell(-5) == -5


def test_a_stranger_can_verify_the_json_without_the_salon(
    told: ConsentDesk, tmp_path: Path
) -> None:
    made = SqlExportLedger(told.engine, page=4)(tmp_path / "ledger.json", LedgerFormat.JSON)
    said = json.loads(made.file.read_text("utf-8"))
    rows = [
        ChainRow(
            seq=one["seq"],
            body=one["body"].encode(),
            prev_hash=one["prev_hash"],
            hash=one["hash"],
            details={
                name: Detail(detail["value"], bytes.fromhex(detail["salt"]))
                for name, detail in one["details"].items()
            },
        )
        for one in said["events"]
    ]
    report = verify(rows, anchors={said["head"]["seq"]: said["head"]["hash"]})
    assert report.ok
    assert report.count == EVENTS == made.count
    assert said["head"] == {"seq": made.head_seq, "hash": made.head_hash}


def test_an_erased_event_is_exported_with_what_is_left(told: ConsentDesk, tmp_path: Path) -> None:
    with writer(told.engine).begin() as connection:
        connection.execute(text("DELETE FROM consent_detail WHERE event_seq = 1"))
    export = SqlExportLedger(told.engine)
    first = read_csv(export(tmp_path / "ledger.csv", LedgerFormat.CSV).file)[0]
    assert (first["address"], first["kind"]) == ("", "granted")
    assert first["erased"] == "address evidence_ref note"
    made = export(tmp_path / "ledger.json", LedgerFormat.JSON)
    assert json.loads(made.file.read_text("utf-8"))["events"][0]["details"] == {}


def test_one_persons_events_can_be_exported_alone(told: ConsentDesk, tmp_path: Path) -> None:
    made = SqlExportLedger(told.engine, page=1)(tmp_path / "bea.csv", LedgerFormat.CSV, client_id=2)
    *lines, _ = read_csv(made.file)
    assert {line["client_id"] for line in lines} == {"2"}
    assert [line["seq"] for line in lines] == ["3", "6"]
    assert NUMBER not in made.file.read_text("utf-8")


def test_a_broken_event_is_exported_as_broken(
    told: ConsentDesk, tamper: Callable[..., None], tmp_path: Path
) -> None:
    tamper("UPDATE consent_event SET body = '{}' WHERE seq = 2")
    lines = read_csv(SqlExportLedger(told.engine)(tmp_path / "l.csv", LedgerFormat.CSV).file)
    assert [line["kind"] for line in lines][:3] == ["granted", "broken", "refused"]
    made = SqlExportLedger(told.engine)(tmp_path / "l.json", LedgerFormat.JSON)
    assert json.loads(made.file.read_text("utf-8"))["events"][1]["body"] == "{}"


def test_a_stopped_export_leaves_the_older_file(told: ConsentDesk, tmp_path: Path) -> None:
    def stop(done: int) -> None:
        raise InterruptedError

    target = tmp_path / "ledger.csv"
    target.write_text("last month")
    with pytest.raises((InterruptedError, FolderNotWritable)):
        SqlExportLedger(told.engine)(target, LedgerFormat.CSV, between=stop)
    assert target.read_text() == "last month"
    assert [file.name for file in tmp_path.glob("ledger*")] == ["ledger.csv"]


def test_a_folder_that_is_not_there_is_said(told: ConsentDesk, tmp_path: Path) -> None:
    with pytest.raises(FolderNotWritable):
        SqlExportLedger(told.engine)(tmp_path / "missing" / "ledger.csv", LedgerFormat.CSV)
