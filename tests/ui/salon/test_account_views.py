"""What the account's page says, decided without a widget."""

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from salon_desktop.application.platform_settings import PlatformSettings
from salon_desktop.application.ports.messages import ShutValve, StoredTemplate
from salon_desktop.application.queries.salon_overview import AccountOverview, SaidFacts
from salon_desktop.infrastructure.files.message_texts import message_texts
from salon_desktop.infrastructure.places import shipped
from salon_desktop.localization.formats import Formats
from salon_desktop.ui.salon.account_views import (
    health_facts,
    template_lines,
    troubles_of,
    valve_views,
)
from salon_desktop.ui.salon.account_wording import quality_said, template_said
from salon_desktop.ui.salon.addresses import is_address

NOW = datetime(2026, 11, 24, 9, 44, tzinfo=UTC)
SETTINGS = PlatformSettings(waba_id="1", number_id="2", relay_address="https://relay.example")
NUMBER = {
    "display_number": "+39 02 0000 0001",
    "verified_name": "Istituto Mirtilla",
    "name_status": "APPROVED",
    "quality": "YELLOW",
    "status": "CONNECTED",
    "limit_tier": "TIER_2K",
    "people_per_day": 2000,
    "can_send": "AVAILABLE",
    "troubles": [{"entity": "WABA", "code": 131042}, {"entity": "NUMBER", "code": 131042}],
}


@pytest.fixture
def formats():
    return Formats("en", ZoneInfo("Europe/Rome"))


@pytest.fixture(scope="module")
def texts():
    return message_texts(shipped().resources)


def overview(**values):
    nothing: dict[str, Any] = {
        "settings": SETTINGS,
        "number": SaidFacts(facts=NUMBER, said_at=NOW),
        "account": None,
        "relay_contact": NOW - timedelta(minutes=2),
        "templates": (),
        "valves": (),
    }
    return AccountOverview(**(nothing | values))


def valve(name="all", reason="relay_gap", opens_at=None):
    return ShutValve(name=name, reason=reason, code=None, closed_at=NOW, opens_at=opens_at)


def template(**values):
    plain: dict[str, Any] = {
        "name": "appointment_reminder_1",
        "language": "it",
        "platform_id": "9",
        "status": "APPROVED",
        "category": "UTILITY",
        "expected_category": "UTILITY",
        "quality": "GREEN",
        "ttl_seconds": None,
        "components": [],
        "synced_at": NOW,
    }
    return StoredTemplate(**(plain | values))


def test_what_a_person_must_deal_with_comes_first(words, formats):
    views = valve_views(
        [valve(reason="token_refused"), valve("promotions", "too_many_complaints")],
        words,
        formats,
    )
    assert [one.can_open for one in views] == [True, False]


def test_a_pause_says_when_it_ends(words, formats):
    later = NOW + timedelta(hours=3)
    paused = valve("template:offer_1", "template_paused", later)
    [view] = valve_views([paused], words, formats)
    assert "13:44" in view.advice
    assert not view.can_open


def test_a_single_clients_pause_is_left_out(words, formats):
    assert valve_views([valve("pair:+39333", "too_fast", NOW)], words, formats) == ()


def test_health_is_told_in_words_with_a_tone(words, formats):
    facts = {one.label: one.said for one in health_facts(overview(), NOW, words, formats)}
    assert facts["Quality"].tone == "warn"
    assert facts["Limit"].text == "2,000 clients in 24 hours"
    assert facts["Name clients see"].tone == "ok"
    assert facts["Relay"].text == "last reached 2 minutes ago"


def test_a_contact_from_the_future_is_now(words, formats):
    told = overview(relay_contact=NOW + timedelta(minutes=5))
    facts = {one.label: one.said for one in health_facts(told, NOW, words, formats)}
    assert "in 5" not in facts["Relay"].text


def test_without_a_relay_the_page_says_what_is_missing(words, formats):
    told = overview(settings=PlatformSettings(waba_id="1", number_id="2"))
    facts = {one.label: one.said for one in health_facts(told, NOW, words, formats)}
    assert facts["Relay"].tone == "warn"
    assert "STOP" in facts["Relay"].text


def test_without_an_account_there_is_no_health(words, formats):
    told = overview(settings=None, number=None, relay_contact=None)
    assert health_facts(told, NOW, words, formats) == ()


def test_a_trouble_of_number_and_account_is_told_once(words):
    [(text, advice)] = troubles_of(overview(), words)
    assert "cannot charge" in text
    assert advice


def test_facts_of_another_shape_stop_nothing(words, formats):
    odd = SaidFacts(facts={"quality": 3, "troubles": "none", "people_per_day": "x"}, said_at=NOW)
    told = overview(number=odd, account=odd)
    assert health_facts(told, NOW, words, formats)
    assert troubles_of(told, words) == ()


def test_a_template_counted_as_another_kind_is_a_warning(words, texts):
    told = template_lines([template(category="MARKETING")], texts, "it", words)
    line = told[0]
    assert (line.kind, line.language) == ("Reminder", "Italiano")
    assert line.category.tone == "warn"


def test_a_reminder_that_was_never_handed_in_is_listed_as_missing(words, texts):
    lines = template_lines([template()], texts, "it", words)
    assert [line.state.text for line in lines] == ["approved", "not handed in yet"]
    assert lines[1].kind == "Second reminder"


def test_a_template_of_somebody_else_keeps_its_name(words, texts):
    told = template_lines([template(name="hello_world", language="en_US")], texts, "it", words)
    assert (told[0].kind, told[0].language) == ("hello_world", "English")


@pytest.mark.parametrize("status", ["APPROVED", "PENDING", "REJECTED", "PAUSED", "DISABLED"])
def test_every_state_of_a_template_has_a_word_and_a_sign(words, status):
    said = template_said(status, words)
    assert said.text != status
    assert said.icon


def test_a_word_the_program_does_not_know_is_shown_as_it_is(words):
    assert template_said("BRAND_NEW", words).text == "BRAND_NEW"
    assert quality_said("NA", words).tone == "muted"


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        ("https://relay.example/hook/mirtilla", True),
        ("http://127.0.0.1:8080", True),
        ("http://[::1]:8080", True),
        ("http://localhost:1", True),
        ("http://relay.example", False),
        ("https://user:pass@relay.example", False),
        ("https://relay.example/?key=1", False),
        ("https://relay.example/#top", False),
        ("relay.example", False),
        ("https://", False),
        ("https://relay .example", False),
        ("https://[broken", False),
        ("", False),
    ],
)
def test_an_address_is_https_or_this_machine(text, fits):
    assert is_address(text) is fits
