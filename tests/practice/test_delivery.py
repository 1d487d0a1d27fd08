"""From taken to read: statuses, failures, prices, and what the phone shows meanwhile."""

from __future__ import annotations

import pytest

from salon_desktop.practice import DeliveryPlan, Trouble
from tests.practice.calling_salon import ANNA, Receiver, Salon, StandingClock, filled


def names(receiver: Receiver) -> list[str]:
    return [one["status"] for one in receiver.statuses]


@pytest.fixture
def promotion(salon: Salon) -> Salon:
    """The salon with a marketing template called ``natale``."""
    salon.create(name="natale", category="MARKETING")
    return salon


def test_a_message_is_sent_and_then_delivered(salon: Salon, subscribed: Receiver) -> None:
    wamid = salon.send(biz_opaque_callback_data="job:7").message_id
    assert salon.platform.settle()
    sent, delivered = subscribed.statuses
    assert (sent["status"], delivered["status"]) == ("sent", "delivered")
    for status in (sent, delivered):
        assert status["id"] == wamid
        assert status["recipient_id"] == ANNA[1:]
        assert status["biz_opaque_callback_data"] == "job:7"
        assert status["recipient_user_id"].startswith("IT.")
        assert status["timestamp"] == "1772442000"
    assert "conversation" not in sent
    assert salon.platform.taken[0].status == "delivered"


def test_reading_is_told_once_and_shown(salon: Salon, subscribed: Receiver) -> None:
    salon.send()
    salon.platform.settle()
    assert salon.platform.phones.read(ANNA) == 1
    assert salon.platform.phones.read(ANNA) == 0
    salon.platform.settle()
    assert names(subscribed) == ["sent", "delivered", "read"]
    assert salon.platform.phones.messages(ANNA)[0].status == "read"


def test_read_receipts_can_be_off(salon: Salon, subscribed: Receiver) -> None:
    salon.platform.phones.set_up(ANNA, read_receipts=False)
    salon.send()
    salon.platform.settle()
    salon.platform.phones.read(ANNA)
    salon.platform.settle()
    assert names(subscribed) == ["sent", "delivered"]


def test_statuses_wait_for_their_delays(start, receiver: Receiver, time: StandingClock) -> None:
    salon = start(delivery=DeliveryPlan(sent_after=1, delivered_after=10, read_after=60))
    receiver.verify_token = salon.platform.verify_token
    salon.platform.deliver_to(receiver.url)
    salon.send()
    for seconds, expected in ((0, []), (1, ["sent"]), (9, ["sent", "delivered"])):
        time.forward(seconds=seconds)
        assert salon.platform.settle()
        assert names(receiver) == expected
    time.forward(seconds=60)
    salon.platform.settle()
    assert [one["timestamp"] for one in receiver.statuses] == [
        "1772442001",
        "1772442010",
        "1772442070",
    ]


def test_time_can_be_hurried(start, receiver: Receiver) -> None:
    salon = start(delivery=DeliveryPlan(sent_after=1, delivered_after=10, read_after=60))
    receiver.verify_token = salon.platform.verify_token
    salon.platform.deliver_to(receiver.url)
    salon.send()
    assert salon.platform.settle()
    assert salon.platform.fast_forward()
    assert names(receiver) == ["sent", "delivered", "read"]


def test_delivered_is_skipped_when_the_chat_is_open(salon: Salon, subscribed: Receiver) -> None:
    salon.platform.plan_delivery(DeliveryPlan(skip_delivered=True))
    salon.send()
    salon.platform.settle()
    assert names(subscribed) == ["sent", "read"]
    assert "pricing" in subscribed.statuses[1]


def test_statuses_can_come_backwards(salon: Salon, subscribed: Receiver) -> None:
    salon.platform.plan_delivery(DeliveryPlan(read_after=0, reversed_order=True))
    salon.send()
    salon.platform.settle()
    assert names(subscribed) == ["read", "delivered", "sent"]


def test_statuses_can_come_several_times(salon: Salon, subscribed: Receiver) -> None:
    salon.platform.plan_delivery(DeliveryPlan(repeat=3))
    salon.send()
    salon.platform.settle()
    assert names(subscribed) == ["sent"] * 3 + ["delivered"] * 3
    assert len({body for _, body in subscribed.posts}) == 2


