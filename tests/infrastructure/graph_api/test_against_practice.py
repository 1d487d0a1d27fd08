"""Two readings of the platform's documents check each other: our client and the practice platform.

A message goes out through the client, comes to the practice phone, and what happens there comes
back through a real relay to the desk's inbox and reader.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeVar

import pytest

import salon_relay
from salon_desktop.application.failures import (
    MessagingOffline,
    MessagingRefused,
    MessagingUnclear,
)
from salon_desktop.infrastructure.graph_api.access import GraphAccess, GraphSettings
from salon_desktop.infrastructure.graph_api.account import GraphAccount
from salon_desktop.infrastructure.graph_api.client import GraphMessenger
from salon_desktop.infrastructure.graph_api.transport import Timing
from salon_desktop.infrastructure.relay_inbox import HttpRelayInbox
from salon_desktop.practice import Calls, Fault, FaultKind, PracticePlatform, ReviewPolicy
from salon_desktop.whatsapp.events import (
    AccountChanged,
    ButtonTapped,
    DeliveryStatus,
    Event,
    IdentityChanged,
    MarketingPreference,
    MediaReceived,
    PreferenceChoice,
    ReactionReceived,
    ReplyChosen,
    StatusChanged,
    TemplateStatusChanged,
    TextReceived,
    UnknownEvent,
)
from salon_desktop.whatsapp.payloads import (
    ButtonsMessage,
    ReplyButton,
    TemplateMessage,
    TextMessage,
)
from salon_desktop.whatsapp.signature import is_genuine
from salon_desktop.whatsapp.templates import load_definitions
from salon_desktop.whatsapp.webhook import read_events

ANNA = "+393330000001"
DESK_KEY = "desk-key-with-enough-letters-in-it-0123456789"
SHIPPED = sorted((Path(__file__).parents[3] / "resources" / "templates").glob("*.json"))
REMINDER = next(file for file in SHIPPED if file.stem == "appointment_reminder_1")

E = TypeVar("E", bound=Event)


class Desk:
    """The desk's two lines: to the platform, and from the relay."""

    def __init__(self, platform: PracticePlatform, relay: str) -> None:
        self.platform = platform
        settings = GraphSettings(
            number_id=platform.phone_number_id,
            account_id=platform.waba_id,
            base_address=platform.address,
            timing=Timing(connect=2.0, read=1.0, whole=5.0),
        )
        self.access = GraphAccess(settings, lambda: platform.token)
        self.messenger = GraphMessenger(self.access)
        self.account = GraphAccount(self.access)
        self.relay = relay
        self.inbox = HttpRelayInbox(relay, lambda: DESK_KEY)
        self._after = 0

    def news(self) -> list[Event]:
        """Return every event since the last look, verified and read."""
        assert self.platform.settle()
        found: list[Event] = []
        while (pulled := self.inbox.pull(self._after, 0)).events:
            for one in pulled.events:
                assert is_genuine(self.platform.app_secret, one.body, one.signature)
                found += read_events(one.body, one.received_at)
            self._after = pulled.events[-1].seq
            self.inbox.acknowledge(self._after)
        assert not [event for event in found if isinstance(event, UnknownEvent)]
        return found

    def one(self, wanted: type[E]) -> E:
        """Return the only event of a type among the news."""
        (event,) = (event for event in self.news() if isinstance(event, wanted))
        return event

    def close(self) -> None:
        self.access.close()
        self.inbox.close()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with PracticePlatform(clock=lambda: datetime.now(UTC)) as platform:
        salon = salon_relay.SalonConfig(
            platform.app_secret, platform.verify_token, [salon_relay.digest_of(DESK_KEY)]
        )
        config = salon_relay.RelayConfig(tmp_path / "relay.sqlite", {"mirtilla": salon})
        with salon_relay.running(config) as relay:
            platform.deliver_to(f"{relay.address}/hook/mirtilla")
            made = Desk(platform, relay.address)
            yield made
            made.close()


def reminder(key: str = "key-1") -> TemplateMessage:
    return TemplateMessage(
        key=key,
        to=ANNA,
        template="appointment_reminder_1",
        language="it",
        parameters={
            "first_name": "Anna",
            "day": "giovedì 26 novembre",
            "time": "15:30",
            "salon": "Istituto Mirtilla",
        },
        button_payloads=["v1:confirm:4711", "v1:move:4711", "v1:cancel:4711"],
    )


