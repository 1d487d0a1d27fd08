"""``practice serve`` and ``practice phone``: the practice WhatsApp without a window."""

import signal
import sys
import threading
from typing import Any

from salon_desktop.app.founding import NewSalon, found_salon
from salon_desktop.app.practice_clock import FollowedClock, let_clock_run
from salon_desktop.app.practice_world import (
    NoPracticeHere,
    mark_practice,
    practice_facts,
    practice_world,
)
from salon_desktop.app.verbs.context import Context
from salon_desktop.application.ports.salon_setup import NewOperator
from salon_desktop.practice import OrderRefused, PracticeRemote, PracticeUnreachable

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


def taken(context: Context) -> int:
    """List every message the practice WhatsApp took, with our key and to whom."""
    try:
        found = _remote(context).taken()
    except PracticeUnreachable as gone:
        raise NoPracticeHere from gone
    context.give({"taken": found})
    context.table(
        tuple(str(one.get(name) or "") for name in ("to", "template", "key")) for one in found
    )
    return 0


def phone(context: Context) -> int:
    """Play a client: show what her phone shows, write, tap a button."""
    remote = _remote(context)
    try:
        shown = _played(remote, context)
    except PracticeUnreachable as gone:
        raise NoPracticeHere from gone
    except OrderRefused:
        context.refuse(
            context.words._("That phone cannot do this: there is no such message, button or text.")
        )
    context.give(shown)
    for message in shown.get("messages", []):
        context.say(*_bubble(message))
    return 0


def _remote(context: Context) -> PracticeRemote:
    facts = practice_facts(context.folder)
    return PracticeRemote(facts["graph_url"], facts["control_key"])


def _played(remote: PracticeRemote, context: Context) -> dict[str, Any]:
    """Let the client act, wait until the platform has told everybody, and show her phone."""
    args = context.args
    match args.action:
        case "say":
            remote.say(args.number, args.text)
        case "tap":
            remote.tap(args.number, index=args.index)
        case _:
            pass
    remote.settle()
    return remote.show(args.number)


def _bubble(message: dict[str, Any]) -> list[str]:
    arrow = "<" if message.get("direction") == "from-client" else ">"
    lines = [f"{arrow} {message.get('text', '')}"]
    buttons = message.get("buttons", [])
    lines += [f"    [{number}] {button['text']}" for number, button in enumerate(buttons)]
    return lines
