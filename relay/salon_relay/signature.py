"""Whether a body really comes from the platform: HMAC-SHA256 over the bytes as they arrived.

The platform signs an escaped form of its JSON, so a body that was parsed and written again has
another signature, which shows only with accents and emoji. Nothing here ever parses a body.
"""

import hashlib
import hmac
from collections.abc import Sequence

HEADER = "X-Hub-Signature-256"


def genuine(headers: Sequence[str], body: bytes, app_secret: str) -> str | None:
    """The signature, if it stands once among the request's headers and belongs to these bytes.

    Only the platform's own form is known: `sha256=` and 64 small hex digits. None otherwise.
    """
    if len(headers) != 1:
        return None
    made = hmac.new(app_secret.encode(), body, hashlib.sha256).hexdigest()
    expected = f"sha256={made}"
    return expected if hmac.compare_digest(headers[0].encode(), expected.encode()) else None
