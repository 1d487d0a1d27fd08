"""The words of the current language, replaceable while the program runs."""

import gettext
import io
import struct
from collections.abc import Callable
from pathlib import Path

from salon_desktop.localization.compiling import (
    DOMAIN,
    STAMP,
    STAMP_CONTEXT,
    BadTranslation,
    compiled,
    digest,
)
from salon_desktop.localization.languages import PSEUDO, SOURCE, closest
from salon_desktop.localization.pseudo import Pseudo


class Catalog:
    """Gives the sentences of the program in one language.

    ``folder`` is ``translations/``: it holds ``<language>/LC_MESSAGES/salon.mo`` and, in a
    checkout, the ``.po`` beside it. A ``.mo`` that is missing, damaged or made from other words
    than the ``.po`` is not used; the ``.po`` is compiled in memory instead. Without either, the
    English source text is shown. Two languages at once (screens and letters) are two catalogues.
    """

    def __init__(self, folder: Path, language: str) -> None:
        self._folder = folder
        self._listeners: list[Callable[[], None]] = []
        self._language = closest(language)
        self._words = self._load(self._language)

    @property
    def language(self) -> str:
        """The code of the language in use: it, de, ro, fi, en or pseudo."""
        return self._language

    def use(self, language: str) -> None:
        """Switch to another language and tell everybody who asked to know."""
        self._language = closest(language)
        self._words = self._load(self._language)
        for tell in tuple(self._listeners):
            tell()

    def in_language(self, language: str) -> "Catalog":
        """A catalogue of its own over the same folder, for a screen turned to somebody else."""
        return Catalog(self._folder, language)

    def on_change(self, tell: Callable[[], None]) -> Callable[[], None]:
        """Have ``tell`` called after every switch; the answer, when called, ends that."""
        self._listeners.append(tell)

        def forget() -> None:
            if tell in self._listeners:
                self._listeners.remove(tell)

        return forget

    def _(self, message: str) -> str:
        """``message`` in the current language."""
        # gettext("") would answer with the header of the file.
        return self._words.gettext(message) if message else ""

    def n_(self, one: str, many: str, count: int) -> str:
        """The form of ``one``/``many`` that belongs to ``count``; fields are still to be filled."""
        return self._words.ngettext(one, many, count)

    def p_(self, context: str, message: str) -> str:
        """``message`` as used in ``context``: same English, other sense."""
        return self._words.pgettext(context, message)

    def known(self, message: str, context: str = "") -> str | None:
        """The translation of ``message``, or None where the language in use has none of its own.

        Meant for words that somebody else (Qt) can say as well.
        """
        if not message or self._language == SOURCE:
            return None
        text = self._words.pgettext(context, message) if context else self._words.gettext(message)
        return None if text == message else text

    def _load(self, language: str) -> gettext.NullTranslations:
        if language == PSEUDO:
            return Pseudo()
        place = self._folder / language / "LC_MESSAGES"
        source = _read(place / f"{DOMAIN}.po")
        ready = _usable(_read(place / f"{DOMAIN}.mo"), source)
        if ready is not None:
            return ready
        if source is None:
            return gettext.NullTranslations()
        try:
            return gettext.GNUTranslations(io.BytesIO(compiled(source, language)))
        except BadTranslation:
            # An edited .po with a slip in it must not keep the desk from opening.
            return gettext.NullTranslations()


def _read(file: Path) -> bytes | None:
    try:
        return file.read_bytes()
    except OSError:
        return None


def _usable(built: bytes | None, source: bytes | None) -> gettext.GNUTranslations | None:
    """The compiled words, unless they are damaged or were made from another source."""
    if built is None:
        return None
    try:
        words = gettext.GNUTranslations(io.BytesIO(built))
    except (OSError, ValueError, IndexError, KeyError, struct.error):
        return None
    if source is not None and words.pgettext(STAMP_CONTEXT, STAMP) != digest(source):
        return None
    return words
