"""The one gate: may this message leave at this moment, on which ground, and if not, why.

Asked when a message is planned and again, with fresh facts, in the transaction that claims it for
sending. Silence is a no everywhere. The order of the questions is part of the rule, because it
decides which reason people read (docs/rules.md, gate).
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from salon_desktop.domain.consent.events import MESSAGING_CHANNELS, Channel, Strength
from salon_desktop.domain.consent.fold import ConsentState
from salon_desktop.domain.consent.minors import FULL_AGE, age_of_consent
from salon_desktop.domain.messaging.message import (
    AUTOMATIC_ANSWERS,
    MessagePurpose,
)
from salon_desktop.domain.messaging.message import Ground as Ground
from salon_desktop.domain.messaging.question import AgeFacts as AgeFacts
from salon_desktop.domain.messaging.question import AppointmentFacts as AppointmentFacts
from salon_desktop.domain.messaging.question import CapRules as CapRules
from salon_desktop.domain.messaging.question import GateQuestion as GateQuestion
from salon_desktop.domain.messaging.question import InboundFacts as InboundFacts
from salon_desktop.domain.messaging.question import OfferFacts as OfferFacts
from salon_desktop.domain.messaging.question import TemplateFacts as TemplateFacts
from salon_desktop.domain.messaging.quiet_hours import quiet_hours_of
from salon_desktop.domain.messaging.reasons import TEMPORARY
from salon_desktop.domain.messaging.reasons import Reason as Reason

WINDOW = timedelta(hours=24)  # the platform's window for answers, and ours
EXPECTED_CATEGORY: Mapping[MessagePurpose, str] = {
    MessagePurpose.SERVICE: "utility",
    MessagePurpose.OFFERS: "marketing",
}

_PHONE = re.compile(r"\+[1-9][0-9]{6,14}")
_USER_ID = re.compile(r"[A-Z]{2}\.(?:ENT\.)?[A-Za-z0-9]{1,128}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")

_WHY_NOT_GRANTED = {
    ConsentState.UNKNOWN: Reason.NOT_ASKED,
    ConsentState.ASKED: Reason.NO_ANSWER_YET,
    ConsentState.REFUSED: Reason.REFUSED,
    ConsentState.NOT_NOW: Reason.NOT_NOW,
    ConsentState.WITHDRAWN: Reason.WITHDRAWN,
    ConsentState.EXPIRED: Reason.CONSENT_EXPIRED,
    ConsentState.IMPORTED: Reason.IMPORTED_WITHOUT_PROOF,
    ConsentState.NUMBER_CHANGED: Reason.NUMBER_CHANGED,
}


@dataclass(frozen=True, slots=True)
class Allowed:
    """It may leave, relying on ``ground``, which is stored with it."""

    ground: Ground


@dataclass(frozen=True, slots=True)
class Blocked:
    """It may not leave."""

    reason: Reason

    @property
    def is_temporary(self) -> bool:
        """Tell whether the reason passes by itself, so that the message stays planned."""
        return self.reason in TEMPORARY


@dataclass(frozen=True, slots=True)
class Delayed:
    """It may not leave before ``until`` (UTC), when the gate is asked again."""

    until: datetime
    reason: Reason


Verdict = Allowed | Blocked | Delayed


def may_send(question: GateQuestion) -> Verdict:
    """Decide about one message; the first question that says no gives the reason.

    Order: erased, address, platform block, not granted, expired, strength, minor, quiet hours
    (delays), caps, template, stale; then what concerns the account and passes by itself.
    """
    if question.purpose is MessagePurpose.ANSWER:
        return _may_answer(question)
    before_quiet = _first(question, _BEFORE_QUIET)
    if before_quiet is not None:
        return Blocked(before_quiet)
    quiet = _quiet(question)
    if quiet is not None:
        return quiet
    after_quiet = _first(question, _AFTER_QUIET)
    if after_quiet is not None:
        return Blocked(after_quiet)
    standing = question.standing
    if standing is None or standing.event_seq is None:
        return Blocked(Reason.NOT_ASKED)  # a grant the ledger has not stored proves nothing
    return Allowed(Ground(kind="consent", event_id=standing.event_seq))


def _may_answer(question: GateQuestion) -> Verdict:
    """Her own message under 24 h old is the ground: no template, no advertising, once."""
    reason = _first(question, (_erased, _address, _platform_block, _inbound, _stale, _account))
    if reason is not None:
        return Blocked(reason)
    assert question.inbound is not None  # _inbound has looked
    return Allowed(Ground(kind="inbound", event_id=question.inbound.event_id))


_Check = Callable[[GateQuestion], Reason | None]


def _first(question: GateQuestion, checks: tuple[_Check, ...]) -> Reason | None:
    return next((reason for check in checks if (reason := check(question)) is not None), None)


def _erased(question: GateQuestion) -> Reason | None:
    return Reason.ERASED if question.erased else None


def _address(question: GateQuestion) -> Reason | None:
    if question.channel not in MESSAGING_CHANNELS:
        return Reason.ADDRESS_INVALID
    forms = {Channel.WHATSAPP: (_PHONE, _USER_ID), Channel.SMS: (_PHONE,)}
    if not any(form.fullmatch(question.address) for form in forms.get(question.channel, (_EMAIL,))):
        return Reason.ADDRESS_INVALID
    return Reason.NOT_ON_PLATFORM if question.on_platform is False else None


def _platform_block(question: GateQuestion) -> Reason | None:
    by_ledger = question.standing is not None and question.standing.platform_blocked
    return Reason.PLATFORM_BLOCK if question.platform_block or by_ledger else None


def _not_granted(question: GateQuestion) -> Reason | None:
    if question.standing is None:
        return Reason.NOT_ASKED
    return _WHY_NOT_GRANTED.get(question.standing.state)


def _expired(question: GateQuestion) -> Reason | None:
    if question.standing is None or not question.standing.is_valid(question.now):
        return Reason.CONSENT_EXPIRED
    until = question.offers_until
    if question.purpose is MessagePurpose.OFFERS and until is not None and question.now >= until:
        return Reason.TOO_LONG_SINCE_CONTACT
    return None


def _too_weak(question: GateQuestion) -> Reason | None:
    held = question.standing.strength if question.standing is not None else None
    # Whoever names a purpose without a minimum gets the strongest one.
    wanted = question.minimum_strength.get(question.purpose, Strength.OWN_MESSAGE)
    return Reason.PROOF_TOO_WEAK if held is None or held < wanted else None


def _minor(question: GateQuestion) -> Reason | None:
    facts = question.age
    if question.purpose is MessagePurpose.OFFERS:
        under_age = facts.unsure or (facts.age is not None and facts.age < FULL_AGE)
        return Reason.MINOR if under_age else None
    too_young = facts.unsure or (
        facts.age is not None and facts.age < age_of_consent(question.country)
    )
    return Reason.GUARDIAN_MISSING if too_young and not facts.to_guardian else None


def _quiet(question: GateQuestion) -> Verdict | None:
    hours = question.quiet or quiet_hours_of(question.country)
    offers = question.purpose is MessagePurpose.OFFERS
    windows = hours.offers if offers else hours.service
    if question.now >= question.expires_at:
        return None  # nothing is left to wait for: the last question says so
    opening = windows.next_open(question.now, question.zone, question.holidays)
    if opening == question.now:
        return None
    # Waiting past its end would hide from the call list what cannot be sent any more.
    if opening is None or opening >= question.expires_at:
        return Blocked(Reason.QUIET_HOURS)
    return Delayed(opening, Reason.QUIET_HOURS)


def _cap(question: GateQuestion) -> Reason | None:
    if question.purpose is not MessagePurpose.OFFERS:
        return None
    facts, rules, now = question.offers, question.caps, question.now
    recently = [at for at in facts.sent_at if now - at < timedelta(days=rules.days)]
    if len(recently) >= rules.offers:
        return Reason.OFFER_CAP
    if any(abs(at - now) < timedelta(hours=rules.hours_from_visit) for at in facts.visits_at):
        return Reason.NEAR_VISIT
    return Reason.NO_REACTION if facts.without_reaction >= rules.without_reaction else None


def _template(question: GateQuestion) -> Reason | None:
    if question.planning or question.channel is not Channel.WHATSAPP:
        return None
    facts = question.template
    if facts is None:
        return Reason.TEMPLATE_MISSING
    if facts.paused:
        return Reason.TEMPLATE_PAUSED
    if not facts.approved:
        return Reason.TEMPLATE_NOT_APPROVED
    expected = EXPECTED_CATEGORY[question.purpose]
    return Reason.TEMPLATE_CATEGORY if facts.category.lower() != expected else None


def _stale(question: GateQuestion) -> Reason | None:
    facts = question.appointment
    if facts is not None and not facts.stands:
        return Reason.APPOINTMENT_GONE
    if facts is not None and not facts.starts_as_planned:
        return Reason.APPOINTMENT_MOVED
    return Reason.STALE if question.now >= question.expires_at else None


def _account(question: GateQuestion) -> Reason | None:
    if question.planning:
        return None
    if not question.drained:
        return Reason.NOT_DRAINED
    if question.valve_closed:
        return Reason.VALVE_CLOSED
    if not question.test_recipient:
        return Reason.NOT_A_TEST_RECIPIENT
    return Reason.DAILY_LIMIT if question.daily_limit_reached else None


def _inbound(question: GateQuestion) -> Reason | None:
    inbound = question.inbound
    if inbound is None or inbound.address != question.address:
        return Reason.NO_INBOUND
    # The platform's clock may run before ours, but not by a day.
    if abs(question.now - inbound.happened_at) >= WINDOW:
        return Reason.WINDOW_CLOSED
    if question.promotional:
        return Reason.PROMOTIONAL_ANSWER
    if question.by_template:
        return Reason.ANSWER_BY_TEMPLATE
    automatic = question.kind in AUTOMATIC_ANSWERS
    return Reason.ALREADY_ANSWERED if automatic and inbound.answered else None


_BEFORE_QUIET: tuple[_Check, ...] = (
    _erased,
    _address,
    _platform_block,
    _not_granted,
    _expired,
    _too_weak,
    _minor,
)
_AFTER_QUIET: tuple[_Check, ...] = (_cap, _template, _stale, _account)
