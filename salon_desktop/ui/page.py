"""What a screen is to the shell, and what the shell is to a screen."""

from typing import Protocol

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from salon_desktop.ui.shell.sections import Section
from salon_desktop.ui.theme.tokens import Size
from salon_desktop.ui.widgets.focus_ring import NO_RING
from salon_desktop.ui.widgets.toast import Notice


class Shell(Protocol):
    """The doors a page may use; the main window opens them."""

    def show_drawer(self, panel: QWidget) -> None:
        """Open ``panel`` (best a `DrawerPanel`) at the right, pushing the page."""

    def close_drawer(self) -> None:
        """Close the drawer if it is open."""

    def tell(self, notice: Notice) -> None:
        """Show a quiet toast, with *Undo* if the notice can be undone."""

    def go_to(self, section: Section) -> None:
        """Show the page of ``section``."""


class Page(QWidget):
    """A screen of the shell: its controls stand in `top_bar`, itself below.

    A heir fills ``self.controls`` (the row of the top bar), sets all visible text in `retranslate`
    and nowhere else, and asks for news in `activated`. `retranslate` runs again by itself whenever
    the language changes.
    """

    wants_search = True
    """Whether the search box stands at the right of the top bar (F2 works everywhere)."""

    search_width = Size.SEARCH_WIDTH_NARROW
    """How wide the search box is, at 100 %."""

    toast_distance = Size.TOAST_ABOVE_STATUS
    """How far a toast stands above the page's lower edge, at 100 %."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Qt gives a page the keyboard where nothing in it takes it; a ring around all says nothing.
        self.setProperty(NO_RING, True)
        self.top_bar = QWidget()
        self.controls = QHBoxLayout(self.top_bar)
        self.controls.setContentsMargins(0, 0, 0, 0)

    def activated(self) -> None:
        """The page is shown now: bring it up to date."""

    def deactivated(self) -> None:
        """Another page is shown now: stop what only serves a page that is seen."""

    def retranslate(self) -> None:
        """Set all visible text in the current language."""

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)
