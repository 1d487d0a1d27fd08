"""The account: checked by real HTTP against the practice platform, kept, and shown in words."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from salon_desktop.application.platform_settings import read_platform_settings
from salon_desktop.application.ports.secrets import RELAY_KEY, TOKEN
from salon_desktop.ui.salon.topics import Topic


@pytest.fixture
def panel(go):
    """The account's page, asked once."""
    return go(Topic.ACCOUNT, lambda it: it._none.isVisible())


def settings_of(salon):
    with salon.do.open_unit() as unit:
        return read_platform_settings(unit.salon)


def check(panel, qtbot):
    QTest.mouseClick(panel.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: panel.run.running or panel.checks.lines(), timeout=5_000)
    qtbot.waitUntil(lambda: not panel.run.running, timeout=20_000)


def tones(panel):
    return [line.tone for line in panel.checks.lines()]


def sentences(panel):
    return [line.text for line in panel.checks.lines()]


def valve_texts(panel):
    return [alert.text() for alert in panel.valves.alerts]


def test_check_and_save_tells_each_answer_and_keeps_everything(
    panel, world, typed, qtbot, salon, shell
):
    typed(panel.form, world)
    check(panel, qtbot)
    assert "danger" not in tones(panel)
    told = " ".join(sentences(panel))
    for part in ("accepts the token", "send for the number", "read the account", "relay answers"):
        assert part in told
    settings = settings_of(salon)
    assert settings is not None
    assert settings.waba_id == world.platform.waba_id
    assert salon.secrets.read(TOKEN) == world.platform.token
    assert salon.secrets.read(RELAY_KEY) == world.relay_key
    qtbot.waitUntil(lambda: "Kept." in panel.form.fields["token"]._hint.text())
    assert panel.form.lines["token"].text() == ""
    qtbot.waitUntil(lambda: panel.facts.isVisible())


def test_secrets_are_typed_as_dots(panel):
    for name in ("token", "app_secret", "relay_key", "verify_token"):
        assert panel.form.lines[name].echoMode() is QLineEdit.EchoMode.Password


def test_a_wish_never_shows_a_secret(panel, world, typed):
    typed(panel.form, world)
    shown = repr(panel.form.wish())
    for secret in (world.platform.token, world.platform.app_secret, world.relay_key):
        assert secret not in shown


def test_a_refused_token_changes_nothing_and_says_what_to_do(panel, world, typed, qtbot, salon):
    typed(panel.form, world, token="EAAG-wrong")
    check(panel, qtbot)
    assert tones(panel) == ["danger"]
    assert "no longer accepts" in sentences(panel)[0]
    assert panel.checks.lines()[0].advice
    assert settings_of(salon) is None
    assert salon.secrets.read(TOKEN) is None
    assert panel.form.lines["token"].text() == "EAAG-wrong"
    assert panel.save.isEnabled()


def test_an_id_that_is_none_is_said_beside_its_field(panel, world, typed, qtbot):
    typed(panel.form, world, number_id="+39 02 000")
    check(panel, qtbot)
    assert "not the id of a phone number" in panel.form.fields["number_id"].error()
    QTest.keyClicks(panel.form.lines["number_id"], "1")
    assert panel.form.fields["number_id"].error() == ""


@pytest.mark.parametrize("name", ["relay_address", "webhook_address", "graph_address"])
def test_an_address_without_tls_asks_nobody(panel, world, typed, name):
    typed(panel.form, world, **{name: "http://relay.example/hook"})
    panel.check()
    assert not panel.run.running
    assert panel.form.fields[name].error()


def test_a_hook_without_its_token_asks_nobody(panel, world, typed):
    typed(panel.form, world, webhook_address="https://relay.example/hook/mirtilla")
    panel.check()
    assert not panel.run.running
    assert panel.form.fields["verify_token"].error()


def test_a_relay_that_is_away_is_said_and_the_account_is_kept(panel, world, typed, qtbot, salon):
    typed(panel.form, world, relay_address="http://127.0.0.1:9")
    check(panel, qtbot)
    assert tones(panel)[-1] == "danger"
    assert "relay cannot be reached" in sentences(panel)[-1]
    assert settings_of(salon) is not None


def test_without_a_network_nothing_is_kept(panel, world, typed, qtbot, salon):
    typed(panel.form, world, graph_address="http://127.0.0.1:9")
    check(panel, qtbot)
    assert tones(panel) == ["danger"]
    assert settings_of(salon) is None


