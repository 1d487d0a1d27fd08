"""The drawer at the right: details open here, pushing the page aside instead of covering it."""

from PySide6.QtCore import QEasingCurve, QEvent, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget
from shiboken6 import isValid

from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import LONGEST_MOTION_MS, Size, Space
from salon_desktop.ui.widgets.buttons import IconButton
from salon_desktop.ui.widgets.cards import ScrollColumn
from salon_desktop.ui.widgets.labels import Part


class DrawerPanel(QWidget):
    """What a page puts into the drawer: a head with the cross, sections that scroll, a fixed foot.

    ``head`` is the row left of the cross, ``under_head`` the column below it, ``sections`` the
    scrolled column, ``foot`` the column at the bottom (hidden while it is empty; see `show_foot`).
    """

    close_asked = Signal()

    def __init__(self, theme: Theme, words: Catalog, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._words = theme, words
        self._close = IconButton(theme, "x")
        self._close.clicked.connect(self.close_asked)
        self._head_part = Part("section")
        self.under_head = QVBoxLayout(self._head_part)
        self._head_row = QHBoxLayout()
        self.head = QHBoxLayout()
        self._head_row.addLayout(self.head, 1)
        self._head_row.addWidget(self._close)
        self.under_head.addLayout(self._head_row)
        self._scroll = ScrollColumn(theme)
        self.sections = self._scroll.column
        self.sections.addStretch(1)
        self._foot_part = Part("foot")
        self.foot = QVBoxLayout(self._foot_part)
        self._foot_part.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._head_part)
        column.addWidget(self._scroll, 1)
        column.addWidget(self._foot_part)
        theme.changed.connect(self._restyle)
        self._restyle()
        self.retranslate()

    def add_section(self, section: QWidget) -> None:
        """Set ``section`` below the others."""
        self.sections.insertWidget(self.sections.count() - 1, section)

    def show_foot(self) -> None:
        """Show the foot, once it has buttons."""
        self._foot_part.show()

    def retranslate(self) -> None:
        """Name the cross; a heir names the rest."""
        self._close.set_words(self._words._("Close"), "Esc")

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _restyle(self) -> None:
        px = self._theme.px
        self.under_head.setContentsMargins(px(Space.L), px(Space.M), px(Space.S), px(Space.M))
        self.under_head.setSpacing(px(Space.S))
        self._head_row.setSpacing(px(Space.S))
        self.head.setSpacing(px(Space.S))
        self.foot.setContentsMargins(px(Space.L), px(Space.M), px(Space.L), px(Space.M))
        self.foot.setSpacing(px(Space.S))


class Drawer(Part):
    """Holds one panel; 376 wide when open, gone when closed. Escape closes it."""

    closed = Signal()
    opened = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("drawer", parent)
        self._theme = theme
        self._panel: QWidget | None = None
        self._came_from: QWidget | None = None
        self._motion = QVariantAnimation(self)
        self._motion.setDuration(LONGEST_MOTION_MS)
        self._motion.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._motion.valueChanged.connect(self._take_width)
        self.setAttribute(Qt.WidgetAttribute.WA_LayoutUsesWidgetRect)
        self.hide()
        theme.changed.connect(self._restyle)

    def is_open(self) -> bool:
        """Whether a panel is shown."""
        return not self.isHidden()

    def panel(self) -> QWidget | None:
        """What is shown, or None."""
        return self._panel if self.is_open() else None

    def show_panel(self, panel: QWidget) -> None:
        """Show ``panel`` in place of the one shown; it stays alive and belongs to its page."""
        was_open = self.is_open()
        if self._panel is not None and self._panel is not panel:
            self._panel.hide()
            self._panel.setParent(None)
        if not was_open:
            self._came_from = QApplication.focusWidget()
        if panel is not self._panel and isinstance(panel, DrawerPanel):
            panel.close_asked.connect(self.close_panel, Qt.ConnectionType.UniqueConnection)
        self._panel = panel
        panel.setParent(self)
        panel.show()
        self._lay_out()
        if not was_open:
            self._open()

    def close_panel(self) -> None:
        """Close, and give the keyboard back to where it was."""
        if not self.is_open():
            return
        self._motion.stop()
        self.hide()
        if self._came_from is not None and isValid(self._came_from) and self._came_from.isVisible():
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self._came_from = None
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_panel()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _open(self) -> None:
        wide = self._theme.px(Size.DRAWER)
        self.show()
        if self._theme.motion:
            self._motion.setStartValue(0)
            self._motion.setEndValue(wide)
            self._motion.start()
        else:
            self._take_width(wide)
        self.opened.emit()

    def _take_width(self, width: int) -> None:
        self.setFixedWidth(int(width))

    def _lay_out(self) -> None:
        """The panel keeps its full width while the drawer grows, so that words do not rewrap."""
        if self._panel is not None:
            wide = self._theme.px(Size.DRAWER)
            self._panel.setGeometry(1, 0, wide - 1, self.height())

    def _restyle(self) -> None:
        if self.is_open():
            self._take_width(self._theme.px(Size.DRAWER))
            self._lay_out()
