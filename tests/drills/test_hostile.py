"""Drills H1, H3, H5 and H8: names, texts and files that would be taken for something else.

Searching, storing and the exported client book have tests of their own beside their parts; here
the same input goes the whole way, from a command or a card to what others open.
"""

from __future__ import annotations

import contextlib
import csv
import functools
import io
import json
import uuid
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from salon_desktop.app.command_line import run
from salon_desktop.app.composition import open_salon
from salon_desktop.app.founding import NewSalon, found_salon
from salon_desktop.app.practice_world import mark_practice
from salon_desktop.application.commands.add_client import AddClient
from salon_desktop.domain.clients.client import Client, ClientPhone
from salon_desktop.domain.messaging.message import MessageState
from salon_desktop.infrastructure.db import file_key
from salon_desktop.infrastructure.phones import NumberingPlans
from salon_desktop.infrastructure.places import DataFolder
from tests.drills.sending_world import (
    DUE,
    OPERATORS,
    VISIT_DAY,
    World,
    book,
    grant,
    number_of,
    world,
)

pytestmark = pytest.mark.drill

Told = Callable[..., None]
FORMULA = '=HYPERLINK("http://example.org";"qui")'
NAMES = (
    "O'Brien",
    FORMULA,
    "+1",
    "-2",
    "@SUM(A1)",
    "<img src='file:///etc/hostname'>",
    "<b>Anna</b> & &amp;",
    "100% _ *",
    '"NEAR("',
    "\u202eanna\u202c",
    "An\u200bna",
    "a" + "\u0301" * 100,
    "👩‍👩‍👧‍👦",
    "ıİ Iğdır",
    "../../x",
    "{0} %s {{1}}",
    "A     B",
)
"""Names that may be stored as they are."""
REFUSED = ("An\0na", "An\ud800na", "An\udcffna", "An\x1b[31mna", "x" * 1_000_000, "   ", "")
STEERING = tuple(chr(code) for code in (*range(0x20), 0x7F, 0x202E))


