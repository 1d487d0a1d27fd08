"""The daily backup: made when the last good one is old enough, whatever the scheduler missed."""

from datetime import timedelta

from salon_desktop.app.composition import Salon
from salon_desktop.application.commands.back_up import BackUp


def back_up_if_due(salon: Salon, every: timedelta) -> bool:
    """Make and try a copy if the last one is older than ``every``; tells whether it did.

    Raises FileTrouble as the command does.
    """
    last = salon.ask.status(salon.clock.now()).last_backup
    if last is not None and salon.clock.now() - last < every:
        return False
    salon.do.back_up(BackUp())
    return True
