"""Who may get offers and with which proof, and what is still missing; decided without a widget."""

from dataclasses import dataclass

from salon_desktop.application.queries.consent_status import ConsentOverview
from salon_desktop.application.queries.list_clients import ClientCounts
from salon_desktop.application.queries.salon_overview import AccountOverview
from salon_desktop.domain.consent.events import Purpose, Strength
from salon_desktop.domain.consent.fold import ConsentState
from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats
from salon_desktop.ui.shell.sections import Section

APPROVED, MARKETING = "APPROVED", "MARKETING"
CLOSES_OFFERS = frozenset({"all", "promotions"})


@dataclass(frozen=True, slots=True)
class Known:
    """What the page asks for, in one answer."""

    consent: ConsentOverview
    clients: ClientCounts
    account: AccountOverview


@dataclass(frozen=True, slots=True)
class Proven:
    """How many clients are reachable by one strength of proof."""

    strength: Strength
    count: int


@dataclass(frozen=True, slots=True)
class Reach:
    """Clients who may get offers, the best proof first; ``others`` may not."""

    proven: tuple[Proven, ...]
    total: int

    @property
    def count(self) -> int:
        """How many may get offers."""
        return sum(one.count for one in self.proven)

    @property
    def others(self) -> int:
        """How many may not."""
        return max(0, self.total - self.count)


def reach_of(known: Known) -> Reach:
    """Return who may get offers."""
    by_proof = known.consent.reachable.get(Purpose.OFFERS, {})
    strengths = (Strength.OWN_MESSAGE, Strength.SIGNED, Strength.SPOKEN)
    return Reach(
        proven=tuple(Proven(one, int(by_proof.get(one, 0))) for one in strengths),
        total=known.clients.total,
    )


def refused(known: Known) -> int:
    """Return how many answers to the question of offers were a no, or taken back."""
    states = known.consent.states.get(Purpose.OFFERS, {})
    return int(states.get(ConsentState.REFUSED, 0)) + int(states.get(ConsentState.WITHDRAWN, 0))


def proof_words(strength: Strength, words: Catalog) -> str:
    """Return what proves a consent to offers."""
    match strength:
        case Strength.OWN_MESSAGE:
            return words.p_("proof of consent to offers", "Own message from her number")
        case Strength.SIGNED:
            return words.p_("proof of consent to offers", "Signed")
        case _:
            return words.p_("proof of consent to offers", "Spoken, text read out (30 days)")


@dataclass(frozen=True, slots=True)
class Need:
    """Something a promotion needs: whether it is there, and where to go if it is not."""

    is_met: bool
    text: str
    advice: str
    place: Section | None = None
    action: str = ""


def needs_of(known: Known, language: str, words: Catalog, formats: Formats) -> tuple[Need, ...]:
    """Return everything a promotion needs, in the order in which it makes sense."""
    account, reach = known.account, reach_of(known)
    has_account = account.settings is not None
    return (
        _account_need(has_account, words),
        _relay_need(account, words),
        _consent_need(reach, words, formats),
        _template_need(account, language, words),
        _health_need(account, has_account, words),
    )


def _account_need(has_account: bool, words: Catalog) -> Need:
    if has_account:
        return Need(True, words._("The WhatsApp account is set up."), "")
    return Need(
        False,
        words._("The WhatsApp account is not set up yet."),
        words._("Offers leave only through the salon's own official account."),
        Section.SALON,
        words._("Open Salon"),
    )


def _relay_need(account: AccountOverview, words: Catalog) -> Need:
    if account.settings is not None and account.settings.relay_address:
        return Need(True, words._("A STOP of a client comes in by itself."), "")
    return Need(
        False,
        words._("There is no relay, so a STOP does not come in by itself."),
        words._("Whoever sends offers must hear at once when somebody wants no more."),
        Section.SALON,
        words._("Open Salon"),
    )


def _consent_need(reach: Reach, words: Catalog, formats: Formats) -> Need:
    if reach.count:
        text = words.n_(
            "{count} client agreed to offers and can be reached.",
            "{count} clients agreed to offers and can be reached.",
            reach.count,
        )
        return Need(True, text.format(count=formats.number(reach.count)), "")
    return Need(
        False,
        words._("Nobody has agreed to offers yet."),
        words._("Ask at the next visit; the answer is recorded with its proof on the client card."),
        Section.CLIENTS,
        words._("Open Clients"),
    )


def _template_need(account: AccountOverview, language: str, words: Catalog) -> Need:
    approved = any(
        one.status == APPROVED
        and one.category == MARKETING
        and one.language.partition("_")[0] == language
        for one in account.templates
    )
    if approved:
        return Need(True, words._("WhatsApp has approved a template for offers."), "")
    return Need(
        False,
        words._("WhatsApp has not approved a template for offers yet."),
        words._("Each offer is reviewed by WhatsApp before it can be sent to anybody."),
    )


def _health_need(account: AccountOverview, has_account: bool, words: Catalog) -> Need:
    closed = any(one.name in CLOSES_OFFERS for one in account.valves)
    if has_account and not closed:
        return Need(True, words._("Sending is open and the quality allows offers."), "")
    return Need(
        False,
        words._("Sending of offers is closed at the moment.")
        if has_account
        else words._("The quality of the account is not known yet."),
        words._("WhatsApp rates how clients take the messages; low quality stops offers first."),
        Section.SALON if has_account else None,
        words._("Open Salon") if has_account else "",
    )
