"""The first run: one calm window that leads from the language to an open salon."""

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salon_desktop.application.commands.set_up_salon import SalonFactsWrong
from salon_desktop.application.failures import SecretsUnavailable
from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.shell.rail import SalonMark
from salon_desktop.ui.tasks import TaskRunner
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Space
from salon_desktop.ui.welcome.code_step import CodeStep
from salon_desktop.ui.welcome.draft import Draft
from salon_desktop.ui.welcome.key_step import KeyStep
from salon_desktop.ui.welcome.language_step import LanguageStep
from salon_desktop.ui.welcome.people_step import PeopleStep
from salon_desktop.ui.welcome.port import Founding
from salon_desktop.ui.welcome.ready_step import ReadyStep
from salon_desktop.ui.welcome.salon_step import SalonStep
from salon_desktop.ui.welcome.step import Step, centred, open_at
from salon_desktop.ui.welcome.step_list import WIDTH, StepList
from salon_desktop.ui.welcome.wording import told
from salon_desktop.ui.widgets.alert import Alert
from salon_desktop.ui.widgets.buttons import Button
from salon_desktop.ui.widgets.cards import ScrollColumn
from salon_desktop.ui.widgets.focus_ring import FocusRing
from salon_desktop.ui.widgets.labels import Label, Part

CONTENT_WIDTH = 600
LEAST_WIDTH, LEAST_HEIGHT = 880, 600
WIDTH_AT_FIRST, HEIGHT_AT_FIRST = 1080, 740


