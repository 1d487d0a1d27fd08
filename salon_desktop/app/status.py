"""From the desk's status to what the status bar and the banner say."""

from salon_desktop.application.explaining.code_words import valve_words
from salon_desktop.application.queries.status_facts import DeskStatus
from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.shell.facts import Connection, Trouble

PAUSES = frozenset({"too_fast", "too_many_calls", "platform_unwell"})
"""Reasons that pass by themselves within minutes: no banner."""


def connection_of(status: DeskStatus, *, relay_away: bool, offline: bool) -> Connection:
    """Return how the desk stands with the platform, the worst fact first."""
    if not status.has_account:
        return Connection.NOT_SET_UP
    if _serious(status):
        return Connection.TROUBLE
    if offline:
        return Connection.OFFLINE
    if not status.has_relay:
        return Connection.OUTBOUND_ONLY
    return Connection.RELAY_AWAY if relay_away else Connection.CONNECTED


def trouble_of(status: DeskStatus, words: Catalog) -> Trouble | None:
    """Return what the banner says, or None where nothing needs a person."""
    for valve in status.valves:
        if valve.reason in PAUSES or valve.name.startswith("pair:"):
            continue
        notice = valve_words(valve.name, valve.reason, words)
        return Trouble(
            lead=notice.text,
            body=notice.advice,
            action=words._("Open the account's page"),
            tone="danger",
        )
    return None


def _serious(status: DeskStatus) -> bool:
    return any(valve.name == "all" and valve.reason not in PAUSES for valve in status.valves)
