"""The promotions page over a real salon."""

import pytest

from salon_desktop.ui.promotions.page import PromotionsPage
from tests.ui import open_desk

add_client, desk, founded_folder = open_desk.add_client, open_desk.desk, open_desk.founded_folder
salon, salon_clock, shell = open_desk.salon, open_desk.salon_clock, open_desk.shell


@pytest.fixture
def page(desk, shell, qtbot):
    """The page, shown and counted once."""
    made = PromotionsPage(desk, shell)
    qtbot.addWidget(made)
    made.retranslate()
    made.resize(1364, 820)
    made.show()
    made.activated()
    qtbot.waitUntil(lambda: made._known is not None)
    return made
