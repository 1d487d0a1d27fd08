"""Texts people are shown, versioned and hashed, in one session."""

import hashlib
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from salon_desktop.application.ports.consent import Wording
from salon_desktop.infrastructure.db.rows.consent import WordingRow


class SqlWordings:
    """Wordings by kind and language."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def newest(self, kind: str, language: str) -> Wording | None:
        """Return the version in force, or None."""
        wanted = (
            select(WordingRow)
            .where(WordingRow.kind == kind, WordingRow.language == language)
            .order_by(WordingRow.version.desc())
            .limit(1)
        )
        return _value(self._session.scalar(wanted))

    def version(self, kind: str, language: str, version: int) -> Wording | None:
        """Return one version, or None."""
        wanted = select(WordingRow).where(
            WordingRow.kind == kind,
            WordingRow.language == language,
            WordingRow.version == version,
        )
        return _value(self._session.scalar(wanted))

    def publish(self, kind: str, language: str, text: str, now: datetime) -> Wording:
        """Store a text as the next version; an unchanged text returns the version in force."""
        digest = hashlib.sha256(text.encode("utf-8")).hexdigest()
        newest = self.newest(kind, language)
        if newest is not None and newest.sha256 == digest:
            return newest
        row = WordingRow(
            kind=kind,
            language=language,
            version=1 if newest is None else newest.version + 1,
            text=text,
            sha256=digest,
            created_at=now,
        )
        self._session.add(row)
        self._session.flush()
        return Wording(
            id=row.id,
            kind=kind,
            language=language,
            version=row.version,
            text=text,
            sha256=digest,
        )


def _value(row: WordingRow | None) -> Wording | None:
    if row is None:
        return None
    return Wording(
        id=row.id,
        kind=row.kind,
        language=row.language,
        version=row.version,
        text=row.text,
        sha256=row.sha256,
    )
