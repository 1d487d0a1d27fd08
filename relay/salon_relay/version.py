"""The relay's version, as its health page tells it."""

VERSION = "0.1.0"
