"""The system keyring, through an allow-list, and secrets that live in memory for practice."""

import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooSlow
from typing import TypeVar

import keyring
from keyring.backend import KeyringBackend, get_all_keyring
from keyring.errors import KeyringError, PasswordDeleteError

from salon_desktop.application.failures import SecretsUnavailable

SERVICE = "salon-desktop"
SECONDS = 20.0
TRUSTED = frozenset(
    {
        "keyring.backends.SecretService.Keyring",
        "keyring.backends.kwallet.DBusKeyring",
        "keyring.backends.Windows.WinVaultKeyring",
        "keyring.backends.macOS.Keyring",
    }
)
"""Back ends that keep secrets from other users; anything else (plain text files) is refused."""

T = TypeVar("T")


def trustworthy(backend: KeyringBackend) -> KeyringBackend | None:
    """Return the first trusted back end that ``backend`` is or chains to, else None."""
    for one in [backend, *getattr(backend, "backends", [])]:
        kind = type(one)
        if f"{kind.__module__}.{kind.__qualname__}" in TRUSTED:
            found: KeyringBackend = one
            return found
    return None


def backends_seen() -> tuple[int, int]:
    """Return how many keyring backends this program knows, and how many of them it would trust."""
    known = get_all_keyring()
    return len(known), sum(trustworthy(one) is not None for one in known)


class KeyringSecrets:
    """Secrets of one data folder in the system keyring.

    Calls run in a thread with a time limit, since a locked keyring may wait for a person.
    Raises SecretsUnavailable at construction where no trusted keyring exists, and at each call
    when it stays locked.
    """

    def __init__(self, folder_id: str, backend: KeyringBackend | None = None) -> None:
        trusted = trustworthy(backend or keyring.get_keyring())
        if trusted is None:
            raise SecretsUnavailable
        self._backend = trusted
        self._folder_id = folder_id

    def read(self, name: str) -> str | None:
        """Return the secret called ``name`` or None."""
        return self._patiently(lambda: self._backend.get_password(SERVICE, self._entry(name)))

    def write(self, name: str, value: str) -> None:
        """Keep ``value`` under ``name``."""
        self._patiently(lambda: self._backend.set_password(SERVICE, self._entry(name), value))

    def forget(self, name: str) -> None:
        """Remove ``name``; a missing one is no error."""

        def remove() -> None:
            try:
                self._backend.delete_password(SERVICE, self._entry(name))
            except PasswordDeleteError:
                return

        self._patiently(remove)

    def _entry(self, name: str) -> str:
        return f"{self._folder_id}:{name}"

    def _patiently(self, call: Callable[[], T]) -> T:
        answer: Future[T] = Future()

        def ask() -> None:
            try:
                answer.set_result(call())
            except (KeyringError, OSError, RuntimeError, ValueError) as problem:
                answer.set_exception(problem)
            finally:
                if not answer.done():  # it died of something else, which the crash door tells
                    answer.set_exception(SecretsUnavailable())

        # A daemon: a keyring that never answers must not keep the program from ending.
        threading.Thread(target=ask, name="keyring", daemon=True).start()
        try:
            return answer.result(timeout=SECONDS)
        except (KeyringError, TooSlow, OSError) as locked:
            raise SecretsUnavailable from locked


class MemorySecrets:
    """Secrets that are gone when the process ends."""

    def __init__(self, start: dict[str, str] | None = None) -> None:
        self._kept = dict(start or {})

    def read(self, name: str) -> str | None:
        """Return the secret called ``name`` or None."""
        return self._kept.get(name)

    def write(self, name: str, value: str) -> None:
        """Keep ``value`` under ``name``."""
        self._kept[name] = value

    def forget(self, name: str) -> None:
        """Remove ``name``; a missing one is no error."""
        self._kept.pop(name, None)
