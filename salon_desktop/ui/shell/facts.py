"""What the status bar and the banner say, as plain facts without words."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Connection(StrEnum):
    """How the desk stands with the platform."""

    CONNECTED = "connected"
    """Messages go out and answers come in."""

    OUTBOUND_ONLY = "outbound_only"
    """No relay is set up: messages go out, answers do not come in."""

    RELAY_AWAY = "relay_away"
    """The relay is set up and does not answer, so the sender waits."""

    OFFLINE = "offline"
    """No network: nothing leaves, everything waits."""

    TROUBLE = "trouble"
    """The platform refuses the account; a banner says why."""

    NOT_SET_UP = "not_set_up"
    """No account yet: nothing can be sent."""


@dataclass(frozen=True, slots=True)
class StatusFacts:
    """The five items of the status bar, and where we are.

    ``last_contact`` is when the platform was last reached and ``last_backup`` when a copy was last
    tried and found good (aware, None for never). ``queued`` messages wait to leave; ``dropped``
    could not be sent and nobody has looked at them yet; ``to_phone`` clients are on the call list.
    ``backup_overdue`` says that the last copy is older than the salon wants.
    """

    connection: Connection = Connection.NOT_SET_UP
    last_contact: datetime | None = None
    queued: int = 0
    dropped: int = 0
    to_phone: int = 0
    last_backup: datetime | None = None
    backup_overdue: bool = False
    desk: str = ""
    salon: str = ""


@dataclass(frozen=True, slots=True)
class Trouble:
    """What the banner says: what happened, what it means and what to do, ready in words.

    ``tone`` is danger, warn or info; ``action`` names the button, "" for none.
    """

    lead: str
    body: str
    action: str = ""
    tone: str = "danger"
