"""A STOP is never lost and counts for everybody behind the number; a yes only for who was asked."""

from __future__ import annotations

from pathlib import Path

from salon_desktop.domain.consent.fold import ConsentState
from salon_desktop.domain.messaging.message import MessageKind, MessageState
from tests.drills.sending_world import number_of, world

HER_ID = "IT.Anna0"


LEFT = {MessageState.ACCEPTED, MessageState.SENT, MessageState.DELIVERED, MessageState.READ}


def test_a_stop_counts_for_both_who_share_a_number_though_the_platforms_id_is_of_one(
    tmp_path: Path, says, add_sharing, stands
) -> None:
    with world(tmp_path, people=1) as made:
        number = number_of(0)
        other = add_sharing(made, number, 7)
        with made.salon.do.open_unit() as unit:
            unit.clients.learn_platform_id(made.clients[0], number, HER_ID)
            unit.commit()
        says(made, "wamid.1", "STOP", **{"from": number[1:], "from_user_id": HER_ID})
        assert stands(made, made.clients[0], number) is ConsentState.WITHDRAWN
        assert stands(made, other, number) is ConsentState.WITHDRAWN
        made.salon.do.send_due(drained=True)
        kinds = {entry.kind for entry in made.salon.ask.outbox() if entry.state in LEFT}
        assert MessageKind.REMINDER_1 not in kinds


def test_a_stop_of_somebody_with_another_platform_id_leaves_the_former_owner_alone(
    tmp_path: Path, says, add_sharing, stands
) -> None:
    with world(tmp_path, people=2) as made:
        with made.salon.do.open_unit() as unit:
            unit.clients.learn_platform_id(made.clients[0], number_of(0), HER_ID)
            unit.clients.learn_platform_id(made.clients[1], number_of(1), "IT.Anna1")
            unit.commit()
        says(made, "wamid.2", "STOP", **{"from": number_of(1)[1:], "from_user_id": HER_ID})
        assert stands(made, made.clients[0], number_of(0)) is ConsentState.WITHDRAWN
        assert stands(made, made.clients[1], number_of(1)) is ConsentState.GRANTED


def test_a_stop_of_nobody_we_know_waits_for_a_person(tmp_path: Path, says) -> None:
    with world(tmp_path, people=1) as made:
        assert made.salon.ask.status(made.clock.now()).for_person == 0
        says(made, "wamid.3", "STOP", **{"from": "393470000001"})
        says(made, "wamid.4", "STOP", **{"from_user_id": "IT.Nobody"})
        assert made.salon.ask.status(made.clock.now()).for_person == 2


def test_a_yes_to_the_question_counts_for_nobody_who_shares_the_number(
    tmp_path: Path, add_sharing, stands
) -> None:
    with world(tmp_path, people=1) as made:
        number = number_of(0)
        other = add_sharing(made, number, 7, consents=False)
        phones = made.practice.platform.phones
        phones.say(number, "STOP")
        made.hear()
        made.salon.do.send_due(drained=True)
        made.hear()
        with made.salon.do.open_unit() as unit:  # the platform knows both by one id
            her_id = unit.clients.get(made.clients[0]).phones[0].user_id
            unit.clients.learn_platform_id(other, number, her_id or HER_ID)
            unit.commit()
        phones.tap(number)
        made.hear()
        assert stands(made, made.clients[0], number) is ConsentState.GRANTED
        assert stands(made, other, number) is ConsentState.WITHDRAWN
