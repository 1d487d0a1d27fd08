"""The keys by which desks are known: made here, kept only as SHA-256, compared in constant time."""

import hashlib
import hmac
import secrets
from collections.abc import Mapping, Sequence

_LONGEST = 512


def new_desk_key() -> str:
    """A fresh key of 256 random bits, to be written into one desk's keyring and nowhere else."""
    return secrets.token_urlsafe(32)


def digest_of(key: str) -> str:
    """SHA-256 of a key in hex, as the configuration holds it."""
    return hashlib.sha256(key.encode()).hexdigest()


class KeyRing:
    """Knows which salon a presented key opens."""

    def __init__(self, keys_of_salons: Mapping[str, Sequence[str]]) -> None:
        self._doors = [
            (digest.encode(), salon)
            for salon, digests in keys_of_salons.items()
            for digest in digests
        ]

    def salon_for(self, authorization_headers: Sequence[str]) -> str | None:
        """The salon whose desk speaks, from the Authorization headers; None for nobody."""
        if len(authorization_headers) != 1:
            return None
        scheme, _, key = authorization_headers[0].partition(" ")
        key = key.strip()
        if scheme.lower() != "bearer" or not key or len(key) > _LONGEST:
            return None
        presented = digest_of(key).encode()
        opened = None
        for digest, salon in self._doors:  # to the end, so that time does not tell which one fits
            if hmac.compare_digest(presented, digest):
                opened = salon
        return opened
