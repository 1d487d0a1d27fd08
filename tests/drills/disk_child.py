"""What a salon does on a disk that fills up: ``python -m tests.drills.disk_child``.

Arguments: scenario, a folder on a small disk of its own, a folder with room. The last line of
standard output is one JSON object with what happened; an assertion ends the process.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

from salon_desktop.app.command_line import run
from salon_desktop.app.composition import Salon, open_salon
from salon_desktop.app.founding import NewSalon, found_salon
from salon_desktop.app.practice_world import mark_practice
from salon_desktop.application.commands.add_client import AddClient
from salon_desktop.application.commands.back_up import BackUp
from salon_desktop.application.commands.send_due import SendDueHandler
from salon_desktop.application.failures import DiskFull
from salon_desktop.application.gate_facts import GateFacts
from salon_desktop.application.queries.find_clients import FindClients
from salon_desktop.infrastructure.clock import FixedClock
from salon_desktop.infrastructure.db.engine import open_engine
from salon_desktop.infrastructure.logging_setup import BYTES, FILES, start_logging, stop_logging
from salon_desktop.infrastructure.places import DataFolder
from salon_desktop.infrastructure.public_holidays import PublicHolidays
from salon_desktop.infrastructure.sender_lease import FileLease
from tests.drills.invariants import broken_promises, leftovers
from tests.drills.sending_world import BOOKED, World, world

PAGE = b"\0" * 4096


class Ballast:
    """A file that takes all the room there is, or gives it back."""

    def __init__(self, disk: Path) -> None:
        self._file = disk / "ballast"

    def fill(self) -> None:
        """Take every page that is left."""
        handle = os.open(self._file, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        try:
            while True:
                os.write(handle, PAGE)
        except OSError:
            os.close(handle)

    def leave(self, pages: int) -> None:
        """Leave so many pages free."""
        self.fill()
        os.truncate(self._file, self._file.stat().st_size - pages * len(PAGE))

    def drop(self) -> None:
        """Give everything back."""
        self._file.unlink()


def _salon_in(root: Path) -> DataFolder:
    folder = DataFolder(root)
    mark_practice(folder)
    found_salon(root, NewSalon(name="Mirtilla", country="IT", owner="Vera"))
    return folder


def _add(salon: Salon, number: int) -> int:
    return salon.do.add_client(AddClient(first_name=f"Anna{number}", last_name="Prova")).client_id


def _add_until_full(salon: Salon, kept: list[int]) -> int:
    """Add clients until the disk takes no more, then try on; returns how often it was full."""
    refused = 0
    while refused < 5:
        try:
            kept.append(_add(salon, len(kept)))
        except DiskFull:
            refused += 1
    return refused


def _stands(salon: Salon) -> None:
    engine = open_engine(salon.folder.salon, salon.key)
    try:
        assert broken_promises(engine, salon.clock.now()) == []
    finally:
        engine.dispose()


def commit(disk: Path, roomy: Path) -> dict[str, int]:
    """Full in the middle of a morning's work, in a backup, and at a start."""
    folder, ballast, kept = _salon_in(disk / "salon"), Ballast(disk), []  # type: ignore[var-annotated]  # ids
    with open_salon(folder.root) as salon:
        first = salon.do.back_up(BackUp()).file
        before = first.read_bytes()
        ballast.leave(40)
        refused = _add_until_full(salon, kept)
        found = salon.ask.find_clients(FindClients("anna", limit=10_000))
        assert sorted(one.id for one in found) == sorted(kept), "reading goes on, nothing is lost"
        for target in (None, first):
            try:
                salon.do.back_up(BackUp(target=target))
            except DiskFull:
                refused += 1
        assert first.read_bytes() == before, "the older copy stays as it was"
        assert leftovers(folder.root) == []
        ballast.drop()
        kept.append(_add(salon, len(kept)))
        _stands(salon)
        assert salon.do.back_up(BackUp(target=first)).clients == len(kept)
    ballast.fill()
    for words in (["clients", "find", "anna"], ["clients", "add", "--first", "Eva"]):
        said = io.StringIO()
        with contextlib.redirect_stderr(said):
            assert run(["--data", str(folder.root), "--language", "en", *words]) == 1
        refused += "disk is full" in said.getvalue()
    ballast.drop()
    with open_salon(folder.root) as salon:
        assert salon.ask.check(salon.clock.now()) == []
        assert len(salon.ask.find_clients(FindClients("anna", limit=10_000))) == len(kept)
    return {"acknowledged": len(kept), "refused": refused}


