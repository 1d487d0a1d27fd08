"""Where the window stood when it was closed, and where it and the practice phone begin."""

from PySide6.QtCore import QByteArray, QRect
from PySide6.QtWidgets import QWidget

ROOMY = 1500
"""From this width of the screen on the window leaves a margin; below it takes all there is."""

SHARE = 0.92
BETWEEN = 12


def put_back(window: QWidget, kept: str) -> None:
    """Show the window where ``kept`` says, or in the middle of the screen where it says nothing.

    Qt moves a window whose screen is gone onto one that is there.
    """
    if not (kept and window.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii")))):
        room = window.screen().availableGeometry()
        if room.width() < ROOMY:
            window.showMaximized()
            return
        window.setGeometry(_middle(room, round(room.width() * SHARE), round(room.height() * SHARE)))
    window.show()


def kept_place(window: QWidget) -> str:
    """Return the place of the window as ``put_back`` takes it."""
    return window.saveGeometry().toBase64().toStdString()


def put_beside(window: QWidget, phone: QWidget) -> None:
    """Show both side by side where the screen has room, else the phone over the right edge."""
    room = window.screen().availableGeometry()
    width = phone.sizeHint().expandedTo(phone.size()).width()
    height = min(phone.height(), room.height())
    left = room.right() - width + 1
    least = window.minimumWidth()
    rest = max(least, min(room.width() - width - BETWEEN, round(room.width() * SHARE)))
    window.setGeometry(QRect(room.left(), room.top(), min(rest, room.width()), room.height()))
    phone.setGeometry(QRect(left, room.top(), width, height))
    window.show()
    phone.show()
    phone.raise_()


def _middle(room: QRect, width: int, height: int) -> QRect:
    place = QRect(0, 0, width, height)
    place.moveCenter(room.center())
    return place
