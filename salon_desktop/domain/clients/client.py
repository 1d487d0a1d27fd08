"""The client: names, language, ways to reach her, and the numbers she had over time.

Printed forms hide what is personal, because values end in logs.
"""

import re
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from salon_desktop.domain.clients.names import check_line, check_text, folded, full_name
from salon_desktop.domain.errors import DomainError
from salon_desktop.domain.phone import PhoneNumber

NAME_LENGTH = 120
LINE_LENGTH = 300
NOTE_LENGTH = 4000
PLATFORM_RETRY_DAYS = 90

_EMAIL = re.compile(r"[^\s@<>,;\"]+@[^\s@<>,;\"]+\.[^\s@<>,;\".]+")
_LANGUAGE = re.compile(r"[a-z]{2,3}")


class ClientNameless(DomainError):
    """A client has at least one name."""

    code: ClassVar[str] = "client_nameless"


class EmailNotUnderstood(DomainError):
    """What was typed is not an e-mail address."""

    code: ClassVar[str] = "email_not_understood"


class OnPlatform(StrEnum):
    """Whether a number is known to have the messaging platform."""

    UNKNOWN = "unknown"
    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClientPhone:
    """A number of a client, from ``valid_from`` to the last day ``valid_to`` (None: open).

    ``user_id`` is the platform's own id for the person, which outlives the number;
    ``checked_at`` the aware instant at which ``on_platform`` was learnt.
    """

    id: int | None = None
    number: PhoneNumber
    valid_from: date | None = None
    valid_to: date | None = None
    on_platform: OnPlatform = OnPlatform.UNKNOWN
    user_id: str | None = field(default=None, repr=False)
    checked_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.checked_at is not None and self.checked_at.tzinfo is None:
            raise ValueError("a number is checked at an aware instant")

    def is_valid_on(self, day: date) -> bool:
        """Tell whether it was the client's number on that day."""
        begun = self.valid_from is None or self.valid_from <= day
        return begun and (self.valid_to is None or day <= self.valid_to)

    def may_be_tried(self, now: datetime) -> bool:
        """Tell whether the platform may be asked: not within 90 days of its "not here"."""
        if self.on_platform is not OnPlatform.NO or self.checked_at is None:
            return True
        return now >= self.checked_at + timedelta(days=PLATFORM_RETRY_DAYS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Client:
    """A person in the client book; texts are put into their stored form when it is made.

    Raises TextRefused, ClientNameless or EmailNotUnderstood.
    """

    id: int | None = None
    key: str
    first_name: str = field(default="", repr=False)
    last_name: str = field(default="", repr=False)
    language: str
    email: str | None = field(default=None, repr=False)
    birth_date: date | None = field(default=None, repr=False)
    note: str = field(default="", repr=False)
    alert: str = field(default="", repr=False)
    phones: tuple[ClientPhone, ...] = ()

    def __post_init__(self) -> None:
        UUID(self.key)
        if not _LANGUAGE.fullmatch(self.language):
            raise ValueError("a language is a code of two or three letters")
        for name in ("first_name", "last_name"):
            self._store(name, check_line(getattr(self, name), name, NAME_LENGTH))
        self._store("note", check_text(self.note, "note", NOTE_LENGTH))
        self._store("alert", check_line(self.alert, "alert", LINE_LENGTH))
        if not folded(self.name):
            raise ClientNameless()
        if self.email is not None:
            self._store("email", check_line(self.email, "email", LINE_LENGTH) or None)
        if self.email is not None and not _EMAIL.fullmatch(self.email):
            raise EmailNotUnderstood()

    @property
    def name(self) -> str:
        """First and last name."""
        return full_name(self.first_name, self.last_name)

    def phones_on(self, day: date) -> tuple[ClientPhone, ...]:
        """Return the numbers valid on a day, in their order."""
        return tuple(phone for phone in self.phones if phone.is_valid_on(day))

    def message_phone_on(self, day: date) -> ClientPhone | None:
        """Return the first valid number that can have messages at all."""
        valid = self.phones_on(day)
        return next((phone for phone in valid if phone.number.may_have_messages), None)

    def _store(self, name: str, value: str | None) -> None:
        object.__setattr__(self, name, value)


def with_number(
    client: Client, number: PhoneNumber, day: date, *, instead_of: ClientPhone | None = None
) -> Client:
    """Return the client with another number from ``day`` on; the replaced one ends the day before.

    A number she already has on that day changes nothing.
    """
    if any(phone.number.e164 == number.e164 for phone in client.phones_on(day)):
        return client
    ended = tuple(
        replace(phone, valid_to=day - timedelta(days=1)) if phone == instead_of else phone
        for phone in client.phones
    )
    return replace(client, phones=(*ended, ClientPhone(number=number, valid_from=day)))
