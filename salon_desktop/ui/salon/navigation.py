"""The list of topics at the left of the salon section."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QWidget

from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.salon.topics import ICONS, Topic, topic_name
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Size, Space
from salon_desktop.ui.widgets.painting import draw_icon, draw_text
from salon_desktop.ui.widgets.rows import AnyIndex, RowDelegate, dress_list

ROW_HEIGHT = 44
WARN_ROLE = Qt.ItemDataRole.UserRole + 1


class TopicModel(QAbstractListModel):
    """Names of topics; one that needs a person carries a sign."""

    def __init__(self, words: Catalog, parent: QWidget) -> None:
        super().__init__(parent)
        self._words = words
        self._warned: frozenset[Topic] = frozenset()

    def rowCount(self, parent: AnyIndex | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(Topic)

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        topic = tuple(Topic)[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return topic_name(topic, self._words)
            case Qt.ItemDataRole.AccessibleTextRole:
                name = topic_name(topic, self._words)
                if topic not in self._warned:
                    return name
                return self._words._("{topic}: needs a look").format(topic=name)
            case Qt.ItemDataRole.UserRole:
                return topic
            case _ if role == WARN_ROLE:
                return topic in self._warned
            case _:
                return None

    def warn(self, topic: Topic, *, on: bool) -> None:
        """Put the sign at ``topic``, or take it away."""
        self._warned = self._warned | {topic} if on else self._warned - {topic}
        self.refresh()

    def refresh(self) -> None:
        """The language or a sign is another one now."""
        self.dataChanged.emit(self.index(0), self.index(len(Topic) - 1))


class _TopicRow(RowDelegate):
    """An icon and a name."""

    def paint_ground(
        self, painter: QPainter, rect: QRect, *, selected: bool, hovered: bool
    ) -> None:
        # Without the line of a list row: these are places, not entries.
        ground = "accent_soft" if selected else "hover" if hovered else "surface"
        painter.fillRect(rect, self.theme.colour(ground))
        if selected:
            mark = QRect(rect.left(), rect.top(), self.theme.px(3), rect.height())
            painter.fillRect(mark, self.theme.colour("accent"))

    def paint_row(self, painter: QPainter, rect: QRect, index: AnyIndex, *, selected: bool) -> None:
        theme, px = self.theme, self.theme.px
        ink = "on_accent_soft" if selected else "text"
        middle = rect.center().y() + 1
        place = QPointF(rect.left() + px(Space.XL), middle)
        topic = Topic(str(index.data(Qt.ItemDataRole.UserRole)))
        draw_icon(painter, theme, ICONS[topic], place, Size.ICON, ink if selected else "text_2")
        right = px(Space.M)
        if index.data(WARN_ROLE):
            sign = QPointF(rect.right() - right - px(8), middle)
            draw_icon(painter, theme, "triangle-alert", sign, Size.ICON_SMALL, "warn")
            right += px(24)
        words = QRectF(rect).adjusted(px(Space.XL + 20), 0, -right, 0)
        font = theme.font("body", 600 if selected else 500)
        draw_text(painter, words, str(index.data()), font, theme.colour(ink))


class TopicList(QListView):
    """One topic is always chosen; arrow keys move."""

    chosen = Signal(object)
    """The user went to this `Topic`."""

    def __init__(self, theme: Theme, words: Catalog, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = words
        self.topics = TopicModel(words, self)
        self.setModel(self.topics)
        dress_list(self, _TopicRow(theme, ROW_HEIGHT, self))
        self.setCurrentIndex(self.topics.index(0))
        self.selectionModel().currentChanged.connect(self._tell)

    def choose(self, topic: Topic) -> None:
        """Choose ``topic``; tells if it was another one."""
        self.setCurrentIndex(self.topics.index(tuple(Topic).index(topic)))

    def topic(self) -> Topic:
        """The chosen topic."""
        return Topic(str(self.currentIndex().data(Qt.ItemDataRole.UserRole)))

    def retranslate(self) -> None:
        """Name everything in the current language."""
        self.setAccessibleName(self._words._("Topics of the salon"))
        self.topics.refresh()

    def _tell(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(self.topic())
