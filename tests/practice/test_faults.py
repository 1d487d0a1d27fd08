"""Ordered trouble: what the caller sees, and what the platform took all the same."""

from __future__ import annotations

import http.client
import json
import threading

import pytest

from salon_desktop.practice import Calls, Fault, FaultKind, PracticePlatform
from tests.practice.calling_salon import ANNA, Receiver, Salon


@pytest.mark.parametrize(
    ("name", "status", "code"),
    [
        ("500", 500, 131000),
        ("429", 429, 130429),
        ("130429", 429, 130429),
        ("131056", 429, 131056),
        ("190", 401, 190),
        ("131016", 503, 131016),
    ],
)
def test_an_ordered_error_is_answered_and_nothing_taken(
    salon: Salon, name: str, status: int, code: int
) -> None:
    salon.platform.inject(Fault.named(name))
    reply = salon.send()
    assert (reply.status, reply.code) == (status, code)
    assert salon.platform.taken == ()
    assert salon.send().status == 200


def test_a_503_can_come_without_a_body(salon: Salon) -> None:
    salon.platform.inject(Fault(FaultKind.EMPTY_503))
    reply = salon.send()
    assert (reply.status, reply.body) == (503, b"")
    assert salon.platform.taken == ()


@pytest.mark.parametrize(
    ("kind", "taken"), [(FaultKind.RESET_BEFORE, 0), (FaultKind.RESET_AFTER, 1)]
)
def test_a_cut_before_and_after_taking_look_the_same(
    salon: Salon, kind: FaultKind, taken: int
) -> None:
    salon.platform.inject(Fault(kind))
    with pytest.raises(http.client.RemoteDisconnected):
        salon.send(biz_opaque_callback_data="job:1")
    assert len(salon.platform.taken) == taken


def test_a_cut_can_be_abrupt(salon: Salon) -> None:
    salon.platform.inject(Fault(FaultKind.RESET_AFTER, abrupt=True))
    with pytest.raises(ConnectionResetError):
        salon.send()
    assert len(salon.platform.taken) == 1


def test_a_message_taken_before_the_cut_goes_its_way(salon: Salon, subscribed: Receiver) -> None:
    salon.platform.inject(Fault(FaultKind.RESET_AFTER))
    with pytest.raises(http.client.RemoteDisconnected):
        salon.send(biz_opaque_callback_data="job:1")
    salon.platform.settle()
    told = [(one["status"], one["biz_opaque_callback_data"]) for one in subscribed.statuses]
    assert told == [("sent", "job:1"), ("delivered", "job:1")]


def test_half_an_answer_is_half_an_answer(salon: Salon) -> None:
    salon.platform.inject(Fault(FaultKind.HALF_ANSWER))
    with pytest.raises(http.client.IncompleteRead):
        salon.send()
    assert len(salon.platform.taken) == 1


def test_rubbish_comes_with_200(salon: Salon) -> None:
    salon.platform.inject(Fault(FaultKind.BAD_JSON))
    reply = salon.send()
    assert reply.status == 200
    with pytest.raises(json.JSONDecodeError):
        json.loads(reply.body)
    assert len(salon.platform.taken) == 1


def test_an_error_can_come_although_the_message_was_taken(salon: Salon) -> None:
    salon.platform.inject(Fault(FaultKind.ERROR_AFTER, code=131000))
    assert salon.send().status == 500
    salon.platform.settle()
    assert salon.platform.taken[0].status == "delivered"


@pytest.mark.parametrize(("kind", "taken"), [(FaultKind.HANG, 1), (FaultKind.HANG_BEFORE, 0)])
def test_a_hang_answers_nothing_whether_it_took_or_not(
    salon: Salon, kind: FaultKind, taken: int
) -> None:
    salon.platform.inject(Fault(kind))
    salon.timeout = 0.2
    with pytest.raises(TimeoutError):
        salon.send()
    assert len(salon.platform.taken) == taken


def test_a_hanging_message_travels_meanwhile(salon: Salon, subscribed: Receiver) -> None:
    salon.platform.inject(Fault(FaultKind.HANG))
    salon.timeout = 0.2
    with pytest.raises(TimeoutError):
        salon.send()
    assert salon.platform.settle()
    assert [one["status"] for one in subscribed.statuses] == ["sent", "delivered"]


