"""How the platform reads a recipient's phone number and scoped user id."""

import re

from salon_desktop.practice.graph_errors import GraphRefusal

_PUNCTUATION = re.compile(r"[ \-()]")
_DIGITS = re.compile(r"[0-9]{6,15}")
_USER_ID = re.compile(r"[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}")
_COUNTRIES = {
    "39": "IT",
    "40": "RO",
    "49": "DE",
    "358": "FI",
    "44": "GB",
    "33": "FR",
    "34": "ES",
    "43": "AT",
    "41": "CH",
    "1": "US",
}


def recipient_number(written: str, calling_code: str) -> str:
    """``+`` and digits, as the platform understands ``to``.

    Spaces, hyphens and parentheses are dropped. Without a leading ``+`` the calling code of the
    business number is put in front. Raises GraphRefusal 131009 for anything else.
    """
    bare = _PUNCTUATION.sub("", written)
    digits = bare[1:] if bare.startswith("+") else calling_code + bare
    if not _DIGITS.fullmatch(digits):
        raise GraphRefusal(131009, "The recipient phone number is not valid")
    return "+" + digits


def phone_number(written: str) -> str:
    """``+`` and digits of a number given by the person at the practice desk, with or without +.

    Raises ValueError for anything that is not a phone number.
    """
    digits = _PUNCTUATION.sub("", written).removeprefix("+")
    if not _DIGITS.fullmatch(digits):
        raise ValueError("not a phone number")
    return "+" + digits


def wa_id(number: str) -> str:
    """The digits by which webhooks and answers name a number."""
    return number.removeprefix("+")


def country_of(number: str) -> str:
    """Two letters for the country of a number; ZZ where the practice does not know it."""
    digits = wa_id(number)
    for length in (3, 2, 1):
        if digits[:length] in _COUNTRIES:
            return _COUNTRIES[digits[:length]]
    return "ZZ"


def is_user_id(text: str) -> bool:
    """Whether ``text`` has the shape of a scoped user id."""
    return bool(_USER_ID.fullmatch(text))
