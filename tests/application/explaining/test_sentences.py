"""Facts become words: days, hours, operators and rooms stand where a receptionist needs them."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from salon_desktop.application.choosing import NobodyFree
from salon_desktop.application.commands.book_appointment import InThePast, OperatorCannot
from salon_desktop.application.explaining.notice import explain
from salon_desktop.application.placing import ConflictsFound
from salon_desktop.application.ports.agenda import SlotTaken
from salon_desktop.domain.agenda.appointment import AcrossMidnight
from salon_desktop.domain.agenda.changes import DeleteTooLate
from salon_desktop.domain.agenda.claims import Claim, Conflict, ConflictKind, Part, SubjectKind
from salon_desktop.domain.agenda.status import NoShowTooEarly, StatusNotPossible
from salon_desktop.domain.clients.names import TextRefused
from salon_desktop.domain.errors import DomainError
from salon_desktop.domain.phone import PhoneNotUnderstood
from salon_desktop.domain.wall_clock import WallTimeMissing

DAY = date(2026, 11, 26)
NAMES = {(SubjectKind.OPERATOR, 2): "Sara", (SubjectKind.RESOURCE, 5): "Cabin 1"}


def naming(kind: SubjectKind, subject_id: int) -> str:
    assert kind is not SubjectKind.CLIENT, "a client's name was asked for"
    return NAMES.get((kind, subject_id), "")


def claim(
    kind: SubjectKind = SubjectKind.OPERATOR,
    subject_id: int = 2,
    start: int = 600,
    end: int = 660,
    part: Part = Part.WORK,
    expires: datetime | None = None,
) -> Claim:
    return Claim(
        subject_kind=kind,
        subject_id=subject_id,
        day=DAY,
        start=start,
        end=end,
        part=part,
        hold_expires_at=expires,
    )


def collision(kind: ConflictKind, existing: Claim | None, wanted: Claim | None = None) -> Conflict:
    return Conflict(kind=kind, wanted=wanted or claim(), existing=existing)


ROOM = claim(SubjectKind.RESOURCE, 5)
WHOLE_DAY = claim(start=0, end=1440, part=Part.ABSENCE)


@pytest.mark.parametrize(
    ("conflict", "sentence"),
    [
        (
            collision(ConflictKind.OPERATOR_TAKEN, claim()),
            "Sara already has an appointment from 10:00 to 11:00.",
        ),
        (
            collision(ConflictKind.RESOURCE_TAKEN, ROOM, ROOM),
            "Cabin 1 is taken from 10:00 to 11:00.",
        ),
        (
            collision(ConflictKind.RESOURCE_OUT, claim(SubjectKind.RESOURCE, 5, part=Part.ABSENCE)),
            "Cabin 1 is out of order from 10:00 to 11:00.",
        ),
        (collision(ConflictKind.OPERATOR_ABSENT, WHOLE_DAY), "Sara is away that day."),
        (
            collision(ConflictKind.OPERATOR_ABSENT, claim(part=Part.ABSENCE)),
            "Sara is away from 10:00 to 11:00.",
        ),
        (
            collision(ConflictKind.OPERATOR_ON_BREAK, claim(part=Part.BREAK)),
            "Sara has a break from 10:00 to 11:00.",
        ),
        (
            collision(ConflictKind.BUFFER_SQUEEZED, claim(part=Part.BUFFER)),
            "The clean-up time from 10:00 to 11:00 would be cut short.",
        ),
        (
            collision(
                ConflictKind.CLIENT_DOUBLE,
                claim(SubjectKind.CLIENT, 7),
                claim(SubjectKind.CLIENT, 7),
            ),
            "The client already has an appointment from 10:00 to 11:00.",
        ),
        (collision(ConflictKind.SALON_CLOSED, None), "The salon is closed that day."),
        (
            collision(ConflictKind.OUTSIDE_HOURS, None),
            "From 10:00 to 11:00 the salon is closed or Sara is not on shift.",
        ),
        (
            collision(ConflictKind.UNDER_AGE, None),
            "The client is under age, and minors may not have this service.",
        ),
        (
            collision(ConflictKind.AGE_UNKNOWN, None),
            "This service is for adults, and the client's birth date is not known.",
        ),
        (
            collision(ConflictKind.GUARDIAN_MISSING, None),
            "The client is under age and no guardian is noted for this service.",
        ),
        (
            collision(
                ConflictKind.OPERATOR_TAKEN,
                claim(part=Part.HOLD, expires=datetime(2026, 11, 26, 8, 5, tzinfo=UTC)),
            ),
            "From 10:00 to 11:00 is held for a booking in progress, until 09:05 at the latest.",
        ),
    ],
)
def test_each_conflict_says_who_or_what_and_when(conflict, sentence, words, formats) -> None:
    told = explain(ConflictsFound(conflicts=[conflict], hard=True), words, formats, naming)
    assert told.text == sentence


@pytest.mark.parametrize("kind", ConflictKind)
def test_every_kind_of_conflict_has_its_sentence_without_names(kind, words, formats) -> None:
    told = explain(ConflictsFound(conflicts=[collision(kind, claim())]), words, formats)
    assert told.text.endswith(".")
    assert "The place is not free" not in told.text


def test_several_conflicts_are_told_once_each_and_the_rest_is_counted(words, formats) -> None:
    many = [collision(ConflictKind.OPERATOR_TAKEN, claim(start=s, end=s + 60)) for s in range(7)]
    text = explain(ConflictsFound(conflicts=[*many, many[0]]), words, formats, naming).text
    assert text.count("Sara already has") == 4
    assert text.endswith("3 more things are in the way.")


def test_a_reason_is_only_advised_where_it_helps(words, formats) -> None:
    soft = ConflictsFound(conflicts=[collision(ConflictKind.OPERATOR_TAKEN, claim())], hard=False)
    hard = ConflictsFound(conflicts=[collision(ConflictKind.SALON_CLOSED, None)], hard=True)
    assert "state a reason" in explain(soft, words, formats).advice
    advice = explain(hard, words, formats).advice
    assert advice == "Choose another time, another operator or another room."


def test_a_place_taken_meanwhile_is_named_with_its_operator(words, formats) -> None:
    problem = SlotTaken(day=DAY, start=600, end=660, subject_kind="operator", subject_id=2)
    told = explain(problem, words, formats, naming)
    assert told.text == "Sara is already taken on Thursday 26 November from 10:00 to 11:00."
    nobody = SlotTaken(day=DAY, start=600, end=660, subject_kind="client", subject_id=2)
    assert "on Thursday 26 November from 10:00" in explain(nobody, words, formats, naming).text


def test_days_and_hours_stand_in_the_sentences_that_know_them(words, formats) -> None:
    def text(problem: Exception) -> str:
        return explain(problem, words, formats, naming).text

    assert text(NobodyFree(service_id=1, day=DAY, start=915)).endswith(
        "is free on Thursday 26 November at 15:15."
    )
    assert text(OperatorCannot(operator_id=2, service_id=1)) == "Sara does not do this service."
    assert "at 10:00 is already over." in text(InThePast(day=DAY, start=600))
    assert "until 00:30 on the next day" in text(AcrossMidnight(day=DAY, end=1470))
    assert text(StatusNotPossible(old="paid", new="booked")) == (
        "An appointment that is “paid” cannot become “booked”."
    )


def test_an_hour_the_clocks_skip_comes_with_the_next_one(words, formats) -> None:
    problem = WallTimeMissing(
        day=date(2027, 3, 28), minute=150, zone="Europe/Rome", next_minute=180
    )
    told = explain(problem, words, formats)
    assert told.text == "On Sunday 28 March the clocks go forward, and there is no 02:30."
    assert told.advice == "The next time that exists is 03:00."


def test_instants_are_told_in_the_salons_own_time(words, formats) -> None:
    moment = datetime(2026, 11, 26, 14, 15, tzinfo=UTC)
    assert "15:15" in explain(NoShowTooEarly(possible_from=moment), words, formats).advice
    assert "15:15" in explain(DeleteTooLate(possible_until=moment), words, formats).text


def test_a_refused_text_names_its_field_and_its_limit(words, formats) -> None:
    told = explain(TextRefused(field="note", reason="too_long", limit=4000), words, formats)
    assert told.text == "Too long: the note may have 4,000 characters at most."
    assert "no text" in explain(TextRefused(field="note", reason="nul"), words, formats).text


@pytest.mark.parametrize("reason", ["empty", "too_long", "not_a_number", "impossible"])
def test_every_way_a_number_is_not_understood_has_its_advice(reason, words, formats) -> None:
    told = explain(PhoneNotUnderstood(reason=reason, region="IT"), words, formats)
    assert told.advice.endswith(".")
    assert "IT" not in told.text


def test_a_name_nobody_knows_comes_with_what_can_be_chosen(words, formats) -> None:
    class Unknown(DomainError):
        code = "choice_unknown"

    told = explain(Unknown(what="operator", known=["Sara", "Giulia"]), words, formats)
    assert told.text == "There is no operator of this name."
    assert told.advice == "You can choose from: Sara and Giulia."
    many = Unknown(what="service", known=[str(number) for number in range(60)])
    assert explain(many, words, formats).advice == "Choose one from the list."
