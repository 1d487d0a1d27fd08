"""The made-up language that shows forgotten strings."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as some

from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.pseudo import FIELD, pseudo_text


def test_a_pseudo_text_is_marked_longer_and_keeps_its_fields() -> None:
    assert pseudo_text("Find {name}") == "[Fíñd {name} ~~~]"


@given(some.text(alphabet="abcXY {}%é", min_size=1, max_size=80))
def test_fields_survive_and_every_text_grows(text: str) -> None:
    pseudo = pseudo_text(text)
    assert FIELD.findall(pseudo) == FIELD.findall(text)
    assert len(pseudo) > len(text)
    assert pseudo.startswith("[") and pseudo.endswith("]")


def test_the_catalogue_speaks_it_without_any_file(tmp_path: Path) -> None:
    catalog = Catalog(tmp_path, "pseudo")
    assert catalog.language == "pseudo"
    assert catalog._("Save") == "[Sávé ~]"
    assert catalog.p_("verb", "Save") == "[Sávé ~]"
    assert catalog.n_("{count} day", "{count} days", 1) == pseudo_text("{count} day")
    assert catalog.n_("{count} day", "{count} days", 2) == pseudo_text("{count} days")
    assert catalog.known("Cancel", "Qt") == pseudo_text("Cancel")
