"""Building the salon: one function in a readable order, closed in reverse, without Qt.

Tests, tour, command line and window all come in by ``open_salon``. Nobody looks anything up:
every use case gets what it needs from here.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextlib import closing as ended
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import ClassVar

from salon_desktop.app.gateway import PlatformGateway
from salon_desktop.app.use_cases import Means, build_use_cases
from salon_desktop.application.ports.clock import Clock
from salon_desktop.application.ports.copies import SalonCopies
from salon_desktop.application.ports.salon import SalonFacts
from salon_desktop.application.ports.secrets import Secrets
from salon_desktop.application.ports.unit_of_work import OpenUnitOfWork
from salon_desktop.application.readings import Readings
from salon_desktop.application.settings import Settings
from salon_desktop.application.use_cases import UseCases
from salon_desktop.domain.errors import DomainError
from salon_desktop.infrastructure.clock import SystemClock
from salon_desktop.infrastructure.db.copies import FolderCopies
from salon_desktop.infrastructure.db.file_secrets import FileSecrets
from salon_desktop.infrastructure.db.opening import KeyGiver, key_giver, open_file
from salon_desktop.infrastructure.db.reading.client_entries import SqlClientEntries
from salon_desktop.infrastructure.db.readings import build_readings
from salon_desktop.infrastructure.db.unit_of_work import unit_of_work_opener
from salon_desktop.infrastructure.db.worker import DatabaseWorker
from salon_desktop.infrastructure.folder_lock import folder_shared
from salon_desktop.infrastructure.places import DataFolder, Shipped, shipped
from salon_desktop.infrastructure.sender_lease import FileLease
from salon_desktop.infrastructure.settings_file import SettingsFile
from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats

MIGRATE = "salon_desktop.infrastructure.db.migrate"
KEYRING = "salon_desktop.infrastructure.secrets"


class NoSalonHere(DomainError):
    """The data folder holds no salon yet; the first run or ``setup`` makes one."""

    code: ClassVar[str] = "no_salon_here"


@dataclass(frozen=True, kw_only=True)
class Salon:
    """The running program without its face. ``words`` and ``formats`` speak the desk's language."""

    folder: DataFolder
    shipped: Shipped
    clock: Clock
    facts: SalonFacts
    settings: Settings
    words: Catalog
    formats: Formats
    key: bytes
    key_giver: KeyGiver
    secrets: Secrets
    worker: DatabaseWorker
    platform: PlatformGateway
    copies: SalonCopies
    do: UseCases
    ask: Readings


@contextmanager
def open_salon(
    data_dir: Path,
    *,
    clock: Clock | None = None,
    secrets: Secrets | None = None,
    passphrase: str | None = None,
    language: str | None = None,
) -> Iterator[Salon]:
    """Build the salon of ``data_dir``; leaving the block closes it in reverse order.

    ``secrets`` replaces the system keyring, ``language`` is the desk's for this run. Raises
    NoSalonHere, KeyMissing, WrongKey, FileTrouble.
    """
    folder, own_clock, place = DataFolder(data_dir), clock or SystemClock(), shipped()
    if not folder.salon.is_file():
        raise NoSalonHere
    giver = giver_of(folder, secrets=secrets, passphrase=passphrase)
    key = giver.find(folder)
    with ExitStack() as closing:
        closing.enter_context(folder_shared(folder))
        engine = open_file(folder, key, place.migrations, own_clock.now(), upgrade_file)
        closing.callback(engine.dispose)
        open_unit = unit_of_work_opener(engine)
        facts = _facts(open_unit)
        settings = SettingsFile(folder.settings).read()
        kept = FileSecrets(engine) if giver.secrets is None else giver.secrets
        worker = closing.enter_context(ended(DatabaseWorker()))
        lease = closing.enter_context(ended(FileLease(folder.locks)))
        platform = closing.enter_context(ended(PlatformGateway(open_unit, kept)))
        copies = FolderCopies(folder, key)
        means = Means(
            open_unit=open_unit,
            clock=own_clock,
            secrets=kept,
            platform=platform,
            lease=lease,
            resources=place.resources,
            client_entries=SqlClientEntries(engine),
            copies=copies,
        )
        do = build_use_cases(means)
        words = Catalog(place.translations, language or settings.language or facts.language)
        ask = build_readings(engine, do.texts, own_clock, folder, key, lease.lives)
        yield Salon(
            folder=folder,
            shipped=place,
            clock=own_clock,
            facts=facts,
            settings=settings,
            words=words,
            formats=Formats(words.language, facts.zone, facts.currency),
            key=key,
            key_giver=giver,
            secrets=kept,
            worker=worker,
            platform=platform,
            copies=copies,
            do=do,
            ask=ask,
        )


def _facts(open_unit: OpenUnitOfWork) -> SalonFacts:
    with open_unit() as unit:
        return unit.salon.facts()


def giver_of(folder: DataFolder, *, secrets: Secrets | None, passphrase: str | None) -> KeyGiver:
    """Return where this process gets the key of ``folder`` from."""
    return key_giver(folder, secrets=secrets, passphrase=passphrase, system_secrets=_system_secrets)


def upgrade_file(*args: object, **values: object) -> None:
    """Migrate; Alembic is loaded only when a file's shape differs."""
    run: Callable[..., None] = import_module(MIGRATE).upgrade
    run(*args, **values)


def _system_secrets(folder_id: str) -> Secrets:
    """Return the system keyring's secrets; the library is loaded only when it is asked."""
    made: Secrets = import_module(KEYRING).KeyringSecrets(folder_id)
    return made
