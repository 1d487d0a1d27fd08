"""The command `salon-relay`: serve a configuration, or make a key for a desk."""

import argparse
import json
import logging
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from types import FrameType

from salon_relay.config import RelayConfig
from salon_relay.desk_keys import digest_of, new_desk_key
from salon_relay.refusal import RelayRefused
from salon_relay.serve import RunningRelay, serve
from salon_relay.version import VERSION

logger = logging.getLogger("salon_relay")

DONE, REFUSED = 0, 1


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs the command; 0 done, 1 refused with a reason on stderr, 2 wrong usage."""
    told = _parser().parse_args(arguments)
    try:
        if told.command == "key":
            return _print_key()
        return _serve(told.config, told.host, told.port)
    except RelayRefused as refusal:
        print(f"salon-relay: {refusal}", file=sys.stderr)
        return REFUSED


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="salon-relay",
        description="Receives a salon's WhatsApp webhooks and hands them to the salon's desk.",
    )
    parser.add_argument("--version", action="version", version=f"salon-relay {VERSION}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    serving = commands.add_parser("serve", help="receive and hand out events until told to end")
    serving.add_argument("--config", type=Path, required=True, help="the configuration's JSON file")
    serving.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1)")
    serving.add_argument("--port", type=_port, default=8080, help="port; 0 takes a free one (8080)")
    serving.add_argument("--workers", type=_one_worker, help=argparse.SUPPRESS)
    commands.add_parser("key", help="make a desk key and the SHA-256 that the configuration wants")
    return parser


def _port(text: str) -> int:
    port = int(text)
    if not 0 <= port <= 65535:
        raise argparse.ArgumentTypeError("a port is a number from 0 to 65535")
    return port


def _one_worker(text: str) -> int:
    if text != "1":
        raise argparse.ArgumentTypeError("a relay is one process; it refuses several workers")
    return 1


def _serve(config_file: Path, host: str, port: int) -> int:
    logging.basicConfig(
        stream=sys.stderr, level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s"
    )
    logging.getLogger("uvicorn").setLevel(logging.WARNING)
    logging.getLogger("asyncio").setLevel(logging.WARNING)
    config = RelayConfig.from_file(config_file)
    _warn_if_others_may_read(config_file)
    for number in (signal.SIGINT, signal.SIGTERM):
        # The server ends in order on these and then raises them once more, for us to be quiet.
        signal.signal(number, _end_quietly)
    serve(config, host, port, _print_address)
    logger.info("ended")
    return DONE


def _end_quietly(number: int, frame: FrameType | None) -> None:
    """Nothing is left to do: the server has closed everything."""


def _print_address(relay: RunningRelay) -> None:
    print(json.dumps({"address": relay.address}), flush=True)


def _print_key() -> int:
    key = new_desk_key()
    print(json.dumps({"key": key, "sha256": digest_of(key)}))
    return DONE


def _warn_if_others_may_read(config_file: Path) -> None:
    if sys.platform != "win32" and config_file.stat().st_mode & 0o077:
        logger.warning("other users of this machine can read the configuration; chmod 600 it")
