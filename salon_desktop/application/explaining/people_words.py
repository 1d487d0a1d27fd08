"""Words for the people of the salon: what each role is called."""

from salon_desktop.localization.catalog import Catalog

ROLES = (
    "owner",
    "technical_manager",
    "receptionist",
    "beautician",
    "nail_technician",
    "masseuse",
    "trainee",
)


def role_words(role: str, words: Catalog) -> str:
    """Return the name of a role; a role the salon made itself is its own name."""
    match role:
        case "owner":
            return words.p_("role in the salon", "owner")
        case "technical_manager":
            return words.p_("role in the salon", "technical manager")
        case "receptionist":
            return words.p_("role in the salon", "receptionist")
        case "beautician":
            return words.p_("role in the salon", "beautician")
        case "nail_technician":
            return words.p_("role in the salon", "nail technician")
        case "masseuse":
            return words.p_("role in the salon", "massage therapist")
        case "trainee":
            return words.p_("role in the salon", "trainee")
        case _:
            return role
