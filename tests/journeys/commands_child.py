"""Many commands in one process: ``python -m tests.journeys.commands_child FOLDER``.

Each line of standard input is ``{"words": […], "typed": "…"}``; each line of standard output tells
how that command ended, what it said, and which modules of Qt were loaded by then.
"""

from __future__ import annotations

import contextlib
import io
import json
import sys

from salon_desktop.app.command_line import run


def main(folder: str) -> None:
    """Carry out what is asked for, one command after the other."""
    orders = [json.loads(line) for line in sys.stdin]
    for order in orders:
        out, err = io.StringIO(), io.StringIO()
        sys.stdin = io.StringIO(order["typed"])
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = run(["--data", folder, *order["words"]])
        loaded = [name for name in sys.modules if name.startswith(("PySide6", "shiboken6"))]
        told = {"code": code, "out": out.getvalue(), "err": err.getvalue(), "qt": loaded}
        print(json.dumps(told), flush=True)


if __name__ == "__main__":
    main(sys.argv[1])
