"""``platform``: the WhatsApp account from the command line; secrets come by standard input."""

from dataclasses import asdict

from salon_desktop.app.verbs.context import Context
from salon_desktop.app.verbs.typed import InputWrong, object_of
from salon_desktop.application.commands.set_up_platform import SetUpPlatform
from salon_desktop.application.commands.sync_templates import Submitted
from salon_desktop.application.explaining.code_words import valve_words
from salon_desktop.application.platform_settings import PlatformSettings
from salon_desktop.domain.messaging.message import MessageKind
from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.languages import LANGUAGES


def set_up(context: Context) -> int:
    """Set the account up.

    Standard input holds ``token``, ``app_secret``, ``relay_key`` and ``verify_token`` as one JSON
    object or as ``name=value`` lines; ids and addresses are options.
    """
    args = context.args
    secrets = _secrets(context)
    known = {name: str(secrets.get(name, "")) for name in _SECRETS}
    settings = PlatformSettings(
        waba_id=args.waba or str(secrets.get("waba_id", "")),
        number_id=args.number or str(secrets.get("phone_number_id", "")),
        graph_address=args.graph_url or str(secrets.get("graph_url", "")) or _GRAPH,
        graph_version=args.graph_version,
        relay_address=args.relay_url or str(secrets.get("relay_url", "")),
    )
    wish = SetUpPlatform(
        settings=settings,
        token=known["token"],
        app_secret=known["app_secret"],
        relay_key=known["relay_key"],
        webhook_address=args.webhook_url or "",
        verify_token=known["verify_token"],
    )
    with context.open() as salon:
        done = salon.do.set_up_platform(wish)
        account = salon.platform.account()
        submitted: list[Submitted] = []
        if args.templates:
            submitted += salon.do.sync_templates.submit(
                account, kinds=[MessageKind.REMINDER_1], languages=_languages(args.languages)
            )
        templates = salon.do.sync_templates(account)
        salon.do.read_health(account)
        context.give(
            {
                "token": asdict(done.token),
                "subscribed": done.subscribed,
                "submitted": [asdict(one) for one in submitted],
                "templates": len(templates),
            }
        )
        words = salon.words
        context.say(
            words._("The platform accepts the token."),
            words.n_("{count} template found.", "{count} templates found.", len(templates)).format(
                count=len(templates)
            ),
        )
    return 0


def health(context: Context) -> int:
    """Ask the platform how the account is and say what is closed."""
    with context.open() as salon:
        found = salon.do.read_health(salon.platform.account())
        status = salon.ask.status(salon.clock.now())
        context.give({"health": asdict(found), "status": asdict(status)})
        words, number = salon.words, found.number
        context.say(
            words._("Number: {name}").format(name=number.verified_name or number.display_number),
            _quality(number.quality, words),
        )
        if number.people_per_day is not None:
            context.say(
                words.n_(
                    "New conversations with {count} person in 24 hours at most.",
                    "New conversations with {count} people in 24 hours at most.",
                    number.people_per_day,
                ).format(count=salon.formats.number(number.people_per_day))
            )
        for valve in status.valves:
            context.say(valve_words(valve.name, valve.reason, words).whole)
    return 0


def templates(context: Context) -> int:
    """List what the platform has, or hand in what it lacks."""
    with context.open() as salon:
        account = salon.platform.account()
        if context.args.action == "submit":
            kinds = list(salon.do.texts.templates) if context.args.all else [MessageKind.REMINDER_1]
            done = salon.do.sync_templates.submit(
                account, kinds=kinds, languages=_languages(context.args.languages)
            )
            context.give({"submitted": [asdict(one) for one in done]})
            context.table((one.name, one.language, one.answer.status) for one in done)
            return 0
        found = salon.do.sync_templates(account)
        context.give(
            {
                "templates": [
                    {
                        "name": one.name,
                        "language": one.language,
                        "status": one.status,
                        "category": one.category,
                    }
                    for one in found
                ]
            }
        )
        context.table((one.name, one.language, one.status, one.category) for one in found)
    return 0


def _quality(quality: str, words: Catalog) -> str:
    match quality:
        case "GREEN":
            return words._("Number in good health · quality high")
        case "YELLOW":
            return words._("Quality of the number falling · send less")
        case "RED":
            return words._("Quality of the number low · promotions wait")
        case _:
            return words._("WhatsApp connected")


_SECRETS = ("token", "app_secret", "relay_key", "verify_token")
_GRAPH = "https://graph.facebook.com"


def _secrets(context: Context) -> dict[str, object]:
    try:
        stripped = context.typed().strip()
    except UnicodeDecodeError as wrong:
        raise InputWrong("token") from wrong
    if stripped.startswith("{"):
        return object_of(stripped)
    pairs = (line.partition("=") for line in stripped.splitlines() if "=" in line)
    return {name.strip(): value.strip() for name, _, value in pairs}


def _languages(chosen: str | None) -> list[str]:
    if not chosen:
        return list(LANGUAGES)
    wanted = [one.strip() for one in chosen.split(",")]
    if not set(wanted) <= set(LANGUAGES):
        raise InputWrong("languages", list(LANGUAGES))
    return wanted
