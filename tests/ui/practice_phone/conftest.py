"""A practice platform with two people, and the window on their phones."""

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from salon_desktop.infrastructure.clock import FixedClock
from salon_desktop.localization.formats import Formats
from salon_desktop.practice import PhoneMessage, PracticePlatform
from salon_desktop.ui.practice_phone.port import PhoneBubble, PhonePerson, PhoneTap
from salon_desktop.ui.practice_phone.window import PracticePhone
from salon_desktop.ui.tasks import TaskRunner

NOW = datetime(2026, 11, 24, 9, 12, tzinfo=UTC)
GAIA, GRETA = "+393331000001", "+393331000002"


class PlatformPhones:
    """The window's port over a practice platform in this process."""

    def __init__(self, platform: PracticePlatform) -> None:
        self._phones = platform.phones

    def people(self) -> Sequence[PhonePerson]:
        return [
            PhonePerson(
                number=phone.number,
                name=phone.name,
                is_on=phone.switched_on,
                unread=sum(message.status == "delivered" for message in phone.messages),
                last_text=phone.messages[-1].text if phone.messages else "",
                last_at=phone.messages[-1].time if phone.messages else None,
            )
            for phone in self._phones.all()
        ]

    def messages(self, number: str) -> Sequence[PhoneBubble]:
        return [_bubble(message) for message in self._phones.messages(number)]

    def say(self, number: str, text: str) -> None:
        self._phones.say(number, text)

    def send_photo(self, number: str) -> None:
        self._phones.send_media(number)

    def tap(self, number: str, message_id: str, index: int) -> None:
        self._phones.tap(number, message_id, index)

    def read(self, number: str) -> None:
        self._phones.read(number)

    def watch(self, listener: Callable[[str], None]) -> Callable[[], None]:
        return self._phones.watch(listener)


def _bubble(message: PhoneMessage) -> PhoneBubble:
    return PhoneBubble(
        id=message.id,
        mine=message.direction == "from-client",
        kind=message.kind,
        text=message.text,
        at=message.time,
        header=message.header,
        footer=message.footer,
        buttons=tuple(
            PhoneTap(button.index, button.text, button.can_answer) for button in message.buttons
        ),
        tapped=message.tapped,
    )


@pytest.fixture
def clock() -> FixedClock:
    """Tuesday, 10:12 in Rome."""
    return FixedClock(NOW)


@pytest.fixture
def platform(clock: FixedClock) -> Iterator[PracticePlatform]:
    """A running practice platform; Gaia's and Greta's phones are there."""
    with PracticePlatform(clock=clock.now) as running:
        running.phones.set_up(GAIA, name="Gaia Fabbri")
        running.phones.set_up(GRETA, name="Greta Fontana")
        yield running


@pytest.fixture
def tasks() -> Iterator[TaskRunner]:
    """A runner over one thread for everything."""
    with ThreadPoolExecutor(1) as pool:
        yield TaskRunner(pool.submit, pool.submit)


@pytest.fixture
def phone(theme, words, qt_words, platform, clock, tasks, qtbot) -> PracticePhone:
    """The shown window; Gaia's phone is held."""
    window = PracticePhone(
        PlatformPhones(platform),
        "Istituto Mirtilla",
        theme=theme,
        words=words,
        formats=lambda: Formats(words.language, ZoneInfo("Europe/Rome")),
        clock=clock,
        tasks=tasks,
    )
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    qtbot.waitUntil(lambda: window.number() == GAIA)
    return window
