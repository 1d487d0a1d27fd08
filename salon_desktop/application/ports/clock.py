"""The one source of now."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time; a practice folder and the tests bring their own."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
