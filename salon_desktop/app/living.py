"""What runs by itself beside a window: listening to the relay, sending, health, backups.

It starts after the first paint and ends before the salon is closed.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

from salon_desktop.app.backing_up import back_up_if_due
from salon_desktop.app.composition import Salon
from salon_desktop.application.commands.send_due import Sweep
from salon_desktop.application.draining import Drained
from salon_desktop.background.listener import InboundListener
from salon_desktop.background.scheduler import build_scheduler
from salon_desktop.background.sweeps import Sweepers, chores_of

BACKUP_EVERY = timedelta(hours=24)
Tell = Callable[[str], None]


@contextmanager
def living(salon: Salon, tell: Tell, tell_exchange: Callable[[bool, bool], None]) -> Iterator[None]:
    """Run listener and scheduler until the block ends.

    ``tell`` hears what happened, ``tell_exchange`` whether the relay is away and the network gone;
    both are called in other threads.
    """

    def drain(wait: float = 0.0) -> Drained:
        drained = salon.do.drain(wait)
        tell_exchange(drained.has_relay and not drained.may_send, False)
        return drained

    def send(may_send: bool) -> Sweep:
        sweep = salon.do.send_due(drained=may_send)
        tell_exchange(not may_send, sweep.stopped == "offline")
        return sweep

    listener = InboundListener(drain, send, lambda: tell("messages"), salon.platform.interrupt)
    chores = chores_of(
        Sweepers(
            drain=drain,
            send=send,
            health=lambda: salon.do.read_health(salon.platform.account()),
            backup=lambda: back_up_if_due(salon, BACKUP_EVERY),
            tell=tell,
        )
    )
    scheduler = build_scheduler(chores, lambda name: tell("trouble"), salon.clock.now())
    listener.start()
    scheduler.start()
    try:
        yield
    finally:
        salon.platform.interrupt()
        listener.stop()
        scheduler.shutdown(wait=True)
