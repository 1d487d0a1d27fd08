"""The words of the command line and their options; each names the function that does it."""

from argparse import SUPPRESS, ArgumentParser, _SubParsersAction

from salon_desktop.app import VERSION
from salon_desktop.domain.consent.events import Channel, EventKind, Method, Purpose
from salon_desktop.domain.messaging.message import MessageState

LANGUAGES = ("it", "de", "ro", "fi", "en")


def build_parser() -> ArgumentParser:
    """Return the parser; ``args.door`` is ``module.function`` under ``app.verbs``, or None."""
    parser = ArgumentParser(
        prog="salon-desktop", description="The front desk of a beauty institute."
    )
    parser.add_argument("--version", action="version", version=VERSION)
    _common(parser, top=True)
    parser.set_defaults(door=None, command=None)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    _file(commands)
    _clients(commands)
    _appointments(commands)
    _consent(commands)
    _messages(commands)
    _platform(commands)
    _practice(commands)
    return parser


def _common(parser: ArgumentParser, *, top: bool = False, language: bool = True) -> None:
    """Add what every command takes, before the command's name or after it."""
    absent = None if top else SUPPRESS
    parser.add_argument(
        "--data", metavar="DIR", default=absent, help="data folder (default: this user's)"
    )
    if language:
        parser.add_argument("--language", choices=LANGUAGES, default=absent)
    parser.add_argument("--passphrase-file", metavar="PATH", default=absent)
    parser.add_argument("--passphrase-fd", metavar="N", type=int, default=absent)
    parser.add_argument(
        "--now", metavar="ISO", default=absent, help="set the clock (practice folders only)"
    )
    parser.add_argument(
        "--json",
        action="store_true",
        default=False if top else SUPPRESS,
        help="answer with one JSON object",
    )


def _verb(
    commands: "_SubParsersAction[ArgumentParser]",
    name: str,
    door: str,
    text: str,
    *,
    language: bool = True,
) -> ArgumentParser:
    parser = commands.add_parser(name, help=text, description=text)
    parser.set_defaults(door=door)
    _common(parser, language=language)
    return parser


def _group(
    commands: "_SubParsersAction[ArgumentParser]", name: str, text: str
) -> "_SubParsersAction[ArgumentParser]":
    parser = commands.add_parser(name, help=text, description=text)
    return parser.add_subparsers(dest="verb", metavar="VERB", required=True)


def _file(commands: "_SubParsersAction[ArgumentParser]") -> None:
    setup = _verb(commands, "setup", "file.set_up", "make a salon in an empty data folder")
    setup.add_argument("--name", required=True)
    setup.add_argument("--country", required=True, help="two letters, such as IT")
    setup.add_argument("--owner", default="")
    setup.add_argument("--desk", default="1")
    setup.add_argument("--zone")
    setup.add_argument("--currency")
    setup.add_argument("--operators", help="names, separated by commas")
    setup.add_argument("--practice", action="store_true", help="invented people only")
    backup = _verb(commands, "backup", "file.backup", "copy the file and try the copy")
    backup.add_argument("file", nargs="?")
    restore = _verb(commands, "restore", "file.restore", "put a checked copy in place")
    restore.add_argument("file")
    restore.add_argument("--recovery-code-file", metavar="PATH")
    _verb(commands, "check", "check.check", "integrity, ledger and reconciliation")


def _clients(commands: "_SubParsersAction[ArgumentParser]") -> None:
    verbs = _group(commands, "clients", "the client book")
    find = _verb(verbs, "find", "clients.find", "find clients by name, digits or e-mail")
    find.add_argument("text")
    find.add_argument("--limit", type=int, default=20)
    add = _verb(verbs, "add", "clients.add", "add a client", language=False)
    add.add_argument("--first", default="")
    add.add_argument("--last", default="")
    add.add_argument("--phone", default="")
    add.add_argument("--email")
    add.add_argument("--language", dest="client_language", help="the client's own")
    add.add_argument("--birth-date")
    add.add_argument("--note", default="")
    add.add_argument("--alert", default="")
    load = _verb(verbs, "import", "clients.load", "import a CSV file")
    load.add_argument("file")
    load.add_argument("--dry-run", action="store_true")
    load.add_argument("--encoding")
    load.add_argument("--report", metavar="FILE", help="write the report line by line")
    export = _verb(verbs, "export", "clients.export", "write the client book as CSV")
    export.add_argument("file")


def _appointments(commands: "_SubParsersAction[ArgumentParser]") -> None:
    verbs = _group(commands, "appointments", "the agenda")
    listed = _verb(verbs, "list", "appointments.listed", "list appointments")
    listed.add_argument("--from", dest="first", required=True)
    listed.add_argument("--to", dest="last")
    book = _verb(verbs, "book", "appointments.book", "book an appointment")
    book.add_argument("--client", type=int)
    book.add_argument("--day")
    book.add_argument("--time")
    book.add_argument("--service", action="append")
    book.add_argument("--operator")
    book.add_argument("--walk-in", action="store_true")
    book.add_argument("--name", help="a visitor who is no client")
    book.add_argument("--note", default="")
    book.add_argument("--booked-by", default="")
    book.add_argument("--reason", help="why an overlap is allowed")
    book.add_argument("--file", help="JSON lines, - for standard input")
    move = _verb(verbs, "move", "appointments.move", "move an appointment")
    move.add_argument("id", type=int)
    move.add_argument("--day", required=True)
    move.add_argument("--time", required=True)
    move.add_argument("--operator")
    move.add_argument("--reason")
    cancel = _verb(verbs, "cancel", "appointments.cancel", "cancel an appointment")
    cancel.add_argument("id", type=int)
    cancel.add_argument("--by", choices=("client", "salon"), required=True)
    cancel.add_argument("--reason", required=True)
    status = _verb(verbs, "status", "appointments.status", "change the status")
    status.add_argument("id", type=int)
    status.add_argument("status")
    free = _verb(verbs, "free", "appointments.free", "find free times")
    free.add_argument("--service", action="append", required=True)
    free.add_argument("--operator")
    free.add_argument("--from", dest="first")
    free.add_argument("--days", type=int, default=14)
    free.add_argument("--limit", type=int, default=10)
    _verb(verbs, "services", "appointments.services", "what can be booked")
    _verb(verbs, "operators", "appointments.operators", "who can be booked")
    _verb(verbs, "undo", "appointments.undo", "take back the last change of this desk")
    _verb(verbs, "redo", "appointments.redo", "repeat the change taken back last")
    export = _verb(verbs, "export", "appointments.export", "write appointments as iCalendar")
    export.add_argument("--ics", required=True, metavar="FILE")
    export.add_argument("--from", dest="first")
    export.add_argument("--to", dest="last")


