"""Dynamic properties that the style sheet reads, and tool tips that stay plain text."""

from html import escape

from PySide6.QtGui import Qt
from PySide6.QtWidgets import QWidget

_TIP = "<span>{text}</span>"


def set_state(widget: QWidget, name: str, value: str | bool) -> None:
    """Set a property the style sheet asks for and have the widget styled anew if it changed."""
    text = str(value).lower() if isinstance(value, bool) else value
    if widget.property(name) == text:
        return
    widget.setProperty(name, text)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


def plain_tip(text: str) -> str:
    """``text`` as a tool tip that shows exactly its letters.

    Qt guesses whether a tool tip is HTML, so a client called ``<b>Anna</b>`` would be set bold and
    an image named in a note would be opened. What looks like HTML is escaped, the rest left alone.
    """
    return _TIP.format(text=escape(text)) if Qt.mightBeRichText(text) else text


def set_tip(widget: QWidget, text: str, key: str = "") -> None:
    """Give ``widget`` a plain tool tip, with its key in brackets if it has one."""
    widget.setToolTip(plain_tip(f"{text} ({key})" if key else text))
