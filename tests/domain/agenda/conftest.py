"""Valid steps, appointments and claims with one interesting detail each."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from salon_desktop.domain.agenda.appointment import Appointment, Origin, Status, Step
from salon_desktop.domain.agenda.claims import Claim, Part, SubjectKind
from salon_desktop.domain.agenda.services import Service
from salon_desktop.domain.money import Money

DAY = date(2027, 6, 1)
KEY = "8f7b7c1e-7d0d-4c46-9a3f-2f9d1f1f0a01"

Make = Callable[..., Any]


@pytest.fixture(scope="session")
def a_service() -> Callable[..., Service]:
    def make(**details: Any) -> Service:
        plain = {"id": 1, "name": "Pulizia viso", "category": "face", "active_before": 60}
        return Service(**{**plain, "price": Money(5000, "EUR"), **details})

    return make


@pytest.fixture(scope="session")
def a_step() -> Callable[..., Step]:
    def make(**details: Any) -> Step:
        plain = {"service_id": 1, "operator_id": 1, "start": 600, "active_before": 60}
        return Step(**{**plain, "price": Money(5000, "EUR"), **details})

    return make


@pytest.fixture(scope="session")
def an_appointment(a_step: Callable[..., Step]) -> Callable[..., Appointment]:
    def make(*steps: Step, **details: Any) -> Appointment:
        plain = {"id": 1, "key": KEY, "client_id": 5, "day": DAY, "status": Status.BOOKED}
        made = {**plain, "origin": Origin.PHONE, "steps": steps or (a_step(),), **details}
        return Appointment(**made)

    return make


@pytest.fixture(scope="session")
def a_claim() -> Callable[..., Claim]:
    def make(start: int, end: int, **details: Any) -> Claim:
        plain = {"subject_kind": SubjectKind.OPERATOR, "subject_id": 1, "day": DAY}
        return Claim(**{**plain, "part": Part.WORK, "start": start, "end": end, **details})

    return make
