"""Small parts of the booking panel: the chosen client, and the chosen services."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salon_desktop.application.queries.services_list import ListedService
from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats
from salon_desktop.ui.agenda.booking_words import service_detail
from salon_desktop.ui.agenda.card_signs import tone_of
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.widgets.avatar import Avatar
from salon_desktop.ui.widgets.buttons import IconButton
from salon_desktop.ui.widgets.labels import ElidedLabel, Label, Part
from salon_desktop.ui.widgets.painting import draw_box


class ChosenClient(Part):
    """Who comes, with a cross to choose somebody else."""

    dropped = Signal()

    def __init__(self, theme: Theme, words: Catalog) -> None:
        super().__init__("quiet")
        self._theme, self._words = theme, words
        self._avatar = Avatar(theme, size=32)
        self._name = Label(weight=600, wrap=True)
        self._about = Label(role="small", tone="muted", wrap=True)
        self._drop = IconButton(theme, "x", size=28, icon_size=14)
        self._drop.clicked.connect(self.dropped)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self._name)
        texts.addWidget(self._about)
        self._row = QHBoxLayout(self)
        self._row.addWidget(self._avatar)
        self._row.addLayout(texts, 1)
        self._row.addWidget(self._drop, 0, Qt.AlignmentFlag.AlignTop)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.retranslate()

    def show_client(self, name: str, about: str) -> None:
        """Name her; ``about`` is what is known of her."""
        self._avatar.show_person(name, "lash")
        self._name.setText(name)
        self._about.setText(about)
        self._about.setVisible(bool(about))

    def name(self) -> str:
        """Who is shown."""
        return self._name.text()

    def retranslate(self) -> None:
        """Name the cross."""
        self._drop.set_words(self._words._("Choose another client"))

    def _restyle(self) -> None:
        px = self._theme.px
        self._row.setContentsMargins(px(10), px(8), px(4), px(8))
        self._row.setSpacing(px(10))


class _ServiceRow(QWidget):
    dropped = Signal(object)

    def __init__(self, theme: Theme, service: ListedService, detail: str, drop: str) -> None:
        super().__init__()
        self._theme, self._tone = theme, tone_of(service.category)
        cross = IconButton(theme, "x", size=24, icon_size=14)
        cross.set_words(drop)
        cross.clicked.connect(lambda: self.dropped.emit(service.id))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(ElidedLabel(service.name, weight=500))
        texts.addWidget(Label(detail, role="small", tone="muted"))
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.px(14), 0, 0, 0)
        row.addLayout(texts, 1)
        row.addWidget(cross, 0, Qt.AlignmentFlag.AlignTop)

    def paintEvent(self, event: QPaintEvent) -> None:
        px = self._theme.px
        tick = QRectF(0, px(2), px(4), self.height() - px(4))
        draw_box(QPainter(self), tick, px(2), self._theme.colour(f"edge_{self._tone}"))


class ChosenServices(QWidget):
    """What is booked, one after the other."""

    dropped = Signal(object)
    """The id of a service."""

    def __init__(self, theme: Theme, words: Catalog) -> None:
        super().__init__()
        self._theme, self._words = theme, words
        self._rows: list[_ServiceRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.px(6))

    def show_services(self, services: Sequence[ListedService], formats: Formats) -> None:
        """Show these services."""
        for row in self._rows:
            row.hide()
            row.deleteLater()
        self._rows = []
        for service in services:
            drop = self._words._("Take {service} out").format(service=service.name)
            detail = service_detail(service, self._words, formats)
            row = _ServiceRow(self._theme, service, detail, drop)
            row.dropped.connect(self.dropped)
            self._rows.append(row)
            self._column.addWidget(row)
        self.setVisible(bool(services))
