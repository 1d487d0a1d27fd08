"""Answering by hand: only on her own message under 24 hours old, once a wish, by the one gate."""

from datetime import timedelta
from uuid import uuid4

import pytest

from salon_desktop.application.commands.reply_to_client import (
    ReplyEmpty,
    ReplyRefused,
    ReplyToClient,
)
from salon_desktop.application.commands.send_due import SendDueHandler
from salon_desktop.application.gate_facts import GateFacts
from salon_desktop.application.ports.platform import Accepted
from salon_desktop.application.ports.unit_of_work import NotFound
from salon_desktop.domain.clients.names import TextRefused
from salon_desktop.domain.consent.events import EventKind
from salon_desktop.domain.messaging.gate import Ground
from salon_desktop.domain.messaging.message import MessageKind, MessagePurpose, MessageState
from salon_desktop.infrastructure.public_holidays import PublicHolidays
from salon_desktop.whatsapp.payloads import TEXT_LIMIT, TextMessage
from tests.consent_desk import NUMBER, OTHER_NUMBER

DAY = timedelta(hours=24)


def wish(client_id, text="Sì, alle 14:30 va bene.", **other):
    return ReplyToClient(**({"client_id": client_id, "text": text, "key": str(uuid4())} | other))


class Platform:
    """Takes what is sent; a fake at the port."""

    def __init__(self):
        self.sent = []

    def send(self, message):
        self.sent.append(message)
        return Accepted(platform_id=f"wamid.{len(self.sent)}")


class Lease:
    """One sender that lives."""

    owner = "me"

    def lives(self, owner):
        return owner == self.owner


@pytest.fixture
def platform():
    return Platform()


@pytest.fixture
def sweep(desk, platform):
    return SendDueHandler(
        desk.open_unit, desk.clock, platform, GateFacts(PublicHolidays()), Lease()
    )


@pytest.fixture
def anna(desk):
    return desk.client()


def test_an_answer_relies_on_her_own_last_message_and_is_due_at_once(desk, reply, anna):
    desk.wrote(anna, "prima")
    desk.later(minutes=3)
    last = desk.wrote(anna, "posso spostare?")
    written_at = desk.clock.now()
    desk.later(minutes=2)
    kept = reply(wish(anna))
    assert kept.kind is MessageKind.REPLY
    assert kept.purpose is MessagePurpose.ANSWER
    assert kept.ground == Ground(kind="inbound", event_id=last)
    assert (kept.state, kept.due_at) == (MessageState.PLANNED, desk.clock.now())
    assert kept.expires_at == written_at + DAY
    assert (kept.address, kept.template, kept.language) == (NUMBER, None, "it")
    assert kept.content == {"body": "Sì, alle 14:30 va bene.", "buttons": []}


def test_the_sweep_sends_the_answer_as_plain_text_and_once(desk, reply, sweep, platform, anna):
    desk.wrote(anna, "ciao")
    reply(wish(anna, "Buongiorno!"))
    assert sweep(drained=True).accepted == 1
    assert sweep(drained=True).accepted == 0
    (sent,) = platform.sent
    assert isinstance(sent, TextMessage)
    assert (sent.to, sent.body) == (NUMBER, "Buongiorno!")


def test_an_answer_needs_no_consent_because_her_message_is_the_ground(desk, reply, sweep, anna):
    desk.agrees(anna)
    desk.say(anna, EventKind.WITHDRAWN)
    desk.wrote(anna, "STOP", outcome="stop_everything")
    reply(wish(anna, "Va bene, non scriviamo più."))
    assert sweep(drained=True).accepted == 1


def test_the_same_wish_twice_is_one_message_and_two_wishes_are_two(desk, reply, anna):
    desk.wrote(anna, "ciao")
    once = wish(anna)
    assert reply(once).id == reply(once).id
    assert reply(wish(anna)).id != reply(once).id
    assert len(desk.messages(anna)) == 2


