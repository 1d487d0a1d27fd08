"""Setting the WhatsApp account up: secrets to their place, ids to the settings, checked live."""

from collections.abc import Callable
from dataclasses import dataclass, field

from salon_desktop.application.addresses import checked_address
from salon_desktop.application.failures import MessagingRefused
from salon_desktop.application.platform_settings import (
    PlatformSettings,
    PlatformSettingsWrong,
    write_platform_settings,
)
from salon_desktop.application.ports.clock import Clock
from salon_desktop.application.ports.platform import PlatformAccount, TokenCheck
from salon_desktop.application.ports.secrets import APP_SECRET, RELAY_KEY, TOKEN, Secrets
from salon_desktop.application.ports.unit_of_work import OpenUnitOfWork

Connect = Callable[[PlatformSettings, str], PlatformAccount]
DIGITS = ("waba_id", "number_id")


@dataclass(frozen=True, kw_only=True, slots=True)
class SetUpPlatform:
    """What the owner typed; an empty secret leaves the one that is kept."""

    settings: PlatformSettings
    token: str = field(default="", repr=False)
    app_secret: str = field(default="", repr=False)
    relay_key: str = field(default="", repr=False)
    webhook_address: str = ""
    verify_token: str = field(default="", repr=False)


@dataclass(frozen=True, kw_only=True, slots=True)
class PlatformSetUp:
    """What the platform said to the token, and whether its webhooks come to the relay now."""

    token: TokenCheck
    subscribed: bool


class SetUpPlatformHandler:
    """Checks first, keeps then: a refused token changes nothing that worked before."""

    def __init__(
        self, open_unit: OpenUnitOfWork, clock: Clock, secrets: Secrets, connect: Connect
    ) -> None:
        self._open_unit, self._clock = open_unit, clock
        self._secrets, self._connect = secrets, connect

    def __call__(self, wish: SetUpPlatform) -> PlatformSetUp:
        """Return what was found out.

        Raises PlatformSettingsWrong, MessagingRefused for a token the platform does not take,
        MessagingOffline where it was not reached; then nothing is kept.
        """
        for name in DIGITS:
            if not str(getattr(wish.settings, name)).isalnum():
                raise PlatformSettingsWrong(field=name)
        for address in (wish.settings.relay_address, wish.webhook_address):
            if address:
                _check_address(address)
        token = wish.token.strip() or self._secrets.read(TOKEN) or ""
        try:
            account = self._connect(wish.settings, token)
        except ValueError as wrong:
            raise PlatformSettingsWrong(field="address") from wrong
        check = account.check_token()
        if not check.valid:
            raise MessagingRefused(check.code or 190)
        self._keep(wish, token)
        subscribed = False
        if wish.webhook_address:
            account.subscribe(wish.webhook_address, wish.verify_token)
            subscribed = True
        return PlatformSetUp(token=check, subscribed=subscribed)

    def _keep(self, wish: SetUpPlatform, token: str) -> None:
        now = self._clock.now()
        self._secrets.write(TOKEN, token)
        for name, value in ((APP_SECRET, wish.app_secret), (RELAY_KEY, wish.relay_key)):
            if value.strip():
                self._secrets.write(name, value.strip())
        with self._open_unit() as unit:
            write_platform_settings(unit.salon, wish.settings, unit.actor, now)
            for valve, reason, _ in unit.account.closed_valves(now):
                if reason in {"token_refused", "permission_missing"}:
                    unit.account.open_valve(valve)
            unit.commit()


def _check_address(address: str) -> None:
    try:
        checked_address(address)
    except ValueError as wrong:
        raise PlatformSettingsWrong(field="address") from wrong
