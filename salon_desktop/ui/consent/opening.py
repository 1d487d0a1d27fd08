"""From "ask her" to the turned screen: texts are read first, then the screen is hers."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal

from salon_desktop.application.explaining.notice import explain
from salon_desktop.application.queries.consent_status import ClientConsent
from salon_desktop.application.queries.consent_texts import ConsentTexts
from salon_desktop.domain.consent.events import Purpose
from salon_desktop.domain.wall_clock import to_wall
from salon_desktop.ui.consent.capture_form import CaptureForm, audience_of
from salon_desktop.ui.consent.capture_page import CapturePage
from salon_desktop.ui.desk import Desk
from salon_desktop.ui.widgets.toast import Notice

Tell = Callable[[Notice], None]


class CaptureDoor(QObject):
    """Opens the turned screen for one client at a time; lives as long as the page that owns it."""

    opened = Signal(object)
    """The `CapturePage` that has the screen now."""

    def __init__(self, desk: Desk, tell: Tell, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tell = desk, tell
        self.page: CapturePage | None = None

    def ask(self, client_id: int, purpose: Purpose | None = None) -> None:
        """Turn the screen to this client, or say why she cannot be asked here.

        She is asked what the salon asks and what is still open, and ``purpose`` in any case.
        """
        desk = self._desk

        def read() -> tuple[ConsentTexts, ClientConsent]:
            now = desk.clock.now()
            return desk.ask.consent_texts(client_id), desk.ask.consent.of_client(client_id, now)

        desk.tasks.ask_database(
            read,
            owner=self,
            on_done=partial(self._open, purpose),
            on_failed=self._tell_trouble,
        )

    def _open(self, purpose: Purpose | None, read: tuple[ConsentTexts, ClientConsent]) -> None:
        desk, words = self._desk, self._desk.words
        texts, consent = read
        today, _ = to_wall(desk.clock.now(), desk.facts.zone)
        audience = audience_of(texts, consent, desk.facts.country, today, purpose)
        form = CaptureForm(texts, audience.purposes, desk.facts.language)
        if not audience.may_answer:
            self._tell(
                Notice(
                    words._(
                        "This client is too young to decide alone. A parent or guardian answers,"
                        " on the paper form."
                    ),
                    tone="warn",
                )
            )
        elif not audience.purposes or not form.languages:
            text = words._("There is nothing to ask: add a mobile number, or texts in the salon.")
            self._tell(Notice(text, tone="warn"))
        elif self.page is None:
            self.page = CapturePage(desk, texts, form)
            self.page.left.connect(self._forget)
            self.page.open()
            self.opened.emit(self.page)

    def _forget(self) -> None:
        self.page = None

    def _tell_trouble(self, problem: Exception) -> None:
        notice = explain(problem, self._desk.words, self._desk.formats)
        self._tell(Notice(f"{notice.text} {notice.advice}".strip(), tone="warn"))
