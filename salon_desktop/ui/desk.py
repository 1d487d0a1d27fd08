"""What every screen is given: the doors to the salon, words, formats, theme, tasks and news.

A screen imports no adapter and looks nothing up; the window builds this value once.
"""

from dataclasses import dataclass, field

from salon_desktop.application.ports.clock import Clock
from salon_desktop.application.ports.salon import SalonFacts
from salon_desktop.application.readings import Readings
from salon_desktop.application.use_cases import UseCases
from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats
from salon_desktop.ui.news import SalonNews
from salon_desktop.ui.tasks import TaskRunner
from salon_desktop.ui.theme.theme import Theme
from salon_desktop.ui.wishes import SalonWishes


@dataclass(kw_only=True)
class Desk:
    """One desk's window. ``formats`` is replaced when the language is; read it, do not keep it."""

    do: UseCases
    ask: Readings
    facts: SalonFacts
    clock: Clock
    words: Catalog
    formats: Formats
    theme: Theme
    tasks: TaskRunner
    news: SalonNews
    wishes: SalonWishes = field(default_factory=SalonWishes)
    practice: bool = False
