"""``check``: integrity, ledger and reconciliation from the command line."""

from dataclasses import asdict

from salon_desktop.app.verbs.context import Context


def check(context: Context) -> int:
    """Walk through the whole file; exit 1 if anything is not as it should be."""
    with context.open() as salon:
        findings = salon.ask.check(salon.clock.now())
        context.give({"findings": [asdict(one) for one in findings]})
        words = salon.words
        if not findings:
            context.say(words._("All is well: file, ledger, agenda and outbox agree."))
            return 0
        for one in findings:
            facts = ", ".join(f"{name} {value}" for name, value in one.facts.items())
            context.say(f"{one.code.value}: {facts}" if facts else one.code.value)
        context.say(
            words.n_(
                "{count} thing is not as it should be.",
                "{count} things are not as they should be.",
                len(findings),
            ).format(count=len(findings))
        )
    return 1
