"""News reaches its listeners with its types whole, from any thread."""

import threading
from datetime import date

import pytest
from PySide6.QtCore import QObject, Slot

from salon_desktop.ui.news import DaySpan, SalonNews
from salon_desktop.ui.shell.facts import StatusFacts


class Listener(QObject):
    def __init__(self):
        super().__init__()
        self.heard: list[object] = []
        self.threads: set[str] = set()

    @Slot(object)
    def hear(self, payload: object = None) -> None:
        self.heard.append(payload)
        self.threads.add(threading.current_thread().name)


@pytest.mark.parametrize(
    ("subject", "payload"),
    [
        ("appointments_changed", DaySpan(date(2026, 11, 24), date(2026, 11, 30))),
        ("clients_changed", frozenset({2**40})),
        ("clients_changed", None),
        ("consent_changed", frozenset({1, 2})),
        ("messages_changed", frozenset({3})),
        ("status_changed", StatusFacts(queued=3)),
    ],
)
def test_a_payload_arrives_as_it_was_told(qapp, subject, payload):
    news, listener = SalonNews(), Listener()
    getattr(news, f"on_{subject}")(listener.hear)
    getattr(news, f"tell_{subject}")(payload)
    assert listener.heard == [payload]


@pytest.mark.parametrize("subject", ["health_changed", "settings_changed"])
def test_news_without_a_payload_arrives_too(qapp, subject):
    news, listener = SalonNews(), Listener()
    getattr(news, f"on_{subject}")(listener.hear)
    getattr(news, f"tell_{subject}")()
    assert len(listener.heard) == 1


def test_news_told_by_a_worker_is_heard_in_the_gui_thread(qapp, qtbot):
    news, listener = SalonNews(), Listener()
    news.on_clients_changed(listener.hear)
    worker = threading.Thread(target=news.tell_clients_changed, args=(frozenset({7}),))
    worker.start()
    worker.join()
    qtbot.waitUntil(lambda: listener.heard == [frozenset({7})])
    assert listener.threads == {threading.current_thread().name}


def test_a_span_touches_what_it_shares_a_day_with():
    span = DaySpan(date(2026, 11, 24), date(2026, 11, 26))
    assert span.touches(date(2026, 11, 26), date(2026, 11, 30))
    assert span.touches(date(2026, 11, 1), date(2026, 11, 24))
    assert not span.touches(date(2026, 11, 27), date(2026, 11, 27))
    assert not span.touches(date(2026, 11, 1), date(2026, 11, 23))
