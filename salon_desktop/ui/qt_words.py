"""Lets Qt's own words come from our catalogue, and tells every widget about a new language."""

from PySide6.QtCore import QCoreApplication, QLocale, QObject, QTranslator

from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.languages import locale_of
from salon_desktop.localization.toolkit_words import toolkit_word


class QtWords(QTranslator):
    """A translator without a file.

    Installing it sends ``LanguageChange`` to all windows, which is how a switch of the language
    reaches every screen; so it is installed again after each `Catalog.use`.
    """

    def __init__(self, words: Catalog, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self._forget = words.on_change(self.install)

    def install(self) -> None:
        """Become the application's translator and have everything said anew."""
        # Calendars and date fields write days the way the language does, in the region
        # it is written for: a bare "en" would be the United States'.
        QLocale.setDefault(QLocale(locale_of(self._words.language)))
        QCoreApplication.removeTranslator(self)
        QCoreApplication.installTranslator(self)

    def remove(self) -> None:
        """Stop translating and following the catalogue."""
        self._forget()
        QLocale.setDefault(QLocale.system())
        QCoreApplication.removeTranslator(self)

    def isEmpty(self) -> bool:
        # An "empty" translator would be installed without telling anyone.
        return False

    def translate(
        self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        # None, not "": Qt then keeps looking and ends with its own text.
        return toolkit_word(self._words, sourceText)
