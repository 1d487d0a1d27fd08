"""Paths, tokens, bodies and the error envelope."""

from __future__ import annotations

import json
import socket
from urllib.parse import urlsplit

from salon_desktop.practice import PracticePlatform
from tests.practice.calling_salon import Salon


def test_the_platform_listens_on_loopback_only(platform: PracticePlatform) -> None:
    assert urlsplit(platform.address).hostname == "127.0.0.1"


def test_an_error_has_the_exact_envelope(salon: Salon) -> None:
    reply = salon.template("missing")
    assert reply.status == 404
    error = dict(reply.error)
    assert error.pop("fbtrace_id")
    assert error == {
        "message": "(#132001) Template name does not exist in the translation",
        "type": "OAuthException",
        "code": 132001,
        "error_data": {
            "messaging_product": "whatsapp",
            "details": "template name (missing) does not exist in it",
        },
    }


def test_every_error_has_its_own_trace(salon: Salon) -> None:
    traces = {salon.template("missing").error["fbtrace_id"] for _ in range(3)}
    assert len(traces) == 3


def test_a_call_without_a_token_is_refused_with_104(salon: Salon) -> None:
    salon.token = None
    reply = salon.send()
    assert (reply.status, reply.code) == (401, 104)


def test_a_token_in_the_address_does_not_count(salon: Salon) -> None:
    path = f"{salon.platform.phone_number_id}?access_token={salon.token}"
    salon.token = None
    assert salon.get(path).code == 104


def test_an_unknown_token_is_refused_with_190(salon: Salon) -> None:
    salon.token = "somebody-elses"
    reply = salon.send()
    assert (reply.status, reply.code) == (401, 190)
    assert "error_subcode" not in reply.error


def test_an_expired_token_carries_subcode_463_and_a_new_one_works(salon: Salon) -> None:
    salon.platform.account.expire_token()
    reply = salon.send()
    assert (reply.status, reply.code, reply.error["error_subcode"]) == (401, 190, 463)
    salon.token = salon.platform.account.renew_token()
    assert salon.send().status == 200


def test_a_token_without_the_permission_is_refused_with_403(salon: Salon) -> None:
    salon.platform.account.permissions.discard("whatsapp_business_messaging")
    assert (salon.send().status, salon.send().code) == (403, 10)
    assert salon.get(salon.platform.waba_id).status == 200


def test_a_token_without_the_asset_is_refused_with_subcode_33(salon: Salon) -> None:
    salon.platform.account.assigned = False
    reply = salon.get(salon.platform.waba_id)
    assert (reply.code, reply.error["error_subcode"]) == (100, 33)


def test_an_unknown_object_is_803(salon: Salon) -> None:
    reply = salon.get("999999999")
    assert (reply.status, reply.code) == (404, 803)
    assert reply.error["type"] == "GraphMethodException"


def test_an_unknown_version_or_edge_is_2500(salon: Salon) -> None:
    assert salon.call("GET", salon.platform.waba_id, version="v9.0").code == 2500
    assert salon.get(f"{salon.platform.waba_id}/treasure").code == 2500


def test_a_method_an_edge_does_not_know_is_100(salon: Salon) -> None:
    assert salon.call("DELETE", f"{salon.platform.phone_number_id}/register").code == 100


def test_a_body_that_is_not_json_is_100(salon: Salon) -> None:
    path = f"{salon.platform.phone_number_id}/messages"
    assert salon.call("POST", path, b"{half").code == 100
    assert salon.call("POST", path, b"[1]").code == 100
    assert salon.call("POST", path, b"[" * 100_000).code == 100


def test_a_body_of_another_content_type_is_100(salon: Salon) -> None:
    path = f"{salon.platform.phone_number_id}/messages"
    reply = salon.call("POST", path, {"to": "x"}, headers={"Content-Type": "text/plain"})
    assert (reply.status, reply.code) == (400, 100)


def test_a_huge_body_is_not_read(salon: Salon) -> None:
    parts = urlsplit(salon.platform.address)
    with socket.create_connection((parts.hostname, parts.port or 0), timeout=10) as line:
        line.sendall(b"POST /v26.0/x HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999\r\n\r\n")
        assert line.recv(100).startswith(b"HTTP/1.1 413")


def test_answers_name_the_version_and_the_usage(salon: Salon) -> None:
    reply = salon.get(salon.platform.waba_id)
    assert reply.headers["facebook-api-version"] == "v26.0"
    usage = json.loads(reply.headers["x-business-use-case-usage"])
    assert usage[salon.platform.waba_id][0]["call_count"] == 0


def test_one_connection_serves_many_calls(salon: Salon) -> None:
    line = salon.connection()
    try:
        for _ in range(3):
            line.request(
                "GET",
                f"/v26.0/{salon.platform.waba_id}",
                headers={"Authorization": f"Bearer {salon.token}"},
            )
            answer = line.getresponse()
            answer.read()
            assert answer.status == 200
            assert not answer.will_close
    finally:
        line.close()


def test_the_same_seed_gives_the_same_ids_and_secrets(start, salon: Salon) -> None:
    twin, other = start(), start(seed="another")
    assert twin.platform.token == salon.platform.token
    assert twin.platform.app_secret == salon.platform.app_secret
    assert twin.send().message_id == salon.send().message_id
    assert other.platform.token != salon.platform.token
    assert other.send().message_id != salon.send().message_id


def test_http_statuses_of_codes_can_be_chosen(start) -> None:
    salon = start(http_status={132001: 400})
    assert salon.template("missing").status == 400
