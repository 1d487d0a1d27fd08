"""The way to the platform and the relay as the salon's settings name them now.

Settings may change while the program runs (a new account, another relay): each ask reads them
anew and keeps the connection only while they stay the same. Without an account sending is off.
"""

import threading
from importlib import import_module
from typing import Any

from salon_desktop.application.failures import MessagingOffline, RelayUnreachable
from salon_desktop.application.platform_settings import (
    PlatformNotSetUp,
    PlatformSettings,
    read_platform_settings,
)
from salon_desktop.application.ports.platform import Accepted, Messenger, PlatformAccount
from salon_desktop.application.ports.relay import Pulled, RelayInbox
from salon_desktop.application.ports.secrets import RELAY_KEY, TOKEN, Secrets
from salon_desktop.application.ports.unit_of_work import OpenUnitOfWork
from salon_desktop.whatsapp.payloads import OutgoingMessage

GRAPH = "salon_desktop.infrastructure.graph_api"
INBOX = "salon_desktop.infrastructure.relay_inbox"


class PlatformGateway:
    """Messenger, account and relay of the salon; the network library loads at first use."""

    def __init__(self, open_unit: OpenUnitOfWork, secrets: Secrets) -> None:
        self._open_unit, self._secrets = open_unit, secrets
        self._lock = threading.Lock()
        self._settings: PlatformSettings | None = None
        self._access: _Access | None = None

    def settings(self) -> PlatformSettings | None:
        """Return the account's settings, or None before it was set up."""
        with self._open_unit() as unit:
            return read_platform_settings(unit.salon)

    def send(self, message: OutgoingMessage) -> Accepted:
        """Send once; without an account nothing leaves (MessagingOffline)."""
        settings = self.settings()
        if settings is None:
            raise MessagingOffline
        try:
            messenger = self._current(settings).messenger
        except ValueError as wrong:  # settings that no address can be made of
            raise MessagingOffline from wrong
        return messenger.send(message)

    def account(self) -> PlatformAccount:
        """Return the account's questions; raises PlatformNotSetUp."""
        settings = self.settings()
        if settings is None:
            raise PlatformNotSetUp
        return self._current(settings).account

    def connect(self, settings: PlatformSettings, token: str) -> PlatformAccount:
        """Return the account behind settings that are only being tried, with that token."""
        return _Access(settings, lambda: token).account

    @property
    def has_relay(self) -> bool:
        """Tell whether inbound can be fetched at all."""
        settings = self.settings()
        return settings is not None and bool(settings.relay_address)

    def pull(self, after: int, wait: float) -> Pulled:
        """Return what came after ``after``; raises RelayUnreachable where there is no relay."""
        return self._inbox().pull(after, wait)

    def acknowledge(self, through: int) -> None:
        """Let the relay forget everything up to ``through``."""
        self._inbox().acknowledge(through)

    def interrupt(self) -> None:
        """Cut calls that wait in other threads, a long poll above all."""
        with self._lock:
            if self._access is not None:
                self._access.interrupt()

    def close(self) -> None:
        """Close connections; what is being sent is waited for at most briefly."""
        with self._lock:
            if self._access is not None:
                self._access.close()
                self._access = None

    def _inbox(self) -> RelayInbox:
        settings = self.settings()
        if settings is None or not settings.relay_address:
            raise RelayUnreachable
        try:
            current = self._current(settings)
            if current.inbox is None:
                current.inbox = import_module(INBOX).HttpRelayInbox(
                    settings.relay_address, lambda: self._secrets.read(RELAY_KEY)
                )
        except ValueError as wrong:  # settings that no address can be made of
            raise RelayUnreachable from wrong
        inbox: RelayInbox = current.inbox
        return inbox

    def _current(self, settings: PlatformSettings) -> "_Access":
        with self._lock:
            if self._access is None or settings != self._settings:
                if self._access is not None:
                    self._access.close()
                self._access = _Access(settings, lambda: self._secrets.read(TOKEN))
                self._settings = settings
            return self._access


class _Access:
    """One set of connections, made for one set of settings."""

    def __init__(self, settings: PlatformSettings, read_token: object) -> None:
        access, client, account = (
            import_module(f"{GRAPH}.{name}") for name in ("access", "client", "account")
        )
        made = access.GraphAccess(
            access.GraphSettings(
                settings.number_id,
                settings.waba_id,
                settings.graph_address,
                settings.graph_version,
            ),
            read_token,
        )
        self._made = made
        self.messenger: Messenger = client.GraphMessenger(made)
        self.account: PlatformAccount = account.GraphAccount(made)
        self.inbox: Any = None

    def interrupt(self) -> None:
        """Cut what waits."""
        self._made.interrupt()
        if self.inbox is not None:
            self.inbox.interrupt()

    def close(self) -> None:
        """Close what is open."""
        self._made.close()
        if self.inbox is not None:
            self.inbox.close()
