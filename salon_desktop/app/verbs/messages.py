"""``messages``, ``relay``: the outbox from the command line."""

from collections.abc import Sequence
from dataclasses import asdict

from salon_desktop.app.composition import Salon
from salon_desktop.app.verbs.context import Context
from salon_desktop.application.commands.mark_phoned import MarkPhoned
from salon_desktop.application.commands.send_due import Sweep
from salon_desktop.application.explaining.message_words import message_kind_words, state_words
from salon_desktop.application.explaining.reason_words import reason_words
from salon_desktop.application.platform_settings import PlatformNotSetUp
from salon_desktop.application.queries.outbox_list import OutboxEntry
from salon_desktop.domain.messaging.message import WAITING, MessageState
from salon_desktop.localization.catalog import Catalog


def due(context: Context) -> int:
    """List what waits to be sent, soonest first."""
    with context.open() as salon:
        entries = salon.ask.outbox(states=sorted(WAITING), limit=context.args.limit)
        _show(context, salon, entries)
    return 0


def listed(context: Context) -> int:
    """List messages with their state and the reason in words."""
    with context.open() as salon:
        states = [MessageState(state) for state in context.args.state or ()]
        entries = salon.ask.outbox(
            states=states, client_id=context.args.client, limit=context.args.limit
        )
        _show(context, salon, entries)
    return 0


def calls(context: Context) -> int:
    """List whom to phone and why; ``--phoned ID`` crosses one off."""
    with context.open() as salon:
        if context.args.phoned is not None:
            salon.do.mark_phoned(MarkPhoned(message_id=context.args.phoned))
        _show(context, salon, salon.ask.calls(salon.clock.now()))
    return 0


def send(context: Context) -> int:
    """Drain the relay, then run one sweep of the outbox; exit 1 where nothing could leave."""
    with context.open() as salon:
        if salon.platform.settings() is None:
            raise PlatformNotSetUp
        drained = salon.do.drain()
        sweep = salon.do.send_due(drained=drained.may_send, limit=context.args.limit)
        result = {name: value for name, value in asdict(sweep).items() if name != "seen"}
        context.give({"drained": asdict(drained), "sweep": result})
        words = salon.words
        if not drained.has_relay:
            context.say(
                words._("There is no relay: answers and STOP must be taken by hand."),
            )
        context.say(*_counted(sweep, words))
        if not drained.may_send:
            context.refuse(words._("Nothing was sent: the relay could not be read."))
        if sweep.stopped is not None:
            context.refuse(reason_words(sweep.stopped, words))
    return 0


def _counted(sweep: Sweep, words: Catalog) -> list[str]:
    return [
        words.n_("{count} message left.", "{count} messages left.", sweep.accepted).format(
            count=sweep.accepted
        ),
        words.n_(
            "{count} was stopped by the gate.",
            "{count} were stopped by the gate.",
            sweep.blocked,
        ).format(count=sweep.blocked),
        words.n_("{count} waits.", "{count} wait.", sweep.waiting).format(count=sweep.waiting),
        words.n_("{count} failed.", "{count} failed.", sweep.failed).format(count=sweep.failed),
        words.n_(
            "{count} may have left: its answer was lost.",
            "{count} may have left: their answers were lost.",
            sweep.unknown,
        ).format(count=sweep.unknown),
    ]


def relay_pull(context: Context) -> int:
    """Fetch what the relay holds and apply it."""
    with context.open() as salon:
        if salon.platform.settings() is None:
            raise PlatformNotSetUp
        if not salon.platform.has_relay:
            context.refuse(
                salon.words._("There is no relay: answers and STOP must be taken by hand.")
            )
        pulled = salon.do.pull_relay(wait=context.args.wait)
        applied = salon.do.apply_inbound()
        context.give({"pulled": asdict(pulled), "applied": asdict(applied)})
        context.say(
            salon.words.n_(
                "{count} event understood.", "{count} events understood.", applied.events
            ).format(count=applied.events)
        )
        if pulled.forged:
            context.say(
                salon.words.n_(
                    "{count} forged delivery was refused.",
                    "{count} forged deliveries were refused.",
                    pulled.forged,
                ).format(count=pulled.forged)
            )
    return 0


def _show(context: Context, salon: Salon, entries: Sequence[OutboxEntry]) -> None:
    context.give({"messages": [_as_json(salon, entry) for entry in entries]})
    context.table(_row(salon, entry) for entry in entries)


def _as_json(salon: Salon, entry: OutboxEntry) -> dict[str, object]:
    return {**asdict(entry), "why": _why(entry, salon.words)}


def _why(entry: OutboxEntry, words: Catalog) -> str:
    """Return why a message does not leave, or on which record it relies."""
    if entry.reason:
        return reason_words(entry.reason, words, state=entry.state, code=entry.error_code)
    match entry.ground_kind:
        case "consent":
            text = words._("Event {number} of the consent register allows it.")
        case "inbound":
            text = words._("It answers what the client wrote (event {number}).")
        case _:
            return ""
    return text.format(number=entry.ground_id)


def _row(salon: Salon, entry: OutboxEntry) -> tuple[str, ...]:
    visit = ""
    if entry.day is not None and entry.start is not None:
        day, hour = salon.formats.short_day(entry.day), salon.formats.minute_of_day(entry.start)
        visit = f"{day} {hour}"
    return (
        str(entry.id),
        state_words(entry.state, salon.words),
        message_kind_words(entry.kind, salon.words),
        entry.client_name,
        visit,
        salon.formats.day_time(entry.due_at),
        _why(entry, salon.words),
    )
