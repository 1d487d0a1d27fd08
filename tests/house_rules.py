"""The house rules no linter knows, each as a function from a file to what is wrong in it.

``test_architecture.py`` holds the checkout to them; ``test_contracts_bite.py`` breaks each of them
on purpose. Every rule says in its docstring what it protects.
"""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tokenize
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

LONGEST_FILE, USUAL_FILE, LONGEST_FUNCTION = 400, 300, 60

# May catch everything, because beyond them nobody is left to do it.
BORDERS = {
    "salon_desktop/ui/tasks.py",
    "salon_desktop/background/scheduler.py",
    "salon_desktop/app/crash.py",
    "salon_desktop/app/self_test.py",
}
# May import inside functions: a command without a window must not load Qt.
LAZY_DOORS = {
    "salon_desktop/__main__.py",
    "salon_desktop/app/__init__.py",
    "salon_desktop/app/command_line.py",
    "salon_desktop/app/composition.py",
    "salon_desktop/app/gateway.py",
    "salon_desktop/app/pages.py",
    "salon_desktop/app/run.py",
    "salon_desktop/app/session.py",
    "salon_desktop/app/self_test.py",
    "salon_desktop/app/tour.py",
}
CLOCKS = {
    "salon_desktop/infrastructure/clock.py",
    "salon_desktop/practice/clock.py",
    "relay/salon_relay/clock.py",
}
PURE = ("salon_desktop/domain/", "salon_desktop/whatsapp/")
SHIPPED = ("salon_desktop/", "relay/salon_relay/")
NETWORK = {"http.client", "http.server", "socket", "ssl", "urllib.request", "asyncio"}
VAGUE = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "managers", "stuff"}
# How many leading arguments of a translating call must be literal text.
TEXTS = {"_": 1, "n_": 2, "p_": 2}
TRANSLATORS = {"salon_desktop/localization/catalog.py", "salon_desktop/ui/qt_words.py"}


@dataclass(frozen=True)
class Source:
    """One Python file: its path from the checkout's root, its text and its tree."""

    path: str
    text: str
    tree: ast.Module

    @property
    def shipped(self) -> bool:
        """Whether it goes to the salon or its server."""
        return self.path.startswith(SHIPPED)

    @property
    def functions(self) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
        """Every function and method, nested ones too."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield node


Rule = Callable[[Source], Iterator[str]]


def sources(root: Path) -> list[Source]:
    """Read every Python file of the checkout at ``root``."""
    found = []
    for path in files(root):
        if path.suffix == ".py":
            text = path.read_text("utf-8")
            name = path.relative_to(root).as_posix()
            found.append(Source(name, text, ast.parse(text, name)))
    return found


def files(root: Path) -> list[Path]:
    """Return what belongs to the project: what Git knows or would add, or all where Git is not."""
    question = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    if (root / ".git").exists():
        listed = subprocess.check_output(question, cwd=root, text=True).split("\0")
        paths = [root / name for name in listed if name]
    else:
        paths = list(root.rglob("*"))
    return sorted(path for path in paths if path.is_file() and not path.is_symlink())


def short_files(source: Source) -> Iterator[str]:
    """Nobody dares to change a long file."""
    lines = len(source.text.splitlines())
    if lines > LONGEST_FILE:
        yield f"{lines} lines, at most {LONGEST_FILE}"


def short_functions(source: Source) -> Iterator[str]:
    """A function must fit on a screen."""
    for function in source.functions:
        lines = (function.end_lineno or function.lineno) - function.lineno + 1
        if lines > LONGEST_FUNCTION:
            yield f"line {function.lineno}: {function.name} has {lines} lines"


def module_docstrings(source: Source) -> Iterator[str]:
    """The table of modules is made from their first lines."""
    if source.text.strip() and not ast.get_docstring(source.tree):
        yield "no module docstring"


def imports_on_top(source: Source) -> Iterator[str]:
    """An import in a function hides a cycle."""
    if not source.shipped or source.path in LAZY_DOORS:
        return
    for function in source.functions:
        for node in ast.walk(function):
            if isinstance(node, ast.Import | ast.ImportFrom):
                yield f"line {node.lineno}: {function.name} imports"
            elif isinstance(node, ast.Call) and _dotted(node.func).endswith("import_module"):
                yield f"line {node.lineno}: {function.name} imports by name"


def no_globals(source: Source) -> Iterator[str]:
    """State belongs to an object with an owner."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Global):
            yield f"line {node.lineno}: global {', '.join(node.names)}"


def narrow_excepts(source: Source) -> Iterator[str]:
    """Name what you expect: a broad net hides defects. Tidying up and raising again is fine."""
    if not source.shipped or source.path in BORDERS:
        return
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ExceptHandler):
            if _is_broad(node.type) and not _raises_again(node):
                yield f"line {node.lineno}: catches everything"
        elif isinstance(node, ast.Call) and _dotted(node.func).endswith("suppress"):
            yield from (f"line {node.lineno}: suppresses all" for a in node.args if _is_broad(a))


def literal_texts(source: Source) -> Iterator[str]:
    """The extractor sees literal text only; a computed one is never translated."""
    if not source.shipped or source.path in TRANSLATORS:
        return
    for call in ast.walk(source.tree):
        if isinstance(call, ast.Call):
            name = _dotted(call.func).split(".")[-1]
            for text in call.args[: TEXTS.get(name, 0)]:
                if not (isinstance(text, ast.Constant) and isinstance(text.value, str)):
                    yield f"line {call.lineno}: {name}() of something computed"


