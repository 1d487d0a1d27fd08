"""Faults a drill can order: refusals, cut connections, unreadable and missing answers."""

import threading
from dataclasses import dataclass, replace
from enum import StrEnum


class FaultKind(StrEnum):
    """What goes wrong. The first group happens before the message is taken, the second after."""

    ERROR = "error"
    EMPTY_503 = "503"
    RESET_BEFORE = "reset-before"
    HANG_BEFORE = "hang-before"

    RESET_AFTER = "reset-after"
    HALF_ANSWER = "half-answer"
    BAD_JSON = "bad-json"
    HANG = "hang"
    SLOW = "slow"
    CLOSE_IDLE = "close-idle"
    ERROR_AFTER = "error-after"


BEFORE_TAKING = frozenset(
    {FaultKind.ERROR, FaultKind.EMPTY_503, FaultKind.RESET_BEFORE, FaultKind.HANG_BEFORE}
)


class Calls(StrEnum):
    """Which calls a fault strikes: sends, everything else of the Graph API, or both."""

    SEND = "send"
    MANAGE = "manage"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Fault:
    """One order of trouble.

    ``times`` counts the calls it strikes, None until cleared. ``code`` and ``http`` belong to
    ``error`` and ``error-after``; ``seconds`` to ``slow``. ``to`` limits it to one recipient.
    ``abrupt`` makes the two resets end with a TCP reset instead of an ordinary end of stream.
    """

    kind: FaultKind
    times: int | None = 1
    calls: Calls = Calls.SEND
    code: int = 131000
    http: int | None = None
    seconds: float = 1.0
    to: str | None = None
    abrupt: bool = False

    @classmethod
    def named(cls, name: str, times: int | None = 1) -> "Fault":
        """A fault by a short name: a kind, or an error code such as ``130429`` or ``500``.

        Raises ValueError for an unknown name.
        """
        if name in {kind.value for kind in FaultKind}:
            return cls(FaultKind(name), times)
        if name == "500":
            return cls(FaultKind.ERROR, times, code=131000, http=500)
        if name == "429":
            return cls(FaultKind.ERROR, times, code=130429, http=429)
        if name.isascii() and name.isdigit():
            return cls(FaultKind.ERROR, times, code=int(name))
        raise ValueError("unknown fault")


class FaultBox:
    """The faults in force, oldest first; hanging calls wait here until they are let go."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._faults: list[Fault] = []
        self._struck = 0
        self._generation = 0
        self._stopped = False

    def inject(self, fault: Fault) -> None:
        """Puts a fault in force, behind those already there."""
        with self._lock:
            self._faults.append(fault)

    def clear(self) -> None:
        """Ends all faults and lets hanging calls go on to their answer."""
        with self._lock:
            self._faults.clear()
            self._generation += 1

    def release(self) -> None:
        """Lets hanging calls go on to their answer; faults in force stay."""
        with self._lock:
            self._generation += 1

    def stop(self) -> None:
        """Lets hanging calls end without an answer."""
        with self._lock:
            self._stopped = True
            self._faults.clear()

    def strike(self, calls: Calls, to: str | None = None) -> Fault | None:
        """The fault that hits this call, if any; it is used up once."""
        with self._lock:
            for place, fault in enumerate(self._faults):
                if fault.calls not in (calls, Calls.ANY) or fault.to not in (None, to):
                    continue
                self._struck += 1
                if fault.times is not None:
                    if fault.times <= 1:
                        del self._faults[place]
                    else:
                        self._faults[place] = replace(fault, times=fault.times - 1)
                return fault
        return None

    @property
    def in_force(self) -> tuple[Fault, ...]:
        """The faults still waiting for a call."""
        with self._lock:
            return tuple(self._faults)

    @property
    def struck(self) -> int:
        """Calls hit so far: a drill that injected nothing must fail."""
        with self._lock:
            return self._struck

    @property
    def generation(self) -> int:
        """Grows with each release; a hanging call compares it with the value it began with."""
        with self._lock:
            return self._generation

    @property
    def stopped(self) -> bool:
        """Whether the platform is closing."""
        with self._lock:
            return self._stopped
