"""Drill S10: the platform takes the token back in the middle of a morning's reminders."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from salon_desktop.application.commands.send_due import SendDueHandler, Sweep
from salon_desktop.application.commands.set_up_platform import SetUpPlatform
from salon_desktop.application.failures import MessagingRefused
from salon_desktop.application.gate_facts import GateFacts
from salon_desktop.application.platform_settings import PlatformSettings
from salon_desktop.domain.messaging.message import MessageState
from salon_desktop.infrastructure.logging_setup import start_logging, stop_logging
from salon_desktop.infrastructure.public_holidays import PublicHolidays
from salon_desktop.infrastructure.sender_lease import FileLease
from tests.drills.sending_world import World, world

pytestmark = pytest.mark.drill

PEOPLE, BEFORE = 12, 5
PLANNED, DELIVERED = MessageState.PLANNED, MessageState.DELIVERED


def _sweep(made: World, after: Callable[[], None]) -> Sweep:
    """Run one sweep; ``after`` is called once the fifth message has been noted."""
    noted = [0]

    def pass_by(point: str) -> None:
        noted[0] += point == "settled"
        if point == "settled" and noted[0] == BEFORE:
            after()

    lease = FileLease(made.folder.locks)
    try:
        send = SendDueHandler(
            made.salon.do.open_unit,
            made.clock,
            made.salon.platform,
            GateFacts(PublicHolidays()),
            lease,
            at=pass_by,
        )
        return send(drained=True)
    finally:
        lease.close()


def _give_token(made: World, token: str) -> None:
    facts = made.practice.facts()
    settings = PlatformSettings(
        waba_id=facts["waba_id"],
        number_id=facts["phone_number_id"],
        graph_address=facts["graph_url"],
        relay_address=facts["relay_url"],
    )
    made.salon.do.set_up_platform(SetUpPlatform(settings=settings, token=token))


@pytest.mark.parametrize("how", ["revoked", "expired"])
def test_s10_a_token_taken_back_stops_at_once_and_goes_on_with_a_new_one(
    tmp_path: Path, how: str, capfd: pytest.CaptureFixture[str], told: Callable[..., None]
) -> None:
    logs = start_logging(tmp_path / "logs")
    logging.getLogger().setLevel(logging.DEBUG)
    try:
        with world(tmp_path / "salon", people=PEOPLE) as made:
            account = made.practice.platform.account
            old = made.practice.platform.token
            take_back = account.revoke_token if how == "revoked" else account.expire_token
            sweep = _sweep(made, take_back)
            assert account.token is None, "the drill must have struck"
            assert sweep.accepted == BEFORE
            assert len(made.practice.platform.taken) == BEFORE, "nothing was tried after it"
            _all_others_stay_due(made)
            refused = _calls_made(tmp_path / "logs")
            assert made.salon.do.send_due(drained=True).accepted == 0
            assert _calls_made(tmp_path / "logs") == refused, "the valve asks nobody"
            with pytest.raises(MessagingRefused):
                _give_token(made, old)
            new = account.renew_token()
            _give_token(made, new)
            assert not made.salon.ask.status(made.clock.now()).valves
            made.salon.do.send_due(drained=True)
            made.hear()
            assert Counter(made.states()) == {DELIVERED: PEOPLE}
            assert made.salon.ask.calls(made.clock.now()) == [], "nobody has to be phoned"
            assert max(made.times_taken().values()) == 1
            assert made.salon.ask.check(made.clock.now()) == []
            secrets = [old, new, made.practice.relay_key, made.practice.platform.app_secret]
            numbers = made.numbers
    finally:
        stop_logging(logs)
    _nothing_planted_is_told(tmp_path / "logs", capfd, [*secrets, *numbers, "Anna0"])
    with capfd.disabled():
        told(f"S10 {how}", injected=1, left_before=BEFORE, left_after=PEOPLE - BEFORE)


def _calls_made(folder: Path) -> int:
    return (folder / "salon.log").read_text("utf-8").count(": HTTP 401")


def _all_others_stay_due(made: World) -> None:
    ends = Counter(made.states())
    # The one that met the refusal was never taken: it waits with the others.
    assert ends[PLANNED] == PEOPLE - BEFORE, ends
    valves = made.salon.ask.status(made.clock.now()).valves
    assert [(valve.name, valve.reason, valve.code) for valve in valves] == [
        ("all", "token_refused", 190)
    ], "one message to the desk"


def _nothing_planted_is_told(
    folder: Path, capfd: pytest.CaptureFixture[str], planted: list[str]
) -> None:
    files = [file for file in folder.rglob("*") if file.is_file()]
    logged = "".join(file.read_text("utf-8") for file in files)
    assert "sweep:" in logged, "the log must have been written"
    captured = capfd.readouterr()
    for text in (logged, captured.out, captured.err):
        for secret in planted:
            assert secret not in text
            assert secret.lstrip("+") not in text
