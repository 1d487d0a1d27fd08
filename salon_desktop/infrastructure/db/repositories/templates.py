"""Templates as the platform last described them, in one session."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from salon_desktop.application.ports.messages import StoredTemplate
from salon_desktop.infrastructure.db.rows.messages import TemplateRow

GONE = "DELETED"


class SqlTemplateShelf:
    """Templates over one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, name: str, language: str) -> StoredTemplate | None:
        """Return the template, or None when the platform has none in that language."""
        row = self._row(name, language)
        return None if row is None else _value(row)

    def all(self) -> Sequence[StoredTemplate]:
        """Return every stored template."""
        wanted = select(TemplateRow).order_by(TemplateRow.name, TemplateRow.language)
        return [_value(row) for row in self._session.scalars(wanted)]

    def replace_all(self, templates: Sequence[StoredTemplate], now: datetime) -> None:
        """Keep what the platform listed; templates it no longer lists become ``DELETED``."""
        listed = {(template.name, template.language) for template in templates}
        for known in self._session.scalars(select(TemplateRow)):
            if (known.name, known.language) not in listed:
                known.status, known.synced_at = GONE, now
        for template in templates:
            row = self._row(template.name, template.language)
            if row is None:
                row = TemplateRow(name=template.name, language=template.language)
                self._session.add(row)
            row.platform_id, row.status = template.platform_id, template.status
            row.category, row.expected_category = template.category, template.expected_category
            row.quality, row.ttl_seconds = template.quality, template.ttl_seconds
            row.components, row.synced_at = list(template.components), now
        self._session.flush()

    def set_status(
        self, name: str, language: str, *, status: str | None, category: str | None, now: datetime
    ) -> None:
        """Note a change that a webhook announced."""
        row = self._row(name, language)
        if row is None:
            return
        row.status = status or row.status
        row.category = category or row.category
        row.synced_at = now
        self._session.flush()

    def _row(self, name: str, language: str) -> TemplateRow | None:
        wanted = select(TemplateRow).where(
            TemplateRow.name == name, TemplateRow.language == language
        )
        return self._session.scalar(wanted)


def _value(row: TemplateRow) -> StoredTemplate:
    return StoredTemplate(
        name=row.name,
        language=row.language,
        platform_id=row.platform_id,
        status=row.status,
        category=row.category,
        expected_category=row.expected_category,
        quality=row.quality,
        ttl_seconds=row.ttl_seconds,
        components=row.components,
        synced_at=row.synced_at,
    )
