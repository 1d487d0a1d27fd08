"""One morning of the sample salon in messages: threads of every kind, an outbox, a call list."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TypedDict

from salon_desktop.domain.consent.events import EventKind, Method, Purpose
from salon_desktop.domain.messaging.message import MessageKind, MessageState
from tests.message_desk import TUESDAY, MessageDesk

MONDAY_TEN = datetime(2026, 11, 23, 9, 0, tzinfo=TUESDAY.tzinfo)
TODAY = date(2026, 11, 24)


class _More(TypedDict, total=False):
    """What is unusual about a message somebody wrote."""

    kind: str
    outcome: str
    handled: bool


class MessageStory:
    """Fills the file as the week goes on; ``ids`` are the clients by first name."""

    def __init__(self, desk: MessageDesk) -> None:
        self.desk = desk
        self.ids: dict[str, int] = {}

    def tell(self) -> MessageStory:
        """Tell everything until Tuesday, 10:44."""
        desk = self.desk
        desk.clock.set(datetime(2026, 11, 20, 9, 0, tzinfo=TUESDAY.tzinfo))
        for at, (first, last) in enumerate(_PEOPLE):
            self._person(first, last, f"+39333100000{at:02d}"[:13], at)
        self._bookings()
        self._monday()
        self._tuesday()
        desk.clock.set(TUESDAY)
        return self

    def number(self, first: str) -> str:
        """The client's number."""
        at = next(place for place, (name, _) in enumerate(_PEOPLE) if name == first)
        return f"+39333100000{at:02d}"[:13]

    def _person(self, first: str, last: str, number: str, at: int) -> None:
        alert = "Lenti a contatto" if first == "Greta" else ""
        client_id = self.desk.client(number, first=first, last=last, alert=alert)
        self.ids[first] = client_id
        if first != "Lucia":
            self.desk.agrees(client_id)
        if first == "Greta":
            self.desk.say(client_id, EventKind.GRANTED, Purpose.OFFERS, Method.SCREEN_SIGNATURE)

    def _bookings(self) -> None:
        self.reminders = {}
        for first, day, start, operator in _VISITS:
            visit = self.desk.visit(self.ids[first], TODAY + timedelta(days=day), start, operator)
            self.reminders[first] = self.desk.about(visit)

    def _monday(self) -> None:
        desk = self.desk
        desk.clock.set(MONDAY_TEN)
        for first in ("Greta", "Rosa", "Maura", "Nadia"):
            if self.reminders[first]:
                desk.becomes(self.reminders[first][0], MessageState.ACCEPTED)
        desk.clock.set(MONDAY_TEN + timedelta(minutes=4))
        for first in ("Greta", "Rosa", "Maura", "Nadia"):
            if self.reminders[first]:
                desk.becomes(self.reminders[first][0], MessageState.READ)
        self._wrote("Greta", "Confermo", 5, kind="button", outcome="confirm")
        self._wrote("Carla", "Devo spostare", 60, kind="button", outcome="wish_to_move", open_=True)
        self._wrote("Vera", "Va bene per le 17:15", 120, handled=True)

    def _tuesday(self) -> None:
        desk = self.desk
        day = timedelta(days=1)
        olga = desk.planned(self.ids["Olga"], kind=MessageKind.AFTER_CARE)
        desk.clock.set(MONDAY_TEN + timedelta(hours=2))
        desk.becomes(olga, MessageState.DELIVERED)
        sofia = desk.planned(self.ids["Sofia"], kind=MessageKind.AFTER_CARE)
        desk.becomes(sofia, MessageState.FAILED, reason="refused", error_code=131026)
        for first, text, minutes, more in _WRITTEN:
            self._wrote(first, text, 24 * 60 + minutes, **more)
        desk.clock.set(MONDAY_TEN + day + timedelta(minutes=12))
        desk.say(
            self.ids["Gaia"],
            EventKind.WITHDRAWN,
            address=self.number("Gaia"),
            withdrawn_via="message",
        )
        desk.clock.set(TUESDAY)
        for number, first in enumerate(("Luca", "Teresa", "Dora", "Ada")):
            kind = MessageKind.BOOKING_CONFIRMATION if number == 0 else MessageKind.AFTER_CARE
            state = MessageState.HELD if number == 0 else MessageState.PLANNED
            due = TUESDAY + timedelta(seconds=82) if number == 0 else TUESDAY + timedelta(hours=3)
            desk.planned(self.ids[first], kind=kind, state=state, due_at=due)

    def _wrote(
        self,
        first: str,
        text: str,
        minutes: int,
        *,
        kind: str = "text",
        outcome: str = "to_person",
        open_: bool | None = None,
        handled: bool = False,
    ) -> None:
        at = MONDAY_TEN + timedelta(minutes=minutes)
        self.desk.clock.set(at)
        needs = False if handled else open_
        self.desk.wrote(
            self.ids[first],
            text,
            kind=kind,
            outcome=outcome,
            needs_person=needs,
            address=self.number(first),
            at=at,
        )


_PEOPLE = (
    ("Greta", "Fontana"),
    ("Nadia", "Bruni"),
    ("Gaia", "Fabbri"),
    ("Rosa", "Amato"),
    ("Maura", "Zanin"),
    ("Olga", "Pace"),
    ("Carla", "Vitale"),
    ("Vera", "Galli"),
    ("Ada", "Ricci"),
    ("Luca", "Ferro"),
    ("Dora", "Mele"),
    ("Giada", "Rossi"),
    ("Teresa", "Longo"),
    ("Lucia", "Marin"),
    ("Sofia", "Leone"),
)
_VISITS = (
    ("Greta", 0, 840, 1),
    ("Nadia", 0, 930, 1),
    ("Gaia", 1, 965, 2),
    ("Rosa", 0, 690, 2),
    ("Maura", 0, 1050, 1),
    ("Carla", 1, 600, 1),
    ("Giada", 2, 900, 1),
    ("Lucia", 1, 725, 2),
)
_WRITTEN: tuple[tuple[str, str, int, _More], ...] = (
    ("Olga", "Grazie del promemoria", -58, {"handled": True}),
    ("Maura", "Confermo", -29, {"kind": "button", "outcome": "confirm"}),
    ("Rosa", "Confermo", -5, {"kind": "button", "outcome": "confirm"}),
    ("Gaia", "STOP", 12, {"outcome": "stop_everything"}),
    ("Nadia", "Sì, ci sarò ma forse in ritardo", 28, {}),
    ("Greta", "Buongiorno! Mi è spuntata una riunione", 40, {}),
    ("Greta", "Posso fare alle 14:30?", 41, {}),
)
