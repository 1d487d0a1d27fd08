"""``check``: integrity, ledger and reconciliation from the command line."""

from dataclasses import asdict

from salon_desktop.app.verbs.context import Context
from salon_desktop.application.explaining.check_words import finding_words


def check(context: Context) -> int:
    """Walk through the whole file; exit 1 if anything is not as it should be."""
    with context.open() as salon:
        findings = salon.ask.check(salon.clock.now())
        words = salon.words
        context.give(
            {
                "findings": [
                    {**asdict(one), "means": finding_words(one.code, words)} for one in findings
                ]
            }
        )
        if not findings:
            context.say(words._("All is well: file, ledger, agenda and outbox agree."))
            return 0
        for one in findings:
            facts = ", ".join(f"{name} {value}" for name, value in one.facts.items())
            said = finding_words(one.code, words)
            context.say(f"{said} ({facts})" if facts else said)
        context.say(
            words.n_(
                "{count} thing is not as it should be.",
                "{count} things are not as they should be.",
                len(findings),
            ).format(count=len(findings))
        )
    return 1
