"""Phone numbers as the salon keeps them: as typed and in the international form.

Reading what somebody typed needs the world's numbering plans and stands behind a port; here is
only what follows from a number already understood (docs/rules.md, phone numbers).
"""

import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from salon_desktop.domain.errors import DomainError

_E164 = re.compile(r"\+[1-9][0-9]{6,14}")
_VISIBLE_END = 2
_VISIBLE_START = 3
_TYPED_LIMIT = 64


class PhoneNotUnderstood(DomainError):
    """What was typed is not a phone number; facts: reason (a code), region."""

    code: ClassVar[str] = "phone_not_understood"


class PhoneKind(StrEnum):
    """What the numbering plan says about a number."""

    MOBILE = "mobile"
    LANDLINE = "landline"
    EITHER = "either"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class PhoneNumber:
    """A number that was understood.

    ``e164`` is ``+`` and digits, ``region`` the two-letter country it belongs to (empty if the
    plan does not say), ``warning`` a code such as ``short_mobile`` when it is possible but odd.
    Its printed form hides the number, because values end in logs.
    """

    as_typed: str = field(repr=False)
    e164: str = field(repr=False)
    region: str
    kind: PhoneKind
    warning: str | None = None

    def __post_init__(self) -> None:
        if not _E164.fullmatch(self.e164):
            raise ValueError("not an international phone number")
        if len(self.as_typed) > _TYPED_LIMIT:
            raise ValueError("typed text of a phone number is too long")

    @property
    def may_have_messages(self) -> bool:
        """Tell whether a text message can reach such a number at all."""
        return self.kind is not PhoneKind.LANDLINE


def digits_of(text: str) -> str:
    """Return the decimal digits of ``text`` as ASCII, whatever script they were typed in."""
    return "".join(str(unicodedata.decimal(sign)) for sign in text if sign.isdecimal())


def masked(e164: str) -> str:
    """Return a number that cannot be dialled: its first three signs and the last two digits."""
    hidden = len(e164) - _VISIBLE_START - _VISIBLE_END
    if hidden <= 0:
        return "•" * len(e164)
    return e164[:_VISIBLE_START] + "•" * hidden + e164[-_VISIBLE_END:]


def variants_of(e164: str) -> frozenset[str]:
    """Return the number and the other forms under which the same telephone is written.

    Platforms and address books disagree about the mobile sign of Mexico (1), Argentina (9) and
    Brazil (9), and Italians abroad drop a landline's leading zero. Equal variants only propose
    that two entries belong together.
    """
    found = {e164}
    for prefix, sign, rest in (("+52", "1", 10), ("+54", "9", 10)):
        national = e164.removeprefix(prefix)
        if national != e164:
            if len(national) == rest + 1 and national.startswith(sign):
                found.add(prefix + national[1:])
            if len(national) == rest:
                found.add(prefix + sign + national)
    return frozenset(found | _brazilian(e164) | _italian(e164))


def _brazilian(e164: str) -> set[str]:
    match = re.fullmatch(r"\+55([0-9]{2})(9?)([6-9][0-9]{7})", e164)
    return {f"+55{match[1]}{match[3]}", f"+55{match[1]}9{match[3]}"} if match else set()


def _italian(e164: str) -> set[str]:
    match = re.fullmatch(r"\+39(0?)([1245-9][0-9]{4,9})", e164)
    return {f"+39{match[2]}", f"+390{match[2]}"} if match else set()
