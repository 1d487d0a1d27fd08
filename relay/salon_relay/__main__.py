"""`python -m salon_relay` is the command `salon-relay`."""

import sys

from salon_relay.command_line import main

if __name__ == "__main__":
    sys.exit(main())
