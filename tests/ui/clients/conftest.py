"""The clients' screen over a real salon."""

from collections.abc import Callable

import pytest
from sqlalchemy import text

from salon_desktop.application.commands.book_appointment import BookAppointment, ServiceWish
from salon_desktop.ui.clients.page import ClientsPage
from tests.ui.open_desk import (  # noqa: F401 - fixtures of this folder
    add_client,
    desk,
    founded_folder,
    salon,
    salon_clock,
    shell,
)


@pytest.fixture
def page(desk, shell, qtbot) -> ClientsPage:  # noqa: F811 - a fixture that uses others
    """The page in a window of the usual size; nobody was asked for yet."""
    made = ClientsPage(desk, shell)
    for widget in (made, made.top_bar):
        qtbot.addWidget(widget)
    made.resize(1364, 816)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def opened(page, qtbot) -> Callable[[], ClientsPage]:
    """Brings the page up to date and waits for its list."""

    def activate() -> ClientsPage:
        page.activated()
        qtbot.waitUntil(lambda: page.pane.state.is_filled)
        return page

    return activate


@pytest.fixture
def showing(page, qtbot) -> Callable[[int], ClientsPage]:
    """Shows a client's card and waits for it."""

    def show(client_id: int) -> ClientsPage:
        page.show_client(client_id)
        qtbot.waitUntil(lambda: page.card.client_id == client_id)
        return page

    return show


@pytest.fixture
def booked(salon) -> Callable[..., None]:  # noqa: F811
    """Books a visit through the use case; services and operators by their names."""
    with salon.do.open_unit() as unit:
        session = unit._session
        services = dict(session.execute(text("SELECT name, id FROM service")).all())
        operators = dict(session.execute(text("SELECT name, id FROM operator")).all())

    def book(client_id: int, day, minute: int, service: str, operator: str) -> None:
        wish = ServiceWish(service_id=services[service], operator_id=operators[operator])
        salon.do.book(BookAppointment(client_id=client_id, day=day, start=minute, services=(wish,)))

    return book
