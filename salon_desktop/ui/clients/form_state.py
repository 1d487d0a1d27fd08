"""What the client form knows without a widget: what was typed, what changed, where it is wrong."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from salon_desktop.application.commands.add_client import AddClient
from salon_desktop.application.commands.edit_client import EditClient, Keep, NumberWish
from salon_desktop.application.queries.client_card import CardNumber, ClientCard
from salon_desktop.application.queries.lookalikes import Draft
from salon_desktop.domain.clients.birthdays import BirthDateImpossible
from salon_desktop.domain.clients.client import ClientNameless, EmailNotUnderstood
from salon_desktop.domain.clients.names import TextRefused, full_name
from salon_desktop.domain.clients.written_dates import read_date
from salon_desktop.domain.phone import PhoneNotUnderstood

FIRST, LAST, EMAIL, BIRTH, ALERT, NOTE = (
    "first_name",
    "last_name",
    "email",
    "birth_date",
    "alert",
    "note",
)
NUMBER, OTHER_NUMBER = "number", "other_number"
NUMBERS = (NUMBER, OTHER_NUMBER)


class BirthDateUnread(Exception):
    """What stands in the field is no date."""


@dataclass(frozen=True, slots=True)
class Typed:
    """The form as it is filled in; texts as typed."""

    first_name: str = field(default="", repr=False)
    last_name: str = field(default="", repr=False)
    number: str = field(default="", repr=False)
    other_number: str = field(default="", repr=False)
    language: str = ""
    email: str = field(default="", repr=False)
    birth_date: str = field(default="", repr=False)
    alert: str = field(default="", repr=False)
    note: str = field(default="", repr=False)

    @property
    def numbers(self) -> tuple[str, str]:
        """Both numbers, the one for messages first; perhaps empty."""
        return self.number, self.other_number


class ClientForm:
    """A new card, or a change of ``card``; ``numbers`` are those it has now, at most two."""

    def __init__(
        self,
        today: date,
        card: ClientCard | None = None,
        numbers: tuple[CardNumber, ...] = (),
        *,
        key: str | None = None,
    ) -> None:
        self._today, self.card = today, card
        self._numbers = numbers[: len(NUMBERS)]
        self._key = key
        self.unread: frozenset[int] = frozenset()

    def start(self, written_date: str, shown: Mapping[int, str]) -> Typed:
        """Return what stands in the fields at first.

        ``written_date`` is the birth date in the language's form, ``shown`` numbers by their id.
        """
        card = self.card
        if card is None:
            return Typed()
        texts = [shown[number.id] for number in self._numbers] + ["", ""]
        return Typed(
            first_name=card.first_name,
            last_name=card.last_name,
            number=texts[0],
            other_number=texts[1],
            language=card.language,
            email=card.email or "",
            birth_date=written_date,
            alert=card.alert,
            note=card.note,
        )

    def draft(self, typed: Typed) -> Draft:
        """Return what is looked for while typing."""
        return Draft(
            name=full_name(typed.first_name.strip(), typed.last_name.strip()),
            numbers=typed.numbers,
            birth_date=read_date(typed.birth_date, month_first=False, today=self._today),
            but=None if self.card is None else self.card.id,
        )

    def addition(self, typed: Typed) -> AddClient:
        """Return the wish for a new card; raises BirthDateUnread."""
        return AddClient(
            first_name=typed.first_name,
            last_name=typed.last_name,
            numbers=tuple(number for number in typed.numbers if number.strip()),
            language=typed.language or None,
            email=typed.email.strip() or None,
            birth_date=self._birth_date(typed),
            note=typed.note,
            alert=typed.alert,
            key=self._key,
        )

    def change(self, typed: Typed, at_first: Typed) -> EditClient:
        """Return the wish that changes what is not as it was at first; raises BirthDateUnread."""
        if self.card is None:
            raise ValueError("a new card is added, not changed")

        def kept(name: str) -> bool:
            return bool(getattr(typed, name) == getattr(at_first, name))

        return EditClient(
            client_id=self.card.id,
            first_name=Keep.KEEP if kept(FIRST) else typed.first_name,
            last_name=Keep.KEEP if kept(LAST) else typed.last_name,
            language=Keep.KEEP if kept("language") else typed.language,
            email=Keep.KEEP if kept(EMAIL) else typed.email.strip(),
            birth_date=Keep.KEEP if kept(BIRTH) else self._birth_date(typed),
            note=Keep.KEEP if kept(NOTE) else typed.note,
            alert=Keep.KEEP if kept(ALERT) else typed.alert,
            numbers=self._number_wishes(typed, at_first),
        )

    def fields_of(self, problem: Exception, typed: Typed) -> tuple[str, ...]:
        """Return the fields beside which a problem is told; none where it belongs to no field."""
        match problem:
            case BirthDateUnread() | BirthDateImpossible():
                return (BIRTH,)
            case ClientNameless():
                return (FIRST,)
            case EmailNotUnderstood():
                return (EMAIL,)
            case TextRefused(facts=facts):
                name = facts.get("field")
                return (str(name),) if name in (FIRST, LAST, EMAIL, ALERT, NOTE) else ()
            case PhoneNotUnderstood():
                filled = [place for place, text in enumerate(typed.numbers) if text.strip()]
                wrong = [place for place in filled if place in self.unread]
                return tuple(NUMBERS[place] for place in wrong or filled)
            case _:
                return ()

    def _birth_date(self, typed: Typed) -> date | None:
        if not typed.birth_date.strip():
            return None
        born = read_date(typed.birth_date, month_first=False, today=self._today)
        if born is None:
            raise BirthDateUnread
        return born

    def _number_wishes(self, typed: Typed, at_first: Typed) -> tuple[NumberWish, ...]:
        wishes: list[NumberWish] = []
        for place, (now, before) in enumerate(zip(typed.numbers, at_first.numbers, strict=True)):
            if now.strip() == before.strip():
                continue
            old = self._numbers[place].id if place < len(self._numbers) else None
            if now.strip() or old is not None:
                wishes.append(NumberWish(typed=now.strip() or None, instead_of=old))
        return tuple(wishes)
