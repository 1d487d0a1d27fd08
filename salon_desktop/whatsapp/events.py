"""What a webhook of the platform can tell us, as frozen values.

``whatsapp.webhook.read_events`` makes them from raw bytes. Names, numbers and texts of persons are
left out of ``repr`` so that no log can show them. The platform omits whatever it does not want to
tell, phone numbers included: an empty string always means "not told".
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class DeliveryStatus(StrEnum):
    """How far one of our messages came; ``read`` implies delivered, which may then be skipped."""

    SENT = "sent"
    DELIVERED = "delivered"
    READ = "read"
    PLAYED = "played"
    FAILED = "failed"


class PreferenceChoice(StrEnum):
    """What a person chose in WhatsApp itself about the salon's promotions."""

    STOP = "stop"
    RESUME = "resume"
    SIGNUP = "signup"


@dataclass(frozen=True, slots=True)
class Person:
    """Who the event is about.

    ``phone`` is E.164 with ``+``, empty where WhatsApp hides it behind a username; ``user_id`` is
    the business-scoped id, which changes when the person changes number. ``name`` is what the
    person calls themselves and proves nothing.
    """

    phone: str = field(default="", repr=False)
    user_id: str = field(default="", repr=False)
    parent_user_id: str = field(default="", repr=False)
    name: str = field(default="", repr=False)
    username: str = field(default="", repr=False)

    @property
    def known(self) -> bool:
        """Whether the person can be found again at all."""
        return bool(self.phone or self.user_id)


@dataclass(frozen=True, slots=True)
class PlatformError:
    """One entry of an ``errors`` array; act by ``whatsapp.error_codes``. ``code`` -1: not told."""

    code: int
    title: str = ""
    details: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Pricing:
    """What one message costs by: ``category`` and ``type`` (``regular``, ``free_…``)."""

    category: str
    type: str
    model: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What all events share.

    ``dedupe_key`` is the same for every repetition of the event and differs between events. ``at``
    is the platform's time of it (aware, UTC), or the receiving time where the platform gave none.
    ``account_id`` and ``number_id`` say which business account and number it is about.
    """

    dedupe_key: str
    at: datetime
    account_id: str = ""
    number_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InboundMessage(Event):
    """A message from a person. ``context_id`` is the id of the message it answers, if any."""

    message_id: str
    sender: Person
    context_id: str = ""

    @property
    def opens_window(self) -> bool:
        """Whether it opens the 24 hours in which free text may be sent."""
        return True

    @property
    def said(self) -> str:
        """The person's words in it, where a wish to stop may stand; empty if there are none."""
        return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextReceived(InboundMessage):
    """Written text; it may hold a STOP."""

    body: str = field(repr=False)

    @property
    def said(self) -> str:
        """The text."""
        return self.body


@dataclass(frozen=True, slots=True, kw_only=True)
class ButtonTapped(InboundMessage):
    """A tap on a quick-reply button of one of our templates (``context_id`` names the message).

    ``payload`` is what we sent along, or the button's text where the template was sent without.
    """

    payload: str
    text: str

    @property
    def said(self) -> str:
        """The words on the button."""
        return self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplyChosen(InboundMessage):
    """A tap on a reply button (``kind`` ``button_reply``) or a row of a list (``list_reply``)."""

    kind: str
    choice_id: str
    title: str
    description: str = ""

    @property
    def said(self) -> str:
        """The words on the button or row."""
        return self.title


@dataclass(frozen=True, slots=True, kw_only=True)
class MediaReceived(InboundMessage):
    """A picture, film, sound, document or sticker; the ``caption`` may hold a STOP.

    ``kind`` is the platform's word (``image`` …). ``media_id`` can be fetched for a few days.
    """

    kind: str
    media_id: str
    mime_type: str
    caption: str = field(default="", repr=False)
    file_name: str = field(default="", repr=False)

    @property
    def said(self) -> str:
        """What was written under it."""
        return self.caption


@dataclass(frozen=True, slots=True, kw_only=True)
class ReactionReceived(InboundMessage):
    """An emoji put on, or (``emoji`` empty) taken off, one of the messages."""

    target_id: str
    emoji: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherReceived(InboundMessage):
    """A message of another kind: ``location``, ``contacts``, ``order``, ``unsupported``, ``edit``…

    ``text`` holds what can be read in it (an address, a shared number, a new wording), ``phones``
    the numbers of shared contact cards, ``errors`` why the platform could not pass it on.
    """

    kind: str
    text: str = field(default="", repr=False)
    phones: Sequence[str] = field(default=(), repr=False)
    errors: Sequence[PlatformError] = ()

    @property
    def opens_window(self) -> bool:
        """A withdrawn or changed message and an opened chat are not counted on (careful side)."""
        return self.kind not in {"edit", "revoke", "request_welcome"}

    @property
    def said(self) -> str:
        """What can be read in it."""
        return self.text


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentityChanged(Event):
    """A person changed number or user id (``kind`` is the platform's word).

    ``before`` is who they were, ``phone`` and ``user_id`` what is new, each empty if not told.
    """

    kind: str
    message_id: str
    before: Person
    phone: str = field(default="", repr=False)
    user_id: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChanged(Event):
    """How far one of our messages came. ``our_key`` is the key we sent along, empty if not told."""

    message_id: str
    status: DeliveryStatus
    our_key: str
    recipient: Person
    errors: Sequence[PlatformError] = ()
    pricing: Pricing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarketingPreference(Event):
    """A person stopped, resumed or signed up for promotions inside WhatsApp."""

    person: Person
    choice: PreferenceChoice
    detail: str = field(default="", repr=False)
    signup_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateEvent(Event):
    """Something happened to one template in one language; values in the platform's upper case."""

    template_id: str
    template_name: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateStatusChanged(TemplateEvent):
    """``status`` APPROVED, REJECTED, PAUSED, DISABLED …; only APPROVED can be sent."""

    status: str
    category: str = ""
    reason: str = ""
    advice: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateQualityChanged(TemplateEvent):
    """``previous`` and ``current`` are GREEN, YELLOW, RED or UNKNOWN."""

    previous: str
    current: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateCategoryChanged(TemplateEvent):
    """The platform moved, or announces to move, a template to another category.

    ``category`` is the one that counts now; ``announced`` the one that will count after the notice
    (empty when the change is done), ``previous`` the one before (empty in a notice).
    """

    category: str
    announced: str = ""
    previous: str = ""


@dataclass(frozen=True, slots=True)
class Restriction:
    """A ban on one kind of sending, until ``until`` (None: not told)."""

    kind: str
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountChanged(Event):
    """Something happened to the account or the number.

    ``field_name`` is the webhook's field (``account_update``, ``account_alerts``, ``security`` …;
    ``errors`` for problems told beside messages) and ``what`` its event, alert, decision or code.
    ``people_per_day`` is the new limit where one was told (None: not told, or unlimited when
    ``unlimited`` is set). ``value`` is the whole notice as JSON, for the technical page.
    """

    field_name: str
    what: str
    restrictions: Sequence[Restriction] = ()
    violation: str = ""
    ban_state: str = ""
    people_per_day: int | None = None
    unlimited: bool = False
    errors: Sequence[PlatformError] = ()
    value: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnknownEvent(Event):
    """Something we do not understand, kept whole so that a later version may."""

    field_name: str
    kind: str
    value: str = field(repr=False)
