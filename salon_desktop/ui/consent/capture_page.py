"""The screen turned to the client: she is asked, she answers, she signs; nobody answers for her.

It fills the whole screen and has no way out but her answers, her "not today", or the owner's keys.
"""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from salon_desktop.application.explaining.notice import explain
from salon_desktop.application.queries.consent_status import ClientConsent
from salon_desktop.application.queries.consent_texts import ConsentTexts
from salon_desktop.domain.consent.events import MESSAGING_PURPOSES, EventKind, Purpose, Strength
from salon_desktop.localization.formats import Formats
from salon_desktop.ui.consent.capture_form import CaptureForm
from salon_desktop.ui.consent.capture_parts import CaptureFoot, CaptureHead, QuestionsView
from salon_desktop.ui.consent.capture_words import greeting, introduction, what_is_missing
from salon_desktop.ui.consent.reading_view import ReadingView
from salon_desktop.ui.consent.thanks_view import ThanksView
from salon_desktop.ui.desk import Desk
from salon_desktop.ui.news import Ids
from salon_desktop.ui.shell.bands import PracticeBand
from salon_desktop.ui.widgets.focus_ring import FocusRing
from salon_desktop.ui.widgets.labels import Part

UNLOCK = "Ctrl+Shift+L"
"""The owner's keys: they leave without recording anything."""


