"""Yesterday, today and tomorrow in words; every other day as a short date."""

from datetime import date

from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats


def relative_day(words: Catalog, formats: Formats, day: date, today: date) -> str:
    """The day as it stands in a list: ``domani``, or ``gio 26 nov`` when it is further away."""
    distance = (day - today).days
    if distance == 0:
        return words.p_("day in a list", "today")
    if distance == 1:
        return words.p_("day in a list", "tomorrow")
    if distance == -1:
        return words.p_("day in a list", "yesterday")
    return formats.short_day(day)
