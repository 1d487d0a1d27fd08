"""Copies count only after they were tried, and a restore never loses the old file."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from salon_desktop.application.failures import (
    DiskFull,
    FileDamaged,
    FileIsNewer,
    FileTrouble,
    FolderNotWritable,
    WrongKey,
)
from salon_desktop.infrastructure.db import sqlcipher
from salon_desktop.infrastructure.db.backup import COUNTED, backup, restore
from salon_desktop.infrastructure.db.engine import writer
from salon_desktop.infrastructure.db.schema_version import SCHEMA_VERSION
from tests.consent_desk import ConsentDesk
from tests.salon_fixtures import KEY, MONDAY, SalonFile
from tests.whole_file import dump

FLIPS = 40
BUSY = """
import sys
from pathlib import Path
from salon_desktop.infrastructure.db import sqlcipher
with sqlcipher.opened(Path(sys.argv[1]), bytes(range(32))) as connection:
    number = 0
    while True:
        number += 1
        connection.execute("INSERT INTO desk (name) VALUES (?)", (f"desk {number}",))
        print(number, flush=True)
"""


@pytest.fixture
def lived(desk: ConsentDesk) -> ConsentDesk:
    """A salon with a client, her consent, a visit and its message."""
    client = desk.client()
    desk.say(client)
    desk.visit(client)
    return desk


@pytest.fixture
def copy(salon_file: SalonFile, tmp_path: Path) -> Path:
    """A good copy of the sample salon."""
    return backup(salon_file.path, tmp_path / "copies" / "monday.salon", KEY).file


def names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


def add_desk(file: Path, name: str) -> None:
    with sqlcipher.opened(file, KEY) as connection:
        connection.execute("INSERT INTO desk (name) VALUES (?)", (name,))


def flip(file: Path, place: int) -> None:
    raw = bytearray(file.read_bytes())
    raw[place] ^= 1 << (place % 8)
    file.write_bytes(raw)


# ---------------------------------------------------------------- making a copy


def test_a_copy_holds_what_the_file_holds(lived: ConsentDesk, tmp_path: Path) -> None:
    live, target = tmp_path / "salon.db", tmp_path / "copies" / "monday.salon"
    made = backup(live, target, KEY)
    assert made.file == target
    assert dump(target) == dump(live), "also what still sits in the journal"
    assert set(made.counts) == set(COUNTED)
    assert made.counts["client"] == made.counts["consent_event"] == made.counts["message"] == 1
    assert made.sha256 == hashlib.sha256(target.read_bytes()).hexdigest()
    assert names(target.parent) == {"monday.salon"}, "a single file, no journal, no draft"


def test_a_copy_is_encrypted_under_the_same_key(copy: Path) -> None:
    raw = copy.read_bytes()
    assert not raw.startswith(b"SQLite format 3")
    with pytest.raises(WrongKey):
        sqlcipher.connect(copy, bytes(32))


def test_a_second_copy_takes_the_place_of_the_first(salon_file: SalonFile, copy: Path) -> None:
    add_desk(salon_file.path, "Banco 2")
    backup(salon_file.path, copy, KEY)
    assert dump(copy) == dump(salon_file.path)


def test_the_copy_is_opened_and_counted_before_it_gets_its_name(
    salon_file: SalonFile, tmp_path: Path
) -> None:
    target, seen = tmp_path / "monday.salon", []

    def at(point: str) -> None:
        seen.append((point, target.exists(), (tmp_path / "monday.salon.part").exists()))

    backup(salon_file.path, target, KEY, at=at)
    assert seen == [("copied", False, True), ("tried", False, True), ("named", True, False)]


@pytest.mark.parametrize("spoil", ["cut", "flip", "lose a row"])
def test_a_copy_that_does_not_hold_is_thrown_away(
    lived: ConsentDesk, tmp_path: Path, spoil: str
) -> None:
    draft, target = tmp_path / "monday.salon.part", tmp_path / "monday.salon"
    target.write_bytes(b"last week's copy")

    def at(point: str) -> None:
        if point != "copied":
            return
        if spoil == "cut":
            draft.write_bytes(draft.read_bytes()[:-4096])
        elif spoil == "flip":
            flip(draft, 5 * 4096 + 100)
        else:
            with sqlcipher.opened(draft, KEY) as connection:
                connection.execute("PRAGMA recursive_triggers = OFF")
                connection.execute("DELETE FROM claim")

    with pytest.raises(FileDamaged):
        backup(tmp_path / "salon.db", target, KEY, at=at)
    assert names(tmp_path) & {"monday.salon", "monday.salon.part"} == {"monday.salon"}
    assert target.read_bytes() == b"last week's copy"


def test_a_copy_made_while_another_process_writes_is_whole(engine: Engine, tmp_path: Path) -> None:
    live = tmp_path / "salon.db"
    writing = subprocess.Popen(
        [sys.executable, "-c", BUSY, str(live)], stdout=subprocess.PIPE, text=True
    )
    assert writing.stdout is not None
    try:
        counts = []
        for number in range(5):
            acknowledged = [int(writing.stdout.readline()) for _ in range(50)][-1]
            target = tmp_path / f"busy-{number}.salon"
            backup(live, target, KEY)
            assert writing.poll() is None, "the other process went on"
            desks = [name for _, name in dump(target)["desk"]]
            assert desks[1:] == [f"desk {one}" for one in range(1, len(desks))], "no gap"
            assert len(desks) - 1 >= acknowledged, "what was acknowledged before is in it"
            counts.append(len(desks))
        assert counts == sorted(counts)
        assert counts[-1] > counts[0], "it really wrote meanwhile"
    finally:
        writing.kill()
        writing.communicate()


def test_a_rotted_byte_anywhere_is_found_by_the_next_copy(
    lived: ConsentDesk, tmp_path: Path
) -> None:
    live, rotted = tmp_path / "salon.db", tmp_path / "rotted.db"
    lived.engine.dispose()
    good = live.read_bytes()
    seed = 20261123
    places = random.Random(seed).sample(range(len(good)), FLIPS)
    missed = []
    for place in places:
        rotted.write_bytes(good)
        flip(rotted, place)
        bad = rotted.read_bytes()
        try:
            backup(rotted, tmp_path / "copy.salon", KEY)
            missed.append(place)
        except (FileDamaged, WrongKey):
            assert rotted.read_bytes() == bad, "the bad file is kept as it is"
    assert missed == [], f"seed {seed}"
    assert not (tmp_path / "copy.salon").exists()
    assert not (tmp_path / "copy.salon.part").exists()


def test_a_copy_of_a_missing_file_is_no_copy(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        backup(tmp_path / "salon.db", tmp_path / "copies" / "monday.salon", KEY)
    assert list((tmp_path / "copies").iterdir()) == []


def test_the_wrong_key_makes_no_copy(salon_file: SalonFile, tmp_path: Path) -> None:
    with pytest.raises(WrongKey):
        backup(salon_file.path, tmp_path / "monday.salon", bytes(32))
    assert names(tmp_path) == {"salon.db"}


def test_a_file_is_never_its_own_copy(salon_file: SalonFile) -> None:
    before = dump(salon_file.path)
    with pytest.raises(FolderNotWritable):
        backup(salon_file.path, salon_file.path, KEY)
    assert dump(salon_file.path) == before


def test_a_folder_that_cannot_be_made_is_said(salon_file: SalonFile, tmp_path: Path) -> None:
    (tmp_path / "stick").write_bytes(b"not a folder")
    with pytest.raises(FolderNotWritable):
        backup(salon_file.path, tmp_path / "stick" / "monday.salon", KEY)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder with room for less than one salon."""
    place = tmp_path / "small"
    place.mkdir()
    mount = shutil.which("mount")
    options = ["-t", "tmpfs", "-o", "size=200k", "tmpfs", str(place)]
    if os.name == "nt" or os.geteuid() != 0 or mount is None:
        pytest.skip("needs root")
    if subprocess.run([mount, *options], check=False, capture_output=True).returncode:
        pytest.skip("needs root that may mount")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_is_said_and_nothing_half_is_left(
    salon_file: SalonFile, small_disk: Path
) -> None:
    with pytest.raises(DiskFull):
        backup(salon_file.path, small_disk / "monday.salon", KEY)
    assert names(small_disk) == set()


