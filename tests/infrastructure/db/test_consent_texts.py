"""The texts a client is shown are the salon's stored ones, with its facts filled in."""

import json

import pytest
from sqlalchemy import event

from salon_desktop.application.ports.unit_of_work import NotFound
from salon_desktop.application.queries.consent_texts import (
    BUSINESS_NUMBER,
    DEFAULT_QUESTIONS,
    QUESTIONS,
)
from salon_desktop.domain.clients.client import Client, ClientPhone
from salon_desktop.domain.consent.events import Purpose
from salon_desktop.infrastructure.db.reading.consent_texts import SqlConsentTexts
from salon_desktop.infrastructure.db.unit_of_work import unit_of_work_opener
from salon_desktop.infrastructure.phones import NumberingPlans

KEY = "0b6f7c1e-5f3a-4c64-9a51-1f2b3c4d5e6f"


@pytest.fixture
def open_unit(engine):
    return unit_of_work_opener(engine)


@pytest.fixture
def read(engine, clock):
    return SqlConsentTexts(engine, clock)


@pytest.fixture
def zoe(open_unit, clock):
    """A client with a landline and a mobile number."""
    plans = NumberingPlans()
    phones = tuple(
        ClientPhone(number=plans.parse(typed, "IT")) for typed in ("06 5012 7012", "335 012 5093")
    )
    client = Client(key=KEY, first_name="Zoe", last_name="Marin", language="de", phones=phones)
    with open_unit() as unit:
        added = unit.clients.add(client, now=clock.now(), origin="desk")
        unit.commit()
    return added.id


def set_salon(open_unit, clock, **values):
    with open_unit() as unit:
        for name, value in values.items():
            unit.salon.set(name, value, actor=unit.actor, now=clock.now())
        unit.commit()


def test_every_question_is_there_in_five_languages_without_open_fields(read, zoe):
    texts = read(zoe)
    assert {language for _, language in texts.asked} == {"it", "de", "ro", "fi", "en"}
    assert {purpose for purpose, _ in texts.asked} == set(Purpose)
    for text in texts.asked.values():
        assert text.version == 1
        assert "{" not in text.question + text.explanation + text.legal + text.spoken
    assert "Istituto Mirtilla" in texts.asked[Purpose.OFFERS, "it"].legal


def test_the_privacy_notice_names_the_periods_of_the_country(read, zoe, open_unit, clock):
    set_salon(open_unit, clock, address="Via Roma 1", contact="ciao@example.com")
    notice = read(zoe).notices["it"]
    whole = " ".join(text for _, text in notice.sections)
    assert "{" not in notice.short + whole
    assert "Via Roma 1" in whole
    assert "36 mesi" in whole
    assert "10 anni" in whole


def test_a_salon_without_address_leaves_no_hole_in_the_sentence(read, zoe):
    whole = " ".join(text for _, text in read(zoe).notices["it"].sections)
    assert "Istituto Mirtilla. " in whole
    assert ", ." not in whole


def test_the_number_is_the_first_that_can_have_messages(read, zoe):
    assert read(zoe).number == "+393350125093"


def test_her_language_comes_first_among_those_with_every_text(read, zoe):
    assert read(zoe).languages((Purpose.OFFERS,))[0] == "de"


def test_a_newer_version_is_the_one_that_is_read(read, zoe, open_unit, clock):
    with open_unit() as unit:
        old = json.loads(unit.wordings.newest("offers", "it").text)
        newer = json.dumps(old | {"question": "Vuole {nostre} offerte da {salon}?"})
        unit.wordings.publish("offers", "it", newer, clock.now())
        unit.commit()
    text = read(zoe).asked[Purpose.OFFERS, "it"]
    assert text.version == 2
    assert text.question == "Vuole {nostre} offerte da Istituto Mirtilla?"


def test_the_salon_chooses_its_questions_and_unknown_codes_are_left_out(
    read, zoe, open_unit, clock
):
    assert read(zoe).questions == DEFAULT_QUESTIONS
    set_salon(open_unit, clock, **{QUESTIONS: ["offers", "tattoos", "offers"]})
    assert read(zoe).questions == (Purpose.OFFERS,)
    set_salon(open_unit, clock, **{QUESTIONS: ["tattoos"]})
    assert read(zoe).questions == DEFAULT_QUESTIONS


def test_the_salons_own_number_is_passed_on(read, zoe, open_unit, clock):
    assert read(zoe).business_number == ""
    set_salon(open_unit, clock, **{BUSINESS_NUMBER: "+393339876543"})
    assert read(zoe).business_number == "+393339876543"


def test_nobody_of_that_id_is_said(read):
    with pytest.raises(NotFound):
        read(99)


def test_it_takes_few_statements(read, zoe, engine):
    statements = []
    event.listen(engine, "before_cursor_execute", lambda *call: statements.append(call[2]))
    read(zoe)
    assert len(statements) <= 5
