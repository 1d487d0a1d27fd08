"""Words and formats of every language the explanations are told in."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats
from salon_desktop.localization.languages import LANGUAGES

TRANSLATIONS = Path(__file__).resolve().parents[3] / "translations"
ROME = ZoneInfo("Europe/Rome")


@pytest.fixture(scope="session")
def words() -> Catalog:
    return Catalog(TRANSLATIONS, "en")


@pytest.fixture(scope="session")
def formats() -> Formats:
    return Formats("en", ROME)


@pytest.fixture(scope="session")
def every_language() -> list[tuple[Catalog, Formats]]:
    return [(Catalog(TRANSLATIONS, code), Formats(code, ROME)) for code in LANGUAGES]
