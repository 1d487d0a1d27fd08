"""``python -m salon_desktop`` and the installed command ``salon-desktop``."""

import sys

from salon_desktop.app.command_line import run


def main() -> int:
    """Run the command line of this process; returns the exit code."""
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
