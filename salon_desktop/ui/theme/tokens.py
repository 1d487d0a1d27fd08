"""The one table of the face: colours in light and dark, sizes, radii and type.

Colours are sRGB hex, first light, then dark. Sizes are pixels at 100 %; the theme scales them.
Everything painted or styled takes its values from here; docs/design.md tells what each is for.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType


class Scheme(StrEnum):
    """Which column of the colour table is in use."""

    LIGHT = "light"
    DARK = "dark"


# fmt: off
_TABLE: dict[str, tuple[str, str]] = {
    # grounds
    "bg": ("#F6F3EE", "#1B1917"),
    "surface": ("#FFFFFF", "#24211F"),
    "sunken": ("#EFEBE4", "#161412"),
    "raised": ("#FFFFFF", "#2E2A27"),
    "rail": ("#ECE7DF", "#161412"),
    "hover": ("#F3EFE9", "#2F2B28"),
    "pressed": ("#E7E1D8", "#393430"),
    # lines
    "line": ("#E1DBD1", "#38332F"),
    "line_soft": ("#EEEAE3", "#2B2725"),
    "line_strong": ("#8F867B", "#857C73"),
    # words
    "text": ("#26211D", "#F2EDE7"),
    "text_2": ("#5A524A", "#C4BBB1"),
    "text_3": ("#6F665D", "#A99F94"),
    "disabled": ("#A39A8F", "#6B635C"),
    # the one accent
    "accent": ("#74395A", "#E2A9C8"),
    "accent_hover": ("#5F2D49", "#EDBFD7"),
    "on_accent": ("#FFFFFF", "#2E1524"),
    "accent_soft": ("#F3E7EE", "#412C38"),
    "on_accent_soft": ("#5F2D49", "#F3CFE1"),
    "focus": ("#74395A", "#E2A9C8"),
    # what happened
    "ok": ("#256A47", "#7CC79E"),
    "ok_soft": ("#E2EFE7", "#20352A"),
    "warn": ("#7D5200", "#E6B85C"),
    "warn_soft": ("#FAEED3", "#3B2F17"),
    "danger": ("#A32D25", "#F29A8F"),
    "danger_soft": ("#FAE6E2", "#442522"),
    "info": ("#245C8A", "#8FC0EA"),
    "info_soft": ("#E2ECF5", "#1F3142"),
    # the grid
    "closed": ("#EBE6DE", "#181614"),
    "hatch": ("#C9C0B4", "#4B443E"),
    "now": ("#C0392B", "#FF7F70"),
    # toast and tooltip
    "tooltip": ("#2B2622", "#3A3531"),
    "on_tooltip": ("#FFFFFF", "#F2EDE7"),
    # states of an appointment: bars and signs
    "st_booked": ("#8A7F74", "#9C9187"),
    "st_confirmed": ("#2E7D55", "#6FC497"),
    "st_arrived": ("#2A6CA8", "#7FB8EA"),
    "st_service": ("#74395A", "#E2A9C8"),
    "st_done": ("#B9AFA3", "#5E564F"),
    "st_noshow": ("#B23A30", "#F08A7E"),
    "st_hold": ("#7D5200", "#E6B85C"),
    # categories: fills
    "cat_face": ("#FCE9DC", "#4A3527"),
    "cat_lash": ("#ECE6F7", "#3A3350"),
    "cat_wax": ("#F9EDC9", "#463B1C"),
    "cat_laser": ("#DFECF7", "#24394C"),
    "cat_hand": ("#F9E3E9", "#4C2C37"),
    "cat_foot": ("#DCF0EA", "#203F38"),
    "cat_body": ("#E9EFD9", "#353E20"),
    "cat_done": ("#F0ECE6", "#2A2624"),
    # categories: borders
    "edge_face": ("#D9A27B", "#8F6748"),
    "edge_lash": ("#A797D3", "#6F62A0"),
    "edge_wax": ("#D2B04F", "#8C7631"),
    "edge_laser": ("#86AFD3", "#48729A"),
    "edge_hand": ("#D694A8", "#95566A"),
    "edge_foot": ("#7DBBAB", "#3F7F70"),
    "edge_body": ("#A9BB78", "#6A7B3D"),
    "edge_done": ("#D6CEC3", "#403A35"),
    # strength of a proof
    "strength_1": ("#D8CFC4", "#544C45"),
    "strength_2": ("#D9A441", "#A87A22"),
    "strength_3": ("#7FA8C9", "#4F86B3"),
    "strength_4": ("#2E7D55", "#6FC497"),
}
# fmt: on

COLOURS: Mapping[Scheme, Mapping[str, str]] = MappingProxyType(
    {
        Scheme.LIGHT: MappingProxyType({name: pair[0] for name, pair in _TABLE.items()}),
        Scheme.DARK: MappingProxyType({name: pair[1] for name, pair in _TABLE.items()}),
    }
)
"""Every colour by its name, one mapping a scheme."""

CATEGORIES = ("face", "lash", "wax", "laser", "hand", "foot", "body")
"""The categories of services that have a fill ``cat_…`` and a border ``edge_…``."""

SCRIM = "#26211D"
"""The veil under the booking box, in both schemes, at `SCRIM_OPACITY`."""

SCRIM_OPACITY = 0.28
SHADOWS: Mapping[Scheme, tuple[str, float]] = MappingProxyType(
    {Scheme.LIGHT: ("#26211D", 0.16), Scheme.DARK: ("#000000", 0.50)}
)
"""Colour and strength of the only shadow (0 8 24), under popovers, menus and the toast."""


@dataclass(frozen=True, slots=True)
class Type:
    """One role of text: size and line in pixels at 100 %, weight, extra letter space in pixels."""

    size: float
    line: int
    weight: int
    spacing: float = 0.0


TYPE: Mapping[str, Type] = MappingProxyType(
    {
        "title": Type(20, 28, 600, -0.2),
        "heading": Type(15, 20, 600),
        "body": Type(13, 20, 400),
        "small": Type(12, 16, 400),
        "caption": Type(11, 14, 400),
        "figure": Type(32, 40, 600, -0.6),
        # The consent screen that is turned to the client is read from further away.
        "turned_small": Type(16, 24, 400),
        "turned_body": Type(18, 26, 400),
        "turned_heading": Type(20, 28, 600),
        "turned_title": Type(32, 40, 600, -0.6),
    }
)
"""The roles of text by name."""

LEAST_TEXT = 10.5
"""No text is ever drawn smaller than this many pixels at 100 %."""


class Space:
    """Steps of the 4 px grid."""

    XS = 4
    S = 8
    M = 12
    L = 16
    XL = 24
    PAGE_SIDE = 24
    PAGE_TOP = 20


class Radius:
    """Corners: controls 6, cards and popovers 10, keys and small marks 4."""

    MARK = 4
    CONTROL = 6
    CARD = 10


class Size:
    """Measures of the parts, in pixels at 100 %."""

    RAIL = 76
    RAIL_ITEM_HEIGHT = 56
    RAIL_LABEL = 66
    MARK = 36
    BADGE = 17
    TOP_BAR = 56
    SEARCH_WIDTH = 380
    SEARCH_WIDTH_NARROW = 320
    FIELD = 36
    STATUS_BAR = 28
    AGENDA_HEAD = 52
    GUTTER = 56
    COLUMN_LEAST = 132
    PARKING = 44
    PARKED_CARD = 32
    DRAWER = 376
    BOOKING_BOX = 792
    BOOKING_BOX_TOP = 72
    CLIENT_LIST = 328
    CONVERSATION_LIST = 316
    CLIENT_ROW = 56
    CONVERSATION_ROW = 68
    OUTBOX = 376
    BUTTON = 32
    BUTTON_SMALL = 28
    BUTTON_LARGE = 40
    BUTTON_TURNED = 56
    ICON = 16
    ICON_SMALL = 14
    ICON_SIGN = 13
    ICON_RAIL = 20
    CHIP = 24
    CHIP_ROW = 22
    TABLE_ROW = 37
    TABLE_HEAD = 28
    TOAST = 44
    TOAST_ABOVE_STATUS = 24
    TOAST_ABOVE_PARKING = 12
    BAND = 36
    RING = 2
    RING_GAP = 1
    HATCH_PERIOD = 6


GRID_ROWS: Mapping[str, int] = MappingProxyType({"compact": 14, "normal": 18, "comfortable": 24})
"""Pixels of a quarter of an hour in the agenda, by density."""

LONGEST_MOTION_MS = 120
"""Nothing moves for longer; without motion everything is at its place at once."""
