"""A sending process that dies where it is told to: ``python -m tests.drills.sender_child``.

Arguments: data folder, ISO instant, point (claimed, answered, settled) and how many times it is
passed before the process kills itself. Nothing is tidied up: that is the drill.
"""

from __future__ import annotations

import os
import signal
import sys
from datetime import datetime
from pathlib import Path

from salon_desktop.app.composition import open_salon
from salon_desktop.application.commands.pull_relay import PullRelayHandler
from salon_desktop.application.commands.send_due import SendDueHandler
from salon_desktop.application.gate_facts import GateFacts
from salon_desktop.infrastructure.clock import FixedClock
from salon_desktop.infrastructure.places import DataFolder
from salon_desktop.infrastructure.public_holidays import PublicHolidays
from salon_desktop.infrastructure.sender_lease import FileLease


def main(folder: str, instant: str, point: str, times: str) -> None:
    """Send or pull until the point was passed often enough, then die without a word."""
    clock, left = FixedClock(datetime.fromisoformat(instant)), [int(times)]

    def pass_by(reached: str) -> None:
        if reached == point:
            left[0] -= 1
            if left[0] <= 0:
                os.kill(os.getpid(), signal.SIGKILL)

    with open_salon(Path(folder), clock=clock) as salon:
        if point in {"stored", "acknowledged"}:
            pull = PullRelayHandler(
                salon.do.open_unit, clock, salon.platform, salon.secrets, at=pass_by
            )
            pull()
            return
        lease = FileLease(DataFolder(Path(folder)).locks)
        sender = SendDueHandler(
            salon.do.open_unit,
            clock,
            salon.platform,
            GateFacts(PublicHolidays()),
            lease,
            at=pass_by,
        )
        sender(drained=True)


if __name__ == "__main__":
    main(*sys.argv[1:5])