def test_statuses_can_get_lost(salon: Salon, subscribed: Receiver) -> None:
    salon.platform.plan_delivery(DeliveryPlan(lost=frozenset({"sent", "delivered"})))
    salon.send()
    salon.platform.settle()
    assert names(subscribed) == []
    assert len(salon.platform.phones.messages(ANNA)) == 1


def test_a_plan_counts_and_aims(salon: Salon, subscribed: Receiver) -> None:
    lost = DeliveryPlan(lost=frozenset({"sent", "delivered"}))
    salon.platform.plan_delivery(lost, to=ANNA, times=1)
    salon.send("+393330000002")
    salon.send()
    salon.send()
    salon.platform.settle()
    told = [one["recipient_id"] for one in subscribed.statuses]
    assert told == ["393330000002"] * 2 + [ANNA[1:]] * 2


def test_a_status_may_come_before_the_answer(start, receiver: Receiver) -> None:
    salon = start(status_before_answer=True)
    receiver.verify_token = salon.platform.verify_token
    salon.platform.deliver_to(receiver.url)
    wamid = salon.send().message_id
    assert [one["id"] for one in receiver.statuses] == [wamid, wamid]


def test_a_number_without_whatsapp_fails_later(salon: Salon, subscribed: Receiver) -> None:
    salon.platform.phones.set_up(ANNA, has_whatsapp=False)
    assert salon.send(biz_opaque_callback_data="job:1").status == 200
    salon.platform.settle()
    (failed,) = subscribed.statuses
    assert failed["status"] == "failed"
    assert failed["errors"][0]["code"] == 131026
    assert {"title", "message", "error_data", "href"} <= failed["errors"][0].keys()
    assert failed["biz_opaque_callback_data"] == "job:1"
    assert "recipient_user_id" not in failed
    assert "pricing" not in failed
    assert "contacts" not in subscribed.values("messages")[0]
    assert salon.platform.phones.messages(ANNA) == []
    assert (salon.platform.taken[0].status, salon.platform.taken[0].error) == ("failed", 131026)


def test_free_text_outside_the_window_fails_later(salon: Salon, subscribed: Receiver) -> None:
    assert salon.say("Buongiorno").status == 200
    salon.platform.settle()
    assert [one["errors"][0]["code"] for one in subscribed.statuses] == [131047]
    assert salon.platform.phones.messages(ANNA) == []


def test_a_payment_problem_fails_later(salon: Salon, subscribed: Receiver) -> None:
    salon.platform.account.troubles.add(Trouble.PAYMENT)
    salon.send()
    salon.platform.settle()
    assert [one["errors"][0]["code"] for one in subscribed.statuses] == [131042]


def test_a_message_can_fail_with_any_code_after_sent(salon: Salon, subscribed: Receiver) -> None:
    salon.platform.plan_delivery(DeliveryPlan(fail_with=131053, fail_after_sent=True))
    salon.send()
    salon.platform.settle()
    assert names(subscribed) == ["sent", "failed"]
    assert subscribed.statuses[1]["errors"][0]["code"] == 131053


def test_promotions_to_one_who_stopped_them_fail_with_131050(
    promotion: Salon, subscribed: Receiver
) -> None:
    promotion.create()
    promotion.platform.phones.stop_promotions(ANNA)
    promotion.template("natale", *filled())
    promotion.template("promemoria", *filled())
    promotion.platform.settle()
    failed = [one for one in subscribed.statuses if one["status"] == "failed"]
    assert [one["errors"][0]["code"] for one in failed] == [131050]
    assert [one.template for one in promotion.platform.phones.messages(ANNA)] == ["promemoria"]
    promotion.platform.phones.resume_promotions(ANNA)
    promotion.template("natale", *filled())
    promotion.platform.settle()
    assert promotion.platform.phones.messages(ANNA)[-1].template == "natale"


def test_a_person_in_an_experiment_gets_no_promotion(
    promotion: Salon, subscribed: Receiver
) -> None:
    promotion.platform.phones.set_up(ANNA, in_experiment=True)
    promotion.template("natale", *filled())
    promotion.platform.settle()
    assert subscribed.statuses[0]["errors"][0]["code"] == 130472


