"""A client to ask, and the turned screen before her."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtTest import QTest

from salon_desktop.application.commands.record_consent import Answer, Evidence, RecordConsent
from salon_desktop.domain.consent.events import EventKind, Method, Purpose
from salon_desktop.ui.consent.capture_page import CapturePage
from salon_desktop.ui.consent.opening import CaptureDoor
from tests.ui.open_desk import (  # noqa: F401 - fixtures of this folder
    add_client,
    desk,
    founded_folder,
    salon,
    salon_clock,
    shell,
)


@pytest.fixture
def zoe(add_client) -> int:  # noqa: F811 - a fixture that uses another
    """A new client with a mobile number, who is spoken to in English."""
    return add_client("Zoe", "Marin", "335 012 5093", language="en")


@pytest.fixture
def said(salon) -> Callable[..., None]:  # noqa: F811
    """Records what a client answered, signed unless another way is named."""

    def record(client_id: int, purpose: Purpose, kind: EventKind, **other) -> None:
        method = other.pop("method", Method.SCREEN_SIGNATURE)
        proof = Evidence(kind="signature", media_type="image/svg+xml", content=b"<svg/>")
        signed = method is Method.SCREEN_SIGNATURE and kind is EventKind.GRANTED
        answer = Answer(
            purpose=purpose,
            kind=kind,
            method=method,
            wording_language=other.pop("wording_language", "it"),
            evidence=proof if signed else None,
            **other,
        )
        salon.do.record_consent(RecordConsent(client_id=client_id, answers=(answer,)))

    return record


@pytest.fixture
def turned(desk, shell, qtbot) -> Iterator[Callable[..., CapturePage]]:  # noqa: F811
    """Turns the screen to a client and returns it, 1440 × 900."""
    host = QObject()
    doors: list[CaptureDoor] = []

    def turn(client_id: int, purpose: Purpose | None = None) -> CapturePage:
        door = CaptureDoor(desk, shell.tell, host)
        doors.append(door)
        with qtbot.waitSignal(door.opened):
            door.ask(client_id, purpose)
        page = door.page
        assert page is not None
        page.showNormal()
        page.resize(1440, 900)
        qtbot.waitExposed(page)
        return page

    yield turn
    for door in doors:
        if door.page is not None:
            door.page.leave()
    host.deleteLater()


@pytest.fixture
def sign() -> Callable[[CapturePage], None]:
    """Draws something that can be taken for a signature."""

    def draw(page: CapturePage) -> None:
        pad = page.questions.pad
        QTest.mousePress(pad, Qt.MouseButton.LeftButton, pos=QPoint(120, 80))
        for step in range(30):
            QTest.mouseMove(pad, QPoint(120 + 4 * step, 80 + (step % 5) * 4))
        QTest.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=QPoint(240, 90))

    return draw
