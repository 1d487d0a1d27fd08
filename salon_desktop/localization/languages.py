"""The languages of the program: codes, own names and the region each is written for."""

from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Language:
    """One language people can choose.

    ``code`` names the catalogue folder and the resource files, ``own_name`` is how its speakers
    call it (never translated), ``locale`` is the CLDR region whose dates and sums are written.
    """

    code: str
    own_name: str
    locale: str


SOURCE = "en"
PSEUDO = "pseudo"
LANGUAGES: MappingProxyType[str, Language] = MappingProxyType(
    {
        language.code: language
        for language in (
            Language("it", "Italiano", "it_IT"),
            Language("de", "Deutsch", "de_DE"),
            Language("ro", "Română", "ro_RO"),
            Language("fi", "Suomi", "fi_FI"),
            # British English: a European salon writes day before month and counts 24 hours.
            Language("en", "English", "en_GB"),
        )
    }
)


def closest(wanted: str) -> str:
    """The language code to use for ``wanted``, such as ``"de-AT"`` or ``"it_IT.UTF-8"``.

    A language the program does not speak becomes English; ``"pseudo"`` stays as it is.
    """
    code = wanted.strip().replace("-", "_").partition("_")[0].partition(".")[0].lower()
    return code if code in LANGUAGES or code == PSEUDO else SOURCE


def locale_of(wanted: str) -> str:
    """The CLDR locale, such as ``"de_DE"``, in which dates and sums of ``wanted`` are written."""
    return LANGUAGES.get(closest(wanted), LANGUAGES[SOURCE]).locale
