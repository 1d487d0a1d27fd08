"""Two claims on one subject: what the file refuses, and what a reason or an approval allows."""

from __future__ import annotations

from typing import Any

import pytest
from sqlalchemy import Connection, text
from sqlalchemy.exc import IntegrityError

from salon_desktop.infrastructure.db.engine import writer
from tests.consent_desk import ConsentDesk
from tests.whole_file import insert

DAY, OTHER_DAY = "2026-11-26", "2026-11-27"


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
