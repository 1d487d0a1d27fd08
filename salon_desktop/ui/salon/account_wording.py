"""Words for what the platform says of an account: quality, limits, states of number and template.

The platform's own words come in upper case; one this version does not know is shown as it is.
"""

from dataclasses import dataclass

from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats


@dataclass(frozen=True, slots=True)
class Said:
    """A fact in words, its tone, and the sign that goes with the tone."""

    text: str
    tone: str = "text"

    @property
    def icon(self) -> str:
        """The sign of the tone; "" for a plain fact."""
        return {
            "ok": "circle-check",
            "warn": "triangle-alert",
            "danger": "circle-x",
            "info": "hourglass",
        }.get(self.tone, "")


def quality_said(quality: str, words: Catalog) -> Said:
    """Return how clients take the salon's messages, as WhatsApp rates it."""
    match quality:
        case "GREEN":
            return Said(words.p_("quality of the number", "high"), "ok")
        case "YELLOW":
            return Said(
                words.p_("quality of the number", "medium: several clients blocked"), "warn"
            )
        case "RED":
            return Said(words.p_("quality of the number", "low: promotions are closed"), "danger")
        case _:
            return Said(words.p_("quality of the number", "not rated yet"), "muted")


def limit_said(tier: str, people: int | None, words: Catalog, formats: Formats) -> Said:
    """Return how many clients may be written to in 24 hours."""
    if people is not None:
        text = words.n_("{count} client in 24 hours", "{count} clients in 24 hours", people)
        return Said(text.format(count=formats.number(people)))
    if tier == "TIER_UNLIMITED":
        return Said(words.p_("limit of clients a day", "none"))
    return Said(words.p_("limit of clients a day", "not told by WhatsApp"), "muted")


def name_said(name: str, status: str, words: Catalog) -> Said:
    """Return the name clients see, and whether WhatsApp has approved it."""
    if not name:
        return Said(words.p_("name clients see", "none yet"), "warn")
    if status in {"APPROVED", "AVAILABLE_WITHOUT_REVIEW"}:
        return Said(name, "ok")
    if status == "PENDING_REVIEW":
        return Said(words._("{name}, being reviewed").format(name=name), "info")
    if status in {"DECLINED", "EXPIRED"}:
        return Said(words._("{name}, not approved").format(name=name), "danger")
    return Said(name)


def sending_said(can_send: str, words: Catalog) -> Said:
    """Return whether WhatsApp lets the salon send."""
    match can_send:
        case "AVAILABLE":
            return Said(words.p_("whether WhatsApp lets send", "yes"), "ok")
        case "LIMITED":
            return Said(words.p_("whether WhatsApp lets send", "only in part"), "warn")
        case "BLOCKED":
            return Said(words.p_("whether WhatsApp lets send", "no"), "danger")
        case _:
            return Said(words.p_("whether WhatsApp lets send", "not told"), "muted")


def number_said(status: str, words: Catalog) -> Said:
    """Return the state of the number."""
    match status:
        case "CONNECTED":
            return Said(words.p_("state of the number", "connected"), "ok")
        case "PENDING":
            return Said(words.p_("state of the number", "not ready yet"), "info")
        case "FLAGGED":
            return Said(words.p_("state of the number", "flagged: quality is falling"), "warn")
        case "RATE_LIMITED":
            return Said(words.p_("state of the number", "slowed down"), "warn")
        case "RESTRICTED":
            return Said(words.p_("state of the number", "restricted"), "danger")
        case "BANNED":
            return Said(words.p_("state of the number", "banned"), "danger")
        case "DISCONNECTED" | "DELETED" | "MIGRATED":
            return Said(words.p_("state of the number", "no longer connected"), "danger")
        case "":
            return Said(words.p_("state of the number", "not told"), "muted")
        case _:
            return Said(status)


def verification_said(status: str, words: Catalog) -> Said:
    """Return whether WhatsApp knows the business behind the account."""
    match status.upper():
        case "VERIFIED":
            return Said(words.p_("verification of the business", "verified"), "ok")
        case "PENDING" | "PENDING_SUBMISSION" | "PENDING_NEED_MORE_INFO":
            return Said(words.p_("verification of the business", "under way"), "info")
        case "FAILED" | "REJECTED" | "EXPIRED" | "REVOKED":
            return Said(words.p_("verification of the business", "refused"), "danger")
        case _:
            return Said(words.p_("verification of the business", "not verified"), "muted")


def template_said(status: str, words: Catalog) -> Said:
    """Return the state of a template."""
    match status:
        case "APPROVED":
            return Said(words.p_("state of a template", "approved"), "ok")
        case "PENDING" | "IN_APPEAL":
            return Said(words.p_("state of a template", "being reviewed"), "info")
        case "REJECTED":
            return Said(words.p_("state of a template", "refused"), "danger")
        case "PAUSED":
            return Said(words.p_("state of a template", "paused"), "warn")
        case "DISABLED":
            return Said(words.p_("state of a template", "switched off"), "danger")
        case "DELETED":
            return Said(words.p_("state of a template", "no longer at WhatsApp"), "muted")
        case "":
            return Said(words.p_("state of a template", "not handed in yet"), "muted")
        case _:
            return Said(status)


def category_said(category: str, expected: str | None, words: Catalog) -> Said:
    """Return as which kind WhatsApp counts a template; another one than ours is a warning."""
    match category:
        case "UTILITY":
            text = words.p_("category of a template", "about appointments")
        case "MARKETING":
            text = words.p_("category of a template", "offers")
        case "AUTHENTICATION":
            text = words.p_("category of a template", "codes")
        case _:
            text = category
    return Said(text, "text" if expected in (None, category) else "warn")
