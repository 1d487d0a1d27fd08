"""Words in the chosen language, wherever the compiled file stands or falls."""

from __future__ import annotations

from pathlib import Path

import pytest

from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.compiling import compiled

HEAD = """msgid ""
msgstr ""
"Language: ro\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : (n==0 || (n%100 > 0 && n%100 < 20)) ? 1 : 2);\\n"
"""
VISITS = """
msgid "{count} visit"
msgid_plural "{count} visits"
msgstr[0] "{count} vizită"
msgstr[1] "{count} vizite"
msgstr[2] "{count} de vizite"
"""


def plain(source: str, text: str, context: str = "") -> str:
    head = f'msgctxt "{context}"\n' if context else ""
    return f'\n{head}msgid "{source}"\nmsgstr "{text}"\n'


def put(folder: Path, language: str, *messages: str) -> Path:
    file = folder / language / "LC_MESSAGES" / "salon.po"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(
        HEAD.replace("Language: ro", f"Language: {language}") + "".join(messages), "utf-8"
    )
    return file


def compile_beside(file: Path, language: str) -> Path:
    target = file.with_suffix(".mo")
    target.write_bytes(compiled(file.read_bytes(), language))
    return target


def test_a_checkout_without_a_compiled_file_speaks_from_its_source(tmp_path: Path) -> None:
    put(tmp_path, "ro", plain("Find a client", "Caută un client"))
    assert Catalog(tmp_path, "ro")._("Find a client") == "Caută un client"


def test_an_installation_without_the_source_speaks_from_the_compiled_file(tmp_path: Path) -> None:
    file = put(tmp_path, "ro", plain("Find a client", "Caută un client"))
    compile_beside(file, "ro")
    file.unlink()
    assert Catalog(tmp_path, "ro")._("Find a client") == "Caută un client"


def test_a_compiled_file_made_from_older_words_is_not_used(tmp_path: Path) -> None:
    file = put(tmp_path, "ro", plain("Find a client", "vechi"))
    compile_beside(file, "ro")
    put(tmp_path, "ro", plain("Find a client", "nou"))
    assert Catalog(tmp_path, "ro")._("Find a client") == "nou"


def test_a_fitting_compiled_file_is_used_whatever_the_clock_of_the_disk_says(
    tmp_path: Path,
) -> None:
    file = put(tmp_path, "ro", plain("Find a client", "Caută un client"))
    target = compile_beside(file, "ro")
    marked = target.read_bytes().replace("Caută un client".encode(), b"Cauta un  client")
    target.write_bytes(marked)
    assert Catalog(tmp_path, "ro")._("Find a client") == "Cauta un  client"


def test_lines_that_end_differently_do_not_make_a_compiled_file_stale(tmp_path: Path) -> None:
    file = put(tmp_path, "ro", plain("Find a client", "Caută un client"))
    target = compile_beside(file, "ro")
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    target.write_bytes(target.read_bytes().replace(b"Caut", b"CAUT"))
    assert Catalog(tmp_path, "ro")._("Find a client") == "CAUTă un client"


@pytest.mark.parametrize("damage", [b"", b"not a catalogue", b"\xde\x12\x04\x95\0\0\0\0"])
def test_a_damaged_compiled_file_never_keeps_the_program_from_opening(
    tmp_path: Path, damage: bytes
) -> None:
    file = put(tmp_path, "ro", plain("Find a client", "Caută un client"))
    file.with_suffix(".mo").write_bytes(damage)
    assert Catalog(tmp_path, "ro")._("Find a client") == "Caută un client"
    file.unlink()
    assert Catalog(tmp_path, "ro")._("Find a client") == "Find a client"


def test_a_source_with_a_slip_in_it_leaves_the_english_words(tmp_path: Path) -> None:
    put(tmp_path, "ro", "\n<<<<<<< HEAD", plain("Find a client", "Caută un client"))
    assert Catalog(tmp_path, "ro")._("Find a client") == "Find a client"


@pytest.mark.parametrize("language", ["fr", "xx", "", "en"])
def test_an_unknown_language_speaks_english(tmp_path: Path, language: str) -> None:
    catalog = Catalog(tmp_path, language)
    assert catalog.language == "en"
    assert catalog._("Find a client") == "Find a client"
    assert catalog.n_("{count} visit", "{count} visits", 2) == "{count} visits"


@pytest.mark.parametrize("wanted", ["ro_RO", "ro-RO", "RO", "ro_RO.UTF-8", " ro "])
def test_a_language_with_its_region_is_the_same_language(tmp_path: Path, wanted: str) -> None:
    assert Catalog(tmp_path, wanted).language == "ro"


def test_nothing_stays_nothing_instead_of_the_head_of_the_file(tmp_path: Path) -> None:
    put(tmp_path, "ro")
    assert Catalog(tmp_path, "ro")._("") == ""


@pytest.mark.parametrize(
    ("count", "text"),
    [(0, "0 vizite"), (1, "1 vizită"), (3, "3 vizite"), (19, "19 vizite"), (20, "20 de vizite"),
     (101, "101 vizite"), (120, "120 de vizite")],
)  # fmt: skip
def test_romanian_counts_in_three_forms(tmp_path: Path, count: int, text: str) -> None:
    put(tmp_path, "ro", VISITS)
    one = Catalog(tmp_path, "ro").n_("{count} visit", "{count} visits", count)
    assert one.format(count=count) == text


def test_the_same_english_word_can_mean_two_things(tmp_path: Path) -> None:
    put(
        tmp_path,
        "de",
        plain("Book", "Buchen", "verb on a button"),
        plain("Book", "Buch", "a thing"),
    )
    catalog = Catalog(tmp_path, "de")
    assert catalog.p_("verb on a button", "Book") == "Buchen"
    assert catalog.p_("a thing", "Book") == "Buch"


def test_switching_while_running_tells_everybody_who_asked_until_they_stop(tmp_path: Path) -> None:
    put(tmp_path, "ro", plain("Find a client", "Caută un client"))
    catalog = Catalog(tmp_path, "en")
    heard: list[str] = []
    forget = catalog.on_change(lambda: heard.append(catalog._("Find a client")))
    catalog.use("ro")
    catalog.use("en")
    forget()
    forget()
    catalog.use("ro")
    assert heard == ["Caută un client", "Find a client"]
    assert catalog.language == "ro"


def test_two_languages_live_side_by_side(tmp_path: Path) -> None:
    put(tmp_path, "ro", plain("Find a client", "Caută un client"))
    put(tmp_path, "de", plain("Find a client", "Kundin suchen"))
    screen, letter = Catalog(tmp_path, "de"), Catalog(tmp_path, "ro")
    assert (screen._("Find a client"), letter._("Find a client")) == (
        "Kundin suchen",
        "Caută un client",
    )


def test_only_own_words_are_known_so_that_qt_can_speak_the_rest(tmp_path: Path) -> None:
    put(tmp_path, "ro", plain("Cancel", "Renunță", "Qt"))
    catalog = Catalog(tmp_path, "ro")
    assert catalog.known("Cancel", "Qt") == "Renunță"
    assert catalog.known("Cancel") is None
    assert catalog.known("Something of Qt", "Qt") is None
    assert catalog.known("", "Qt") is None
    catalog.use("en")
    assert catalog.known("Cancel", "Qt") is None
