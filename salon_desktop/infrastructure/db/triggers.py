"""The rules the file itself refuses to break: overlaps, append-only tables, search upkeep.

Alembic's batch mode rebuilds tables and silently drops their triggers, so ``recreate`` runs at
the end of every migration run and nothing else ever makes a trigger.
"""

from collections.abc import Callable, Iterator

APPEND_ONLY = (
    "agenda_event",
    "consent_event",
    "message_event",
    "wording",
    "evidence",
    "salon_setting",
)
"""Tables whose rows are never changed. ``evidence`` may be deleted by an erasure."""

DELETABLE = frozenset({"evidence"})

CATALOGUE = (
    "operator",
    "operator_skill",
    "resource_kind",
    "resource",
    "resource_serves",
    "service",
    "service_need",
    "opening_hours",
    "opening_exception",
    "shift",
    "absence",
    "salon_setting",
    "person",
    "desk",
)
"""Tables that change seldom and are read at every click; a change draws a new stamp."""

# Two claims touch one another when they share minutes of one subject (times away may lie on each
# other), or when one closes the salon and the other is an operator's work.
_TOUCHES = """
    other.day = NEW.day AND other.start_minute < NEW.end_minute
    AND other.end_minute > NEW.start_minute
    AND (other.appointment_id IS NULL OR NEW.appointment_id IS NULL
         OR other.appointment_id <> NEW.appointment_id)
"""
_SAME_SUBJECT = f"""
    SELECT 1 FROM claim AS other
    WHERE other.subject_kind = NEW.subject_kind AND other.subject_id = NEW.subject_id
    AND NOT (other.part IN ('absence', 'break', 'closed')
             AND NEW.part IN ('absence', 'break', 'closed'))
    AND {_TOUCHES}
"""
_CLOSED_OVER_WORK = f"""
    SELECT 1 FROM claim AS other
    WHERE NEW.subject_kind = 'operator' AND NEW.part IN ('work', 'hold')
    AND other.subject_kind = 'salon' AND other.subject_id = 0 AND {_TOUCHES}
"""
_WORK_UNDER_CLOSED = f"""
    SELECT 1 FROM operator AS who JOIN claim AS other
      ON other.subject_kind = 'operator' AND other.subject_id = who.id
    WHERE NEW.subject_kind = 'salon' AND other.part IN ('work', 'hold') AND {_TOUCHES}
"""
_AWAY = f"""
    SELECT 1 FROM claim AS other
    WHERE other.subject_kind = NEW.subject_kind AND other.subject_id = NEW.subject_id
    AND (other.part = 'absence') <> (NEW.part = 'absence')
    AND other.part NOT IN ('break', 'closed') AND NEW.part NOT IN ('break', 'closed')
    AND {_TOUCHES}
"""

OVERLAP = f"""
CREATE TRIGGER claim_overlap BEFORE INSERT ON claim
WHEN NEW.reason IS NULL AND (
    EXISTS ({_SAME_SUBJECT}) OR EXISTS ({_CLOSED_OVER_WORK}) OR EXISTS ({_WORK_UNDER_CLOSED}))
BEGIN SELECT RAISE(ABORT, 'claim_overlap'); END
"""

HARD_OVERLAP = f"""
CREATE TRIGGER claim_hard_overlap BEFORE INSERT ON claim
WHEN NEW.reason IS NOT NULL AND NEW.approved_by IS NULL AND (
    (NEW.subject_kind = 'resource' AND EXISTS ({_SAME_SUBJECT}))
    OR EXISTS ({_AWAY}) OR EXISTS ({_CLOSED_OVER_WORK}) OR EXISTS ({_WORK_UNDER_CLOSED}))
BEGIN SELECT RAISE(ABORT, 'claim_needs_approval'); END
"""

CLAIM_STAYS = """
CREATE TRIGGER claim_stays BEFORE UPDATE OF subject_kind, subject_id, day, start_minute,
    end_minute, part, appointment_id, reason ON claim
BEGIN SELECT RAISE(ABORT, 'claim_is_made_anew_never_moved'); END
"""

CHAIN_LINK = """
CREATE TRIGGER consent_event_links BEFORE INSERT ON consent_event
WHEN NEW.seq <> coalesce((SELECT max(seq) FROM consent_event), 0) + 1
  OR NEW.prev_hash <> coalesce(
       (SELECT hash FROM consent_event ORDER BY seq DESC LIMIT 1),
       '0000000000000000000000000000000000000000000000000000000000000000')
BEGIN SELECT RAISE(ABORT, 'consent_chain'); END
"""

