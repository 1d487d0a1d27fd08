"""What every test stands on: the guard around it, and the sample salon in a real file."""

from __future__ import annotations

from tests.guard import (  # noqa: F401 - pytest finds its hooks and fixtures here
    nothing_left_behind,
    pytest_configure,
    pytest_runtest_makereport,
)
from tests.salon_fixtures import (  # noqa: F401 - fixtures for every folder
    clock,
    empty_file,
    engine,
    founded_once,
    salon_file,
    session,
)
