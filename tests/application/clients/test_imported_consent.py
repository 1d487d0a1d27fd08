"""What a list says of consent: a yes is a claim that allows nothing, a no closes."""

from __future__ import annotations

import pytest

from salon_desktop.domain.consent.events import Channel, EventKind, Method, Purpose, Strength
from salon_desktop.domain.consent.fold import ConsentState
from tests.client_desk import ClientDesk, fates


def standing(desk: ClientDesk, client_id: int, purpose: Purpose, channel: Channel) -> ConsentState:
    with desk.open_unit() as unit:
        return unit.consent.standing(client_id, channel, "+393331234567", purpose).state


@pytest.mark.parametrize("answer", ["sì", "YES", "12/03/2021"])
def test_a_yes_in_a_list_is_kept_as_a_claim_and_allows_nothing(
    desk: ClientDesk, imported, answer: str
) -> None:
    report = imported(f"Bia;Anna;333 1234567;;{answer}\n")
    anna = report.fates[0].client_id or 0
    with desk.open_unit() as unit:
        (event,) = unit.consent.events_of(anna)
    assert (event.kind, event.method, event.strength) == (
        EventKind.IMPORTED,
        Method.IMPORT,
        Strength.IMPORTED,
    )
    assert (event.purpose, event.channel) == (Purpose.OFFERS, Channel.WHATSAPP)
    assert event.evidence_ref == "client_import:1:2"
    state = standing(desk, anna, Purpose.OFFERS, Channel.WHATSAPP)
    assert state is ConsentState.IMPORTED
    assert not desk.find("anna")[0].reminders_allowed


def test_a_no_in_a_list_closes_every_way_of_writing(desk: ClientDesk, imported) -> None:
    report = imported("Bia;Anna;333 1234567;;no\n")
    anna = report.fates[0].client_id or 0
    for channel in (Channel.WHATSAPP, Channel.SMS):
        assert standing(desk, anna, Purpose.OFFERS, channel) is ConsentState.WITHDRAWN
    other = standing(desk, anna, Purpose.SERVICE_MESSAGES, Channel.WHATSAPP)
    assert other is ConsentState.UNKNOWN


def test_a_no_lowers_what_stands_and_a_yes_raises_nothing(desk: ClientDesk, imported) -> None:
    anna = desk.add("Anna", "Bia", "333 1234567").client_id
    report = imported("Bia;Anna;333 1234567;;no\n")
    assert fates(report) == [(2, "already_there")]
    assert standing(desk, anna, Purpose.OFFERS, Channel.WHATSAPP) is ConsentState.WITHDRAWN
    events = desk.rows("consent_event")
    imported("Bia;Anna;333 1234567;;sì\n")
    imported("Bia;Anna;333 1234567;;no\n\n")
    assert standing(desk, anna, Purpose.OFFERS, Channel.WHATSAPP) is ConsentState.WITHDRAWN
    assert desk.rows("consent_event") == events


def test_a_line_met_twice_in_a_file_counts_its_second_no(desk: ClientDesk, imported) -> None:
    report = imported("Bia;Anna;333 1234567;;sì\nBia;Anna;333 1234567;;no\n")
    anna = report.fates[0].client_id or 0
    assert fates(report) == [(2, "added"), (3, "already_there")]
    assert standing(desk, anna, Purpose.OFFERS, Channel.WHATSAPP) is ConsentState.WITHDRAWN
