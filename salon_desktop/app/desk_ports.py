"""What the salon section's page asks of the program: this computer, copies, the account."""

from collections.abc import Callable, Sequence
from pathlib import Path

from salon_desktop.app.composition import Salon
from salon_desktop.application.commands.back_up import BackUp
from salon_desktop.application.ports.copies import AtStep, CopyMade, KeptCopy
from salon_desktop.application.ports.platform import PlatformAccount
from salon_desktop.application.ports.secrets import APP_SECRET, RELAY_KEY, TOKEN
from salon_desktop.application.settings import Settings


class ComputerDoor:
    """The settings of this computer, kept and put into effect by the window."""

    def __init__(self, read: Callable[[], Settings], change: Callable[[Settings], None]) -> None:
        self._read, self._change = read, change

    def settings(self) -> Settings:
        """Return the settings as they hold now."""
        return self._read()

    def change(self, settings: Settings) -> None:
        """Keep the settings and show the window in them."""
        self._change(settings)


class BackupDoor:
    """Copies of the salon's file."""

    def __init__(self, salon: Salon) -> None:
        self._salon = salon

    @property
    def folder(self) -> Path:
        """Where copies lie unless another place is named."""
        return self._salon.copies.folder

    def kept(self) -> Sequence[KeptCopy]:
        """Return the copies in the folder, the newest first."""
        return self._salon.copies.kept()

    def make(self, target: Path | None, at: AtStep) -> CopyMade:
        """Copy, try the copy and note the backup."""
        return self._salon.do.back_up(BackUp(target=target), at)


class AccountDoor:
    """The way to the WhatsApp account as it is set up now."""

    def __init__(self, salon: Salon) -> None:
        self._salon = salon

    def open(self) -> PlatformAccount:
        """Return the account's questions; raises PlatformNotSetUp."""
        return self._salon.platform.account()

    def kept_secrets(self) -> frozenset[str]:
        """Return which of the three secrets are kept; raises SecretsUnavailable."""
        names = (TOKEN, APP_SECRET, RELAY_KEY)
        return frozenset(name for name in names if self._salon.secrets.read(name))
