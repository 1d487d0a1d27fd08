"""The cached state of every question is the fold over its events, whatever happened."""

from __future__ import annotations

import itertools
import uuid
from datetime import timedelta
from typing import Any

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from salon_desktop.domain.consent.events import (
    Channel,
    ConsentEvent,
    EventKind,
    InvalidConsent,
    Method,
    Purpose,
    WordingRef,
    new_consent_event,
)
from salon_desktop.domain.consent.fold import ConsentState, fold
from salon_desktop.infrastructure.db.repositories.consent import SqlConsentLedger
from tests.consent_desk import NUMBER, OTHER_NUMBER, ConsentDesk
from tests.salon_fixtures import MONDAY

WORDING = WordingRef(id=1, version=1, hash="a" * 64, language="it")
numbers = itertools.count(1)

facts = st.fixed_dictionaries(
    {
        "kind": st.sampled_from(EventKind),
        "method": st.sampled_from(Method),
        "purpose": st.sampled_from([Purpose.SERVICE_MESSAGES, Purpose.OFFERS]),
        "channel": st.sampled_from([Channel.WHATSAPP, Channel.SMS]),
        "address": st.sampled_from([NUMBER, OTHER_NUMBER]),
        "late": st.sampled_from([0, 0, 0, 1, 60, 60 * 24 * 3]),  # minutes before it was typed
        "lasts": st.sampled_from([None, 1, 60 * 24 * 400]),
    }
)


def event_of(client_id: int, minute: int, said: dict[str, Any]) -> ConsentEvent:
    recorded = MONDAY + timedelta(minutes=minute)
    happened = recorded - timedelta(minutes=said["late"])
    lasts = said["lasts"]
    return new_consent_event(
        key=str(uuid.uuid4()),
        client_id=client_id,
        channel=said["channel"],
        address=said["address"],
        purpose=said["purpose"],
        kind=said["kind"],
        method=said["method"],
        happened_at=happened,
        recorded_at=recorded,
        zone="Europe/Rome",
        staff_id=1,
        desk_id=1,
        wording=WORDING,
        evidence_ref="form 17",
        evidence_hash="b" * 64,
        withdrawn_via="no more",
        valid_until=None if lasts is None else happened + timedelta(minutes=lasts),
    )


@given(history=st.lists(facts, min_size=1, max_size=12))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_cache_equals_the_fold_after_any_history(
    desk: ConsentDesk, history: list[dict[str, Any]]
) -> None:
    client = desk.client(last=f"Rossi {next(numbers)}")
    stored: list[ConsentEvent] = []
    with desk.open_unit() as unit:
        for minute, said in enumerate(history):
            try:
                event = event_of(client, minute, said)
            except InvalidConsent:
                continue
            stored.append(unit.consent.append(event))
        unit.commit()
    assume(stored)
    with desk.open_unit() as unit:
        read_back = unit.consent.events_of(client)
        cached = {standing.key: standing for standing in unit.consent.standings(client)}
    assert list(read_back) == stored, "the file gives back what was appended"
    assert cached == fold(read_back)


@given(history=st.lists(facts, min_size=1, max_size=12))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
def test_a_withdrawal_ends_any_history_in_a_no(
    desk: ConsentDesk, history: list[dict[str, Any]]
) -> None:
    client = desk.client(last=f"Rossi {next(numbers)}")
    last = history[-1] | {"kind": EventKind.WITHDRAWN, "method": Method.DESK, "lasts": None}
    with desk.open_unit() as unit:
        ledger = unit.consent
        assert isinstance(ledger, SqlConsentLedger)
        for minute, said in enumerate([*history[:-1], last]):
            try:
                ledger.append(event_of(client, minute, said))
            except InvalidConsent:
                continue
        unit.commit()
    standing = desk.standing(client, last["purpose"], last["address"], last["channel"])
    assert standing.state is ConsentState.WITHDRAWN
    assert not standing.may_be_asked
