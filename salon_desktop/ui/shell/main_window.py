"""The main window: rail, top bar, pages, drawer, toast, status bar, and the keys to all of them."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.page import Page
from salon_desktop.ui.shell.bands import PracticeBand, TroubleBanner
from salon_desktop.ui.shell.facts import StatusFacts, Trouble
from salon_desktop.ui.shell.rail import Rail
from salon_desktop.ui.shell.sections import Section
from salon_desktop.ui.shell.status_bar import StatusBar, WriteTime
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Size, Space
from salon_desktop.ui.widgets.avatar import initials
from salon_desktop.ui.widgets.drawer import Drawer
from salon_desktop.ui.widgets.fields import SearchButton
from salon_desktop.ui.widgets.focus_ring import NO_RING, FocusRing
from salon_desktop.ui.widgets.labels import Part
from salon_desktop.ui.widgets.toast import Notice, ToastHost

LEAST_WIDTH = 1024
LEAST_HEIGHT = 640


@dataclass(frozen=True, slots=True)
class Looks:
    """What the window needs to show anything: theme, words, and how instants are written."""

    theme: Theme
    words: Catalog
    write_time: WriteTime
    write_age: WriteTime


class MainWindow(QWidget):
    """The shell. Pages are added with `add_page`; it implements `salon_desktop.ui.page.Shell`."""

    booking_asked = Signal()
    """F2, Ctrl+K or the search box: open the booking box."""

    undo_asked = Signal()
    redo_asked = Signal()
    calls_asked = Signal()
    queue_asked = Signal()
    connection_asked = Signal()
    backup_asked = Signal()
    trouble_acted = Signal()
    """The banner's button was pressed."""

    page_wanted = Signal(object)
    """A `Section` without a page is to be shown: whoever can, adds the page now."""

    section_shown = Signal(object)
    """Another `Section` is shown now."""

    def __init__(
        self, looks: Looks, *, practice: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._words = looks.theme, looks.words
        self._pages: dict[Section, Page] = {}
        self._section: Section | None = None
        self._trouble: Callable[[], Trouble] | None = None
        self.rail = Rail(looks.theme, looks.words)
        self.status = StatusBar(looks.theme, looks.words, looks.write_time, looks.write_age)
        self.banner = TroubleBanner(looks.theme)
        self.band = PracticeBand(looks.theme, looks.words) if practice else None
        self.drawer = Drawer(looks.theme)
        self.search = SearchButton(looks.theme)
        self._controls = QStackedWidget()
        self._stack = QStackedWidget()
        self._top_bar = Part("top_bar")
        self._content = QWidget()
        self._content.setProperty(NO_RING, True)
        self._stage = QWidget()
        self._lay_out()
        self.toasts = ToastHost(looks.theme, looks.words, self._stage)
        self._ring = FocusRing(looks.theme, self)
        self._connect()
        self._bind_keys()
        looks.theme.changed.connect(self._restyle)
        self._restyle()
        self.retranslate()
        # Else Qt gives the keyboard to the first button of the rail, where nobody works.
        self._content.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def content(self) -> QWidget:
        """What boxes over the window are centred on: everything right of the rail."""
        return self._content

    def add_page(self, section: Section, page: Page) -> None:
        """Give ``section`` its page; the first one is shown at once."""
        self._pages[section] = page
        self._stack.addWidget(page)
        self._controls.addWidget(page.top_bar)
        page.retranslate()
        if self._section is None:
            self.go_to(section)

    def section(self) -> Section | None:
        """Which section is shown."""
        return self._section

    def page(self, section: Section) -> Page:
        """The page of ``section``. Raises KeyError if it has none."""
        return self._pages[section]

    def go_to(self, section: Section) -> None:
        """Show the page of ``section``; nothing happens where there is none."""
        if section not in self._pages:
            self.page_wanted.emit(section)
        page = self._pages.get(section)
        if page is None or section is self._section:
            if self._section is not None:
                self.rail.choose(self._section)
            return
        if self._section is not None:
            self._pages[self._section].deactivated()
        self.close_drawer()
        self._section = section
        self.rail.choose(section)
        self._stack.setCurrentWidget(page)
        self._controls.setCurrentWidget(page.top_bar)
        self.search.setVisible(page.wants_search)
        self.search.set_width(page.search_width)
        self._name_search()
        self.toasts.set_bottom(page.toast_distance)
        page.activated()
        self.section_shown.emit(section)

    def show_drawer(self, panel: QWidget) -> None:
        """Open ``panel`` at the right, pushing the page."""
        self.drawer.show_panel(panel)

    def close_drawer(self) -> None:
        """Close the drawer if it is open."""
        self.drawer.close_panel()

    def tell(self, notice: Notice) -> None:
        """Show a quiet toast."""
        self.toasts.show_notice(notice)

    def show_status(self, facts: StatusFacts) -> None:
        """Have the status bar say these facts."""
        self.status.show_facts(facts)

    def show_trouble(self, trouble: Callable[[], Trouble] | None) -> None:
        """Show a banner, or none; asked again for its words after a switch of the language."""
        self._trouble = trouble
        self.banner.show_trouble(trouble() if trouble is not None else None)

    def show_waiting(self, section: Section, count: int, tone: str = "accent") -> None:
        """Show a badge at ``section``: ``accent`` unread, ``warn`` to do for a person."""
        self.rail.show_count(section, count, tone)

    def show_person(self, name: str) -> None:
        """Show who is at the desk."""
        words = name.split()
        self.rail.person.show_person(words[0] if words else "", initials(name))
        self.rail.retranslate()

    def show_salon(self, name: str, letters: str) -> None:
        """Name the window after the salon; ``letters`` stand in the mark."""
        self.rail.mark.show_letters(letters)
        self.rail.mark.setAccessibleName(name)
        self.setWindowTitle(name)

    def retranslate(self) -> None:
        """Set the shell's own words; pages set theirs."""
        self.rail.retranslate()
        self.status.retranslate()
        self._name_search()
        if self.band is not None:
            self.band.retranslate()
        if self._trouble is not None:
            self.banner.show_trouble(self._trouble())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # No shortcut: whoever has the keyboard (a field, a box, a toast) may want Escape first.
        if event.key() == Qt.Key.Key_Escape and self.drawer.is_open():
            self.close_drawer()
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self._top_row = QHBoxLayout(self._top_bar)
        self._top_row.addWidget(self._controls, 1)
        self._top_row.addWidget(self.search)
        side_by_side = QHBoxLayout()
        side_by_side.setSpacing(0)
        _bare_column(self._stage).addWidget(self._stack)
        side_by_side.addWidget(self._stage, 1)
        side_by_side.addWidget(self.drawer)
        inside = _bare_column(self._content)
        inside.addWidget(self._top_bar)
        inside.addWidget(self.banner)
        inside.addLayout(side_by_side, 1)
        body = QHBoxLayout()
        body.setSpacing(0)
        body.addWidget(self.rail)
        body.addWidget(self._content, 1)
        column = _bare_column(self)
        if self.band is not None:
            column.addWidget(self.band)
        column.addLayout(body, 1)
        column.addWidget(self.status)

    def _name_search(self) -> None:
        """Say what may be typed, shorter where the box is narrow."""
        page = self._pages.get(self._section) if self._section is not None else None
        wide = page is None or page.search_width >= Size.SEARCH_WIDTH
        self.search.set_words(
            self._words._("Find or book: client, treatment, day…")
            if wide
            else self._words._("Find or book…"),
            self._words._("Find a client or book an appointment"),
            "F2",
        )

    def _connect(self) -> None:
        self.rail.chosen.connect(self.go_to)
        self.search.clicked.connect(self.booking_asked)
        self.banner.acted.connect(self.trouble_acted)
        self.status.calls_asked.connect(self.calls_asked)
        self.status.queue_asked.connect(self.queue_asked)
        self.status.connection_asked.connect(self.connection_asked)
        self.status.backup_asked.connect(self.backup_asked)

    def _bind_keys(self) -> None:
        for number, section in enumerate(Section, start=1):
            self._key(f"Ctrl+{number}", _going(self, section))
        self._key("F2", self.booking_asked.emit)
        self._key("Ctrl+K", self.booking_asked.emit)
        self._key("F6", self._take_keyboard_to_toast)
        self._key("Ctrl+Z", self.undo_asked.emit)
        self._key("Ctrl+Shift+Z", self.redo_asked.emit)
        self._key("Ctrl+Y", self.redo_asked.emit)

    def _key(self, keys: str, act: Callable[[], object]) -> None:
        shortcut = QShortcut(QKeySequence(keys), self)
        shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
        shortcut.activated.connect(act)

    def _take_keyboard_to_toast(self) -> None:
        self.toasts.take_keyboard()

    def _restyle(self) -> None:
        px = self._theme.px
        self._top_bar.setFixedHeight(px(Size.TOP_BAR))
        self._top_row.setContentsMargins(px(Space.L), 0, px(Space.L), 1)
        self._top_row.setSpacing(px(Space.S))
        self.setMinimumSize(LEAST_WIDTH, LEAST_HEIGHT)


def _bare_column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    return column


def _going(window: MainWindow, section: Section) -> Callable[[], None]:
    def go() -> None:
        window.go_to(section)

    return go
