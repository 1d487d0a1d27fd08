"""Every refusal and every trouble has its own sentences; facts that are missing stop nothing."""

from __future__ import annotations

import importlib
import pkgutil
import re
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import salon_desktop.application
import salon_desktop.domain
from salon_desktop.application.explaining.notice import REFUSALS, Tone, explain, unexpected
from salon_desktop.application.failures import (
    FileTrouble,
    MessagingOffline,
    MessagingRefused,
    OutsideTrouble,
)
from salon_desktop.domain.errors import DomainError
from salon_desktop.whatsapp.payloads import PayloadRefused
from salon_desktop.whatsapp.templates import TemplateRefused


def _load(package) -> None:
    for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        importlib.import_module(module.name)


_load(salon_desktop.domain)
_load(salon_desktop.application)


def _below(kind: type) -> list[Any]:
    found: list[Any] = []
    children: list[type] = kind.__subclasses__()
    for child in children:
        if child.__module__.startswith("salon_desktop."):
            found += [child, *_below(child)]
    return sorted(set(found), key=lambda one: (one.__module__, one.__name__))


REFUSED = _below(DomainError)
TROUBLES = [*_below(OutsideTrouble), *_below(FileTrouble)]
PROGRAM = Path(salon_desktop.__path__[0])
PAYLOAD_CODES = (
    "not_an_address",
    "bad_key",
    "bad_template_name",
    "bad_language",
    "bad_parameter_name",
    "parameters_differ",
    "empty",
    "too_long",
    "line_break",
    "tab",
    "five_spaces",
    "not_text",
    "too_many",
    "too_few",
    "twice",
)
TEMPLATE_CODES = (
    "not_a_definition",
    "bad_name",
    "bad_category",
    "bad_language",
    "bad_ttl",
    "empty",
    "too_long",
    "too_many",
    "twice",
    "variable_at_edge",
    "variable_not_allowed",
    "bad_variable",
    "examples_differ",
    "languages_differ",
)
GENERAL = {"The salon's rules do not allow this.", "WhatsApp would refuse this message."}
FACT_NAMES = (
    "day",
    "start",
    "end",
    "minute",
    "next_minute",
    "zone",
    "possible_from",
    "possible_until",
    "conflicts",
    "subject_kind",
    "subject_id",
    "operator_id",
    "service_id",
    "old",
    "new",
    "status",
    "field",
    "reason",
    "limit",
    "what",
    "id",
    "method",
    "purpose",
    "kind",
    "language",
    "version",
    "note_max",
    "opens",
    "closes",
    "left",
    "right",
    "why",
    "hard",
)
ANY_FACT = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=8),
    st.dates(),
    st.datetimes(timezones=st.just(UTC)),
    st.datetimes(),
    st.lists(st.integers(), max_size=2),
)


def _made(kind: type[BaseException]) -> BaseException:
    return kind(131047) if issubclass(kind, MessagingRefused) else kind()


def test_the_walk_finds_the_refusals_and_troubles_of_the_house() -> None:
    assert len(REFUSED) > 30
    assert len(TROUBLES) > 12


@pytest.mark.parametrize("kind", REFUSED, ids=lambda kind: f"{kind.__module__}.{kind.__name__}")
def test_every_refusal_has_a_code_of_its_own_and_a_sentence_for_it(kind, words, formats) -> None:
    assert kind.code in REFUSALS, f"{kind.__name__} ({kind.code}) is explained nowhere"
    assert "code" in kind.__dict__, f"{kind.__name__} borrows the code of its parent"
    told = explain(kind(), words, formats)
    assert told.tone is Tone.HINT
    assert told.text.endswith((".", "?"))
    assert told.advice.endswith(".")
    assert told.text not in GENERAL


def test_every_code_written_anywhere_in_the_program_has_its_sentence_and_no_other_has() -> None:
    """Read from the sources, since floors above raise refusals of their own."""
    written: set[str] = set()
    for file in PROGRAM.rglob("*.py"):
        found = re.findall(r'^    code: ClassVar\[str\] = "(\w+)"', file.read_text("utf-8"), re.M)
        written |= set(found)
    assert "no_salon_here" in written
    assert written - {"unknown"} == set(REFUSALS)


