"""The answers of the practice clients: every state the ledger knows, each with its proof."""

from collections.abc import Iterator

from salon_desktop.application.commands.record_consent import Answer, Evidence
from salon_desktop.domain.consent.events import EventKind, Method, Purpose

SIGNATURE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 60">'
    b'<path d="M10 40 C 40 5, 60 55, 90 30 S 150 10, 190 40" fill="none" stroke="black"/></svg>'
)
SERVICE, OFFERS, PHOTOS = Purpose.SERVICE_MESSAGES, Purpose.OFFERS, Purpose.PHOTOS_RECORD


def answers_for(consent: str, language: str) -> Iterator[tuple[Answer, ...]]:
    """Yield the acts at the counter that lead to ``consent`` (a word of the story's data)."""
    kind, _, also_offers = consent.partition("+")
    match kind:
        case "own":
            yield (_own(SERVICE, language, "1"),)
        case "signed" | "stop":
            yield (
                _signed(SERVICE, EventKind.GRANTED, language),
                _signed(PHOTOS, EventKind.GRANTED, language),
            )
        case "spoken":
            yield (
                _spoken(SERVICE, EventKind.GRANTED, language),
                _spoken(OFFERS, EventKind.NOT_NOW, language),
            )
        case "refused":
            yield (_spoken(SERVICE, EventKind.REFUSED, language),)
        case "not_now":
            yield (_spoken(SERVICE, EventKind.NOT_NOW, language),)
        case "expired":
            yield (_spoken(SERVICE, EventKind.ASKED, language),)
        case "imported":
            yield (Answer(purpose=SERVICE, kind=EventKind.IMPORTED, method=Method.IMPORT),)
        case _:
            return
    if also_offers:
        yield (_signed(OFFERS, EventKind.GRANTED, language),)


def _own(purpose: Purpose, language: str, number: str) -> Answer:
    return Answer(
        purpose=purpose,
        kind=EventKind.GRANTED,
        method=Method.OWN_MESSAGE,
        wording_language=language,
        evidence_ref=f"practice:own-message:{number}",
    )


def _signed(purpose: Purpose, kind: EventKind, language: str) -> Answer:
    return Answer(
        purpose=purpose,
        kind=kind,
        method=Method.SCREEN_SIGNATURE,
        wording_language=language,
        evidence=Evidence(kind="signature", media_type="image/svg+xml", content=SIGNATURE),
    )


def _spoken(purpose: Purpose, kind: EventKind, language: str) -> Answer:
    return Answer(purpose=purpose, kind=kind, method=Method.SPOKEN, wording_language=language)