def test_a_client_who_never_wrote_cannot_be_answered(desk, reply, anna):
    with pytest.raises(ReplyRefused) as refused:
        reply(wish(anna))
    assert refused.value.facts == {"reason": "no_inbound"}
    assert desk.messages(anna) == []


def test_the_window_closes_to_the_second(desk, reply, anna):
    desk.wrote(anna, "ciao")
    opened = desk.clock.now()
    desk.clock.set(opened + DAY - timedelta(seconds=1))
    assert reply(wish(anna)).state is MessageState.PLANNED
    desk.clock.set(opened + DAY)
    with pytest.raises(ReplyRefused) as refused:
        reply(wish(anna))
    assert refused.value.facts == {"reason": "window_closed"}
    assert len(desk.messages(anna)) == 1


def test_an_answer_that_waits_past_the_window_never_leaves(desk, reply, sweep, platform, anna):
    desk.wrote(anna, "ciao")
    kept = reply(wish(anna))
    desk.later(hours=24)
    sweep(drained=True)
    assert desk.message(kept.id).state is MessageState.EXPIRED
    assert platform.sent == []


def test_a_switch_in_the_app_or_a_new_number_opens_no_window(desk, reply, anna):
    desk.wrote(anna, "stop", kind="preference", outcome="platform_stop")
    desk.wrote(anna, "", kind="number_changed", outcome="number_changed")
    with pytest.raises(ReplyRefused) as refused:
        reply(wish(anna))
    assert refused.value.facts == {"reason": "no_inbound"}


def test_the_answer_goes_to_the_number_she_wrote_from(desk, reply):
    client_id = desk.client(NUMBER, OTHER_NUMBER)
    desk.wrote(client_id, "ciao", address=OTHER_NUMBER)
    assert reply(wish(client_id)).address == OTHER_NUMBER


def test_a_client_behind_a_user_name_is_answered_by_the_platform_s_own_id(desk, reply, anna):
    desk.wrote(anna, "ciao", address=None, user_id="IT.9000001")
    assert reply(wish(anna)).address == "IT.9000001"


def test_a_number_the_platform_does_not_know_is_refused_with_its_reason(desk, reply, anna):
    desk.wrote(anna, "ciao")
    with desk.open_unit() as unit:
        unit.clients.mark_number(NUMBER, on_platform=False, now=desk.clock.now())
        unit.commit()
    with pytest.raises(ReplyRefused) as refused:
        reply(wish(anna))
    assert refused.value.facts == {"reason": "not_on_platform"}


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_an_empty_answer_is_refused(desk, reply, anna, text):
    desk.wrote(anna, "ciao")
    with pytest.raises(ReplyEmpty):
        reply(wish(anna, text))
    assert desk.messages(anna) == []


def test_an_answer_may_be_as_long_as_the_platform_takes_and_no_longer(desk, reply, anna):
    desk.wrote(anna, "ciao")
    assert reply(wish(anna, "a" * TEXT_LIMIT)).content["body"] == "a" * TEXT_LIMIT
    with pytest.raises(TextRefused) as refused:
        reply(wish(anna, "a" * (TEXT_LIMIT + 1)))
    assert refused.value.facts["reason"] == "too_long"


def test_line_breaks_stay_and_blanks_around_go(desk, reply, anna):
    desk.wrote(anna, "ciao")
    assert reply(wish(anna, "  Buongiorno\r\nVera \n")).content["body"] == "Buongiorno\nVera"


def test_nobody_is_answered_who_is_not_in_the_book(desk, reply):
    with pytest.raises(NotFound):
        reply(wish(4711))


def test_a_wish_without_a_proper_key_is_a_mistake_of_the_program(desk, reply, anna):
    desk.wrote(anna, "ciao")
    with pytest.raises(ValueError, match="UUID"):
        reply(wish(anna, key="again"))


def test_the_text_stays_out_of_what_is_printed(anna):
    assert "14:30" not in repr(wish(anna))
