"""Which signs stand in the corner of an appointment, in which order, and what drops out first."""

from collections.abc import Iterable
from dataclasses import dataclass

from salon_desktop.domain.agenda.status import Status
from salon_desktop.ui.agenda.day_picture import Card, Sign

MOST_DRAWN = 3

_RIGHT_TO_LEFT = (
    Sign.WALK_IN,
    Sign.HEALTH_NOTE,
    Sign.PATCH_TEST,
    Sign.NO_MESSAGES,
    Sign.NEW_CLIENT,
    Sign.OVERLAP,
)
_DROPPED_FIRST = (
    Sign.HEALTH_NOTE,
    Sign.WALK_IN,
    Sign.NEW_CLIENT,
    Sign.NO_MESSAGES,
    Sign.PATCH_TEST,
    Sign.OVERLAP,
)

STATUS_ICONS = {
    Status.CONFIRMED: "check",
    Status.ARRIVED: "user",
    Status.IN_SERVICE: "play",
    Status.PAID: "banknote",
    Status.NO_SHOW: "x",
}
"""Statuses that have a sign; the others are told by bar and fill."""

BAR_COLOURS = {
    Status.TENTATIVE: "st_hold",
    Status.BOOKED: "st_booked",
    Status.CONFIRMED: "st_confirmed",
    Status.ARRIVED: "st_arrived",
    Status.IN_SERVICE: "st_service",
    Status.DONE: "st_done",
    Status.PAID: "st_done",
    Status.NO_SHOW: "st_noshow",
}
"""The left bar of a card; statuses that are not drawn in the grid have none."""

FLAT = frozenset({Status.DONE, Status.PAID, Status.NO_SHOW})
"""What is over: no category fill any more."""

_CATEGORY_TONES = {"makeup": "face", "tan": "body"}
_TONES = frozenset({"face", "lash", "wax", "laser", "hand", "foot", "body"})


@dataclass(frozen=True, slots=True)
class Mark:
    """One sign to draw: an icon, or the letter N, or the ring of a health note; its colour."""

    icon: str
    colour: str
    strong: bool = False


NEW_MARK = Mark("N", "text")
RING_MARK = Mark("ring", "text_2")

_MARKS = {
    Sign.WALK_IN: Mark("footprints", "text"),
    Sign.HEALTH_NOTE: RING_MARK,
    Sign.PATCH_TEST: Mark("flask-conical", "text"),
    Sign.NO_MESSAGES: Mark("message-circle-off", "text"),
    Sign.NEW_CLIENT: NEW_MARK,
    Sign.OVERLAP: Mark("circle-alert", "warn", strong=True),
}


def drawn_signs(
    signs: Iterable[Sign], *, with_status: bool, most: int = MOST_DRAWN
) -> tuple[Sign, ...]:
    """Return the signs there is room for, right to left, beside the status if it has a sign."""
    left = set(signs)
    room = most - int(with_status)
    for sign in _DROPPED_FIRST:
        if len(left) <= room:
            break
        left.discard(sign)
    return tuple(sign for sign in _RIGHT_TO_LEFT if sign in left)


def marks_of(card: Card, most: int = MOST_DRAWN) -> tuple[Mark, ...]:
    """Return what is drawn in the corner of a card, right to left, ``most`` of them."""
    icon = STATUS_ICONS.get(card.status)
    marks: list[Mark] = []
    if icon is not None:
        colour = "text_2" if card.status is Status.PAID else BAR_COLOURS[card.status]
        marks.append(Mark(icon, colour, strong=card.status is not Status.PAID))
    drawn = drawn_signs(card.signs, with_status=icon is not None, most=most)
    marks += [_MARKS[sign] for sign in drawn]
    return tuple(marks)


def tone_of(category: str) -> str:
    """The category of the colour table that stands for a category of services."""
    tone = _CATEGORY_TONES.get(category, category)
    return tone if tone in _TONES else "body"
