"""The chip beside the screen's title: how the salon's number stands with WhatsApp."""

from salon_desktop.application.explaining.code_words import closed_words
from salon_desktop.application.queries.status_facts import ClosedValve, DeskStatus
from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.messages.rows import ChipFact


def health_chip(status: DeskStatus, words: Catalog) -> ChipFact:
    """Return what the chip says; trouble first, then what the platform thinks of the number."""
    if not status.has_account:
        text = words._("WhatsApp is not set up yet")
        return ChipFact(text=text, tone="muted", icon="message-circle-off")
    if status.valves:
        worst = min(status.valves, key=_rank)
        tone = "danger" if worst.name == "all" else "warn"
        return ChipFact(
            text=closed_words(worst.name, words).rstrip("."), tone=tone, icon="triangle-alert"
        )
    match status.quality:
        case "GREEN":
            text = words._("Number in good health · quality high")
            return ChipFact(text=text, tone="ok", icon="circle-check")
        case "YELLOW":
            text = words._("Quality of the number falling · send less")
            return ChipFact(text=text, tone="warn", icon="triangle-alert")
        case "RED":
            text = words._("Quality of the number low · promotions wait")
            return ChipFact(text=text, tone="danger", icon="triangle-alert")
        case _:
            text = words._("WhatsApp connected")
            return ChipFact(text=text, tone="neutral", icon="circle-check")


def _rank(valve: ClosedValve) -> int:
    order = ("all", "utility", "promotions")
    return order.index(valve.name) if valve.name in order else len(order)
