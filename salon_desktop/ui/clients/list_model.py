"""The rows of the list as Qt's views ask for them, and how one row is painted."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    Qt,
)
from PySide6.QtGui import QFont, QPainter, QTextCharFormat, QTextLayout

from salon_desktop.application.queries.find_clients import FoundClient
from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.theme.tokens import Size
from salon_desktop.ui.widgets.avatar import avatar_tone, initials
from salon_desktop.ui.widgets.painting import draw_avatar, draw_icon, draw_text
from salon_desktop.ui.widgets.rows import RowDelegate
from salon_desktop.ui.widgets.states import plain_tip

Index = QModelIndex | QPersistentModelIndex
CLIENT = Qt.ItemDataRole.UserRole


class ClientRows(QAbstractListModel):
    """Found clients; each row reads itself out in one sentence."""

    def __init__(self, words: Catalog, formats: Callable[[], Formats]) -> None:
        super().__init__()
        self._words, self._formats = words, formats
        self._clients: Sequence[FoundClient] = ()

    def show_clients(self, clients: Sequence[FoundClient]) -> None:
        """Show these, or more of the same."""
        kept = len(self._clients)
        if kept and kept < len(clients) and self._clients == clients[:kept]:
            self.beginInsertRows(QModelIndex(), kept, len(clients) - 1)
            self._clients = list(clients)
            self.endInsertRows()
            return
        if kept and [one.id for one in self._clients] == [one.id for one in clients]:
            self._clients = list(clients)  # the same rows: selection and place stay
            self.dataChanged.emit(self.index(0), self.index(kept - 1))
            return
        self.beginResetModel()
        self._clients = list(clients)
        self.endResetModel()

    def client(self, row: int) -> FoundClient | None:
        """The client of a row, or None outside."""
        return self._clients[row] if 0 <= row < len(self._clients) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self._clients)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        client = self.client(index.row())
        if client is None:
            return None
        if role == CLIENT:
            return client
        if role == Qt.ItemDataRole.DisplayRole:
            return client.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join((client.name, self.second_line(client), *self._signs_in_words(client)))
        if role == Qt.ItemDataRole.ToolTipRole:
            signs = self._signs_in_words(client)
            return plain_tip("\n".join((client.name, *signs))) if signs else None
        return None

    def second_line(self, client: FoundClient) -> str:
        """When she was here last."""
        words = self._words
        if client.last_visit_on is None:
            return words.p_("last visit of a client", "never here")
        return words._("last here {day}").format(
            day=self._formats().short_date(client.last_visit_on)
        )

    def _signs_in_words(self, client: FoundClient) -> tuple[str, ...]:
        words = self._words
        return tuple(
            text
            for applies, text in (
                (client.has_alert, words._("An alert stands on the card")),
                (client.may_be_double, words._("May be the same person as another card")),
                (not client.reminders_allowed, words._("No reminders: consent is missing")),
            )
            if applies
        )


def signs_of(client: FoundClient) -> tuple[tuple[str, str], ...]:
    """Return the icons at the right of a row with their inks, the outermost first."""
    return tuple(
        sign
        for applies, sign in (
            (client.may_be_double, ("copy", "text_2")),
            (not client.reminders_allowed, ("message-circle-off", "text_2")),
            (client.has_alert, ("triangle-alert", "warn")),
        )
        if applies
    )


class ClientRowDelegate(RowDelegate):
    """Paints avatar, name with the letters that were hit underlined, last visit, signs."""

    def __init__(self, theme: Theme, rows: ClientRows) -> None:
        super().__init__(theme, Size.CLIENT_ROW)
        self._rows = rows

    def paint_row(self, painter: QPainter, rect: QRect, index: Index, *, selected: bool) -> None:
        client = index.data(CLIENT)
        if not isinstance(client, FoundClient):
            return
        theme, px = self.theme, self.theme.px
        side = px(32)
        place = QRect(rect.left() + px(16), rect.center().y() - side // 2, side, side)
        draw_avatar(painter, theme, place, initials(client.name), avatar_tone(client.id))
        right = rect.right() - px(16)
        for icon, ink in signs_of(client):
            middle = QPointF(right - px(Size.ICON_SMALL) / 2, rect.center().y())
            draw_icon(painter, theme, icon, middle, Size.ICON_SMALL, ink)
            right -= px(Size.ICON_SMALL) + px(6)
        left = place.right() + px(12)
        name = QRect(left, rect.top() + px(10), right - left, px(18))
        draw_hits(painter, theme, name, client.name, client.name_hits)
        below = QRect(left, name.bottom() + 1, right - left, px(16))
        self._paint_below(painter, below, client, selected=selected)

    def _paint_below(
        self, painter: QPainter, rect: QRect, client: FoundClient, *, selected: bool
    ) -> None:
        theme = self.theme
        font, ink = theme.font("small"), theme.colour("text_2")
        if not any(part.is_hit for part in client.phone):
            draw_text(painter, rect, self._rows.second_line(client), font, ink)
            return
        hit = QFont(font)
        hit.setUnderline(True)
        x = rect.left()
        for part in client.phone:
            face = hit if part.is_hit else font
            room = QRect(x, rect.top(), max(0, rect.right() - x), rect.height())
            x += draw_text(painter, room, part.text, face, ink, elide=False)


def draw_hits(
    painter: QPainter,
    theme: Theme,
    rect: QRect,
    text: str,
    hits: Sequence[tuple[int, int]],
) -> None:
    """A name on one line with the letters that were hit underlined, shortened if need be."""
    shown = " ".join(text.splitlines())
    metrics = theme.metrics("body", 600)
    shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, rect.width())
    layout = QTextLayout(shown, theme.font("body", 600))
    formats: list[QTextLayout.FormatRange] = []
    for start, end in hits:
        look = QTextLayout.FormatRange()
        # Qt counts UTF-16 units, Python letters.
        look.start = _units(shown[:start])
        look.length = _units(shown[start:end])
        style = QTextCharFormat()
        style.setFontUnderline(True)
        look.format = style
        formats.append(look)
    layout.setFormats(formats)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(rect.width() + 1)
    layout.endLayout()
    painter.setPen(theme.colour("text"))
    layout.draw(painter, QPointF(rect.left(), rect.top() + (rect.height() - line.height()) / 2))


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
