"""Everything the gate looks at before a message may leave, gathered by whoever asks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from salon_desktop.domain.consent.events import Channel, Strength
from salon_desktop.domain.consent.fold import Standing
from salon_desktop.domain.messaging.message import (
    CONSENT_PURPOSE,
    MessageKind,
    MessagePurpose,
    purpose_of,
)
from salon_desktop.domain.messaging.quiet_hours import QuietHours

MINIMUM_STRENGTH: Mapping[MessagePurpose, Strength] = {
    MessagePurpose.SERVICE: Strength.SPOKEN,
    MessagePurpose.OFFERS: Strength.SPOKEN,  # lapses after 30 days by its own valid_until
}


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeFacts:
    """What is known about her age. ``to_guardian``: the address is the guardian's, who consented.

    ``unsure`` is somebody who looks too young and whose birth date nobody knows.
    """

    age: int | None = None
    unsure: bool = False
    to_guardian: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferFacts:
    """What she got and what comes: offers that left, her visits around now, offers in a row
    without any reaction."""

    sent_at: tuple[datetime, ...] = ()
    visits_at: tuple[datetime, ...] = ()
    without_reaction: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CapRules:
    """How often offers may come: 2 in 30 days, none within 24 h of a visit, 4 without reaction."""

    offers: int = 2
    days: int = 30
    hours_from_visit: int = 24
    without_reaction: int = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateFacts:
    """What the platform said last about the template."""

    approved: bool
    paused: bool
    category: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentFacts:
    """The appointment a message is about, compared with when it was planned."""

    stands: bool  # it exists and still takes place
    starts_as_planned: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InboundFacts:
    """The person's own event that an answer relies on; ``address`` is whom it came from."""

    event_id: int
    address: str = field(repr=False)
    happened_at: datetime
    answered: bool  # an automatic answer to it exists already


@dataclass(frozen=True, slots=True, kw_only=True)
class GateQuestion:
    """Everything the gate looks at.

    ``now`` is the moment the message would leave: its due time while ``planning``, the clock when
    sending. While planning, what can still change by then is not asked: template, valves, inbound.
    ``by_template`` and ``promotional`` concern answers. ``offers_until`` is the end of the use of
    her data for offers since her last contact (privacy/retention).
    """

    now: datetime
    kind: MessageKind
    client_id: int
    channel: Channel
    address: str = field(repr=False)
    expires_at: datetime
    country: str
    zone: ZoneInfo
    planning: bool
    erased: bool
    standing: Standing | None = None
    inbound: InboundFacts | None = None
    on_platform: bool | None = None
    platform_block: bool = False
    offers_until: datetime | None = None
    age: AgeFacts = AgeFacts()
    quiet: QuietHours | None = None
    holidays: frozenset[date] = frozenset()
    offers: OfferFacts = OfferFacts()
    caps: CapRules = CapRules()
    minimum_strength: Mapping[MessagePurpose, Strength] = field(
        default_factory=lambda: MINIMUM_STRENGTH
    )
    template: TemplateFacts | None = None
    appointment: AppointmentFacts | None = None
    by_template: bool = False
    promotional: bool = False
    valve_closed: bool = False
    drained: bool = False
    test_recipient: bool = True
    daily_limit_reached: bool = False

    def __post_init__(self) -> None:
        if self.now.tzinfo is None or self.expires_at.tzinfo is None:
            raise ValueError("the gate needs aware datetimes")
        if self.standing is None:
            return
        about = self.standing.key
        wanted = CONSENT_PURPOSE.get(self.purpose)
        mine = (self.client_id, self.channel, self.address, wanted)
        if (about.client_id, about.channel, about.address, about.purpose) != mine:
            raise ValueError("the standing speaks about another question")

    @property
    def purpose(self) -> MessagePurpose:
        """The purpose the message's kind falls under."""
        return purpose_of(self.kind)
