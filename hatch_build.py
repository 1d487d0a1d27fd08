"""Compiles the translations when a wheel or an editable install is made; refuses broken ones.

Hatchling runs this file with only itself and Babel installed, so the compiler is loaded by its
path and not as part of the package.
"""

import importlib.util
import sys
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

COMPILER = Path("salon_desktop", "localization", "compiling.py")


class CompileTranslations(BuildHookInterface[Any]):
    """The custom build hook named in ``pyproject.toml``."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the files of the wheel are gathered; a source archive needs none.

        Raises ValueError with one line per message whose fields or plural forms are wrong.
        """
        if self.target_name != "wheel":
            return
        root = Path(self.root)
        spec = importlib.util.spec_from_file_location("salon_compiling", root / COMPILER)
        if spec is None or spec.loader is None:
            raise FileNotFoundError(COMPILER)
        compiler = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(compiler)
        written = compiler.compile_folder(root / "translations")
        sys.stderr.write(f"translations compiled: {len(written)} languages\n")
