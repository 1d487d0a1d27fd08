"""``practice phone`` and ``practice taken``: the clients' side of the practice WhatsApp."""

from typing import Any

from salon_desktop.app.practice_facts import NoPracticeHere, practice_facts
from salon_desktop.app.verbs.context import Context
from salon_desktop.practice import OrderRefused, PracticeRemote, PracticeUnreachable


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
    first, *more = str(message.get("text", "")).splitlines() or [""]
    lines = [f"{arrow} {first}", *(f"  {line}" for line in more)]
    buttons = message.get("buttons", [])
    lines += [f"    [{number}] {button['text']}" for number, button in enumerate(buttons)]
    return lines
