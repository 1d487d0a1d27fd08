"""Drill K3: killed during a migration, at its statements and at its commit."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from salon_desktop.infrastructure.places import shipped
from tests.drills.conftest import ROOT
from tests.drills.migration_child import AT_COMMIT, NEVER
from tests.salon_fixtures import SalonFile
from tests.whole_file import dump

pytestmark = pytest.mark.drill

KILLS = 8
NEXT_REVISION = """
import sqlalchemy as sa
from alembic import op

revision, down_revision = "0002", "0001"
branch_labels = depends_on = None


def upgrade():
    with op.batch_alter_table("person") as person:
        person.add_column(sa.Column("nickname", sa.String(40)))
    op.execute("UPDATE person SET nickname = name")
    with op.batch_alter_table("consent_event", recreate="always") as event:
        event.add_column(sa.Column("extra", sa.String(40)))
"""


def test_k3_killed_at_any_statement_the_old_shape_is_whole_and_the_next_start_goes_on(
    salon_file: SalonFile, tmp_path: Path, told: Callable[..., None]
) -> None:
    scripts = tmp_path / "scripts"
    shutil.copytree(shipped().migrations, scripts, ignore=shutil.ignore_patterns("__pycache__"))
    (scripts / "versions" / "0002_next.py").write_text(NEXT_REVISION, "utf-8")
    old = dump(salon_file.path)
    model = tmp_path / "model.db"
    shutil.copyfile(salon_file.path, model)
    done = _migrate(model, scripts, tmp_path / "model-copies", NEVER)
    assert done.returncode == 0, done.stderr
    statements, new = int(done.stdout), _comparable(dump(model))
    assert new != _comparable(old)
    points = {1 + step * (statements - 1) // (KILLS - 1) for step in range(KILLS)} | {AT_COMMIT}
    for point in sorted(points):
        file, copies = tmp_path / f"{point}.db", tmp_path / f"copies{point}"
        shutil.copyfile(salon_file.path, file)
        killed = _migrate(file, scripts, copies, point)
        assert killed.returncode not in (0, 1), (point, killed.stderr)
        assert dump(file) == old, f"killed at {point}: neither the old shape nor the new one"
        for copy in copies.glob("*.salon") if copies.exists() else ():
            assert dump(copy) == old, "a copy bears its name only once it is whole"
        if point == AT_COMMIT:
            assert list(copies.glob("*.salon")), "the copy was made before anything changed"
        again = _migrate(file, scripts, copies, NEVER)
        assert again.returncode == 0, again.stderr
        assert _comparable(dump(file)) == new
    told("K3", injected=len(points), statements=statements)


def _comparable(found: dict[str, list[tuple[object, ...]]]) -> dict[str, list[str]]:
    """Leave out what is drawn anew each time, and in which order constraints were written."""
    rows = {name: list(map(str, rows)) for name, rows in found.items() if name != "catalogue_stamp"}
    rows[""] = sorted(
        " ".join(sorted(" ".join(map(str, one)).replace(",", " ").split())) for one in found[""]
    )
    return rows


def _migrate(file: Path, scripts: Path, copies: Path, at: int) -> subprocess.CompletedProcess[str]:
    place = [str(file), str(scripts), str(copies), str(at)]
    return subprocess.run(
        [sys.executable, "-m", "tests.drills.migration_child", *place],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
