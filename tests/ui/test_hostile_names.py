"""Drill H2: every page of the real window over a salon with names nobody should have.

Nothing a client is called, or writes, may be read as markup or fetch a file.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QStringListModel
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QWidget

from salon_desktop.app.tour_hands import TourHands
from salon_desktop.app.window import Face
from salon_desktop.domain.clients.client import Client, ClientPhone
from salon_desktop.infrastructure.phones import NumberingPlans
from salon_desktop.ui.shell.sections import Section
from tests.drills.sending_world import DUE, VISIT_DAY, World, book, grant, number_of, world

pytestmark = pytest.mark.drill

NAMES = (
    "<b>Anna</b><img src='file:///etc/hostname'>",
    "<a href='https://example.org'>Bea</a>",
    "Cleo & &lt;Söhne&gt;",
    "\u202eDora\u202c",
    "\u00c9" + "\u0301" * 60,
    "👩‍👩‍👧‍👦 {name} %s {{1}}",
    "W" * 110,
)
SPOKEN = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
WRITTEN = "<h1>STOP?</h1><img src='file:///etc/passwd'> & " + "x" * 3000


@pytest.fixture
def made(tmp_path: Path) -> Iterator[World]:
    """A salon where each of them has a visit, a consent or none, and has written."""
    with world(tmp_path / "salon", people=0) as alive:
        alive.clock.set(DUE.replace(day=23))
        plans = NumberingPlans()
        for index, name in enumerate(NAMES):
            with alive.salon.do.open_unit() as unit:
                client = unit.clients.add(
                    Client(
                        key=str(uuid.uuid4()),
                        first_name=name,
                        last_name="<i>Prova</i>",
                        language="it",
                        note="<b>note</b><img src='file:///etc/hostname'>",
                        alert="<u>latex</u>",
                        phones=(ClientPhone(number=plans.parse(number_of(index), "IT")),),
                    ),
                    now=alive.clock.now(),
                    origin="desk",
                )
                unit.commit()
            alive.clients.append(client.id or 0)
            if index % 2 == 0:
                grant(alive.salon, alive.clients[-1])
            book(alive.salon, alive.clients[-1], index, VISIT_DAY)
        alive.clock.set(DUE)
        alive.salon.do.send_due(drained=True)
        for index in range(len(NAMES)):
            alive.practice.platform.phones.say(number_of(index), WRITTEN)
        alive.hear()
        yield alive


@pytest.fixture
def face(qapp: QApplication, made: World) -> Iterator[Face]:
    """The real window on that salon."""
    opened = Face(qapp, made.salon, practice=True)
    opened.window.resize(1440, 900)
    opened.window.show()
    yield opened
    opened.close()
    opened.window.deleteLater()
    opened.theme.deleteLater()
    qapp.setStyleSheet("")


def _texts(top: QWidget) -> Iterator[str]:
    """What labels show and what lists draw; a list's tips may be no markup either."""
    yield from (label.text() for label in top.findChildren(QLabel))
    for view in top.findChildren(QAbstractItemView):
        model = view.model() if view.isVisible() else QStringListModel()
        for row in range(model.rowCount()):
            index = model.index(row, 0)
            yield from (str(index.data(role) or "") for role in SPOKEN)
            tip = str(index.data(Qt.ItemDataRole.ToolTipRole) or "")
            assert not Qt.mightBeRichText(tip) or tip.startswith("<span>"), tip


def test_h2_no_page_reads_a_name_or_a_text_as_markup(
    qapp: QApplication,
    face: Face,
    made: World,
    tmp_path: Path,
    only_plain_text: Callable[[QWidget], None],
) -> None:
    looked, seen = 0, ""
    with TourHands(qapp, face.desk.tasks, tmp_path / "tour") as hands:

        def look() -> None:
            nonlocal looked, seen
            hands.settle()
            for top in qapp.topLevelWidgets():
                if top.isVisible():
                    top.grab()
                    only_plain_text(top)
                    seen += "\n".join(_texts(top))
            looked += 1

        for section in Section:
            face.window.go_to(section)
            look()
        for index, client_id in enumerate(made.clients):
            face.window.go_to(Section.CLIENTS)
            face.pages.clients.show_client(client_id)
            look()
            face.window.go_to(Section.MESSAGES)
            face.pages.messages.open_client(client_id)
            look()
            face.window.go_to(Section.AGENDA)
            face.agenda.presenter.open_card(index + 1)
            look()
            face.agenda.open_booking(client_id=client_id)
            look()
        face.window.go_to(Section.MESSAGES)
        face.pages.messages.show_call_list()
        look()
    assert [name for name in NAMES if name not in seen] == [], "each name must have been shown"
    assert "<h1>STOP?</h1>" in seen, "what they wrote must have been shown"
    assert looked == len(Section) + 4 * len(NAMES) + 1
    print(f"drill H2 ok, {looked} looks at {len(NAMES)} names")
