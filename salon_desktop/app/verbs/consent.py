"""``consent``: the ledger from the command line; nothing here has a default that grants."""

import base64
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from salon_desktop.app.composition import Salon
from salon_desktop.app.verbs.context import Context
from salon_desktop.app.verbs.typed import (
    InputWrong,
    instant_of,
    object_of,
    one_of,
    text_of,
    whole_of,
)
from salon_desktop.application.commands.record_consent import Answer, Evidence, RecordConsent
from salon_desktop.application.explaining.check_words import chain_break_words
from salon_desktop.application.explaining.consent_words import (
    consent_state_words,
    purpose_words,
    strength_words,
)
from salon_desktop.application.queries.consent_status import ConsentLine
from salon_desktop.application.queries.export_ledger import LedgerFormat
from salon_desktop.application.queries.verify_ledger import LedgerState
from salon_desktop.domain.consent.events import (
    MESSAGING_PURPOSES,
    Channel,
    ConsentEvent,
    EventKind,
    Method,
    Purpose,
)
from salon_desktop.domain.phone import masked

# Fields of an answer that are kept as they come, with how each kind is read.
TEXTS = (
    ("wording_language", "evidence_ref", "address", "withdrawn_via", "guardian_relation", "note"),
    text_of,
)
NUMBERS = (("wording_version", "guardian_id"), whole_of)
MOMENTS = (("happened_at", "valid_until"), instant_of)


def record(context: Context) -> int:
    """Record one answer from options, or many from a JSON-lines file.

    Each line of the file is one act: ``client`` and one answer's fields, or ``answers`` with
    several. Lines that are refused are told; the exit code is 1 if any was.
    """
    args = context.args
    stored: list[dict[str, Any]] = []
    refused: list[dict[str, Any]] = []
    with context.open() as salon:
        if not args.file:
            stored += [_as_json(event) for event in salon.do.record_consent(_wish(vars(args)))]
        for number, line in context.lines() if args.file else ():
            problem, events = context.attempt(salon, partial(_record_line, salon, line))
            if problem is not None:
                refused.append({"line": number, "why": problem.whole})
                context.complain(problem, number)
            stored += [{"line": number, **_as_json(event)} for event in events or ()]
        context.give({"stored": stored, "refused": refused})
        context.say(
            salon.words.n_(
                "{count} answer recorded.", "{count} answers recorded.", len(stored)
            ).format(count=len(stored))
        )
    return 1 if refused else 0


def _record_line(salon: Salon, line: str) -> Sequence[ConsentEvent]:
    return salon.do.record_consent(_wish(object_of(line)))


def _wish(act: Mapping[str, Any]) -> RecordConsent:
    client = whole_of(act.get("client"), "client")
    answers = act.get("answers") or [act]
    if not isinstance(answers, list):
        raise InputWrong("answers")
    return RecordConsent(client_id=client, answers=tuple(map(_answer, answers)))


def _answer(given: object) -> Answer:
    if not isinstance(given, Mapping):
        raise InputWrong("answers")
    values: dict[str, Any] = {}
    for names, read in (TEXTS, NUMBERS, MOMENTS):
        values |= {name: read(given[name], name) for name in names if given.get(name) is not None}
    channel, proof = given.get("channel"), given.get("evidence")
    if isinstance(proof, Mapping):
        values["evidence"] = _evidence(proof)
    elif proof is not None:
        values["evidence_ref"] = str(proof)
    return Answer(
        purpose=one_of(Purpose, given.get("purpose"), "purpose"),
        kind=one_of(EventKind, given.get("kind"), "kind"),
        method=one_of(Method, given.get("method"), "method"),
        channel=None if channel is None else one_of(Channel, channel, "channel"),
        **values,
    )


def _evidence(proof: Mapping[str, Any]) -> Evidence:
    """Return a proof that travels in the line itself, its content in base64."""
    try:
        content = base64.b64decode(str(proof["content"]), validate=True)
        return Evidence(
            kind=str(proof["kind"]), media_type=str(proof["media_type"]), content=content
        )
    except (KeyError, ValueError) as wrong:
        raise InputWrong("evidence") from wrong


def _as_json(event: ConsentEvent) -> dict[str, Any]:
    shown = asdict(event)
    return {
        name: shown[name]
        for name in ("seq", "client_id", "purpose", "kind", "method", "strength", "valid_until")
    }


def status(context: Context) -> int:
    """Say how the questions stand: of one client, or of the whole salon by strength."""
    with context.open() as salon:
        now = salon.clock.now()
        if context.args.client is not None:
            found = salon.ask.consent.of_client(context.args.client, now)
            context.give(asdict(found))
            context.table(_line(line, salon) for line in found.lines)
            return 0
        whole = salon.ask.consent.overview(now)
        context.give(asdict(whole))
        words = salon.words
        for purpose in MESSAGING_PURPOSES:
            context.say(
                words.n_(
                    "{purpose}: {count} client may be written to.",
                    "{purpose}: {count} clients may be written to.",
                    whole.reachable_in_all(purpose),
                ).format(
                    purpose=purpose_words(purpose, words),
                    count=whole.reachable_in_all(purpose),
                )
            )
    return 0


def _line(line: ConsentLine, salon: Salon) -> tuple[str, ...]:
    words, formats = salon.words, salon.formats
    return (
        purpose_words(line.purpose, words),
        masked(line.address) if line.address.startswith("+") else line.address,
        consent_state_words(line.state, words),
        strength_words(line.strength, words) if line.strength is not None else "",
        formats.date_time(line.since) if line.since is not None else "",
    )


def verify(context: Context) -> int:
    """Walk the chain; exit 1 if it is broken."""
    with context.open() as salon:
        verdict = salon.ask.verify_ledger()
        context.give(asdict(verdict))
        words = salon.words
        match verdict.state:
            case LedgerState.BROKEN:
                line = words._("The ledger is broken at event {number}.").format(
                    number=verdict.broken_at
                )
                context.say(line, chain_break_words(verdict.why or "", words))
                return 1
            case LedgerState.ERASED:
                line = words.n_(
                    "The ledger is unbroken: {count} event, the details of {erased} were erased.",
                    "The ledger is unbroken: {count} events, the details of {erased} were erased.",
                    verdict.count,
                ).format(count=verdict.count, erased=verdict.erased)
            case _:
                line = words.n_(
                    "The ledger is unbroken: {count} event.",
                    "The ledger is unbroken: {count} events.",
                    verdict.count,
                ).format(count=verdict.count)
        context.say(line, words._("Its head is {hash}.").format(hash=verdict.head_hash))
    return 0


def export(context: Context) -> int:
    """Write the ledger with its head, as CSV or (by the file's ending) as JSON."""
    file = Path(context.args.file)
    form = LedgerFormat.JSON if file.suffix.lower() == ".json" else LedgerFormat.CSV
    with context.open() as salon, context.writing(file):
        done = salon.ask.export_ledger(file, form)
        context.give(asdict(done))
        context.say(
            salon.words.n_("{count} event written.", "{count} events written.", done.count).format(
                count=done.count
            ),
            salon.words._("Its head is {hash}.").format(hash=done.head_hash),
        )
    return 0
