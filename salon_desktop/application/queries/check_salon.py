"""Whether everything the salon's file promises is true: the findings of one walk through it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Protocol


class CheckPart(StrEnum):
    """What a check looks at, in this order."""

    FILE = "file"
    TRIGGERS = "triggers"
    LEDGER = "ledger"
    CONSENT = "consent"
    APPOINTMENTS = "appointments"
    CLAIMS = "claims"
    MESSAGES = "messages"
    CLIENTS = "clients"
    FOLDER = "folder"


class FindingCode(StrEnum):
    """What is not as it should be, as a code for words."""

    PAGES = "pages"  # the engine says so: problem
    FOREIGN_KEY = "foreign_key"  # table
    SEARCH_INDEX = "search_index"
    SEARCH_TEXT = "search_text"  # client_id
    TRIGGER = "trigger"  # trigger, what: missing, changed, unknown
    LEDGER_BROKEN = "ledger_broken"  # seq, why
    LEDGER_COLUMNS = "ledger_columns"  # seq, columns: they say other than the sealed body
    CONSENT_CACHE = "consent_cache"  # client_id, channel, purpose, what
    HISTORY_MISSING = "history_missing"  # appointment_id
    HISTORY_DIFFERS = "history_differs"  # appointment_id
    CLAIMS_DIFFER = "claims_differ"  # appointment_id
    CLAIMS_OVERLAP = "claims_overlap"  # claim_ids, subject_kind, subject_id, day
    MESSAGE_STEP = "message_step"  # message_id, before, after
    MESSAGE_STATE = "message_state"  # message_id, state, history
    MESSAGE_GROUND = "message_ground"  # message_id, what
    LEFTOVER = "leftover"  # name of a file


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that is wrong; facts are ids, codes and numbers, never names or texts."""

    code: FindingCode
    facts: Mapping[str, object] = field(default_factory=dict)


Between = Callable[[CheckPart, int], None]
"""Called between two pieces with the part and how many of its rows are done; may raise to stop."""


class CheckSalon(Protocol):
    """Walks through the whole file in short reads; changes nothing."""

    def __call__(self, now: datetime, *, between: Between | None = None) -> Sequence[Finding]:
        """Return everything found; nothing at all means that all is well.

        Of a damaged file only the damage is told: nothing else in it can be trusted.
        """
        ...


def finding(code: FindingCode, **facts: object) -> Finding:
    """Return a finding with its facts."""
    return Finding(code=code, facts=facts)
