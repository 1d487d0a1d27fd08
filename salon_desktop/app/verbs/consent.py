"""``consent``: the ledger from the command line; nothing here has a default that grants."""

import base64
from dataclasses import asdict
from datetime import datetime
from typing import Any

from salon_desktop.app.verbs.context import Context
from salon_desktop.application.commands.record_consent import Answer, Evidence, RecordConsent
from salon_desktop.domain.consent.events import Channel, ConsentEvent, EventKind, Method, Purpose

FIELDS = (
    "purpose",
    "kind",
    "method",
    "wording_language",
    "wording_version",
    "evidence",
    "evidence_ref",
    "channel",
    "address",
    "happened_at",
    "valid_until",
    "withdrawn_via",
    "guardian_id",
    "guardian_relation",
    "note",
)


class AnswerIncomplete(ValueError):
    """The input names no client, purpose, kind or method."""


def record(context: Context) -> int:
    """Record one answer from options, or many from a JSON-lines file.

    Each line of the file is one act: ``client`` and one answer's fields, or ``answers`` with
    several. Lines that are refused are told; the exit code is 1 if any was.
    """
    args = context.args
    acts = list(context.lines()) if args.file else [vars(args)]
    stored: list[dict[str, Any]] = []
    refused: list[dict[str, Any]] = []
    with context.open() as salon:
        for number, act in enumerate(acts, start=1):
            try:
                wish = _wish(act)
            except (KeyError, ValueError) as wrong:
                if not args.file:
                    raise AnswerIncomplete(str(wrong)) from wrong
                refused.append({"line": number, "why": "incomplete"})
                continue
            problem, events = context.attempt(
                salon, lambda wish=wish: salon.do.record_consent(wish)
            )
            if problem is not None:
                refused.append({"line": number, "why": problem.text})
                context.complain(problem)
            else:
                stored += [_as_json(event) for event in events]
        context.give({"stored": stored, "refused": refused})
        context.say(
            salon.words.n_(
                "{count} answer recorded.", "{count} answers recorded.", len(stored)
            ).format(count=len(stored))
        )
    return 1 if refused else 0


def _wish(act: dict[str, Any]) -> RecordConsent:
    client = act.get("client")
    if client is None:
        raise KeyError("client")
    answers = act.get("answers") or [act]
    return RecordConsent(
        client_id=int(client), answers=tuple(_answer(answer) for answer in answers)
    )


def _answer(given: dict[str, Any]) -> Answer:
    values = {name: given[name] for name in FIELDS if given.get(name) is not None}
    for name, kind in (("purpose", Purpose), ("kind", EventKind), ("method", Method)):
        values[name] = kind(values[name])
    if "channel" in values:
        values["channel"] = Channel(values["channel"])
    for name in ("happened_at", "valid_until"):
        if name in values:
            values[name] = _moment(str(values[name]))
    proof = values.pop("evidence", None)
    if isinstance(proof, dict):
        values["evidence"] = Evidence(
            kind=str(proof["kind"]),
            media_type=str(proof["media_type"]),
            content=base64.b64decode(str(proof["content"]), validate=True),
        )
    elif proof is not None:
        values["evidence_ref"] = str(proof)
    return Answer(**values)


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("an instant needs its offset")
    return moment


def _as_json(event: ConsentEvent) -> dict[str, Any]:
    shown = asdict(event)
    return {
        name: shown[name]
        for name in ("seq", "client_id", "purpose", "kind", "method", "strength", "valid_until")
    }
