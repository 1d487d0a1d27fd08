"""Cards and sections: a head, what belongs to it, and nothing around."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Space
from salon_desktop.ui.widgets.buttons import Button
from salon_desktop.ui.widgets.icon_label import IconLabel
from salon_desktop.ui.widgets.labels import Label, Part


class SectionCard(Part):
    """A card with a heading, room for controls at its right, and a body.

    Add controls with ``card.head.addWidget(…)`` and content with ``card.body.addWidget(…)``.
    """

    def __init__(
        self, theme: Theme, parent: QWidget | None = None, *, role: str = "heading"
    ) -> None:
        super().__init__("card", parent)
        self._theme = theme
        self.title = Label(role=role, wrap=False)
        self.title.hide()
        self._column = QVBoxLayout(self)
        self.head = QHBoxLayout()
        self.head.addWidget(self.title)
        self.head.addStretch(1)
        self.body = QVBoxLayout()
        self._column.addLayout(self.head)
        self._column.addLayout(self.body, 1)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_title(self, text: str) -> None:
        """Name the card; its accessible name too."""
        self.title.setText(text)
        self.title.setVisible(bool(text))
        self.setAccessibleName(text)

    def _restyle(self) -> None:
        margin = self._theme.px(Space.L)
        self._column.setContentsMargins(margin, margin, margin, margin)
        self._column.setSpacing(self._theme.px(Space.M))
        self.head.setSpacing(self._theme.px(Space.S))
        self.body.setSpacing(self._theme.px(Space.S))


class Section(Part):
    """A part of the drawer: a small grey label and what belongs under it, a line below."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, last: bool = False) -> None:
        super().__init__("section_last" if last else "section", parent)
        self._theme = theme
        self.title = Label(role="caption", tone="faint", weight=600)
        self.title.hide()
        self.body = QVBoxLayout(self)
        self.body.addWidget(self.title)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_title(self, text: str) -> None:
        """Name the section; its accessible name too."""
        self.title.setText(text)
        self.title.setVisible(bool(text))
        self.setAccessibleName(text)

    def _restyle(self) -> None:
        px = self._theme.px
        self.body.setContentsMargins(px(Space.L), px(Space.M), px(Space.L), px(Space.M))
        self.body.setSpacing(px(6))


class ScrollColumn(QScrollArea):
    """A column that scrolls upright when it is too long, on the ground of whatever is behind it."""

    def __init__(self, theme: Theme, parent: QWidget | None = None, *, spacing: int = 0) -> None:
        super().__init__(parent)
        self._theme, self._spacing = theme, spacing
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.content = QWidget()
        self.column = QVBoxLayout(self.content)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.setWidget(self.content)
        # Qt switches this on so that scrolling is cheap; here it would paint over the card.
        self.content.setAutoFillBackground(False)
        self.viewport().setAutoFillBackground(False)
        theme.changed.connect(self._restyle)
        self._restyle()

    def _restyle(self) -> None:
        self.column.setSpacing(self._theme.px(self._spacing))


class EmptyState(QWidget):
    """What stands where nothing is yet: it says what would be here and how to get it."""

    def __init__(self, theme: Theme, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._sign = IconLabel(theme, icon, size=28, tone="faint")
        self._title = Label(role="heading", wrap=True)
        self._advice = Label(tone="muted", wrap=True)
        self.action = Button(theme, kind="normal")
        self.action.hide()
        self._column = QVBoxLayout(self)
        self._column.addStretch(1)
        centre = Qt.AlignmentFlag.AlignHCenter
        self._column.addWidget(self._sign, 0, centre)
        for words in (self._title, self._advice):
            words.setAlignment(centre)
            self._column.addWidget(words)
        self._column.addWidget(self.action, 0, centre)
        self._column.addStretch(1)
        theme.changed.connect(self._restyle)
        self._restyle()

    def set_words(self, title: str, advice: str, action: str = "") -> None:
        """What is not here yet, how it comes, and what the button for it is called."""
        self._title.setText(title)
        self._advice.setText(advice)
        self.action.set_words(action)
        self.action.setVisible(bool(action))
        self.setAccessibleName(title)
        self.setAccessibleDescription(advice)

    def _restyle(self) -> None:
        margin = self._theme.px(Space.XL)
        self._column.setContentsMargins(margin, margin, margin, margin)
        self._column.setSpacing(self._theme.px(Space.S))
