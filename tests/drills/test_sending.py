"""Drills S1 to S7, S12 to S14: what happens to a message when the way to the platform fails."""

from __future__ import annotations

import threading
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from salon_desktop.application.commands.cancel_appointment import CancelAppointment
from salon_desktop.application.commands.move_appointment import MoveAppointment
from salon_desktop.application.commands.record_consent import Answer, RecordConsent
from salon_desktop.application.commands.set_up_platform import SetUpPlatform
from salon_desktop.application.platform_settings import PlatformSettings
from salon_desktop.domain.agenda.changes import Canceller
from salon_desktop.domain.agenda.status import CancelReason
from salon_desktop.domain.consent.events import EventKind, Method, Purpose
from salon_desktop.domain.messaging.message import MessageState
from salon_desktop.practice import Fault
from tests.drills.sending_world import DUE, VISIT_DAY, World, later, second_sender, world

PLANNED, ACCEPTED, UNKNOWN = MessageState.PLANNED, MessageState.ACCEPTED, MessageState.UNKNOWN


def _told(drill: str, **counts: object) -> None:
    print(f"drill {drill} ok", counts)


def _reached_once(made: World) -> None:
    """No message was ever taken twice."""
    assert max(made.times_taken().values(), default=0) <= 1


def test_s1_a_refused_connection_leaves_everything_planned_and_goes_on_later(
    tmp_path: Path,
) -> None:
    with world(tmp_path) as made:
        platform = made.practice.platform
        address, facts = platform.address, made.practice.facts()
        made.salon.do.set_up_platform(_elsewhere(facts, address))
        _point_to(made, "http://127.0.0.1:9")
        sweep = made.salon.do.send_due(drained=True)
        assert (sweep.accepted, sweep.stopped) == (0, "offline")
        assert made.states() == [PLANNED] * 3
        _point_to(made, address)
        assert made.salon.do.send_due(drained=True).accepted == 3
        _reached_once(made)
        _told("S1", offline=1, sent=3)


@pytest.mark.parametrize("fault", ["429", "130429", "131016"])
def test_s2_slow_down_stops_the_sweep_and_hammers_nobody(tmp_path: Path, fault: str) -> None:
    with world(tmp_path) as made:
        platform = made.practice.platform
        platform.inject(Fault.named(fault, times=1))
        first = made.salon.do.send_due(drained=True)
        assert first.accepted == 0, "the valve closed at the first refusal"
        assert made.states() == [PLANNED] * 3
        assert platform.faults.struck == 1, "one try, no storm"
        assert made.salon.do.send_due(drained=True).accepted == 0, "still paused"
        made.clock.set(later(DUE, minutes=3))
        assert made.salon.do.send_due(drained=True).accepted == 3
        _reached_once(made)
        _told("S2", fault=fault)


def test_s2_a_pair_limit_pauses_only_that_person(tmp_path: Path) -> None:
    with world(tmp_path) as made:
        made.practice.platform.inject(Fault.named("131056", times=1))
        assert made.salon.do.send_due(drained=True).accepted == 2
        assert Counter(made.states()) == {PLANNED: 1, ACCEPTED: 2}
        made.clock.set(later(DUE, minutes=2))
        assert made.salon.do.send_due(drained=True).accepted == 1
        _reached_once(made)
        _told("S2 pair")


@pytest.mark.parametrize(
    ("fault", "taken"),
    [
        ("500", 0),
        ("503", 0),
        ("reset-before", 0),
        ("reset-after", 1),
        ("half-answer", 1),
        ("bad-json", 1),
    ],
)
def test_s3_to_s6_a_lost_answer_is_unknown_and_never_sent_again(
    tmp_path: Path, fault: str, taken: int
) -> None:
    with world(tmp_path, people=1) as made:
        platform = made.practice.platform
        platform.inject(Fault.named(fault, times=1))
        sweep = made.salon.do.send_due(drained=True)
        assert (sweep.unknown, sweep.accepted) == (1, 0)
        assert platform.faults.struck == 1
        for minutes in (1, 10, 60):
            made.clock.set(later(DUE, minutes=minutes))
            made.salon.do.send_due(drained=True)
        assert sum(made.times_taken().values()) == taken, "nothing was repeated"
        made.hear()
        expected = MessageState.DELIVERED if taken else UNKNOWN
        assert made.states() == [expected], "a status by our own key settles it"
        if not taken:
            calls = made.salon.ask.calls(made.clock.now())
            assert [entry.client_id for entry in calls] == made.clients, "a person decides"
        _told("S3-S6", fault=fault, taken=taken)


