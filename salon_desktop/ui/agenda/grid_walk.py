"""Walking through the day with arrow keys: every appointment and every free cell is a stop."""

from dataclasses import dataclass

from salon_desktop.ui.agenda.day_layout import QUARTER, outside
from salon_desktop.ui.agenda.day_picture import Card, DayPicture


@dataclass(frozen=True, slots=True)
class Stop:
    """A place the keyboard can be at: an appointment's step, or a free cell (``card`` None)."""

    column: int
    minute: int
    end: int
    card: Card | None = None


def stops_of(picture: DayPicture, column: int) -> list[Stop]:
    """Return the stops of a column from morning to evening.

    Where the operator is free inside an appointment (processing time), there are cells too.
    """
    first, last = picture.hours
    cards = [card for card in picture.cards if card.column == column]
    stops = [Stop(column, card.start, card.end, card) for card in cards]
    busy = [span for card in cards for span in card.active]
    for start, end in outside(busy, first, last):
        at = start
        while at < end:
            upto = min((at // QUARTER + 1) * QUARTER, end)
            stops.append(Stop(column, at, upto))
            at = upto
    stops.sort(key=lambda stop: (stop.minute, stop.card is None, stop.end))
    return stops


def first_stop(picture: DayPicture, minute: int) -> Stop | None:
    """Return where the keyboard begins: in the first column, at ``minute`` or the nearest to it."""
    return stop_near(picture, 0, minute) if picture.columns else None


def stop_near(picture: DayPicture, column: int, minute: int) -> Stop | None:
    """Return the stop of a column that holds ``minute``, an appointment before a cell."""
    stops = stops_of(picture, column)
    if not stops:
        return None
    holding = [stop for stop in stops if stop.minute <= minute < stop.end]
    # A cell inside a processing time is the more exact answer to the same minute.
    exact = [stop for stop in holding if stop.card is None]
    if exact:
        return exact[0]
    return holding[0] if holding else min(stops, key=lambda stop: abs(stop.minute - minute))


def up_or_down(picture: DayPicture, stop: Stop, by: int) -> Stop:
    """Return the stop ``by`` places further down (negative: up), at most the column's end."""
    stops = stops_of(picture, stop.column)
    try:
        at = stops.index(stop)
    except ValueError:
        return stop_near(picture, stop.column, stop.minute) or stop
    return stops[min(max(at + by, 0), len(stops) - 1)]


def aside(picture: DayPicture, stop: Stop, by: int, minute: int) -> Stop:
    """Return the stop ``by`` columns further right that holds ``minute``.

    Where several appointments of one column overlap, they are visited one after the other first.
    """
    if stop.card is not None:
        lanes = [
            other
            for other in stops_of(picture, stop.column)
            if other.card is not None and other.minute <= minute < other.end
        ]
        if stop in lanes and 0 <= lanes.index(stop) + by < len(lanes):
            return lanes[lanes.index(stop) + by]
    column = min(max(stop.column + by, 0), len(picture.columns) - 1)
    if column == stop.column:
        return stop
    return stop_near(picture, column, minute) or stop


def next_appointment(picture: DayPicture, stop: Stop | None, by: int) -> Stop | None:
    """Return the next appointment of the whole day in order of time (Tab through the day)."""
    cards = sorted(picture.cards, key=lambda card: (card.start, card.column))
    if not cards:
        return None
    at = -1 if by > 0 else len(cards)
    if stop is not None:
        place = (stop.minute, stop.column)
        earlier = [n for n, card in enumerate(cards) if (card.start, card.column) < place]
        at = len(earlier) - 1 if by > 0 else len(earlier)
        if stop.card is not None and stop.card in cards:
            at = cards.index(stop.card)
    wanted = at + by
    if not 0 <= wanted < len(cards):
        return None
    card = cards[wanted]
    return Stop(card.column, card.start, card.end, card)
