"""What the desk understands of statuses, preferences, templates and the account."""

from __future__ import annotations

import json
from typing import Any

import pytest

from salon_desktop.whatsapp.events import (
    AccountChanged,
    DeliveryStatus,
    MarketingPreference,
    Person,
    PreferenceChoice,
    Pricing,
    Restriction,
    StatusChanged,
    TemplateCategoryChanged,
    TemplateQualityChanged,
    TemplateStatusChanged,
    UnknownEvent,
)
from salon_desktop.whatsapp.webhook import read_events

GIULIA = {"wa_id": "390200000000", "user_id": "IT.9001"}


# ---- how our messages fared


def status(word: str = "delivered", **members: Any) -> dict[str, Any]:
    common = {
        "id": "wamid.OURS",
        "status": word,
        "timestamp": "1763712345",
        "recipient_id": "390200000000",
        "recipient_user_id": "IT.9001",
        "biz_opaque_callback_data": "key-1",
    }
    return common | members


@pytest.mark.parametrize("word", list(DeliveryStatus))
def test_a_status_names_our_message_by_both_ids(only, hook, sent_at, word):
    event = only(hook({"statuses": [status(word)]}), StatusChanged)
    assert (event.message_id, event.our_key, event.status) == ("wamid.OURS", "key-1", word)
    assert event.recipient == Person(phone="+390200000000", user_id="IT.9001")
    assert (event.at, event.dedupe_key) == (sent_at, f"status:wamid.OURS:{word}")


def test_a_failure_tells_its_codes_even_if_it_names_nobody(only, hook, sent_at):
    bare = {
        "id": "wamid.OURS",
        "status": "failed",
        "timestamp": 1763712345,
        "errors": [
            {"code": "131026", "title": "Undeliverable", "error_data": {"details": "old client"}},
            {"title": "?"},
        ],
    }
    event = only(hook({"statuses": [bare]}), StatusChanged)
    assert [(error.code, error.title) for error in event.errors] == [
        (131026, "Undeliverable"),
        (-1, "?"),
    ]
    assert event.errors[0].details == "old client"
    assert not event.recipient.known
    assert event.at == sent_at


def test_a_price_is_read_where_there_is_one(only, hook):
    pricing = {"billable": True, "pricing_model": "PMP", "type": "regular", "category": "utility"}
    priced = only(hook({"statuses": [status(pricing=pricing)]}), StatusChanged)
    assert priced.pricing == Pricing(category="utility", type="regular", model="PMP")
    assert only(hook({"statuses": [status()]}), StatusChanged).pricing is None


def test_a_status_of_tomorrow_is_kept_as_unknown(only, hook):
    event = only(hook({"statuses": [status("teleported")]}), UnknownEvent)
    assert event.kind == "status teleported"
    assert json.loads(event.value)["id"] == "wamid.OURS"


# ---- preferences, templates, account


@pytest.mark.parametrize("choice", list(PreferenceChoice))
def test_a_choice_about_promotions_names_the_person(only, hook, sent_at, choice):
    item = {
        "wa_id": "390200000000",
        "category": "marketing_messages",
        "value": choice.value,
        "detail": "told in the app",
        "timestamp": 1763712345,
        "signup_id": "s1",
    }
    value = {"contacts": [GIULIA], "user_preferences": [item]}
    event = only(hook(value, field="user_preferences"), MarketingPreference)
    assert (event.choice, event.person.phone) == (choice, "+390200000000")
    assert (event.person.user_id, event.at, event.signup_id) == ("IT.9001", sent_at, "s1")


def test_a_choice_of_a_person_behind_a_username_is_found_through_the_contact(only, hook):
    contact = {"user_id": "IT.9001"}
    value = {"contacts": [contact], "user_preferences": [{"value": "stop"}]}
    event = only(hook(value, field="user_preferences"), MarketingPreference)
    assert event.person == Person(user_id="IT.9001")


def test_equal_choices_of_two_persons_are_two_events(hook, received):
    items = [{"value": "stop", "wa_id": f"39020000000{n}", "timestamp": 1} for n in (1, 2)]
    value = {"user_preferences": items}
    assert len(read_events(hook(value, field="user_preferences"), received)) == 2


@pytest.mark.parametrize(
    "item",
    [
        {"wa_id": "390200000000", "value": "maybe"},
        {"wa_id": "390200000000", "value": "stop", "category": "calls"},
        {"value": "stop"},
        7,
    ],
)
def test_a_choice_that_is_not_understood_is_kept(only, hook, item):
    value = {"user_preferences": [item]}
    assert only(hook(value, field="user_preferences"), UnknownEvent).kind == "preference"


TEMPLATE = {
    "message_template_id": 77,
    "message_template_name": "appointment_reminder_1",
    "message_template_language": "it",
}


def test_a_paused_template_is_named_with_language_and_reason(only, hook):
    value = TEMPLATE | {
        "event": "PAUSED",
        "reason": "NONE",
        "message_template_category": "utility",
        "other_info": {"title": "FIRST_PAUSE", "description": "paused for 3 hours"},
    }
    event = only(hook(value, field="message_template_status_update"), TemplateStatusChanged)
    assert (event.template_id, event.template_name, event.language) == (
        "77",
        "appointment_reminder_1",
        "it",
    )
    assert (event.status, event.category, event.reason) == ("PAUSED", "UTILITY", "")
    assert event.advice == "paused for 3 hours"


