"""Asking about the account and setting it up, over real HTTP."""

from __future__ import annotations

import threading
from urllib.parse import parse_qs, urlsplit

import pytest

from salon_desktop.application.failures import (
    MessagingOffline,
    MessagingRefused,
    MessagingUnclear,
)
from salon_desktop.application.ports.platform import PlatformAccount, Subscription
from salon_desktop.infrastructure.graph_api.account import GraphAccount
from salon_desktop.infrastructure.graph_api.transport import Timing
from salon_desktop.whatsapp.templates import TemplateDefinition, TemplateText, create_body


def failure(code: int, **more: object) -> dict[str, object]:
    return {"error": {"message": "told", "code": code, **more}}


def page(*names: str, after: str = "", more: bool = False) -> dict[str, object]:
    shown = [{"id": f"id-{name}", "name": name, "language": "it"} for name in names]
    paging: dict[str, object] = {"cursors": {"before": "b", "after": after}}
    if more:
        paging["next"] = "https://graph.example.org/v26.0/2/message_templates?access_token=EAAx"
    return {"data": shown, "paging": paging}


REMINDER = TemplateDefinition(
    name="appointment_reminder_1",
    language="it",
    category="UTILITY",
    text=TemplateText("", "Ciao {{first_name}}, a domani.", "", ("Confermo",)),
    examples={"first_name": "Giulia"},
    ttl_seconds=43_200,
)


# ---- templates


def test_all_pages_of_templates_are_read_without_calling_the_address_that_holds_a_token(
    answering, access
):
    server = answering(
        (200, page("one", "two", after="m1", more=True)),
        (200, page("three", after="m2", more=True)),
        (200, page("four", after="m3")),
    )
    account: PlatformAccount = GraphAccount(access(server.address))
    assert [one.name for one in account.templates()] == ["one", "two", "three", "four"]
    asked = [parse_qs(urlsplit(taken.path).query) for taken in server.taken]
    assert [one.get("after") for one in asked] == [None, ["m1"], ["m2"]]
    assert "parameter_format" in asked[0]["fields"][0]
    assert all("access_token" not in taken.path for taken in server.taken)


def test_a_list_of_templates_that_goes_in_circles_is_no_list(answering, access):
    server = answering((200, page("one", after="m1", more=True)))
    with pytest.raises(MessagingOffline):
        GraphAccount(access(server.address)).templates()
    assert len(server.taken) == 2


def test_members_of_the_list_that_are_no_templates_are_left_out(answering, access):
    server = answering((200, {"data": [7, {}, {"name": "x"}, {"name": "ok", "language": "de"}]}))
    assert [one.name for one in GraphAccount(access(server.address)).templates()] == ["ok"]


def test_a_submitted_template_tells_the_category_the_platform_chose(answering, access):
    server = answering((200, {"id": "77", "status": "PENDING", "category": "MARKETING"}))
    told = GraphAccount(access(server.address)).submit_template(REMINDER)
    assert (told.template_id, told.status, told.category) == ("77", "PENDING", "MARKETING")
    (taken,) = server.taken
    assert (taken.method, taken.path) == ("POST", "/v26.0/2000000000002/message_templates")
    assert taken.json == create_body(REMINDER)


def test_a_submission_whose_answer_is_lost_is_unclear_and_not_repeated(serve, access):
    def lose(line):
        line.take()
        line.reset()

    server = serve(lose)
    with pytest.raises(MessagingUnclear):
        GraphAccount(access(server.address)).submit_template(REMINDER)
    assert len(server.taken) == 1


def test_a_template_refused_for_its_words_says_which_rule_it_broke(answering, access):
    server = answering((400, failure(100, error_subcode=2388293, error_user_msg="Too many.")))
    with pytest.raises(MessagingRefused) as refused:
        GraphAccount(access(server.address)).submit_template(REMINDER)
    assert (refused.value.code, refused.value.details) == (2388293, "Too many.")


# ---- health

