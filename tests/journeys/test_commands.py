"""Every command ends as promised: 0 done, 1 refused in words, 2 wrong usage; never a window."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.command_desk import LONGEST, ROOT, CommandDesk, Ended, Order, in_one_process

pytestmark = pytest.mark.timeout(300)  # a hundred commands, one after the other
MONDAY = "2026-11-23T08:30+01:00"
LIST = "Cognome;Nome;Cellulare\r\nBianchi;Ada;347 5550002\r\n"


DONE = """
clients add --first Eva --last Monti --phone +393475550001
clients find mont
clients import {}/list.csv --dry-run
clients import {}/list.csv --report {}/report.json
clients export {}/book.csv
platform health
platform templates submit --all
platform templates sync
appointments services
appointments operators
appointments free --service brow_shaping --limit 3
appointments book --client 1 --day 2026-11-25 --time 10:00 --service brow_shaping --operator Sara
appointments book --client 1 --day 2026-11-25 --time 12:00 --service brow_shaping --operator Sara
appointments book --walk-in --name Nina --day 2026-11-24 --time 9:00 --service manicure
appointments list --from 2026-11-25
appointments move 1 --day 2026-11-25 --time 10:30
appointments undo
appointments redo
appointments cancel 2 --by client --reason ill
appointments export --ics {}/week.ics
consent record --client 1 --purpose service_messages --kind granted --method paper_form
    --wording-language it --evidence form-1
