"""The tables the program starts from: keywords, catalogue, hours and periods fit the domain."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from salon_desktop.domain.agenda.services import MinorRule, Service
from salon_desktop.domain.messaging.keywords import WordClass, keyword_lists, understand
from salon_desktop.domain.messaging.quiet_hours import (
    COUNTRIES,
    NARROWEST,
    QuietHours,
    Windows,
    window,
)
from salon_desktop.domain.money import Money
from salon_desktop.localization.languages import LANGUAGES

RESOURCES = Path(__file__).resolve().parents[1] / "resources"
FIVE = set(LANGUAGES)
CODE = re.compile(r"[a-z][a-z0-9_]*")


def read(*path: str) -> Any:
    return json.loads(RESOURCES.joinpath(*path).read_text("utf-8"))


# ------------------------------------------------------------------------------ keywords


def test_keywords_have_every_class_in_seven_languages() -> None:
    data = read("keywords.json")
    assert set(data["languages"]) == {*FIVE, "fr", "es"}
    assert set(data["classes"]) == {*WordClass}
    for classes in data["languages"].values():
        assert set(classes) == {*WordClass}
        for entries in classes.values():
            assert entries and len(set(entries)) == len(entries)
            assert all(entry == entry.casefold() for entry in entries)
    assert set(keyword_lists(data["languages"]).by_language) == set(data["languages"])


def test_no_word_means_two_things_in_one_language() -> None:
    for language, classes in read("keywords.json")["languages"].items():
        words = [entry.lstrip("»") for entries in classes.values() for entry in entries]
        assert len(set(words)) == len(words), language


@pytest.mark.parametrize("language", sorted({*FIVE, "fr", "es"}))
def test_stop_ends_everything_in_every_language(language: str) -> None:
    lists = keyword_lists(read("keywords.json")["languages"])
    assert understand("Stop!", lists, language).meaning is WordClass.OPT_OUT_ALL


# ------------------------------------------------------------------------------ catalogue


def test_the_catalogue_has_62_services_that_the_domain_accepts() -> None:
    data, kinds = read("catalogue", "services.json"), read("catalogue", "resources.json")["kinds"]
    numbers = {kind["code"]: number for number, kind in enumerate(kinds, start=1)}
    assert [each["number"] for each in data["services"]] == list(range(1, 63))
    assert len({each["code"] for each in data["services"]}) == 62
    for each in data["services"]:
        service = Service(
            id=each["number"],
            name=each["names"]["it"],
            category=each["category"],
            active_before=each["active_before"],
            processing=each["processing"],
            active_after=each["active_after"],
            buffer=each["buffer"],
            price=Money(each["price_cents"], data["currency"]),
            needs=tuple(numbers[code] for code in each["needs"]),
            interval_weeks=each["interval_weeks"],
            patch_test=each["patch_test"],
            minors=MinorRule(each["minors"]),
            health_form=each["health_form"],
            consent_form=each["consent_form"],
            is_add_on=each["add_on"],
        )
        assert service.minutes == each["minutes"]
        assert each["price_low_cents"] <= each["price_cents"] <= each["price_high_cents"]
        assert CODE.fullmatch(each["code"])


def test_services_stand_in_the_nine_categories_and_have_names_of_their_own() -> None:
    data = read("catalogue", "services.json")
    codes = [category["code"] for category in data["categories"]]
    assert codes == ["face", "lash", "wax", "laser", "hand", "foot", "body", "tan", "makeup"]
    assert {each["category"] for each in data["services"]} == set(codes)
    for language in FIVE:
        names = [each["names"][language] for each in data["services"]]
        assert len(set(names)) == 62
        assert all(len(name) <= 42 for name in names), "a card in the agenda is narrow"


def test_whatever_a_service_needs_exists_in_the_salon() -> None:
    data = read("catalogue", "resources.json")
    kinds = {kind["code"]: kind["form"] for kind in data["kinds"]}
    assert set(kinds.values()) == {"room", "device"}
    present = {kind for unit in data["units"] for kind in (unit["kind"], *unit["also"])}
    assert present == set(kinds)
    assert len({unit["code"] for unit in data["units"]}) == len(data["units"])
    for service in read("catalogue", "services.json")["services"]:
        assert set(service["needs"]) <= present
        rooms = [code for code in service["needs"] if kinds[code] == "room"]
        assert len(rooms) == (0 if service["code"] == "patch_test" else 1)


def test_a_sunbed_is_never_for_minors_and_lasers_ask_the_guardian() -> None:
    services = {each["code"]: each for each in read("catalogue", "services.json")["services"]}
    assert services["sunbed"]["minors"] == "never"
    assert services["laser_large"]["minors"] == "with_guardian"
    assert services["laser_large"]["patch_test"] and services["laser_large"]["course"]


def test_opening_hours_are_whole_weeks_on_the_grid() -> None:
    hours = read("catalogue", "hours.json")
    assert set(hours["countries"]) == {"IT", "DE", "RO", "FI"}
    for week in (*hours["countries"].values(), hours["unlisted"]):
        assert len(week) == 7 and any(week)
        for spans in week:
            for opens, closes in spans:
                assert 0 <= opens < closes <= 1440
                assert opens % hours["grid_minutes"] == closes % hours["grid_minutes"] == 0


def test_no_reason_for_a_cancellation_is_preselected() -> None:
    reasons = read("catalogue", "cancellation_reasons.json")
    assert reasons["preselected"] is None
    assert {each["by"] for each in reasons["reasons"]} == {"client", "salon", "both"}
    assert len({each["code"] for each in reasons["reasons"]}) == 11


def test_roles_may_only_what_exists_and_the_desk_reads_no_health_notes() -> None:
    data = read("catalogue", "roles.json")
    roles = {role["code"]: set(role["may"]) for role in data["roles"]}
    assert all(may <= set(data["permissions"]) for may in roles.values())
    assert roles["owner"] == set(data["permissions"])
    assert "health_notes" not in roles["receptionist"] | roles["trainee"]
    assert "health_notice" in roles["receptionist"]


# ------------------------------------------------------------------------------ hours, periods


def quiet(shape: dict[str, Any]) -> QuietHours:
    def windows(part: dict[str, Any]) -> Windows:
        week = tuple(window(*span) if span else None for span in part["weekdays"])
        holiday, eve = part["holiday"], part["holiday_eve"]
        return Windows(
            week=week,
            holiday=window(*holiday) if holiday else None,
            eve=window(*eve) if eve else None,
        )

    return QuietHours(service=windows(shape["service_messages"]), offers=windows(shape["offers"]))


def test_quiet_hours_shown_to_the_owner_are_those_the_gate_keeps() -> None:
    data = read("quiet_hours.json")
    assert {country: quiet(shape) for country, shape in data["countries"].items()} == COUNTRIES
    assert quiet(data["unlisted"]) == NARROWEST


def test_every_country_has_a_period_for_every_class_of_data() -> None:
    data = read("retention.json")
    classes = [each["code"] for each in data["classes"]]
    assert set(data["months"]) == {"IT", "DE", "RO", "FI", "FR", "ES"}
    for months in (*data["months"].values(), data["unlisted"]):
        assert list(months) == classes
        assert all(0 < each <= 120 for each in months.values())
    for code in classes:
        assert data["unlisted"][code] == min(months[code] for months in data["months"].values())
    assert [data["months"][country]["fiscal"] for country in ("IT", "DE", "RO", "FI")] == [
        120, 96, 60, 72,
    ]  # fmt: skip
    for source in data["sources"]:
        assert source["class"] in classes and source["url"].startswith("https://")


def test_the_periods_the_notice_names_come_from_the_table() -> None:
    notice, data = read("wording", "privacy_notice.v1.json"), read("retention.json")
    source = data["notice_fields"]
    assert {f for f in notice["fields"] if f.endswith(("_months", "_years"))} == set(source)
    assert set(source.values()) <= set(data["unlisted"])


def test_the_age_for_consenting_alone_is_that_of_the_country() -> None:
    ages = read("catalogue", "consent_ages.json")
    assert ages["countries"] == {"IT": 14, "ES": 14, "FR": 15, "DE": 16, "RO": 16, "FI": 13}
    assert ages["unlisted"] == max(ages["countries"].values())
    assert ages["offers_from"] == 18
