"""One unit of work: kept as a whole at commit, or not at all, and never two at once."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DatabaseError, IntegrityError

from salon_desktop.application.failures import DiskFull, FileDamaged, FolderNotWritable
from salon_desktop.application.ports.salon import Actor
from salon_desktop.infrastructure.db.engine import named
from salon_desktop.infrastructure.db.unit_of_work import SqlUnitOfWork, unit_of_work_opener
from tests.consent_desk import ConsentDesk
from tests.salon_fixtures import MONDAY

REPOSITORIES = (
    "salon appointments prices clients consent wordings outbox inbound templates foundation account"
)


def people(engine: Engine) -> int:
    with engine.connect() as connection:
        return int(connection.execute(text("SELECT count(*) FROM person")).scalar_one())


def test_leaving_without_commit_keeps_nothing(engine: Engine) -> None:
    before = people(engine)
    open_unit = unit_of_work_opener(engine)
    with open_unit() as unit:
        unit.foundation.add_person("Ida", "receptionist")
    assert people(engine) == before


def test_an_error_keeps_nothing_and_goes_on_to_the_caller(engine: Engine) -> None:
    before = people(engine)
    open_unit = unit_of_work_opener(engine)
    with pytest.raises(ZeroDivisionError), open_unit() as unit:
        unit.foundation.add_person("Ida", "receptionist")
        _ = 1 // 0
    assert people(engine) == before
    with open_unit() as unit:
        unit.foundation.add_person("Ida", "receptionist")
        unit.commit()
    assert people(engine) == before + 1


def test_everything_of_one_unit_is_kept_together(desk: ConsentDesk) -> None:
    client = desk.client()
    visit = desk.visit(client)
    with desk.engine.connect() as connection:
        counts = [
            connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
            for table in ("appointment", "agenda_event", "message", "message_event")
        ]
        claims = connection.execute(text("SELECT count(*) FROM claim")).scalar_one()
    assert counts == [1, 1, 1, 1], "the visit, its history, its message and that message's history"
    assert claims >= 2
    assert visit.version == 1


@pytest.mark.parametrize("name", REPOSITORIES.split())
def test_every_book_of_a_unit_opens_once(engine: Engine, name: str) -> None:
    open_unit = unit_of_work_opener(engine)
    with open_unit() as unit:
        assert getattr(unit, name) is getattr(unit, name)
    with open_unit() as other:
        assert getattr(other, name) is not getattr(unit, name)


def test_until_people_sign_in_the_first_person_acts(engine: Engine) -> None:
    with unit_of_work_opener(engine)() as unit:
        assert unit.actor == Actor(person_id=1, desk_id=1)


def test_a_unit_inside_a_unit_is_refused_instead_of_waiting_for_ever(engine: Engine) -> None:
    open_unit = unit_of_work_opener(engine)
    with open_unit(), pytest.raises(RuntimeError), open_unit():
        pass
    with open_unit() as unit:
        assert unit.salon.facts().country == "IT", "afterwards units open as before"


def test_the_second_unit_waits_for_the_first_and_sees_what_it_kept(engine: Engine) -> None:
    open_unit = unit_of_work_opener(engine)
    inside = threading.Event()
    seen: list[object] = []

    def second() -> None:
        inside.set()
        with open_unit() as unit:
            seen.append(unit.salon.setting("motto"))

    with open_unit() as unit:
        waiting = threading.Thread(target=second)
        waiting.start()
        assert inside.wait(10)
        unit.salon.set("motto", "calm", actor=None, now=MONDAY)
        assert seen == []
        unit.commit()
    waiting.join(10)
    assert seen == ["calm"]


def test_a_unit_reads_under_the_write_lock(engine: Engine) -> None:
    """What a unit has read cannot change before it writes: nobody else may write meanwhile."""
    with unit_of_work_opener(engine)() as unit:
        unit.salon.facts()
        with engine.connect() as other:
            other.exec_driver_sql("PRAGMA busy_timeout = 0")
            with pytest.raises(DatabaseError, match="locked"):
                other.execute(text("UPDATE person SET name = 'Ida'"))


def test_units_of_two_processes_queue_at_the_file(desk: ConsentDesk, tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from salon_desktop.infrastructure.db.engine import open_engine\n"
        "from salon_desktop.infrastructure.db.unit_of_work import unit_of_work_opener\n"
        "engine = open_engine(Path(sys.argv[1]), bytes(range(32)))\n"
        "opener = unit_of_work_opener(engine)\n"
        "for number in range(25):\n"
        "    with opener() as unit:\n"
        "        unit.foundation.add_person(f'{sys.argv[2]} {number}', 'receptionist')\n"
        "        unit.commit()\n"
        "engine.dispose()\n"
    )
    file = tmp_path / "salon.db"
    before = people(desk.engine)
    writing = [
        subprocess.Popen([sys.executable, "-c", script, str(file), name], stderr=subprocess.PIPE)
        for name in ("one", "other")
    ]
    for process in writing:
        _, trouble = process.communicate(timeout=60)
        assert process.returncode == 0, trouble.decode()
    assert people(desk.engine) == before + 50


def test_a_disk_without_room_gets_its_name(engine: Engine) -> None:
    open_unit = unit_of_work_opener(engine)
    before = people(engine)
    with pytest.raises(DiskFull), open_unit() as unit:
        _no_more_pages(unit)
        for _ in range(200):
            unit.foundation.add_person("Ida" * 40, "receptionist")
        unit.commit()
    assert people(engine) == before
    with open_unit() as unit:
        _no_more_pages(unit, 1 << 30)
        unit.foundation.add_person("Ida", "receptionist")
        unit.commit()
    assert people(engine) == before + 1, "with room again it goes on without a restart"


def test_errors_a_person_cannot_meet_stay_as_they_are() -> None:
    driver = ValueError("near SELECT: syntax error")
    problem = DatabaseError("SELECT", {}, driver)
    assert named(problem) is problem
    refused = IntegrityError("INSERT", {}, ValueError("claim_overlap"))
    assert named(refused) is refused
    for said, means in (
        ("database or disk is full", DiskFull),
        ("database disk image is malformed", FileDamaged),
        ("attempt to write a readonly database", FolderNotWritable),
    ):
        assert type(named(DatabaseError("SELECT", {}, ValueError(said)))) is means


def _no_more_pages(unit: SqlUnitOfWork, limit: int = 1) -> None:
    unit._session.connection().exec_driver_sql(f"PRAGMA max_page_count = {limit}")
