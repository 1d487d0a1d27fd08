"""The catalogue a new salon starts from, read from the program's resources in one language."""

import json
from pathlib import Path
from typing import Any

from salon_desktop.application.ports.salon_setup import (
    NewKind,
    NewService,
    NewText,
    NewUnit,
    StartingCatalogue,
)
from salon_desktop.domain.agenda.opening import WeekHours
from salon_desktop.domain.agenda.services import Timing
from salon_desktop.domain.money import Money
from salon_desktop.domain.wall_clock import MinuteSpan


def starting_catalogue(
    resources: Path, *, language: str, country: str, currency: str
) -> StartingCatalogue:
    """Return services, rooms, hours and consent texts; prices are numbers to be edited.

    Hours are those usual in ``country``; an unlisted one gets the neutral week.
    """
    folder = resources / "catalogue"
    things = _json(folder / "resources.json")
    services = _json(folder / "services.json")["services"]
    return StartingCatalogue(
        kinds=tuple(
            NewKind(code=kind["code"], form=kind["form"], name=kind["names"][language])
            for kind in things["kinds"]
        ),
        units=tuple(
            NewUnit(name=unit["names"][language], kind=unit["kind"], also=tuple(unit["also"]))
            for unit in things["units"]
        ),
        services=tuple(_service(entry, language, currency) for entry in services),
        hours=_hours(_json(folder / "hours.json"), country),
        texts=consent_texts(resources),
    )


def consent_texts(resources: Path) -> tuple[NewText, ...]:
    """Return every shipped consent wording and privacy notice, as canonical JSON texts."""
    texts: list[NewText] = []
    for file in sorted((resources / "wording").glob("*.v*.json")):
        content = _json(file)
        if "answers" in content:
            texts += _answers(content["answers"])
            continue
        for language, shown in sorted(content["languages"].items()):
            text = json.dumps(shown, ensure_ascii=False, sort_keys=True)
            texts.append(NewText(kind=content["id"], language=language, text=text))
    return tuple(texts)


def _answers(answers: list[dict[str, Any]]) -> list[NewText]:
    """Return the automatic answers: each is a wording too, since a tap under it is a proof."""
    texts: list[NewText] = []
    for answer in answers:
        for language, text in sorted(answer["texts"].items()):
            titles = [
                {"verb": button["verb"], "title": button["titles"][language]}
                for button in answer.get("buttons", [])
            ]
            shown = json.dumps(
                {"text": text, "buttons": titles}, ensure_ascii=False, sort_keys=True
            )
            texts.append(NewText(kind=answer["code"], language=language, text=shown))
    return texts


def _service(entry: dict[str, Any], language: str, currency: str) -> NewService:
    return NewService(
        code=entry["code"],
        category=entry["category"],
        name=entry["names"][language],
        timing=Timing(
            active_before=entry["active_before"],
            processing=entry["processing"],
            active_after=entry["active_after"],
            buffer=entry["buffer"],
        ),
        price=Money(entry["price_cents"], currency),
        needs=tuple(entry["needs"]),
        interval_weeks=entry["interval_weeks"],
        patch_test=entry["patch_test"],
        health_form=entry["health_form"],
        consent_form=entry["consent_form"],
        minors=entry["minors"],
        is_add_on=entry["add_on"],
    )


def _hours(content: dict[str, Any], country: str) -> WeekHours:
    days = content["countries"].get(country, content["unlisted"])
    return WeekHours(
        days=tuple(tuple(MinuteSpan(start, end) for start, end in spans) for spans in days)
    )


def _json(file: Path) -> Any:
    return json.loads(file.read_text("utf-8"))
