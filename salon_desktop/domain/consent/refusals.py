"""Why a consent event may not be written: one class and one code for each reason."""

from typing import ClassVar

from salon_desktop.domain.errors import DomainError


class InvalidConsent(DomainError):
    """Base of every reason why a consent event may not be written."""

    code: ClassVar[str] = "consent_invalid"


class WordingMissing(InvalidConsent):
    """Nobody could say later which text she saw."""

    code: ClassVar[str] = "consent_wording_missing"


class EvidenceMissing(InvalidConsent):
    """The proof that this method leaves behind is missing."""

    code: ClassVar[str] = "consent_evidence_missing"


class MethodCannotGrant(InvalidConsent):
    """That way of recording can end a consent but never give one."""

    code: ClassVar[str] = "consent_method_cannot_grant"


class ImportCannotRaise(InvalidConsent):
    """An import may only add withdrawals and unproved claims."""

    code: ClassVar[str] = "consent_import_cannot_raise"


class AddressMissing(InvalidConsent):
    """Consent to messages counts for one address, and none was named."""

    code: ClassVar[str] = "consent_address_missing"


class AddressNotExpected(InvalidConsent):
    """Photos, health notes and guardians are answered at the desk, without an address."""

    code: ClassVar[str] = "consent_address_not_expected"


class WithdrawnViaMissing(InvalidConsent):
    """How she said that she wants no more was not written down."""

    code: ClassVar[str] = "consent_withdrawn_via_missing"


class GuardianIncomplete(InvalidConsent):
    """A guardian and the relation to the minor are known together or not at all."""

    code: ClassVar[str] = "consent_guardian_incomplete"


class HappenedInFuture(InvalidConsent):
    """What is typed at the desk must already have happened."""

    code: ClassVar[str] = "consent_happened_in_future"


class ValidityInPast(InvalidConsent):
    """A consent that ended before it was given is none."""

    code: ClassVar[str] = "consent_validity_in_past"


class NoteTooLong(InvalidConsent):
    """Notes are short, so that they do not become a health record."""

    code: ClassVar[str] = "consent_note_too_long"
