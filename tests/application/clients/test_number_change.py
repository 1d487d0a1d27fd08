"""A changed number: nothing allowed on the old one counts any more, nothing goes there."""

from __future__ import annotations

from pathlib import Path

from salon_desktop.application.commands.edit_client import EditClient, NumberWish
from salon_desktop.application.commands.record_consent import Answer, RecordConsent
from salon_desktop.domain.consent.events import EventKind, Method, Purpose
from salon_desktop.domain.consent.fold import ConsentState
from salon_desktop.domain.messaging.message import MessageState
from tests.drills.sending_world import World, number_of, world

NEW = "+393475559999"


def test_a_changed_number_ends_every_yes_on_the_old_and_nothing_is_sent_there(
    tmp_path: Path,
) -> None:
    with world(tmp_path, people=2) as made:
        client = made.clients[0]
        edited = made.salon.do.edit_client(_to_new(made, client))
        assert edited.ended_numbers == (number_of(0),)
        lines = made.salon.ask.consent.of_client(client, made.clock.now()).lines
        old = {line.purpose: line for line in lines if line.address == number_of(0)}
        assert old[Purpose.SERVICE_MESSAGES].state is ConsentState.NUMBER_CHANGED
        assert not any(line.state is ConsentState.GRANTED for line in lines)
        made.salon.do.send_due(drained=True)
        assert {taken.to for taken in made.practice.platform.taken} == {number_of(1)}
        reasons = {entry.client_id: entry for entry in made.salon.ask.outbox()}
        assert reasons[client].state in {MessageState.BLOCKED, MessageState.VOIDED}
        assert made.salon.ask.verify_ledger().state.value == "ok"


def test_a_yes_on_the_new_number_brings_the_reminder_there(tmp_path: Path) -> None:
    with world(tmp_path, people=1) as made:
        client = made.clients[0]
        made.salon.do.edit_client(_to_new(made, client))
        made.salon.do.record_consent(
            RecordConsent(
                client_id=client,
                answers=(
                    Answer(
                        purpose=Purpose.SERVICE_MESSAGES,
                        kind=EventKind.GRANTED,
                        method=Method.SPOKEN,
                        wording_language="it",
                    ),
                ),
            )
        )
        made.salon.do.send_due(drained=True)
        assert [taken.to for taken in made.practice.platform.taken] == [NEW]


def test_another_change_of_the_card_leaves_consent_and_reminder_alone(tmp_path: Path) -> None:
    with world(tmp_path, people=1) as made:
        before = made.salon.ask.verify_ledger().count
        made.salon.do.edit_client(EditClient(client_id=made.clients[0], note="Latte allergy"))
        assert made.salon.ask.verify_ledger().count == before
        made.salon.do.send_due(drained=True)
        assert [taken.to for taken in made.practice.platform.taken] == [number_of(0)]


def _to_new(made: World, client: int) -> EditClient:
    number_id = made.salon.ask.client_card(client).numbers[0].id
    return EditClient(client_id=client, numbers=(NumberWish(typed=NEW, instead_of=number_id),))
