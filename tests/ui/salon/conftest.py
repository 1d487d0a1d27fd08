"""The salon section over a real salon, and over a practice platform that answers by HTTP."""

from collections.abc import Iterator

import pytest

from salon_desktop.app.desk_ports import AccountDoor, BackupDoor
from salon_desktop.app.practice_world import PracticeWorld, practice_world
from salon_desktop.application.settings import Settings
from salon_desktop.infrastructure.places import DataFolder
from salon_desktop.ui.salon.page import SalonPage
from salon_desktop.ui.salon.topics import Topic
from tests.ui import open_desk

add_client, desk, founded_folder = open_desk.add_client, open_desk.desk, open_desk.founded_folder
salon, salon_clock, shell = open_desk.salon, open_desk.salon_clock, open_desk.shell


class OwnComputer:
    """Stands for the settings of this computer; speaks the language as the window does."""

    def __init__(self, words):
        self._words = words
        self.now = Settings(desk_name="Front desk")

    def settings(self):
        return self.now

    def change(self, settings):
        self.now = settings
        if settings.language is not None and settings.language != self._words.language:
            self._words.use(settings.language)


@pytest.fixture
def computer(words):
    """This computer's settings."""
    return OwnComputer(words)


@pytest.fixture
def page(desk, shell, salon, computer, qtbot):
    """The section, shown in a window of the usual size."""
    made = SalonPage(desk, shell, computer, BackupDoor(salon), AccountDoor(salon))
    qtbot.addWidget(made)
    made.retranslate()
    made.resize(1364, 820)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.activated()
    return made


@pytest.fixture
def go(page, qtbot):
    """Show a topic and hand its panel over once it is filled."""

    def show(topic: Topic, filled):
        page.show_topic(topic)
        panel = page.panels[topic]
        qtbot.waitUntil(lambda: filled(panel), timeout=10_000)
        return panel

    return show


@pytest.fixture
def world(tmp_path, salon_clock) -> Iterator[PracticeWorld]:
    """A practice platform with its relay, on this machine."""
    folder = DataFolder(tmp_path / "practice")
    folder.root.mkdir()
    with practice_world(folder, salon_clock.now) as running:
        yield running


def type_account(form, world, **other):
    """Type what the owner would copy from the platform's pages."""
    facts = world.facts()
    typed = {
        "waba_id": facts["waba_id"],
        "number_id": facts["phone_number_id"],
        "graph_address": facts["graph_url"],
        "token": facts["token"],
        "app_secret": facts["app_secret"],
        "relay_address": facts["relay_url"],
        "relay_key": facts["relay_key"],
    } | other
    for name, text in typed.items():
        form.lines[name].setText(text)
        form.lines[name].setModified(True)


@pytest.fixture
def typed():
    """Fill the form; importable from nowhere else, so it comes as a fixture."""
    return type_account
