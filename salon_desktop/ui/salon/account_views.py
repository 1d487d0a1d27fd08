"""What the account's page shows, decided without a widget: valves, health, templates, secrets."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from salon_desktop.application.explaining.code_words import code_words, valve_words
from salon_desktop.application.explaining.message_words import message_kind_words
from salon_desktop.application.ports.messages import ShutValve, StoredTemplate
from salon_desktop.application.ports.texts import MessageTexts
from salon_desktop.application.queries.salon_overview import AccountOverview
from salon_desktop.application.valves import OpenedBy, opened_by
from salon_desktop.domain.messaging.message import MessageKind
from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats
from salon_desktop.localization.languages import LANGUAGES
from salon_desktop.ui.salon.account_wording import (
    Said,
    category_said,
    limit_said,
    name_said,
    number_said,
    quality_said,
    sending_said,
    template_said,
    verification_said,
)
from salon_desktop.ui.salon.wording import capital

REMINDERS = (MessageKind.REMINDER_1, MessageKind.REMINDER_2)
"""The kinds of template a salon hands in to remind clients."""

PAIR = "pair:"


@dataclass(frozen=True, slots=True)
class ValveView:
    """A closed valve in words; ``can_open`` tells that a person may open it."""

    name: str
    reason: str
    text: str
    advice: str
    can_open: bool


@dataclass(frozen=True, slots=True)
class HealthFact:
    """One line of the account's health."""

    label: str
    said: Said


@dataclass(frozen=True, slots=True)
class TemplateLine:
    """One template in one language."""

    kind: str
    language: str
    state: Said
    category: Said
    quality: Said


def valve_views(
    valves: Sequence[ShutValve], words: Catalog, formats: Formats
) -> tuple[ValveView, ...]:
    """Return the closed valves, what a person must deal with first.

    Short pauses of a single client's number are left out: they pass within minutes.
    """
    views = [_valve(one, words, formats) for one in valves if not one.name.startswith(PAIR)]
    return tuple(sorted(views, key=lambda view: not view.can_open))


def _valve(valve: ShutValve, words: Catalog, formats: Formats) -> ValveView:
    told = valve_words(valve.name, valve.reason, words)
    opens = opened_by(valve.reason, valve.opens_at)
    match opens:
        case OpenedBy.TIME if valve.opens_at is not None:
            ends = words._("It opens by itself: {when}.")
            ends = ends.format(when=formats.date_time(valve.opens_at))
        case OpenedBy.HEALTH:
            ends = words._("It opens by itself once WhatsApp reports better health.")
        case OpenedBy.SET_UP:
            ends = words._("It opens once the account was checked and saved below.")
        case _:
            ends = ""
    return ValveView(
        name=valve.name,
        reason=valve.reason,
        text=told.text,
        advice=f"{told.advice} {ends}".strip(),
        can_open=opens is OpenedBy.PERSON,
    )


def health_facts(
    overview: AccountOverview, now: datetime, words: Catalog, formats: Formats
) -> tuple[HealthFact, ...]:
    """Return the health of number, account and relay in lines; none before anything was said."""
    facts: list[HealthFact] = []
    if overview.number is not None:
        facts += _number_facts(overview.number.facts, words, formats)
    if overview.account is not None:
        verified = _text(overview.account.facts, "verification_status")
        said = verification_said(verified, words)
        facts.append(HealthFact(words._("Business behind the account"), said))
    if overview.settings is not None:
        facts.append(HealthFact(words._("Relay"), _relay_said(overview, now, words, formats)))
    return tuple(facts)


def _number_facts(number: Mapping[str, Any], words: Catalog, formats: Formats) -> list[HealthFact]:
    people = number.get("people_per_day")
    limit = people if isinstance(people, int) else None
    return [
        HealthFact(words._("Number"), Said(_text(number, "display_number") or "–")),
        HealthFact(
            words._("Name clients see"),
            name_said(_text(number, "verified_name"), _text(number, "name_status"), words),
        ),
        HealthFact(words._("State"), number_said(_text(number, "status"), words)),
        HealthFact(words._("Sending allowed"), sending_said(_text(number, "can_send"), words)),
        HealthFact(words._("Quality"), quality_said(_text(number, "quality"), words)),
        HealthFact(
            words._("Limit"), limit_said(_text(number, "limit_tier"), limit, words, formats)
        ),
    ]


def _relay_said(overview: AccountOverview, now: datetime, words: Catalog, formats: Formats) -> Said:
    if overview.settings is None or not overview.settings.relay_address:
        return Said(words._("none: answers and STOP do not come in by themselves"), "warn")
    if overview.relay_contact is None:
        return Said(words._("not reached yet"), "warn")
    age = formats.age(min(overview.relay_contact, now), now)
    return Said(words._("last reached {age}").format(age=age), "ok")


def troubles_of(overview: AccountOverview, words: Catalog) -> tuple[tuple[str, str], ...]:
    """Return (what, what to do) for each trouble the platform reported, once each."""
    codes: dict[int, None] = {}
    for said in (overview.number, overview.account):
        for trouble in () if said is None else said.facts.get("troubles") or ():
            code = trouble.get("code") if isinstance(trouble, dict) else None
            if isinstance(code, int):
                codes.setdefault(code)
    told = (code_words(code, words) for code in codes)
    return tuple(dict.fromkeys((one.text, one.advice) for one in told))


def template_lines(
    templates: Sequence[StoredTemplate], texts: MessageTexts, language: str, words: Catalog
) -> tuple[TemplateLine, ...]:
    """Return what the platform has, then the reminders it lacks in the salon's ``language``."""
    kinds = {one.name: kind for kind, one in texts.templates.items()}
    known = {(one.name, one.language) for one in templates}
    lines = [
        TemplateLine(
            kind=_kind_words(one.name, kinds, words),
            language=_language_words(one.language),
            state=template_said(one.status, words),
            category=category_said(one.category, one.expected_category, words),
            quality=_template_quality(one.quality, words),
        )
        for one in templates
    ]
    for kind in REMINDERS:
        ours = texts.templates.get(kind)
        if ours is None or language not in ours.by_language or (ours.name, language) in known:
            continue
        lines.append(
            TemplateLine(
                kind=capital(message_kind_words(kind, words)),
                language=_language_words(language),
                state=template_said("", words),
                category=category_said(ours.by_language[language].category, None, words),
                quality=Said(""),
            )
        )
    return tuple(lines)


def _kind_words(name: str, kinds: Mapping[str, MessageKind], words: Catalog) -> str:
    kind = kinds.get(name)
    return name if kind is None else capital(message_kind_words(kind, words)) or name


def _language_words(code: str) -> str:
    language = LANGUAGES.get(code.partition("_")[0])
    return code if language is None else language.own_name


def _template_quality(quality: str | None, words: Catalog) -> Said:
    match quality:
        case "GREEN":
            return Said(words.p_("quality of a template", "high"), "ok")
        case "YELLOW":
            return Said(words.p_("quality of a template", "medium"), "warn")
        case "RED":
            return Said(words.p_("quality of a template", "low"), "danger")
        case _:
            return Said("–", "muted")


def _text(facts: Mapping[str, Any], name: str) -> str:
    value = facts.get(name)
    return value if isinstance(value, str) else ""