DETAIL_STAYS = """
CREATE TRIGGER consent_detail_stays BEFORE UPDATE ON consent_detail
BEGIN SELECT RAISE(ABORT, 'append_only'); END
"""

# Held and voided rows may be planned again, so nothing that may have left becomes one of them.
ONLY_SENDING_GOES_BACK = """
CREATE TRIGGER message_goes_back BEFORE UPDATE OF state ON message
WHEN NEW.state <> OLD.state AND (
    (NEW.state = 'planned' AND OLD.state NOT IN ('held', 'sending', 'voided'))
    OR (NEW.state = 'held' AND OLD.state NOT IN ('planned', 'voided'))
    OR (NEW.state = 'voided' AND OLD.state NOT IN ('planned', 'held', 'blocked'))
    OR (NEW.state IN ('blocked', 'expired') AND OLD.state NOT IN ('planned', 'held')))
BEGIN SELECT RAISE(ABORT, 'message_never_goes_back'); END
"""

ONCE_LEFT_NEVER_AGAIN = """
CREATE TRIGGER message_sent_once BEFORE UPDATE OF state ON message
WHEN NEW.state = 'sending' AND OLD.state <> 'planned'
BEGIN SELECT RAISE(ABORT, 'message_is_claimed_from_planned'); END
"""

DELIVERY_STAYS = """
CREATE TRIGGER inbound_delivery_stays BEFORE UPDATE OF body, signature, sha256 ON inbound_delivery
BEGIN SELECT RAISE(ABORT, 'append_only'); END
"""

SEARCH = (
    """
CREATE TRIGGER client_text_added AFTER INSERT ON client_text BEGIN
  INSERT INTO client_search(rowid, text) VALUES (NEW.client_id, NEW.text); END
""",
    """
CREATE TRIGGER client_text_removed AFTER DELETE ON client_text BEGIN
  INSERT INTO client_search(client_search, rowid, text)
  VALUES ('delete', OLD.client_id, OLD.text); END
""",
    """
CREATE TRIGGER client_text_changed AFTER UPDATE ON client_text BEGIN
  INSERT INTO client_search(client_search, rowid, text)
  VALUES ('delete', OLD.client_id, OLD.text);
  INSERT INTO client_search(rowid, text) VALUES (NEW.client_id, NEW.text); END
""",
)

SEARCH_TABLE = """
CREATE VIRTUAL TABLE IF NOT EXISTS client_search USING fts5(
    text, content='client_text', content_rowid='client_id', tokenize='trigram', detail='full')
"""


def statements() -> Iterator[str]:
    """Yield the DDL of every trigger."""
    yield from (
        OVERLAP,
        HARD_OVERLAP,
        CLAIM_STAYS,
        CHAIN_LINK,
        DETAIL_STAYS,
        ONLY_SENDING_GOES_BACK,
        ONCE_LEFT_NEVER_AGAIN,
        DELIVERY_STAYS,
        *SEARCH,
    )
    for table in APPEND_ONLY:
        yield (
            f"CREATE TRIGGER {table}_stays BEFORE UPDATE ON {table} "
            "BEGIN SELECT RAISE(ABORT, 'append_only'); END"
        )
        if table not in DELETABLE:
            yield (
                f"CREATE TRIGGER {table}_kept BEFORE DELETE ON {table} "
                "BEGIN SELECT RAISE(ABORT, 'append_only'); END"
            )
    for table in CATALOGUE:
        for change in ("INSERT", "UPDATE", "DELETE"):
            # Drawn, not counted: a number that a rollback gave back must not come again.
            yield (
                f"CREATE TRIGGER {table}_stamp_{change.lower()} AFTER {change} ON {table} BEGIN "
                "INSERT OR REPLACE INTO catalogue_stamp(id, stamp) VALUES (1, random()); END"
            )


def recreate(run: Callable[[str], object], names: list[str]) -> None:
    """Drop the triggers called ``names`` and make all of ours, through ``run(sql)``."""
    for name in names:
        run(f'DROP TRIGGER "{name}"')
    for statement in statements():
        run(statement)
