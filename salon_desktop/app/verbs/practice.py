"""``practice serve``: the practice WhatsApp and its relay without a window."""

import signal
import sys
import threading

from salon_desktop.app.founding import NewSalon, found_salon
from salon_desktop.app.practice_clock import FollowedClock, let_clock_run
from salon_desktop.app.practice_world import mark_practice, practice_world
from salon_desktop.app.verbs.context import Context
from salon_desktop.application.ports.salon_setup import NewOperator

OPERATORS = (
    NewOperator(name="Sara", role="beautician", colour="lash", categories=("lash", "face", "wax")),
    NewOperator(name="Anna", role="technical_manager", colour="face"),
    NewOperator(name="Giulia", role="nail_technician", colour="hand", categories=("hand", "foot")),
    NewOperator(name="Marta", role="beautician", colour="wax"),
)


def serve(context: Context) -> int:
    """Run the practice platform and relay until interrupted; an empty folder gets a salon."""
    args = context.args
    mark_practice(context.folder)
    if not context.folder.salon.is_file():
        found_salon(
            context.folder.root,
            NewSalon(
                name="Istituto Mirtilla", country=args.country, owner="Vera", operators=OPERATORS
            ),
            clock=context.clock,
            passphrase=context.passphrase,
        )
    if context.clock is None:
        let_clock_run(context.folder)
    clock = FollowedClock(context.folder)
    stop = threading.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        signal.signal(name, lambda *_: stop.set())
    with practice_world(context.folder, clock.now, country=args.country) as world:
        facts = world.facts()
        context.give(facts)
        context.say(
            context.words._("The practice WhatsApp answers at {address}.").format(
                address=facts["graph_url"]
            )
        )
        context.out.flush()
        if not sys.stdin.isatty() and args.until_stdin_ends:
            context.stdin.read()
        else:
            stop.wait()
    return 0
