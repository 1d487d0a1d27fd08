"""Ids and secrets that are the same in every run with the same seed."""

import base64
import hashlib
import threading


class Identifiers:
    """Makes ids by counting, separately for each kind, so that threads cannot mix them up."""

    def __init__(self, seed: str) -> None:
        self._seed = seed
        self._counts: dict[str, int] = {}
        self._lock = threading.Lock()

    def secret(self, purpose: str) -> str:
        """A fixed secret for one purpose: 64 lower-case hexadecimal characters."""
        return hashlib.sha256(f"{self._seed}:{purpose}".encode()).hexdigest()

    def digits(self, purpose: str, length: int = 15) -> str:
        """A fixed numeric id that never begins with zero."""
        return self._digits(f"{self._seed}:{purpose}", length)

    def next_message(self) -> str:
        """A new ``wamid``."""
        raw = hashlib.sha256(f"{self._seed}:message:{self._next('message')}".encode()).digest()
        return "wamid." + base64.b64encode(raw[:24]).decode()

    def next_trace(self) -> str:
        """A new ``fbtrace_id``."""
        raw = hashlib.sha256(f"{self._seed}:trace:{self._next('trace')}".encode()).digest()
        return "A" + base64.urlsafe_b64encode(raw[:15]).decode().replace("-", "x")

    def next_digits(self, kind: str, length: int = 15) -> str:
        """A new numeric id of one kind."""
        return self._digits(f"{self._seed}:{kind}:{self._next(kind)}", length)

    def _next(self, kind: str) -> int:
        with self._lock:
            self._counts[kind] = self._counts.get(kind, 0) + 1
            return self._counts[kind]

    @staticmethod
    def _digits(text: str, length: int) -> str:
        value = int(hashlib.sha256(text.encode()).hexdigest(), 16)
        low = 10 ** (length - 1)
        return str(low + value % (9 * low))
