"""Recording answers at the desk: what is refused, what is kept, and what follows from it."""

from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from salon_desktop.application.commands.record_consent import (
    Answer,
    RecordConsent,
    WordingUnknown,
)
from salon_desktop.application.ports.unit_of_work import NotFound
from salon_desktop.domain.consent.events import (
    Channel,
    EventKind,
    InvalidConsent,
    Method,
    Purpose,
    Strength,
)
from salon_desktop.domain.consent.fold import ConsentState
from salon_desktop.domain.consent.refusals import (
    AddressMissing,
    AddressNotExpected,
    EvidenceMissing,
    GuardianIncomplete,
    HappenedInFuture,
    ImportCannotRaise,
    MethodCannotGrant,
    NoteTooLong,
    ValidityInPast,
    WithdrawnViaMissing,
    WordingMissing,
)
from salon_desktop.infrastructure.db.rows.consent import (
    ConsentEventRow,
    ConsentStateRow,
    EvidenceRow,
    WordingRow,
)
from tests.consent_desk import NUMBER, OTHER_NUMBER, SIGNATURE, ConsentDesk

SERVICE, OFFERS = Purpose.SERVICE_MESSAGES, Purpose.OFFERS


def count(desk: ConsentDesk, table: type) -> int:
    with desk.engine.connect() as connection:
        return connection.execute(select(func.count()).select_from(table)).scalar_one()


REFUSED = [
    (WordingMissing, {"wording_language": None}),
    (WordingUnknown, {"wording_language": "fr"}),
    (WordingUnknown, {"wording_version": 99}),
    (EvidenceMissing, {"evidence_ref": ""}),
    (EvidenceMissing, {"method": Method.SCREEN_SIGNATURE, "evidence_ref": "drawn"}),
    (MethodCannotGrant, {"method": Method.DESK}),
    (MethodCannotGrant, {"method": Method.PLATFORM_EVENT}),
    (ImportCannotRaise, {"method": Method.IMPORT}),
    (InvalidConsent, {"kind": EventKind.IMPORTED}),
    (AddressMissing, {"channel": Channel.EMAIL}),
    (AddressNotExpected, {"purpose": Purpose.PHOTOS_RECORD, "address": NUMBER}),
    (InvalidConsent, {"channel": Channel.DESK}),
    (WithdrawnViaMissing, {"kind": EventKind.WITHDRAWN}),
    (WithdrawnViaMissing, {"kind": EventKind.OBJECTION, "withdrawn_via": "  "}),
    (GuardianIncomplete, {"guardian_relation": "mother"}),
    (NoteTooLong, {"note": "x" * 201}),
]


@pytest.mark.parametrize(("refusal", "changes"), REFUSED)
def test_an_answer_nobody_could_defend_is_refused_with_its_reason(
    desk: ConsentDesk, refusal: type[InvalidConsent], changes: dict[str, object]
) -> None:
    client = desk.client()
    values: dict[str, object] = {
        "purpose": SERVICE,
        "kind": EventKind.GRANTED,
        "method": Method.PAPER_FORM,
        "wording_language": "it",
        "evidence_ref": "form 17",
    }
    answer = Answer(**(values | changes))  # type: ignore[arg-type]  # the parametrised values fit
    with pytest.raises(refusal) as refused:
        desk.record(RecordConsent(client_id=client, answers=(answer,)))
    assert type(refused.value) is refusal
    assert count(desk, ConsentEventRow) == 0, "a refused answer leaves no event"
    assert count(desk, ConsentStateRow) == 0, "a refused answer changes no state"


def test_an_answer_from_tomorrow_is_refused(desk: ConsentDesk) -> None:
    client = desk.client()
    with pytest.raises(HappenedInFuture):
        desk.say(client, happened_at=desk.clock.now() + timedelta(minutes=1))


def test_a_consent_that_ended_before_it_was_given_is_refused(desk: ConsentDesk) -> None:
    client = desk.client()
    with pytest.raises(ValidityInPast):
        desk.say(client, valid_until=desk.clock.now())


def test_nobody_answers_for_a_client_who_does_not_exist(desk: ConsentDesk) -> None:
    with pytest.raises(NotFound):
        desk.say(4711)


def test_a_client_without_a_number_cannot_consent_to_messages(desk: ConsentDesk) -> None:
    client = desk.client("06 1234567")  # a landline in Rome
    with pytest.raises(AddressMissing):
        desk.say(client)


