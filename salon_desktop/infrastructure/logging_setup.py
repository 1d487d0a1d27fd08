"""Where the program's log goes: a small rotating file that never takes the disk."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

from salon_desktop.infrastructure.redaction import RedactingFormatter

BYTES = 1 << 20
FILES = 4
FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"
QUIET = ("urllib3", "alembic", "apscheduler", "keyring", "asyncio", "uvicorn")


class _PatientHandler(RotatingFileHandler):
    """A full disk must never stop the desk: a line that cannot be written is dropped."""

    def handleError(self, record: logging.LogRecord) -> None:
        """Drop the line."""


def start_logging(folder: Path) -> logging.Handler | None:
    """Log to ``folder``; returns the handler to close, or None where the folder takes no file."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = _PatientHandler(
            folder / "salon.log", maxBytes=BYTES, backupCount=FILES, encoding="utf-8", delay=True
        )
    except OSError:
        return None
    handler.setFormatter(RedactingFormatter(FORMAT))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    return handler


def stop_logging(handler: logging.Handler | None) -> None:
    """Take the handler off and close its file."""
    if handler is not None:
        logging.getLogger().removeHandler(handler)
        handler.close()
