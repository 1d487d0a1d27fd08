"""The whole texts, to be read at leisure: what each yes means, and the privacy notice."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salon_desktop.application.queries.consent_texts import AskedText, NoticeText
from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.widgets.buttons import Button
from salon_desktop.ui.widgets.cards import ScrollColumn
from salon_desktop.ui.widgets.labels import Label, Part

_WIDEST = 760


class ReadingView(QWidget):
    """Takes the place of the questions until she goes back; answers stay as they were."""

    back_asked = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._title = Label(role="turned_title", wrap=True)
        self.back = Button(theme, icon="chevron-left", size="turned", kind="answer")
        self.back.clicked.connect(self.back_asked)
        self._scroll = ScrollColumn(theme, spacing=8)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._card = Part("card")
        self._texts = QVBoxLayout(self._card)
        self._scroll.column.addWidget(self._card)
        self._scroll.column.addStretch(1)
        self._head = QHBoxLayout()
        self._head.addWidget(self._title, 1)
        self._head.addWidget(self.back)
        self._column = QVBoxLayout(self)
        self._column.addLayout(self._head)
        self._column.addWidget(self._scroll, 1)
        theme.changed.connect(self._restyle)
        self._restyle()

    def say(self, words: Catalog, asked: Sequence[AskedText], notice: NoticeText | None) -> None:
        """Show the texts in the client's language."""
        self._title.setText(words._("What you agree to, and how we treat your data"))
        self.back.set_words(words._("Back to the questions"))
        while (item := self._texts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, text in enumerate(asked, start=1):
            self._add(f"{number}. {text.question}", text.legal)
            version = words._("Text version {version}").format(version=text.version)
            self._texts.addWidget(Label(version, role="small", tone="faint"))
        if notice is not None:
            self._add(notice.title, notice.short)
            for heading, text_of in notice.sections:
                self._add(heading, text_of)
            version = words._("Privacy notice version {version}").format(version=notice.version)
            self._texts.addWidget(Label(version, role="small", tone="faint"))

    def keep_reading_width(self, wide: int) -> None:
        """Leave margins at the sides of a wide screen: long lines are hard to read."""
        side = max(0, (wide - self._theme.px(_WIDEST)) // 2)
        self._scroll.column.setContentsMargins(side, 0, side, 0)

    def _add(self, heading: str, text: str) -> None:
        self._texts.addWidget(Label(heading, role="turned_small", weight=600, wrap=True))
        body = Label(text, role="turned_small", tone="muted", wrap=True, selectable=False)
        self._texts.addWidget(body)

    def _restyle(self) -> None:
        px = self._theme.px
        self._head.setSpacing(px(24))
        self._column.setContentsMargins(0, px(24), 0, px(16))
        self._column.setSpacing(px(20))
        self._texts.setContentsMargins(px(32), px(24), px(32), px(24))
        self._texts.setSpacing(px(8))
