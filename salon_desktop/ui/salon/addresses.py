"""Whether what was typed can be an address of a relay or an interface, before anybody is asked."""

from ipaddress import ip_address
from urllib.parse import urlsplit


def is_address(text: str) -> bool:
    """Tell whether ``text`` is https (or http on this machine) without user, query or fragment."""
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
        named = bool(parts.username or parts.password or parts.query or parts.fragment)
    except ValueError:
        return False
    safe = parts.scheme == "https" or (parts.scheme == "http" and _is_here(host))
    return bool(host) and safe and not named and not any(letter.isspace() for letter in text)


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
