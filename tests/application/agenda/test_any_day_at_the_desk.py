"""Any sequence of bookings, moves, cancellations, undos and redos leaves a book that is whole.

A model outside the file says what the desk was told; the file is asked by its own self-joins.
"""

from __future__ import annotations

import shutil
import tempfile
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, multiple, rule

from salon_desktop.application.choosing import NobodyFree
from salon_desktop.application.commands.move_appointment import NotMovable
from salon_desktop.application.placing import ConflictsFound
from salon_desktop.application.undo import NothingToUndo
from salon_desktop.domain.agenda.appointment import Appointment
from salon_desktop.domain.agenda.changes import Canceller
from salon_desktop.domain.agenda.history import ChangedMeanwhile
from salon_desktop.domain.agenda.status import (
    NoShowTooEarly,
    Status,
    StatusNotPossible,
)
from salon_desktop.infrastructure.clock import FixedClock
from tests.agenda_desk import ANNA, HARD, SARA, SOFT, TUESDAY, AgendaDesk
from tests.drills.invariants import broken_promises
from tests.salon_fixtures import MONDAY, SalonFile

DAYS = st.sampled_from([TUESDAY, TUESDAY + timedelta(days=1)])
STARTS = st.integers(min_value=108, max_value=126).map(lambda five: five * 5)
CODES = st.sampled_from(["brow_shaping", "lash_lift", "laser_small", "brow_wax", "facial_cleanse"])
HANDS = st.sampled_from([SARA, ANNA, None])
PERMISSIONS = st.sampled_from([SOFT, HARD])
CLIENTS = 2


class Desk(RuleBasedStateMachine):
    """One desk, two days, two operators, two clients: places collide soon."""

    visits: Bundle[Appointment] = Bundle("visits")
    pattern: SalonFile

    def __init__(self) -> None:
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        file = self.folder / "salon.db"
        shutil.copyfile(self.pattern.path, file)
        self.engine = SalonFile(file).engine()
        self.clock = FixedClock(MONDAY)
        self.desk = AgendaDesk(self.engine, self.clock)
        for _ in range(CLIENTS):
            self.desk.client()
        self.told: dict[int, Appointment] = {}

    def teardown(self) -> None:
        self.engine.dispose()
        shutil.rmtree(self.folder)

    @rule(
        target=visits,
        code=CODES,
        day=DAYS,
        start=STARTS,
        by=HANDS,
        client=st.sampled_from([None, 1, 2]),
        permission=st.none() | PERMISSIONS,
        hold=st.sampled_from([None, None, 10]),
    )
    def book(self, code, day, start, by, client, permission, hold):
        other = {} if permission is None else {"permission": permission}
        try:
            visit = self.desk.book(
                code, start, day=day, by=by, client=client, hold_minutes=hold, **other
            )
        except (ConflictsFound, NobodyFree):
            return multiple()
        self._keep(visit)
        return visit

    @rule(visit=visits, day=DAYS, start=STARTS, by=HANDS, permission=st.none() | PERMISSIONS)
    def move(self, visit: Appointment, day: date, start: int, by: int | None, permission):
        other = {} if permission is None else {"permission": permission}
        try:
            self._keep(self.desk.move(visit, start, day=day, operator_id=by, **other).after)
        except (ConflictsFound, NotMovable):
            return

    @rule(visit=visits, by=st.sampled_from(Canceller))
    def cancel(self, visit: Appointment, by: Canceller):
        try:
            self._keep(self.desk.cancel(visit, by=by))
        except StatusNotPossible:
            return

    @rule(
        visit=visits,
        status=st.sampled_from(
            [Status.BOOKED, Status.CONFIRMED, Status.ARRIVED, Status.DONE, Status.NO_SHOW]
        ),
    )
    def go_on(self, visit: Appointment, status: Status):
        try:
            self._keep(self.desk.status(visit, status))
        except (StatusNotPossible, NoShowTooEarly, ConflictsFound):
            return

    @rule(permission=st.none() | PERMISSIONS)
    def undo(self, permission):
        self._turn(self.desk.undoing.undo, permission)

    @rule(permission=st.none() | PERMISSIONS)
    def redo(self, permission):
        self._turn(self.desk.undoing.redo, permission)

    @rule(visit=consumes(visits))
    def forget(self, visit: Appointment):
        """Leave a visit alone from now on, so that shrinking gets simpler stories."""

    @rule(minutes=st.integers(min_value=1, max_value=15))
    def wait(self, minutes: int):
        self.clock.set(self.clock.now() + timedelta(minutes=minutes))

    @rule()
    def close_and_open(self):
        self.engine.dispose()
        self.engine = SalonFile(self.folder / "salon.db").engine()
        self.desk = AgendaDesk(self.engine, self.clock)

    @invariant()
    def nothing_is_broken(self):
        assert broken_promises(self.engine, self.clock.now(), thorough=False) == []

    @invariant()
    def the_book_says_what_the_desk_was_told(self):
        for visit in self.told.values():
            assert self.desk.get(visit) == visit

    def _turn(self, turn, permission) -> None:
        other = {} if permission is None else {"permission": permission}
        try:
            for visit in turn(**other).appointments:
                self._keep(visit)
        except (NothingToUndo, ChangedMeanwhile, ConflictsFound):
            return

    def _keep(self, visit: Appointment) -> None:
        assert visit.id is not None
        self.told[visit.id] = visit


@pytest.fixture
def machine(founded_once: SalonFile) -> type[Desk]:
    """The machine, taught which file to begin with."""
    Desk.pattern = founded_once
    return Desk


@pytest.mark.timeout(400)  # a failure is told only after its story was made short
def test_any_day_at_the_desk_leaves_a_whole_book(machine: type[Desk]) -> None:
    test = machine.TestCase
    test.settings = settings(
        max_examples=max(settings().max_examples // 5, 1), stateful_step_count=25
    )
    test("runTest").runTest()