def no_clock_reads(source: Source) -> Iterator[str]:
    """Time comes in as an argument or through the clock, or no test can set it."""
    if not source.shipped or source.path in CLOCKS:
        return
    forbidden = re.compile(
        r"(^|\.)((datetime|date|dt)\.(now|today|utcnow)"
        r"|time\.(time|time_ns|localtime|gmtime|ctime)"
        r"|Q(Date|Time|DateTime)\.current\w+)$"
    )
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute) and forbidden.search(_dotted(node)):
            yield f"line {node.lineno}: reads the clock ({_dotted(node)})"
    for line, name in _imports(source.tree):
        if forbidden.search(name) and name.startswith("time."):
            yield f"line {line}: imports a clock ({name})"


def pure_floors(source: Source) -> Iterator[str]:
    """The salon's rules and the platform's language use the standard library, and no network."""
    if not source.path.startswith(PURE):
        return
    for line, name in _imports(source.tree):
        if name.partition(".")[0] not in {*sys.stdlib_module_names, "salon_desktop"}:
            yield f"line {line}: imports {name}"
        elif any(name == part or name.startswith(part + ".") for part in NETWORK):
            yield f"line {line}: imports {name}, which speaks to the network"


def relay_apart(source: Source) -> Iterator[str]:
    """A server installs the relay without the desk, so the relay must not need it."""
    if source.path.startswith("relay/"):
        for line, name in _imports(source.tree):
            if name.partition(".")[0] == "salon_desktop":
                yield f"line {line}: imports {name}"


def honest_names(source: Source) -> Iterator[str]:
    """A drawer without a name attracts everything."""
    parts = Path(source.path).with_suffix("").parts
    if vague := VAGUE & {part.lstrip("_") for part in parts}:
        yield f"is called {', '.join(sorted(vague))}"


def nothing_unfinished(source: Source) -> Iterator[str]:
    """Half-done work is finished or written down as an issue, not left as a mark."""
    for token in tokenize.generate_tokens(StringIO(source.text).readline):
        if token.type == tokenize.COMMENT and re.search(r"\b(TODO|FIXME|XXX|HACK)\b", token.string):
            yield f"line {token.start[0]}: {token.string}"


def no_fixed_waits(source: Source) -> Iterator[str]:
    """A test waits for a state or a signal; a fixed time is too long or too short."""
    if not source.path.startswith("tests/"):
        return
    for function in source.functions:
        for node in ast.walk(function):
            if not isinstance(node, ast.Call):
                continue
            name = _dotted(node.func)
            in_test = name == "time.sleep" and function.name.startswith("test_")
            if in_test or name in {"qtbot.wait", "QTest.qWait", "QTest.qSleep"}:
                yield f"line {node.lineno}: {function.name} waits a fixed time"


RULES: dict[str, Rule] = {
    rule.__name__: rule
    for rule in (
        short_files,
        short_functions,
        module_docstrings,
        imports_on_top,
        no_globals,
        narrow_excepts,
        literal_texts,
        no_clock_reads,
        pure_floors,
        relay_apart,
        honest_names,
        nothing_unfinished,
        no_fixed_waits,
    )
}


def broken(rule: str, read: list[Source]) -> list[str]:
    """Return what breaks ``rule`` in the files read, each with its path."""
    return [f"{source.path}: {fault}" for source in read for fault in RULES[rule](source)]


def long_files(read: list[Source]) -> list[str]:
    """Return the files over the usual length when they are more than one in ten."""
    long = [source.path for source in read if len(source.text.splitlines()) > USUAL_FILE]
    return long if len(long) * 10 > len(read) else []


def foreign_places(root: Path, paths: list[Path], *own: str) -> list[str]:
    """Return lines that name a package index, or a folder of the machine they were written on.

    ``own`` are further texts that must not appear, such as this machine's home folder.
    """
    start = r"(?:^|[\s\"'`=(:])"
    patterns = [
        start + r"/(?:wo[r]k|root|home/\w+|Users/\w+)/",
        r"[A-Z]:\\{1,2}Users\\",
        r"--(?:extra-)?index-ur[l]\b",
        r"https?://[^\s\"')]*/simpl[e]\b",
        r"https?://[^\s\"')]*(?:artifactory|nexus|devpi|pythonhosted)\b[^\s\"')]*",
        *(start + re.escape(text) for text in own),
    ]
    pattern = re.compile("|".join(patterns), re.MULTILINE)
    found = []
    for path in paths:
        raw = path.read_bytes()
        if b"\0" in raw[:4096]:
            continue  # a picture or a font
        text = raw.decode("utf-8", "replace")
        for match in pattern.finditer(text):
            line = text.count("\n", 0, match.start()) + 1
            found.append(f"{path.relative_to(root).as_posix()}:{line}: {match.group().strip()}")
    return found


def _imports(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.lineno, node.module
            yield from ((node.lineno, f"{node.module}.{alias.name}") for alias in node.names)


def _dotted(node: ast.expr) -> str:
    """Return ``a.b.c`` for a chain of attributes; parts that are no names are left out."""
    if isinstance(node, ast.Attribute):
        before = _dotted(node.value)
        return f"{before}.{node.attr}" if before else node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _is_broad(caught: ast.expr | None) -> bool:
    if caught is None:
        return True
    names = {part.id for part in ast.walk(caught) if isinstance(part, ast.Name)}
    return bool(names & {"Exception", "BaseException"})


def _raises_again(handler: ast.ExceptHandler) -> bool:
    last = handler.body[-1]
    return isinstance(last, ast.Raise) and last.exc is None
