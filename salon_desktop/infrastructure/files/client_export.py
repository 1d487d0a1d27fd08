"""Writing the client book as a CSV that spreadsheets open and our reader understands again."""

import csv
from collections.abc import Iterable
from pathlib import Path

from salon_desktop.application.ports.files import ClientEntry, ClientField
from salon_desktop.infrastructure.files.client_headings import headings_in
from salon_desktop.infrastructure.files.formula_signs import with_mark

NUMBERS_APART = " / "


def write_clients(path: Path, clients: Iterable[ClientEntry], *, language: str) -> int:
    """Write the file whole or not at all, headings in ``language``; returns the rows.

    UTF-8 with its mark, the delimiter that spreadsheets of that language expect, the first number
    in a column of its own and further ones in the next.
    """
    headings = headings_in(language)
    delimiter = "," if language == "en" else ";"
    draft = path.with_name(f"{path.name}.part")
    count = 0
    try:
        with draft.open("w", encoding="utf-8-sig", newline="") as text:
            table = csv.writer(text, delimiter=delimiter)
            table.writerow(
                [
                    headings[ClientField.LAST_NAME],
                    headings[ClientField.FIRST_NAME],
                    headings[ClientField.PHONE],
                    f"{headings[ClientField.PHONE]} 2",
                    headings[ClientField.EMAIL],
                    headings[ClientField.BIRTH_DATE],
                    headings[ClientField.LANGUAGE],
                    headings[ClientField.NOTE],
                    headings[ClientField.ALERT],
                ]
            )
            for client in clients:
                table.writerow([with_mark(cell) for cell in _cells(client)])
                count += 1
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)
    return count


def _cells(client: ClientEntry) -> list[str]:
    return [
        client.last_name,
        client.first_name,
        next(iter(client.numbers), ""),
        NUMBERS_APART.join(client.numbers[1:]),
        client.email or "",
        client.birth_date.isoformat() if client.birth_date else "",
        client.language,
        client.note,
        client.alert,
    ]
