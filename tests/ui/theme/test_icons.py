"""The icons: all of them load, take a colour, and are drawn sharply."""

import pytest
from PySide6.QtGui import QColor, QIcon

from salon_desktop.ui.theme.icons import Icons, UnknownIcon


@pytest.fixture
def icons(qapp, resources):
    return Icons(resources / "icons")


def drawn_only_in(picture, wanted):
    """Whether there are opaque pixels and all of them have the colour (mixing rounds by one)."""
    image, wanted = picture.toImage(), QColor(wanted)
    points = ((x, y) for x in range(image.width()) for y in range(image.height()))
    solid = [image.pixelColor(x, y) for x, y in points if image.pixelColor(x, y).alpha() == 255]
    return bool(solid) and all(
        abs(one - other) <= 1
        for colour in solid
        for one, other in zip(colour.getRgb(), wanted.getRgb(), strict=True)
    )


def test_every_icon_loads_and_is_drawn_in_the_asked_colour_and_no_other(icons):
    names = icons.names()
    assert len(names) > 80
    for name in names:
        assert drawn_only_in(icons.pixmap(name, 48, "#74395a"), "#74395a"), name


def test_the_licence_of_the_icons_and_of_the_typeface_lies_beside_them(resources):
    licence = (resources / "icons" / "LICENSE").read_text("utf-8")
    assert "ISC License" in licence
    assert "The MIT License" in licence
    assert "SIL OPEN FONT LICENSE" in (resources / "fonts" / "OFL.txt").read_text("utf-8")


def test_an_icon_that_is_not_there_is_named(icons):
    with pytest.raises(UnknownIcon, match="no-such-thing"):
        icons.pixmap("no-such-thing", 16, "#000000")


def test_a_picture_for_a_fine_screen_has_more_pixels_and_the_same_size(icons):
    picture = icons.pixmap("store", 16, QColor("#256A47"), 2.0)
    assert (picture.width(), picture.devicePixelRatio()) == (32, 2.0)


def test_the_same_drawing_is_made_once(icons):
    first = icons.pixmap("store", 16, "#000000")
    assert icons.pixmap("store", 16, "#000000").cacheKey() == first.cacheKey()
    assert icons.pixmap("store", 16, "#000001").cacheKey() != first.cacheKey()


def test_a_gap_is_empty_space_at_the_right(icons):
    picture = icons.pixmap("store", 16, "#000000", gap=4)
    image = picture.toImage()
    assert image.width() == 20
    assert all(image.pixelColor(x, y).alpha() == 0 for x in range(16, 20) for y in range(16))


def test_an_icon_of_the_theme_is_paler_when_disabled_and_changes_when_checked(theme):
    icon = theme.icon("store", 24, "text", checked="accent")
    size = icon.availableSizes()[0]

    for mode, state, colour in (
        (QIcon.Mode.Normal, QIcon.State.Off, "text"),
        (QIcon.Mode.Normal, QIcon.State.On, "accent"),
        (QIcon.Mode.Disabled, QIcon.State.Off, "disabled"),
    ):
        assert drawn_only_in(icon.pixmap(size, mode, state), theme.colour(colour)), colour
