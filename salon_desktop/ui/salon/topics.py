"""The pages of the salon section, in the order of its list."""

from enum import StrEnum

from salon_desktop.localization.catalog import Catalog


class Topic(StrEnum):
    """A page of the salon section; the value is its stable key."""

    HOURS = "hours"
    PEOPLE = "people"
    ROOMS = "rooms"
    SERVICES = "services"
    ACCOUNT = "account"
    WORDINGS = "wordings"
    BACKUPS = "backups"
    COMPUTER = "computer"


ICONS = {
    Topic.HOURS: "clock",
    Topic.PEOPLE: "users",
    Topic.ROOMS: "door-open",
    Topic.SERVICES: "sparkles",
    Topic.ACCOUNT: "message-circle",
    Topic.WORDINGS: "file-text",
    Topic.BACKUPS: "database-backup",
    Topic.COMPUTER: "settings",
}


def topic_name(topic: Topic, words: Catalog) -> str:
    """Return what the page is called."""
    match topic:
        case Topic.HOURS:
            return words._("Opening hours")
        case Topic.PEOPLE:
            return words._("People")
        case Topic.ROOMS:
            return words._("Rooms and devices")
        case Topic.SERVICES:
            return words._("Treatments")
        case Topic.ACCOUNT:
            return words._("WhatsApp account")
        case Topic.WORDINGS:
            return words._("Wordings")
        case Topic.BACKUPS:
            return words._("Backups")
        case Topic.COMPUTER:
            return words._("This computer")