def test_several_answers_of_one_act_are_kept_together(desk: ConsentDesk) -> None:
    client = desk.client()
    events = desk.record(
        RecordConsent(
            client_id=client,
            answers=(
                desk.answer(EventKind.GRANTED, SERVICE),
                desk.answer(EventKind.REFUSED, OFFERS),
                desk.answer(EventKind.GRANTED, Purpose.PHOTOS_RECORD),
            ),
        )
    )
    assert [event.seq for event in events] == [1, 2, 3]
    assert desk.standing(client, SERVICE).state is ConsentState.GRANTED
    assert desk.standing(client, OFFERS).state is ConsentState.REFUSED
    photos = desk.standing(client, Purpose.PHOTOS_RECORD, address="", channel=Channel.DESK)
    assert photos.state is ConsentState.GRANTED


def test_one_bad_answer_takes_the_whole_act_back(desk: ConsentDesk) -> None:
    client = desk.client()
    with pytest.raises(EvidenceMissing):
        desk.record(
            RecordConsent(
                client_id=client,
                answers=(
                    desk.answer(method=Method.SCREEN_SIGNATURE),
                    desk.answer(purpose=OFFERS, evidence_ref=""),
                ),
            )
        )
    assert count(desk, ConsentEventRow) == 0
    assert count(desk, EvidenceRow) == 0, "the signature of a refused act is not kept"
    assert desk.standing(client).state is ConsentState.UNKNOWN


@pytest.mark.parametrize("kind", [one for one in EventKind if one is not EventKind.GRANTED])
def test_nothing_but_a_grant_grants(desk: ConsentDesk, kind: EventKind) -> None:
    client = desk.client()
    method = Method.IMPORT if kind is EventKind.IMPORTED else Method.OWN_MESSAGE
    desk.say(client, kind, SERVICE, method)
    assert not desk.standing(client).is_granted


def test_an_answer_has_no_default_for_purpose_kind_or_method() -> None:
    with pytest.raises(TypeError):
        Answer()  # type: ignore[call-arg]  # that is the point


def test_the_event_names_who_when_which_text_and_the_notice(desk: ConsentDesk) -> None:
    client = desk.client()
    earlier = desk.clock.now() - timedelta(days=2)
    (event,) = desk.say(client, happened_at=earlier, note="typed later")
    with desk.open_unit() as unit:
        wording = unit.wordings.newest("service_messages", "it")
        actor = unit.actor
    assert wording is not None
    assert (event.happened_at, event.recorded_at) == (earlier, desk.clock.now())
    assert (event.staff_id, event.desk_id) == (actor.person_id, actor.desk_id)
    assert event.wording is not None
    assert (event.wording.id, event.wording.version) == (wording.id, 1)
    assert event.wording.hash == hashlib.sha256(wording.text.encode()).hexdigest()
    assert event.notice_version == 1
    assert event.zone == "Europe/Rome"
    assert event.address == NUMBER
    assert desk.events(client) == [event], "what is read back is what was recorded"


def test_an_older_text_can_still_be_named_after_a_newer_one(desk: ConsentDesk) -> None:
    client = desk.client()
    with desk.open_unit() as unit:
        unit.wordings.publish("service_messages", "it", "a newer text", desk.clock.now())
        unit.commit()
    (old,) = desk.say(client, wording_version=1)
    desk.later(minutes=1)
    (new,) = desk.say(client)
    assert old.wording is not None
    assert new.wording is not None
    assert (old.wording.version, new.wording.version) == (1, 2)
    assert old.wording.hash != new.wording.hash


def test_a_signature_is_kept_with_its_hash(desk: ConsentDesk) -> None:
    client = desk.client()
    (event,) = desk.say(client, method=Method.SCREEN_SIGNATURE)
    with desk.engine.connect() as connection:
        row = connection.execute(select(EvidenceRow.__table__)).mappings().one()
    assert row["key"] == event.evidence_ref
    assert row["content"] == SIGNATURE.content
    assert event.evidence_hash == row["sha256"] == hashlib.sha256(SIGNATURE.content).hexdigest()
    assert desk.standing(client).strength is Strength.SIGNED


def test_a_spoken_yes_to_offers_lapses_after_thirty_days(desk: ConsentDesk) -> None:
    client = desk.client()
    desk.say(client, purpose=OFFERS, method=Method.SPOKEN)
    desk.say(client, purpose=SERVICE, method=Method.SPOKEN)
    given = desk.clock.now()
    offers, service = desk.standing(client, OFFERS), desk.standing(client, SERVICE)
    assert offers.valid_until == given + timedelta(days=30)
    assert offers.is_valid(given + timedelta(days=30) - timedelta(seconds=1))
    assert not offers.is_valid(given + timedelta(days=30))
    assert service.valid_until is None, "reminders stand until she withdraws"


