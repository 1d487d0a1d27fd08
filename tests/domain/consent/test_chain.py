"""The chain shows every change, and tells an erasure from a forgery."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta, timezone

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from salon_desktop.domain.consent.chain import (
    DETAIL_FIELDS,
    GENESIS,
    SALT_BYTES,
    SCHEMA,
    BrokenBody,
    ChainBreak,
    ChainRow,
    Detail,
    canonical,
    commitment,
    detail_fields,
    opened,
    seal,
    verify,
)
from salon_desktop.domain.consent.events import (
    Channel,
    ConsentEvent,
    EventKind,
    Method,
    Purpose,
    Strength,
    WordingRef,
)
from tests.builders import NOON

WORDING = WordingRef(id=7, version=4, hash="a" * 64, language="it")
PLAIN = ConsentEvent(
    seq=1,
    key="11111111-1111-4111-8111-111111111111",
    client_id=12,
    channel=Channel.WHATSAPP,
    address="+393331234567",
    purpose=Purpose.OFFERS,
    kind=EventKind.GRANTED,
    happened_at=NOON,
    recorded_at=NOON,
    zone="Europe/Rome",
    method=Method.SCREEN_SIGNATURE,
    strength=Strength.SIGNED,
    staff_id=1,
    desk_id=1,
    wording=WORDING,
    evidence_ref="signature 12",
    evidence_hash="b" * 64,
)
# What SQLite can hold: no lone surrogates.
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
INSTANT = st.integers(0, 10**15).map(lambda micros: NOON + timedelta(microseconds=micros))
EVENT = st.builds(
    ConsentEvent,
    key=st.uuids().map(str),
    client_id=st.integers(1, 10**9),
    channel=st.sampled_from(Channel),
    address=st.sampled_from(["", "+393331234567", "IT.900000000000001"]),
    purpose=st.sampled_from(Purpose),
    kind=st.sampled_from(EventKind),
    happened_at=INSTANT,
    recorded_at=INSTANT,
    zone=st.sampled_from(["Europe/Rome", "Europe/Helsinki"]),
    method=st.sampled_from(Method),
    strength=st.sampled_from(Strength),
    staff_id=st.integers(1, 99),
    desk_id=st.integers(1, 9),
    user_id=TEXT,
    wording=st.none() | st.just(WORDING),
    notice_version=st.none() | st.integers(1, 9),
    evidence_ref=TEXT,
    evidence_hash=st.sampled_from(["", "c" * 64]),
    guardian_id=st.none() | st.integers(1, 99),
    guardian_relation=TEXT,
    valid_until=st.none() | INSTANT,
    withdrawn_via=TEXT,
    note=TEXT,
)


def salts_for(event: ConsentEvent) -> dict[str, bytes]:
    """Return salts that differ by event and field; in the program they are random."""
    seed = f"{event.seq}{event.key}".encode()
    return {name: hashlib.sha256(seed + name.encode()).digest() for name in detail_fields(event)}


def chain(events: Iterable[ConsentEvent]) -> list[ChainRow]:
    """Seal the events one after the other, as the ledger does."""
    rows: list[ChainRow] = []
    for seq, event in enumerate(events, start=1):
        numbered = replace(event, seq=seq)
        prev = rows[-1].hash if rows else GENESIS
        sealed = seal(numbered, prev_hash=prev, salts=salts_for(numbered))
        rows.append(
            ChainRow(
                seq=sealed.seq,
                body=sealed.body,
                prev_hash=sealed.prev_hash,
                hash=sealed.hash,
                details=sealed.details,
            )
        )
    return rows


def rehashed(row: ChainRow, **changes: object) -> ChainRow:
    """Forge a row as somebody would who knows the format but not the successors."""
    body = canonical(json.loads(row.body) | changes)
    return replace(row, body=body, hash=hashlib.sha256(body).hexdigest())


def test_an_empty_ledger_is_whole():
    report = verify([])
    assert (report.ok, report.count, report.head_seq, report.head_hash) == (True, 0, 0, GENESIS)


def test_a_sealed_event_holds_no_person_in_its_body():
    sealed = seal(PLAIN, prev_hash=GENESIS, salts=salts_for(PLAIN))
    said = json.loads(sealed.body)
    assert said["schema"] == SCHEMA == 1
    assert set(said["commitments"]) == {"address", "evidence_ref", "evidence_hash"}
    assert sealed.commitments == said["commitments"]
    for hidden in (b"+393331234567", b"signature 12", b"bbbb"):
        assert hidden not in sealed.body
    assert "+393331234567" not in repr(sealed)


def test_equal_values_commit_to_different_things():
    first = commitment("address", Detail("+393331234567", b"1" * SALT_BYTES))
    assert first != commitment("address", Detail("+393331234567", b"2" * SALT_BYTES))
    assert first != commitment("user_id", Detail("+393331234567", b"1" * SALT_BYTES))


def test_a_salt_has_a_fixed_length():
    with pytest.raises(ValueError, match="32 bytes"):
        commitment("address", Detail("x", b"short"))


def test_an_event_without_a_number_is_not_sealed():
    with pytest.raises(ValueError, match="number"):
        seal(replace(PLAIN, seq=None), prev_hash=GENESIS, salts=salts_for(PLAIN))


def test_every_person_bound_value_needs_its_own_salt():
    with pytest.raises(KeyError):
        seal(PLAIN, prev_hash=GENESIS, salts={})


@given(st.lists(EVENT, max_size=5))
def test_what_was_sealed_verifies_and_reads_back_the_same(events):
    rows = chain(events)
    report = verify(rows)
    assert report.ok and report.count == len(events) and not report.erased
    assert report.head_hash == (rows[-1].hash if rows else GENESIS)
    for number, (event, row) in enumerate(zip(events, rows, strict=True), start=1):
        assert opened(row) == replace(event, seq=number)


@given(st.lists(EVENT, min_size=1, max_size=4), st.data())
def test_any_single_changed_byte_is_found(events, data):
    rows = chain(events)
    at = data.draw(st.integers(0, len(rows) - 1), label="row")
    row = rows[at]
    name = data.draw(st.sampled_from(["body", "hash", "prev_hash", "value", "salt"]), label="part")
    if name in ("value", "salt"):
        assume(row.details)
        field = data.draw(st.sampled_from(sorted(row.details)), label="field")
        detail = row.details[field]
        raw = detail.value.encode() if name == "value" else detail.salt
        twisted = _one_byte_off(raw, data)
        new = Detail(twisted.decode("latin-1"), detail.salt)
        if name == "salt":
            new = Detail(detail.value, twisted)
        assume(new != detail)
        rows[at] = replace(row, details={**row.details, field: new})
    elif name == "body":
        rows[at] = replace(row, body=_one_byte_off(row.body, data))
    else:
        text = _one_byte_off(getattr(row, name).encode(), data).decode("latin-1")
        rows[at] = replace(row, **{name: text})
    report = verify(rows)
    assert not report.ok
    assert report.broken_at == at + 1


def _one_byte_off(raw: bytes, data: st.DataObject) -> bytes:
    at = data.draw(st.integers(0, len(raw) - 1), label="byte")
    by = data.draw(st.integers(1, 255), label="by")
    return raw[:at] + bytes([raw[at] ^ by]) + raw[at + 1 :]


@given(st.lists(EVENT, min_size=2, max_size=5, unique_by=lambda event: event.key), st.data())
def test_events_cannot_be_removed_doubled_or_swapped(events, data):
    rows = chain(events)
    at = data.draw(st.integers(0, len(rows) - 2))
    removed = rows[:at] + rows[at + 1 :]
    doubled = rows[: at + 1] + rows[at:]
    swapped = [*rows[:at], rows[at + 1], rows[at], *rows[at + 2 :]]
    for forged in (removed, doubled, swapped):
        assert verify(forged).why is ChainBreak.ORDER


@given(st.lists(EVENT, min_size=1, max_size=4), st.data())
def test_erasing_details_is_erased_and_never_broken(events, data):
    rows = chain(events)
    at = data.draw(st.integers(0, len(rows) - 1))
    assume(rows[at].details)
    gone = data.draw(st.sets(st.sampled_from(sorted(rows[at].details)), min_size=1))
    left = {name: each for name, each in rows[at].details.items() if name not in gone}
    rows[at] = replace(rows[at], details=left)
    report = verify(rows)
    assert report.ok and report.erased == (at + 1,)
    read = opened(rows[at])
    assert all(getattr(read, name) == "" for name in gone)
    assert all(getattr(read, name) == left[name].value for name in left)


def test_a_detail_nobody_committed_to_is_broken():
    rows = chain([PLAIN])
    planted = {**rows[0].details, "note": Detail("she agreed", b"1" * SALT_BYTES)}
    assert verify([replace(rows[0], details=planted)]).why is ChainBreak.DETAIL


def test_a_salt_of_another_length_is_broken_even_if_it_was_committed_so():
    rows = chain([PLAIN])
    short = Detail("+393331234567", b"1" * (SALT_BYTES - 1))
    broken = replace(rows[0], details={**rows[0].details, "address": short})
    assert verify([broken]).why is ChainBreak.DETAIL


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"schema": 2}, ChainBreak.BODY),
        ({"kind": "agreed"}, ChainBreak.BODY),
        ({"client_id": 0}, ChainBreak.BODY),
        ({"wording": {"id": 7}}, ChainBreak.BODY),
        ({"commitments": None}, ChainBreak.BODY),
        ({"commitments": {}}, ChainBreak.DETAIL),
        ({"seq": 2}, ChainBreak.ORDER),
        ({"prev_hash": "f" * 64}, ChainBreak.LINK),
    ],
    ids=str,
)
def test_a_forged_body_with_a_fitting_hash_is_broken(changes, why):
    report = verify([rehashed(chain([PLAIN])[0], **changes)])
    assert (report.ok, report.broken_at, report.why) == (False, 1, why)


def test_a_forged_event_breaks_the_link_of_the_next():
    rows = chain([PLAIN, PLAIN])
    report = verify([rehashed(rows[0], client_id=13), rows[1]])
    assert (report.broken_at, report.why, report.count) == (2, ChainBreak.LINK, 1)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{",
        b"\xff",
        b"[" * 100_000,
        canonical({"schema": 1}),
        json.dumps({"schema": 1, "commitments": {}}).encode(),
        b'{"commitments":{},"schema":1,"x":1.5}',
    ],
    ids=["empty", "list", "half", "not utf-8", "deep", "bare", "blanks", "float"],
)
def test_bytes_that_are_no_canonical_event_are_refused(body):
    row = replace(chain([PLAIN])[0], body=body, hash=hashlib.sha256(body).hexdigest())
    assert verify([row]).why is ChainBreak.BODY
    with pytest.raises(BrokenBody):
        opened(row)


def test_events_cut_off_at_the_end_are_shown_by_an_anchor():
    rows = chain([PLAIN, PLAIN, PLAIN])
    anchor = {3: rows[2].hash}
    assert verify(rows, anchors=anchor).ok
    report = verify(rows[:2], anchors=anchor)
    assert (report.ok, report.broken_at, report.why) == (False, 3, ChainBreak.ANCHOR)
    assert (report.count, report.head_seq) == (2, 2)


def test_a_ledger_rewritten_as_a_whole_is_shown_by_an_anchor():
    mine, forged = chain([PLAIN, PLAIN]), chain([replace(PLAIN, client_id=99), PLAIN])
    assert verify(forged).ok
    report = verify(forged, anchors={2: mine[1].hash})
    assert (report.broken_at, report.why, report.head_seq) == (2, ChainBreak.ANCHOR, 1)


def test_canonical_json_has_one_form():
    composed, apart = "\u00e8", "e\u0300"
    assert (
        canonical({"b": composed, "a": [1, True, None]}) == '{"a":[1,true,null],"b":"è"}'.encode()
    )
    assert canonical({apart: apart}) == canonical({composed: composed})


@pytest.mark.parametrize("value", [{"a": 1.5}, {1: "a"}, {"a": {2: 3}}, {"a": b"x"}], ids=str)
def test_what_has_no_single_form_is_refused(value):
    with pytest.raises(ValueError, match=r"text|canonical"):
        canonical(value)


def test_the_zone_of_a_clock_does_not_change_the_hash():
    east = timezone(timedelta(hours=2))
    moved = replace(PLAIN, happened_at=PLAIN.happened_at.astimezone(east))
    salts = salts_for(PLAIN)
    assert seal(moved, prev_hash=GENESIS, salts=salts) == seal(
        PLAIN, prev_hash=GENESIS, salts=salts
    )


def test_all_person_bound_fields_are_details():
    hidden = {f.name for f in ConsentEvent.__dataclass_fields__.values() if not f.repr}
    assert set(DETAIL_FIELDS) == hidden
