"""What the first run and the lock ask of the program, over the real file and keyring."""

from collections.abc import Sequence
from pathlib import Path
from zoneinfo import available_timezones

from salon_desktop.app.composition import giver_of
from salon_desktop.app.founding import HOMES, NewSalon, found_salon
from salon_desktop.application.failures import KeyMissing
from salon_desktop.application.ports.clock import Clock
from salon_desktop.application.ports.salon_setup import NewOperator
from salon_desktop.application.ports.secrets import Secrets
from salon_desktop.infrastructure.db.file_key import find_key, keep_key, key_of_code
from salon_desktop.infrastructure.db.opening import tried_key
from salon_desktop.infrastructure.places import DataFolder
from salon_desktop.ui.welcome.port import Home, NewSalonAnswers

COLOURS = ("lash", "face", "hand", "wax", "laser", "foot", "body")


class FoundingDoor:
    """Makes the salon the welcome window asked for; remembers how its file is opened."""

    def __init__(self, root: Path, clock: Clock) -> None:
        self._root, self._clock = root, clock
        self._secrets: Secrets | None = giver_of(
            DataFolder(root), secrets=None, passphrase=None
        ).secrets
        self.passphrase: str | None = None

    @property
    def homes(self) -> Sequence[Home]:
        """Return the countries the program knows."""
        return [
            Home(country=country, zone=zone, currency=currency, language=language)
            for country, (zone, currency, language) in HOMES.items()
        ]

    @property
    def zones(self) -> Sequence[str]:
        """Return the time zones to choose from."""
        return sorted(zone for zone in available_timezones() if "/" in zone)

    @property
    def keyring_trusted(self) -> bool:
        """Tell whether this computer has a keyring that may hold the key."""
        return self._secrets is not None

    def found(self, answers: NewSalonAnswers) -> str:
        """Make the salon and return its recovery code."""
        self.passphrase = answers.passphrase
        founded = found_salon(
            self._root,
            NewSalon(
                name=answers.name,
                country=answers.country,
                owner=answers.owner,
                desk=answers.desk,
                zone=answers.zone,
                currency=answers.currency,
                language=answers.language,
                operators=tuple(
                    NewOperator(name=one.name, role=one.role, colour=COLOURS[number % len(COLOURS)])
                    for number, one in enumerate(answers.operators)
                ),
            ),
            clock=self._clock,
            passphrase=answers.passphrase,
            secrets=None if answers.passphrase is not None else self._secrets,
        )
        return founded.recovery_code


class UnlockingDoor:
    """Opens an existing file with a passphrase or its recovery code."""

    def __init__(self, root: Path) -> None:
        self._folder = DataFolder(root)
        self._secrets = giver_of(self._folder, secrets=None, passphrase=None).secrets
        self.passphrase: str | None = None

    @property
    def asks_passphrase(self) -> bool:
        """Tell whether a passphrase opens it."""
        return self._folder.key_file.is_file()

    @property
    def keyring_trusted(self) -> bool:
        """Tell whether a key found by the recovery code can be kept in the keyring."""
        return self._secrets is not None

    def try_open(self, passphrase: str) -> None:
        """Open with the passphrase; raises WrongKey, changing nothing."""
        tried_key(self._folder, find_key(self._folder, None, passphrase))
        self.passphrase = passphrase

    def try_code(self, code: str, passphrase: str | None) -> None:
        """Open with the recovery code and keep the key for the next start."""
        key = key_of_code(code)
        tried_key(self._folder, key)
        if passphrase is None and self._secrets is None:
            raise KeyMissing
        keep_key(self._folder, None if passphrase is not None else self._secrets, passphrase, key)
        self.passphrase = passphrase