NUMBER = {
    "id": "1000000000001",
    "display_phone_number": "+39 02 0000 0001",
    "verified_name": "Istituto Mirtilla",
    "quality_rating": "YELLOW",
    "name_status": "APPROVED",
    "status": "CONNECTED",
    "throughput": {"level": "STANDARD"},
    "account_mode": "LIVE",
    "is_on_biz_app": True,
    "whatsapp_business_manager_messaging_limit": "TIER_2K",
    "webhook_configuration": {
        "application": "https://a.example",
        "phone_number": "https://p.example",
    },
    "health_status": {
        "can_send_message": "LIMITED",
        "entities": [
            {"entity_type": "PHONE_NUMBER", "id": "1", "can_send_message": "AVAILABLE"},
            {
                "entity_type": "BUSINESS",
                "id": "3",
                "can_send_message": "LIMITED",
                "errors": [
                    {
                        "error_code": 141010,
                        "error_description": "Not verified.",
                        "possible_solution": "Verify the business.",
                    }
                ],
            },
        ],
    },
}


def test_the_number_tells_its_quality_limit_and_troubles(answering, access):
    health = GraphAccount(access(answering((200, NUMBER)).address)).number_health()
    assert (health.quality, health.status, health.limit_tier) == ("YELLOW", "CONNECTED", "TIER_2K")
    assert (health.people_per_day, health.can_send, health.on_phone_app) == (2000, "LIMITED", True)
    assert health.webhook_address == "https://p.example"
    (trouble,) = health.troubles
    assert (trouble.entity, trouble.code) == ("BUSINESS", 141010)
    assert trouble.solution == "Verify the business."


def test_a_number_that_tells_nothing_is_of_unknown_quality(answering, access):
    health = GraphAccount(
        access(answering((200, {"quality_rating": "NA"})).address)
    ).number_health()
    assert (health.quality, health.people_per_day, health.troubles) == ("UNKNOWN", None, ())
    assert health.number_id == "1000000000001"


def test_a_version_that_does_not_know_a_field_is_asked_for_the_basics(answering, access):
    server = answering((400, failure(100)), (200, {"quality_rating": "GREEN"}))
    assert GraphAccount(access(server.address)).number_health().quality == "GREEN"
    assert "health_status" in server.taken[0].path
    assert "health_status" not in server.taken[1].path


def test_the_account_tells_its_state_and_the_room_for_templates(answering, access):
    server = answering(
        (
            200,
            {
                "id": "2000000000002",
                "name": "Mirtilla",
                "currency": "EUR",
                "timezone_id": "59",
                "account_review_status": "APPROVED",
                "business_verification_status": "verified",
                "disable_marketing_messages_on_cloud_api": True,
                "health_status": {"can_send_message": "AVAILABLE"},
            },
        ),
        (200, {"summary": {"message_template_count": 12, "message_template_limit": 250}}),
    )
    health = GraphAccount(access(server.address)).account_health()
    assert (health.review_status, health.verification_status) == ("APPROVED", "VERIFIED")
    assert (health.marketing_disabled, health.can_send) == (True, "AVAILABLE")
    assert (health.template_count, health.template_limit) == (12, 250)


def test_an_account_that_keeps_the_room_for_templates_to_itself_is_healthy_all_the_same(
    answering, access
):
    server = answering((200, {"name": "Mirtilla"}), (403, failure(10)))
    health = GraphAccount(access(server.address)).account_health()
    assert (health.name, health.template_count) == ("Mirtilla", None)


# ---- token


def test_a_good_token_reaches_number_and_account(answering, access):
    check = GraphAccount(access(answering((200, {"id": "1"})).address)).check_token()
    assert (check.valid, check.reaches_number, check.reaches_account) == (True, True, True)
    assert check.code is None


@pytest.mark.parametrize("code", [0, 102, 104, 190])
def test_a_dead_token_is_an_answer_and_not_an_error(answering, access, code):
    check = GraphAccount(access(answering((401, failure(code))).address)).check_token()
    assert (check.valid, check.reaches_number, check.reaches_account) == (False, False, False)
    assert check.code == code


def test_a_token_without_rights_on_the_number_is_valid_but_does_not_reach(answering, access):
    server = answering((400, failure(100, error_subcode=33)), (200, {"id": "2"}))
    check = GraphAccount(access(server.address)).check_token()
    assert (check.valid, check.reaches_number, check.reaches_account) == (True, False, True)
    assert check.code == 33


