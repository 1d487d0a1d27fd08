"""The clock of a practice folder: what ``--now`` was last, so that the platform goes along.

A practice WhatsApp in another process would otherwise live in another week than the desk, and a
client's answer would be days old when it arrives.
"""

from datetime import datetime
from pathlib import Path

from salon_desktop.infrastructure.clock import SystemClock
from salon_desktop.infrastructure.places import DataFolder

NAME = "practice.now"


def leave_clock(folder: DataFolder, instant: datetime) -> None:
    """Let the practice world of ``folder`` stand at ``instant`` from now on."""
    folder.root.mkdir(parents=True, exist_ok=True)
    file = _file(folder)
    draft = file.with_name(file.name + ".part")
    draft.write_text(instant.isoformat(), "ascii")
    draft.replace(file)


def let_clock_run(folder: DataFolder) -> None:
    """Let the practice world go by the machine's clock again."""
    _file(folder).unlink(missing_ok=True)


class FollowedClock:
    """Shows the instant that was left in the folder, else the machine's."""

    def __init__(self, folder: DataFolder) -> None:
        self._file = _file(folder)
        self._machine = SystemClock()

    def now(self) -> datetime:
        """Return the present instant of the practice world, aware."""
        try:
            left = datetime.fromisoformat(self._file.read_text("ascii"))
        except (OSError, ValueError):
            return self._machine.now()
        return left if left.tzinfo is not None else self._machine.now()


def _file(folder: DataFolder) -> Path:
    return folder.root / NAME