# ---------------------------------------------------------------- restoring one


def test_a_restore_brings_the_copy_back_and_keeps_the_old_file(
    salon_file: SalonFile, copy: Path
) -> None:
    add_desk(salon_file.path, "Banco 2")
    newer, older = dump(salon_file.path), dump(copy)
    restored, kept = restore(copy, salon_file.path, KEY, now=MONDAY)
    assert kept is not None
    assert dump(salon_file.path) == older
    assert dump(kept) == newer
    assert kept.name == "salon.before-restore-20261123-080000.db"
    assert restored.counts["appointment"] == 0
    assert names(salon_file.path.parent) == {"salon.db", kept.name, "copies"}


def test_a_restore_changes_no_byte_of_the_copy(salon_file: SalonFile, copy: Path) -> None:
    before = copy.read_bytes()
    restore(copy, salon_file.path, KEY, now=MONDAY)
    assert copy.read_bytes() == before
    assert names(copy.parent) == {"monday.salon"}


def test_what_the_old_journal_held_is_kept_too(
    engine: Engine, salon_file: SalonFile, copy: Path, tmp_path: Path
) -> None:
    with writer(engine).begin() as connection:
        connection.execute(text("INSERT INTO desk (name) VALUES ('only in the journal')"))
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for file in tmp_path.glob("salon.db*"):
        shutil.copyfile(file, crashed / file.name)
    _, kept = restore(copy, crashed / "salon.db", KEY, now=MONDAY)
    assert kept is not None
    assert (2, "only in the journal") in dump(kept)["desk"]
    assert (2, "only in the journal") not in dump(crashed / "salon.db")["desk"]