class CapturePage(Part):
    """One client's questions; records them all together, or none.

    ``desk`` is asked only through its tasks. The texts were read before, so that nothing can be
    missing while she looks at the screen.
    """

    recorded = Signal(object)
    """The answers of this client (id) are in the ledger."""

    left = Signal()
    """The screen is the desk's again."""

    def __init__(self, desk: Desk, texts: ConsentTexts, form: CaptureForm) -> None:
        super().__init__("ground")
        self._desk, self._texts, self._form = desk, texts, form
        self._words = desk.words.in_language(form.language)
        self._may_leave = self._is_recording = False
        self._trouble = ""
        theme = desk.theme
        self.setWindowFlags(Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint)
        self.setWindowModality(Qt.WindowModality.ApplicationModal)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.head = CaptureHead(theme, desk.facts.name, form.languages)
        number = texts.business_number if Purpose.OFFERS in form.purposes else ""
        self.questions = QuestionsView(theme, form.purposes, number)
        self.reading = ReadingView(theme)
        self.thanks = ThanksView(theme)
        self.foot = CaptureFoot(theme)
        self.band = PracticeBand(theme, self._words) if desk.practice else None
        self._lay_out()
        self._connect()
        FocusRing(theme, self)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.head.languages.choose(form.language)
        self._say()

    def open(self) -> None:
        """Take the whole screen on which somebody works."""
        active = QApplication.activeWindow()
        screen = self.screen() if active is None else active.screen()
        # Also where no window manager makes a window fill its screen.
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        self.raise_()
        self.activateWindow()

    def leave(self) -> None:
        """Give the screen back, recording nothing more."""
        self._may_leave = True
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        # The window manager's own keys must not lead a client to other people's cards.
        if not self._may_leave:
            event.ignore()
            return
        event.accept()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Escape goes back from reading and otherwise does nothing at all.
        if event.key() == Qt.Key.Key_Escape and self._stack.currentWidget() is self.reading:
            self._back()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._restyle()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self._say()
        super().changeEvent(event)

    def _connect(self) -> None:
        self.head.languages.chosen.connect(self._speak)
        self.questions.answered.connect(self._answer)
        self.questions.read.clicked.connect(self._read)
        self.questions.pad.changed.connect(self._signed)
        self.reading.back_asked.connect(self._back)
        self.thanks.done.connect(self.leave)
        self.foot.decline.clicked.connect(self.leave)
        self.foot.confirm.clicked.connect(self._confirm)
        self._desk.news.on_consent_changed(self._look_for_message)
        keys = QShortcut(QKeySequence(UNLOCK), self)
        keys.activated.connect(self.leave)

    def _speak(self, language: str) -> None:
        self._form.language = language
        self._words.use(language)
        self._say()

    def _say(self) -> None:
        """Say everything in the language she chose; it is not the desk's."""
        words, form = self._words, self._form
        formats = self._formats()
        asks_messages = any(one in MESSAGING_PURPOSES for one in form.purposes)
        number = self._texts.number if asks_messages else ""
        texts = [form.text(purpose) for purpose in form.purposes]
        self.head.say(words)
        self.questions.say(
            words,
            greeting(words, self._texts.first_name),
            introduction(words, len(texts), number),
            texts,
            formats.long_date(self._desk.clock.now()),
        )
        self.reading.say(words, texts, self._texts.notices.get(form.language))
        self.thanks.say(words, self._texts.first_name)
        self.foot.say(words, UNLOCK)
        if self.band is not None:
            self.band.retranslate()
        self.setWindowTitle(greeting(words, self._texts.first_name))
        self._refresh()

    def _formats(self) -> Formats:
        desk = self._desk.formats
        return Formats(self._form.language, desk.zone, desk.currency)

    def _answer(self, purpose: Purpose, kind: EventKind) -> None:
        self._form.answer(purpose, kind)
        self._trouble = ""
        self._refresh()

    def _signed(self) -> None:
        self._form.signed = self.questions.pad.is_signed
        self._refresh()

    def _refresh(self) -> None:
        missing = self._form.missing()
        reason = what_is_missing(self._words, self._formats(), missing)
        self.foot.show_reason(self._trouble or reason, is_trouble=bool(self._trouble))
        self.foot.confirm.setEnabled(not missing and not self._is_recording)
        if missing.signature:
            # On a low screen the field lies below the last question.
            self.questions.ensureWidgetVisible(self.questions.pad)

    def _read(self) -> None:
        self._stack.setCurrentWidget(self.reading)
        self.reading.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _back(self) -> None:
        self._stack.setCurrentWidget(self.questions)
        self.questions.read.setFocus(Qt.FocusReason.OtherFocusReason)

    def _confirm(self) -> None:
        if self._form.missing() or self._is_recording:
            return
        if not self._form.answers:
            self._thank()  # everything came from her telephone
            return
        wish = self._form.wish(self.questions.pad.svg())
        self._is_recording = True
        self._refresh()
        self._desk.tasks.ask_database(
            lambda: self._desk.do.record_consent(wish),
            owner=self,
            on_done=lambda _: self._thank(),
            on_failed=self._tell_trouble,
        )

    def _thank(self) -> None:
        self._is_recording = False
        self._stack.setCurrentWidget(self.thanks)
        self.foot.hide()
        self.head.hide_languages()
        self.thanks.leave.setFocus(Qt.FocusReason.OtherFocusReason)
        self.recorded.emit(self._form.client_id)
        self._desk.news.tell_consent_changed(frozenset({self._form.client_id}))

    def _tell_trouble(self, problem: Exception) -> None:
        self._is_recording = False
        notice = explain(problem, self._words, self._formats())
        self._trouble = f"{notice.text} {notice.advice}".strip()
        self._refresh()

    def _look_for_message(self, clients: Ids) -> None:
        """Her own message may have come in meanwhile."""
        if Purpose.OFFERS not in self._form.purposes:
            return
        if clients is not None and self._form.client_id not in clients:
            return
        self._desk.tasks.ask_database(
            lambda: self._desk.ask.consent.of_client(self._form.client_id, self._desk.clock.now()),
            owner=self,
            on_done=self._take_standing,
            on_failed=self._tell_trouble,
        )

    def _take_standing(self, consent: ClientConsent) -> None:
        if self._stack.currentWidget() is self.thanks:
            return
        for line in consent.of(Purpose.OFFERS):
            if line.in_use and line.strength is Strength.OWN_MESSAGE:
                self._form.settle_by_phone(Purpose.OFFERS)
                self.questions.show_received(self._words, Purpose.OFFERS)
        self._refresh()

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        for view in (self.questions, self.reading, self.thanks):
            self._stack.addWidget(view)
        self._middle = QHBoxLayout()
        self._middle.addWidget(self._stack)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        tops: list[QWidget] = [self.head] if self.band is None else [self.band, self.head]
        for part in tops:
            column.addWidget(part)
        column.addLayout(self._middle, 1)
        column.addWidget(self.foot)

    def _restyle(self) -> None:
        # On a narrow screen the margins give way before the words do.
        side = min(self._desk.theme.px(120), max(self._desk.theme.px(32), self.width() // 12))
        self._middle.setContentsMargins(side, 0, side, 0)
        self.foot.set_side(side)
        self.reading.keep_reading_width(self.width() - 2 * side)
