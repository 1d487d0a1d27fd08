"""A day of the agenda: columns, entries, signs, holds; in few statements that walk no history."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, insert, text, update

from salon_desktop.application.queries.day_agenda import AgendaDay, AgendaEntry, MessagesState
from salon_desktop.domain.agenda.claims import SubjectKind
from salon_desktop.domain.agenda.opening import Absence, AbsenceKind, DayException, Shift
from salon_desktop.domain.agenda.status import Status
from salon_desktop.domain.wall_clock import MinuteSpan
from salon_desktop.infrastructure.clock import FixedClock
from salon_desktop.infrastructure.db.reading.day_agenda import SqlDayAgenda
from salon_desktop.infrastructure.db.rows.agenda import ClaimRow
from salon_desktop.infrastructure.db.rows.clients import ClientRow
from salon_desktop.infrastructure.db.rows.consent import ConsentStateRow
from salon_desktop.infrastructure.db.rows.messages import MessageRow
from salon_desktop.infrastructure.db.rows.staff import OperatorRow
from salon_desktop.infrastructure.public_holidays import PublicHolidays
from tests.agenda_desk import (
    ANNA,
    ELEVEN,
    GIULIA,
    HARD,
    SARA,
    SOFT,
    SUNDAY,
    TEN,
    TUESDAY,
    AgendaDesk,
)

DAY_STATEMENTS = 4  # what was explained, entries, absences, holds
LAST_DAY = date(2036, 1, 1)


@pytest.fixture
def agenda(engine: Engine, clock: FixedClock) -> SqlDayAgenda:
    return SqlDayAgenda(engine, clock, PublicHolidays())


def entry(day: AgendaDay) -> AgendaEntry:
    (one,) = day.entries
    return one


def test_an_empty_day_has_a_column_for_everybody(agenda: SqlDayAgenda) -> None:
    day = agenda(TUESDAY)
    assert [(one.name, one.role, one.colour) for one in day.columns] == [
        ("Sara", "beautician", "lash"),
        ("Anna", "technical_manager", "face"),
        ("Giulia", "nail_technician", "hand"),
    ]
    assert day.opening == (MinuteSpan(540, 1140),)
    assert {one.bookable for one in day.columns} == {(MinuteSpan(540, 1140),)}
    assert {one.percent_busy for one in day.columns} == {0}
    assert "Cabina 1" in {room.name for room in day.rooms}
    assert (day.entries, day.holds) == ((), ())


def test_an_entry_tells_what_the_card_shows(desk: AgendaDesk, agenda: SqlDayAgenda) -> None:
    bianca = desk.client("Bianca Moretti")
    visit = desk.book("lash_lift", client=bianca, note="porta la figlia")
    one = entry(agenda(TUESDAY))
    assert (one.appointment_id, one.position, one.version) == (visit.id, 0, 1)
    assert (one.start, one.end, one.blocked_until, one.parts) == (600, 660, 670, (30, 15, 15))
    assert one.processing == (630, 645)
    assert (one.visit_start, one.visit_end) == (600, 660)
    assert (one.client_id, one.client_name) == (bianca, "Bianca Moretti")
    assert (one.service, one.category) == ("Laminazione ciglia", "lash")
    assert (one.room_ids, one.rooms) == (visit.steps[0].resource_ids, ("Cabina 1",))
    assert (one.is_new, one.has_alert, one.has_note, one.operator_requested) == (
        True,
        False,
        True,
        True,
    )
    assert "Moretti" not in repr(one)
    assert "Moretti" not in repr(agenda(TUESDAY))


def test_a_visit_of_two_steps_has_an_entry_for_each(desk: AgendaDesk, agenda: SqlDayAgenda) -> None:
    visit = desk.book("brow_shaping", also=["lash_tint"])
    desk.move(visit, TEN, operator_id=ANNA, step_position=1)
    first, second = agenda(TUESDAY).entries
    assert (first.operator_id, second.operator_id) == (SARA, ANNA)
    assert (first.position, second.position) == (0, 1)
    assert first.visit_end == second.end == second.visit_end


def test_entries_come_in_the_order_of_the_day(desk: AgendaDesk, agenda: SqlDayAgenda) -> None:
    for start in (ELEVEN, 540, TEN):
        desk.book(start=start)
    assert [one.start for one in agenda(TUESDAY).entries] == [540, TEN, ELEVEN]


def test_no_shows_stay_and_given_up_visits_leave(desk: AgendaDesk, agenda: SqlDayAgenda) -> None:
    desk.cancel(desk.book(start=540))
    stays = desk.book()
    desk.at(12)
    desk.status(stays, Status.NO_SHOW)
    day = agenda(TUESDAY)
    assert entry(day).status is Status.NO_SHOW
    assert day.columns[0].percent_busy == 0, "who did not come keeps nobody busy"


def test_percent_busy_counts_hands_and_clean_up(desk: AgendaDesk, agenda: SqlDayAgenda) -> None:
    desk.book("lash_lift")  # hands 45, clean-up 10 of 600 minutes
    assert agenda(TUESDAY).columns[0].percent_busy == 9
    assert [one.percent_busy for one in agenda(SUNDAY).columns] == [None, None, None]


def test_breaks_absences_and_shifts_cut_the_column(desk: AgendaDesk, agenda: SqlDayAgenda) -> None:
    def staff(base: Any) -> None:
        base.add_shift(Shift(operator_id=SARA, weekday=1, spans=(MinuteSpan(540, 900),)))
        base.add_absence(
            Absence(
                subject_id=SARA,
                kind=AbsenceKind.BREAK,
                first_day=TUESDAY,
                last_day=LAST_DAY,
                span=MinuteSpan(780, 840),
                weekday=1,
            )
        )
        base.add_absence(
            Absence(
                subject_id=SARA,
                kind=AbsenceKind.TRAINING,
                first_day=TUESDAY,
                last_day=TUESDAY,
                span=MinuteSpan(540, 570),
            ),
            note="prodotto nuovo",
        )
        base.add_absence(
            Absence(
                subject_kind=SubjectKind.RESOURCE,
                subject_id=desk.rooms["Cabina 2"],
                kind=AbsenceKind.OUT_OF_ORDER,
                first_day=TUESDAY,
                last_day=TUESDAY,
            )
        )

    desk.found(staff)
    day = agenda(TUESDAY)
    sara, anna, _ = day.columns
    assert sara.shift == (MinuteSpan(540, 900),)
    assert sara.bookable == (MinuteSpan(570, 780), MinuteSpan(840, 900))
    assert [(one.kind, one.start, one.note) for one in sara.away] == [
        (AbsenceKind.TRAINING, 540, "prodotto nuovo"),
        (AbsenceKind.BREAK, 780, ""),
    ]
    assert anna.away == ()
    out = {room.name: room.away for room in day.rooms if room.away}
    assert [one.kind for one in out["Cabina 2"]] == [AbsenceKind.OUT_OF_ORDER]
    next_day = agenda(TUESDAY + timedelta(days=1))
    assert next_day.columns[0].shift == (), "a rota without Wednesday is a day off"
    assert all(room.away == () for room in next_day.rooms)


def test_closed_days_say_why(desk: AgendaDesk, agenda: SqlDayAgenda) -> None:
    desk.found(lambda base: base.add_exception(DayException(day=TUESDAY, label="inventario")))
    assert (agenda(TUESDAY).opening, agenda(TUESDAY).closed_label) == ((), "inventario")
    christmas = agenda(date(2026, 12, 25))
    assert (christmas.opening, christmas.holiday) == ((), "Natale")


def test_who_left_stands_in_the_day_only_with_visits(
    desk: AgendaDesk, agenda: SqlDayAgenda
) -> None:
    desk.book()
    with desk.engine.begin() as connection:
        connection.execute(update(OperatorRow).where(OperatorRow.id == SARA).values(active=False))
    assert [one.operator_id for one in agenda(TUESDAY).columns] == [SARA, ANNA, GIULIA]
    after = agenda(TUESDAY + timedelta(days=1))
    assert [one.operator_id for one in after.columns] == [ANNA, GIULIA]


def test_an_allowed_overlap_says_why(desk: AgendaDesk, agenda: SqlDayAgenda) -> None:
    first = desk.book(rooms=())
    second = desk.book(rooms=(), permission=SOFT)
    reasons = {one.appointment_id: one.overlap_reason for one in agenda(TUESDAY).entries}
    assert reasons == {first.id: None, second.id: "una sorella"}


def test_a_hold_is_an_entry_until_it_runs_out(desk: AgendaDesk, agenda: SqlDayAgenda) -> None:
    held = desk.book(hold_minutes=10)
    assert entry(agenda(TUESDAY)).hold_expires_at == held.hold_expires_at
    desk.clock.set(desk.clock.now() + timedelta(minutes=10))
    assert agenda(TUESDAY).entries == ()


def test_a_place_held_at_a_desk_is_shown_with_its_end(
    desk: AgendaDesk, agenda: SqlDayAgenda
) -> None:
    until = desk.clock.now() + timedelta(minutes=5)
    with desk.engine.begin() as connection:
        connection.execute(
            insert(ClaimRow).values(
                subject_kind="operator",
                subject_id=SARA,
                day=TUESDAY,
                start_minute=TEN,
                end_minute=ELEVEN,
                part="hold",
                hold_owner="banco-1",
                hold_expires_at=until,
            )
        )
    (hold,) = agenda(TUESDAY).holds
    assert (hold.operator_id, hold.start, hold.end) == (SARA, TEN, ELEVEN)
    assert (hold.owner, hold.expires_at) == ("banco-1", until)
    assert agenda(TUESDAY + timedelta(days=1)).holds == ()
    desk.clock.set(until)
    assert agenda(TUESDAY).holds == ()


def test_a_walk_in_has_her_own_name_and_no_messages(desk: AgendaDesk, agenda: SqlDayAgenda) -> None:
    desk.book(walk_in_name="signora col cane")
    one = entry(agenda(TUESDAY))
    assert (one.client_name, one.messages, one.is_new) == (
        "signora col cane",
        MessagesState.NONE,
        False,
    )


def test_a_client_is_new_until_a_visit_of_hers_was_done(
    desk: AgendaDesk, agenda: SqlDayAgenda
) -> None:
    bianca = desk.client()
    first, second = desk.book(client=bianca), desk.book(start=ELEVEN, client=bianca)
    later = desk.book(client=bianca, day=TUESDAY + timedelta(days=1))
    assert {one.is_new for one in agenda(TUESDAY).entries} == {True}
    desk.status(first, Status.DONE)
    desk.status(second, Status.DONE)
    assert {one.is_new for one in agenda(TUESDAY).entries} == {True}, "that was her first day"
    assert entry(agenda(later.day)).is_new is False


def test_an_alert_is_a_sign(desk: AgendaDesk, agenda: SqlDayAgenda) -> None:
    desk.book(client=desk.client())
    with desk.engine.begin() as connection:
        connection.execute(update(ClientRow).values(alert="lattice"))
    assert entry(agenda(TUESDAY)).has_alert


@pytest.mark.parametrize(
    ("state", "reason", "shown"),
    [
        ("planned", None, MessagesState.POSSIBLE),
        ("delivered", None, MessagesState.POSSIBLE),
        ("blocked", "not_asked", MessagesState.IMPOSSIBLE),
        ("failed", "refused", MessagesState.IMPOSSIBLE),
        ("voided", "withdrawn", MessagesState.IMPOSSIBLE),
        ("voided", "replaced", MessagesState.POSSIBLE),  # then her consent speaks
        ("phoned", None, MessagesState.IMPOSSIBLE),
    ],
)
def test_the_message_about_the_visit_speaks_first(
    desk: AgendaDesk, agenda: SqlDayAgenda, state: str, reason: str | None, shown: MessagesState
) -> None:
    desk.book(client=granted(desk), day=TUESDAY + timedelta(days=7))
    with desk.engine.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER message_goes_back")
        connection.execute(
            update(MessageRow).values(
                state=state, reason=reason, ground_kind="consent", ground_id=1
            )
        )
    assert entry(agenda(TUESDAY + timedelta(days=7))).messages is shown


def granted(desk: AgendaDesk, **other: Any) -> int:
    """Store a client for whom a consent to service messages stands."""
    client = desk.client(phone="+393331234567")
    values: dict[str, Any] = {
        "client_id": client,
        "channel": "whatsapp",
        "address": "+393331234567",
        "purpose": "service_messages",
        "state": "granted",
        "event_seq": 1,
        "event_key": "k",
    }
    with desk.engine.begin() as connection:
        connection.execute(insert(ConsentStateRow).values(values | other))
    return client


@pytest.mark.parametrize(
    ("other", "shown"),
    [
        ({}, MessagesState.POSSIBLE),
        ({"state": "withdrawn"}, MessagesState.IMPOSSIBLE),
        ({"platform_blocked": True}, MessagesState.IMPOSSIBLE),
        (
            {"valid_until": datetime.fromisoformat("2026-11-23T07:00:00+00:00")},
            MessagesState.IMPOSSIBLE,
        ),
        ({"purpose": "offers"}, MessagesState.IMPOSSIBLE),
    ],
)
def test_without_a_message_her_consent_speaks(
    desk: AgendaDesk, agenda: SqlDayAgenda, other: dict[str, Any], shown: MessagesState
) -> None:
    client = granted(desk, **other)
    desk.book(client=client, day=TUESDAY)
    with desk.engine.begin() as connection:
        for table in ("message_event", "message"):
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_kept")
            connection.execute(text(f"DELETE FROM {table}"))
    assert entry(agenda(TUESDAY)).messages is shown


def test_a_week_is_its_days(desk: AgendaDesk, agenda: SqlDayAgenda) -> None:
    desk.book()
    desk.book(by=ANNA, day=TUESDAY + timedelta(days=1))
    desk.book(day=SUNDAY, permission=HARD)
    monday = TUESDAY - timedelta(days=1)
    week = agenda.week(monday)
    assert [day.day for day in week] == [monday + timedelta(days=number) for number in range(7)]
    assert week == [agenda(day.day) for day in week]
    only = agenda.week(monday, operator_id=ANNA)
    assert [len(day.entries) for day in only] == [0, 0, 1, 0, 0, 0, 0]
    assert {column.operator_id for day in only for column in day.columns} == {ANNA}


def test_a_day_and_a_week_cost_the_same_few_statements_and_walk_no_history(
    desk: AgendaDesk, agenda: SqlDayAgenda, cost: Any
) -> None:
    for start in (540, 615, 690):
        desk.book("lash_lift", start, client=desk.client())
    agenda(TUESDAY)
    monday = TUESDAY - timedelta(days=1)
    assert cost(lambda: agenda(TUESDAY)) == DAY_STATEMENTS
    assert cost(lambda: agenda.week(monday)) == DAY_STATEMENTS
    assert cost(lambda: agenda.week(monday, operator_id=SARA)) == DAY_STATEMENTS


def test_what_was_remembered_is_forgotten_when_the_catalogue_changes(
    desk: AgendaDesk, agenda: SqlDayAgenda
) -> None:
    assert len(agenda(TUESDAY).columns) == 3
    with desk.engine.begin() as connection:
        connection.execute(update(OperatorRow).where(OperatorRow.id == SARA).values(name="Sarah"))
    assert agenda(TUESDAY).columns[0].name == "Sarah"
