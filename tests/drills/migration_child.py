"""A migration that kills itself: ``FILE SCRIPTS COPIES N`` dies before its N-th statement.

0 dies never and prints how many statements there were; -1 dies when the transaction is to be
committed. It dies by SIGKILL where there is one, so that nothing is tidied up on the way.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from sqlalchemy import Engine, event

from salon_desktop.infrastructure.db import migrate
from salon_desktop.infrastructure.db.engine import open_engine
from tests.salon_fixtures import KEY, MONDAY

NEVER, AT_COMMIT = 0, -1


def die() -> None:
    """End on the spot."""
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))


def main(file: Path, scripts: Path, copies: Path, at: int) -> int:
    """Migrate; return how many statements were carried out."""
    count = 0

    def counted(*_: object) -> None:
        nonlocal count
        count += 1
        if count == at:
            die()

    def committing(*_: object) -> None:
        if at == AT_COMMIT:
            die()

    event.listen(Engine, "before_cursor_execute", counted)
    event.listen(Engine, "commit", committing)
    migrate.upgrade(open_engine(file, KEY), file, KEY, scripts=scripts, copies=copies, now=MONDAY)
    return count


if __name__ == "__main__":
    file, scripts, copies = map(Path, sys.argv[1:4])
    print(main(file, scripts, copies, int(sys.argv[4])))
