"""Keeps the template and the five catalogues in step with the program's sentences.

    python tools/translations.py update             extract, rewrite the template and all .po files
    python tools/translations.py check              exit 1 with a list of what is stale or wrong
    python tools/translations.py missing it         what waits for a translator, as JSON
    python tools/translations.py fill it FILE       take such JSON back, its "text" members filled
    python tools/translations.py compile            write the .mo files of this checkout

Nothing written depends on the machine or the hour: no dates, no line numbers, one fixed order.
"""

import argparse
import ast
import io
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog as Messages
from babel.messages.catalog import Message
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.plurals import get_plural
from babel.messages.pofile import write_po

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))  # a script's own folder is tools/, the package lies beside it

from salon_desktop.localization.compiling import (  # noqa: E402 - needs the line above
    DOMAIN,
    BadTranslation,
    broken_messages,
    compile_folder,
    read_messages,
    sources_of,
    texts_of,
)
from salon_desktop.localization.languages import LANGUAGES, SOURCE  # noqa: E402 - as above

KEYWORDS: dict[str, Any] = {"_": None, "tr": None, "n_": (1, 2), "p_": ((1, "c"), 2)}
SPOKEN = {"_": 1, "tr": 1, "n_": 2, "p_": 2}  # how many arguments are text
COMMENT = "Translators:"
TEMPLATE_NOTE = "# The sentences of Salon Desktop. Made by tools/translations.py, not by hand.\n"
LANGUAGE_NOTE = (
    "# The sentences of Salon Desktop in {name}. tools/translations.py keeps the keys.\n"
)

Key = tuple[str | None, str]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    parser = argparse.ArgumentParser(prog="tools/translations.py", description=__doc__)
    parser.add_argument("--root", type=Path, default=ROOT, help="another checkout than this one")
    commands = parser.add_subparsers(dest="command", required=True)
    for name in ("update", "check", "compile"):
        commands.add_parser(name)
    commands.add_parser("missing").add_argument("language", choices=sorted(LANGUAGES))
    fill_parser = commands.add_parser("fill")
    fill_parser.add_argument("language", choices=sorted(LANGUAGES))
    fill_parser.add_argument("file", type=Path)
    options = parser.parse_args(arguments)
    if options.command == "missing":
        print(json.dumps(missing(options.root, options.language), ensure_ascii=False, indent=1))
        return 0
    if options.command == "fill":
        content = json.loads(options.file.read_text("utf-8"))
        print(f"{fill(options.root, options.language, content)} messages filled")
        return 0
    if options.command == "check":
        problems = check(options.root)
        for problem in problems:
            print(problem, file=sys.stderr)
        return 1 if problems else 0
    if options.command == "update":
        update(options.root)
    else:
        compile_folder(options.root / "translations")
    return 0


def template_file(root: Path) -> Path:
    """Where the template lies."""
    return root / "translations" / f"{DOMAIN}.pot"


def catalogue_file(root: Path, language: str) -> Path:
    """Where the translations into ``language`` lie."""
    return root / "translations" / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def extract(root: Path) -> Messages:
    """All sentences of the program, each with the files it stands in, in a fixed order."""
    with (root / "babel.cfg").open(encoding="utf-8") as file:
        # Babel leaves this one function without types.
        methods, options = parse_mapping_cfg(file, "babel.cfg")  # type: ignore[no-untyped-call]
    found: dict[Key, tuple[Any, set[str], list[str]]] = {}
    for file_name, _line, message, comments, context in extract_from_dir(
        root,
        methods,
        options,
        keywords=KEYWORDS,
        comment_tags=(COMMENT,),
        strip_comment_tags=True,
        # The default walks into the folders of tools as well.
        directory_filter=lambda folder: not Path(folder).name.startswith((".", "_")),
    ):
        one = message if isinstance(message, str) else message[0]
        _, files, notes = found.setdefault((context, one), (message, set(), []))
        if not isinstance(message, str):
            found[context, one] = (message, files, notes)
        files.add(file_name.replace("\\", "/"))
        notes.extend(note for note in comments if note not in notes)
    messages = Messages(project="salon-desktop", domain=DOMAIN, charset="utf-8")
    for (context, _one), (message, files, notes) in sorted(
        found.items(), key=lambda item: (min(item[1][1]), item[0][0] or "", item[0][1])
    ):
        places = [(file, 1) for file in sorted(files)]
        messages.add(message, locations=places, auto_comments=notes, context=context)
    return messages


def written(messages: Messages, language: str | None) -> bytes:
    """The file's bytes: our own short head, then the messages in the order they have."""
    body = io.BytesIO()
    write_po(body, messages, width=96, omit_header=True, include_lineno=False, ignore_obsolete=True)
    head = [TEMPLATE_NOTE if language is None else ""]
    lines = ["Project-Id-Version: salon-desktop"]
    if language is not None:
        head = [LANGUAGE_NOTE.format(name=LANGUAGES[language].own_name)]
        lines.append(f"Language: {language}")
    lines += [
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
    ]
    if language is not None:
        lines.append(f"Plural-Forms: {get_plural(language).plural_forms}")
    head += ['msgid ""\n', 'msgstr ""\n', *(f'"{line}\\n"\n' for line in lines), "\n"]
    return "".join(head).encode() + body.getvalue()


