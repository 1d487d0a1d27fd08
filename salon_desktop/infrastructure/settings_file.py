"""The settings of this computer as a JSON file, written whole, a broken one kept aside."""

import json
import logging
import uuid
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

from salon_desktop.application.settings import Settings

logger = logging.getLogger(__name__)


class SettingsFile:
    """Reads and writes one file; unknown names are left out, so an older program can read on."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def read(self) -> Settings:
        """Return the settings; a file that makes no sense is put aside and defaults hold."""
        try:
            raw: dict[str, Any] = json.loads(self._path.read_text("utf-8"))
            known = raw.keys() & {field.name for field in fields(Settings)}
            return Settings(**{name: raw[name] for name in known})
        except FileNotFoundError:
            return Settings()
        except (ValueError, TypeError, AttributeError) as problem:
            logger.warning(
                "settings unreadable, starting with defaults: %s", type(problem).__name__
            )
            self._path.replace(self._path.with_suffix(".broken"))
            return Settings()

    def read_with_id(self) -> Settings:
        """Return the settings of a folder that has its id; the first call gives it one."""
        settings = self.read()
        if not settings.folder_id:
            settings = replace(settings, folder_id=uuid.uuid4().hex)
            self.write(settings)
        return settings

    def write(self, settings: Settings) -> None:
        """Write to a draft, then rename: a crash leaves the old file or the new one."""
        self._path.parent.mkdir(parents=True, exist_ok=True)
        draft = self._path.with_suffix(".part")
        draft.write_text(json.dumps(asdict(settings), indent=2), "utf-8")
        draft.replace(self._path)
