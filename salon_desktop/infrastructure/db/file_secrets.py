"""Secrets inside the encrypted file, where no trustworthy keyring exists."""

from sqlalchemy import Engine, delete, select
from sqlalchemy.dialects.sqlite import insert

from salon_desktop.infrastructure.db.engine import writer
from salon_desktop.infrastructure.db.rows.salon import SecretRow


class FileSecrets:
    """The port's shape over the table ``secret``; the passphrase protects it with the file."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._writer = engine, writer(engine)

    def read(self, name: str) -> str | None:
        """Return the secret called ``name`` or None."""
        with self._engine.connect() as connection:
            return connection.scalar(select(SecretRow.value).where(SecretRow.name == name))

    def write(self, name: str, value: str) -> None:
        """Keep ``value`` under ``name``, replacing what was there."""
        with self._writer.begin() as connection:
            connection.execute(
                insert(SecretRow)
                .values(name=name, value=value)
                .on_conflict_do_update(index_elements=["name"], set_={"value": value})
            )

    def forget(self, name: str) -> None:
        """Remove ``name``; a missing one is no error."""
        with self._writer.begin() as connection:
            connection.execute(delete(SecretRow).where(SecretRow.name == name))
