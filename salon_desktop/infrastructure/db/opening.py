"""Opening the salon's file: which key, which place for secrets, which shape.

A wrong or missing key is said and changes nothing; a file from a newer program is refused; an
older one is migrated after a checked copy.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, text

from salon_desktop.application.failures import SecretsUnavailable
from salon_desktop.application.ports.secrets import Secrets
from salon_desktop.infrastructure.db.engine import open_engine
from salon_desktop.infrastructure.db.file_key import find_key, keep_key, make_key
from salon_desktop.infrastructure.db.schema_version import SCHEMA_VERSION
from salon_desktop.infrastructure.places import DataFolder
from salon_desktop.infrastructure.settings_file import SettingsFile

PRACTICE_PASSPHRASE = "practice.passphrase"  # noqa: S105 - the name of a file
"""A practice folder holds invented people only; its passphrase lies beside it in a file."""


@dataclass(frozen=True, kw_only=True, slots=True)
class KeyGiver:
    """Where this process gets the file's key from: a passphrase, or secrets of the system."""

    passphrase: str | None
    secrets: Secrets | None

    def find(self, folder: DataFolder) -> bytes:
        """Return the key of the existing salon; raises KeyMissing or WrongKey."""
        return find_key(folder, self.secrets, self.passphrase)

    def make(self, folder: DataFolder) -> bytes:
        """Return a key for a new salon, kept before the file is made."""
        return make_key(folder, self.secrets, self.passphrase)

    def keep(self, folder: DataFolder, key: bytes) -> None:
        """Keep another key for the folder (a restore with a recovery code)."""
        keep_key(folder, self.secrets, self.passphrase, key)

    @property
    def by_passphrase(self) -> bool:
        """Tell whether a passphrase opens the file; secrets then lie inside it."""
        return self.passphrase is not None


def key_giver(
    folder: DataFolder,
    *,
    secrets: Secrets | None,
    passphrase: str | None,
    system_secrets: Callable[[str], Secrets],
) -> KeyGiver:
    """Return where the key comes from.

    An explicit passphrase first, then explicit ``secrets``, then the practice folder's own
    passphrase, then the system keyring if it is trustworthy. Without any of them the file is asked
    for its passphrase later (KeyMissing).
    """
    if passphrase is not None:
        return KeyGiver(passphrase=passphrase, secrets=None)
    if secrets is not None:
        return KeyGiver(passphrase=None, secrets=secrets)
    beside = folder.root / PRACTICE_PASSPHRASE
    if beside.is_file():
        return KeyGiver(passphrase=beside.read_text("utf-8").strip(), secrets=None)
    if folder.key_file.is_file():
        return KeyGiver(passphrase=None, secrets=None)
    folder_id = SettingsFile(folder.settings).read_with_id().folder_id
    try:
        return KeyGiver(passphrase=None, secrets=system_secrets(folder_id))
    except SecretsUnavailable:
        return KeyGiver(passphrase=None, secrets=None)


def open_file(
    folder: DataFolder,
    key: bytes,
    migrations: Path,
    now: datetime,
    upgrade: Callable[..., None],
    *,
    create: bool = False,
) -> Engine:
    """Return an engine on the salon's file in the newest shape.

    ``upgrade`` is called only where the file's shape differs, so a usual start never loads the
    migration library. Raises WrongKey, FileIsNewer, FileDamaged, DiskFull, FolderNotWritable.
    """
    engine = open_engine(folder.salon, key, must_exist=not create)
    try:
        with engine.connect() as connection:
            version = connection.execute(text("PRAGMA user_version")).scalar_one()
        if version != SCHEMA_VERSION:
            upgrade(engine, folder.salon, key, scripts=migrations, copies=folder.copies, now=now)
    except BaseException:
        engine.dispose()
        raise
    return engine


def tried_key(folder: DataFolder, key: bytes) -> None:
    """Open the salon's file with ``key`` and close it again; raises WrongKey, changing nothing."""
    engine = open_engine(folder.salon, key)
    try:
        with engine.connect():
            return
    finally:
        engine.dispose()
