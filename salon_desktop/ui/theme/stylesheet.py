"""Makes the one style sheet of the application from the tokens.

The texts in `sheet_controls` and `sheet_surfaces` are QSS with four extras: ``@name`` is a colour
of the table, ``@icon(name, colour)`` the address of a tinted icon, ``@inside(32)`` what is left of
32 px within a border, and every length in ``px`` is meant at 100 % and scaled here, except ``1px``:
hairlines stay. States come from dynamic properties, never from a sheet of a
single widget.
"""

import re
from collections.abc import Callable, Mapping

from salon_desktop.ui.theme.sheet_controls import BUTTONS, CHOICES, FIELDS, TABS
from salon_desktop.ui.theme.sheet_surfaces import LABELS, LISTS, PARTS, POPUPS, SCROLLING

IconAddress = Callable[[str, str], str]
"""Takes an icon's name and a colour (``#rrggbb``), answers a file address for ``url(…)``."""

_ICON = re.compile(r"@icon\(([a-z0-9-]+), ([a-z0-9_]+)\)")
_INSIDE = re.compile(r"@inside\((\d+)\)")
_COLOUR = re.compile(r"@(?!inside\()([a-z][a-z0-9_]*)")
_LENGTH = re.compile(r"(-?\d+(?:\.\d+)?)px")

_HAIRLINE = 1

SHEET = "\n".join((LABELS, PARTS, BUTTONS, FIELDS, CHOICES, TABS, LISTS, SCROLLING, POPUPS))
"""The whole text before colours and sizes are put in."""


class UnknownToken(KeyError):
    """The sheet names a colour that the table does not have; carries the name."""


def stylesheet(colours: Mapping[str, str], scale: float, icon_address: IconAddress) -> str:
    """The style sheet in the given colours and scale. Raises `UnknownToken`."""

    def colour(name: str) -> str:
        try:
            return colours[name]
        except KeyError as problem:
            raise UnknownToken(name) from problem

    text = _ICON.sub(lambda hit: f'url("{icon_address(hit[1], colour(hit[2]))}")', SHEET)
    text = _COLOUR.sub(lambda hit: colour(hit[1]), text)
    text = _LENGTH.sub(lambda hit: f"{_scaled(float(hit[1]), scale)}px", text)
    return _INSIDE.sub(lambda hit: f"{round(int(hit[1]) * scale) - 2 * _HAIRLINE}px", text)


def _scaled(length: float, scale: float) -> str:
    if abs(length) < 1:  # letter space
        return f"{length * scale:g}"
    return str(_HAIRLINE if length == _HAIRLINE else round(length * scale))
