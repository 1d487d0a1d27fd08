"""One line of the call list: who, about which visit, on which number, why, and *phoned*."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.messages.rows import CallRow
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Space
from salon_desktop.ui.widgets.buttons import Button
from salon_desktop.ui.widgets.icon_label import IconLabel
from salon_desktop.ui.widgets.labels import ElidedLabel, Label, Part


class CallCard(Part):
    """Somebody to phone. The number can be marked and copied."""

    phoned = Signal(object)
    """The call about the message with this id was made."""

    opened = Signal(object)
    """The thread of the client with this id is wanted."""

    def __init__(
        self, theme: Theme, words: Catalog, row: CallRow, parent: QWidget | None = None
    ) -> None:
        super().__init__("section", parent)
        self._theme, self._row = theme, row
        self._sign = IconLabel(theme, row.icon, size=15, tone=row.tone)
        self.name = Button(theme, kind="link_text")
        self.name.set_words(row.name)
        self.name.setEnabled(row.client_id is not None)
        self.name.clicked.connect(self._tell_opened)
        self._visit = ElidedLabel(row.visit, role="small", tone="muted")
        self._phone = Label(row.phone, role="body", weight=600, selectable=True)
        reason_tone = "danger" if row.tone == "danger" else "warn"
        self._reason = Label(row.reason, role="small", tone=reason_tone, wrap=True)
        self.button = Button(theme, size="small", icon="phone")
        self.button.set_words(words.p_("button: the call was made", "Phoned"))
        self.button.setAccessibleDescription(row.name)
        self.button.clicked.connect(self._tell_phoned)
        self._lay_out()
        self.setAccessibleName(", ".join((row.name, row.visit, row.phone, row.reason)))
        theme.changed.connect(self._restyle)
        self._restyle()

    def _tell_phoned(self) -> None:
        self.phoned.emit(self._row.message_id)

    def _tell_opened(self) -> None:
        self.opened.emit(self._row.client_id)

    def _lay_out(self) -> None:
        self._head = QHBoxLayout()
        self._head.addWidget(self._sign)
        self._head.addWidget(self.name)
        self._head.addStretch(1)
        self._foot = QHBoxLayout()
        self._foot.addWidget(self._phone)
        self._foot.addStretch(1)
        self._foot.addWidget(self.button)
        self._inside = QVBoxLayout()
        for part in (self._visit, self._reason):
            self._inside.addWidget(part)
        self._inside.addLayout(self._foot)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addLayout(self._inside)

    def _restyle(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(Space.L), px(10), px(Space.L), px(10))
        self._column.setSpacing(px(2))
        self._head.setSpacing(px(Space.S))
        self._inside.setContentsMargins(px(23), 0, 0, 0)
        self._inside.setSpacing(px(3))
