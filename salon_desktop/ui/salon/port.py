"""What the salon section asks of the program besides use cases and readings."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from salon_desktop.application.ports.copies import AtStep, CopyMade, KeptCopy
from salon_desktop.application.ports.platform import PlatformAccount
from salon_desktop.application.settings import Settings


class Computer(Protocol):
    """The settings of this computer. Called in the window's thread; takes effect at once."""

    def settings(self) -> Settings:
        """Return the settings as they hold now."""
        ...

    def change(self, settings: Settings) -> None:
        """Keep the settings and show the window in them: language, scheme, size of text."""
        ...


class Backups(Protocol):
    """Copies of the salon's file. Each call but ``folder`` belongs off the window's thread."""

    @property
    def folder(self) -> Path:
        """Where copies lie unless another place is named."""
        ...

    def kept(self) -> Sequence[KeptCopy]:
        """Return the copies in the folder, the newest first."""
        ...

    def make(self, target: Path | None, at: AtStep) -> CopyMade:
        """Copy, try the copy and note the backup, as ``commands.back_up`` does.

        ``at`` is told each step in the calling thread. Raises DiskFull, FolderNotWritable or
        FileDamaged.
        """
        ...


class Account(Protocol):
    """The way to the WhatsApp account as it is set up now. Belongs off the window's thread."""

    def open(self) -> PlatformAccount:
        """Return the account's questions; raises PlatformNotSetUp."""
        ...

    def kept_secrets(self) -> frozenset[str]:
        """Return which of the three secrets are kept, by their names in ``ports.secrets``.

        Raises SecretsUnavailable where the keyring is locked.
        """
        ...
