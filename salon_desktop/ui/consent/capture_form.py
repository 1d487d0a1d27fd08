"""What the turned screen knows without a widget: answers, what is missing, what is recorded.

Nothing is chosen beforehand, and a "no" to everything is as complete an answer as a "yes".
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from salon_desktop.application.commands.record_consent import Answer, Evidence, RecordConsent
from salon_desktop.application.queries.consent_status import ClientConsent
from salon_desktop.application.queries.consent_texts import AskedText, ConsentTexts
from salon_desktop.domain.clients.birthdays import age_on
from salon_desktop.domain.consent.events import MESSAGING_PURPOSES, EventKind, Method, Purpose
from salon_desktop.domain.consent.fold import ConsentState
from salon_desktop.domain.consent.minors import FULL_AGE, age_of_consent
from salon_desktop.ui.consent.strokes import MEDIA_TYPE

SIGNATURE = "signature"
ANSWERS = (EventKind.GRANTED, EventKind.REFUSED, EventKind.NOT_NOW)


@dataclass(frozen=True, slots=True)
class Missing:
    """Why the answers cannot be confirmed yet: questions by number (from 1), or the signature."""

    questions: tuple[int, ...] = ()
    signature: bool = False

    def __bool__(self) -> bool:
        return bool(self.questions) or self.signature


@dataclass(frozen=True, slots=True)
class Audience:
    """Who may answer: below the age of consent somebody else does, and nobody offers to minors."""

    may_answer: bool
    purposes: tuple[Purpose, ...]


def audience_of(
    texts: ConsentTexts,
    consent: ClientConsent,
    country: str,
    today: date,
    wanted: Purpose | None = None,
) -> Audience:
    """Return what this client is asked by herself (docs/rules.md, minors).

    What the salon asks and is open; all of it if nothing is open, so that answers can be renewed.
    ``wanted`` is asked in any case. Messages are asked only of somebody who has a number for them,
    offers never of minors.
    """
    age = None if texts.birth_date is None else age_on(texts.birth_date, today)
    asked = texts.questions
    if wanted is not None and wanted not in asked:
        asked = (*asked, wanted)
    possible = [
        purpose
        for purpose in asked
        if (texts.number or purpose not in MESSAGING_PURPOSES)
        and not (purpose is Purpose.OFFERS and age is not None and age < FULL_AGE)
    ]
    open_ = [one for one in possible if one is wanted or _is_open(texts, consent, one)]
    return Audience(
        may_answer=age is None or age >= age_of_consent(country),
        purposes=tuple(open_ or possible),
    )


def _is_open(texts: ConsentTexts, consent: ClientConsent, purpose: Purpose) -> bool:
    """Tell whether there is no answer yet at the number her messages go to."""
    where = texts.number if purpose in MESSAGING_PURPOSES else ""
    lines = [line for line in consent.of(purpose) if line.address == where]
    return all(line.may_be_asked or line.state is ConsentState.ASKED for line in lines)


class CaptureForm:
    """The answers of one client to the questions of one turn of the screen."""

    def __init__(self, texts: ConsentTexts, purposes: Sequence[Purpose], fallback: str) -> None:
        self._texts = texts
        self.purposes = tuple(purposes)
        self.languages = texts.languages(self.purposes)
        wanted = (texts.language, fallback, *self.languages)
        self.language = next((one for one in wanted if one in self.languages), fallback)
        self._answers: dict[Purpose, EventKind] = {}
        self._by_phone: set[Purpose] = set()
        self.signed = False

    @property
    def client_id(self) -> int:
        """Whose answers these are."""
        return self._texts.client_id

    @property
    def answers(self) -> Mapping[Purpose, EventKind]:
        """What was chosen so far."""
        return dict(self._answers)

    @property
    def came_by_phone(self) -> frozenset[Purpose]:
        """What she answered from her own telephone meanwhile; it is recorded already."""
        return frozenset(self._by_phone)

    def text(self, purpose: Purpose) -> AskedText:
        """The question in the language shown now."""
        return self._texts.asked[purpose, self.language]

    def answer(self, purpose: Purpose, kind: EventKind) -> None:
        """She chose; choosing again replaces."""
        if kind not in ANSWERS or purpose not in self.purposes:
            raise ValueError("no such answer to this question")
        self._answers[purpose] = kind

    def settle_by_phone(self, purpose: Purpose) -> None:
        """Her own message arrived, the strongest proof: the question needs no answer here."""
        self._by_phone.add(purpose)
        self._answers.pop(purpose, None)

    @property
    def needs_signature(self) -> bool:
        """Whether there is a yes that must be proved by a signature."""
        return EventKind.GRANTED in self._answers.values()

    def missing(self) -> Missing:
        """What still keeps the answers from being confirmed."""
        open_ = tuple(
            number
            for number, purpose in enumerate(self.purposes, start=1)
            if purpose not in self._answers and purpose not in self._by_phone
        )
        return Missing(
            questions=open_, signature=not open_ and self.needs_signature and not self.signed
        )

    def wish(self, signature: bytes) -> RecordConsent:
        """Return what is to be recorded; the signature proves each yes.

        The wording's language and version are those on the screen at this moment. Raises
        ValueError while something is missing.
        """
        if self.missing():
            raise ValueError("not every question is answered")
        proof = Evidence(kind=SIGNATURE, media_type=MEDIA_TYPE, content=signature)
        return RecordConsent(
            client_id=self.client_id,
            answers=tuple(
                Answer(
                    purpose=purpose,
                    kind=kind,
                    method=Method.SCREEN_SIGNATURE,
                    wording_language=self.language,
                    wording_version=self.text(purpose).version,
                    evidence=proof if kind is EventKind.GRANTED else None,
                    address=self._texts.number if purpose in MESSAGING_PURPOSES else None,
                )
                for purpose, kind in self._answers.items()
            ),
        )
