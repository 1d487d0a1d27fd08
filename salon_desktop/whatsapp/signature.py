"""Prove that a webhook comes from the platform: HMAC-SHA256 of the raw bytes under the app secret.

Only the bytes as received count; a body that was parsed and written again has another signature.
"""

import hashlib
import hmac
import re

_HEADER = re.compile(r"sha256=[0-9a-f]{64}")


class EmptySecret(ValueError):
    """There is no app secret: everybody could sign, so nothing can be verified."""


def sign(secret: str, body: bytes) -> str:
    """Return the ``X-Hub-Signature-256`` header of ``body``. Raises EmptySecret."""
    if not secret.strip():
        raise EmptySecret
    digest = hmac.new(secret.encode("utf-8"), body, hashlib.sha256).hexdigest()
    return f"sha256={digest}"


def is_genuine(secret: str, body: bytes, header: str) -> bool:
    """Tell whether ``header`` is the signature of exactly these bytes; in constant time.

    Accepted is only ``sha256=`` with 64 lower-case hexadecimal digits. Raises EmptySecret.
    """
    expected = sign(secret, body)
    if not _HEADER.fullmatch(header):
        return False
    return hmac.compare_digest(expected.encode("ascii"), header.encode("ascii"))