def test_without_a_network_the_token_is_neither_good_nor_bad(refused_address, access):
    with pytest.raises(MessagingOffline):
        GraphAccount(access(refused_address)).check_token()


# ---- webhooks


def test_the_webhooks_of_the_account_are_sent_to_the_relay(answering, access):
    server = answering((200, {"success": True}))
    hook = "https://relay.example.org/hook/mirtilla"
    GraphAccount(access(server.address)).subscribe(hook, "our-word")
    (taken,) = server.taken
    assert taken.path == "/v26.0/2000000000002/subscribed_apps"
    assert taken.json == {"override_callback_uri": hook, "verify_token": "our-word"}


def test_a_subscription_without_a_yes_is_unclear(answering, access):
    account = GraphAccount(access(answering((200, {"success": False})).address))
    with pytest.raises(MessagingUnclear):
        account.subscribe("https://relay.example.org/hook/mirtilla", "our-word")


def test_the_apps_that_get_the_webhooks_are_listed(answering, access):
    told = {
        "data": [
            {
                "whatsapp_business_api_data": {"id": "5", "name": "Salon"},
                "override_callback_uri": "https://relay.example.org/hook/mirtilla",
            }
        ]
    }
    listed = GraphAccount(access(answering((200, told)).address)).subscriptions()
    assert listed == (Subscription("5", "Salon", "https://relay.example.org/hook/mirtilla"),)


# ---- how questions are repeated


@pytest.mark.parametrize("status", [429, 503])
def test_a_question_is_repeated_when_the_platform_is_busy(answering, access, status):
    server = answering((status, ""), (status, ""), (200, {"quality_rating": "GREEN"}))
    assert GraphAccount(access(server.address)).number_health().quality == "GREEN"
    assert len(server.taken) == 3


def test_a_question_is_not_repeated_for_ever(answering, access):
    server = answering((503, ""))
    with pytest.raises(MessagingOffline):
        GraphAccount(access(server.address)).subscriptions()
    assert len(server.taken) == 3


def test_a_named_pause_is_kept_instead_of_repeating(answering, access):
    server = answering((429, failure(80007), {"Retry-After": "600"}))
    with pytest.raises(MessagingOffline) as offline:
        GraphAccount(access(server.address)).subscriptions()
    assert (offline.value.retry_after, offline.value.code) == (600.0, 80007)
    assert len(server.taken) == 1


def test_a_question_is_repeated_when_the_line_was_cut(serve, access):
    cut_once = threading.Event()

    def behave(line):
        line.take()
        if not cut_once.is_set():
            cut_once.set()
            line.reset()
            return
        line.answer(200, {"data": []})

    server = serve(behave)
    assert GraphAccount(access(server.address)).subscriptions() == ()
    assert len(server.taken) == 2


def test_a_question_is_not_repeated_into_silence(serve, access):
    def hang(line):
        line.take()
        line.server.ending.wait(20)

    server = serve(hang)
    with pytest.raises(MessagingOffline):
        quick = Timing(connect=1.0, read=0.3, whole=1.0)
        GraphAccount(access(server.address, timing=quick)).subscriptions()
    assert len(server.taken) == 1


@pytest.mark.parametrize(
    "body", ["<html>", "[1]", {"error": "no code"}, {"error": {"code": 2}}, {"error": {"code": 4}}]
)
def test_an_unreadable_or_unwell_answer_to_a_question_means_ask_later(answering, access, body):
    server = answering((500, body))
    with pytest.raises(MessagingOffline):
        GraphAccount(access(server.address)).subscriptions()


def test_an_answer_without_end_is_given_up(serve, access):
    def flood(line):
        line.take()
        line.wire.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n")
        while not line.server.ending.is_set():
            line.wire.sendall(b" " * 65_536)

    server = serve(flood)
    patient = Timing(connect=1.0, read=5.0, whole=60.0)
    with pytest.raises(MessagingOffline):
        GraphAccount(access(server.address, timing=patient)).subscriptions()