def test_two_restores_in_one_second_keep_two_old_files(salon_file: SalonFile, copy: Path) -> None:
    add_desk(salon_file.path, "Banco 2")
    first_old = dump(salon_file.path)
    _, first = restore(copy, salon_file.path, KEY, now=MONDAY)
    _, second = restore(copy, salon_file.path, KEY, now=MONDAY)
    assert first is not None
    assert second is not None
    assert first != second
    assert dump(first) == first_old


def test_a_restore_where_nothing_was_keeps_nothing(tmp_path: Path, copy: Path) -> None:
    fresh = tmp_path / "new machine" / "salon.db"
    restored, kept = restore(copy, fresh, KEY, now=MONDAY)
    assert kept is None
    assert restored.file == fresh
    assert dump(fresh) == dump(copy)


def test_a_damaged_salon_can_be_restored_over_and_is_kept(
    salon_file: SalonFile, copy: Path
) -> None:
    flip(salon_file.path, 3)  # inside the salt: no key opens it any more
    bad = salon_file.path.read_bytes()
    _, kept = restore(copy, salon_file.path, KEY, now=MONDAY)
    assert kept is not None
    assert kept.read_bytes() == bad
    assert dump(salon_file.path) == dump(copy)


def test_the_journal_of_a_file_cut_to_nothing_is_kept_beside_it(
    salon_file: SalonFile, copy: Path
) -> None:
    salon_file.path.write_bytes(b"")
    journal = salon_file.path.with_name("salon.db-wal")
    journal.write_bytes(b"what was saved last")
    _, kept = restore(copy, salon_file.path, KEY, now=MONDAY)
    assert kept is not None
    assert kept.with_name(kept.name + "-wal").read_bytes() == b"what was saved last"
    assert dump(salon_file.path) == dump(copy), "it is not mixed into the restored file"


def test_where_a_file_has_one_name_only_the_old_one_is_copied(
    salon_file: SalonFile, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_second_names(*_: object) -> None:
        raise OSError("not supported")

    monkeypatch.setattr(os, "link", no_second_names)
    before = dump(salon_file.path)
    _, kept = restore(copy, salon_file.path, KEY, now=MONDAY)
    assert kept is not None
    assert dump(kept) == before


@pytest.mark.parametrize("fault", ["wrong key", "newer", "flipped", "cut", "empty", "no salon"])
def test_a_copy_that_cannot_be_trusted_is_refused_before_anything_is_touched(
    salon_file: SalonFile, copy: Path, fault: str
) -> None:
    key: bytes = KEY
    expected: type[FileTrouble] = FileDamaged
    match fault:
        case "wrong key":
            key, expected = bytes(32), WrongKey
        case "newer":
            expected = FileIsNewer
            with sqlcipher.opened(copy, KEY) as connection:
                connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
                connection.execute("PRAGMA journal_mode = DELETE")
        case "flipped":
            flip(copy, copy.stat().st_size // 2)
        case "cut":
            copy.write_bytes(copy.read_bytes()[:-4096])
        case "empty":
            copy.write_bytes(b"")
        case _:
            copy.unlink()
            with sqlcipher.connect(copy, KEY, must_exist=False) as connection:
                connection.execute("CREATE TABLE other (thing TEXT)")
            connection.close()
    before, folder = salon_file.path.read_bytes(), names(salon_file.path.parent)
    with pytest.raises(expected):
        restore(copy, salon_file.path, key, now=MONDAY)
    assert salon_file.path.read_bytes() == before
    assert names(salon_file.path.parent) == folder


def test_a_rotted_byte_anywhere_in_a_copy_is_found_before_it_is_restored(
    salon_file: SalonFile, copy: Path
) -> None:
    good, before = copy.read_bytes(), salon_file.path.read_bytes()
    seed = 20261124
    for place in random.Random(seed).sample(range(len(good)), FLIPS):
        copy.write_bytes(good)
        flip(copy, place)
        with pytest.raises(FileTrouble):
            restore(copy, salon_file.path, KEY, now=MONDAY)
    assert salon_file.path.read_bytes() == before


@pytest.mark.parametrize("point", ["drafted", "kept"])
def test_a_restore_stopped_half_way_leaves_a_salon_that_opens(
    salon_file: SalonFile, copy: Path, point: str
) -> None:
    add_desk(salon_file.path, "Banco 2")
    before = dump(salon_file.path)

    def at(reached: str) -> None:
        if reached == point:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        restore(copy, salon_file.path, KEY, now=MONDAY, at=at)
    assert dump(salon_file.path) == before
    restore(copy, salon_file.path, KEY, now=MONDAY)
    assert dump(salon_file.path) == dump(copy)
