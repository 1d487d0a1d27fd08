"""The data people read: complete in five languages, within the platform's limits, of one shape."""

from __future__ import annotations

import hashlib
import json
import re
from pathlib import Path
from typing import Any

import pytest

from salon_desktop.domain.consent.events import Purpose
from salon_desktop.domain.messaging.keywords import WordClass, keyword_lists, understand
from salon_desktop.domain.messaging.message import MessageKind, MessagePurpose, purpose_of
from salon_desktop.localization.languages import LANGUAGES
from salon_desktop.whatsapp.templates import load_definitions

RESOURCES = Path(__file__).resolve().parents[1] / "resources"
FIVE = set(LANGUAGES)
FIELD = re.compile(r"\{([a-z_]+)\}")
VARIABLE = re.compile(r"\{\{([a-z_]+)\}\}")
VERBS = {"confirm", "move", "cancel", "keep_reminders", "nothing", "yes_offers", "no_offers"}
WORDINGS = sorted((RESOURCES / "wording").glob("*.v*.json"))
CONSENTS = [file for file in WORDINGS if file.stem.partition(".")[0] in {*Purpose}]
TEMPLATES = sorted((RESOURCES / "templates").glob("*.json"))
ALL = sorted(RESOURCES.glob("*.json")) + [
    file
    for folder in ("wording", "templates", "catalogue")
    for file in sorted((RESOURCES / folder).glob("*.json"))
]


def read(*path: str) -> Any:
    return json.loads(RESOURCES.joinpath(*path).read_text("utf-8"))


def load(file: Path) -> Any:
    return json.loads(file.read_text("utf-8"))


def named(shape: Any) -> list[dict[str, str]]:
    """All tables of names by language inside a file."""
    if isinstance(shape, dict):
        own = [shape["names"]] if "names" in shape else []
        return own + [each for value in shape.values() for each in named(value)]
    if isinstance(shape, list):
        return [each for value in shape for each in named(value)]
    return []


def texts(shape: Any) -> list[str]:
    """All texts inside a file."""
    if isinstance(shape, str):
        return [shape]
    inner = shape.values() if isinstance(shape, dict) else shape if isinstance(shape, list) else ()
    return [text for value in inner for text in texts(value)]


# ------------------------------------------------------------------------------ all files


@pytest.mark.parametrize("file", ALL, ids=lambda file: file.stem)
def test_every_file_is_tidy_utf8_without_doubled_keys_or_stray_blanks(file: Path) -> None:
    def no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        assert len({key for key, _ in pairs}) == len(pairs)
        return dict(pairs)

    raw = file.read_text("utf-8")
    assert raw.endswith("\n") and "\r" not in raw
    for text in texts(json.loads(raw, object_pairs_hook=no_doubles)):
        assert text == text.strip() and "  " not in text
        assert not set("şţŞŢ") & set(text), "Romanian letters carry a comma, not a cedilla"


@pytest.mark.parametrize("file", ALL, ids=lambda file: file.stem)
def test_every_name_exists_in_five_languages(file: Path) -> None:
    for names in named(load(file)):
        assert set(names) == FIVE
        assert all(names.values())


# ------------------------------------------------------------------------------ wording


def test_every_purpose_has_its_wording() -> None:
    assert {load(file)["purpose"] for file in CONSENTS} == {*Purpose}


@pytest.mark.parametrize("file", WORDINGS, ids=lambda file: file.stem)
def test_a_released_wording_is_never_edited_only_followed_by_a_new_version(file: Path) -> None:
    released = read("wording", "released.json")
    assert released[file.stem] == hashlib.sha256(file.read_bytes()).hexdigest()
    name, _, version = file.stem.partition(".v")
    assert (load(file)["id"], load(file)["version"]) == (name, int(version))


@pytest.mark.parametrize("file", CONSENTS, ids=lambda file: file.stem)
def test_a_consent_text_is_whole_in_five_languages_with_the_same_fields(file: Path) -> None:
    wording = load(file)
    assert set(wording["languages"]) == FIVE
    for language, parts in wording["languages"].items():
        assert set(parts) == {"question", "explanation", "legal", "spoken", "own_message"}
        assert len(parts["question"]) <= 120, f"{language}: it is read in large type"
        assert parts["question"].endswith("?") and len(parts["explanation"]) <= 260
        assert len(parts["spoken"]) <= 300, f"{language}: it is read aloud"
        assert FIELD.findall(parts["legal"]) == ["salon"]
        assert not FIELD.findall(parts["question"] + parts["explanation"] + parts["spoken"])
        used = {field for part in parts.values() for field in FIELD.findall(part or "")}
        assert used == set(wording["fields"])


@pytest.mark.parametrize("purpose", ["service_messages", "offers"])
def test_what_can_be_asked_by_own_message_has_a_ready_text_in_each_language(purpose: str) -> None:
    for parts in read("wording", f"{purpose}.v1.json")["languages"].values():
        assert FIELD.findall(parts["own_message"]) == ["salon", "code"]
        assert "STOP" in parts["explanation"] and "STOP" in parts["spoken"]
        assert "STOP" in parts["legal"] and "WhatsApp" in parts["question"]


FREE = {
    "it": ("libero", "revocar"),
    "de": ("freiwillig", "widerrufen"),
    "ro": ("liber", "retrage"),
    "fi": ("vapaaehtoinen", "perua"),
    "en": ("voluntary", "withdraw"),
}


@pytest.mark.parametrize("file", CONSENTS, ids=lambda file: file.stem)
def test_every_legal_text_says_that_consent_is_free_and_can_be_withdrawn(file: Path) -> None:
    for language, parts in load(file)["languages"].items():
        assert all(word in parts["legal"] for word in FREE[language]), language


