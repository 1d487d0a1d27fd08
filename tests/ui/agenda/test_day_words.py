"""What the grid says in tips and to screen readers."""

from datetime import UTC, datetime, timedelta

from salon_desktop.domain.agenda.status import Status
from salon_desktop.ui.agenda.carrying import in_the_way, pick_up
from salon_desktop.ui.agenda.day_picture import BlockKind, Hold, Sign

NOW = datetime(2026, 11, 24, 9, 44, tzinfo=UTC)


def test_a_card_is_said_with_time_client_service_operator_status_and_signs(a_card, say):
    card = a_card(840, 900, status=Status.CONFIRMED, signs=frozenset({Sign.NEW_CLIENT}))
    said = say.card(card)
    for part in ("14:00–15:00", "Greta Fontana", "Laminazione ciglia", "Sara", "confirmed"):
        assert part in said
    assert "new client" in said


def test_signs_that_are_not_drawn_are_still_said(a_card, say):
    said = say.card_lines(a_card(840, 900, signs=frozenset(Sign)))
    assert len({say.sign(sign) for sign in Sign} & set(said)) == len(Sign)


def test_lateness_an_allowed_overlap_and_an_alert_are_said(a_card, say):
    card = a_card(840, 900, late_minutes=20, overlap_reason="her wish", has_alert=True)
    said = say.card(card)
    assert "20 minutes late" in said
    assert "her wish" in said
    assert "warning" in said


def test_somebody_without_a_name_is_a_walk_in(a_card, say):
    assert "Walk-in" in say.card(a_card(840, 900, client="", client_id=None))


def test_blocks_have_names_and_those_that_need_it_times(a_break, say):
    assert say.block(a_break(780, 840)) == ("Break", "")
    assert say.block(a_break(540, 720, kind=BlockKind.SICK))[0] == "Away 09:00–12:00"
    assert say.block(a_break(540, 720, kind=BlockKind.TRAINING)) == ("Training", "09:00–12:00")


def test_a_hold_counts_down(say):
    hold = Hold(column=0, start=600, end=660, expires_at=NOW + timedelta(minutes=4, seconds=12))
    assert "4:12" in say.hold(hold, NOW)
    assert "0:00" in say.hold(hold, NOW + timedelta(hours=1))


def test_what_is_in_the_way_is_said_once_with_the_operators_name(a_day, a_card, say):
    day = a_day(a_card(600, 660, number=1), a_card(700, 760, number=2))
    found = in_the_way(day, pick_up(day, day.cards[0]).to(0, 690, (540, 1140)), NOW)
    assert say.reasons(found * 2, day) == ["Sara already has an appointment from 11:40 to 12:40."]