def sending(disk: Path, roomy: Path) -> dict[str, int]:
    """Full between the platform's answer and its note, and while the next ones are claimed."""
    ballast, struck = Ballast(disk), 0
    with world(disk / "salon", people=4) as made:
        lease = FileLease(made.folder.locks)
        send = _sender(made, lease, ballast)
        for _ in range(3):
            try:
                send(drained=True)
            except DiskFull:
                struck += 1
            ballast.fill()  # the relay may have given a page back
        assert len(made.practice.platform.taken) == 1, "nothing leaves that cannot be noted"
        assert Counter(map(str, made.states())) == {"sending": 1, "planned": 3}
        ballast.drop()
        lease.close()
        made.salon.do.send_due(drained=True)
        assert made.practice.platform.fast_forward()
        made.salon.do.drain()
        assert Counter(map(str, made.states())) == {"delivered": 4}
        assert max(made.times_taken().values()) == 1
        _stands(made.salon)
        return {"struck": struck, "taken": len(made.practice.platform.taken)}


def _sender(made: World, lease: FileLease, ballast: Ballast) -> SendDueHandler:
    answered: list[str] = []

    def pass_by(point: str) -> None:
        if point == "answered":
            answered.append(point)
            made.practice.platform.settle()  # what it tells the relay takes room of its own
        if answered:
            ballast.fill()

    return SendDueHandler(
        made.salon.do.open_unit,
        made.clock,
        made.salon.platform,
        GateFacts(PublicHolidays()),
        lease,
        at=pass_by,
    )


def log(disk: Path, roomy: Path) -> dict[str, int]:
    """The log meets a full disk, and never takes more than its share of one with room."""
    ballast = Ballast(disk)
    handler = start_logging(disk / "logs")
    logger = logging.getLogger("drill")
    said = io.StringIO()
    with contextlib.redirect_stderr(said):
        logger.warning("before")
        ballast.fill()
        for number in range(2_000):
            logger.warning("full %s %s", number, "x" * 80)
        ballast.drop()
        logger.warning("after")
    stop_logging(handler)
    assert said.getvalue() == "", "a log that cannot write keeps quiet"
    lines = (disk / "logs" / "salon.log").read_text("utf-8")
    assert "before" in lines
    assert lines.rstrip().endswith("after")
    dropped = 2_000 - lines.count("full ")
    handler = start_logging(roomy / "logs")
    for number in range(9_000):
        logger.warning("many %s %s", number, "words " * 180)
    stop_logging(handler)
    size = sum(file.stat().st_size for file in (roomy / "logs").iterdir())
    assert size <= (FILES + 1) * (BYTES + 2_000)
    return {"dropped": dropped, "megabytes": size >> 20}


def temp(disk: Path, roomy: Path) -> dict[str, int]:
    """The folder for temporary files is full: the salon does not need it."""
    assert {os.environ["TMPDIR"], os.environ["SQLITE_TMPDIR"]} == {str(disk)}
    Ballast(disk).fill()
    folder = _salon_in(roomy / "salon")
    with open_salon(folder.root) as salon:
        added = [_add(salon, number) for number in range(20)]
        assert salon.do.back_up(BackUp()).clients == len(added)
        assert salon.do.export_clients(roomy / "book.csv", language="it") == len(added)
        assert salon.ask.check(salon.clock.now()) == []
    return {"added": len(added), "room": os.statvfs(disk).f_bavail}


def readonly(disk: Path, roomy: Path) -> dict[str, int]:
    """The folder cannot be written: each command says so, names it, and changes nothing."""
    folder = _salon_in(disk / "salon")
    with open_salon(folder.root, clock=FixedClock(BOOKED)) as salon:
        _add(salon, 1)
    before = folder.salon.read_bytes()
    for options in (["--bind", str(disk), str(disk)], ["-o", "remount,ro,bind", str(disk)]):
        subprocess.run(["mount", *options], check=True)
    refused = 0
    inside = str(disk / "salon")  # the path now leads to the mount that cannot be written
    for words in (
        ["clients", "find", "anna"],
        ["clients", "add", "--first", "Eva"],
        ["check"],
        ["backup", str(roomy / "copy.salon")],
        ["messages", "list"],
    ):
        said = io.StringIO()
        with contextlib.redirect_stderr(said):
            assert run(["--data", inside, "--language", "en", *words]) == 1
        assert inside in said.getvalue(), said.getvalue()
        refused += "Nothing can be written" in said.getvalue()
    assert folder.salon.read_bytes() == before
    return {"refused": refused}


if __name__ == "__main__":
    scenario = {
        "commit": commit,
        "sending": sending,
        "log": log,
        "temp": temp,
        "readonly": readonly,
    }[sys.argv[1]]
    print(json.dumps(scenario(Path(sys.argv[2]), Path(sys.argv[3]))))
