"""The stored wordings of one client's questions, with the salon's facts filled in."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from salon_desktop.application.ports.clock import Clock
from salon_desktop.application.ports.unit_of_work import NotFound
from salon_desktop.application.queries.consent_texts import (
    BUSINESS_NUMBER,
    DEFAULT_QUESTIONS,
    QUESTIONS,
    AskedText,
    ConsentTexts,
    NoticeText,
)
from salon_desktop.domain.consent.events import Purpose
from salon_desktop.domain.phone import PhoneKind, PhoneNumber
from salon_desktop.domain.privacy.retention import RetentionClass, period_of
from salon_desktop.domain.wall_clock import to_wall
from salon_desktop.infrastructure.db.reading.consent_work import hers_on
from salon_desktop.infrastructure.db.rows.clients import ClientPhoneRow, ClientRow
from salon_desktop.infrastructure.db.rows.consent import WordingRow
from salon_desktop.infrastructure.db.rows.salon import SettingRow

NOTICE = "privacy_notice"
ADDRESS, CONTACT = "address", "contact"
PURPOSES = {purpose.value: purpose for purpose in Purpose}
SETTINGS = ("name", "country", "zone", ADDRESS, CONTACT, BUSINESS_NUMBER, QUESTIONS)
PERIODS = {
    "card_months": RetentionClass.CLIENT_CARD,
    "offers_months": RetentionClass.OFFERS_USE,
    "health_months": RetentionClass.HEALTH,
    "message_months": RetentionClass.MESSAGE_CONTENT,
    "proof_months": RetentionClass.CONSENT_PROOF,
}
MONTHS_A_YEAR = 12


class SqlConsentTexts:
    """The texts over one engine: four short statements a client."""

    def __init__(self, engine: Engine, clock: Clock) -> None:
        self._engine, self._clock = engine, clock

    def __call__(self, client_id: int) -> ConsentTexts:
        """Return the texts with the salon's facts filled in; raises NotFound."""
        with Session(self._engine) as session:
            settings = _settings(session)
            client = session.get(ClientRow, client_id)
            if client is None or client.erased_at is not None:
                raise NotFound(what="client", id=client_id)
            if "zone" not in settings:
                raise NotFound(what="salon")
            today, _ = to_wall(self._clock.now(), ZoneInfo(settings["zone"]))
            number = _number(session, client_id, today)
            asked, notices = _texts(session, _fields(settings))
        return ConsentTexts(
            client_id=client_id,
            first_name=client.first_name,
            last_name=client.last_name,
            birth_date=client.birth_date,
            language=client.language,
            number=number,
            business_number=settings.get(BUSINESS_NUMBER) or "",
            questions=_questions(settings.get(QUESTIONS)),
            asked=asked,
            notices=notices,
        )


def _settings(session: Session) -> dict[str, Any]:
    newest = (
        select(SettingRow.name, SettingRow.value, func.max(SettingRow.id))
        .where(SettingRow.name.in_(SETTINGS))
        .group_by(SettingRow.name)
    )
    return {name: value for name, value, _ in session.execute(newest)}


def _number(session: Session, client_id: int, today: date) -> str:
    row = ClientPhoneRow
    found = session.execute(
        select(row.as_typed, row.e164, row.region, row.kind)
        .where(row.client_id == client_id, hers_on(today))
        .order_by(row.id)
    )
    for typed, e164, region, kind in found:
        number = PhoneNumber(as_typed=typed, e164=e164, region=region or "", kind=PhoneKind(kind))
        if number.may_have_messages:
            return number.e164
    return ""


def _texts(
    session: Session, fields: Mapping[str, str]
) -> tuple[dict[tuple[Purpose, str], AskedText], dict[str, NoticeText]]:
    row = WordingRow
    newest = (
        select(row.kind, row.language, row.text, func.max(row.version))
        .where(row.kind.in_((*PURPOSES, NOTICE)))
        .group_by(row.kind, row.language)
    )
    asked: dict[tuple[Purpose, str], AskedText] = {}
    notices: dict[str, NoticeText] = {}
    for kind, language, text, version in session.execute(newest):
        shown = json.loads(text)
        if kind == NOTICE:
            notices[language] = _notice(shown, language, version, fields)
        else:
            purpose = PURPOSES[kind]
            asked[purpose, language] = _asked(shown, purpose, language, version, fields)
    return asked, notices


def _asked(
    shown: dict[str, Any], purpose: Purpose, language: str, version: int, fields: Mapping[str, str]
) -> AskedText:
    return AskedText(
        purpose=purpose,
        language=language,
        version=version,
        question=_filled(shown["question"], fields),
        explanation=_filled(shown["explanation"], fields),
        legal=_filled(shown["legal"], fields),
        spoken=_filled(shown["spoken"], fields),
    )


def _notice(
    shown: dict[str, Any], language: str, version: int, fields: Mapping[str, str]
) -> NoticeText:
    return NoticeText(
        language=language,
        version=version,
        title=_filled(shown["title"], fields),
        short=_filled(shown["short"], fields),
        sections=tuple(
            (_filled(one["heading"], fields), _filled(one["text"], fields))
            for one in shown["sections"]
        ),
    )


def _fields(settings: Mapping[str, Any]) -> dict[str, str]:
    """Return what stands in for the fields of the texts; a salon without address says its name."""
    country, name = settings.get("country", ""), settings.get("name", "")
    fields = {
        "salon": name,
        "address": settings.get(ADDRESS) or "",
        "contact": settings.get(CONTACT) or settings.get(BUSINESS_NUMBER) or name,
        "fiscal_years": str(
            (period_of(RetentionClass.FISCAL, country).months or 0) // MONTHS_A_YEAR
        ),
    }
    for field, kept in PERIODS.items():
        fields[field] = str(period_of(kept, country).months or "")
    return fields


def _filled(text: str, fields: Mapping[str, str]) -> str:
    if not fields["address"]:
        text = text.replace(", {address}", "")
    # Not str.format: a wording the owner wrote may hold braces of its own.
    for name, value in fields.items():
        text = text.replace(f"{{{name}}}", value)
    return text


def _questions(stored: Any) -> tuple[Purpose, ...]:
    chosen = stored if isinstance(stored, list) else []
    known = tuple(dict.fromkeys(PURPOSES[one] for one in chosen if one in PURPOSES))
    return known or DEFAULT_QUESTIONS
