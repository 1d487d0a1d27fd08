"""Messages that arrive, refusals, and what must never leak (drill S10)."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator

import pytest

from salon_desktop.application.failures import (
    MessagingOffline,
    MessagingRefused,
    MessagingUnclear,
    SecretsUnavailable,
)
from salon_desktop.application.ports.platform import Messenger
from salon_desktop.infrastructure.graph_api.access import GraphSettings
from salon_desktop.infrastructure.graph_api.client import GraphMessenger
from salon_desktop.infrastructure.graph_api.transport import Timing
from salon_desktop.whatsapp.payloads import TextMessage, graph_body

GOOD = {
    "messaging_product": "whatsapp",
    "contacts": [{"input": "+390200000000", "wa_id": "390200000000", "user_id": "IT.9"}],
    "messages": [{"id": "wamid.SAMPLE0001"}],
}
PATIENT = Timing(connect=2.0, read=5.0, whole=10.0)


def failure(code: int, **more: object) -> dict[str, object]:
    return {"error": {"message": "(#1) told", "code": code, "fbtrace_id": "TRACE1", **more}}


# ---- what goes well


def test_an_accepted_message_gives_back_the_platforms_id(answering, access, message):
    server = answering((200, GOOD))
    messenger: Messenger = GraphMessenger(access(server.address))
    accepted = messenger.send(message)
    assert accepted.platform_id == "wamid.SAMPLE0001"
    assert (accepted.held, accepted.user_id, accepted.phone) == (False, "IT.9", "+390200000000")
    (taken,) = server.taken
    assert taken.path == "/v26.0/1000000000001/messages"
    assert taken.headers["authorization"] == "Bearer EAAplantedtoken123"
    assert taken.json == graph_body(message)


@pytest.mark.parametrize(
    ("word", "held"),
    [("accepted", False), ("held_for_quality_assessment", True), ("paused", True)],
)
def test_a_message_that_waits_for_feedback_is_told_apart(answering, access, message, word, held):
    server = answering((200, {"messages": [{"id": "wamid.1", "message_status": word}]}))
    assert GraphMessenger(access(server.address)).send(message).held is held


def test_a_renewed_token_works_at_the_next_message(answering, access, message):
    server = answering((200, GOOD))
    tokens = iter(["EAAfirst", "EAAsecond"])
    messenger = GraphMessenger(access(server.address, read_token=lambda: next(tokens)))
    messenger.send(message)
    messenger.send(message)
    used = [taken.headers["authorization"] for taken in server.taken]
    assert used == ["Bearer EAAfirst", "Bearer EAAsecond"]


# ---- what the platform refuses


@pytest.mark.parametrize(
    ("status", "code"), [(400, 131026), (400, 131047), (404, 132001), (401, 190), (200, 131050)]
)
def test_a_refusal_carries_code_details_and_trace(answering, access, message, status, code):
    told = failure(code, error_data={"details": "Message undeliverable."})
    server = answering((status, told))
    with pytest.raises(MessagingRefused) as refused:
        GraphMessenger(access(server.address)).send(message)
    assert refused.value.code == code
    assert refused.value.details == "Message undeliverable."
    assert refused.value.trace_id == "TRACE1"


@pytest.mark.parametrize(("subcode", "told"), [(33, 33), (2494055, 100), (2388299, 2388299)])
def test_a_wrong_parameter_is_named_by_its_subcode_where_that_says_more(
    answering, access, message, subcode, told
):
    server = answering((400, failure(100, error_subcode=subcode)))
    with pytest.raises(MessagingRefused) as refused:
        GraphMessenger(access(server.address)).send(message)
    assert refused.value.code == told


# ---- secrets and the surroundings


def chain(problem: BaseException | None) -> Iterator[BaseException]:
    while problem is not None:
        yield problem
        problem = problem.__cause__ or problem.__context__


def hang(line):
    line.take()
    line.server.ending.wait(20)


def cut(line):
    line.take()
    line.reset()


def rubbish(line):
    line.take()
    line.answer(200, "<html>welcome to the hotel network</html>")


@pytest.mark.parametrize("behave", [hang, cut, rubbish])
def test_neither_token_nor_words_hang_on_a_failure_or_stand_in_a_log(
    serve, access, message, caplog, behave
):
    caplog.set_level(logging.DEBUG)
    server = serve(behave)
    with pytest.raises(MessagingUnclear) as unclear:
        GraphMessenger(access(server.address)).send(message)
    for problem in chain(unclear.value):
        assert type(problem).__module__.startswith("salon_desktop")
        assert "EAA" not in repr(vars(problem))
    for secret in ("EAAplanted", "390200000000", "Planted words"):
        assert secret not in caplog.text
    assert "key-7f3a" in caplog.text


def test_a_message_that_never_left_has_no_trace_of_the_token(refused_address, access, message):
    with pytest.raises(MessagingOffline) as offline:
        GraphMessenger(access(refused_address)).send(message)
    assert offline.value.__cause__ is None
    assert offline.value.__context__ is None


@pytest.mark.parametrize(
    ("token", "code"),
    [(None, 104), ("", 104), ("EAA\r\nX-Injected: 1", 190), ("EAA two", 190), ("EAAé", 190)],
)
def test_a_token_that_cannot_be_used_is_refused_without_a_call(
    answering, access, message, token, code
):
    server = answering((200, GOOD))
    with pytest.raises(MessagingRefused) as refused:
        GraphMessenger(access(server.address, read_token=lambda: token)).send(message)
    assert refused.value.code == code
    assert "EAA" not in repr(vars(refused.value))
    assert server.connections == 0


def test_blanks_around_a_pasted_token_do_no_harm(answering, access, message):
    server = answering((200, GOOD))
    GraphMessenger(access(server.address, read_token=lambda: " EAAx\n")).send(message)
    assert server.taken[0].headers["authorization"] == "Bearer EAAx"


def test_a_locked_keyring_passes_through(answering, access, message):
    def locked() -> str:
        raise SecretsUnavailable

    server = answering((200, GOOD))
    with pytest.raises(SecretsUnavailable):
        GraphMessenger(access(server.address, read_token=locked)).send(message)
    assert server.connections == 0


def test_proxies_and_passwords_of_the_machine_are_not_used(
    answering, access, message, refused_address, monkeypatch, tmp_path
):
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, refused_address)
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login someone password else\n")
    monkeypatch.setenv("NETRC", str(netrc))
    server = answering((200, GOOD, {"Set-Cookie": "seen=1"}))
    messenger = GraphMessenger(access(server.address))
    messenger.send(message)
    messenger.send(message)
    assert server.taken[1].headers["authorization"] == "Bearer EAAplantedtoken123"
    assert "cookie" not in server.taken[1].headers


@pytest.mark.parametrize(
    "address",
    [
        "http://graph.example.org",
        "ftp://127.0.0.1",
        "graph.facebook.com",
        "https://user:secret@graph.example.org",
        "https://graph.example.org/?access_token=1",
        "",
    ],
)
def test_an_address_that_would_leak_or_cannot_be_called_is_refused_at_set_up(address):
    with pytest.raises(ValueError, match="address"):
        GraphSettings(number_id="1", account_id="2", base_address=address)


@pytest.mark.parametrize("broken", [{"version": "26"}, {"number_id": "1/../2"}, {"account_id": ""}])
def test_ids_and_versions_cannot_change_the_path(broken):
    with pytest.raises(ValueError, match=r"version|ids"):
        GraphSettings(**{"number_id": "1", "account_id": "2", **broken})


def test_a_client_may_be_used_from_several_threads(answering, access):
    server = answering((200, GOOD))
    messenger = GraphMessenger(access(server.address, timing=PATIENT))
    messages = [TextMessage(key=f"k{n}", to="+390200000000", body="x") for n in range(20)]
    threads = [threading.Thread(target=messenger.send, args=(one,)) for one in messages]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    keys = sorted(taken.json["biz_opaque_callback_data"] for taken in server.taken)
    assert keys == sorted(one.key for one in messages)
