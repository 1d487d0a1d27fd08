"""Hours, people, rooms, treatments and wordings are shown as the file has them."""

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from salon_desktop.domain.agenda.opening import DayException
from salon_desktop.ui.salon.topics import Topic, topic_name
from salon_desktop.ui.theme.tokens import Scheme


def texts(table):
    """All cells of a table, row by row."""
    facts = table.facts
    return [
        [facts.index(row, column).data() for column in range(facts.columnCount())]
        for row in range(facts.rowCount())
    ]


def has_rows(name):
    """Tell whether the table called ``name`` of a panel is filled."""
    return lambda panel: getattr(panel, name).facts.rowCount() > 0


def read_texts(panel):
    """What stands on the paper of the wordings."""
    return [label.text() for label in panel._paper.findChildren(QLabel)]


def test_the_week_says_when_the_salon_is_closed(go):
    panel = go(Topic.HOURS, has_rows("week"))
    week = texts(panel.week)
    assert week[0] == ["Monday", "closed", ""]
    assert week[1][0] == "Tuesday"
    assert "19:00" in week[1][1]
    assert not panel.other.isVisible()


def test_a_day_that_is_not_as_usual_stands_below_the_week(go, salon, qtbot):
    panel = go(Topic.HOURS, has_rows("week"))
    with salon.do.open_unit() as unit:
        unit.foundation.add_exception(DayException(day=date(2026, 12, 24), label="bridge"))
        unit.commit()
    panel.ask()
    qtbot.waitUntil(lambda: panel.other.facts.rowCount() == 1)
    row = texts(panel.other)[0]
    assert row[1:] == ["closed", "bridge"]
    assert "24" in row[0]


def test_people_say_what_they_do(go):
    panel = go(Topic.PEOPLE, has_rows("table"))
    rows = texts(panel.table)
    assert rows[0] == ["Vera", "Owner", "no column of her own"]
    assert rows[2] == ["Anna", "Technical manager", "all"]


def test_rooms_and_devices_stand_apart(go):
    panel = go(Topic.ROOMS, has_rows("rooms"))
    rooms, devices = texts(panel.rooms), texts(panel.devices)
    assert rooms
    assert devices
    assert not {row[0] for row in rooms} & {row[0] for row in devices}
    assert any(row[2] for row in rooms)


def test_treatments_stand_under_their_category_with_price_and_conditions(go):
    panel = go(Topic.SERVICES, has_rows("table"))
    rows = texts(panel.table)
    assert rows[0][0] == "Face"
    assert panel.table.columnSpan(0, 0) == 6
    first = rows[1]
    assert first[0] == "Pulizia viso"
    assert first[4] == "€50.00"
    assert "health form" in first[5]
    assert panel._card.title.text() == "62 treatments"


def test_a_wording_is_read_in_its_language_with_the_salons_name(go):
    panel = go(Topic.WORDINGS, has_rows("table"))
    rows = texts(panel.table)
    assert rows[0][0] == "Messages about own appointments"
    panel.table.setFocus()
    panel.table.selectRow(1)
    shown = " ".join(read_texts(panel))
    assert "offerte" in shown
    assert "Istituto Mirtilla" in shown
    assert "{salon}" not in shown
    QTest.mouseClick(panel.language._buttons["de"], Qt.MouseButton.LeftButton)
    assert "Angebote" in " ".join(read_texts(panel))
    assert "offerte" not in " ".join(read_texts(panel))


def test_a_second_version_is_in_force_and_the_first_can_still_be_read(go, salon, clock, qtbot):
    panel = go(Topic.WORDINGS, has_rows("table"))
    before = panel.table.facts.rowCount()
    with salon.do.open_unit() as unit:
        unit.wordings.publish("offers", "it", '{"question": "Un’altra domanda?"}', clock.now())
        unit.commit()
    panel.ask()
    qtbot.waitUntil(lambda: panel.table.facts.rowCount() == before + 1)
    offers = [row for row in texts(panel.table) if row[0] == "Offers"]
    assert [row[1:] for row in offers] == [["2", "in force"], ["1", "earlier"]]


def test_a_wording_that_is_no_json_is_shown_as_it_stands(go, salon, clock, qtbot):
    panel = go(Topic.WORDINGS, has_rows("table"))
    before = panel.table.facts.rowCount()
    with salon.do.open_unit() as unit:
        unit.wordings.publish("guardian", "it", "<b>testo</b> semplice", clock.now())
        unit.commit()
    panel.ask()
    qtbot.waitUntil(lambda: panel.table.facts.rowCount() == before + 1)
    row = next(n for n, one in enumerate(texts(panel.table)) if one[1] == "2")
    panel.table.selectRow(row)
    assert "<b>testo</b> semplice" in read_texts(panel)


def test_the_topics_are_walked_with_the_arrow_keys(page, words):
    page.topics.setFocus()
    assert page.topic() is Topic.HOURS
    for topic in list(Topic)[1:]:
        QTest.keyClick(page.topics, Qt.Key.Key_Down)
        assert page.topic() is topic
        assert page.panels[topic].isVisible()
        assert page.panels[topic].title.text() == topic_name(topic, words)


@pytest.mark.parametrize("language", ["it", "de", "ro", "fi", "pseudo"])
def test_every_topic_fits_in_every_language(page, words, qtbot, language, desk):
    words.use(language)
    qtbot.waitUntil(lambda: desk.words.language == language)
    for topic in Topic:
        page.show_topic(topic)
        panel = page.panels[topic]
        qtbot.waitUntil(lambda panel=panel: panel.isVisible())
        assert panel.content.minimumSizeHint().width() <= panel.viewport().width(), topic


def test_a_switch_of_the_language_reaches_tables_that_are_filled_already(go, page, words, qtbot):
    panel = go(Topic.HOURS, has_rows("week"))
    words.use("it")
    qtbot.waitUntil(lambda: texts(panel.week)[0][0] == "lunedì")
    assert page.topics.topics.index(0).data() != ""


def test_another_scheme_and_size_repaint_without_losing_the_rows(go, theme, qapp):
    panel = go(Topic.SERVICES, has_rows("table"))
    rows, before = texts(panel.table), panel.table.height()
    theme.apply(qapp, Scheme.DARK, 1.5)
    assert texts(panel.table) == rows
    assert panel.table.height() > before
    panel.grab()


def test_names_that_look_like_markup_are_shown_letter_by_letter(
    go, page, salon, qtbot, only_plain_text
):
    with salon.do.open_unit() as unit:
        unit.foundation.add_person("<img src='x'> & Söhne", "owner")
        unit.commit()
    panel = go(Topic.PEOPLE, lambda it: it.table.facts.rowCount() == 5)
    assert "<img src='x'> & Söhne" in [row[0] for row in texts(panel.table)]
    for row in range(panel.table.facts.rowCount()):
        tip = panel.table.facts.index(row, 0).data(Qt.ItemDataRole.ToolTipRole)
        assert tip is None or not GuiQt.mightBeRichText(tip) or tip.startswith("<span>")
    only_plain_text(page)
