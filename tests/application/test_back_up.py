"""A backup is noted only after its copy was tried."""

import pytest

from salon_desktop.application.commands.back_up import BackUp, BackUpHandler
from salon_desktop.application.failures import FileDamaged, FolderNotWritable
from salon_desktop.application.ports.copies import CopyStep
from salon_desktop.infrastructure.db.backup import counts_of
from salon_desktop.infrastructure.db.copies import FolderCopies
from salon_desktop.infrastructure.db.sqlcipher import opened
from salon_desktop.infrastructure.db.unit_of_work import unit_of_work_opener
from salon_desktop.infrastructure.places import DataFolder


@pytest.fixture
def open_unit(engine):
    return unit_of_work_opener(engine)


@pytest.fixture
def copies(salon_file):
    return FolderCopies(DataFolder(salon_file.path.parent), salon_file.key)


@pytest.fixture
def back_up(open_unit, clock, copies):
    return BackUpHandler(open_unit, clock, copies)


def noted(open_unit):
    with open_unit() as unit:
        return unit.account.fact("backup")


def test_a_backup_lies_in_the_folder_opens_with_the_key_and_is_noted(
    back_up, copies, open_unit, salon_file, clock
):
    steps: list[CopyStep] = []
    made = back_up(BackUp(), steps.append)
    assert steps == [CopyStep.COPYING, CopyStep.TRYING, CopyStep.NAMING]
    assert made.file.parent == copies.folder
    with opened(made.file, salon_file.key, reading=True) as copy:
        assert counts_of(copy)["client"] == made.clients
    assert noted(open_unit) == (made.sha256, clock.now())
    [kept] = copies.kept()
    assert (kept.file, kept.made_at, kept.size_bytes) == (made.file, clock.now(), made.size_bytes)


def test_a_copy_can_go_to_another_place_and_is_not_listed_then(back_up, copies, tmp_path):
    target = tmp_path / "stick" / "our copy.salon"
    assert back_up(BackUp(target=target)).file == target
    assert copies.kept() == []


def test_the_salons_own_file_is_never_the_target(back_up, salon_file, open_unit):
    before = salon_file.path.read_bytes()[:4096]
    with pytest.raises(FolderNotWritable):
        back_up(BackUp(target=salon_file.path.parent / "." / "salon.db"))
    assert salon_file.path.read_bytes()[:4096] == before
    assert noted(open_unit) is None


def test_a_copy_that_fails_is_not_noted_and_leaves_nothing(open_unit, clock, copies):
    class Failing(FolderCopies):
        def make(self, target, now, at):
            raise FileDamaged

    back_up = BackUpHandler(open_unit, clock, Failing(copies._folder, b""))
    with pytest.raises(FileDamaged):
        back_up(BackUp())
    assert noted(open_unit) is None
    assert copies.kept() == []


def test_copies_are_listed_newest_first_also_those_of_migrations(back_up, copies, clock):
    made = back_up(BackUp())
    before = copies.folder / "before-1-20200101-000000.salon"
    before.write_bytes(made.file.read_bytes())
    (copies.folder / "readme.txt").write_text("not a copy")
    names = {copy.file.name for copy in copies.kept()}
    assert names == {made.file.name, before.name}
    instants = [copy.made_at for copy in copies.kept()]
    assert instants == sorted(instants, reverse=True)
