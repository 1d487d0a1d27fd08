"""Where secrets lie: the system keyring, or inside the encrypted file."""

from typing import Protocol

TOKEN = "platform-token"  # noqa: S105 - the name of an entry, not a secret
APP_SECRET = "app-secret"  # noqa: S105 - the name of an entry, not a secret
RELAY_KEY = "relay-key"


class Secrets(Protocol):
    """Reads and writes named secrets; raises SecretsUnavailable where none can be kept."""

    def read(self, name: str) -> str | None:
        """Return the secret called ``name`` or None."""

    def write(self, name: str, value: str) -> None:
        """Keep ``value`` under ``name``, replacing what was there."""

    def forget(self, name: str) -> None:
        """Remove ``name``; a missing one is no error."""
