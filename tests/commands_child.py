"""Many commands in one process, under watch: ``python -m tests.commands_child FOLDER``.

Each line of standard input is ``{"words": […], "typed": "…"}``; each line of standard output tells
how that command ended, what it said, which modules of Qt were loaded by then, and what it asked
the network and the system for: names looked up, addresses, other programs.
"""

from __future__ import annotations

import contextlib
import functools
import io
import json
import sys

WATCHED = {
    "socket.connect",
    "socket.bind",
    "socket.sendto",
    "socket.sendmsg",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.gethostbyaddr",
    "socket.getnameinfo",
    "subprocess.Popen",
    "os.system",
    "os.posix_spawn",
    "webbrowser.open",
}
asked: list[tuple[str, list[object]]] = []


def watch(event: str, given: tuple[object, ...]) -> None:
    """Note what is asked for; the socket itself says nothing."""
    if event in WATCHED:
        plain: list[object] = [
            list(map(str, one)) if isinstance(one, tuple) else str(one) for one in given
        ]
        asked.append((event, plain))


def main(folder: str) -> None:
    """Carry out what is asked for, one command after the other."""
    orders = [json.loads(line) for line in sys.stdin]
    sys.addaudithook(watch)
    from salon_desktop.app.command_line import run  # noqa: PLC0415 - loading is watched as well
    from salon_desktop.infrastructure.db import file_key  # noqa: PLC0415

    # The passphrase is made a key on purpose slowly: once is enough for a hundred commands.
    file_key._read_key_file = functools.cache(file_key._read_key_file)
    for order in orders:
        out, err = io.StringIO(), io.StringIO()
        sys.stdin = io.StringIO(order["typed"])
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(["--data", folder, *order["words"]])
        loaded = [name for name in sys.modules if name.startswith(("PySide6", "shiboken6"))]
        told = {"code": code, "out": out.getvalue(), "err": err.getvalue(), "qt": loaded}
        print(json.dumps({**told, "asked": asked}), flush=True)
        asked.clear()


if __name__ == "__main__":
    main(sys.argv[1])
