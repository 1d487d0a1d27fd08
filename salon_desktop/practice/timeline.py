"""Things that happen later: one thread carries them out in the order in which they fall due."""

import heapq
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

Clock = Callable[[], datetime]
"""Gives the present instant, aware, in UTC."""

Action = Callable[[datetime], None]
"""Receives the instant for which it was ordered."""

_LONGEST_WAIT = 60.0


class Timeline:
    """Orders actions by instant. The clock is only read, so a standing clock stops time."""

    def __init__(self, name: str, clock: Clock) -> None:
        self._name = name
        self._clock = clock
        self._changed = threading.Condition()
        self._waiting: list[tuple[datetime, int, datetime, Action]] = []
        self._ordered = 0
        self._promised = 0
        self._busy = False
        self._stopped = False
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Starts the thread."""
        self._thread = threading.Thread(target=self._run, name=self._name, daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Ends the thread and waits for it; what has not happened never does."""
        with self._changed:
            self._stopped = True
            self._changed.notify_all()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def promise(self) -> None:
        """Something will be ordered soon: until ``keep`` is called, nothing is settled."""
        with self._changed:
            self._promised += 1

    def keep(self) -> None:
        """What was promised has been ordered."""
        with self._changed:
            self._promised -= 1
            self._changed.notify_all()

    def at(self, due: datetime, action: Action) -> None:
        """Orders ``action`` for ``due``; equal instants keep the order of ordering."""
        with self._changed:
            self._ordered += 1
            heapq.heappush(self._waiting, (due, self._ordered, due, action))
            self._changed.notify_all()

    def fast_forward(self) -> int:
        """Makes everything that waits due now, in its order; returns how many."""
        with self._changed:
            now = self._clock()
            self._waiting = [
                (min(due, now), place, ordered_for, action)
                for place, (due, _, ordered_for, action) in enumerate(
                    sorted(self._waiting, key=lambda entry: entry[:2]), start=self._ordered + 1
                )
            ]
            self._ordered += len(self._waiting)
            heapq.heapify(self._waiting)
            self._changed.notify_all()
            return len(self._waiting)

    def settle(self, timeout: float) -> bool:
        """Waits until nothing is due or under way; False when ``timeout`` seconds passed first."""
        with self._changed:
            self._changed.notify_all()
            return self._changed.wait_for(self._is_settled, timeout)

    @property
    def waiting(self) -> int:
        """Actions that have not happened yet."""
        with self._changed:
            return len(self._waiting)

    def _is_settled(self) -> bool:
        return not self._promised and not self._busy and not self._is_due()

    def _is_due(self) -> bool:
        return bool(self._waiting) and self._waiting[0][0] <= self._clock()

    def _run(self) -> None:
        while (entry := self._next()) is not None:
            try:
                entry[3](entry[2])
            finally:
                with self._changed:
                    self._busy = False
                    self._changed.notify_all()

    def _next(self) -> tuple[datetime, int, datetime, Action] | None:
        with self._changed:
            while not self._stopped:
                if self._is_due():
                    self._busy = True
                    return heapq.heappop(self._waiting)
                self._changed.wait(self._pause())
        return None

    def _pause(self) -> float | None:
        if not self._waiting:
            return None
        left = (self._waiting[0][0] - self._clock()) / timedelta(seconds=1)
        return min(max(left, 0.01), _LONGEST_WAIT)
