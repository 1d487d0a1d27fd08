"""A desk on the sample salon's client book, and lists to import."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from salon_desktop.application.commands.import_clients import ImportReport
from salon_desktop.infrastructure.clock import FixedClock
from tests.client_desk import LIST_HEAD, ClientDesk


@pytest.fixture
def desk(engine: Engine, clock: FixedClock) -> ClientDesk:
    """The desk on Monday morning; the book is empty."""
    return ClientDesk(engine, clock)


@pytest.fixture
def imported(desk: ClientDesk, tmp_path: Path) -> Callable[..., ImportReport]:
    """Return a function that writes a list and imports it."""

    def run(content: str, *, name: str = "list.csv", **wish: Any) -> ImportReport:
        path = tmp_path / name
        path.write_text(LIST_HEAD + content, "utf-8")
        return desk.import_file(path, **wish)

    return run
