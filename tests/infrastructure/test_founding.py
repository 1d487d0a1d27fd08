"""Founding a salon writes everything a first booking needs."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from salon_desktop.application.commands.set_up_salon import SalonExists, SalonFactsWrong
from salon_desktop.infrastructure.db.repositories.prices import SqlPriceList
from salon_desktop.infrastructure.db.repositories.salon import SqlSalonBook
from salon_desktop.infrastructure.db.rows.consent import WordingRow
from salon_desktop.infrastructure.db.rows.staff import ResourceKindRow, ServiceRow
from tests.salon_fixtures import SalonFile, found_salon


def test_a_founded_salon_knows_its_facts_and_who_acts(session: Session) -> None:
    book = SqlSalonBook(session)
    facts = book.facts()
    assert (facts.name, facts.country, facts.zone.key) == ("Istituto Mirtilla", "IT", "Europe/Rome")
    actor = book.first_actor()
    assert (actor.person_id, actor.desk_id) == (1, 1)


def test_the_catalogue_brings_services_with_parts_and_needs(session: Session) -> None:
    lash_lift = session.scalars(select(ServiceRow).where(ServiceRow.code == "lash_lift")).one()
    prices = SqlPriceList(session)
    service = prices.service(lash_lift.id)
    assert (service.active_before, service.processing, service.active_after) == (30, 15, 15)
    assert service.buffer == 10
    cabin = session.scalars(select(ResourceKindRow.id).where(ResourceKindRow.code == "cabin")).one()
    assert service.needs == (cabin,)
    assert len(prices.units(cabin)) == 3, "the wet room stands in for a cabin"
    assert len(prices.operators_for(service.id)) == 2, "the nail technician does no lashes"


def test_italian_hours_are_closed_on_monday(session: Session) -> None:
    hours = SqlPriceList(session).week_hours()
    assert hours.days[0] == ()
    assert hours.days[1][0].start == 9 * 60


def test_every_wording_is_there_in_five_languages_with_its_hash(session: Session) -> None:
    counted = session.execute(select(WordingRow.kind, func.count()).group_by(WordingRow.kind)).all()
    assert {count for _, count in counted} == {5}
    assert {"service_messages", "offers", "privacy_notice", "opt_out_answer"} <= {
        kind for kind, _ in counted
    }


def test_a_second_founding_is_refused(engine: Engine) -> None:
    with pytest.raises(SalonExists):
        found_salon(engine)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", " "),
        ("country", "Italy"),
        ("zone", "Europe/Nowhere"),
        ("currency", "euro"),
        ("language", "fr"),
    ],
)
def test_a_fact_that_makes_no_sense_is_named(empty_file: SalonFile, field: str, value: str) -> None:
    opened = empty_file.engine()
    try:
        with pytest.raises(SalonFactsWrong) as refused:
            found_salon(opened, **{field: value})
        assert refused.value.facts == {"field": field}
    finally:
        opened.dispose()
