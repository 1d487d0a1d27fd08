"""The page counts what the ledger holds, says what is missing, and promises nothing else."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QLabel

from salon_desktop.application.commands.record_consent import Answer, Evidence, RecordConsent
from salon_desktop.application.platform_settings import PlatformSettings, write_platform_settings
from salon_desktop.application.ports.messages import StoredTemplate
from salon_desktop.domain.consent.events import EventKind, Method, Purpose
from salon_desktop.ui.shell.sections import Section
from salon_desktop.ui.theme.tokens import Scheme

SIGNATURE = Evidence(kind="signature", media_type="application/json", content=b"[[0,0,0]]")


def answer(salon, client_id, kind, method, **more):
    salon.do.record_consent(
        RecordConsent(
            client_id=client_id,
            answers=(
                Answer(
                    purpose=Purpose.OFFERS,
                    kind=kind,
                    method=method,
                    wording_language="it",
                    **more,
                ),
            ),
        )
    )


def legend(page):
    """Figures by what they count."""
    grid = page.reach._legend
    rows = range(grid.rowCount())
    return {
        grid.itemAtPosition(row, 1).widget().text(): grid.itemAtPosition(row, 2).widget().text()
        for row in rows
    }


@pytest.fixture
def says(page, qtbot):
    """Wait until the page says ``text``: what was just set into a layout is shown a turn later."""

    def wait(text):
        def is_said():
            labels = page.findChildren(QLabel)
            return any(text in label.text() for label in labels if label.isVisibleTo(page))

        qtbot.waitUntil(is_said)

    return wait


@pytest.fixture
def three_answers(add_client, salon):
    """One signed, one spoken, one no, one never asked."""
    signed, spoken, no, _ = (
        add_client(name, "Rossi", f"+39333000000{number}")
        for number, name in enumerate(("Anna", "Bruna", "Carla", "Dora"))
    )
    answer(salon, signed, EventKind.GRANTED, Method.SCREEN_SIGNATURE, evidence=SIGNATURE)
    answer(salon, spoken, EventKind.GRANTED, Method.SPOKEN)
    answer(salon, no, EventKind.REFUSED, Method.SPOKEN)


def test_an_empty_book_reaches_nobody_and_says_how_to_begin(page, says):
    assert page.reach.figure.text() == "0"
    says("Nobody has agreed to offers yet.")
    assert "No offers are sent from here yet." in page.state.text()


def test_the_reach_is_counted_by_proof(three_answers, page, says):
    assert page.reach.figure.text() == "2"
    assert list(legend(page).values()) == ["0", "1", "1", "2"]
    assert page.reach._of.text() == "of 4 clients"
    says("1 answer was no")
    says("2 clients agreed to offers and can be reached.")


def test_it_counts_anew_when_the_ledger_changes(
    three_answers, page, salon, add_client, desk, qtbot
):
    one_more = add_client("Elena", "Bianchi", "+393330000009")
    answer(salon, one_more, EventKind.GRANTED, Method.SCREEN_SIGNATURE, evidence=SIGNATURE)
    desk.news.tell_consent_changed()
    qtbot.waitUntil(lambda: page.reach.figure.text() == "3")


def test_what_is_missing_leads_to_where_it_is_found(page, shell, says):
    says("Nobody has agreed to offers yet.")
    buttons = page.needs.buttons
    assert buttons
    for button in buttons:
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert set(shell.gone_to) == {Section.SALON, Section.CLIENTS}


def test_what_is_there_has_no_button(page, says, salon, three_answers, salon_clock, desk, qtbot):
    now = salon_clock.now()
    with salon.do.open_unit() as unit:
        settings = PlatformSettings(waba_id="1", number_id="2", relay_address="https://r.example")
        write_platform_settings(unit.salon, settings, unit.actor, now)
        template = StoredTemplate(
            name="offer_1",
            language="it",
            platform_id="1",
            status="APPROVED",
            category="MARKETING",
            expected_category="MARKETING",
            quality=None,
            ttl_seconds=None,
            components=[],
            synced_at=now,
        )
        unit.templates.replace_all([template], now)
        unit.commit()
    desk.news.tell_health_changed()
    qtbot.waitUntil(lambda: not page.needs.buttons)
    says("WhatsApp has approved a template for offers.")
    with salon.do.open_unit() as unit:
        unit.account.close_valve("promotions", "quality_red", now)
        unit.commit()
    desk.news.tell_health_changed()
    qtbot.waitUntil(lambda: len(page.needs.buttons) == 1)


def test_no_control_pretends_to_send_anything(page, says, qtbot):
    says("Nobody has agreed to offers yet.")

    def shown():
        return {one for one in page.findChildren(QAbstractButton) if one.isVisibleTo(page)}

    qtbot.waitUntil(lambda: shown() >= set(page.needs.buttons))
    assert shown() == set(page.needs.buttons)


@pytest.mark.parametrize("language", ["it", "de", "ro", "fi", "pseudo"])
def test_it_fits_in_every_language(page, words, language, three_answers):
    words.use(language)
    page.retranslate()
    least = page._scroll.content.minimumSizeHint().width()
    assert least <= page._scroll.viewport().width()


def test_another_scheme_and_size_and_plain_text(page, theme, qapp, only_plain_text):
    theme.apply(qapp, Scheme.DARK, 1.25)
    page.grab()
    only_plain_text(page)
