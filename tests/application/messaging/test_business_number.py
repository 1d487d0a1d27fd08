"""The number clients write to comes from the platform, so that the code on the screen is right."""

from __future__ import annotations

from pathlib import Path

from tests.drills.sending_world import world


def test_reading_the_health_learns_the_salons_own_number(tmp_path: Path) -> None:
    with world(tmp_path, people=1) as made:
        (client,) = made.clients
        assert made.salon.ask.consent_texts(client).business_number == ""
        made.salon.do.read_health(made.salon.platform.account())
        own = made.practice.facts()["business_number"]
        assert made.salon.ask.consent_texts(client).business_number == own