@pytest.fixture
def with_templates(desk: Desk) -> Desk:
    for definition in load_definitions(REMINDER.read_bytes()):
        desk.account.submit_template(definition)
    desk.news()
    return desk


# ---- set-up


@pytest.mark.parametrize("file", SHIPPED, ids=lambda file: file.stem)
def test_every_shipped_template_passes_review_in_every_language(desk, file):
    definitions = load_definitions(file.read_bytes())
    for definition in definitions:
        assert desk.account.submit_template(definition).category == definition.category
    kept = {(one.name, one.language): one for one in desk.account.templates()}
    for definition in definitions:
        theirs = kept[definition.name, definition.language]
        assert theirs.text == definition.text
        assert theirs.ttl_seconds == definition.ttl_seconds
        assert theirs.sendable


def test_a_template_moved_to_marketing_says_so_in_the_answer(desk):
    desk.platform.review_by(ReviewPolicy(as_marketing=True))
    definition = load_definitions(REMINDER.read_bytes())[0]
    assert desk.account.submit_template(definition).category == "MARKETING"


def test_a_rejected_template_tells_the_reason_by_webhook(desk):
    desk.platform.review_by(ReviewPolicy(outcome="REJECTED", reason="PROMOTIONAL"))
    desk.account.submit_template(load_definitions(REMINDER.read_bytes())[0])
    told = [event for event in desk.news() if isinstance(event, TemplateStatusChanged)]
    assert [(event.status, event.reason) for event in told][-1] == ("REJECTED", "PROMOTIONAL")


def test_health_and_token_of_the_practice_account_are_read(desk):
    number, account = desk.account.number_health(), desk.account.account_health()
    assert (number.quality, number.people_per_day) == ("GREEN", 2_000)
    assert number.can_send == account.can_send == "AVAILABLE"
    assert account.currency == "EUR"
    check = desk.account.check_token()
    assert (check.valid, check.reaches_number, check.reaches_account) == (True, True, True)
    desk.platform.account.revoke_token()
    assert desk.account.check_token().valid is False


def test_the_relay_is_named_in_the_subscriptions(desk):
    hook = f"{desk.relay}/hook/mirtilla"
    desk.account.subscribe(hook, desk.platform.verify_token)
    assert hook in {one.callback_address for one in desk.account.subscriptions()}


# ---- there and back


def test_a_reminder_comes_back_as_statuses_with_our_key_and_a_tap_with_our_payload(with_templates):
    desk = with_templates
    accepted = desk.messenger.send(reminder())
    told = [event for event in desk.news() if isinstance(event, StatusChanged)]
    assert {event.our_key for event in told} == {"key-1"}
    assert {event.message_id for event in told} == {accepted.platform_id}
    assert [event.status for event in told] == [DeliveryStatus.SENT, DeliveryStatus.DELIVERED]
    assert any(event.pricing and event.pricing.category == "utility" for event in told)
    desk.platform.phones.tap(ANNA, index=1)
    events = desk.news()
    (tap,) = (event for event in events if isinstance(event, ButtonTapped))
    assert (tap.payload, tap.context_id) == ("v1:move:4711", accepted.platform_id)
    assert tap.sender.phone == ANNA


def test_what_a_person_writes_does_and_decides_is_read(desk):
    phones = desk.platform.phones
    written = phones.say(ANNA, "STOP, però grazie 💆‍♀️")
    text = desk.one(TextReceived)
    assert (text.message_id, text.body) == (written, "STOP, però grazie 💆‍♀️")
    assert text.sender.phone == ANNA
    phones.send_media(ANNA, caption="ecco")
    assert desk.one(MediaReceived).said == "ecco"
    phones.react(ANNA, written, "👍")
    assert desk.one(ReactionReceived).emoji == "👍"
    phones.stop_promotions(ANNA)
    assert desk.one(MarketingPreference).choice is PreferenceChoice.STOP
    phones.resume_promotions(ANNA)
    assert desk.one(MarketingPreference).choice is PreferenceChoice.RESUME
    phones.change_number(ANNA, "+393330000002")
    moved = desk.one(IdentityChanged)
    assert (moved.before.phone, moved.phone) == (ANNA, "+393330000002")


