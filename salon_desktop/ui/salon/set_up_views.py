"""What the read-only pages of the salon section show, as rows in words; no widget here."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from salon_desktop.application.explaining.people_words import role_words
from salon_desktop.application.queries.salon_overview import (
    Colleague,
    PricedService,
    PublishedWording,
    SalonHours,
    Unit,
)
from salon_desktop.domain.agenda.services import MinorRule
from salon_desktop.domain.wall_clock import MinuteSpan
from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats
from salon_desktop.ui.salon.wording import capital, part_words


def spans_words(spans: Sequence[MinuteSpan], words: Catalog, formats: Formats) -> str:
    """Return the hours of a day as people write them."""
    if not spans:
        return words.p_("opening hours of a day", "closed")
    return formats.listing([formats.time_span(span.start, span.end) for span in spans])


def week_rows(
    hours: SalonHours, words: Catalog, formats: Formats
) -> list[tuple[str, str, bool, str]]:
    """Return (weekday, hours, whether open, how long) from Monday on."""
    return [
        (
            name,
            spans_words(spans, words, formats),
            bool(spans),
            formats.duration(sum(span.end - span.start for span in spans)) if spans else "",
        )
        for name, spans in zip(formats.weekday_names(), hours.week.days, strict=True)
    ]


def exception_rows(
    hours: SalonHours, words: Catalog, formats: Formats
) -> list[tuple[str, str, bool, str]]:
    """Return (day, hours, whether open, why) of the days that are not as usual."""
    return [
        (
            formats.day(one.day),
            spans_words(one.spans, words, formats),
            bool(one.spans),
            one.label,
        )
        for one in hours.exceptions
    ]


def done_words(person: Colleague, offered: int, words: Catalog) -> str:
    """Return how many treatments somebody does."""
    if person.services is None:
        return words.p_("treatments of a person", "no column of her own")
    if person.services >= offered:
        return words.p_("treatments of a person", "all")
    text = words._("{count} of {all}")
    return text.format(count=person.services, all=offered)


def role_of(person: Colleague, words: Catalog) -> str:
    """Return the name of somebody's role."""
    return capital(role_words(person.role, words))


def also_words(unit: Unit, words: Catalog, formats: Formats) -> str:
    """Return what else a room or device serves as."""
    return formats.listing(list(unit.also)) if unit.also else ""


def minutes_words(minutes: int, formats: Formats) -> str:
    """Return a length of time; nothing for none."""
    return formats.duration(minutes) if minutes else ""


def conditions_words(service: PricedService, words: Catalog, formats: Formats) -> str:
    """Return what a treatment asks for before it."""
    asked = []
    if service.patch_test:
        asked.append(words.p_("condition of a treatment", "patch test"))
    if service.health_form:
        asked.append(words.p_("condition of a treatment", "health form"))
    if service.consent_form:
        asked.append(words.p_("condition of a treatment", "consent form"))
    if service.minors == MinorRule.NEVER:
        asked.append(words.p_("condition of a treatment", "adults only"))
    elif service.minors == MinorRule.WITH_GUARDIAN:
        asked.append(words.p_("condition of a treatment", "guardian for minors"))
    if service.is_add_on:
        asked.append(words.p_("condition of a treatment", "only with another one"))
    return formats.listing(asked) if asked else ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A piece of a wording: a heading in words and its text."""

    heading: str
    text: str


def paragraphs_of(wording: PublishedWording, salon: str, words: Catalog) -> list[Paragraph]:
    """Return a wording as people read it, the salon's name filled in.

    A text that is not the JSON of this version is shown as it stands.
    """
    try:
        content = json.loads(wording.text)
    except ValueError:
        return [Paragraph("", wording.text)]
    if not isinstance(content, dict):
        return [Paragraph("", wording.text)]
    found = [*_parts(content, words), *_sections(content)]
    filled = [
        Paragraph(one.heading, one.text.replace("{salon}", salon)) for one in found if one.text
    ]
    return filled or [Paragraph("", wording.text)]


_PARTS = ("question", "explanation", "legal", "spoken", "own_message", "short", "text")


def _parts(content: dict[str, object], words: Catalog) -> list[Paragraph]:
    found = []
    title = content.get("title")
    if isinstance(title, str):
        found.append(Paragraph("", title))
    for part in _PARTS:
        text = content.get(part)
        if isinstance(text, str):
            found.append(Paragraph(part_words(part, words), text))
    buttons = content.get("buttons")
    if isinstance(buttons, list):
        titles = [str(one.get("title", "")) for one in buttons if isinstance(one, dict)]
        if titles:
            found.append(Paragraph(part_words("buttons", words), " · ".join(titles)))
    return found


def _sections(content: dict[str, object]) -> list[Paragraph]:
    sections = content.get("sections")
    if not isinstance(sections, list):
        return []
    return [
        Paragraph(str(one.get("heading", "")), str(one.get("text", "")))
        for one in sections
        if isinstance(one, dict)
    ]
