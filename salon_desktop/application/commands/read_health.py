"""Asking the platform how the account is, keeping the answer, closing and opening valves by it."""

from dataclasses import asdict, dataclass

from salon_desktop.application.consequences import close_valve
from salon_desktop.application.ports.clock import Clock
from salon_desktop.application.ports.platform import (
    AccountHealth,
    NumberHealth,
    PlatformAccount,
)
from salon_desktop.application.ports.unit_of_work import OpenUnitOfWork
from salon_desktop.application.queries.consent_texts import BUSINESS_NUMBER

BLOCKED, RED = "BLOCKED", "RED"
PLATFORM_BLOCKS, QUALITY_RED = "platform_blocks", "quality_red"


@dataclass(frozen=True, kw_only=True, slots=True)
class Health:
    """What the platform says of the number and the account."""

    number: NumberHealth
    account: AccountHealth


class ReadHealthHandler:
    """Polls health; trouble closes the right valve, and its end opens the one it closed."""

    def __init__(self, open_unit: OpenUnitOfWork, clock: Clock) -> None:
        self._open_unit, self._clock = open_unit, clock

    def __call__(self, account: PlatformAccount) -> Health:
        """Return and keep what the platform says now; raises as the port does."""
        health = Health(number=account.number_health(), account=account.account_health())
        number = health.number
        now = self._clock.now()
        with self._open_unit() as unit:
            book = unit.account
            book.said("number", _plain(asdict(number)), now)
            book.said("account", _plain(asdict(health.account)), now)
            book.said("people_per_day", number.people_per_day, now)
            book.said("graph_contact", "ok", now)
            digits = "".join(sign for sign in number.display_number if sign.isdigit())
            if digits:  # whom a client writes to when she scans the code on the turned screen
                unit.salon.set(BUSINESS_NUMBER, f"+{digits}", actor=unit.actor, now=now)
            closed = {name: reason for name, reason, _ in book.closed_valves(now)}
            if number.can_send == BLOCKED or health.account.can_send == BLOCKED:
                close_valve(unit, "all", PLATFORM_BLOCKS, now)
            elif closed.get("all") == PLATFORM_BLOCKS:
                book.open_valve("all")
            if number.quality == RED:
                close_valve(unit, "promotions", QUALITY_RED, now)
            elif closed.get("promotions") == QUALITY_RED:
                book.open_valve("promotions")
            unit.commit()
        return health


def _plain(value: object) -> object:
    """Return ``value`` with tuples as lists, the form in which JSON gives it back."""
    if isinstance(value, dict):
        return {name: _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return value
