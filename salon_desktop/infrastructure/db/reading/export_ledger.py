"""Writing the consent ledger into a CSV or JSON file, page by page."""

import csv
import errno
import hashlib
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Protocol

from sqlalchemy import Engine

from salon_desktop.application.failures import DiskFull, FolderNotWritable
from salon_desktop.application.queries.export_ledger import LedgerExport, LedgerFormat
from salon_desktop.application.queries.verify_ledger import Between
from salon_desktop.domain.consent.chain import GENESIS, BrokenBody, ChainRow, opened
from salon_desktop.infrastructure.db.reading.verify_ledger import PAGE, Run, chain_rows, directly

COLUMNS = (
    "seq",
    "key",
    "client_id",
    "channel",
    "address",
    "user_id",
    "purpose",
    "kind",
    "happened_at",
    "recorded_at",
    "zone",
    "method",
    "strength",
    "wording_id",
    "wording_version",
    "wording_hash",
    "wording_language",
    "notice_version",
    "evidence_ref",
    "evidence_hash",
    "staff_id",
    "desk_id",
    "guardian_id",
    "guardian_relation",
    "valid_until",
    "withdrawn_via",
    "note",
    "erased",
    "prev_hash",
    "hash",
)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "\0")


class SqlExportLedger:
    """Exports over one engine; each page is one short read carried out by ``run``."""

    def __init__(self, engine: Engine, run: Run = directly, *, page: int = PAGE) -> None:
        self._engine, self._run, self._page = engine, run, page

    def __call__(
        self,
        file: Path,
        form: LedgerFormat,
        *,
        client_id: int | None = None,
        between: Between | None = None,
    ) -> LedgerExport:
        """Write ``file`` as a whole or not at all."""
        rows = chain_rows(self._engine, self._run, self._page, between, client_id)
        count, head = 0, (0, GENESIS)
        with _draft(file) as stream:
            writer: _Writer = _Csv(stream) if form is LedgerFormat.CSV else _Json(stream)
            for row in rows:
                writer.write(row)
                count, head = count + 1, (row.seq, row.hash)
            writer.end(*head)
        return LedgerExport(
            file=file,
            count=count,
            head_seq=head[0],
            head_hash=head[1],
            sha256=hashlib.sha256(file.read_bytes()).hexdigest(),
        )


def safe_cell(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula (CWE-1236); numbers stay numbers."""
    if isinstance(value, str) and value.startswith(FORMULA_STARTS):
        return "'" + value
    return value


class _Writer(Protocol):
    def write(self, row: ChainRow) -> None: ...

    def end(self, head_seq: int, head_hash: str) -> None: ...


class _Csv:
    """One line an event; the last line names the head, so that a printout can be compared."""

    def __init__(self, stream: IO[str]) -> None:
        stream.write("\ufeff")  # spreadsheets take UTF-8 for something else without it
        self._lines = csv.writer(stream)
        self._lines.writerow(COLUMNS)

    def write(self, row: ChainRow) -> None:
        said = _flat(row)
        self._lines.writerow([safe_cell(said[name]) for name in COLUMNS])

    def end(self, head_seq: int, head_hash: str) -> None:
        last = dict.fromkeys(COLUMNS, "") | {"seq": head_seq, "kind": "head", "hash": head_hash}
        self._lines.writerow([last[name] for name in COLUMNS])


class _Json:
    """The exact bodies that the hashes cover, with values and salts of what is not erased."""

    def __init__(self, stream: IO[str]) -> None:
        self._stream, self._first = stream, True
        stream.write('{"format":"salon-desktop consent ledger","schema":1,"events":[')

    def write(self, row: ChainRow) -> None:
        details = {
            name: {"value": detail.value, "salt": detail.salt.hex()}
            for name, detail in sorted(row.details.items())
        }
        event = {
            "seq": row.seq,
            "prev_hash": row.prev_hash,
            "hash": row.hash,
            "body": row.body.decode("utf-8", "backslashreplace"),
            "details": details,
        }
        self._stream.write("\n" if self._first else ",\n")
        self._stream.write(json.dumps(event, ensure_ascii=False))
        self._first = False

    def end(self, head_seq: int, head_hash: str) -> None:
        head = json.dumps({"seq": head_seq, "hash": head_hash})
        self._stream.write(f'\n],"head":{head}}}\n')


def _flat(row: ChainRow) -> dict[str, object]:
    try:
        event = opened(row)
    except BrokenBody:  # who exports a broken ledger needs that line most of all
        broken = {"seq": row.seq, "kind": "broken", "prev_hash": row.prev_hash, "hash": row.hash}
        return dict.fromkeys(COLUMNS, "") | broken
    wording = event.wording
    committed = set(json.loads(row.body)["commitments"])
    said: dict[str, object] = {
        "wording_id": "" if wording is None else wording.id,
        "wording_version": "" if wording is None else wording.version,
        "wording_hash": "" if wording is None else wording.hash,
        "wording_language": "" if wording is None else wording.language,
        "erased": " ".join(sorted(committed - set(row.details))),
        "prev_hash": row.prev_hash,
        "hash": row.hash,
    }
    for name in COLUMNS:
        if name not in said:
            value = getattr(event, name)
            said[name] = value.isoformat() if isinstance(value, datetime) else value
    return {name: "" if value is None else value for name, value in said.items()}


@contextmanager
def _draft(file: Path) -> Iterator[IO[str]]:
    """Give a stream whose content takes the name ``file`` only when all of it is on the disk."""
    draft = file.with_name(file.name + ".part")
    try:
        with draft.open("w", encoding="utf-8", errors="backslashreplace", newline="") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        draft.replace(file)
    except OSError as no:
        draft.unlink(missing_ok=True)
        raise (DiskFull if no.errno == errno.ENOSPC else FolderNotWritable) from no
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
