"""Where this installation keeps its own files, and where a salon's data lies.

Only this module asks where the program is installed: a wheel ships ``_shipped`` inside the
package, a bundle unpacks beside itself, a checkout has the folders at its root.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

import salon_desktop

APP = "salon-desktop"
PACKAGE = Path(salon_desktop.__file__).parent


def _shipped_root() -> Path:
    bundle = getattr(sys, "_MEIPASS", None)
    candidates = [PACKAGE / "_shipped", *([Path(bundle)] if bundle else []), PACKAGE.parent]
    for candidate in candidates:
        if (candidate / "resources").is_dir():
            return candidate
    raise FileNotFoundError("resources")


@dataclass(frozen=True, kw_only=True, slots=True)
class Shipped:
    """Folders that come with the program."""

    resources: Path
    translations: Path
    migrations: Path


def shipped() -> Shipped:
    """Return the folders of this installation; raises FileNotFoundError for a broken one."""
    root = _shipped_root()
    return Shipped(
        resources=root / "resources",
        translations=root / "translations",
        migrations=PACKAGE / "infrastructure" / "db" / "migrations",
    )


def default_data_folder() -> Path:
    """Return this user's data folder (not created here)."""
    return Path(platformdirs.user_data_dir(APP, appauthor=False, roaming=False))


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The names of everything inside one salon's data folder."""

    root: Path

    @property
    def salon(self) -> Path:
        """The encrypted file with everything of the salon."""
        return self.root / "salon.db"

    @property
    def key_file(self) -> Path:
        """The small file that a passphrase opens; only where no keyring is trusted."""
        return self.root / "salon.key"

    @property
    def settings(self) -> Path:
        """Settings of this computer."""
        return self.root / "computer.json"

    @property
    def copies(self) -> Path:
        """Backups and copies made before a migration."""
        return self.root / "copies"

    @property
    def logs(self) -> Path:
        """Log files."""
        return self.root / "logs"

    @property
    def locks(self) -> Path:
        """Lock files of the processes that send."""
        return self.root / "locks"

    @property
    def practice(self) -> Path:
        """The mark of a practice folder, with the address of its practice platform."""
        return self.root / "practice.json"

    @property
    def is_practice(self) -> bool:
        """Tell whether only invented people live here."""
        return self.practice.is_file()