def test_a_person_behind_a_username_can_be_answered(desk):
    desk.platform.phones.set_up(ANNA, username="anna.m", number_hidden=True)
    desk.platform.phones.say(ANNA, "Avete posto domani?")
    asked = desk.one(TextReceived)
    assert asked.sender.phone == ""
    answer = TextMessage(key="key-2", to=asked.sender.user_id, body="Sì, alle 10.")
    accepted = desk.messenger.send(answer)
    assert accepted.user_id == asked.sender.user_id
    desk.news()
    assert desk.platform.phones.messages(ANNA)[-1].text == "Sì, alle 10."


def test_reply_buttons_come_back_by_their_id(desk):
    desk.platform.phones.say(ANNA, "Ciao")
    desk.news()
    buttons = [ReplyButton("v1:keep:1", "Va bene"), ReplyButton("v1:move:1", "Sposta")]
    desk.messenger.send(ButtonsMessage(key="k", to=ANNA, body="Domani?", buttons=buttons))
    desk.news()
    desk.platform.phones.tap(ANNA, index=1)
    chosen = [event for event in desk.news() if isinstance(event, ReplyChosen)]
    assert [event.choice_id for event in chosen] == ["v1:move:1"]


def test_a_number_without_whatsapp_fails_by_webhook_with_its_code(with_templates):
    desk = with_templates
    desk.platform.phones.set_up(ANNA, has_whatsapp=False)
    desk.messenger.send(reminder())
    failed = [event for event in desk.news() if isinstance(event, StatusChanged)]
    assert [(event.status, event.errors[0].code) for event in failed] == [
        (DeliveryStatus.FAILED, 131026)
    ]


def test_a_new_limit_is_told_by_webhook(desk):
    desk.platform.account.set_limit("TIER_10K")
    limits = {event.people_per_day for event in desk.news() if isinstance(event, AccountChanged)}
    assert 10_000 in limits


# ---- trouble

LOST = [
    FaultKind.EMPTY_503,
    FaultKind.RESET_BEFORE,
    FaultKind.HANG_BEFORE,
    FaultKind.RESET_AFTER,
    FaultKind.HALF_ANSWER,
    FaultKind.BAD_JSON,
    FaultKind.HANG,
    FaultKind.ERROR_AFTER,
]


@pytest.mark.parametrize("kind", LOST)
def test_a_lost_answer_is_unclear_and_the_platform_takes_the_message_once_at_most(
    with_templates, kind
):
    desk = with_templates
    desk.platform.inject(Fault(kind, times=1, calls=Calls.SEND))
    with pytest.raises(MessagingUnclear):
        desk.messenger.send(reminder())
    desk.platform.clear_faults()
    assert len(desk.platform.taken) <= 1
    taken_keys = {one.key for one in desk.platform.taken}
    told = {event.our_key for event in desk.news() if isinstance(event, StatusChanged)}
    assert told == taken_keys


def test_an_idle_connection_closed_by_the_platform_costs_nothing(with_templates):
    desk = with_templates
    desk.platform.inject(Fault(FaultKind.CLOSE_IDLE, times=1))
    desk.messenger.send(reminder("one"))
    desk.news()
    desk.messenger.send(reminder("two"))
    assert len(desk.platform.taken) == 2


@pytest.mark.parametrize("code", [130429, 131056, 131057, 131016, 4, 80007])
def test_asked_to_slow_down_is_certainly_not_taken(with_templates, code):
    desk = with_templates
    desk.platform.inject(Fault(FaultKind.ERROR, code=code))
    with pytest.raises(MessagingOffline) as offline:
        desk.messenger.send(reminder())
    assert offline.value.code == code
    assert desk.platform.taken == ()


@pytest.mark.parametrize("name", ["500", "1", "2", "131000"])
def test_a_platform_that_breaks_is_unclear(with_templates, name):
    desk = with_templates
    desk.platform.inject(Fault.named(name))
    with pytest.raises(MessagingUnclear):
        desk.messenger.send(reminder())


def test_refusals_carry_the_platforms_code(with_templates):
    desk = with_templates

    def code_of(message: TemplateMessage | TextMessage) -> int:
        with pytest.raises(MessagingRefused) as refused:
            desk.messenger.send(message)
        return refused.value.code

    unknown = TemplateMessage(key="k", to=ANNA, template="never_made", language="it")
    assert code_of(unknown) == 132001
    too_few = TemplateMessage(key="k", to=ANNA, template="appointment_reminder_1", language="it")
    assert code_of(too_few) == 132000
    own = TextMessage(key="k", to=desk.platform.business_number, body="Ciao")
    assert code_of(own) == 131021
    desk.platform.account.revoke_token()
    assert code_of(reminder()) in {104, 190}
