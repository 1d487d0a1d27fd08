"""Wakes the desks that wait for news of their salon, at the moment it is stored."""

import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager


class TooManyWaiting(Exception):
    """A salon's desks already hold as many waiting requests as are allowed."""


class Bells:
    """One bell a salon; lives on the event loop's thread. A bell once rung is replaced."""

    def __init__(self, waiting_at_most: int) -> None:
        self._waiting_at_most = waiting_at_most
        self._bells: dict[str, asyncio.Event] = {}
        self._waiting: Counter[str] = Counter()
        self._closing = False

    @property
    def closing(self) -> bool:
        """Whether the relay is about to end, so that nobody should wait any more."""
        return self._closing

    def next_ring(self, salon: str) -> asyncio.Event:
        """Is set at the next ring. Take it *before* looking into the store, or a ring is missed."""
        return self._bells.setdefault(salon, asyncio.Event())

    def ring(self, salon: str) -> None:
        """Something was stored for the salon."""
        if bell := self._bells.pop(salon, None):
            bell.set()

    def close(self) -> None:
        """Wakes everybody for good."""
        self._closing = True
        for salon in list(self._bells):
            self.ring(salon)

    @contextmanager
    def waiting(self, salon: str) -> Iterator[None]:
        """Counts one waiting request; TooManyWaiting when it would be one too many."""
        if self._waiting[salon] >= self._waiting_at_most:
            raise TooManyWaiting
        self._waiting[salon] += 1
        try:
            yield
        finally:
            self._waiting[salon] -= 1
