"""The six sections of the program, in the order of the rail and of Ctrl+1 … Ctrl+6."""

from enum import StrEnum

from salon_desktop.localization.catalog import Catalog


class Section(StrEnum):
    """A place in the rail; the value is its stable key."""

    AGENDA = "agenda"
    CLIENTS = "clients"
    MESSAGES = "messages"
    PROMOTIONS = "promotions"
    CONSENT = "consent"
    SALON = "salon"


ICONS = {
    Section.AGENDA: "calendar-days",
    Section.CLIENTS: "users",
    Section.MESSAGES: "messages-square",
    Section.PROMOTIONS: "megaphone",
    Section.CONSENT: "shield-check",
    Section.SALON: "store",
}


def section_name(words: Catalog, section: Section) -> str:
    """What the section is called under its icon: one short word, at most 66 px wide."""
    match section:
        case Section.AGENDA:
            return words.p_("section, at most 11 letters", "Agenda")
        case Section.CLIENTS:
            return words.p_("section, at most 11 letters", "Clients")
        case Section.MESSAGES:
            return words.p_("section, at most 11 letters", "Messages")
        case Section.PROMOTIONS:
            return words.p_("section, at most 11 letters", "Promotions")
        case Section.CONSENT:
            return words.p_("section, at most 11 letters", "Consent")
        case Section.SALON:
            return words.p_("section, at most 11 letters", "Salon")
