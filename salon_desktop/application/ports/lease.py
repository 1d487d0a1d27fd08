"""Knowing whether the process that holds a message in ``sending`` still lives."""

from typing import Protocol


class SenderLease(Protocol):
    """This process's own lease, and a look at those of others."""

    @property
    def owner(self) -> str:
        """The name under which this process claims messages."""
        ...

    def lives(self, owner: str) -> bool:
        """Tell whether the process behind ``owner`` still holds its lock."""
        ...