def test_a_rejection_tells_the_reason_and_the_advice(only, hook):
    info = {"reason": "PROMOTIONAL", "recommendation": "leave out the offer"}
    value = TEMPLATE | {"event": "REJECTED", "reason": "INVALID_FORMAT", "rejection_info": info}
    event = only(hook(value, field="message_template_status_update"), TemplateStatusChanged)
    assert (event.reason, event.advice) == ("PROMOTIONAL", "leave out the offer")


@pytest.mark.parametrize("field", ["message_template_status_update", "template_category_update"])
def test_a_notice_about_a_template_that_does_not_say_what_is_kept(only, hook, field):
    event = only(hook(TEMPLATE, field=field), UnknownEvent)
    assert json.loads(event.value) == TEMPLATE


def test_a_template_tells_its_quality(only, hook):
    value = TEMPLATE | {"previous_quality_score": "GREEN", "new_quality_score": "RED"}
    event = only(hook(value, field="message_template_quality_update"), TemplateQualityChanged)
    assert (event.previous, event.current) == ("GREEN", "RED")


def test_an_announced_category_is_told_apart_from_a_changed_one(only, hook):
    field = "template_category_update"
    notice = TEMPLATE | {"new_category": "UTILITY", "correct_category": "MARKETING"}
    announced = only(hook(notice, field=field), TemplateCategoryChanged)
    assert (announced.category, announced.announced) == ("UTILITY", "MARKETING")
    change = TEMPLATE | {"previous_category": "UTILITY", "new_category": "MARKETING"}
    done = only(hook(change, field=field), TemplateCategoryChanged)
    assert (done.category, done.announced, done.previous) == ("MARKETING", "", "UTILITY")


def test_a_restriction_tells_what_is_forbidden_until_when(only, hook, sent_at):
    value = {
        "event": "ACCOUNT_RESTRICTION",
        "restriction_info": [
            {"restriction_type": "RESTRICTED_UTILITY_TEMPLATES", "expiration": 1763712345},
            {"restriction_type": "RESTRICTED_BIZ_INITIATED_MESSAGING"},
        ],
        "violation_info": {"violation_type": "UTILITY_TEMPLATE_ABUSE"},
    }
    event = only(hook(value, field="account_update", entry={"time": 1763712345}), AccountChanged)
    assert event.restrictions == (
        Restriction("RESTRICTED_UTILITY_TEMPLATES", sent_at),
        Restriction("RESTRICTED_BIZ_INITIATED_MESSAGING", None),
    )
    assert (event.what, event.violation) == ("ACCOUNT_RESTRICTION", "UTILITY_TEMPLATE_ABUSE")
    assert event.at == sent_at


def test_a_ban_tells_its_state(only, hook):
    value = {"event": "DISABLED_UPDATE", "ban_info": {"waba_ban_state": "SCHEDULE_FOR_DISABLE"}}
    event = only(hook(value, field="account_update"), AccountChanged)
    assert event.ban_state == "SCHEDULE_FOR_DISABLE"


@pytest.mark.parametrize(
    ("told", "people", "unlimited"),
    [
        ("TIER_2K", 2_000, False),
        (250, 250, False),
        ("TIER_UNLIMITED", None, True),
        (-1, None, True),
        ("TIER_NOT_SET", None, False),
    ],
)
def test_a_new_limit_is_a_number_of_people(only, hook, told, people, unlimited):
    value = {"max_daily_conversations_per_business": told}
    event = only(hook(value, field="business_capability_update"), AccountChanged)
    assert (event.people_per_day, event.unlimited) == (people, unlimited)


@pytest.mark.parametrize(
    ("field", "value", "what"),
    [
        ("account_alerts", {"alert_type": "OBA_REJECTED"}, "OBA_REJECTED"),
        ("account_review_update", {"decision": "REJECTED"}, "REJECTED"),
        ("phone_number_name_update", {"decision": "APPROVED"}, "APPROVED"),
        ("phone_number_quality_update", {"event": "THROUGHPUT_UPGRADE"}, "THROUGHPUT_UPGRADE"),
        ("security", {"event": "PIN_CHANGED"}, "PIN_CHANGED"),
        ("business_username_updates", {"status": "approved"}, "APPROVED"),
    ],
)
def test_notices_about_the_account_say_what_happened(only, hook, field, value, what):
    event = only(hook(value, field=field), AccountChanged)
    assert (event.field_name, event.what) == (field, what)
    assert json.loads(event.value) == value


def test_problems_told_beside_messages_are_the_accounts(only, hook, messages):
    value = messages() | {"errors": [{"code": 131031, "title": "locked"}]}
    event = only(hook(value), AccountChanged)
    assert (event.field_name, event.what, event.errors[0].code) == ("errors", "131031", 131031)


def test_a_field_of_tomorrow_is_kept_whole(only, hook):
    event = only(hook({"new": [1, "è"]}, field="tomorrow"), UnknownEvent)
    assert (event.field_name, json.loads(event.value)) == ("tomorrow", {"new": [1, "è"]})
