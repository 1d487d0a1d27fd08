"""What runs by itself: inbound first, then the outbox, health now and then, a backup each day."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from salon_desktop.application.commands.send_due import Sweep
from salon_desktop.application.draining import Drained
from salon_desktop.application.failures import (
    FileTrouble,
    OutsideTrouble,
)
from salon_desktop.application.platform_settings import PlatformNotSetUp
from salon_desktop.background.scheduler import Chore

MINUTE = timedelta(minutes=1)
QUARTER = timedelta(minutes=15)
HOUR = timedelta(hours=1)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Sweepers:
    """The doors the sweeps go through; none of them touches a window."""

    drain: Callable[[], Drained]
    send: Callable[[bool], Sweep]
    health: Callable[[], object]
    backup: Callable[[], object]
    tell: Callable[[str], None]


def chores_of(doors: Sweepers) -> list[Chore]:
    """Return the chores of a desk: drain and send each minute, health, backup when it is due."""

    def exchange() -> None:
        drained = doors.drain()
        doors.send(drained.may_send)
        doors.tell("messages")

    def health() -> None:
        try:
            doors.health()
        except PlatformNotSetUp:
            return
        except OutsideTrouble as trouble:
            logger.info("health not read: %s", type(trouble).__name__)
        doors.tell("health")

    def backup() -> None:
        try:
            doors.backup()
        except FileTrouble as trouble:
            logger.warning("backup failed: %s", type(trouble).__name__)
        doors.tell("backup")

    return [
        Chore(name="exchange", every=MINUTE, run=exchange, at_once=True),
        Chore(name="health", every=QUARTER, run=health, at_once=True),
        Chore(name="backup", every=HOUR, run=backup),
    ]
