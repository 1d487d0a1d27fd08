"""A written STOP is understood in every language, and nothing innocent is taken for one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salon_desktop.domain.messaging.keywords import (
    TEXT_MAX,
    KeywordLists,
    KeywordRefused,
    Understood,
    WordClass,
    keyword_lists,
    normalised,
    understand,
)

RESOURCES = Path(__file__).parents[3] / "resources"
RAW: dict[str, dict[str, list[str]]] = json.loads((RESOURCES / "keywords.json").read_text("utf-8"))[
    "languages"
]
LISTS = keyword_lists(RAW)
ALL, OFFERS, OPT_IN = WordClass.OPT_OUT_ALL, WordClass.OPT_OUT_OFFERS, WordClass.OPT_IN
PRIVACY = WordClass.PRIVACY


def meaning(text: str, language: str = "it", lists: KeywordLists = LISTS) -> WordClass | None:
    """Return what the text means."""
    return understand(text, lists, language).meaning


def entries(word_class: WordClass) -> list[tuple[str, str]]:
    """Return every shipped entry of a class with its language."""
    return [(language, text) for language, each in RAW.items() for text in each[word_class]]


OPT_OUTS = [(ALL, *each) for each in entries(ALL)] + [(OFFERS, *each) for each in entries(OFFERS)]


@pytest.mark.parametrize(("word_class", "language", "entry"), OPT_OUTS)
def test_every_shipped_opt_out_works_alone_shouted_and_from_any_client(word_class, language, entry):
    text = entry.removeprefix("»")
    for said in (
        text,
        text.upper(),
        f"  «{text}»!! ",
        f"{text} 🙏🏽",
        f"{text} 👍",
        f"\u200e{text}.",
    ):
        for client_language in ("it", "fi", "zz"):
            assert meaning(said, client_language) is word_class, (language, said)


@pytest.mark.parametrize(
    "entry", [text for _, _, text in OPT_OUTS if text.startswith("»")], ids=lambda each: each[1:]
)
def test_marked_entries_count_inside_a_sentence(entry):
    assert meaning(f"Buongiorno, {entry[1:]}, grazie Anna") in (ALL, OFFERS)


@pytest.mark.parametrize(
    "entry", [text for _, _, text in OPT_OUTS if not text.startswith("»")], ids=str
)
def test_bare_words_do_not_count_inside_a_sentence(entry):
    assert meaning(f"buongiorno domani {entry} arrivo alle tre") is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("cancella", "it"),
        ("Cancella l'appuntamento", "it"),
        ("annulla", "it"),
        ("absagen", "de"),
        ("anulez", "ro"),
        ("peru", "fi"),
        ("perun ajan", "fi"),
        ("cancel", "en"),
        ("annuler", "fr"),
        ("cancelar", "es"),
        ("basta così, grazie", "it"),
        ("stop, arrivo tra 5 min", "it"),
        ("non annullate, vengo", "it"),
        ("ok annulla", "it"),
        ("sì ma più tardi", "it"),
        ("baja el precio?", "es"),
        ("at the end of the week", "en"),
        ("nu", "ro"),
        ("no", "it"),
        ("1", "it"),
        ("2", "it"),
        ("❌", "it"),
        ("", "it"),
        ("🙏", "it"),
        ("   ", "it"),
        (
            "Risposta automatica: sono assente. To unsubscribe reply STOP",
            "it",
        ),
        ("stopped by the shop", "en"),
        ("nonstop", "en"),
        ("voy a andar de baja forma", "es"),  # holds "dar de baja", but not as words
        ("weekend", "en"),
        ("Ist nonstop offen?", "de"),
    ],
)
def test_words_about_the_visit_are_never_an_opt_out(text, language):
    assert meaning(text, language) is None


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("cancellami", "it"),
        ("peru tilaus", "fi"),
        ("baja", "es"),
        ("Baja.", "it"),
        ("STOP STOP STOP", "it"),
        ("\uff33\uff34\uff2f\uff30", "it"),  # full width
        ("opt-out", "en"),
        ("Don’t text me", "en"),
        ("dont text me", "en"),
        ("please don`t text me again", "en"),
        ("Please don\u00b4t text me again", "en"),
        ("ARRÊT", "fr"),
        ("de\u0301sabonner", "fr"),
        ("dezabonați-mă", "ro"),
        ("dezabonaţi-mă", "ro"),  # with the cedilla that old keyboards type
        ("nu îmi mai scrieți, vă rog", "ro"),
        ("Älkää lähettäkö viestejä!!", "fi"),
        ("Non scrivetemi piu", "it"),
        ("stop?", "it"),
        ("'stop'", "it"),
        ("S\u200bTOP", "it"),
    ],
)
def test_traps_that_are_an_opt_out(text, language):
    assert meaning(text, language) is ALL


def test_one_word_apart_means_the_person_or_the_visit():
    assert (meaning("cancella"), meaning("cancellami")) == (None, ALL)
    assert (meaning("peru", "fi"), meaning("peru tilaus", "fi")) == (None, ALL)
    assert (meaning("baja el precio?", "es"), meaning("baja", "es")) == (None, ALL)


@pytest.mark.parametrize(("language", "entry"), entries(WordClass.CONFIRM))
def test_yes_is_never_an_opt_in(language, entry):
    assert meaning(entry, language) is None


@pytest.mark.parametrize(
    ("language", "entry"),
    entries(WordClass.CANCEL) + entries(WordClass.MOVE) + entries(WordClass.LATE),
)
def test_no_shipped_word_about_a_visit_touches_consent(language, entry):
    assert meaning(entry.removeprefix("»"), language) is None


@pytest.mark.parametrize(("language", "entry"), entries(OPT_IN))
def test_an_opt_in_needs_its_own_phrase(language, entry):
    found = understand(entry, LISTS, language)
    assert found.meaning is OPT_IN
    assert meaning(f"posso {entry} domani o no") is None


@pytest.mark.parametrize(("language", "entry"), entries(PRIVACY))
def test_a_privacy_request_is_recognised(language, entry):
    found = understand(entry.removeprefix("»"), LISTS, language)
    assert (found.meaning, found.privacy) == (PRIVACY, True)


def test_a_stop_that_also_asks_for_erasure_is_both():
    found = understand("Non scrivetemi più e cancellate i miei dati", LISTS, "it")
    assert (found.meaning, found.privacy) == (ALL, True)


def test_only_reminders_alone_keeps_them_and_next_to_a_stop_it_does_not():
    assert meaning("Solo promemoria!") is OFFERS
    assert meaning("Vorrei solo promemoria, grazie") is OFFERS
    assert meaning("Non scrivetemi più, oppure solo promemoria") is ALL


def test_the_evidence_is_the_text_as_it_came():
    text = "  Non SCRIVETEMI più!! 😡 "
    found = understand(text, LISTS, "it")
    assert (found.evidence, found.entry, found.language) == (text, "non scrivetemi piu", "it")
    assert "SCRIVETEMI" not in repr(found)


def test_the_clients_language_is_tried_first():
    assert understand("STOP", LISTS, "fi").language == "fi"
    assert understand("STOP", LISTS, "zz").language == "de"
    assert LISTS.languages("ro")[0] == "ro"


def test_what_is_not_understood_goes_to_a_person():
    assert understand("Posso venire con mia figlia?", LISTS, "it") == Understood(
        meaning=None, evidence="Posso venire con mia figlia?"
    )


def test_a_language_without_a_class_is_no_trouble():
    assert meaning("stop", lists=keyword_lists({"it": {}})) is None


@pytest.mark.parametrize(
    ("entry", "why"), [("", "empty"), (" » ", "empty"), ("🙏", "empty"), ("»stop", "too_short")]
)
def test_an_entry_that_would_catch_innocent_messages_is_refused(entry, why):
    with pytest.raises(KeywordRefused) as refused:
        keyword_lists({"it": {"opt_out_all": [entry]}})
    assert refused.value.facts == {"language": "it", "word_class": "opt_out_all", "why": why}


def test_an_unknown_class_is_no_list():
    with pytest.raises(ValueError, match="greeting"):
        keyword_lists({"it": {"greeting": ["ciao"]}})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("  Sì,  CERTO! ", "si certo"),
        ("Straße Łódź Ødegård", "strasse lodz odegard"),
        ("ok👍🏽grazie", "ok 👍 grazie"),
        ("✅️", "✅"),
        ("l'altro", "laltro"),
        ("10:30", "10 30"),
        ("½", "1 2"),
    ],
)
def test_texts_are_compared_folded(text, expected):
    assert normalised(text) == expected


@given(st.text(max_size=60))
def test_folding_twice_is_folding_once(text):
    once = normalised(text)
    assert normalised(once) == once
    assert once == once.strip() and "  " not in once


NOISE = st.text("!?.,;:-–—«»\"'()…*_~ \t\n🙏😡❤️\u200b\ufe0f", max_size=8)


@given(st.sampled_from(OPT_OUTS), NOISE, NOISE, st.booleans())
def test_signs_around_an_opt_out_change_nothing(opt_out, before, after, shouted):
    word_class, language, entry = opt_out
    text = entry.removeprefix("»")
    said = before + (text.upper() if shouted else text) + after
    assert meaning(said, language) is word_class


@given(st.text(max_size=200), st.sampled_from(["it", "de", "ro", "fi", "en", "fr", "es", "zz"]))
def test_any_text_is_understood_without_trouble_and_kept(text, language):
    found = understand(text, LISTS, language)
    assert found.evidence == text
    assert found.meaning in (None, ALL, OFFERS, OPT_IN, PRIVACY)
    assert understand(text, LISTS, "it").meaning is found.meaning


def test_an_endless_text_costs_no_more_than_the_longest_real_one():
    assert normalised("a" * 10_000_000) == "a" * TEXT_MAX