def test_the_reminders_are_handed_in_for_the_chosen_languages_only(panel, world, typed, qtbot):
    typed(panel.form, world)
    check(panel, qtbot)
    card = panel.templates
    qtbot.waitUntil(card.submit.isVisible)
    assert card.chosen_languages() == ["it"]
    card.languages["de"].setChecked(True)
    QTest.mouseClick(card.submit, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(card.checks.lines()) and not card.run.running, timeout=20_000)
    assert [line.tone for line in card.checks.lines()] == ["ok"] * 4
    qtbot.waitUntil(lambda: "Deutsch" in languages(card), timeout=10_000)
    assert {"Italiano", "Deutsch"} <= languages(card)
    QTest.mouseClick(card.submit, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "already" in card.checks.lines()[-1].text, timeout=20_000)


def languages(card):
    facts = card.table.facts
    return {facts.index(row, 1).data() for row in range(facts.rowCount())}


def test_no_language_closes_the_button(panel, world, typed, qtbot):
    typed(panel.form, world)
    check(panel, qtbot)
    panel.templates.languages["it"].setChecked(False)
    assert not panel.templates.submit.isEnabled()


def test_a_gap_of_the_relay_is_opened_by_a_person(panel, salon, clock, qtbot, shell):
    with salon.do.open_unit() as unit:
        unit.account.close_valve("all", "relay_gap", clock.now())
        unit.commit()
    panel.ask()
    qtbot.waitUntil(lambda: bool(panel.valves.alerts))
    [alert] = panel.valves.alerts
    assert "STOP may be among it" in alert.text()
    alert.acted.emit()
    qtbot.waitUntil(lambda: bool(shell.told))
    assert shell.told[-1].text == "Sending is open again."
    qtbot.waitUntil(lambda: not panel.valves.isVisible())


def test_what_opens_by_itself_has_no_button(panel, salon, clock, qtbot):
    with salon.do.open_unit() as unit:
        unit.account.close_valve("promotions", "quality_red", clock.now())
        unit.account.close_valve("all", "token_refused", clock.now())
        unit.account.close_valve("pair:+393331234567", "too_fast", clock.now())
        unit.commit()
    panel.ask()
    qtbot.waitUntil(lambda: len(panel.valves.alerts) == 2)
    assert not any(alert._action.isVisible() for alert in panel.valves.alerts)
    assert "checked and saved below" in " ".join(valve_texts(panel))
    assert "better health" in " ".join(valve_texts(panel))
    assert "333123" not in " ".join(valve_texts(panel))


def test_a_valve_that_closed_for_something_else_meanwhile_stays_closed(
    panel, salon, clock, qtbot, shell
):
    with salon.do.open_unit() as unit:
        unit.account.close_valve("all", "relay_gap", clock.now())
        unit.commit()
    panel.ask()
    qtbot.waitUntil(lambda: bool(panel.valves.alerts))
    with salon.do.open_unit() as unit:
        unit.account.close_valve("all", "account_locked", clock.now())
        unit.commit()
    panel.valves.alerts[0].acted.emit()
    qtbot.waitUntil(lambda: bool(shell.told))
    assert "stays closed" in shell.told[-1].text
    qtbot.waitUntil(lambda: "locked" in " ".join(valve_texts(panel)))


def test_what_is_being_typed_is_not_overwritten_by_news(panel, salon, world, typed, qtbot, desk):
    typed(panel.form, world)
    check(panel, qtbot)
    QTest.keyClicks(panel.form.lines["graph_version"], "9")
    changed = panel.form.lines["graph_version"].text()
    with salon.do.open_unit() as unit:
        unit.account.close_valve("all", "relay_gap", salon.clock.now())
        unit.commit()
    desk.news.tell_health_changed()
    qtbot.waitUntil(lambda: bool(panel.valves.alerts))
    assert panel.form.lines["graph_version"].text() == changed


def test_the_settings_that_are_kept_are_shown(page, panel, salon, world, typed, qtbot):
    typed(panel.form, world)
    wish = panel.form.wish()
    for line in panel.form.lines.values():
        line.clear()
        line.setModified(False)
    salon.do.set_up_platform(replace(wish, webhook_address=""))
    panel.ask()
    qtbot.waitUntil(lambda: panel.form.lines["waba_id"].text() == world.platform.waba_id)


def test_the_page_follows_a_switch_of_the_language(panel, words, qtbot, only_plain_text):
    words.use("pseudo")
    qtbot.waitUntil(lambda: panel.title.text().startswith("["))
    assert panel.form.fields["token"]._name.text().startswith("[")
    assert panel.save.words().startswith("[")
    only_plain_text(panel)
