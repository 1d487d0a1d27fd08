"""The pages of the window, each loaded and built when it is first wanted.

The agenda stands there at the start; the others follow one by one in quiet moments, so that the
day is on the screen before a list nobody has asked for yet.
"""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QTimer

from salon_desktop.app.composition import Salon
from salon_desktop.app.desk_ports import AccountDoor, BackupDoor, ComputerDoor
from salon_desktop.ui.agenda.page import AgendaPage
from salon_desktop.ui.desk import Desk
from salon_desktop.ui.page import Page
from salon_desktop.ui.shell.main_window import MainWindow
from salon_desktop.ui.shell.sections import Section

if TYPE_CHECKING:
    from salon_desktop.ui.clients.page import ClientsPage
    from salon_desktop.ui.messages.page import MessagesPage
    from salon_desktop.ui.salon.page import SalonPage

QUIET_MS = 60


class Pages:
    """Builds pages and ties those together that lead to each other."""

    def __init__(
        self, desk: Desk, window: MainWindow, salon: Salon, computer: ComputerDoor
    ) -> None:
        self._desk, self._window = desk, window
        self._salon, self._computer = salon, computer
        self._built: dict[Section, Page] = {}
        self.agenda = AgendaPage(desk, window)
        self._keep(Section.AGENDA, self.agenda)
        window.page_wanted.connect(self.page)
        desk.wishes.on_show_client(self._show_client)
        self._quiet = QTimer(window)
        self._quiet.timeout.connect(self._build_one_more)

    def build_the_rest(self) -> None:
        """Build what is missing, one page after the other."""
        self._quiet.start(QUIET_MS)

    def page(self, section: Section) -> Page:
        """Return the page of ``section``, built if need be."""
        if section not in self._built:
            self._keep(section, self._made(section))
        return self._built[section]

    @property
    def clients(self) -> "ClientsPage":
        """The client book."""
        return cast("ClientsPage", self.page(Section.CLIENTS))

    @property
    def messages(self) -> "MessagesPage":
        """Conversations and outbox."""
        return cast("MessagesPage", self.page(Section.MESSAGES))

    @property
    def salon(self) -> "SalonPage":
        """The salon's settings."""
        return cast("SalonPage", self.page(Section.SALON))

    def _keep(self, section: Section, page: Page) -> None:
        self._built[section] = page
        self._window.add_page(section, page)

    def _build_one_more(self) -> None:
        missing = next((section for section in Section if section not in self._built), None)
        if missing is None:
            self._quiet.stop()
        else:
            self.page(missing)

    def _show_client(self, client_id: int) -> None:
        """Show the card also where the page is only now built and did not hear the wish."""
        if Section.CLIENTS not in self._built:
            self._window.go_to(Section.CLIENTS)
            self.clients.show_client(client_id)

    def _made(self, section: Section) -> Page:
        desk, window = self._desk, self._window
        match section:
            case Section.CLIENTS:
                from salon_desktop.ui.clients.page import ClientsPage

                return ClientsPage(desk, window)
            case Section.MESSAGES:
                return self._made_messages()
            case Section.PROMOTIONS:
                from salon_desktop.ui.promotions.page import PromotionsPage

                return PromotionsPage(desk, window)
            case Section.CONSENT:
                from salon_desktop.ui.consent.owner_page import OwnerPage

                return OwnerPage(desk, window)
            case Section.SALON:
                from salon_desktop.ui.salon.page import SalonPage

                copies, account = BackupDoor(self._salon), AccountDoor(self._salon)
                return SalonPage(desk, window, self._computer, copies, account)
            case Section.AGENDA:
                return self.agenda

    def _made_messages(self) -> "MessagesPage":
        from salon_desktop.ui.messages.page import MessagesPage

        made = MessagesPage(self._desk, self._window)
        made.client_asked.connect(self._desk.wishes.tell_show_client)
        made.appointment_asked.connect(self.agenda.presenter.open_card)
        return made
