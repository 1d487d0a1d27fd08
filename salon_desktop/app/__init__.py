"""Builds everything; the command line; start and stop.

``open_salon`` is the one door for tests, tour, command line and window; it imports no Qt.
"""

from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from salon_desktop.app.composition import Salon

VERSION = "0.1.0"


def open_salon(*args: Any, **values: Any) -> "AbstractContextManager[Salon]":
    """Open a salon; see ``app.composition.open_salon``, which is loaded when this is called."""
    from salon_desktop.app.composition import open_salon as opened

    return opened(*args, **values)
