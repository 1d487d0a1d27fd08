"""Answers given aloud or on paper, without a widget: what may be recorded, and as what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from salon_desktop.application.commands.record_consent import Answer, RecordConsent
from salon_desktop.application.queries.consent_status import ClientConsent
from salon_desktop.application.queries.consent_texts import ConsentTexts
from salon_desktop.domain.clients.birthdays import age_on
from salon_desktop.domain.consent.events import MESSAGING_PURPOSES, EventKind, Method, Purpose
from salon_desktop.domain.consent.fold import ConsentState
from salon_desktop.domain.consent.minors import age_of_consent
from salon_desktop.domain.wall_clock import to_utc_or_next

NOON = 12 * 60


class Way(StrEnum):
    """How the answer came."""

    SPOKEN = "spoken"
    PAPER = "paper"


METHODS = {Way.SPOKEN: Method.SPOKEN, Way.PAPER: Method.PAPER_FORM}


class FormNumberMissing(Exception):
    """A paper form is found again by its number only."""


class NothingAnswered(Exception):
    """No question was answered."""


class SignedLater(Exception):
    """The form would have been signed in the future."""


class GuardianNotNamed(Exception):
    """Who answers for a child is not chosen, or not said what she is to the child."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What somebody noted: the way, the language in which it was put, the answers.

    ``number`` and ``signed_on`` belong to a paper form, ``guardian_id`` and ``relation`` to a
    client who is too young to decide alone (``for_child``).
    """

    way: Way
    language: str
    answers: Mapping[Purpose, EventKind]
    number: str = field(default="", repr=False)
    signed_on: date | None = None
    for_child: bool = False
    guardian_id: int | None = None
    relation: str = field(default="", repr=False)


def spoken_wish(texts: ConsentTexts, given: Given, now: datetime, zone: ZoneInfo) -> RecordConsent:
    """Return what is to be recorded.

    A form of an earlier day counts from noon of that day, so that a STOP of the same day wins.
    Raises NothingAnswered, FormNumberMissing, SignedLater or GuardianNotNamed.
    """
    if not given.answers:
        raise NothingAnswered
    number = given.number.strip()
    paper = given.way is Way.PAPER
    if given.for_child and (given.guardian_id is None or not given.relation.strip()):
        raise GuardianNotNamed
    if paper and not number:
        raise FormNumberMissing
    return RecordConsent(
        client_id=texts.client_id,
        answers=tuple(
            Answer(
                purpose=purpose,
                kind=kind,
                method=METHODS[given.way],
                wording_language=given.language,
                wording_version=texts.asked[purpose, given.language].version,
                evidence_ref=number if paper else "",
                address=texts.number if purpose in MESSAGING_PURPOSES else None,
                happened_at=_happened_at(given, now, zone) if paper else None,
                guardian_id=given.guardian_id if given.for_child else None,
                guardian_relation=given.relation.strip() if given.for_child else "",
            )
            for purpose, kind in given.answers.items()
        ),
    )


def is_child(texts: ConsentTexts, country: str, today: date) -> bool:
    """Tell whether somebody else has to answer (docs/rules.md, minors)."""
    born = texts.birth_date
    return born is not None and age_on(born, today) < age_of_consent(country)


def questions_of(
    texts: ConsentTexts, language: str, *, for_child: bool = False
) -> tuple[Purpose, ...]:
    """Return what may be asked aloud or on paper: all that has a text and a place to count.

    Of a child the guardian's own consent is asked too, and offers never.
    """
    left_out = Purpose.OFFERS if for_child else Purpose.GUARDIAN
    return tuple(
        purpose
        for purpose in Purpose
        if purpose is not left_out
        and (purpose, language) in texts.asked
        and (texts.number or purpose not in MESSAGING_PURPOSES)
    )


def withdrawable(consent: ClientConsent) -> tuple[Purpose, ...]:
    """Return what can be withdrawn: messages in any case, the rest where a yes stands."""
    granted = {line.purpose for line in consent.lines if line.state is ConsentState.GRANTED}
    return tuple(
        purpose for purpose in Purpose if purpose in MESSAGING_PURPOSES or purpose in granted
    )


def withdrawal_wish(client_id: int, purposes: Sequence[Purpose], said: str) -> RecordConsent:
    """Return the withdrawals; ``said`` is how she said it, in her words or "by phone"."""
    return RecordConsent(
        client_id=client_id,
        answers=tuple(
            Answer(
                purpose=purpose,
                kind=EventKind.WITHDRAWN,
                method=Method.DESK,
                withdrawn_via=said.strip(),
            )
            for purpose in purposes
        ),
    )


def _happened_at(given: Given, now: datetime, zone: ZoneInfo) -> datetime | None:
    today = now.astimezone(zone).date()
    if given.signed_on is None or given.signed_on == today:
        return None
    if given.signed_on > today:
        raise SignedLater
    return to_utc_or_next(given.signed_on, NOON, zone)
