"""The face of an open salon: theme, words, pages, and the news that keeps them true.

Everything the window does to the salon goes through ``TaskRunner``; nothing here waits. What runs
by itself (``app.living``) only tells; this hears it on the window's thread.
"""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QApplication

from salon_desktop.app.composition import Salon
from salon_desktop.app.desk_ports import ComputerDoor
from salon_desktop.app.pages import Pages
from salon_desktop.app.status import connection_of, trouble_of
from salon_desktop.app.window_place import kept_place
from salon_desktop.application.queries.status_facts import DeskStatus
from salon_desktop.application.settings import Settings
from salon_desktop.infrastructure.settings_file import SettingsFile
from salon_desktop.localization.formats import Formats
from salon_desktop.ui.desk import Desk
from salon_desktop.ui.news import DaySpan, SalonNews
from salon_desktop.ui.qt_words import QtWords
from salon_desktop.ui.salon.topics import Topic
from salon_desktop.ui.shell.facts import StatusFacts, Trouble
from salon_desktop.ui.shell.main_window import Looks, MainWindow
from salon_desktop.ui.shell.sections import Section
from salon_desktop.ui.tasks import TaskRunner
from salon_desktop.ui.theme.theme import Theme, system_scheme
from salon_desktop.ui.theme.tokens import Scheme
from salon_desktop.ui.widgets.avatar import salon_letters
from salon_desktop.ui.widgets.toast import Notice

T = TypeVar("T")
STATUS_MS = 20_000
TROUBLE = "trouble"
BACKUP_OVERDUE = timedelta(days=2)
NETWORK_THREADS = 2


