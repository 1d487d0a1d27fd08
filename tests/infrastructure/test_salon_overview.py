"""The salon as it is set up, read from a real file in few statements."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event, update

from salon_desktop.application.platform_settings import PlatformSettings, write_platform_settings
from salon_desktop.application.ports.messages import StoredTemplate
from salon_desktop.domain.agenda.opening import DayException
from salon_desktop.domain.wall_clock import MinuteSpan
from salon_desktop.infrastructure.db.engine import writer
from salon_desktop.infrastructure.db.reading.salon_overview import SqlSalonOverview
from salon_desktop.infrastructure.db.repositories.foundation import SqlSalonFoundation
from salon_desktop.infrastructure.db.rows.staff import ServiceRow
from salon_desktop.infrastructure.db.unit_of_work import unit_of_work_opener

TODAY = date(2026, 11, 23)


@pytest.fixture
def overview(engine):
    return SqlSalonOverview(engine)


@pytest.fixture
def open_unit(engine):
    return unit_of_work_opener(engine)


@pytest.fixture
def statements(engine):
    """Every statement that is sent."""
    sent: list[str] = []

    def note(_connection, _cursor, statement, *_rest):
        sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    yield sent
    event.remove(engine, "before_cursor_execute", note)


def test_the_week_is_that_of_the_country_and_past_exceptions_are_left_out(overview, session):
    base = SqlSalonFoundation(session)
    base.add_exception(DayException(day=date(2026, 11, 1), label="past"))
    base.add_exception(DayException(day=date(2026, 12, 24), spans=(MinuteSpan(540, 780),)))
    base.add_exception(DayException(day=date(2026, 12, 7), label="bridge"))
    session.commit()
    hours = overview.hours(TODAY)
    assert hours.week.days[0] == ()
    assert hours.week.days[1] == (MinuteSpan(540, 1140),)
    assert [one.day for one in hours.exceptions] == [date(2026, 12, 7), date(2026, 12, 24)]
    assert hours.exceptions[0].label == "bridge"
    assert hours.exceptions[1].spans == (MinuteSpan(540, 780),)


def test_an_exception_of_two_spans_is_one_day(overview, session):
    SqlSalonFoundation(session).add_exception(
        DayException(day=date(2026, 12, 24), spans=(MinuteSpan(540, 720), MinuteSpan(840, 960)))
    )
    session.commit()
    [exception] = overview.hours(TODAY).exceptions
    assert exception.spans == (MinuteSpan(540, 720), MinuteSpan(840, 960))


def test_people_are_the_owner_and_the_operators_with_what_they_do(overview):
    people = overview.people()
    assert [(one.name, one.role) for one in people] == [
        ("Vera", "owner"),
        ("Sara", "beautician"),
        ("Anna", "technical_manager"),
        ("Giulia", "nail_technician"),
    ]
    assert people[0].services is None
    assert people[1].services == len(overview.services())
    assert 0 < people[3].services < people[1].services


def test_an_owner_with_a_column_stands_once(overview, session):
    foundation = SqlSalonFoundation(session)
    foundation.add_person("Sara", "owner")
    session.commit()
    people = overview.people()
    assert [one.name for one in people].count("Sara") == 1
    sara = next(one for one in people if one.name == "Sara")
    assert (sara.role, sara.services) == ("owner", len(overview.services()))


def test_rooms_come_before_devices_and_name_what_they_stand_in_for(overview):
    units = overview.units()
    forms = [one.form for one in units]
    assert forms == sorted(forms, key=["room", "device"].index)
    wet = next(one for one in units if one.also)
    assert wet.kind not in wet.also


def test_services_name_their_needs_and_hidden_ones_are_left_out(overview, engine):
    before = overview.services()
    with writer(engine).begin() as connection:
        connection.execute(
            update(ServiceRow).where(ServiceRow.name == before[0].name).values(active=False)
        )
    after = overview.services()
    assert len(after) == len(before) - 1
    assert any(one.needs for one in after)
    assert all(one.price.currency == "EUR" for one in after)


def test_every_version_of_a_wording_is_listed_and_the_newest_is_in_force(
    overview, open_unit, clock
):
    with open_unit() as unit:
        unit.wordings.publish("offers", "it", '{"question": "Anders?"}', clock.now())
        unit.commit()
    italian = [one for one in overview.wordings() if (one.kind, one.language) == ("offers", "it")]
    assert [(one.version, one.in_force) for one in italian] == [(2, True), (1, False)]


def test_an_account_that_was_never_set_up_is_empty(overview, clock):
    account = overview.account(clock.now())
    assert account.settings is None
    assert account.number is None
    assert (account.templates, account.valves) == ((), ())


def test_the_account_is_what_was_entered_and_what_was_said_last(overview, open_unit, clock):
    now = clock.now()
    with open_unit() as unit:
        settings = PlatformSettings(waba_id="1", number_id="2", relay_address="https://r.example")
        write_platform_settings(unit.salon, settings, unit.actor, now)
        unit.account.said("number", {"quality": "RED"}, now - timedelta(hours=1))
        unit.account.said("number", {"quality": "GREEN"}, now)
        unit.account.close_valve("all", "relay_gap", now)
        unit.account.close_valve("pair:+39", "too_fast_for_this_person", now, opens_at=now)
        template = StoredTemplate(
            name="appointment_reminder_1",
            language="it",
            platform_id="9",
            status="APPROVED",
            category="UTILITY",
            expected_category="UTILITY",
            quality=None,
            ttl_seconds=36000,
            components=[],
            synced_at=now,
        )
        unit.templates.replace_all([template], now)
        unit.commit()
    account = overview.account(now)
    assert account.settings == settings
    assert account.number is not None
    assert (account.number.facts, account.number.said_at) == ({"quality": "GREEN"}, now)
    assert [(one.name, one.opens_at) for one in account.valves] == [("all", None)]
    assert account.templates == (template,)


@pytest.mark.parametrize(
    ("ask", "most"),
    [
        (lambda it: it.hours(TODAY), 2),
        (lambda it: it.people(), 2),
        (lambda it: it.units(), 2),
        (lambda it: it.services(), 2),
        (lambda it: it.wordings(), 1),
    ],
)
def test_each_page_takes_few_statements(overview, statements, ask, most):
    ask(overview)
    assert len([one for one in statements if one.lstrip().upper().startswith("SELECT")]) <= most


def test_the_account_takes_four_statements(overview, statements, clock):
    overview.account(clock.now())
    assert len([one for one in statements if one.lstrip().upper().startswith("SELECT")]) == 4
