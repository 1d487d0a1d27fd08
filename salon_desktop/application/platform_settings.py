"""Where the salon's WhatsApp account and relay are: ids and addresses, never secrets."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import ClassVar

from salon_desktop.application.ports.salon import Actor, SalonBook
from salon_desktop.domain.errors import DomainError

GRAPH_ADDRESS = "https://graph.facebook.com"
GRAPH_VERSION = "v26.0"
NAMES = ("waba_id", "number_id", "graph_address", "graph_version", "relay_address")


class PlatformNotSetUp(DomainError):
    """The salon has no WhatsApp account in its settings yet."""

    code: ClassVar[str] = "platform_not_set_up"


class PlatformSettingsWrong(DomainError):
    """An id or address cannot be one; facts: field."""

    code: ClassVar[str] = "platform_settings_wrong"


@dataclass(frozen=True, kw_only=True, slots=True)
class PlatformSettings:
    """Ids of account and number, the Graph API's address and version, the relay's address.

    ``relay_address`` empty means no relay: outbound only, every STOP is then taken by hand.
    """

    waba_id: str
    number_id: str
    graph_address: str = GRAPH_ADDRESS
    graph_version: str = GRAPH_VERSION
    relay_address: str = ""


def read_platform_settings(salon: SalonBook) -> PlatformSettings | None:
    """Return the settings, or None before the account was set up."""
    values = {name: salon.setting(name, "") for name in NAMES}
    if not values["waba_id"] or not values["number_id"]:
        return None
    return PlatformSettings(**values)


def write_platform_settings(
    salon: SalonBook, settings: PlatformSettings, actor: Actor, now: datetime
) -> None:
    """Append the settings to the salon's; unchanged ones write nothing."""
    for name, value in asdict(settings).items():
        salon.set(name, value, actor=actor, now=now)