def command(folder: Path, *words: object) -> tuple[int, str, str]:
    """Run one command in this process; returns its code and what it said."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        code = run(["--data", str(folder), "--language", "en", *map(str, words)])
    return code, out.getvalue(), err.getvalue()


def answer(folder: Path, *words: object) -> dict[str, Any]:
    """Run one command that must succeed, and return its JSON."""
    code, out, err = command(folder, "--json", *words)
    assert (code, err) == (0, ""), (words, err)
    found: dict[str, Any] = json.loads(out)
    return found


@pytest.fixture(scope="module", autouse=True)
def one_derivation() -> Iterator[None]:
    """The passphrase is made a key on purpose slowly: once is enough for all these commands."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(file_key, "_read_key_file", functools.cache(file_key._read_key_file))
        yield


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A salon whose clients are called as nobody should be."""
    root = tmp_path_factory.mktemp("hostile") / "salon"
    mark_practice(DataFolder(root))
    found_salon(root, NewSalon(name="Mirtilla", country="IT", owner="Vera", operators=OPERATORS))
    with open_salon(root) as salon:
        for name in NAMES:
            salon.do.add_client(AddClient(last_name=name, note=FORMULA))
    return root


def test_h1_what_is_typed_is_looked_for_and_nothing_else(folder: Path, told: Told) -> None:
    found = {
        name: [one["last_name"] for one in answer(folder, "clients", "find", "--", name)["clients"]]
        for name in ("100%", "%", "_", "NEAR(", "hyperlink", "client_search:anna")
    }
    assert found["100%"] == ["100% _ *"]
    assert max(len(found[sign]) for sign in "%_") <= 2, "a sign stands for nothing but itself"
    assert found["NEAR("] == ['"NEAR("']
    assert found["hyperlink"] == [FORMULA]
    assert found["client_search:anna"] == []
    for typed in REFUSED:
        answer(folder, "clients", "find", "--", typed)  # typed, not stored: it is looked for
    told("H1", injected=len(found) + len(REFUSED), found=sum(map(len, found.values())))


def test_h5_what_is_no_text_is_refused_in_words_and_leaves_no_trace(
    folder: Path, told: Told
) -> None:
    before = answer(folder, "clients", "export", folder.parent / "before.csv")["clients"]
    for name in REFUSED:
        code, out, err = command(folder, "clients", "add", f"--first={name}")
        assert (code, out) == (1, ""), name[:10]
        assert len(err.split()) >= 4
        assert not name.strip() or name not in err, "the text itself is not repeated"
    assert answer(folder, "clients", "export", folder.parent / "after.csv")["clients"] == before
    assert answer(folder, "check") == {"findings": []}
    told("H5", injected=len(REFUSED), refused=len(REFUSED))


def test_h5_nothing_in_a_name_steers_a_terminal(folder: Path) -> None:
    code, out, _ = command(folder, "clients", "find", "--", "anna")
    assert code == 0
    assert "anna" in out
    assert not [sign for sign in out.replace("\n", "") if sign in STEERING]


def _cells(file: Path, delimiter: str) -> Sequence[str]:
    with file.open(encoding="utf-8-sig", newline="") as text:
        return [cell for row in csv.reader(text, delimiter=delimiter) for cell in row]


def test_h3_no_exported_cell_runs_in_a_spreadsheet(folder: Path, told: Told) -> None:
    for purpose, kind, more in (
        ("offers", "granted", ("--wording-language", "it", f"--evidence={FORMULA}")),
        ("offers", "withdrawn", (f"--withdrawn-via={FORMULA}", f"--note={FORMULA}")),
    ):
        by = "paper_form" if kind == "granted" else "desk"
        answer(
            folder, "consent", "record", "--client", 1, "--purpose", purpose, "--kind", kind,
            "--method", by, "--address", "+393475550000", *more,
        )  # fmt: skip
    ledger, clients = folder.parent / "ledger.csv", folder.parent / "book.csv"
    assert answer(folder, "consent", "export", ledger)["count"] == 2
    assert answer(folder, "clients", "export", clients)["clients"] == len(NAMES)
    struck = 0
    for file, delimiter in ((ledger, ","), (clients, ",")):
        cells = _cells(file, delimiter)
        struck += sum(FORMULA in cell for cell in cells)
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert struck >= 3 + len(NAMES), "the drill must have struck"
    told("H3", injected=struck, harmless=struck)


def test_h3_what_was_exported_comes_back_the_same(folder: Path, tmp_path: Path, told: Told) -> None:
    first, again = tmp_path / "first.csv", tmp_path / "again.csv"
    answer(folder, "clients", "export", first)
    other = tmp_path / "other"
    mark_practice(DataFolder(other))
    found_salon(other, NewSalon(name="Ninfea", country="IT", owner="Vera"))
    counts = answer(other, "clients", "import", first)["counts"]
    assert counts["refused"] == 0
    assert counts["added"] + counts["looks_like"] == len(NAMES)
    answer(other, "clients", "export", again)
    assert again.read_bytes() == first.read_bytes()
    told("H3 round trip", injected=len(NAMES), cards=len(NAMES))


def test_h3_a_calendar_holds_each_visit_once_whatever_people_are_called(
    folder: Path, tmp_path: Path, told: Told
) -> None:
    names = ["END:VEVENT", "a,b;c\\n", FORMULA]
    for place, name in enumerate(names):
        answer(
            folder, "appointments", "book", f"--name={name}", "--day", "2027-05-04",
            "--time", f"{10 + place}:00", "--service", "brow_shaping",
        )  # fmt: skip
    file = tmp_path / "week.ics"
    answer(folder, "appointments", "export", "--ics", file, "--from", "2027-05-04")
    events = Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    assert [str(event["summary"]).rpartition(", ")[0] for event in events] == names
    told("H3 calendar", injected=len(names), visits=len(names))


def _call_clients(made: World, names: Sequence[str]) -> None:
    """Add people of these names with a consent and a visit each."""
    plans = NumberingPlans()
    for index, name in enumerate(names):
        with made.salon.do.open_unit() as unit:
            client = unit.clients.add(
                Client(
                    key=str(uuid.uuid4()),
                    first_name=name,
                    last_name="",
                    language="it",
                    phones=(ClientPhone(number=plans.parse(number_of(index), "IT")),),
                ),
                now=made.clock.now(),
                origin="desk",
            )
            unit.commit()
        grant(made.salon, client.id or 0)
        book(made.salon, client.id or 0, index, VISIT_DAY)


def test_h8_a_reminder_carries_any_name_as_plain_text(tmp_path: Path, told: Told) -> None:
    names = [" ".join(name.split()) for name in NAMES]
    with world(tmp_path, people=0) as made:
        made.clock.set(DUE.replace(day=23))
        _call_clients(made, names)
        made.clock.set(DUE)
        sweep = made.salon.do.send_due(drained=True)
        assert (sweep.accepted, sweep.failed, sweep.blocked) == (len(names), 0, 0)
        made.hear()
        assert made.states() == [MessageState.DELIVERED] * len(names)
        for index in range(len(names)):
            shown = made.practice.platform.phones.state(number_of(index)).messages[-1].text
            assert "{{" not in shown.replace(names[index], ""), "every place was filled"
            assert "\n\n\n" not in shown
            assert "     " not in shown
        told("H8", injected=len(names), delivered=len(names))