def test_a_signed_yes_to_offers_runs_out_with_the_countrys_period(desk: ConsentDesk) -> None:
    client = desk.client()
    desk.say(client, purpose=OFFERS)
    given = desk.clock.now()
    assert desk.standing(client, OFFERS).valid_until == given.replace(year=given.year + 2)


def test_withdrawing_voids_what_is_planned_and_a_later_yes_revives_it(desk: ConsentDesk) -> None:
    client = desk.client()
    desk.say(client)
    visit = desk.visit(client)
    (planned,) = desk.about(visit)
    assert (planned.state.value, planned.ground is not None) == ("planned", True)
    desk.later(minutes=5)
    desk.say(client, EventKind.WITHDRAWN, method=Method.DESK)
    (voided,) = desk.about(visit)
    assert (voided.state.value, voided.reason, voided.ground) == ("voided", "withdrawn", None)
    desk.later(minutes=5)
    (grant,) = desk.say(client)
    (revived,) = desk.about(visit)
    assert (revived.id, revived.key, revived.state.value) == (voided.id, voided.key, "planned")
    assert revived.ground is not None
    assert revived.ground.event_id == grant.seq, "it relies on the new yes, not on the old one"


def test_a_yes_after_booking_frees_the_reminder_that_was_blocked(desk: ConsentDesk) -> None:
    client = desk.client()
    visit = desk.visit(client)
    (blocked,) = desk.about(visit)
    assert (blocked.state.value, blocked.reason) == ("blocked", "not_asked")
    desk.say(client)
    (planned,) = desk.about(visit)
    assert (planned.id, planned.state.value) == (blocked.id, "planned")


def test_refusing_offers_voids_offers_and_keeps_reminders(desk: ConsentDesk) -> None:
    client = desk.client()
    desk.say(client)
    desk.say(client, purpose=OFFERS)
    visit = desk.visit(client)
    offer = desk.offer(client)
    desk.later(minutes=5)
    desk.say(client, EventKind.REFUSED, OFFERS)
    assert desk.message(offer.id).state.value == "voided"
    assert [one.state.value for one in desk.about(visit)] == ["planned"]


def test_a_no_on_one_channel_leaves_the_other_alone(desk: ConsentDesk) -> None:
    client = desk.client()
    desk.say(client, purpose=OFFERS)
    offer = desk.offer(client)
    desk.later(minutes=5)
    desk.say(client, EventKind.REFUSED, OFFERS, channel=Channel.SMS, address=NUMBER)
    assert desk.message(offer.id).state.value == "planned"


def test_withdrawing_at_the_desk_counts_for_each_of_her_numbers(desk: ConsentDesk) -> None:
    client = desk.client(NUMBER, OTHER_NUMBER)
    for number in (NUMBER, OTHER_NUMBER, "+393000000001"):
        desk.say(client, address=number)
    desk.later(minutes=5)
    events = desk.say(client, EventKind.WITHDRAWN, method=Method.DESK)
    assert [event.address for event in events] == ["+393000000001", NUMBER, OTHER_NUMBER]
    for number in (NUMBER, OTHER_NUMBER, "+393000000001"):
        assert desk.standing(client, address=number).state is ConsentState.WITHDRAWN


def test_withdrawing_for_one_number_leaves_the_other(desk: ConsentDesk) -> None:
    client = desk.client(NUMBER, OTHER_NUMBER)
    desk.say(client, address=NUMBER)
    desk.say(client, address=OTHER_NUMBER)
    desk.later(minutes=5)
    desk.say(client, EventKind.WITHDRAWN, method=Method.DESK, address=NUMBER)
    assert desk.standing(client, address=NUMBER).state is ConsentState.WITHDRAWN
    assert desk.standing(client, address=OTHER_NUMBER).is_granted


def test_a_paper_form_typed_after_a_stop_does_not_undo_it(desk: ConsentDesk) -> None:
    client = desk.client()
    monday = desk.clock.now()
    desk.later(days=1)
    desk.say(client, EventKind.WITHDRAWN, method=Method.DESK)
    desk.later(days=1)
    desk.say(client, happened_at=monday)
    assert desk.standing(client).state is ConsentState.WITHDRAWN


def test_texts_once_published_are_never_doubled(desk: ConsentDesk) -> None:
    before = count(desk, WordingRow)
    with desk.open_unit() as unit:
        newest = unit.wordings.newest("offers", "it")
        assert newest is not None
        again = unit.wordings.publish("offers", "it", newest.text, desk.clock.now())
        unit.commit()
    assert again == newest
    assert count(desk, WordingRow) == before
