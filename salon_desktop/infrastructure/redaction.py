"""Keeping people and secrets out of the log, as the last net.

The first net is to log ids and codes only; this one catches what third-party exceptions and
addresses carry with them.
"""

import copy
import logging
import re
from types import TracebackType

SECRET = re.compile(
    r"(?i)(bearer\s+|access_token[=:]\s*|appsecret_proof=|sha256=|\bkey\s*=\s*\"?x')[\w.\-%|+/]+"
)
TOKEN = re.compile(r"\bEAA[\w\-]{10,}")
PHONE = re.compile(r"(?<![\w.])\+?\d[\d ()/\-]{6,18}\d(?!\w)")
# No local part is longer; unbounded, a long word would be read anew from each of its letters.
MAIL = re.compile(r"[\w.+\-]{1,64}@[\w\-]+(?:\.[\w\-]+)+")

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


def redact(text: str) -> str:
    """Return ``text`` without tokens and addresses and with phones cut to two digits."""
    text = SECRET.sub(lambda found: found[1] + "[secret]", text)
    text = TOKEN.sub("[secret]", text)
    text = MAIL.sub("[mail]", text)
    return PHONE.sub(lambda found: f"[phone …{found[0][-2:]}]", text)


class RedactingFormatter(logging.Formatter):
    """Cleans the message and the traceback, not our own timestamp."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line, cleaned; other handlers keep the original record."""
        clean = copy.copy(record)
        clean.msg, clean.args, clean.exc_text = redact(record.getMessage()), None, None
        return super().format(clean)

    def formatException(self, ei: ExcInfo) -> str:
        """Return the traceback, cleaned."""
        return redact(super().formatException(ei))