consent status
consent status --client 1
consent verify
consent export {}/ledger.json
messages due
messages calls
messages send --now 2026-11-24T10:01+01:00
practice phone show +393475550001 --now 2026-11-24T10:01+01:00
practice phone tap +393475550001 --now 2026-11-24T10:01+01:00
practice phone say +393475550001 domani --now 2026-11-24T10:01+01:00
practice taken --now 2026-11-24T10:01+01:00
relay pull --now 2026-11-24T10:01+01:00
messages list --state delivered --now 2026-11-24T10:01+01:00
appointments status 1 arrived --now 2026-11-25T10:40+01:00
check
backup
backup {}/copy.salon
restore {}/copy.salon
"""
"""Every command that can be done, in an order in which it can."""


def _orders(folder: Path, facts: dict[str, Any]) -> list[Order]:
    lines = DONE.strip().replace("\n    ", " ").replace("{}", str(folder)).splitlines()
    set_up = Order(
        ("--now", MONDAY, "platform", "setup", "--templates", "--json"), typed=json.dumps(facts)
    )
    return [set_up, *(Order(("--now", MONDAY, *line.split(), "--json")) for line in lines)]


REFUSED = (
    (("setup", "--name", "Zwei", "--country", "DE"), "already"),
    (("restore", "/nowhere/copy.salon"), "/nowhere/copy.salon"),
    (("restore", "{}/list.csv"), ""),
    (("backup", "/dev/null/copy.salon"), ""),
    (("clients", "add"), ""),
    (("clients", "add", "--first", "Eva", "--birth-date", "31.2.1980"), "2026-11-24"),
    (("clients", "add", "--first", "Eva", "--phone", "chiedere"), ""),
    (("clients", "import", "/nowhere/list.csv"), "/nowhere/list.csv"),
    (("clients", "import", "{}/salon/salon.db"), ""),
    (("clients", "export", "/nowhere/book.csv"), "/nowhere/book.csv."),
    (("clients", "import", "{}/latin.csv"), "--encoding cp1252: Rossi;Nicolò;"),
    (("appointments", "list", "--from", "someday"), "2026-11-24"),
    (("appointments", "book", "--day", "2026-11-25", "--time", "9:00"), ""),
    (("appointments", "book", "--client", "1", "--day", "2026-11-25", "--time", "9:00",
      "--service", "haircut"), ""),
    (("appointments", "book", "--client", "1", "--day", "2026-11-25", "--time", "25:00",
      "--service", "manicure"), "14:30"),
    (("appointments", "book", "--client", "1", "--day", "2026-11-20", "--time", "9:00",
      "--service", "manicure"), ""),
    (("appointments", "book", "--client", "404", "--day", "2026-11-25", "--time", "9:00",
      "--service", "manicure"), ""),
    (("appointments", "book", "--file", "/nowhere/wishes"), "/nowhere/wishes"),
    (("appointments", "free", "--service", "brow_shaping", "--operator", "Nobody"), "Sara"),
    (("appointments", "move", "404", "--day", "2026-11-25", "--time", "9:00"), ""),
    (("appointments", "cancel", "404", "--by", "client", "--reason", "ill"), ""),
    (("appointments", "cancel", "1", "--by", "client", "--reason", "bored"), "ill"),
    (("appointments", "status", "1", "asleep"), ""),
    (("appointments", "export", "--ics", "/nowhere/week.ics"), "/nowhere/week.ics"),
    (("consent", "record", "--client", "1"), "purpose"),
    (("consent", "record", "--client", "1", "--purpose", "offers", "--kind", "granted",
      "--method", "desk"), ""),
    (("consent", "record", "--client", "1", "--purpose", "offers", "--kind", "withdrawn",
      "--method", "desk", "--happened-at", "yesterday"), "happened_at"),
    (("consent", "status", "--client", "404"), ""),
    (("consent", "export", "/nowhere/ledger.csv"), "/nowhere/ledger.csv"),
    (("messages", "calls", "--phoned", "404"), ""),
    (("platform", "setup", "--waba", "x y"), ""),
    (("platform", "setup", "--waba", "1", "--number", "2", "--graph-url", "ftp://x"), ""),
    (("platform", "templates", "submit", "--languages", "xx"), "it"),
    (("practice", "phone", "tap", "+393999999999"), ""),
    (("--passphrase-file", "/nowhere/words", "check"), "/nowhere/words"),
    (("--passphrase-file", "{}/list.csv", "check"), ""),
    (("--passphrase-fd", "77", "check"), "passphrase-fd"),
)  # fmt: skip
"""Commands that cannot be done, and a word that the reason must hold."""

WRONG = (
    ("nonsense",),
    ("clients",),
    ("clients", "find"),
    ("clients", "find", "x", "--limit", "many"),
    ("appointments", "cancel", "1", "--by", "nobody", "--reason", "ill"),
    ("consent", "record", "--client", "1", "--purpose", "everything"),
    ("messages", "list", "--state", "lost"),
    ("platform", "templates", "delete"),
    ("practice", "phone", "sing", "+393475550001"),
    ("relay", "push"),
    ("--now", "tomorrow", "check"),
    ("--now", "2026-11-24T10:00", "check"),
    ("--language", "tlh", "check"),
)


@pytest.fixture(scope="module")
def ended(tmp_path_factory: pytest.TempPathFactory) -> list[Ended]:
    """Everything above, carried out once in one process beside a practice platform."""
    folder = tmp_path_factory.mktemp("commands")
    (folder / "list.csv").write_text(LIST, "utf-8")
    (folder / "latin.csv").write_text("Cognome;Nome;Cellulare\nRossi;Nicolò;347 1\n", "cp1252")
    desk = CommandDesk(folder / "salon", now=MONDAY)
    with desk.practice() as facts:
        orders = _orders(folder, facts)
        for words, about in REFUSED:
            filled = tuple(word.replace("{}", str(folder)) for word in words)
            orders.append(Order(("--language", "en", "--now", MONDAY, *filled), 1, about=about))
        orders += [Order(words, 2) for words in WRONG]
        return in_one_process(desk.folder, orders)


def test_each_command_ends_with_the_code_it_promises(ended: list[Ended]) -> None:
    wrong = [(one.order.words, one.code, one.err) for one in ended if one.code != one.order.code]
    assert wrong == []


def test_each_command_that_is_done_answers_with_one_json_object(ended: list[Ended]) -> None:
    for one in ended:
        if one.order.code == 0:
            assert isinstance(json.loads(one.out), dict), one.order.words
            assert one.err == "", one.order.words


def test_each_refusal_says_why_in_words_on_standard_error(ended: list[Ended]) -> None:
    refused = [one for one in ended if one.order.code == 1]
    assert len(refused) == len(REFUSED)
    for one in refused:
        assert one.order.about in one.err, (one.order.words, one.err)
        assert len(one.err.split()) >= 4, (one.order.words, one.err)
        assert one.err.endswith("\n")
        assert "Traceback" not in one.err
        assert one.out == "", one.order.words


def test_wrong_usage_shows_how_it_is_meant(ended: list[Ended]) -> None:
    wrong = [one for one in ended if one.order.code == 2]
    assert len(wrong) == len(WRONG)
    assert all(one.err.startswith("usage: salon-desktop") for one in wrong)


def test_no_command_loads_the_window(ended: list[Ended]) -> None:
    assert len(ended) > 80
    assert [one.order.words for one in ended if one.qt] == []


def test_the_first_refusal_of_a_file_names_its_line_and_the_others_are_done(
    tmp_path: Path,
) -> None:
    desk = CommandDesk(tmp_path / "salon", now=MONDAY)
    desk.run("setup", "--name", "Mirtilla", "--country", "IT", "--owner", "Vera", "--practice")
    desk.run("clients", "add", "--first", "Eva")
    wish = {"client": 1, "day": "2026-11-25", "service": "brow_shaping", "operator": "Sara"}
    lines = [
        json.dumps({**wish, "time": "10:00"}),
        "",
        "not json",
        json.dumps({**wish, "time": "10:05"}),
        json.dumps({**wish, "time": "11:00", "client": "many"}),
        json.dumps({**wish, "time": "12:00"}),
    ]
    said = desk.run(
        "--language", "en", "appointments", "book", "--file", "-", "--json",
        typed="\n".join(lines), code=1,
    )  # fmt: skip
    assert [one["line"] for one in said.answer["booked"]] == [1, 6]
    assert [one["line"] for one in said.answer["refused"]] == [3, 4, 5]
    assert [line.partition(":")[0] for line in said.err.splitlines()] == [
        "Line 3",
        "Line 4",
        "Line 5",
    ]


def test_a_set_clock_is_refused_where_real_people_are_written_to(tmp_path: Path) -> None:
    words = tmp_path / "words"
    words.write_text("cavallo batteria graffetta\n", "utf-8")
    desk = CommandDesk(tmp_path / "salon", now=None)
    known = ("--language", "en", "--passphrase-file", words)
    desk.run("setup", "--name", "Mirtilla", "--country", "IT", "--owner", "Vera", *known)
    desk.now = MONDAY
    assert "practice" in desk.run("check", *known, code=1).err
    assert not (tmp_path / "salon" / "practice.now").exists()
    desk.now = None
    read = words.open()
    with read:
        done = subprocess.run(
            desk.line("--passphrase-fd", read.fileno(), "check", "--json"),
            cwd=ROOT,
            pass_fds=(read.fileno(),),
            capture_output=True,
            encoding="utf-8",
            timeout=LONGEST,
            check=False,
        )
    assert json.loads(done.stdout) == {"findings": []}, done.stderr
