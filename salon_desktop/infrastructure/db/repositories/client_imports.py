"""The journal of imports in one session: what became of each line of each file."""

import uuid
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.orm import Session

from salon_desktop.application.ports.clients import LineFate, LineOutcome
from salon_desktop.infrastructure.db.rows.clients import ImportLineRow, ImportRow


class SqlImportJournal:
    """Imports over one session."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def open(self, file_sha256: str, reading: str, *, person_id: int, now: datetime) -> int:
        """Return the id of this import; the same file read the same way has the same one."""
        known = self.find(file_sha256, reading)
        if known is not None:
            return known
        row = ImportRow(
            key=str(uuid.uuid4()),
            file_sha256=file_sha256,
            reading=reading,
            started_at=now,
            person_id=person_id,
        )
        self._session.add(row)
        self._session.flush()
        return row.id

    def find(self, file_sha256: str, reading: str) -> int | None:
        """Return the id of this import if it was ever begun."""
        return self._session.scalar(
            select(ImportRow.id).where(
                ImportRow.file_sha256 == file_sha256, ImportRow.reading == reading
            )
        )

    def fates(self, import_id: int, first: int, last: int) -> Sequence[LineFate]:
        """Return what was already decided for the lines that begin from first to last."""
        row = ImportLineRow
        wanted = (
            select(row)
            .where(row.import_id == import_id, row.line >= first, row.line <= last)
            .order_by(row.line)
        )
        return [_as_fate(one) for one in self._session.scalars(wanted)]

    def keep(self, import_id: int, fates: Iterable[LineFate]) -> None:
        """Store what became of lines."""
        values = [
            {
                "import_id": import_id,
                "line": fate.line,
                "last_line": fate.last_line,
                "sheet_row": fate.sheet_row,
                "outcome": fate.outcome.value,
                "reason": fate.reason,
                "column_number": fate.column,
                "warning": fate.warning,
                "client_id": fate.client_id,
                "like_id": fate.like_id,
            }
            for fate in fates
        ]
        if values:
            self._session.execute(insert(ImportLineRow), values)

    def close(self, import_id: int, now: datetime) -> None:
        """Note that the file was read to its end."""
        self._session.execute(
            update(ImportRow)
            .where(ImportRow.id == import_id, ImportRow.finished_at.is_(None))
            .values(finished_at=now)
        )


def _as_fate(row: ImportLineRow) -> LineFate:
    return LineFate(
        line=row.line,
        last_line=row.last_line,
        sheet_row=row.sheet_row,
        outcome=LineOutcome(row.outcome),
        reason=row.reason,
        column=row.column_number,
        warning=row.warning,
        client_id=row.client_id,
        like_id=row.like_id,
    )
