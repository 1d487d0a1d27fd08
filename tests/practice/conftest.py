"""The practice platform over real HTTP, for every test of this folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from salon_desktop.practice import PracticePlatform, PracticeSettings
from tests.practice.calling_salon import Receiver, Salon, StandingClock

Start = Callable[..., Salon]


@pytest.fixture
def time() -> StandingClock:
    return StandingClock()


@pytest.fixture
def start(time: StandingClock) -> Iterator[Start]:
    """Starts a platform with the given settings and returns the salon that calls it."""
    running: list[PracticePlatform] = []

    def begin(**settings: Any) -> Salon:
        platform = PracticePlatform(clock=time, settings=PracticeSettings(**settings))
        running.append(platform)
        return Salon(platform.start())

    yield begin
    for platform in running:
        platform.stop()


@pytest.fixture
def salon(start: Start) -> Salon:
    return start()


@pytest.fixture
def platform(salon: Salon) -> PracticePlatform:
    return salon.platform


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    listening = Receiver()
    yield listening
    listening.stop()


@pytest.fixture
def subscribed(platform: PracticePlatform, receiver: Receiver) -> Receiver:
    """A receiver to which the platform already delivers."""
    receiver.verify_token = platform.verify_token
    platform.deliver_to(receiver.url)
    return receiver
