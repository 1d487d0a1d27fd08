"""A process that has a salon's folder: ``python -m tests.drills.folder_child HOW FOLDER``.

``salon`` keeps the salon open; ``alone`` keeps the folder to itself, as a restore does. It says
what it is, then lives until its standard input ends.
"""

from __future__ import annotations

import sys
from contextlib import AbstractContextManager
from pathlib import Path

from salon_desktop.app.composition import open_salon
from salon_desktop.infrastructure.folder_lock import folder_to_itself
from salon_desktop.infrastructure.places import DataFolder


def main(how: str, folder: Path) -> None:
    """Hold the folder in that way until told to end."""
    held: AbstractContextManager[object] = (
        open_salon(folder) if how == "salon" else folder_to_itself(DataFolder(folder))
    )
    with held:
        print(how, flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
