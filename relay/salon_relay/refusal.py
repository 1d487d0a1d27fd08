"""The one reason for which the relay does not start: told in words, never with a secret in it."""


class RelayRefused(Exception):
    """The relay will not start; the text says why and what to change."""