def test_the_privacy_notice_has_everything_article_13_asks_for_in_each_language() -> None:
    notice = read("wording", "privacy_notice.v1.json")
    assert set(notice["languages"]) == FIVE
    for parts in notice["languages"].values():
        assert [section["code"] for section in parts["sections"]] == [
            "controller", "purposes", "grounds", "recipients", "transfers", "retention", "rights",
            "withdrawal", "complaint", "automated",
        ]  # fmt: skip
        assert all(section["heading"] and section["text"] for section in parts["sections"])
        used = set(FIELD.findall(" ".join(texts(parts))))
        assert used == set(notice["fields"])
        by_code = {section["code"]: section["text"] for section in parts["sections"]}
        assert "WhatsApp Ireland Limited" in by_code["recipients"]
        assert "{address}" in by_code["controller"] and "STOP" in by_code["withdrawal"]
        assert "2016/679" in by_code["grounds"]


def test_the_answers_fit_the_platform_and_offer_the_same_buttons_everywhere() -> None:
    answers = {each["code"]: each for each in read("wording", "answers.v1.json")["answers"]}
    automatic = {kind for kind in MessageKind if kind.endswith("_answer")} | {"are_you_sure"}
    assert automatic <= set(answers)
    for answer in answers.values():
        assert set(answer["texts"]) == FIVE
        assert len({tuple(FIELD.findall(text)) for text in answer["texts"].values()}) == 1
        assert all(len(text) <= 1024 for text in answer["texts"].values())
        assert len(answer["buttons"]) <= 3
        for button in answer["buttons"]:
            assert button["verb"] in VERBS
            assert set(button["titles"]) == FIVE
            assert all(0 < len(title) <= 20 for title in button["titles"].values())


def test_the_answer_to_stop_offers_the_reminders_and_names_the_way_back() -> None:
    (answer,) = (
        each
        for each in read("wording", "answers.v1.json")["answers"]
        if each["code"] == "opt_out_answer"
    )
    assert [button["verb"] for button in answer["buttons"]] == ["keep_reminders", "nothing"]
    lists = keyword_lists(read("keywords.json")["languages"])
    for language, text in answer["texts"].items():
        assert "START" in text
        assert understand("START", lists, language).meaning is WordClass.OPT_IN


# ------------------------------------------------------------------------------ templates


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.stem)
def test_a_template_obeys_the_rules_of_the_platform(file: Path) -> None:
    template = load(file)
    assert file.stem == template["name"] and re.fullmatch(r"[a-z0-9_]{1,512}", file.stem)
    assert set(template["languages"]) == FIVE
    assert {definition.language for definition in load_definitions(file.read_bytes())} == FIVE
    for parts in template["languages"].values():
        body = parts["body"]
        assert len(body) <= 1024 and "\n" not in body
        assert len(parts["footer"] or "") <= 60 and not VARIABLE.search(parts["footer"] or "")
        assert re.match(r"\w", body) and re.search(r"\w\W*$", VARIABLE.sub("|", body))
        # A full stop behind the last variable still counts as "last" for some reviewers.
        assert not re.search(r"\}\}\W*$", body)
        assert not re.search(r"\}\}\W*\{\{", body), "two variables need words between them"
        assert len(parts["buttons"]) == len(template["button_verbs"]) <= 3
        assert all(0 < len(label) <= 20 for label in parts["buttons"])
        assert len(set(parts["buttons"])) == len(parts["buttons"])
        assert set(VARIABLE.findall(body)) == set(parts["examples"])
        assert len(body) / (1 + len(VARIABLE.findall(body))) > 20, "too many variables for it"


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.stem)
def test_a_template_belongs_to_a_kind_and_names_the_client_and_the_salon(file: Path) -> None:
    template = load(file)
    purpose = purpose_of(MessageKind(template["kind"]))
    category = {MessagePurpose.SERVICE: "UTILITY", MessagePurpose.OFFERS: "MARKETING"}[purpose]
    assert template["category"] == category
    assert set(template["button_verbs"]) <= VERBS
    for parts in template["languages"].values():
        assert {"first_name", "salon"} <= set(parts["examples"])
        assert not set(parts["examples"]) & {"service", "treatment", "last_name"}
    if category == "UTILITY":
        assert 30 <= template["ttl_seconds"] <= 43_200
    else:
        assert "ttl_seconds" not in template, "the platform ignores it on this endpoint"


def test_one_kind_of_message_has_one_template() -> None:
    kinds = [load(file)["kind"] for file in TEMPLATES]
    assert len(set(kinds)) == len(kinds)
    assert {"reminder_1", "reminder_2", "booking_confirmation"} <= set(kinds)


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: file.stem)
def test_the_way_out_a_template_names_is_understood(file: Path) -> None:
    template, lists = load(file), keyword_lists(read("keywords.json")["languages"])
    wanted = (
        WordClass.OPT_OUT_ALL if template["category"] == "UTILITY" else WordClass.OPT_OUT_OFFERS
    )
    for language, parts in template["languages"].items():
        words = re.search(r"STOP( [A-Z]+)?", parts["footer"])
        assert words is not None
        assert understand(words[0], lists, language).meaning is wanted
        if "no_offers" in template["button_verbs"]:
            label = parts["buttons"][template["button_verbs"].index("no_offers")]
            assert understand(label, lists, language).meaning is WordClass.OPT_OUT_OFFERS


def test_no_reminder_tells_what_is_done_to_the_client() -> None:
    services = read("catalogue", "services.json")["services"]
    for file in TEMPLATES:
        if load(file)["category"] == "UTILITY":
            for language, parts in load(file)["languages"].items():
                names = {each["names"][language].casefold() for each in services}
                assert not any(name in parts["body"].casefold() for name in names)
