"""Whether a body really comes from the platform: HMAC-SHA256 over the bytes as they arrived.

The platform signs an escaped form of its JSON, so a body that was parsed and written again has
another signature, which shows only with accents and emoji. Nothing here ever parses a body.
"""

import hashlib
import hmac
import re
from collections.abc import Sequence

HEADER = "X-Hub-Signature-256"
_FORM = re.compile(r"sha256=[0-9a-f]{64}", re.ASCII)


def well_formed(headers: Sequence[str]) -> str | None:
    """The request's signature if it stands there exactly once and in the platform's form."""
    if len(headers) != 1 or not _FORM.fullmatch(headers[0]):
        return None
    return headers[0]


def is_genuine(signature: str, body: bytes, app_secret: str) -> bool:
    """Whether the well-formed signature belongs to these bytes; compared in constant time."""
    made = hmac.new(app_secret.encode(), body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(signature.encode(), f"sha256={made}".encode())
