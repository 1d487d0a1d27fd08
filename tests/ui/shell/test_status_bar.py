"""The status bar tells the truth, in words and not by colour alone."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from salon_desktop.ui.shell.facts import Connection, StatusFacts
from salon_desktop.ui.shell.status_bar import StatusBar, connection_words

NOW = datetime(2026, 11, 24, 9, 44, tzinfo=UTC)


@pytest.fixture
def bar(looks, theme, words, qtbot):
    bar = StatusBar(theme, words, looks.write_time, looks.write_age)
    qtbot.addWidget(bar)
    return bar


def test_all_is_well(bar):
    bar.show_facts(
        StatusFacts(
            Connection.CONNECTED,
            NOW - timedelta(minutes=2),
            12,
            0,
            3,
            NOW - timedelta(hours=2),
            False,
            "Desk 1",
            "Istituto Mirtilla",
        )
    )
    said = [item.words() for item in bar._items()]
    assert said == [
        "WhatsApp connected",
        "last contact 09:42",
        "12 to send",
        "3 to phone",
        "backup 2 h",
    ]
    assert bar.place.text() == "Desk 1 · Istituto Mirtilla"


def test_nothing_is_known_yet_and_it_says_so(bar):
    bar.show_facts(StatusFacts())
    assert bar.connection.words() == "WhatsApp not set up"
    assert bar.contact.words() == "never in contact"
    assert bar.backup.words() == "no backup yet"
    assert bar.backup._icon_name == "triangle-alert"


def test_what_was_dropped_is_said_with_the_queue(bar):
    bar.show_facts(StatusFacts(Connection.OFFLINE, queued=1, dropped=2))
    assert bar.queue.words() == "1 to send · 2 not sent"
    assert bar.queue._icon_name == "circle-alert"


@pytest.mark.parametrize(
    "connection", [each for each in Connection if each is not Connection.CONNECTED]
)
def test_every_state_but_the_good_one_differs_in_words_and_all_troubles_in_their_sign(
    bar, words, connection
):
    bar.show_facts(StatusFacts(connection))
    assert bar.connection.words() != connection_words(words, Connection.CONNECTED)
    assert (bar.connection._icon_name is None) == (connection is Connection.NOT_SET_UP)


def test_each_state_has_words_of_its_own(words):
    assert len({connection_words(words, each) for each in Connection}) == len(Connection)


@pytest.mark.parametrize(
    ("item", "signal"),
    [
        ("connection", "connection_asked"),
        ("contact", "connection_asked"),
        ("queue", "queue_asked"),
        ("calls", "calls_asked"),
        ("backup", "backup_asked"),
    ],
)
def test_an_item_leads_to_where_something_can_be_done(bar, qtbot, item, signal):
    bar.show_facts(StatusFacts())
    with qtbot.waitSignal(getattr(bar, signal)):
        QTest.mouseClick(getattr(bar, item), Qt.MouseButton.LeftButton)


def test_in_a_narrow_window_whole_facts_drop_out_and_none_is_cut(bar, qtbot):
    facts = StatusFacts(
        Connection.CONNECTED, NOW, 12, 0, 3, NOW - timedelta(hours=2), False, "Desk 1", "Mirtilla"
    )
    bar.show_facts(facts)
    for width in (1300, 640, 420):
        bar.resize(width, bar.height())
        with qtbot.waitExposed(bar):
            bar.show()
        shown = [item for item in bar._items() if item.isVisible()]
        qtbot.waitUntil(
            lambda shown=shown: all(one.width() >= one.sizeHint().width() for one in shown)
        )
        assert {bar.connection, bar.queue, bar.calls} <= set(shown)
        assert bar.place.isVisible() == (width == 1300)