def test_s8_what_a_dead_sender_left_becomes_unknown_and_what_a_live_one_holds_stays(
    tmp_path: Path,
) -> None:
    with world(tmp_path, people=2) as made, second_sender(made) as other:
        entered, go_on = threading.Event(), threading.Event()

        def stand(point: str) -> None:
            if point == "claimed":
                entered.set()
                assert go_on.wait(20)

        other._at = stand  # the drill's own point of standing
        busy = threading.Thread(target=lambda: other(drained=True, limit=1))
        busy.start()
        assert entered.wait(20)
        assert made.salon.do.send_due(drained=True).accepted == 1, "the other one's is left alone"
        assert Counter(made.states()) == {MessageState.SENDING: 1, ACCEPTED: 1}
        go_on.set()
        busy.join(20)
        assert made.states() == [ACCEPTED] * 2
        _reached_once(made)
        _told("S8 live lease")


def test_s12_consent_withdrawn_between_planning_and_sending_stops_it(tmp_path: Path) -> None:
    with world(tmp_path, people=2) as made:
        made.salon.do.record_consent(
            RecordConsent(
                client_id=made.clients[0],
                answers=(
                    Answer(
                        purpose=Purpose.SERVICE_MESSAGES,
                        kind=EventKind.WITHDRAWN,
                        method=Method.DESK,
                        withdrawn_via="said it on the phone",
                    ),
                ),
            )
        )
        made.salon.do.send_due(drained=True)
        assert {taken.to for taken in made.practice.platform.taken} == {made.numbers[1]}
        entry = made.salon.ask.outbox(client_id=made.clients[0])[0]
        assert (entry.state, entry.reason) == (MessageState.VOIDED, "withdrawn")
        assert [one.client_id for one in made.salon.ask.calls(DUE)] == [made.clients[0]]
        _told("S12 consent")


def test_s12_a_moved_or_cancelled_visit_sends_no_old_reminder(tmp_path: Path) -> None:
    with world(tmp_path, people=3) as made:
        made.salon.do.move(
            MoveAppointment(appointment_id=1, day=VISIT_DAY + timedelta(days=1), start=600)
        )
        made.salon.do.cancel(
            CancelAppointment(appointment_id=2, by=Canceller.CLIENT, reason=CancelReason.ILL)
        )
        made.salon.do.send_due(drained=True)
        assert [taken.to for taken in made.practice.platform.taken] == [made.numbers[2]]
        moved = [
            (entry.state, entry.reason, entry.due_at)
            for entry in made.salon.ask.outbox(client_id=made.clients[0])
        ]
        assert (MessageState.VOIDED, "replaced") in [one[:2] for one in moved]
        assert (PLANNED, None, datetime(2026, 11, 25, 9, 0, tzinfo=UTC)) in moved
        _told("S12 moved")


def test_s13_three_days_off_send_nothing_stale_and_no_flood(tmp_path: Path) -> None:
    with world(tmp_path) as made:
        made.clock.set(later(DUE, days=3))
        sweep = made.salon.do.send_due(drained=True)
        assert (sweep.expired, sweep.accepted) == (3, 0)
        assert made.practice.platform.taken == ()
        made.clock.set(datetime(2026, 11, 28, 2, 30, tzinfo=UTC))
        assert made.salon.do.send_due(drained=True).accepted == 0
        _told("S13", expired=3)


def test_s13_a_night_is_waited_through(tmp_path: Path) -> None:
    with world(tmp_path, people=1) as made:
        made.clock.set(datetime(2026, 11, 24, 21, 0, tzinfo=UTC))  # 22:00 in Rome
        sweep = made.salon.do.send_due(drained=True)
        assert (sweep.delayed + sweep.blocked, sweep.accepted) == (1, 0)
        assert made.practice.platform.taken == ()
        _told("S13 quiet hours")


def test_s14_two_senders_send_each_message_once(tmp_path: Path) -> None:
    with world(tmp_path, people=24) as made, second_sender(made) as other:
        begun = threading.Barrier(2)
        sweeps: list[int] = []

        def run(sender: object) -> None:
            begun.wait()
            sweeps.append(sender(drained=True).accepted)  # type: ignore[operator]  # a handler

        threads = [
            threading.Thread(target=run, args=(sender,))
            for sender in (made.salon.do.send_due, other)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
        assert sum(sweeps) == 24
        assert Counter(made.times_taken().values()) == {1: 24}
        assert made.states() == [ACCEPTED] * 24
        _told("S14", shares=sorted(sweeps))


def _elsewhere(facts: dict[str, str], address: str) -> SetUpPlatform:
    return SetUpPlatform(
        settings=PlatformSettings(
            waba_id=facts["waba_id"],
            number_id=facts["phone_number_id"],
            graph_address=address,
            relay_address=facts["relay_url"],
        ),
        token=facts["token"],
    )


def _point_to(made: World, address: str) -> None:
    with made.salon.do.open_unit() as unit:
        unit.salon.set("graph_address", address, actor=unit.actor, now=made.clock.now())
        unit.commit()
