"""Read the webhook fields about preferences, templates, the number and the account."""

from collections.abc import Callable, Iterator
from typing import Any, TypedDict

from salon_desktop.whatsapp.events import (
    AccountChanged,
    Event,
    MarketingPreference,
    PreferenceChoice,
    Restriction,
    TemplateCategoryChanged,
    TemplateQualityChanged,
    TemplateStatusChanged,
    UnknownEvent,
)
from salon_desktop.whatsapp.loose_json import (
    list_at,
    moment_at,
    object_at,
    objects_at,
    text_at,
    word_at,
)
from salon_desktop.whatsapp.webhook_context import Change, compact, read_errors
from salon_desktop.whatsapp.webhook_messages import find_person

_CHOICES = frozenset(choice.value for choice in PreferenceChoice)
_TIERS = {"50": 50, "250": 250, "1K": 1_000, "2K": 2_000, "10K": 10_000, "100K": 100_000}
_PEOPLE_NAMES = (
    "max_daily_conversations_per_business",
    "max_daily_conversation_per_phone",
    "current_limit",
)


def people_per_day(tier: str) -> tuple[int | None, bool]:
    """Return (unique people a moving 24 hours, unlimited) for ``TIER_2K``, ``2000``, ``-1`` …

    (None, False) means that the word is not understood.
    """
    word = tier.upper().removeprefix("TIER_")
    if word in {"UNLIMITED", "-1"}:
        return None, True
    if word in _TIERS:
        return _TIERS[word], False
    return (int(word) if word.isascii() and word.isdecimal() and len(word) < 10 else None), False


def read_preferences(change: Change) -> Iterator[Event]:
    """Yield one event a person and choice of a ``user_preferences`` change."""
    contacts = list(objects_at(change.value, "contacts"))
    preferences = list_at(change.value, "user_preferences")
    for item in preferences:
        choice = text_at(item, "value").lower()
        marketing = text_at(item, "category") in {"", "marketing_messages"}
        person = find_person(contacts, text_at(item, "wa_id"), text_at(item, "user_id"))
        if choice not in _CHOICES or not marketing or not person.known:
            yield _unknown(change, item, "preference")
            continue
        yield MarketingPreference(
            **change.shared(change.digest([item, person.user_id]), moment_at(item, "timestamp")),
            person=person,
            choice=PreferenceChoice(choice),
            detail=text_at(item, "detail"),
            signup_id=text_at(item, "signup_id"),
        )
    if not preferences:
        yield _unknown(change, change.value, "preference")


def read_notice(change: Change) -> Event:
    """Return the event of a change that tells one thing."""
    return NOTICE_READERS[change.field_name](change)


class _TemplateName(TypedDict):
    template_id: str
    template_name: str
    language: str


def _template_name(value: Any) -> _TemplateName:
    return {
        "template_id": text_at(value, "message_template_id"),
        "template_name": text_at(value, "message_template_name"),
        "language": text_at(value, "message_template_language"),
    }


def _template_status(change: Change) -> Event:
    value = change.value
    if not word_at(value, "event"):
        return _unknown(change, value, "template status")
    reason = word_at(value, "rejection_info", "reason") or word_at(value, "reason")
    advice = text_at(value, "rejection_info", "recommendation")
    return TemplateStatusChanged(
        **change.shared_by_content(value),
        **_template_name(value),
        status=word_at(value, "event"),
        category=word_at(value, "message_template_category"),
        reason="" if reason == "NONE" else reason,
        advice=advice or text_at(value, "other_info", "description"),
    )


def _template_quality(change: Change) -> Event:
    return TemplateQualityChanged(
        **change.shared_by_content(change.value),
        **_template_name(change.value),
        previous=word_at(change.value, "previous_quality_score"),
        current=word_at(change.value, "new_quality_score"),
    )


def _template_category(change: Change) -> Event:
    value = change.value
    if not word_at(value, "new_category"):
        return _unknown(change, value, "template category")
    return TemplateCategoryChanged(
        **change.shared_by_content(value),
        **_template_name(value),
        category=word_at(value, "new_category"),
        announced=word_at(value, "correct_category"),
        previous=word_at(value, "previous_category"),
    )


def _account(change: Change) -> Event:
    value = change.value
    told = next((text_at(value, name) for name in _PEOPLE_NAMES if text_at(value, name)), "")
    people, unlimited = people_per_day(told)
    return AccountChanged(
        **change.shared_by_content(value),
        field_name=change.field_name,
        what=next(filter(None, (word_at(value, name) for name in _WHAT_NAMES)), ""),
        restrictions=tuple(
            Restriction(word_at(item, "restriction_type"), moment_at(item, "expiration"))
            for item in objects_at(value, "restriction_info")
        ),
        violation=word_at(value, "violation_info", "violation_type"),
        ban_state=word_at(object_at(value, "ban_info"), "waba_ban_state"),
        people_per_day=people,
        unlimited=unlimited,
        errors=read_errors(value),
        value=compact(value),
    )


def _unknown(change: Change, part: Any, kind: str) -> UnknownEvent:
    return UnknownEvent(
        **change.shared_by_content(part),
        field_name=change.field_name,
        kind=kind,
        value=compact(part),
    )


_WHAT_NAMES = ("event", "alert_type", "decision", "status")
_ACCOUNT_FIELDS = (
    "account_update",
    "account_alerts",
    "account_review_update",
    "business_capability_update",
    "phone_number_quality_update",
    "phone_number_name_update",
    "business_username_updates",
    "message_template_components_update",
    "security",
)
NOTICE_READERS: dict[str, Callable[[Change], Event]] = {
    "message_template_status_update": _template_status,
    "message_template_quality_update": _template_quality,
    "template_category_update": _template_category,
    **dict.fromkeys(_ACCOUNT_FIELDS, _account),
}
