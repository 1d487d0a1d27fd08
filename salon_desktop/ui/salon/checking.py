"""Checking the account step by step: each answer in words, and where to go on after a failure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from salon_desktop.application.commands.set_up_platform import PlatformSetUp, SetUpPlatform
from salon_desktop.application.explaining.notice import explain
from salon_desktop.application.platform_settings import PlatformSettingsWrong
from salon_desktop.application.ports.platform import Subscription
from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.desk import Desk
from salon_desktop.ui.salon.port import Account


@dataclass(frozen=True, slots=True)
class CheckLine:
    """One answer: ``tone`` ok, warn, danger, muted for a fact, or info while it runs."""

    tone: str
    text: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class CheckStep:
    """One question: what to say while it runs, the question, and its answer in words.

    ``decides`` tells that nothing after it makes sense if it fails.
    """

    running: str
    work: Callable[[], Any]
    tell: Callable[[Any], Sequence[CheckLine]]
    decides: bool = False


class CheckRun:
    """Runs steps one after the other off the window's thread.

    ``show`` gets all lines after each step, the running one last; ``field_wrong`` gets a refused
    setting; ``ended`` whether everything that decides went well.
    """

    def __init__(
        self,
        desk: Desk,
        owner: QObject,
        *,
        show: Callable[[Sequence[CheckLine]], None],
        field_wrong: Callable[[PlatformSettingsWrong], None],
        ended: Callable[[bool], None],
    ) -> None:
        self._desk, self._owner = desk, owner
        self._show, self._field_wrong, self._ended = show, field_wrong, ended
        self._lines: list[CheckLine] = []
        self._running = False

    @property
    def running(self) -> bool:
        """Whether a check is under way."""
        return self._running

    def start(self, steps: Sequence[CheckStep]) -> None:
        """Begin with the first of ``steps``."""
        self._lines, self._running = [], True
        self._go_on(tuple(steps))

    def _go_on(self, steps: tuple[CheckStep, ...]) -> None:
        if not steps:
            self._end(well=True)
            return
        step = steps[0]
        self._show([*self._lines, CheckLine("info", step.running)])
        self._desk.tasks.ask_network(
            step.work,
            owner=self._owner,
            on_done=partial(self._answered, steps),
            on_failed=partial(self._failed, steps),
        )

    def _answered(self, steps: tuple[CheckStep, ...], answer: Any) -> None:
        self._lines.extend(steps[0].tell(answer))
        self._go_on(steps[1:])

    def _failed(self, steps: tuple[CheckStep, ...], problem: Exception) -> None:
        if isinstance(problem, PlatformSettingsWrong):
            self._field_wrong(problem)
        told = explain(problem, self._desk.words, self._desk.formats)
        self._lines.append(CheckLine("danger", told.text, told.advice))
        if steps[0].decides:
            self._end(well=False)
        else:
            self._go_on(steps[1:])

    def _end(self, *, well: bool) -> None:
        self._running = False
        self._show(self._lines)
        self._ended(well)


def check_steps(desk: Desk, account: Account, wish: SetUpPlatform) -> tuple[CheckStep, ...]:
    """Return the whole check of what the owner typed, in the order in which it makes sense."""
    words = desk.words
    steps = [
        CheckStep(
            words._("Asking WhatsApp whether it takes the token…"),
            lambda: desk.do.set_up_platform(wish),
            partial(_set_up_lines, words),
            decides=True,
        ),
        health_step(desk, account),
        templates_step(desk, account),
    ]
    if not wish.settings.relay_address:
        return tuple(steps)
    if not wish.webhook_address:
        steps.append(webhook_step(desk, account, wish.settings.relay_address))
    return (*steps, relay_step(desk))


def health_step(desk: Desk, account: Account) -> CheckStep:
    """Ask for quality, limit and state of number and account."""
    words = desk.words
    return CheckStep(
        words._("Asking for quality and limits…"),
        lambda: desk.do.read_health(account.open()),
        lambda _: (CheckLine("ok", words._("Quality, limits and state were read.")),),
    )


def templates_step(desk: Desk, account: Account) -> CheckStep:
    """Read the platform's templates."""
    words = desk.words

    def tell(found: Sequence[object]) -> tuple[CheckLine, ...]:
        text = words.n_("{count} template was read.", "{count} templates were read.", len(found))
        return (CheckLine("ok", text.format(count=desk.formats.number(len(found)))),)

    return CheckStep(
        words._("Reading the templates…"),
        lambda: desk.do.sync_templates(account.open()),
        tell,
    )


def webhook_step(desk: Desk, account: Account, relay_address: str) -> CheckStep:
    """Ask where the platform sends what clients answer."""
    words, relay = desk.words, relay_address.rstrip("/")

    def tell(found: Sequence[Subscription]) -> tuple[CheckLine, ...]:
        return (_webhook_line(found, relay, words),)

    return CheckStep(
        words._("Asking where answers of clients go…"),
        lambda: account.open().subscriptions(),
        tell,
    )


def _webhook_line(found: Sequence[Subscription], relay: str, words: Catalog) -> CheckLine:
    advice = words._("Enter the relay's hook and its verify token, then check once more.")
    places = [one.callback_address for one in found]
    if any(place.startswith(f"{relay}/") for place in places):
        return CheckLine("ok", words._("Answers of clients go to the relay."))
    if any(places):
        text = words._("Answers of clients go to another place than this relay.")
        return CheckLine("warn", text, advice)
    if places:
        # Without an address of its own the app's setting counts, and that cannot be read.
        return CheckLine(
            "muted",
            words._("Answers of clients go where the app at Meta sends them."),
            words._("That must be the relay's hook; it can be entered above as well."),
        )
    return CheckLine("warn", words._("No app receives what clients answer."), advice)


def relay_step(desk: Desk) -> CheckStep:
    """Fetch once what waits at the relay; it is stored as in every sweep."""
    words = desk.words
    return CheckStep(
        words._("Calling the relay…"),
        desk.do.pull_relay,
        lambda _: (CheckLine("ok", words._("The relay answers and knows this desk.")),),
    )


def _set_up_lines(words: Catalog, done: PlatformSetUp) -> list[CheckLine]:
    lines = [CheckLine("ok", words._("WhatsApp accepts the token."))]
    if done.token.reaches_number:
        lines.append(CheckLine("ok", words._("The token may send for the number.")))
    else:
        lines.append(
            CheckLine(
                "danger",
                words._("The token does not reach the number."),
                words._("Check the number's id, and give the token's user access to the number."),
            )
        )
    if done.token.reaches_account:
        lines.append(CheckLine("ok", words._("The token may read the account.")))
    else:
        lines.append(
            CheckLine(
                "danger",
                words._("The token does not reach the account."),
                words._("Check the account's id, and give the token's user access to it."),
            )
        )
    if done.subscribed:
        lines.append(CheckLine("ok", words._("Answers of clients now go to the relay.")))
    return lines
