"""Understanding phone numbers through the world's numbering plans."""

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumberFormat, PhoneNumberType

from salon_desktop.domain.phone import PhoneKind, PhoneNotUnderstood, PhoneNumber

KINDS = {
    PhoneNumberType.MOBILE: PhoneKind.MOBILE,
    PhoneNumberType.FIXED_LINE: PhoneKind.LANDLINE,
    PhoneNumberType.FIXED_LINE_OR_MOBILE: PhoneKind.EITHER,
}
LONGEST = 64
SHORT_MOBILE = "short_mobile"
UNUSUAL = "unusual"
ITALIAN_MOBILE_DIGITS = 10


class NumberingPlans:
    """The port's shape over the phonenumbers library."""

    def parse(self, text: str, region: str) -> PhoneNumber:
        """Return the number as the salon's country reads it.

        Raises PhoneNotUnderstood with a reason: ``empty``, ``too_long``, ``not_a_number``,
        ``impossible``.
        """
        typed = text.strip()
        if not typed:
            raise PhoneNotUnderstood(reason="empty", region=region)
        if len(typed) > LONGEST:
            raise PhoneNotUnderstood(reason="too_long", region=region)
        try:
            number = phonenumbers.parse(_with_plus(typed), region)
        except NumberParseException as no:
            raise PhoneNotUnderstood(reason="not_a_number", region=region) from no
        if number.extension or not phonenumbers.is_possible_number(number):
            raise PhoneNotUnderstood(reason="impossible", region=region)
        return PhoneNumber(
            as_typed=typed,
            e164=phonenumbers.format_number(number, PhoneNumberFormat.E164),
            region=phonenumbers.region_code_for_number(number) or "",
            kind=_kind(number),
            warning=_warning(number),
        )


def _with_plus(typed: str) -> str:
    """Read the international prefix 00 as +, whatever the region's own prefix is."""
    digits = typed.lstrip("( ")
    return "+" + digits[2:] if digits.startswith("00") else typed


def _kind(number: phonenumbers.PhoneNumber) -> PhoneKind:
    if not phonenumbers.is_valid_number(number):
        return PhoneKind.MOBILE if _is_italian_mobile(number) else PhoneKind.UNKNOWN
    return KINDS.get(phonenumbers.number_type(number), PhoneKind.OTHER)


def _warning(number: phonenumbers.PhoneNumber) -> str | None:
    """Name what is odd: Italian mobiles have nine or ten digits, and nine are worth a look."""
    if _is_italian_mobile(number) and len(str(number.national_number)) < ITALIAN_MOBILE_DIGITS:
        return SHORT_MOBILE
    return None if phonenumbers.is_valid_number(number) else UNUSUAL


def _is_italian_mobile(number: phonenumbers.PhoneNumber) -> bool:
    return number.country_code == 39 and str(number.national_number).startswith("3")
