"""The salon's main job, lived through by commands alone: a list, consents, bookings, reminders.

One long day is lived once; each test then looks at one thing that must be true of it.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.command_desk import CommandDesk, json_lines
from tests.dirty_clients import DirtyList, dirty_list

pytestmark = pytest.mark.timeout(300)  # thirty processes, one after the other
REMINDERS = ("2026-11-24T10:01+01:00", "2026-11-25T10:01+01:00", "2026-11-28T10:01+01:00")
# The Tuesday follows a closed Sunday and Monday: its reminders leave on Saturday.
VISIT_DAYS = ("2026-11-25", "2026-11-26", "2026-12-01")
BOOKINGS = 50
ONLY_REMINDERS = (
    "Solo promemoria",
    "Nur Erinnerungen",
    "Doar mementouri",
    "Vain muistutukset",
    "Only reminders",
)
PEOPLE = ("Sara", "Anna", "Marta")


@dataclass
class Lived:
    """What the commands answered, in the order of the day."""

    desk: CommandDesk
    sample: DirtyList
    numbers: dict[int, str]
    trial: dict[str, Any] = field(default_factory=dict)
    imported: dict[str, Any] = field(default_factory=dict)
    report: list[dict[str, str]] = field(default_factory=list)
    consents: dict[str, Any] = field(default_factory=dict)
    booked: list[dict[str, Any]] = field(default_factory=list)
    willing: set[int] = field(default_factory=set)
    planned: list[dict[str, Any]] = field(default_factory=list)
    standing: dict[int, dict[str, str]] = field(default_factory=dict)
    stopper_phone: dict[str, Any] = field(default_factory=dict)
    keeper_phone: dict[str, Any] = field(default_factory=dict)
    visits: list[dict[str, Any]] = field(default_factory=list)
    sweeps: list[dict[str, Any]] = field(default_factory=list)
    second: dict[str, Any] = field(default_factory=dict)
    taken: list[dict[str, Any]] = field(default_factory=list)
    messages: list[dict[str, Any]] = field(default_factory=list)
    calls: list[dict[str, Any]] = field(default_factory=list)
    verdict: dict[str, Any] = field(default_factory=dict)
    found: list[Any] = field(default_factory=list)
    after_damage: str = ""
    restored: dict[str, Any] = field(default_factory=dict)
    after_restore: dict[str, Any] = field(default_factory=dict)
    taken_at_the_end: int = 0
    confirmer: int = 0
    stopper: int = 0
    keeper: int = 0

    def number(self, client: int) -> str:
        return self.numbers[client]


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lived]:
    """The whole story, once."""
    folder = tmp_path_factory.mktemp("journey")
    desk = CommandDesk(folder / "salon")
    code = desk.ask(
        "setup", "--name", "Istituto Mirtilla", "--country", "IT", "--owner", "Vera", "--practice"
    )["recovery_code"]
    sample = dirty_list(500)
    day = Lived(desk, sample, {})
    with desk.practice() as facts:
        desk.run("platform", "setup", "--templates", typed=json_lines([facts]))
        _import_the_list(day, folder)
        _record_consents(day)
        _book(day)
        day.planned = desk.ask("messages", "list")["messages"]
        _first_reminders(day)
        _answers_come(day)
        _later_reminders(day)
        _look_around(day)
        _lose_and_restore(day, folder, code)
    yield day


def _import_the_list(day: Lived, folder: Path) -> None:
    file = day.sample.write(folder)
    day.trial = day.desk.ask("clients", "import", file, "--dry-run")
    report = folder / "report.csv"
    day.imported = day.desk.ask("clients", "import", file, "--report", report)
    day.report = list(csv.DictReader(io.StringIO(report.read_text("utf-8"))))
    typed = _typed_numbers(day.sample)
    for line in day.imported["lines"]:
        if line["outcome"] == "added" and typed.get(line["line"]):
            day.numbers[line["client_id"]] = typed[line["line"]]


def _typed_numbers(sample: DirtyList) -> dict[int, str]:
    """The mobile number of each line, read from the list anew, where nobody shares it."""
    rows = csv.reader(io.StringIO(sample.content.decode()), delimiter=";")
    numbers: dict[int, str] = {}
    line = 1
    for row in rows:
        digits = (
            "".join(sign for sign in row[2].split("/ 0471")[0] if sign.isdigit()) if row else ""
        )
        if len(digits) >= 10:
            numbers[line] = "+39" + digits[-10:]
        line = rows.line_num + 1
    shared = Counter(numbers.values())
    return {line: number for line, number in numbers.items() if shared[number] == 1}


def _record_consents(day: Lived) -> None:
    """Every second client said yes, on paper, to messages about her own appointments."""
    asked = sorted(day.numbers)[::2]
    rows = [
        {
            "client": client,
            "purpose": "service_messages",
            "kind": "granted",
            "method": "paper_form",
            "wording_language": "it",
            "evidence": f"form {client}",
        }
        for client in asked
    ]
    day.consents = day.desk.ask("consent", "record", "--file", "-", typed=json_lines(rows))
    day.willing = set(asked)


def _book(day: Lived) -> None:
    """Fifty visits over three open days, each second of a client who did not consent."""
    rows = []
    for index, client in enumerate(sorted(day.numbers)[:BOOKINGS]):
        place, column = divmod(index, len(VISIT_DAYS))
        row, person = divmod(place, len(PEOPLE))
        minute = 9 * 60 + 20 * row
        rows.append(
            {
                "client": client,
                "day": VISIT_DAYS[column],
                "time": f"{minute // 60}:{minute % 60:02d}",
                "service": "brow_shaping",
                "operator": PEOPLE[person],
            }
        )
    day.booked = day.desk.ask("appointments", "book", "--file", "-", typed=json_lines(rows))[
        "booked"
    ]


def _first_reminders(day: Lived) -> None:
    day.desk.now = REMINDERS[0]
    day.sweeps.append(day.desk.ask("messages", "send")["sweep"])


def _answers_come(day: Lived) -> None:
    """One taps Confirm; two write STOP before their own reminder left, and one keeps reminders."""
    desk = day.desk
    willing = [one for one in day.booked if one["client_id"] in day.willing]
    day.confirmer = next(one["client_id"] for one in willing if one["day"] == VISIT_DAYS[0])
    day.stopper, day.keeper = [one["client_id"] for one in willing if one["day"] == VISIT_DAYS[1]][
        :2
    ]
    desk.run("practice", "phone", "tap", day.number(day.confirmer), "--index", 0)
    for client in (day.stopper, day.keeper):
        desk.run("practice", "phone", "say", day.number(client), "STOP")
    desk.run("relay", "pull")
    day.visits = desk.ask("appointments", "list", "--from", VISIT_DAYS[0], "--to", VISIT_DAYS[2])[
        "appointments"
    ]
    desk.run("messages", "send")
    day.stopper_phone = desk.ask("practice", "phone", "show", day.number(day.stopper))
    day.keeper_phone = desk.ask("practice", "phone", "tap", day.number(day.keeper))
    day.second = desk.ask("messages", "send")["sweep"]  # drains the tap first


def _later_reminders(day: Lived) -> None:
    for moment in REMINDERS[1:]:
        day.desk.now = moment
        day.sweeps.append(day.desk.ask("messages", "send")["sweep"])


def _look_around(day: Lived) -> None:
    desk = day.desk
    day.taken = desk.ask("practice", "taken")["taken"]
    day.messages = desk.ask("messages", "list")["messages"]
    day.calls = desk.ask("messages", "calls")["messages"]
    day.verdict = desk.ask("consent", "verify")
    day.found = desk.ask("check")["findings"]
    for client in (day.stopper, day.keeper):
        lines = desk.ask("consent", "status", "--client", client)["lines"]
        day.standing[client] = {
            line["purpose"]: line["state"] for line in lines if line["channel"] == "whatsapp"
        }


def _lose_and_restore(day: Lived, folder: Path, code: str) -> None:
    """The file rots after a copy was made; the copy and the code bring everything back."""
    desk, paper = day.desk, folder / "code.txt"
    copy = folder / "stick" / "mirtilla.salon"
    paper.write_text(code + "\n", "utf-8")
    desk.run("backup", copy)
    live = desk.folder / "salon.db"
    rotten = bytearray(live.read_bytes())
    for place in range(9000, len(rotten), 4096):
        rotten[place] ^= 0x5A
    live.write_bytes(rotten)
    day.after_damage = desk.run("check", code=1).err
    day.restored = desk.ask("restore", copy, "--recovery-code-file", paper)
    assert desk.ask("check")["findings"] == []
    day.after_restore = desk.ask("messages", "send")["sweep"]
    day.taken_at_the_end = len(desk.ask("practice", "taken")["taken"])


def test_every_line_of_the_list_has_exactly_one_line_in_the_report(lived: Lived) -> None:
    expected = lived.sample.expected
    assert len(expected) == 500
    for answer in (lived.trial, lived.imported):
        assert [line["line"] for line in answer["lines"]] == sorted(expected)
        fates = {line["line"]: (line["outcome"], line["reason"]) for line in answer["lines"]}
        assert fates == expected
    assert [int(row["line"]) for row in lived.report] == sorted(expected)
    assert lived.trial["dry_run"]


def test_a_grant_is_kept_for_each_who_consented_and_for_nobody_else(lived: Lived) -> None:
    assert {event["client_id"] for event in lived.consents["stored"]} == lived.willing
    assert lived.consents["refused"] == []
    assert {event["kind"] for event in lived.consents["stored"]} == {"granted"}


def test_fifty_visits_stand_in_the_agenda_half_of_them_with_consent(lived: Lived) -> None:
    assert len(lived.booked) == BOOKINGS
    assert Counter(one["day"] for one in lived.visits) == {
        VISIT_DAYS[0]: 17,
        VISIT_DAYS[1]: 17,
        VISIT_DAYS[2]: 16,
    }
    assert sum(one["client_id"] in lived.willing for one in lived.booked) == BOOKINGS // 2


def test_exactly_one_reminder_for_each_visit_whose_client_consented(lived: Lived) -> None:
    entitled = {one["client_id"] for one in lived.booked} & lived.willing
    entitled.remove(lived.stopper)
    reminders = Counter(one["to"] for one in lived.taken if one["template"])
    assert reminders == Counter({lived.number(client): 1 for client in entitled})
    assert sum(sweep["accepted"] for sweep in lived.sweeps) == len(entitled)


def test_nobody_else_got_anything(lived: Lived) -> None:
    free = Counter(one["to"] for one in lived.taken if not one["template"])
    assert free == {lived.number(lived.stopper): 1, lived.number(lived.keeper): 2}
    keys = Counter(one["key"] for one in lived.taken)
    assert max(keys.values()) == 1
    assert set(keys) <= {message["key"] for message in lived.messages}


def test_the_list_says_why_for_each_message(lived: Lived) -> None:
    assert all(message["why"] for message in lived.messages)
    reasons = {
        message["client_id"]: message["reason"]
        for message in lived.planned
        if message["client_id"] not in lived.willing
    }
    assert len(reasons) == BOOKINGS // 2
    assert set(reasons.values()) == {"not_asked"}
    left = [one for one in lived.messages if one["state"] in {"accepted", "delivered", "read"}]
    assert left
    assert all(one["ground_id"] for one in left), "each names the record it relies on"


def test_confirm_confirms_her_visit_and_no_other(lived: Lived) -> None:
    confirmed = [one["client_id"] for one in lived.visits if one["status"] == "confirmed"]
    assert confirmed == [lived.confirmer]


def test_stop_ends_everything_and_drops_what_was_planned(lived: Lived) -> None:
    ended = [
        (one["kind"], one["state"], one["reason"])
        for one in lived.messages
        if one["client_id"] == lived.stopper and one["kind"] == "reminder_1"
    ]
    assert ended == [("reminder_1", "voided", "withdrawn")]
    assert lived.standing[lived.stopper] == {
        "service_messages": "withdrawn",
        "offers": "withdrawn",
    }


def test_stop_gets_one_answer_that_offers_to_keep_the_reminders(lived: Lived) -> None:
    shown = [one for one in lived.stopper_phone["messages"] if one["direction"] == "to-client"]
    assert len(shown) == 1
    assert shown[0]["buttons"][0]["text"] in ONLY_REMINDERS
    assert lived.standing[lived.keeper] == {"service_messages": "granted", "offers": "withdrawn"}


def test_a_second_sending_sends_nothing_twice(lived: Lived) -> None:
    assert len(lived.sweeps) == 3
    assert all(sweep["accepted"] for sweep in lived.sweeps)
    assert lived.after_restore["accepted"] == 0
    assert lived.taken_at_the_end == len(lived.taken)


def test_who_was_not_reached_stands_on_the_call_list(lived: Lived) -> None:
    last = {one["client_id"] for one in lived.booked if one["day"] == VISIT_DAYS[2]}
    assert {one["client_id"] for one in lived.calls} == last - lived.willing
    assert all(one["why"] for one in lived.calls)


def test_ledger_and_file_are_whole(lived: Lived) -> None:
    assert lived.verdict["state"] == "ok"
    assert lived.verdict["count"] > len(lived.willing)
    assert lived.found == []


def test_a_rotten_file_is_said_in_words_and_comes_back_by_copy_and_code(lived: Lived) -> None:
    assert "damaged" in lived.after_damage
    kept = Path(lived.restored["kept"])
    assert kept.is_file(), "the rotten file is kept"
    assert lived.restored["restored"]["counts"]["appointment"] == BOOKINGS