class WelcomeWindow(QWidget):
    """Asks, makes the salon, shows its recovery code once, and says what was chosen at the end.

    ``founding`` is called through the database's door of ``tasks``. The language of the screen is
    switched in ``words``; whoever opened the window reads it there afterwards.
    """

    agenda_asked = Signal()
    practice_asked = Signal()
    founded = Signal()
    """The salon stands: from now on there is no going back."""

    def __init__(self, theme: Theme, words: Catalog, tasks: TaskRunner, founding: Founding) -> None:
        super().__init__()
        self._theme, self._words, self._tasks, self._founding = theme, words, tasks, founding
        self._draft = Draft(homes=founding.homes)
        self._draft.speak(words.language)
        self._busy = self._is_founded = self._warned = False
        self._here = 0
        self.language = LanguageStep(theme, words)
        self.salon = SalonStep(theme, words, self._draft, founding)
        self.people = PeopleStep(theme, words, self._draft)
        self.key = KeyStep(theme, words, self._draft, keyring_trusted=founding.keyring_trusted)
        self.code = CodeStep(theme, words, self._draft)
        self.ready = ReadyStep(theme, words, self._draft)
        self._steps: tuple[Step, ...] = (
            *(self.language, self.salon, self.people),
            *(self.key, self.code, self.ready),
        )
        self._lay_out()
        self._ring = FocusRing(theme, self)
        self._connect()
        theme.changed.connect(self._restyle)
        self._restyle()
        self.retranslate()
        self._show(0)
        open_at(self, theme.px(WIDTH_AT_FIRST), theme.px(HEIGHT_AT_FIRST))

    def step(self) -> Step:
        """The step that is shown."""
        return self._steps[self._here]

    def trouble(self) -> str:
        """What is said to have gone wrong, "" if nothing is."""
        return "" if self._alert.isHidden() else self._alert.text()

    def go_on(self) -> None:
        """Show the next step; where something is missing, say it beside the field."""
        if self._busy:
            return
        if self.step().missing():
            self._why.setText(self.step().missing())
            self.step().point_out()
        elif self.step() is self.key:
            self._found()
        elif self._here + 1 < len(self._steps):
            self._show(self._here + 1)

    def go_back(self) -> None:
        """Show the step before, as long as the salon does not stand yet."""
        if not self._busy and not self._is_founded and self._here:
            self._show(self._here - 1)

    def retranslate(self) -> None:
        """Set all visible text in the current language."""
        words = self._words
        self.setWindowTitle(words._("Welcome to Salon Desktop"))
        self._draft.speak(words.language)
        for step in self._steps:
            step.retranslate()
        self._back.set_words(words._("Back"))
        self._name_place()
        self._look_again()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """The code is shown once: the first try to close over it is answered with a warning."""
        unread = bool(self.code.code()) and bool(self.code.missing())
        if self._busy or (unread and not self._warned):
            event.ignore()
            self._warn()
            return
        self.key.new.forget()
        super().closeEvent(event)

    def _lay_out(self) -> None:
        self._mark = SalonMark(self._theme)
        self._side, self._list = Part("rail"), StepList(self._theme)
        self._side_column = QVBoxLayout(self._side)
        self._side_column.addWidget(self._mark)
        self._side_column.addWidget(self._list)
        self._side_column.addStretch(1)
        scroll = ScrollColumn(self._theme)
        self._room = QWidget()
        self._room_column = QVBoxLayout(self._room)
        # Not a stack: that would be as high as its highest page, and every page would scroll.
        for step in self._steps:
            self._room_column.addWidget(step)
        scroll.column.addLayout(centred(self._room))
        scroll.column.addStretch(1)
        self._alert, self._why = Alert(self._theme, "danger"), Label(role="small", tone="muted")
        self._alert.hide()
        self._why.setWordWrap(True)
        self._why.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._back = Button(self._theme, kind="ghost", icon="arrow-left", size="large")
        self._next = Button(self._theme, kind="primary", size="large")
        self._foot_part = Part("foot")
        self._foot = QVBoxLayout(self._foot_part)
        self._foot.addWidget(self._alert)
        self._foot_row = QHBoxLayout()
        for part in (self._back, self._why, self._next):
            self._foot_row.addWidget(part, int(part is self._why))
        self._foot.addLayout(self._foot_row)
        main = QVBoxLayout()
        main.addWidget(scroll, 1)
        main.addWidget(self._foot_part)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._side)
        whole.addLayout(main, 1)
        self._scroll = scroll

    def _connect(self) -> None:
        self._next.clicked.connect(self.go_on)
        self._back.clicked.connect(self.go_back)
        for step in self._steps:
            step.changed.connect(self._look_again)
            step.going_on.connect(self.go_on)
        self.ready.agenda_asked.connect(self.agenda_asked)
        self.ready.practice_asked.connect(self.practice_asked)

    def _show(self, number: int) -> None:
        if number != self._here:
            self.step().left()
        self._alert.hide()
        self._here = number
        for place, step in enumerate(self._steps):
            step.setVisible(place == number)
        self._scroll.verticalScrollBar().setValue(0)
        self._back.setVisible(number > 0 and not self._is_founded)
        self._foot_part.setVisible(self.step() is not self.ready)
        self._why.setText("")
        self._name_place()
        self._look_again()
        self.step().entered()

    def _found(self) -> None:
        self._set_busy(True)
        answers = self._draft.answers(self.key.passphrase())
        self._tasks.ask_database(
            lambda: self._founding.found(answers),
            owner=self,
            on_done=self._has_code,
            on_failed=self._failed,
        )

    def _has_code(self, code: str) -> None:
        self._is_founded = True
        self._set_busy(False)
        self.key.new.forget()
        self.code.show_code(code)
        self.founded.emit()
        self._show(self._steps.index(self.code))

    def _failed(self, problem: Exception) -> None:
        self._set_busy(False)
        if isinstance(problem, SalonFactsWrong) and self._lead_to(str(problem.facts["field"])):
            return
        if isinstance(problem, SecretsUnavailable):
            # The keyring was there a moment ago: a passphrase always works.
            self.key.offer_keyring(False)
            self._alert.set_words(
                self._words._("The keyring is locked or missing; nothing was changed."),
                self._words._(
                    "Choose a passphrase instead, or unlock the keyring and start again."
                ),
            )
        else:
            self._alert.set_words(*told(problem, self._words))
        self._alert.show()
        self._look_again()
        self.step().entered()

    def _lead_to(self, what: str) -> bool:
        """Show the step that holds the field ``what``, with the reason beside it."""
        for step in (self.salon, self.people):
            if what in step.fields:
                self._show(self._steps.index(step))
                step.show_wrong(what)
                return True
        return False

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._room.setEnabled(not busy)
        self._back.setEnabled(not busy)
        self._look_again()

    def _warn(self) -> None:
        if self._busy:
            return
        self._warned = True
        self._alert.set_words(
            self._words._("The code will not be shown again."),
            self._words._("Write it down first; closing once more leaves without it."),
        )
        self._alert.show()

    def _look_again(self) -> None:
        """Close or open the way on; the reason appears only after somebody tried."""
        words, step = self._words, self.step()
        if self._busy:
            self._next.set_words(words._("Setting up…"))
            self._why.setText(words._("Making the encrypted file and its first contents."))
        elif step is self.key:
            self._next.set_words(words._("Set the salon up"))
        else:
            self._next.set_words(words._("Continue"))
        self._next.setEnabled(not self._busy)
        if not self._busy:
            shown = self._why.text()
            self._why.setText(step.missing() if shown and step.missing() else "")

    def _name_place(self) -> None:
        names = [step.name() for step in self._steps]
        here = self._here
        described = self._words._("Step {number} of {count}: {name}").format(
            number=here + 1, count=len(names), name=names[here]
        )
        self._list.show_steps(names, here, described)

    def _restyle(self) -> None:
        px = self._theme.px
        self._side.setFixedWidth(px(WIDTH))
        self._side_column.setContentsMargins(px(Space.XL), px(Space.XL), px(Space.L), px(Space.L))
        self._side_column.setSpacing(px(Space.L))
        self._room.setFixedWidth(px(CONTENT_WIDTH))
        self._room_column.setContentsMargins(px(Space.L), px(40), px(Space.L), px(Space.XL))
        self._foot.setContentsMargins(px(Space.XL), px(Space.M), px(Space.XL), px(Space.M))
        self._foot.setSpacing(px(Space.S))
        self._foot_row.setSpacing(px(Space.M))
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)
