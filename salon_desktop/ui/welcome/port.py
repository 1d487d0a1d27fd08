"""What the first run and the lock ask of the program; the top of the house gives it to them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol


@dataclass(frozen=True, kw_only=True, slots=True)
class Home:
    """A country a salon can be in, with the zone, currency and language that follow from it."""

    country: str
    zone: str
    currency: str
    language: str


@dataclass(frozen=True, kw_only=True, slots=True)
class OperatorAnswer:
    """Somebody who treats clients; ``role`` is a code of ``explaining.people_words.ROLES``."""

    name: str = field(repr=False)
    role: str


@dataclass(frozen=True, kw_only=True, slots=True)
class NewSalonAnswers:
    """Everything the first run asked. ``passphrase`` None means: keep the key in the keyring."""

    name: str
    country: str
    zone: str
    currency: str
    language: str
    owner: str = field(repr=False)
    desk: str
    operators: tuple[OperatorAnswer, ...]
    passphrase: str | None = field(default=None, repr=False)


class Founding(Protocol):
    """Makes a new salon."""

    @property
    def homes(self) -> Sequence[Home]:
        """Return the countries the program knows."""
        ...

    @property
    def zones(self) -> Sequence[str]:
        """Return the time zones to choose from, as IANA names."""
        ...

    @property
    def keyring_trusted(self) -> bool:
        """Tell whether this computer has a keyring that may hold the key."""
        ...

    def found(self, answers: NewSalonAnswers) -> str:
        """Make the salon and return its recovery code; takes seconds, so never in the GUI thread.

        Raises SalonExists, SalonFactsWrong, SecretsUnavailable and file troubles; then the same
        answers may be tried again.
        """
        ...


class Unlocking(Protocol):
    """Opens an existing salon's file with what a person types."""

    @property
    def asks_passphrase(self) -> bool:
        """Tell whether a passphrase opens it; otherwise only the recovery code is left."""
        ...

    @property
    def keyring_trusted(self) -> bool:
        """Tell whether a key found by the recovery code can be kept in the keyring."""
        ...

    def try_open(self, passphrase: str) -> None:
        """Open with the passphrase; raises WrongKey and other file troubles, changing nothing."""
        ...

    def try_code(self, code: str, passphrase: str | None) -> None:
        """Open with the recovery code and keep the key: in the keyring, or behind ``passphrase``.

        Raises WrongKey and other file troubles, changing nothing, and SecretsUnavailable.
        """
        ...
