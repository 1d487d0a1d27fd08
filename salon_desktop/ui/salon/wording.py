"""Words the salon section needs besides those every screen shares."""

from salon_desktop.application.explaining.consent_words import purpose_words
from salon_desktop.localization.catalog import Catalog

CATEGORY_MARKS = {"makeup": "face", "tan": "body"}
"""Categories without a colour of their own take a neighbour's, as in the agenda."""

MARKS = frozenset({"face", "lash", "wax", "laser", "hand", "foot", "body"})


def capital(text: str) -> str:
    """Return a word or two as they stand at the head of a row."""
    return text[:1].upper() + text[1:]


def category_words(category: str, words: Catalog) -> str:
    """Return the name of a category of treatments; one the salon made is its own name."""
    match category:
        case "face":
            return words.p_("category of treatments", "Face")
        case "lash":
            return words.p_("category of treatments", "Lashes and brows")
        case "wax":
            return words.p_("category of treatments", "Waxing")
        case "laser":
            return words.p_("category of treatments", "Laser and pulsed light")
        case "hand":
            return words.p_("category of treatments", "Hands")
        case "foot":
            return words.p_("category of treatments", "Feet")
        case "body":
            return words.p_("category of treatments", "Body")
        case "tan":
            return words.p_("category of treatments", "Tanning")
        case "makeup":
            return words.p_("category of treatments", "Make-up")
        case _:
            return category


def category_mark(category: str) -> str:
    """Return whose colour stands for the category."""
    mark = CATEGORY_MARKS.get(category, category)
    return mark if mark in MARKS else "done"


def wording_words(kind: str, words: Catalog) -> str:
    """Return what a text people are shown is about; an unknown kind is its own name."""
    if kind == "privacy_notice":
        return words.p_("kind of wording", "privacy notice")
    if kind == "guardian":
        return words.p_("kind of wording", "consent of a guardian")
    return purpose_words(kind, words) or _answer_words(kind, words) or kind


KINDS_FIRST = (
    "service_messages",
    "offers",
    "photos_record",
    "photos_publish",
    "health_notes",
    "guardian",
    "privacy_notice",
)
"""What clients are asked and told stands before the automatic answers."""


def wording_order(kind: str) -> tuple[int, str]:
    """Return where a kind of wording stands in the list."""
    place = KINDS_FIRST.index(kind) if kind in KINDS_FIRST else len(KINDS_FIRST)
    return place, kind


def _answer_words(kind: str, words: Catalog) -> str:
    match kind:
        case "opt_out_answer":
            return words.p_("kind of wording", "answer to STOP")
        case "reminders_kept_answer":
            return words.p_("kind of wording", "answer: reminders go on")
        case "offers_stopped_answer":
            return words.p_("kind of wording", "answer: no more offers")
        case "are_you_sure":
            return words.p_("kind of wording", "question whether offers are wanted")
        case "offers_granted_answer":
            return words.p_("kind of wording", "answer: offers will come")
        case "offers_declined_answer":
            return words.p_("kind of wording", "answer: no offers will come")
        case "reminders_granted_answer":
            return words.p_("kind of wording", "answer: reminders will come")
        case "appointment_confirmed_answer":
            return words.p_("kind of wording", "answer to a confirmation")
        case "appointment_move_answer":
            return words.p_("kind of wording", "answer to a wish to move")
        case "appointment_cancel_received_answer":
            return words.p_("kind of wording", "answer to a wish to cancel")
        case "appointment_cancelled_answer":
            return words.p_("kind of wording", "answer: the appointment is cancelled")
        case _:
            return ""


def part_words(part: str, words: Catalog) -> str:
    """Return what a part of a consent text is for; "" for a part of a newer version."""
    match part:
        case "question":
            return words.p_("part of a consent text", "The question")
        case "explanation":
            return words.p_("part of a consent text", "Explanation below it")
        case "legal":
            return words.p_("part of a consent text", "What the client agrees to")
        case "spoken":
            return words.p_("part of a consent text", "What is read out")
        case "own_message":
            return words.p_("part of a consent text", "The message behind the QR code")
        case "short":
            return words.p_("part of a consent text", "In short")
        case "text":
            return words.p_("part of a consent text", "The message")
        case "buttons":
            return words.p_("part of a consent text", "Its buttons")
        case _:
            return ""