class Face(QObject):
    """One window over one salon. ``close`` ends the timers and pools, not the salon."""

    _told = Signal(str)

    def __init__(
        self,
        app: QApplication,
        salon: Salon,
        *,
        scheme: Scheme | None = None,
        scale: float | None = None,
        practice: bool = False,
    ) -> None:
        super().__init__()
        self._app, self._salon = app, salon
        self._settings = salon.settings
        self._relay_away = self._offline = self._has_told_trouble = False
        self._status: DeskStatus | None = None
        self.theme = Theme(salon.shipped.resources)
        self._dress(scheme, scale)
        self.qt_words = QtWords(salon.words)
        self.qt_words.install()
        self._forget_language = salon.words.on_change(self._speak)
        self._network = ThreadPoolExecutor(NETWORK_THREADS, thread_name_prefix="network")
        self.desk = Desk(
            do=salon.do,
            ask=salon.ask,
            facts=salon.facts,
            clock=salon.clock,
            words=salon.words,
            formats=salon.formats,
            theme=self.theme,
            tasks=TaskRunner(salon.worker.write, self._in_network, self),
            news=SalonNews(),
            practice=practice,
        )
        self.window = self._window()
        self._told.connect(self._hear, Qt.ConnectionType.QueuedConnection)
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.refresh_status)
        self._clock.start(STATUS_MS)

    def tell(self, what: str) -> None:
        """Say from any thread that something happened: messages, health, backup, trouble."""
        self._told.emit(what)

    def tell_exchange(self, *, relay_away: bool, offline: bool) -> None:
        """Say from any thread how the last exchange with relay and platform went."""
        self._relay_away, self._offline = relay_away, offline

    def refresh_status(self) -> None:
        """Ask for the status anew."""
        now = self._salon.clock.now()
        self.desk.tasks.ask_database(
            lambda: self._salon.ask.status(now),
            owner=self.window,
            on_done=self._show_status,
            on_failed=lambda problem: None,
        )

    def keep_place(self) -> None:
        """Remember where the window stands for the next start."""
        self._settings = replace(self._settings, window_place=kept_place(self.window))
        SettingsFile(self._salon.folder.settings).write(self._settings)

    def close(self) -> None:
        """Stop timers and the network's pool, take the words back."""
        self._clock.stop()
        self._network.shutdown(wait=True, cancel_futures=True)
        self._forget_language()
        self.qt_words.remove()
        self.window.close()

    def _in_network(self, work: Callable[[], T]) -> Future[T]:
        return self._network.submit(work)

    def _dress(self, scheme: Scheme | None, scale: float | None) -> None:
        wanted = {"light": Scheme.LIGHT, "dark": Scheme.DARK}.get(self._settings.scheme)
        self.theme.apply(
            self._app,
            scheme or wanted or system_scheme(),
            scale or self._settings.text_percent / 100,
        )

    def _window(self) -> MainWindow:
        salon, words = self._salon, self._salon.words
        looks = Looks(
            self.theme,
            words,
            lambda at: self.desk.formats.time(at),
            lambda at: self.desk.formats.age(at, salon.clock.now()),
        )
        window = MainWindow(looks, practice=self.desk.practice)
        window.setWindowTitle(salon.facts.name)
        window.show_salon(salon.facts.name, salon_letters(salon.facts.name))
        window.show_person(salon.facts.owner)
        computer = ComputerDoor(self._settings_now, self._settings_changed)
        self.pages = Pages(self.desk, window, salon, computer)
        self.agenda = self.pages.agenda
        window.booking_asked.connect(self._book)
        window.undo_asked.connect(self.agenda.undo)
        window.redo_asked.connect(self.agenda.redo)
        window.calls_asked.connect(self._show_calls)
        window.queue_asked.connect(lambda: window.go_to(Section.MESSAGES))
        window.connection_asked.connect(lambda: self._show_topic(Topic.ACCOUNT))
        window.backup_asked.connect(lambda: self._show_topic(Topic.BACKUPS))
        window.trouble_acted.connect(lambda: self._show_topic(Topic.ACCOUNT))
        self.desk.wishes.on_send_now(self._send_now)
        self.desk.wishes.on_book_for(self._book_for)
        self.desk.wishes.on_write_to(self._write_to)
        self.desk.news.on_messages_changed(lambda _: self.refresh_status())
        self.desk.news.on_appointments_changed(lambda _: self.refresh_status())
        self.desk.news.on_consent_changed(lambda _: self.refresh_status())
        return window

    def _book(self) -> None:
        self.window.go_to(Section.AGENDA)
        self.agenda.open_booking()

    def _book_for(self, client_id: int) -> None:
        self.window.go_to(Section.AGENDA)
        self.agenda.open_booking(client_id=client_id)

    def _write_to(self, client_id: int) -> None:
        self.window.go_to(Section.MESSAGES)
        self.pages.messages.open_client(client_id)

    def _show_topic(self, topic: Topic) -> None:
        self.window.go_to(Section.SALON)
        self.pages.salon.show_topic(topic)

    def _show_calls(self) -> None:
        self.window.go_to(Section.MESSAGES)
        self.pages.messages.show_call_list()

    def _send_now(self) -> None:
        do = self._salon.do

        def send() -> None:
            do.send_due(drained=do.drain().may_send)

        self.desk.tasks.ask_network(
            send,
            owner=self.window,
            on_done=lambda _: self._hear("messages"),
            on_failed=lambda problem: None,
        )

    def _settings_now(self) -> Settings:
        return self._settings

    def _settings_changed(self, settings: Settings) -> None:
        self._settings = settings
        SettingsFile(self._salon.folder.settings).write(settings)
        self._dress(None, None)
        if settings.language is not None and settings.language != self._salon.words.language:
            self._salon.words.use(settings.language)

    def _speak(self) -> None:
        facts = self._salon.facts
        self.desk.formats = Formats(self._salon.words.language, facts.zone, facts.currency)

    @Slot(str)
    def _hear(self, what: str) -> None:
        news = self.desk.news
        if what == "messages":
            news.tell_messages_changed()
            news.tell_consent_changed()
            today = self._today()
            news.tell_appointments_changed(
                DaySpan(today - timedelta(days=31), today + timedelta(days=366))
            )
        elif what == "health":
            news.tell_health_changed()
        elif what == TROUBLE:
            self._tell_trouble()
        self.refresh_status()

    def _tell_trouble(self) -> None:
        """Say once a session that something failed which nobody asked for; the log has it."""
        if self._has_told_trouble:
            return
        self._has_told_trouble = True
        text = self.desk.words._(
            "Something went wrong inside the program. What you saved is kept; the details are in"
            " the program's log."
        )
        self.window.tell(Notice(text, tone="warn"))

    def _today(self) -> date:
        return self._salon.clock.now().astimezone(self._salon.facts.zone).date()

    def _show_status(self, status: DeskStatus) -> None:
        self._status = status
        now = self._salon.clock.now()
        last = status.last_backup
        facts = StatusFacts(
            connection=connection_of(status, relay_away=self._relay_away, offline=self._offline),
            last_contact=status.last_contact,
            queued=status.queued,
            dropped=status.dropped + status.failed,
            to_phone=status.to_phone,
            last_backup=last,
            backup_overdue=last is None or now - last > BACKUP_OVERDUE,
            desk=self._settings.desk_name,
            salon=self._salon.facts.name,
        )
        self.window.show_status(facts)
        self.desk.news.tell_status_changed(facts)
        self.window.show_waiting(Section.MESSAGES, status.for_person)
        first = trouble_of(status, self.desk.words)

        def in_words() -> Trouble:
            """Say it again in the language of the moment."""
            return trouble_of(status, self.desk.words) or Trouble(lead="", body="")

        self.window.show_trouble(None if first is None else in_words)
