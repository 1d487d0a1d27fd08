"""Refusals carry a code and facts, and no sentence."""

from __future__ import annotations

import importlib
import pkgutil

from salon_desktop import domain
from salon_desktop.domain.errors import DomainError


def _all_refusals() -> list[type[DomainError]]:
    for module in pkgutil.walk_packages(domain.__path__, f"{domain.__name__}."):
        importlib.import_module(module.name)
    found, waiting = [], [DomainError]
    while waiting:
        children = waiting.pop().__subclasses__()
        found += [child for child in children if child.__module__.startswith(domain.__name__)]
        waiting += children
    return found


def test_a_refusal_carries_its_facts_and_prints_its_code() -> None:
    refusal = DomainError(day=3, operator_id=7)
    assert refusal.facts == {"day": 3, "operator_id": 7}
    assert refusal.args[0] == refusal.code == "unknown"


def test_every_refusal_has_a_code_of_its_own() -> None:
    refusals = [refusal for refusal in _all_refusals() if not refusal.__subclasses__()]
    codes = [refusal.code for refusal in refusals]
    assert "unknown" not in codes
    assert len(codes) == len(set(codes)) > 10
