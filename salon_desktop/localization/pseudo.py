"""A made-up language that shows forgotten strings and texts that do not fit, with no translator."""

import gettext
import re

FIELD = re.compile(r"(\{[^{}]*\})")
_ACCENTED = str.maketrans("aeiouyncAEIOUYNC", "áéíóúýñçÁÉÍÓÚÝÑÇ")


def pseudo_text(message: str) -> str:
    """``"Find {name}"`` becomes ``"[Fíñd {name} ~~~]"``: a third longer, its fields untouched."""
    parts = FIELD.split(message)
    text = "".join(p if FIELD.fullmatch(p) else p.translate(_ACCENTED) for p in parts)
    return f"[{text} {'~' * max(1, len(message) // 3)}]"


class Pseudo(gettext.NullTranslations):
    """Answers every message with its pseudo text, as a catalogue without a file."""

    def gettext(self, message: str) -> str:
        """The pseudo text of ``message``."""
        return pseudo_text(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """The pseudo text of the English form for ``n``."""
        return pseudo_text(msgid1 if n == 1 else msgid2)

    def pgettext(self, context: str, message: str) -> str:
        """The pseudo text of ``message``; the context does not show."""
        return pseudo_text(message)
