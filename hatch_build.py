"""Compiles the translations when a wheel or an editable install is made; refuses broken ones.

Hatchling runs this file with only itself and Babel installed, so the compiler is loaded by its
path and not as part of the package.
"""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

COMPILER = Path("salon_desktop", "localization", "compiling.py")


def load_compiler(root: Path) -> ModuleType:
    """The module that reads and compiles ``.po`` files, without importing its package."""
    spec = importlib.util.spec_from_file_location("salon_translations_compiling", root / COMPILER)
    if spec is None or spec.loader is None:
        raise FileNotFoundError(COMPILER)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def compile_all(root: Path) -> list[Path]:
    """Compile every ``translations/<language>/LC_MESSAGES/salon.po`` beside itself.

    Raises ValueError with one line per message whose fields or plural forms are wrong; a message
    that is not translated yet is left to show in English. Returns the files written.
    """
    compiler = load_compiler(root)
    sources = sorted((root / "translations").glob("*/LC_MESSAGES/salon.po"))
    if not sources:
        raise ValueError("no translations found")
    problems: list[str] = []
    ready: dict[Path, bytes] = {}
    for source in sources:
        content, language = source.read_bytes(), source.parent.parent.name
        try:
            messages = compiler.read_messages(content, language)
        except compiler.BadTranslation as unreadable:
            problems.extend(unreadable.problems)
            continue
        problems.extend(compiler.broken_messages(messages, complete=False))
        ready[source.with_suffix(".mo")] = compiler.compiled(content, language)
    if problems:
        raise ValueError("broken translations:\n" + "\n".join(problems))
    for target, content in ready.items():
        draft = target.with_suffix(".part")
        draft.write_bytes(content)
        draft.replace(target)
    return sorted(ready)


class CompileTranslations(BuildHookInterface[Any]):
    """The custom build hook named in ``pyproject.toml``."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the files of the wheel are gathered; a source archive needs none."""
        if self.target_name != "wheel":
            return
        written = compile_all(Path(self.root))
        sys.stderr.write(f"translations compiled: {len(written)} languages\n")