def updated(root: Path, language: str, template: Messages) -> Messages:
    """The catalogue of ``language`` with exactly the template's messages, old texts kept."""
    file = catalogue_file(root, language)
    old = {key_of(m): m for m in _read(file, language) if m.id} if file.exists() else {}
    fresh = Messages(locale=language, domain=DOMAIN, charset="utf-8")
    for message in template:
        if not message.id:
            continue
        before = old.get(key_of(message))
        text = before.string if before and same_shape(before, message) else None
        if language == SOURCE:
            text = message.id
        fresh.add(
            message.id,
            text,
            locations=message.locations,
            auto_comments=message.auto_comments,
            user_comments=before.user_comments if before else (),
            context=message.context,
        )
    return fresh


def update(root: Path) -> None:
    """Rewrite the template and the five catalogues."""
    template = extract(root)
    template_file(root).parent.mkdir(exist_ok=True)
    template_file(root).write_bytes(written(template, None))
    for language in LANGUAGES:
        file = catalogue_file(root, language)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(written(updated(root, language, template), language))


def check(root: Path) -> list[str]:
    """Everything that is stale, missing or wrong, one line each; empty when all is well."""
    template = extract(root)
    keys = {key_of(message) for message in template if message.id}
    problems = [f"template: not extracted: {text!r} in {file}" for file, text in unseen(root, keys)]
    if not template_file(root).exists():
        return [*problems, "template: missing, run tools/translations.py update"]
    if _lines(template_file(root)) != written(template, None).decode().splitlines():
        problems.append("template: stale, run tools/translations.py update")
    for language in LANGUAGES:
        problems.extend(_check_language(root, language, keys))
    return problems


def _check_language(root: Path, language: str, keys: set[Key]) -> Iterator[str]:
    file = catalogue_file(root, language)
    if not file.exists():
        yield f"{language}: no catalogue"
        return
    try:
        messages = _read(file, language)
    except BadTranslation as unreadable:
        yield from unreadable.problems
        return
    if f'"Plural-Forms: {get_plural(language).plural_forms}\\n"' not in _lines(file):
        yield f"{language}: other plural rule than the language has"
    own = {key_of(message) for message in messages if message.id}
    yield from (f"{language}: not in the catalogue: {text!r}" for _, text in _sorted(keys - own))
    yield from (f"{language}: no longer said: {text!r}" for _, text in _sorted(own - keys))
    yield from broken_messages(messages, complete=True)


def unseen(root: Path, keys: set[Key]) -> Iterator[tuple[str, str]]:
    """Texts in the code that the extractor passed by: a glob or keyword that does not fit."""
    for file in sorted((root / "salon_desktop").rglob("*.py")):
        for call in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(call, ast.Call):
                continue
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            texts = [
                a.value for a in call.args[: SPOKEN.get(name, 0)] if isinstance(a, ast.Constant)
            ]
            if len(texts) != SPOKEN.get(name) or not all(isinstance(text, str) for text in texts):
                continue
            key = (str(texts[0]), str(texts[1])) if name == "p_" else (None, str(texts[0]))
            if key not in keys:
                yield file.relative_to(root).as_posix(), key[1]


def missing(root: Path, language: str) -> list[dict[str, Any]]:
    """What waits for a translator, with the number of plural forms wanted."""
    waiting = []
    for message in updated(root, language, extract(root)):
        if not message.id or all(texts_of(message)):
            continue
        sources = sources_of(message)
        forms = 1 if isinstance(message.id, str) else get_plural(language).num_plurals
        waiting.append(
            {
                "context": message.context,
                "source": sources[0],
                "plural": sources[1] if len(sources) > 1 else None,
                "forms": forms,
                "files": [file for file, _ in message.locations],
                "notes": list(message.auto_comments),
                "text": "" if forms == 1 else [""] * forms,
            }
        )
    return waiting


def fill(root: Path, language: str, content: list[dict[str, Any]]) -> int:
    """Take translated texts into the catalogue of ``language``; returns how many found a place."""
    texts = {(item.get("context"), item["source"]): item["text"] for item in content}
    messages = updated(root, language, extract(root))
    filled = 0
    for message in messages:
        text = texts.get(key_of(message))
        if message.id and text:
            message.string = text if isinstance(text, str) else tuple(text)
            filled += 1
    catalogue_file(root, language).write_bytes(written(messages, language))
    return filled


def key_of(message: Message) -> Key:
    """What makes a message itself: its context and its English text."""
    return message.context, sources_of(message)[0]


def same_shape(one: Message, other: Message) -> bool:
    """Whether both are plain or both plural with the same second form."""
    return sources_of(one) == sources_of(other)


def _read(file: Path, language: str) -> Messages:
    return read_messages(file.read_bytes(), language)


def _lines(file: Path) -> list[str]:
    return file.read_text("utf-8").splitlines()


def _sorted(keys: set[Key]) -> list[Key]:
    return sorted(keys, key=lambda key: (key[0] or "", key[1]))


if __name__ == "__main__":
    sys.exit(main())
