"""``platform``: the WhatsApp account from the command line; secrets come by standard input."""

import json
from dataclasses import asdict

from salon_desktop.app.verbs.context import Context
from salon_desktop.application.commands.set_up_platform import SetUpPlatform
from salon_desktop.application.commands.sync_templates import Submitted
from salon_desktop.application.platform_settings import PlatformSettings
from salon_desktop.domain.messaging.message import MessageKind
from salon_desktop.localization.languages import LANGUAGES


def set_up(context: Context) -> int:
    """Set the account up.

    Standard input holds ``token``, ``app_secret``, ``relay_key`` and ``verify_token`` as one JSON
    object or as ``name=value`` lines; ids and addresses are options.
    """
    args = context.args
    secrets = _secrets(context.stdin.read())
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
            words._("Number: {name}, quality {quality}, {status}").format(
                name=number.verified_name or number.display_number,
                quality=number.quality,
                status=number.status,
            ),
            words._("Limit: {tier}").format(tier=number.limit_tier),
        )
        for valve in status.valves:
            context.say(
                words._("Closed: {valve} ({reason})").format(valve=valve.name, reason=valve.reason)
            )
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


_SECRETS = ("token", "app_secret", "relay_key", "verify_token")
_GRAPH = "https://graph.facebook.com"


def _secrets(text: str) -> dict[str, object]:
    stripped = text.strip()
    if stripped.startswith("{"):
        found = json.loads(stripped)
        return dict(found) if isinstance(found, dict) else {}
    pairs = (line.partition("=") for line in stripped.splitlines() if "=" in line)
    return {name.strip(): value.strip() for name, _, value in pairs}


def _languages(chosen: str | None) -> list[str]:
    return [one.strip() for one in chosen.split(",")] if chosen else list(LANGUAGES)