def test_a_hanging_call_is_answered_when_it_is_released(salon: Salon) -> None:
    salon.platform.inject(Fault(FaultKind.HANG))
    struck = threading.Event()
    stop = salon.platform.phones.watch(lambda _number: struck.set())
    replies: list[int] = []
    caller = threading.Thread(target=lambda: replies.append(salon.send().status))
    caller.start()
    assert struck.wait(5)
    assert replies == []
    salon.platform.clear_faults()
    caller.join(5)
    stop()
    assert replies == [200]


def test_stopping_ends_hanging_calls(salon: Salon) -> None:
    salon.platform.inject(Fault(FaultKind.HANG))
    struck = threading.Event()
    salon.platform.phones.watch(lambda _number: struck.set())
    seen: list[type[BaseException]] = []

    def call() -> None:
        try:
            salon.send()
        except (OSError, http.client.HTTPException) as trouble:
            seen.append(type(trouble))

    caller = threading.Thread(target=call)
    caller.start()
    assert struck.wait(5)
    salon.platform.stop()
    caller.join(5)
    assert seen == [http.client.RemoteDisconnected]


def test_a_slow_answer_comes_after_its_seconds(salon: Salon) -> None:
    salon.platform.inject(Fault(FaultKind.SLOW, seconds=0.3, times=2))
    salon.timeout = 0.1
    with pytest.raises(TimeoutError):
        salon.send()
    salon.timeout = 5
    assert salon.send().status == 200


def test_an_idle_connection_is_closed_after_an_ordinary_answer(salon: Salon) -> None:
    salon.platform.inject(Fault(FaultKind.CLOSE_IDLE, calls=Calls.ANY))
    line = salon.connection()
    headers = {"Authorization": f"Bearer {salon.token}"}
    try:
        line.request("GET", f"/v26.0/{salon.platform.waba_id}", headers=headers)
        answer = line.getresponse()
        answer.read()
        assert (answer.status, answer.getheader("connection")) == (200, "keep-alive")
        with pytest.raises((http.client.RemoteDisconnected, ConnectionError)):
            line.request("GET", f"/v26.0/{salon.platform.waba_id}", headers=headers)
            line.getresponse()
    finally:
        line.close()


def test_a_fault_counts_its_times(salon: Salon) -> None:
    salon.platform.inject(Fault.named("500", times=2))
    assert [salon.send().status for _ in range(3)] == [500, 500, 200]
    assert salon.platform.faults.struck == 2


def test_a_fault_without_number_stays_until_cleared(salon: Salon) -> None:
    salon.platform.inject(Fault.named("503", times=None))
    assert [salon.send().status for _ in range(5)] == [503] * 5
    salon.platform.clear_faults()
    assert salon.send().status == 200


def test_a_fault_can_aim_at_one_recipient(salon: Salon) -> None:
    salon.platform.inject(Fault(FaultKind.ERROR, code=131056, to=ANNA))
    assert salon.send("+393330000002").status == 200
    assert salon.send("+39 333 000 0001").code == 131056


def test_a_fault_on_sends_spares_reads_and_marks(salon: Salon, platform: PracticePlatform) -> None:
    platform.inject(Fault.named("500", times=None))
    assert salon.get(platform.waba_id).status == 200
    mark = {
        "messaging_product": "whatsapp",
        "status": "read",
        "message_id": platform.phones.say(ANNA, "Ciao"),
    }
    assert salon.post(f"{platform.phone_number_id}/messages", mark).status == 200
    assert platform.faults.struck == 0


def test_reads_can_have_faults_too(salon: Salon) -> None:
    salon.platform.inject(Fault(FaultKind.ERROR, code=2, calls=Calls.MANAGE))
    assert salon.get(salon.platform.waba_id).status == 503
    assert salon.get(salon.platform.waba_id).status == 200


def test_an_unknown_name_is_no_fault() -> None:
    with pytest.raises(ValueError, match="unknown fault"):
        Fault.named("gremlins")
