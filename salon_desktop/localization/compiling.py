"""Reading and judging one ``.po`` file, and turning it into the ``.mo`` the program loads.

The build hook loads this file by its path, before the package is installed, so it leans on Babel
and the standard library only.
"""

import hashlib
import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from babel.messages.catalog import Catalog as Messages
from babel.messages.catalog import Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import PoFileError, read_po

DOMAIN = "salon"
# The compiled file remembers which .po it was made from under this message, which no screen shows.
STAMP_CONTEXT = "build"
STAMP = "digest of the source"
# Our named fields, and the numbered ones of the texts that Qt owns.
FIELD = re.compile(r"\{[^{}]*\}|%\d")
# A fixed date keeps two builds of the same words equal, byte for byte.
_NO_DATE = datetime(2026, 1, 1, tzinfo=UTC)


class BadTranslation(ValueError):
    """A ``.po`` file that must not be shipped; ``problems`` lists why, one line each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__("; ".join(problems))
        self.problems = problems


def digest(source: bytes) -> str:
    """The fingerprint of a ``.po`` file's bytes, whatever way its lines end."""
    return hashlib.sha256(source.replace(b"\r\n", b"\n")).hexdigest()


def read_messages(source: bytes, language: str) -> Messages:
    """The messages of a ``.po`` file; raises `BadTranslation` if it cannot be read."""
    try:
        messages = read_po(io.BytesIO(source), locale=language, domain=DOMAIN, abort_invalid=True)
    except (PoFileError, UnicodeDecodeError) as broken:
        raise BadTranslation([f"{language}: unreadable: {broken}"]) from broken
    messages.creation_date = messages.revision_date = _NO_DATE
    return messages


def compiled(source: bytes, language: str) -> bytes:
    """The ``.mo`` made from the bytes of a ``.po`` file, stamped with their digest."""
    messages = read_messages(source, language)
    messages.add(STAMP, digest(source), context=STAMP_CONTEXT)
    target = io.BytesIO()
    write_mo(target, messages)
    return target.getvalue()


def compile_folder(translations: Path) -> list[Path]:
    """Compile every ``<language>/LC_MESSAGES/salon.po`` beside itself; returns the files written.

    A message that is not translated yet shows in English. Raises `BadTranslation`, and writes
    nothing, where fields or plural forms are wrong or no catalogue is found.
    """
    problems: list[str] = []
    ready: dict[Path, bytes] = {}
    for source in sorted(translations.glob(f"*/LC_MESSAGES/{DOMAIN}.po")):
        content, language = source.read_bytes(), source.parent.parent.name
        try:
            problems.extend(broken_messages(read_messages(content, language), complete=False))
            ready[source.with_suffix(".mo")] = compiled(content, language)
        except BadTranslation as unreadable:
            problems.extend(unreadable.problems)
    if problems or not ready:
        raise BadTranslation(problems or ["no translations found"])
    for target, content in ready.items():
        draft = target.with_suffix(".part")
        draft.write_bytes(content)
        draft.replace(target)
    return list(ready)


def sources_of(message: Message) -> tuple[str, ...]:
    """The English text, or both English forms of a plural."""
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def texts_of(message: Message) -> tuple[str, ...]:
    """The translated text, or all forms of a plural; empty strings where there is none."""
    text = message.string
    if isinstance(text, str):
        return (text,)
    return tuple(form or "" for form in text or ("",))


def broken_messages(messages: Messages, *, complete: bool) -> Iterator[str]:
    """One line for each message that is wrong: other fields, wrong plural forms, not translated.

    With ``complete`` false an untranslated message passes: it shows in English meanwhile.
    """
    for message in messages:
        if not message.id:
            continue
        problem = _problem(message, messages.num_plurals, complete)
        if problem:
            yield f"{messages.locale_identifier}: {problem}: {sources_of(message)[0]!r}"


def _problem(message: Message, forms: int, complete: bool) -> str:
    sources, texts = sources_of(message), texts_of(message)
    if message.fuzzy or not all(texts):
        # Half a plural would show an empty label, so it is wrong in every mode.
        half = any(texts) and not all(texts)
        return "untranslated" if complete or half else ""
    if isinstance(message.id, str):
        return "" if _fields(texts[0]) == _fields(sources[0]) else "other fields"
    if len(texts) != forms:
        return f"{len(texts)} plural forms instead of {forms}"
    return _plural_problem(sources, texts)


def _plural_problem(sources: tuple[str, ...], texts: tuple[str, ...]) -> str:
    wanted, required = _fields(sources[-1]), _fields(sources[0])
    for text in texts:
        # "one visit" may leave out {count} where English does; nothing may be invented.
        if not required <= _fields(text) <= wanted:
            return "other fields"
    return "" if _fields(texts[-1]) == wanted else "other fields"


def _fields(text: str) -> set[str]:
    return set(FIELD.findall(text))