def _consent(commands: "_SubParsersAction[ArgumentParser]") -> None:
    verbs = _group(commands, "consent", "the consent ledger")
    record = _verb(verbs, "record", "consent.record", "record an answer with its proof")
    record.add_argument("--client", type=int)
    record.add_argument("--purpose", choices=[one.value for one in Purpose])
    record.add_argument("--kind", choices=[one.value for one in EventKind])
    record.add_argument("--method", choices=[one.value for one in Method])
    record.add_argument("--channel", choices=[one.value for one in Channel])
    record.add_argument("--wording-language")
    record.add_argument("--wording-version", type=int)
    record.add_argument("--evidence", dest="evidence_ref", help="form number or other reference")
    record.add_argument("--address")
    record.add_argument("--happened-at", metavar="ISO")
    record.add_argument("--valid-until", metavar="ISO")
    record.add_argument("--guardian", dest="guardian_id", type=int, metavar="ID")
    record.add_argument("--guardian-relation")
    record.add_argument("--withdrawn-via")
    record.add_argument("--note")
    record.add_argument("--file", help="JSON lines, - for standard input")
    status = _verb(verbs, "status", "consent.status", "how the questions stand")
    status.add_argument("--client", type=int)
    _verb(verbs, "verify", "consent.verify", "walk the chain and prove it")
    export = _verb(verbs, "export", "consent.export", "write the ledger as CSV or JSON")
    export.add_argument("file")


def _messages(commands: "_SubParsersAction[ArgumentParser]") -> None:
    verbs = _group(commands, "messages", "the outbox")
    due = _verb(verbs, "due", "messages.due", "what waits to be sent")
    due.add_argument("--limit", type=int, default=500)
    send = _verb(verbs, "send", "messages.send", "drain the relay, then run one sweep")
    send.add_argument("--limit", type=int)
    listed = _verb(verbs, "list", "messages.listed", "messages with their reasons")
    listed.add_argument("--state", action="append", choices=[one.value for one in MessageState])
    listed.add_argument("--client", type=int, metavar="ID")
    listed.add_argument("--limit", type=int, default=5000)
    calls = _verb(verbs, "calls", "messages.calls", "whom to phone and why")
    calls.add_argument("--phoned", type=int, metavar="ID")
    relay = _group(commands, "relay", "the relay")
    pull = _verb(relay, "pull", "messages.relay_pull", "one pull from the relay")
    pull.add_argument("--wait", type=float, default=0.0)


def _platform(commands: "_SubParsersAction[ArgumentParser]") -> None:
    verbs = _group(commands, "platform", "the WhatsApp account")
    setup = _verb(verbs, "setup", "platform.set_up", "set the account up; secrets on stdin")
    setup.add_argument("--waba", default="")
    setup.add_argument("--number", default="")
    setup.add_argument("--graph-url", default="")
    setup.add_argument("--graph-version", default="v26.0")
    setup.add_argument("--relay-url", default="")
    setup.add_argument("--webhook-url", default="")
    setup.add_argument("--templates", action="store_true", help="hand in what is missing")
    setup.add_argument("--languages")
    _verb(verbs, "health", "platform.health", "how the account is")
    templates = _verb(verbs, "templates", "platform.templates", "message templates")
    templates.add_argument("action", choices=("sync", "submit"))
    templates.add_argument("--all", action="store_true", help="every kind, not only reminders")
    templates.add_argument("--languages")


def _practice(commands: "_SubParsersAction[ArgumentParser]") -> None:
    parser = commands.add_parser("practice", help="the practice salon and its WhatsApp")
    parser.set_defaults(door=None)
    _common(parser)
    verbs = parser.add_subparsers(dest="verb", metavar="VERB")
    _verb(verbs, "taken", "phone.taken", "what the practice WhatsApp took")
    serve = _verb(verbs, "serve", "practice.serve", "run the practice WhatsApp without a window")
    serve.set_defaults(practice=True)
    serve.add_argument("--country", default="IT")
    serve.add_argument("--until-stdin-ends", action="store_true")
    phone = _verb(verbs, "phone", "phone.phone", "play a client")
    phone.add_argument("action", choices=("say", "tap", "show"))
    phone.add_argument("number")
    phone.add_argument("text", nargs="?", default="")
    phone.add_argument("--index", type=int, default=0, help="which button to tap")
    tour = _verb(commands, "tour", "tour.tour", "play a day and write pictures of it")
    tour.add_argument("--out", required=True, metavar="DIR")
    tour.add_argument("--theme", choices=("light", "dark"), default="light")
    tour.add_argument("--scale", type=float, default=1.0)
    _verb(commands, "self-test", "self_test.self_test", "prove that an installed program stands")
