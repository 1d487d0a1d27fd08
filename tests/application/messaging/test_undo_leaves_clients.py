"""Ctrl+Z at the desk takes back what the desk did, never what a client did on her phone."""

from __future__ import annotations

from pathlib import Path

import pytest

from salon_desktop.domain.agenda.status import Status
from salon_desktop.domain.errors import DomainError
from tests.drills.sending_world import VISIT_DAY, World, number_of, world


def _status(made: World) -> Status:
    (entry,) = made.salon.ask.day(VISIT_DAY).entries
    return entry.status


def test_undo_does_not_take_back_a_confirmation_from_the_phone(tmp_path: Path) -> None:
    with world(tmp_path, people=1) as made:
        made.salon.do.send_due(drained=True)
        made.hear()
        made.practice.platform.phones.tap(number_of(0), index=0)
        made.hear()
        assert _status(made) is Status.CONFIRMED
        with pytest.raises(DomainError):
            made.salon.do.undo.undo()
        assert _status(made) is Status.CONFIRMED