def test_promotions_to_one_person_are_capped_across_businesses(
    start, receiver: Receiver, time: StandingClock
) -> None:
    salon = start(marketing_per_person=2)
    receiver.verify_token = salon.platform.verify_token
    salon.platform.deliver_to(receiver.url)
    salon.create(name="natale", category="MARKETING")
    salon.platform.phones.set_up(ANNA, other_promotions=1)

    def codes() -> list[int]:
        salon.template("natale", *filled())
        salon.platform.settle()
        failed = [one for one in receiver.statuses if one["status"] == "failed"]
        return [one["errors"][0]["code"] for one in failed]

    assert codes() == []
    assert codes() == [131049]
    time.forward(hours=24)
    assert codes() == [131049]
    assert len(salon.platform.phones.messages(ANNA)) == 2


def test_inside_a_window_promotions_are_not_capped(start) -> None:
    salon = start(marketing_per_person=1)
    salon.create(name="natale", category="MARKETING")
    salon.platform.phones.set_up(ANNA, other_promotions=1)
    salon.platform.phones.say(ANNA, "Avete offerte?")
    salon.template("natale", *filled())
    salon.platform.settle()
    assert salon.platform.phones.messages(ANNA)[-1].template == "natale"


def test_a_switched_off_phone_gets_its_messages_later(
    salon: Salon, subscribed: Receiver, time: StandingClock
) -> None:
    salon.platform.phones.set_up(ANNA, switched_on=False)
    salon.create()
    salon.template("promemoria", *filled())
    salon.platform.settle()
    assert names(subscribed) == ["sent"]
    time.forward(days=1)
    salon.platform.phones.set_up(ANNA, switched_on=True)
    salon.platform.settle()
    assert names(subscribed) == ["sent", "delivered"]
    assert len(salon.platform.phones.messages(ANNA)) == 1


def test_a_message_past_its_lifetime_is_dropped_in_silence(
    salon: Salon, subscribed: Receiver, time: StandingClock
) -> None:
    salon.create(message_send_ttl_seconds=21_600)
    salon.platform.phones.set_up(ANNA, switched_on=False)
    salon.template("promemoria", *filled())
    salon.platform.settle()
    time.forward(hours=6, seconds=1)
    assert salon.platform.taken[0].status == "dropped"
    salon.platform.phones.set_up(ANNA, switched_on=True)
    salon.platform.settle()
    assert names(subscribed) == ["sent"]
    assert salon.platform.phones.messages(ANNA) == []


def test_the_price_comes_with_sent_and_one_of_delivered_and_read(
    salon: Salon, subscribed: Receiver
) -> None:
    salon.send()
    salon.platform.settle()
    salon.platform.phones.read(ANNA)
    salon.platform.settle()
    assert ["pricing" in one for one in subscribed.statuses] == [True, True, False]
    assert subscribed.statuses[0]["pricing"] == {
        "billable": True,
        "pricing_model": "PMP",
        "type": "regular",
        "category": "utility",
    }


def test_the_first_service_messages_of_a_month_are_free(
    start, receiver: Receiver, time: StandingClock
) -> None:
    salon = start(free_service_messages=1)
    receiver.verify_token = salon.platform.verify_token
    salon.platform.deliver_to(receiver.url)

    def price() -> tuple[str, bool, str]:
        salon.platform.phones.say(ANNA, "Ciao")
        salon.say("Buongiorno")
        salon.platform.settle()
        pricing = receiver.statuses[-1]["pricing"]
        return pricing["type"], pricing["billable"], pricing["category"]

    assert price() == ("free_customer_service", False, "service")
    assert price() == ("regular", True, "service")
    time.forward(days=31)
    assert price() == ("free_customer_service", False, "service")


def test_statuses_name_the_contact(salon: Salon, subscribed: Receiver) -> None:
    salon.platform.phones.set_up(ANNA, name="Anna R.")
    salon.send()
    salon.platform.settle()
    (contact,) = subscribed.values("messages")[0]["contacts"]
    assert contact["profile"] == {"name": "Anna R."}
    assert contact["wa_id"] == ANNA[1:]
