"""The ports to the WhatsApp platform: one to send, one to ask and set up the account."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from salon_desktop.whatsapp.payloads import OutgoingMessage
from salon_desktop.whatsapp.templates import PlatformTemplate, TemplateDefinition


@dataclass(frozen=True, slots=True)
class Accepted:
    """The platform took the message; delivery is told later by webhooks.

    ``platform_id`` is its ``wamid…``; ``held`` says that it waits for early feedback on a new
    template and may still be dropped. ``user_id`` is the person's business-scoped id and ``phone``
    the number WhatsApp knows them by (with ``+``), each empty where the platform did not tell.
    """

    platform_id: str
    held: bool = False
    user_id: str = field(default="", repr=False)
    phone: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class HealthTrouble:
    """One reason why the platform limits or blocks sending."""

    entity: str
    code: int
    description: str
    solution: str


@dataclass(frozen=True, slots=True)
class NumberHealth:
    """What the platform says about the salon's number; words in its own upper case.

    ``quality`` GREEN, YELLOW, RED or UNKNOWN; ``can_send`` AVAILABLE, LIMITED, BLOCKED or empty;
    ``limit_tier`` the platform's word and ``people_per_day`` its meaning: unique people a moving
    24 hours outside of open windows, None where unlimited or not told (``limit_tier`` tells which).
    ``on_phone_app`` marks a number that also lives in the phone app.
    """

    number_id: str
    display_number: str
    verified_name: str
    name_status: str
    quality: str
    status: str
    limit_tier: str
    people_per_day: int | None
    throughput: str
    account_mode: str
    on_phone_app: bool
    can_send: str
    troubles: Sequence[HealthTrouble]
    webhook_address: str


@dataclass(frozen=True, slots=True)
class AccountHealth:
    """What the platform says about the WhatsApp Business account; words in its own upper case.

    ``marketing_disabled`` means that promotions are refused on the ordinary endpoint (131063).
    ``template_count`` and ``template_limit`` are None where the platform did not tell.
    """

    account_id: str
    name: str
    currency: str
    timezone: str
    country: str
    review_status: str
    verification_status: str
    marketing_status: str
    marketing_disabled: bool
    can_send: str
    troubles: Sequence[HealthTrouble]
    template_count: int | None = None
    template_limit: int | None = None


@dataclass(frozen=True, slots=True)
class TemplateSubmission:
    """The answer to a submitted template; ``category`` may differ from the one asked for."""

    template_id: str
    status: str
    category: str


@dataclass(frozen=True, slots=True)
class TokenCheck:
    """Whether the token is accepted and reaches the salon's number and account."""

    valid: bool
    reaches_number: bool
    reaches_account: bool
    code: int | None = None


@dataclass(frozen=True, slots=True)
class Subscription:
    """One app that gets this account's webhooks, and its own address where one was set."""

    app_id: str
    app_name: str
    callback_address: str


class Messenger(Protocol):
    """Sends one message. Nothing is repeated inside: the caller knows what happened to each try."""

    def send(self, message: OutgoingMessage) -> Accepted:
        """Send ``message`` once.

        Raises MessagingOffline (certainly not taken), MessagingUnclear (may have been taken; never
        repeat it blindly), MessagingRefused (act by ``whatsapp.error_codes``), SecretsUnavailable.
        """
        ...


class PlatformAccount(Protocol):
    """Questions and set-up of the account.

    Every method raises MessagingOffline, MessagingRefused and SecretsUnavailable; the two that
    change something (``submit_template``, ``subscribe``) raise MessagingUnclear besides.
    """

    def templates(self) -> Sequence[PlatformTemplate]:
        """Return all templates of the account, all pages."""
        ...

    def submit_template(self, definition: TemplateDefinition) -> TemplateSubmission:
        """Hand in one template in one language for review."""
        ...

    def number_health(self) -> NumberHealth:
        """Return quality, limits and state of the number."""
        ...

    def account_health(self) -> AccountHealth:
        """Return review, verification and sending state of the account."""
        ...

    def check_token(self) -> TokenCheck:
        """Tell whether the token works; a refused token is an answer here, not an error."""
        ...

    def subscriptions(self) -> Sequence[Subscription]:
        """Return the apps that receive this account's webhooks."""
        ...

    def subscribe(self, callback_address: str, verify_token: str) -> None:
        """Have this account's webhooks sent to ``callback_address`` (https, the relay's hook)."""
        ...
