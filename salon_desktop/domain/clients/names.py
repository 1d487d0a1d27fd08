"""Text about people: what may be stored, and the folded form under which it is found.

Stored text is NFC without NUL, lone surrogates or control signs; searches compare the folded
form, in which marks, case and typographic signs make no difference (docs/rules.md, names).
"""

import re
import unicodedata
from typing import ClassVar

from salon_desktop.domain.errors import DomainError

# Letters that Unicode does not take apart, but which people type without their stroke.
_FOLDS = str.maketrans(
    {
        "ł": "l",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ħ": "h",
        "ŧ": "t",
        "ı": "i",
        "`": "'",
        "\u00b4": "'",
        "\u02bc": "'",
        "\u2018": "'",
        "\u2019": "'",
        "\u2010": "-",
        "\u2011": "-",
        "\u2013": "-",
        "\u2014": "-",
    }
)
_UNSEEN = frozenset({"Mn", "Me", "Cf", "Cs"})
_LINE_SIGNS = frozenset("\n\t")
_BREAKS = re.compile(r"\r\n?|[\u2028\u2029\x85]")
# Normalising can shorten a text by half at most per letter with two marks; beyond that it is long.
_LONGEST_DECOMPOSED = 4


class TextRefused(DomainError):
    """A text cannot be stored; facts: field, reason (nul, surrogate, control, too_long), limit."""

    code: ClassVar[str] = "text_refused"


def check_text(text: str, field: str, max_len: int) -> str:
    """Return text as it is stored: NFC, plain line ends, no blanks around it.

    ``field`` names the field in the refusal. Raises TextRefused; the text itself is not in it.
    """
    if len(text) > max_len * _LONGEST_DECOMPOSED:
        raise TextRefused(field=field, reason="too_long", limit=max_len)
    _check_signs(text, field)
    stored = unicodedata.normalize("NFC", _BREAKS.sub("\n", text)).strip()
    if len(stored) > max_len:
        raise TextRefused(field=field, reason="too_long", limit=max_len)
    return stored


def check_line(text: str, field: str, max_len: int) -> str:
    """Return text of one line as it is stored: as check_text, with single blanks inside."""
    if len(text) > max_len * _LONGEST_DECOMPOSED:
        raise TextRefused(field=field, reason="too_long", limit=max_len)
    return check_text(" ".join(text.split()), field, max_len)


def folded(text: str) -> str:
    """Return the form under which text is searched: no marks, no case, single blanks."""
    text = unicodedata.normalize("NFKD", text).casefold().translate(_FOLDS)
    plain = "".join(sign for sign in text if unicodedata.category(sign) not in _UNSEEN)
    return " ".join(plain.replace("\0", " ").split())


def full_name(first_name: str, last_name: str) -> str:
    """Return both names with one blank between, or the one that is there."""
    return f"{first_name} {last_name}".strip()


def initials(first_name: str, last_name: str) -> str:
    """Return the first letters of both names in capitals, for a round badge; perhaps none."""
    firsts = (next((s for s in name if s.isalpha()), "") for name in (first_name, last_name))
    return "".join(firsts).upper()


def _check_signs(text: str, field: str) -> None:
    for sign in text:
        category = unicodedata.category(sign)
        if sign == "\0":
            raise TextRefused(field=field, reason="nul")
        if category == "Cs":
            raise TextRefused(field=field, reason="surrogate")
        if category == "Cc" and sign not in _LINE_SIGNS and not _BREAKS.match(sign):
            raise TextRefused(field=field, reason="control")
