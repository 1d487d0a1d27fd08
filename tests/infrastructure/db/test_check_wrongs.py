"""Each wrong that can be in a salon's file, made on purpose, and what the check says of it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import text

from salon_desktop.application.queries.check_salon import Finding, FindingCode
from salon_desktop.infrastructure.db.engine import writer
from tests.consent_desk import NUMBER, ConsentDesk

Tamper = Callable[..., None]

WRONGS: list[tuple[str, FindingCode, dict[str, Any]]] = [
    (
        "UPDATE consent_event SET body = replace(body, 'granted', 'refused') WHERE seq = 1",
        FindingCode.LEDGER_BROKEN,
        {"seq": 1, "why": "hash"},
    ),
    (
        "UPDATE consent_event SET kind = 'granted' WHERE kind = 'withdrawn' AND seq ="
        " (SELECT max(seq) FROM consent_event WHERE kind = 'withdrawn')",
        FindingCode.LEDGER_COLUMNS,
        {"columns": ["kind"]},
    ),
    (
        "UPDATE consent_event SET recorded_at = '2020-01-01 00:00:00.000000' WHERE seq = 1",
        FindingCode.LEDGER_COLUMNS,
        {"seq": 1, "columns": ["recorded_at"]},
    ),
    (
        "UPDATE consent_state SET state = 'granted', strength = 4"
        " WHERE client_id = 2 AND purpose = 'service_messages'",
        FindingCode.CONSENT_CACHE,
        {"client_id": 2, "channel": "whatsapp", "purpose": "service_messages", "what": "differs"},
    ),
    (
        "UPDATE consent_state SET valid_until = '2040-01-01 00:00:00.000000'"
        " WHERE purpose = 'offers'",
        FindingCode.CONSENT_CACHE,
        {"client_id": 1, "channel": "whatsapp", "purpose": "offers", "what": "differs"},
    ),
    (
        "DELETE FROM consent_state WHERE client_id = 1 AND purpose = 'photos_record'",
        FindingCode.CONSENT_CACHE,
        {"client_id": 1, "channel": "desk", "purpose": "photos_record", "what": "missing"},
    ),
    (
        "INSERT INTO consent_state (client_id, channel, address, purpose, state, event_key,"
        " platform_blocked) VALUES (2, 'sms', '+39333', 'offers', 'granted', 'x', 0)",
        FindingCode.CONSENT_CACHE,
        {"client_id": 2, "channel": "sms", "purpose": "offers", "what": "unproved"},
    ),
    (
        "DELETE FROM agenda_event WHERE appointment_id = 2",
        FindingCode.HISTORY_MISSING,
        {"appointment_id": 2},
    ),
    (
        "UPDATE appointment_step SET start_minute = 605 WHERE appointment_id = 1",
        FindingCode.HISTORY_DIFFERS,
        {"appointment_id": 1},
    ),
    (
        "UPDATE appointment SET status = 'done' WHERE id = 3",
        FindingCode.HISTORY_DIFFERS,
        {"appointment_id": 3},
    ),
    (
        "UPDATE appointment SET status = 'sleeping' WHERE id = 3",
        FindingCode.HISTORY_DIFFERS,
        {"appointment_id": 3},
    ),
    (
        "DELETE FROM claim WHERE appointment_id = 2 AND subject_kind = 'client'",
        FindingCode.CLAIMS_DIFFER,
        {"appointment_id": 2},
    ),
    (
        "UPDATE claim SET end_minute = end_minute + 1 WHERE id ="
        " (SELECT id FROM claim WHERE appointment_id = 1 LIMIT 1)",
        FindingCode.CLAIMS_DIFFER,
        {"appointment_id": 1},
    ),
    (
        "UPDATE message SET state = 'planned' WHERE state = 'delivered'",
        FindingCode.MESSAGE_STATE,
        {"message_id": 1, "state": "planned", "history": "delivered"},
    ),
    (
        "DELETE FROM message_event WHERE message_id = 2",
        FindingCode.MESSAGE_STATE,
        {"message_id": 2, "state": "voided", "history": None},
    ),
    (
        "DELETE FROM message_event WHERE message_id = 1 AND after = 'sending'",
        FindingCode.MESSAGE_STEP,
        {"message_id": 1, "before": "sending", "after": "accepted"},
    ),
    (
        "DELETE FROM message_event WHERE message_id = 1 AND after = 'sending'",
        FindingCode.MESSAGE_GROUND,
        {"message_id": 1, "what": "never_claimed"},
    ),
    (
        "INSERT INTO message_event (message_id, happened_at, before, after)"
        " VALUES (1, '2026-11-24 08:00:00.000000', 'delivered', 'planned')",
        FindingCode.MESSAGE_STEP,
        {"message_id": 1, "before": "delivered", "after": "planned"},
    ),
    (
        "UPDATE message_event SET ground_kind = NULL, ground_id = NULL WHERE after = 'sending'",
        FindingCode.MESSAGE_GROUND,
        {"message_id": 1, "what": "none"},
    ),
    (
        "UPDATE message_event SET ground_id = 4711 WHERE after = 'sending'",
        FindingCode.MESSAGE_GROUND,
        {"message_id": 1, "what": "not_stored"},
    ),
    (
        "UPDATE message_event SET ground_kind = 'inbound' WHERE after = 'sending'",
        FindingCode.MESSAGE_GROUND,
        {"message_id": 1, "what": "not_stored"},
    ),
    (
        "UPDATE message_event SET ground_id = 2 WHERE after = 'sending'",
        FindingCode.MESSAGE_GROUND,
        {"message_id": 1, "what": "of_another"},
    ),
    (
        "UPDATE message SET client_id = 2 WHERE id = 1",
        FindingCode.MESSAGE_GROUND,
        {"message_id": 1, "what": "of_another"},
    ),
    (
        "UPDATE message SET address = '+393990000000' WHERE id = 1",
        FindingCode.MESSAGE_GROUND,
        {"message_id": 1, "what": "of_another"},
    ),
    (
        "UPDATE client SET last_name = 'Neri' WHERE id = 1",
        FindingCode.SEARCH_TEXT,
        {"client_id": 1},
    ),
    ("DELETE FROM client_text WHERE client_id = 2", FindingCode.SEARCH_INDEX, {}),
    (
        "INSERT INTO client_text (client_id, text) VALUES (4711, 'nobody')",
        FindingCode.FOREIGN_KEY,
        {"table": "client_text"},
    ),
]


@pytest.mark.parametrize(
    ("sql", "code", "facts"), WRONGS, ids=[f"{code}-{n}" for n, (_, code, _) in enumerate(WRONGS)]
)
def test_each_wrong_is_told_with_its_facts(
    check: Callable[[], list[Finding]],
    tamper: Tamper,
    sql: str,
    code: FindingCode,
    facts: dict[str, Any],
) -> None:
    tamper(sql)
    told = [one.facts for one in check() if one.code is code]
    assert any(facts.items() <= dict(one).items() for one in told), f"{code}: {told}"


def test_a_bare_row_of_search_text_is_told_when_the_index_agrees(
    check: Callable[[], list[Finding]], lived: ConsentDesk
) -> None:
    with writer(lived.engine).begin() as connection:
        connection.execute(text("DELETE FROM client_text WHERE client_id = 2"))
    assert [(one.code, one.facts) for one in check()] == [
        (FindingCode.SEARCH_TEXT, {"client_id": 2})
    ]


OVERLAPS: list[tuple[bool, dict[str, Any], dict[str, Any]]] = [
    (True, {}, {}),
    (True, {"start": 650, "end": 700}, {}),
    (True, {"part": "buffer"}, {}),
    (True, {"part": "absence"}, {}),
    (True, {"kind": "resource"}, {"kind": "resource"}),
    (True, {"kind": "salon", "subject": 0, "part": "closed"}, {}),
    (False, {"start": 660, "end": 700}, {}),
    (False, {"day": "2026-12-25"}, {}),
    (False, {"subject": 3}, {}),
    (False, {"reason": "both"}, {}),
    (False, {}, {"reason": "both"}),
    (False, {"part": "absence"}, {"part": "absence"}),
    (False, {"kind": "salon", "subject": 0, "part": "closed"}, {"part": "absence"}),
    (False, {"part": "hold", "expires": "2026-11-23 07:00:00.000000"}, {}),
    (True, {"part": "hold", "expires": "2026-11-25 07:00:00.000000"}, {}),
]


@pytest.mark.parametrize("swapped", [False, True])
@pytest.mark.parametrize(("wrong", "one", "other"), OVERLAPS)
def test_only_an_unexplained_overlap_is_told(
    check: Callable[[], list[Finding]],
    tamper: Tamper,
    wrong: bool,
    one: dict[str, Any],
    other: dict[str, Any],
    swapped: bool,
) -> None:
    for number, values in enumerate((other, one) if swapped else (one, other)):
        usual = {"kind": "operator", "subject": 2, "day": "2026-12-24", "start": 600, "end": 660}
        tamper(
            "INSERT INTO claim (id, subject_kind, subject_id, day, start_minute, end_minute, part,"
            " reason, hold_expires_at) VALUES"
            " (:id, :kind, :subject, :day, :start, :end, :part, :reason, :expires)",
            **(usual | {"part": "work", "reason": None, "expires": None} | values),
            id=9001 + number,
        )
    told = [one.facts["claim_ids"] for one in check() if one.code is FindingCode.CLAIMS_OVERLAP]
    if wrong:
        assert [set(ids) for ids in told] == [{9001, 9002}]  # type: ignore[call-overload]  # a pair of ids
    else:
        assert told == []


def test_a_message_answered_too_late_or_to_another_is_told(
    check: Callable[[], list[Finding]], tamper: Tamper
) -> None:
    tamper(
        "INSERT INTO inbound_delivery (id, sha256, body, signature, received_at, stored_at)"
        " VALUES (1, 'a', 'b', 'c', '2026-11-22 07:00:00.000000', '2026-11-22 07:00:00.000000')"
    )
    tamper(
        "INSERT INTO inbound_event (id, key, dedupe_key, delivery_id, kind, client_id, address,"
        " happened_at, applied_at, outcome, needs_person, answered) VALUES (1, 'k', 'd', 1, 'text',"
        " 1, :address, '2026-11-22 07:00:00.000000', '2026-11-22 07:00:00.000000', 'ok', 0, 1)",
        address=NUMBER,
    )
    tamper("UPDATE message SET purpose = 'answer', kind = 'reply' WHERE id = 1")
    tamper("UPDATE message_event SET ground_kind = 'inbound', ground_id = 1 WHERE message_id = 1")
    grounds = [one.facts for one in check() if one.code is FindingCode.MESSAGE_GROUND]
    assert grounds == [{"message_id": 1, "what": "too_late"}]
    tamper("UPDATE inbound_event SET happened_at = '2026-11-23 07:00:00.000000'")
    assert check() == []
    tamper("UPDATE inbound_event SET address = '+393990000000'")
    grounds = [one.facts for one in check() if one.code is FindingCode.MESSAGE_GROUND]
    assert grounds == [{"message_id": 1, "what": "of_another"}]
