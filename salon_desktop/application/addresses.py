"""Which addresses the program may talk to: encrypted ones, or this machine itself."""

from ipaddress import ip_address
from urllib.parse import urlsplit


def checked_address(address: str) -> str:
    """Return ``address`` without a trailing slash; ValueError unless https, or http on loopback."""
    parts = urlsplit(address)
    host = parts.hostname or ""
    plain_allowed = parts.scheme == "http" and _is_loopback(host)
    if not host or not (parts.scheme == "https" or plain_allowed):
        raise ValueError("an address must be https, or http on this machine")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise ValueError("an address must not hold credentials, a query or a fragment")
    return address.rstrip("/")


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
