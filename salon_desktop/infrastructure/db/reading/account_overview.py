"""Reads what is known of the WhatsApp account: settings, health, templates, closed valves."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, or_, select

from salon_desktop.application.platform_settings import NAMES, PlatformSettings
from salon_desktop.application.ports.messages import ShutValve, StoredTemplate
from salon_desktop.application.queries.salon_overview import AccountOverview, SaidFacts
from salon_desktop.infrastructure.db.rows.messages import HealthRow, TemplateRow, ValveRow
from salon_desktop.infrastructure.db.rows.salon import SettingRow

FACTS = ("number", "account", "relay_contact")


class SqlAccountOverview:
    """The account over one engine."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def account(self, now: datetime) -> AccountOverview:
        """Return settings, health, templates and the valves closed now."""
        with self._engine.connect() as connection:
            settings = _settings(connection)
            facts = _facts(connection)
            templates = _templates(connection)
            valves = _valves(connection, now)
        relay = facts.get("relay_contact")
        return AccountOverview(
            settings=settings,
            number=_said(facts.get("number")),
            account=_said(facts.get("account")),
            relay_contact=None if relay is None else relay.said_at,
            templates=templates,
            valves=valves,
        )


def _settings(connection: Connection) -> PlatformSettings | None:
    row = SettingRow
    newest = [
        select(row.id).where(row.name == name).order_by(row.id.desc()).limit(1).scalar_subquery()
        for name in NAMES
    ]
    rows = connection.execute(select(row.name, row.value).where(row.id.in_(newest)))
    values = {one.name: str(one.value) for one in rows}
    if not values.get("waba_id") or not values.get("number_id"):
        return None
    return PlatformSettings(**values)


def _facts(connection: Connection) -> dict[str, Any]:
    row = HealthRow
    newest = [
        select(row.id).where(row.name == name).order_by(row.id.desc()).limit(1).scalar_subquery()
        for name in FACTS
    ]
    rows = connection.execute(select(row.name, row.value, row.said_at).where(row.id.in_(newest)))
    return {one.name: one for one in rows}


def _said(row: Any) -> SaidFacts | None:
    if row is None or not isinstance(row.value, dict):
        return None
    return SaidFacts(facts=row.value, said_at=row.said_at)


def _templates(connection: Connection) -> tuple[StoredTemplate, ...]:
    row = TemplateRow
    rows = connection.execute(select(*row.__table__.c).order_by(row.name, row.language))
    return tuple(
        StoredTemplate(
            name=one.name,
            language=one.language,
            platform_id=one.platform_id,
            status=one.status,
            category=one.category,
            expected_category=one.expected_category,
            quality=one.quality,
            ttl_seconds=one.ttl_seconds,
            components=one.components,
            synced_at=one.synced_at,
        )
        for one in rows
    )


def _valves(connection: Connection, now: datetime) -> tuple[ShutValve, ...]:
    row = ValveRow
    rows = connection.execute(
        select(row.name, row.reason, row.code, row.closed_at, row.opens_at)
        .where(or_(row.opens_at.is_(None), row.opens_at > now))
        .order_by(row.name)
    )
    return tuple(
        ShutValve(
            name=one.name,
            reason=one.reason,
            code=one.code,
            closed_at=one.closed_at,
            opens_at=one.opens_at,
        )
        for one in rows
    )
