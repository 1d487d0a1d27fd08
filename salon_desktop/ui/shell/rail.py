"""The rail at the left: the sections, how much waits in each, and who is at the desk."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.shell.sections import ICONS, Section, section_name
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import LEAST_TEXT, Radius, Size, Space
from salon_desktop.ui.widgets.badge import count_text
from salon_desktop.ui.widgets.labels import Part
from salon_desktop.ui.widgets.painting import (
    badge_width,
    draw_avatar,
    draw_badge,
    draw_box,
    draw_icon,
    draw_text,
)
from salon_desktop.ui.widgets.states import set_tip

_LONG_LABEL = 10


class RailButton(QAbstractButton):
    """An icon with a word below it, and a badge for what waits there."""

    def __init__(self, theme: Theme, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icon_name = theme, icon
        self._count, self._tone = 0, "accent"
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._restyle)

    def show_count(self, count: int, tone: str) -> None:
        """Show a badge: ``accent`` for unread, ``warn`` where a person has to act."""
        self._count, self._tone = count, tone
        self.update()

    def label_font(self) -> QFont:
        """11 px; 10.5 for words over ten letters, never less."""
        weight = 600 if self.isChecked() else 500
        if len(self.text()) > _LONG_LABEL:
            return self._theme.sized_font(LEAST_TEXT, weight)
        return self._theme.font("caption", weight)

    def label_width(self) -> int:
        """How many pixels the word takes; `Size.RAIL_LABEL` at 100 % is the most it should."""
        return QFontMetrics(self.label_font()).horizontalAdvance(self.text())

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(Size.RAIL - 8), self._theme.px(Size.RAIL_ITEM_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, px = QPainter(self), self._theme, self._theme.px
        chosen = self.isChecked()
        if chosen:
            ground, edge = theme.colour("surface"), theme.colour("line")
            draw_box(painter, self.rect(), px(Radius.CARD), ground, edge)
        elif self.underMouse():
            draw_box(painter, self.rect(), px(Radius.CARD), theme.colour("hover"))
        ink = "accent" if chosen else "text_2"
        middle = self.width() / 2
        draw_icon(painter, theme, self._icon_name, QPointF(middle, px(19)), Size.ICON_RAIL, ink)
        label = QRectF(0, px(33), self.width(), px(14))
        draw_text(painter, label, self.text(), self.label_font(), theme.colour(ink), centre=True)
        if self._count:
            text = count_text(self._count)
            width, height = badge_width(theme, text), px(Size.BADGE)
            place = QRectF(self.width() - px(9) - width, px(5), width, height)
            draw_badge(painter, theme, place, text, self._tone)

    def _restyle(self) -> None:
        self.updateGeometry()
        self.update()


class SalonMark(QWidget):
    """The salon's letters in a square of the accent colour, with some air below."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._letters = theme, "S"
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_letters(self, letters: str) -> None:
        """Show one or two letters of the salon's name."""
        self._letters = letters
        self.update()

    def sizeHint(self) -> QSize:
        side = self._theme.px(Size.MARK)
        return QSize(side, side + self._theme.px(Space.M))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._theme
        square = QRectF(0, 0, self.width(), self.width())
        draw_box(painter, square, theme.px(Radius.CARD), theme.colour("accent"))
        font, ink = theme.font("heading", 600), theme.colour("on_accent")
        draw_text(painter, square, self._letters, font, ink, centre=True)


class PersonMark(QWidget):
    """Who is at the desk: initials and first name. Only shown: nobody signs in yet."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._name, self._initials = theme, "", ""
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.updateGeometry)

    def show_person(self, name: str, letters: str) -> None:
        """Show this person's first name and initials."""
        self._name, self._initials = name, letters
        self.update()

    def name(self) -> str:
        """Return the first name that is shown."""
        return self._name

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(Size.RAIL - 8), self._theme.px(52))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, theme, px = QPainter(self), self._theme, self._theme.px
        side = px(32)
        place = QRectF((self.width() - side) / 2, px(1), side, side)
        draw_avatar(painter, theme, place, self._initials, "accent")
        label = QRectF(px(2), px(37), self.width() - px(4), px(14))
        font, ink = theme.font("caption", 500), theme.colour("text_2")
        draw_text(painter, label, self._name, font, ink, centre=True)


class Rail(Part):
    """The sections as an exclusive group of buttons."""

    chosen = Signal(object)
    """The user went to this `Section`."""

    def __init__(self, theme: Theme, words: Catalog, parent: QWidget | None = None) -> None:
        super().__init__("rail", parent)
        self._theme, self._words = theme, words
        self._counts: dict[Section, int] = {}
        self.mark = SalonMark(theme)
        self.person = PersonMark(theme)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons = {section: RailButton(theme, ICONS[section]) for section in Section}
        self._column = QVBoxLayout(self)
        self._column.addWidget(self.mark, 0, Qt.AlignmentFlag.AlignHCenter)
        for button in self._buttons.values():
            self._group.addButton(button)
            self._column.addWidget(button)
        self._column.addStretch(1)
        self._column.addWidget(self.person)
        self._group.buttonClicked.connect(self._tell)
        theme.changed.connect(self._restyle)
        self._restyle()

    def choose(self, section: Section) -> None:
        """Mark ``section`` as the current one."""
        self._buttons[section].setChecked(True)

    def button(self, section: Section) -> RailButton:
        """The button of ``section``."""
        return self._buttons[section]

    def show_count(self, section: Section, count: int, tone: str = "accent") -> None:
        """Show how much waits in ``section``."""
        self._counts[section] = count
        self._buttons[section].show_count(count, tone)
        self._name(section)

    def retranslate(self) -> None:
        """Name the sections in the current language."""
        for section in Section:
            self._name(section)
        self.setAccessibleName(self._words._("Sections"))
        self.person.setAccessibleName(
            self._words._("At the desk: {name}").format(name=self.person.name())
        )

    def _name(self, section: Section) -> None:
        button, name = self._buttons[section], section_name(self._words, section)
        keys = QKeySequence(f"Ctrl+{list(Section).index(section) + 1}")
        key = keys.toString(QKeySequence.SequenceFormat.NativeText)
        button.setText(name)
        set_tip(button, name, key)
        count = self._counts.get(section, 0)
        waiting = self._words.n_("{section}, {count} waiting", "{section}, {count} waiting", count)
        button.setAccessibleName(waiting.format(section=name, count=count) if count else name)
        button.update()

    def _tell(self, pressed: QAbstractButton) -> None:
        for section, button in self._buttons.items():
            if button is pressed:
                self.chosen.emit(section)

    def _restyle(self) -> None:
        px = self._theme.px
        self.setFixedWidth(px(Size.RAIL))
        self._column.setContentsMargins(px(4), px(12), px(3), px(8))
        self._column.setSpacing(px(4))