@pytest.mark.parametrize("kind", TROUBLES, ids=lambda kind: kind.__name__)
def test_every_trouble_says_what_happened_and_what_to_do(kind, words, formats) -> None:
    told = explain(_made(kind), words, formats)
    assert told.tone is Tone.TROUBLE
    assert told.text.endswith(".")
    assert told.advice.endswith(".")
    assert told.text != "Something outside the program does not work."
    assert told.text != "The salon's file cannot be used at the moment."


def test_two_troubles_never_sound_the_same(words, formats) -> None:
    told = [explain(_made(kind), words, formats).text for kind in TROUBLES]
    assert len(set(told)) == len(told)


@pytest.mark.parametrize("code", PAYLOAD_CODES)
def test_every_refused_text_is_explained(code, words, formats) -> None:
    told = explain(PayloadRefused(code, where="body", limit=4096, length=5000), words, formats)
    assert told.tone is Tone.HINT
    assert told.advice
    assert "{" not in told.text
    assert code == "bad_key" or told.text not in GENERAL


@pytest.mark.parametrize("code", TEMPLATE_CODES)
def test_every_refused_template_is_explained(code, words, formats) -> None:
    problem = TemplateRefused(code, name="reminder", language="it", part="footer", limit=60)
    told = explain(problem, words, formats)
    assert told.tone is Tone.HINT
    assert told.text.startswith("Template “reminder” (Italiano): ")
    assert "would refuse" not in told.text
    assert told.advice


def test_an_unknown_problem_is_always_a_bug(words, formats) -> None:
    for problem in (ValueError("x"), KeyError(1), RuntimeError(), KeyboardInterrupt()):
        told = explain(problem, words, formats)
        assert told == unexpected(words)
        assert told.tone is Tone.BUG


def test_a_refusal_nobody_has_listed_speaks_for_its_parent(words, formats) -> None:
    parent = next(kind for kind in REFUSED if kind.code == "slot_taken")

    class NarrowerThanTaken(parent):  # type: ignore[misc, valid-type]  # made for this test
        code = "slot_taken_by_nobody_known"

    class FromElsewhere(DomainError):
        code = "from_elsewhere"

    try:
        assert explain(NarrowerThanTaken(), words, formats) == explain(parent(), words, formats)
        assert explain(FromElsewhere(), words, formats).text in GENERAL
    finally:
        del NarrowerThanTaken, FromElsewhere


@given(facts=st.dictionaries(st.sampled_from(FACT_NAMES), ANY_FACT, max_size=6))
def test_no_fact_however_wrong_stops_an_explanation(facts, words, formats) -> None:
    for kind in REFUSED:
        told = explain(kind(**facts), words, formats)
        assert told.text
        assert "{" not in told.text.replace("{{", "")


@pytest.mark.parametrize("kind", REFUSED, ids=lambda kind: kind.code)
def test_what_somebody_typed_is_never_repeated(kind, words, formats) -> None:
    planted = "Giulia Rossi +393331234567"
    problem = kind(**dict.fromkeys(FACT_NAMES, planted))
    assert "Giulia" not in explain(problem, words, formats).whole
    assert "333" not in explain(problem, words, formats).whole


def test_the_platforms_own_words_are_not_shown(words, formats) -> None:
    problem = MessagingRefused(131026, details="to +393331234567 failed", trace_id="A1")
    assert "333" not in explain(problem, words, formats).whole
    assert explain(MessagingRefused(987654), words, formats).text.count("987654") == 1


def test_a_pause_the_platform_asked_for_is_not_called_a_broken_network(words, formats) -> None:
    told = explain(MessagingOffline(4.0, 130429), words, formats)
    assert told.text == "WhatsApp asked the salon to send more slowly."
    assert "could not be reached" in explain(MessagingOffline(), words, formats).text


def test_every_language_tells_every_problem(every_language) -> None:
    moment = datetime(2026, 11, 26, 14, 30, tzinfo=UTC)
    facts = {"day": date(2026, 11, 26), "start": 600, "end": 660, "possible_from": moment}
    for words, formats in every_language:
        for kind in REFUSED:
            told = explain(kind(**facts), words, formats)
            assert told.text and told.advice, f"{kind.__name__} in {words.language}"
        for kind in TROUBLES:
            told = explain(_made(kind), words, formats)
            assert told.text and told.advice, f"{kind.__name__} in {words.language}"
