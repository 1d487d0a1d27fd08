"""The tour: a day at the desk, played by hand through the real window, with pictures of it.

It books, asks for consent, sends, taps and writes on the client's phone, and looks whether the
agenda and the ledger followed. Whatever does not happen ends the tour with TourStuck. The day is
always the same one, so that pictures of two versions can be laid side by side.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QDate, QPoint, QSize, Qt
from PySide6.QtWidgets import QApplication

from salon_desktop.app.practice_salon import PracticeSalon
from salon_desktop.app.tour_hands import TourHands, TourStuck
from salon_desktop.app.window import Face
from salon_desktop.application.queries.find_clients import FindClients, FoundClient
from salon_desktop.domain.agenda.status import Status
from salon_desktop.domain.consent.events import EventKind, Purpose
from salon_desktop.domain.consent.fold import ConsentState
from salon_desktop.domain.wall_clock import to_utc
from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.agenda.day_picture import Card
from salon_desktop.ui.consent.capture_page import CapturePage
from salon_desktop.ui.practice_phone.phone_bubbles import ShownBubble
from salon_desktop.ui.practice_phone.window import PracticePhone
from salon_desktop.ui.shell.sections import Section
from salon_desktop.ui.widgets.chips import ChipButton

MOMENT = datetime(2026, 11, 24, 9, 44, tzinfo=UTC)
"""Tuesday, 10:44 in Rome."""

WINDOW = QSize(1440, 900)
OPENED, BOOKED, ASKED = "Greta Fontana", "Luca Ferro", "Lucia Marin"
SERVICE = "Massaggio rilassante"
REMINDED_AT = 10 * 60 + 5


class Tour:
    """Plays the day on an open face; ``play`` does it in order."""

    def __init__(
        self,
        app: QApplication,
        practice: PracticeSalon,
        face: Face,
        phone: PracticePhone,
        hands: TourHands,
        scale: float,
    ) -> None:
        self._app, self._practice, self._face, self._phone = app, practice, face, phone
        self._hands, self._scale = hands, scale
        self._desk, self._window = face.desk, face.window
        self._words: Catalog = face.desk.words
        self._today = MOMENT.astimezone(practice.salon.facts.zone).date()
        self._visit_day = self._today + timedelta(days=2)

    def play(self) -> None:
        """Play everything; raises TourStuck where the program does not follow."""
        self._window.resize(WINDOW * self._scale)
        self._window.show()
        steps: tuple[tuple[str, Callable[[], None]], ...] = (
            (self._words._("The day at the desk"), self._look_at_day),
            (self._words._("One appointment"), self._open_appointment),
            (self._words._("A booking by telephone"), self._book),
            (self._words._("The client book"), self._find_client),
            (self._words._("Asking for consent"), self._ask_consent),
            (self._words._("The reminder leaves"), self._remind),
            (self._words._("The client confirms"), self._confirm),
            (self._words._("The client writes STOP"), self._stop),
            (self._words._("Messages and outbox"), self._look_at_messages),
            (self._words._("Consent for the owner"), self._look_at_ledger),
            (self._words._("Promotions and salon"), self._look_at_rest),
        )
        for title, step in steps:
            self._hands.tell(f"== {title}")
            step()

    def _look_at_day(self) -> None:
        self._face.refresh_status()
        self._window.go_to(Section.AGENDA)
        self._hands.settle()
        cards = self._cards()
        self._hands.tell(f"{self._desk.formats.long_date(MOMENT)}: {len(cards)}")
        self._hands.photograph("agenda", self._window)

    def _open_appointment(self) -> None:
        card = self._card_of(OPENED)
        scene = self._face.agenda.grid.scene
        if scene is None:
            raise TourStuck(OPENED)
        box = next(shown.rect for shown in scene.cards if shown.card.key == card.key)
        shown = self._face.agenda.grid.shown()
        at = box.topLeft() + QPoint(40, 12) - shown.topLeft()
        self._hands.click(self._face.agenda.grid.viewport(), at.toPoint())
        drawer = self._face.agenda.card
        self._hands.wait_until(lambda: drawer.card is not None, OPENED)
        self._hands.tell(OPENED)
        self._hands.photograph("appointment", self._window)
        self._window.close_drawer()

    def _book(self) -> None:
        booking, hands = self._face.agenda.booking, self._hands
        self._press_in_window(Qt.Key.Key_F2)
        hands.wait_until(booking.isVisible, "F2")
        hands.type(BOOKED, booking.who.pick.field)
        hands.wait_until(
            lambda: any(isinstance(row.value, FoundClient) for row in booking.who.pick.rows()),
            BOOKED,
        )
        hands.photograph("booking-who", self._window)
        hands.press(Qt.Key.Key_Return, booking.who.pick.field)
        hands.type(SERVICE, booking.what.pick.field)
        hands.press(Qt.Key.Key_Return, booking.what.pick.field)
        day = self._visit_day
        booking.when.day.setDate(QDate(day.year, day.month, day.day))
        hands.settle()
        chip = booking.when.slots.findChildren(ChipButton)[0]
        hands.tell(f"{BOOKED} · {SERVICE} · {day.isoformat()} · {booking.when.slots.texts()[0]}")
        hands.push(chip)
        hands.wait_until(booking.go.isEnabled, SERVICE)
        hands.photograph("booking", self._window)
        hands.push(booking.go)
        self._show_day(day)
        hands.wait_until(lambda: bool(self._found(BOOKED)), SERVICE)
        hands.photograph("booked", self._window)

    def _find_client(self) -> None:
        page = self._face.pages.clients
        self._window.go_to(Section.CLIENTS)
        self._hands.settle()
        self._hands.type("paola", page.pane.search)
        self._hands.photograph("client", self._window)
        page.pane.search.clear()

    def _ask_consent(self) -> None:
        door, opened = self._face.pages.clients.door, list[CapturePage]()
        door.opened.connect(opened.append)
        door.ask(self._id_of(ASKED))
        self._hands.wait_until(lambda: bool(opened), ASKED)
        door.opened.disconnect(opened.append)
        page = opened[0]
        page.showNormal()
        page.resize(WINDOW * self._scale)
        self._hands.photograph("consent", page)
        for purpose, row in page.questions.rows.items():
            kind = EventKind.GRANTED if purpose is Purpose.SERVICE_MESSAGES else EventKind.NOT_NOW
            self._hands.push(row.buttons[kind])
        self._hands.draw(page.questions.pad, _signature(self._scale))
        self._hands.photograph("consent-signed", page)
        self._hands.push(page.foot.confirm)
        self._hands.photograph("consent-thanks", page)
        self._hands.push(page.thanks.leave)
        if not self._may_remind(ASKED):
            raise TourStuck(ASKED)
        self._face.pages.clients.show_client(self._id_of(ASKED))
        self._hands.photograph("client-asked", self._window)

    def _remind(self) -> None:
        zone = self._practice.salon.facts.zone
        self._practice.clock.set(to_utc(self._visit_day - timedelta(days=1), REMINDED_AT, zone))
        self._exchange()
        self._window.go_to(Section.MESSAGES)
        self._hands.photograph("outbox", self._window)
        self._phone.hold(self._number_of(BOOKED))
        self._phone.show()
        self._hands.settle()
        self._hands.wait_until(lambda: bool(self._bubbles()), BOOKED)
        self._hands.tell(self._bubbles()[-1].text)
        self._hands.photograph("phone-reminder", self._phone)

    def _confirm(self) -> None:
        chat, rows = self._phone.chat, self._phone.chat.phone_model.rows()
        at = max(n for n, row in enumerate(rows) if isinstance(row, ShownBubble) and row.taps)
        before = len(rows)
        self._hands.click(chat.viewport(), chat.tap_place(at, 0).center())
        self._hands.wait_until(lambda: len(chat.phone_model.rows()) > before, BOOKED)
        self._exchange()
        self._show_day(self._visit_day)
        self._hands.wait_until(
            lambda: self._card_of(BOOKED).status is Status.CONFIRMED, "confirmed"
        )
        self._hands.photograph("confirmed", self._window, self._phone)

    def _stop(self) -> None:
        self._hands.type("STOP", self._phone.field)
        self._hands.press(Qt.Key.Key_Return, self._phone.field)
        self._hands.wait_until(lambda: self._bubbles()[-1].text == "STOP", "STOP")
        self._exchange()
        self._exchange()
        if self._may_remind(BOOKED):
            raise TourStuck("STOP")
        verdict = self._desk.ask.verify_ledger()
        self._hands.tell(f"{self._bubbles()[-1].text}\n{verdict.state.value} · {verdict.count}")
        self._hands.photograph("phone-stop", self._phone)
        self._face.pages.messages.open_client(self._id_of(BOOKED))
        self._window.go_to(Section.MESSAGES)
        self._hands.photograph("conversation", self._window)

    def _look_at_messages(self) -> None:
        self._face.pages.messages.show_call_list()
        self._hands.photograph("calls", self._window)

    def _look_at_ledger(self) -> None:
        self._window.go_to(Section.CONSENT)
        self._hands.photograph("ledger", self._window)

    def _look_at_rest(self) -> None:
        for section in (Section.PROMOTIONS, Section.SALON):
            self._window.go_to(section)
            self._hands.photograph(section.value, self._window)

    def _exchange(self) -> None:
        """Let happen once what listener and sweeps do by themselves."""
        do = self._practice.salon.do
        self._practice.world.platform.settle()

        def once() -> None:
            do.send_due(drained=do.drain().may_send)

        self._hands.work(once)
        self._practice.world.platform.settle()
        self._hands.work(lambda: do.drain())
        self._face.tell("messages")
        self._hands.settle()

    def _show_day(self, day: date) -> None:
        self._window.go_to(Section.AGENDA)
        self._face.agenda.presenter.open_day(day)
        self._hands.settle()

    def _press_in_window(self, key: Qt.Key) -> None:
        self._window.activateWindow()
        self._hands.press(key, self._window)

    def _cards(self) -> list[Card]:
        picture = self._face.agenda.grid.picture
        return [] if picture is None else list(picture.cards)

    def _found(self, name: str) -> list[Card]:
        return [card for card in self._cards() if card.client == name]

    def _card_of(self, name: str) -> Card:
        found = self._found(name)
        if not found:
            raise TourStuck(name)
        return found[0]

    def _id_of(self, name: str) -> int:
        return next(
            one.id
            for one in self._desk.ask.find_clients(FindClients(text=name))
            if one.name == name
        )

    def _may_remind(self, name: str) -> bool:
        consent = self._desk.ask.consent.of_client(self._id_of(name), self._practice.clock.now())
        lines = consent.of(Purpose.SERVICE_MESSAGES)
        return any(line.state is ConsentState.GRANTED for line in lines)

    def _number_of(self, name: str) -> str:
        card = self._desk.ask.client_card(self._id_of(name))
        return next(number.e164 for number in card.numbers if number.valid_to is None)

    def _bubbles(self) -> list[ShownBubble]:
        rows = self._phone.chat.phone_model.rows()
        return [row for row in rows if isinstance(row, ShownBubble)]


def _signature(scale: float) -> list[QPoint]:
    """A scribble of some strokes in one."""
    path = ((40, 110), (70, 40), (95, 130), (130, 60), (150, 120), (190, 70), (230, 118), (300, 80))
    return [QPoint(round(x * scale), round(y * scale)) for x, y in path]


def play(
    app: QApplication,
    practice: PracticeSalon,
    face: Face,
    phone: PracticePhone,
    out: Path,
    scale: float,
) -> int:
    """Play the tour into the folder ``out``; returns how many pictures were taken."""
    with TourHands(app, face.desk.tasks, out) as hands:
        Tour(app, practice, face, phone, hands, scale).play()
        return hands.pictures
