"""The catalogues of this checkout, and the tool that keeps them: complete, fresh and sound."""

from __future__ import annotations

import importlib.util
import json
import shutil
from pathlib import Path

import pytest

from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.compiling import (
    BadTranslation,
    broken_messages,
    compile_folder,
    compiled,
    read_messages,
)
from salon_desktop.localization.languages import LANGUAGES
from salon_desktop.localization.toolkit_words import toolkit_word, toolkit_words
from tools import translations as tool

CHECKOUT = Path(__file__).resolve().parents[2]
HEAD = (
    'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: {}\\n"\n\n'
)
TWO = HEAD.format("nplurals=2; plural=(n != 1);")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A small program with one sentence of each sort, its catalogues made and filled."""
    shutil.copy(CHECKOUT / "babel.cfg", tmp_path)
    package = tmp_path / "salon_desktop" / "ui"
    package.mkdir(parents=True)
    (package / "page.py").write_text(
        "def say(words, count):\n"
        "    # Translators: above the search box\n"
        '    words._("Find {name}")\n'
        '    words.p_("verb", "Book")\n'
        '    return words.n_("{count} visit", "{count} visits", count)\n',
        "utf-8",
    )
    tool.update(tmp_path)
    for language in LANGUAGES:
        waiting = tool.missing(tmp_path, language)
        for message in waiting:
            message["text"] = (
                message["source"] + "!"
                if message["forms"] == 1
                else [message["plural"] + "!"] * message["forms"]
            )
        tool.fill(tmp_path, language, waiting)
    assert tool.check(tmp_path) == []
    return tmp_path


def change(file: Path, before: str, after: str) -> None:
    text = file.read_text("utf-8")
    assert before in text
    file.write_text(text.replace(before, after), "utf-8")


def test_template_is_fresh_and_all_five_catalogues_are_complete_and_sound() -> None:
    assert tool.check(CHECKOUT) == []


@pytest.mark.parametrize(
    ("context", "sentence"), [("Qt", "Cancel"), ("Qt", "&Undo"), ("day in a list", "tomorrow")]
)
def test_sentences_we_know_are_in_the_template(context: str, sentence: str) -> None:
    keys = {tool.key_of(message) for message in tool.extract(CHECKOUT)}
    assert (context, sentence) in keys


@pytest.mark.parametrize("language", sorted(set(LANGUAGES) - {"en"}))
def test_the_words_qt_says_exist_in_every_language(language: str) -> None:
    words = Catalog(CHECKOUT / "translations", language)
    assert len(toolkit_words(words)) > 80
    assert all(toolkit_words(words))
    assert toolkit_word(words, "Cancel") not in (None, "Cancel")


def test_english_leaves_qt_its_own_words() -> None:
    assert toolkit_word(Catalog(CHECKOUT / "translations", "en"), "Cancel") is None


def test_no_romanian_text_uses_cedillas() -> None:
    text = tool.catalogue_file(CHECKOUT, "ro").read_text("utf-8")
    assert not set("şţŞŢ") & set(text)


def test_nothing_in_template_or_catalogues_depends_on_machine_or_hour(checkout: Path) -> None:
    before = {file: file.read_bytes() for file in checkout.glob("translations/**/*.po*")}
    assert len(before) == 6
    tool.update(checkout)
    assert {file: file.read_bytes() for file in before} == before
    text = b"".join(before.values())
    assert b"Date" not in text and str(checkout).encode() not in text and b".py:" not in text


def test_notes_for_translators_reach_the_template(checkout: Path) -> None:
    assert "#. above the search box" in tool.template_file(checkout).read_text("utf-8")


def test_a_new_sentence_makes_the_template_stale(checkout: Path) -> None:
    change(checkout / "salon_desktop/ui/page.py", "Find {name}", "Look for {name}")
    problems = "\n".join(tool.check(checkout))
    assert "template: stale" in problems
    assert "ro: not in the catalogue: 'Look for {name}'" in problems
    assert "ro: no longer said: 'Find {name}'" in problems


def test_moving_a_sentence_to_another_line_changes_nothing(checkout: Path) -> None:
    change(checkout / "salon_desktop/ui/page.py", "def say", "# a note\n\n\ndef say")
    assert tool.check(checkout) == []


def test_update_keeps_texts_adds_new_sentences_and_drops_old_ones(checkout: Path) -> None:
    change(checkout / "salon_desktop/ui/page.py", '"Book"', '"Buy"')
    tool.update(checkout)
    assert [m["source"] for m in tool.missing(checkout, "it")] == ["Buy"]
    assert Catalog(checkout / "translations", "it")._("Find {name}") == "Find {name}!"
    assert '"Book"' not in tool.catalogue_file(checkout, "it").read_text("utf-8")


def test_english_is_filled_by_itself(checkout: Path) -> None:
    change(checkout / "salon_desktop/ui/page.py", '"Book"', '"Buy"')
    tool.update(checkout)
    assert tool.missing(checkout, "en") == []


def test_a_plural_that_was_a_plain_sentence_is_translated_anew(checkout: Path) -> None:
    page = checkout / "salon_desktop/ui/page.py"
    change(page, 'words._("Find {name}")', 'words.n_("Find {name}", "Find all {name}", count)')
    tool.update(checkout)
    (waiting,) = tool.missing(checkout, "ro")
    assert (waiting["source"], waiting["forms"], waiting["text"]) == ("Find {name}", 3, [""] * 3)


@pytest.mark.parametrize(
    ("before", "after", "problem"),
    [
        ('msgstr "Find {name}!"', 'msgstr "Găsește {nume}"', "other fields: 'Find {name}'"),
        ('msgstr "Find {name}!"', 'msgstr ""', "untranslated: 'Find {name}'"),
        ('msgstr "Book!"', 'msgstr ""', "untranslated: 'Book'"),
        ('msgstr[2] "{count} visits!"', 'msgstr[2] ""', "untranslated: '{count} visit'"),
        ('msgstr[1] "{count} visits!"', 'msgstr[1] "{many} vizite"', "other fields"),
        ("n==1 ? 0", "n==2 ? 0", "other plural rule"),
        ("nplurals=3", "nplurals=2", "unreadable"),
        ('msgid "Book"', '<<<<<<< HEAD\nmsgid "Book"', "unreadable"),
    ],
)
def test_check_names_what_is_wrong_in_a_catalogue(
    checkout: Path, before: str, after: str, problem: str
) -> None:
    change(tool.catalogue_file(checkout, "ro"), before, after)
    problems = tool.check(checkout)
    assert any(problem in line and line.startswith("ro: ") for line in problems), problems


def test_check_names_a_catalogue_that_is_gone(checkout: Path) -> None:
    tool.catalogue_file(checkout, "fi").unlink()
    assert tool.check(checkout) == ["fi: no catalogue"]


def test_a_glob_that_fits_nothing_is_noticed(checkout: Path) -> None:
    change(checkout / "babel.cfg", "salon_desktop/**.py", "salon/**.py")
    tool.update(checkout)
    assert any("not extracted: 'Find {name}'" in problem for problem in tool.check(checkout))


def test_the_command_answers_with_its_exit_code(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = ["--root", str(checkout)]
    assert tool.main([*root, "check"]) == 0
    change(checkout / "salon_desktop/ui/page.py", '"Book"', '"Buy"')
    assert tool.main([*root, "check"]) == 1
    assert "template: stale" in capsys.readouterr().err
    assert tool.main([*root, "update"]) == 0
    assert tool.main([*root, "missing", "de"]) == 0
    waiting = json.loads(capsys.readouterr().out)
    waiting[0]["text"] = "Kaufen"
    filled = checkout / "de.json"
    filled.write_text(json.dumps(waiting), "utf-8")
    assert tool.main([*root, "fill", "de", str(filled)]) == 0
    assert Catalog(checkout / "translations", "de").p_("verb", "Buy") == "Kaufen"
    assert tool.main([*root, "compile"]) == 0
    assert tool.catalogue_file(checkout, "de").with_suffix(".mo").exists()


def test_compiling_twice_gives_the_same_bytes() -> None:
    source = tool.catalogue_file(CHECKOUT, "ro").read_bytes()
    assert compiled(source, "ro") == compiled(source, "ro")


def test_an_unreadable_catalogue_is_refused_with_a_reason() -> None:
    with pytest.raises(BadTranslation, match="it: unreadable"):
        read_messages(b'<<<<<<< HEAD\nmsgid "a"\nmsgstr "b"\n', "it")


def test_one_of_something_may_leave_out_its_number_where_english_does() -> None:
    entry = 'msgid "one visit"\nmsgid_plural "{count} visits"\n'
    good = TWO + entry + 'msgstr[0] "una visita"\nmsgstr[1] "{count} visite"\n'
    bad = TWO + entry + 'msgstr[0] "una visita"\nmsgstr[1] "visite"\n'
    assert not list(broken_messages(read_messages(good.encode(), "it"), complete=True))
    assert list(broken_messages(read_messages(bad.encode(), "it"), complete=True))


def test_numbered_fields_of_qt_are_kept_as_well() -> None:
    bad = TWO + 'msgid "%1 already exists."\nmsgstr "esiste già."\n'
    (problem,) = broken_messages(read_messages(bad.encode(), "it"), complete=True)
    assert "other fields" in problem


def test_half_a_plural_is_wrong_even_before_everything_is_translated() -> None:
    entry = 'msgid "{count} visit"\nmsgid_plural "{count} visits"\n'
    half = TWO + entry + 'msgstr[0] "{count} visita"\nmsgstr[1] ""\n'
    none = TWO + entry + 'msgstr[0] ""\nmsgstr[1] ""\n'
    assert list(broken_messages(read_messages(half.encode(), "it"), complete=False))
    assert not list(broken_messages(read_messages(none.encode(), "it"), complete=False))


def test_the_build_refuses_broken_translations_and_writes_sound_ones(checkout: Path) -> None:
    folder = checkout / "translations"
    assert len(compile_folder(folder)) == 5
    assert Catalog(folder, "ro")._("Find {name}") == "Find {name}!"
    built = tool.catalogue_file(checkout, "ro").with_suffix(".mo")
    before = built.read_bytes()
    change(tool.catalogue_file(checkout, "ro"), 'msgstr "Find {name}!"', 'msgstr "Găsește {x}"')
    with pytest.raises(BadTranslation, match="ro: other fields"):
        compile_folder(folder)
    assert built.read_bytes() == before
    with pytest.raises(BadTranslation, match="no translations"):
        compile_folder(checkout / "salon_desktop")


def test_the_build_accepts_what_waits_for_its_translator(checkout: Path) -> None:
    change(tool.catalogue_file(checkout, "ro"), 'msgstr "Find {name}!"', 'msgstr ""')
    compile_folder(checkout / "translations")
    assert Catalog(checkout / "translations", "ro")._("Find {name}") == "Find {name}"


def test_the_build_hook_can_load_the_compiler_without_the_package(checkout: Path) -> None:
    spec = importlib.util.spec_from_file_location(
        "compiling_alone", CHECKOUT / "salon_desktop/localization/compiling.py"
    )
    assert spec is not None and spec.loader is not None
    alone = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(alone)
    assert len(alone.compile_folder(checkout / "translations")) == 5
    source = (CHECKOUT / "salon_desktop/localization/compiling.py").read_text("utf-8")
    assert "salon_desktop" not in source
