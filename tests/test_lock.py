"""The lock pins every library by hash, for all our systems, and names no place to fetch from."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
SYSTEMS = [
    {"sys_platform": system, "python_version": version, "python_full_version": f"{version}.5"}
    for system in ("linux", "win32", "darwin")
    for version in ("3.11", "3.12", "3.13", "3.14")
]


@dataclass(frozen=True)
class Pin:
    """One locked version: the requirement as written, and how many files are allowed for it."""

    requirement: Requirement
    hashes: int

    @property
    def version(self) -> str:
        (only,) = self.requirement.specifier
        return only.version


def pins() -> dict[str, list[Pin]]:
    text = re.sub(r"#.*", "", (ROOT / "requirements.lock").read_text("utf-8")).replace("\\\n", " ")
    found: dict[str, list[Pin]] = {}
    for line in filter(str.strip, text.splitlines()):
        head, *hashes = line.split("--hash=sha256:")
        assert all(re.fullmatch(r"[0-9a-f]{64}", digest.strip()) for digest in hashes), head
        pin = Pin(Requirement(head.strip()), len(hashes))
        found.setdefault(canonicalize_name(pin.requirement.name), []).append(pin)
    return found


def wanted() -> list[Requirement]:
    """Return what the desk, the relay, the developers and the builds ask for."""
    asked: list[str] = []
    for folder in (ROOT, ROOT / "relay"):
        recipe = tomllib.loads((folder / "pyproject.toml").read_text("utf-8"))
        asked += recipe["project"]["dependencies"] + recipe["build-system"]["requires"]
        groups = recipe.get("dependency-groups", {}).values()
        asked += [line for group in groups for line in group if isinstance(line, str)]
    return [Requirement(line) for line in asked]


def test_every_line_pins_one_version_by_hash() -> None:
    for name, versions in pins().items():
        for pin in versions:
            assert [clause.operator for clause in pin.requirement.specifier] == ["=="], name
            assert pin.hashes, f"{name} has no hash"


def test_the_lock_names_no_address_and_no_folder() -> None:
    text = (ROOT / "requirements.lock").read_text("utf-8")
    assert not re.search(r"://|(^|\s)-(i|f|e|-index-url|-find-links)\b| @ ", text, re.MULTILINE)


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: " ".join(system.values()))
def test_the_lock_satisfies_what_the_recipes_ask_for(system: dict[str, str]) -> None:
    locked = pins()
    for requirement in wanted():
        if requirement.marker and not requirement.marker.evaluate(dict(system)):
            continue
        here = [
            pin.version
            for pin in locked.get(canonicalize_name(requirement.name), [])
            if pin.requirement.marker is None or pin.requirement.marker.evaluate(dict(system))
        ]
        assert len(here) == 1, f"{requirement.name}: {here or 'not locked'}"
        assert requirement.specifier.contains(here[0], prereleases=True), requirement


def test_what_the_locked_libraries_need_is_locked_too() -> None:
    locked = pins()
    for name in locked:
        try:
            needs = metadata.requires(name) or []
        except metadata.PackageNotFoundError:
            continue  # for another system
        for need in map(Requirement, needs):
            if need.marker is None or need.marker.evaluate({"extra": ""}):
                versions = [pin.version for pin in locked.get(canonicalize_name(need.name), [])]
                assert any(map(need.specifier.contains, versions)), f"{name} needs {need}"


def test_compiled_libraries_are_locked_for_every_system() -> None:
    locked = pins()
    for name, at_least in {"sqlcipher3": 15, "pyside6-essentials": 4, "sqlalchemy": 20}.items():
        for pin in locked[name]:
            assert pin.hashes >= at_least, f"{name} {pin.version}: {pin.hashes} files"
    assert "win32" in str(locked["pywin32-ctypes"][0].requirement.marker)  # the keyring there
