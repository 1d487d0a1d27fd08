"""From what a phone holds to what its window shows: days, bubbles, people, in words."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats
from salon_desktop.localization.relative_day import relative_day
from salon_desktop.ui.practice_phone.phone_bubbles import (
    PhoneDay,
    PhoneRow,
    ShownBubble,
    ShownTap,
)
from salon_desktop.ui.practice_phone.port import PhoneBubble, PhonePerson

TEXTS = frozenset({"text", "button", "interactive", "template", "reaction"})
PICTURES = frozenset({"image", "sticker", "video"})
ANONYMOUS = "~"


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonRow:
    """One phone in the list of people."""

    number: str
    name: str = field(repr=False)
    line: str = field(repr=False)
    when: str = ""
    unread: int = 0


def phone_rows(
    bubbles: Sequence[PhoneBubble], words: Catalog, formats: Formats, now: datetime
) -> list[PhoneRow]:
    """Return the chat with the days between its bubbles."""
    rows: list[PhoneRow] = []
    today = now.astimezone(formats.zone).date()
    last: date | None = None
    for bubble in bubbles:
        day = bubble.at.astimezone(formats.zone).date()
        if day != last:
            near = abs(day - today) <= timedelta(days=1)
            told = relative_day(words, formats, day, today) if near else formats.sentence_day(day)
            rows.append(PhoneDay(told))
            last = day
        rows.append(_shown(bubble, words, formats))
    return rows


def _shown(bubble: PhoneBubble, words: Catalog, formats: Formats) -> ShownBubble:
    taps = tuple(
        ShownTap(
            index=button.index,
            text=button.text,
            chosen=bubble.tapped == button.text,
            is_open=bubble.tapped is None and button.can_answer,
        )
        for button in bubble.buttons
    )
    time = formats.time(bubble.at)
    text, icon = bubble.text, ""
    if bubble.kind not in TEXTS:
        is_picture = bubble.kind in PICTURES
        icon = "image" if is_picture else "paperclip"
        text = text or (words._("Photo") if is_picture else words._("Attachment"))
    told = [bubble.header, text, bubble.footer, *(tap.text for tap in taps), time]
    return ShownBubble(
        id=bubble.id,
        mine=bubble.mine,
        text=text,
        time=time,
        header=bubble.header,
        footer=bubble.footer,
        icon=icon,
        taps=taps,
        spoken=", ".join(part for part in told if part),
    )


def person_name(person: PhonePerson) -> str:
    """Return the owner's name, or her number where nobody told the name."""
    return person.name if person.name and person.name != ANONYMOUS else person.number


def person_rows(people: Sequence[PhonePerson], formats: Formats, now: datetime) -> list[PersonRow]:
    """Return the people, those with the newest messages first."""
    today = now.astimezone(formats.zone).date()

    def newest(person: PhonePerson) -> tuple[bool, float, str]:
        at = person.last_at
        return at is None, 0.0 if at is None else -at.timestamp(), person_name(person)

    rows = []
    for person in sorted(people, key=newest):
        when = ""
        if person.last_at is not None:
            day = person.last_at.astimezone(formats.zone).date()
            when = formats.time(person.last_at) if day == today else formats.short_day(day)
        rows.append(
            PersonRow(
                number=person.number,
                name=person_name(person),
                line=" ".join(person.last_text.split()) or person.number,
                when=when,
                unread=person.unread,
            )
        )
    return rows
