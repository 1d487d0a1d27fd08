"""The statements behind a day of the agenda, written once so that no click compiles them anew."""

from sqlalchemy import Date, Integer, String, TextClause, bindparam, column, text
from sqlalchemy.sql.selectable import TextualSelect

from salon_desktop.infrastructure.db.rows.base import UtcDateTime

GRANTED = "granted"

# Of the messages about the visit the newest speaks, unless it was voided because of the visit and
# not because of the client; without one her consent does. The plus signs keep the planner on the
# client's own rows: it would take all granted ones. A client is new until an earlier visit of hers
# was done.
_ENTRIES = """
    SELECT a.id, s.position, a.version, a.day, s.operator_id, s.start_minute,
      s.start_minute + s.active_before + s.processing + s.active_after,
      min(s.start_minute + s.active_before + s.processing + s.active_after + s.buffer, 1440),
      s.active_before, s.processing, s.active_after, a.start_minute, a.end_minute,
      a.status, a.origin, a.client_id,
      CASE WHEN a.client_id IS NULL THEN coalesce(a.walk_in_name, '')
        ELSE trim(c.first_name || ' ' || c.last_name) END,
      s.service_id, s.operator_requested,
      (SELECT group_concat(u.resource_id) FROM step_resource AS u WHERE u.step_id = s.id),
      CASE WHEN a.client_id IS NULL OR c.last_visit_on < a.day THEN 0
        WHEN c.last_visit_on IS NULL THEN 1
        ELSE NOT EXISTS (
          SELECT 1 FROM appointment AS p WHERE p.client_id = a.client_id AND p.day < a.day
          AND p.status IN ('done', 'paid')) END,
      a.client_id IS NOT NULL AND c.alert IS NOT NULL AND c.alert <> '', a.note IS NOT NULL,
      coalesce(
        (SELECT m.state FROM message AS m WHERE m.appointment_id = a.id
          AND NOT (m.state = 'voided' AND m.reason IN
            ('replaced', 'appointment_gone', 'undone', 'future_visit', 'campaign_stopped'))
          ORDER BY m.id DESC LIMIT 1),
        CASE WHEN EXISTS (
          SELECT 1 FROM consent_state AS k
          WHERE k.client_id = a.client_id AND k.channel = 'whatsapp'
          AND +k.purpose = 'service_messages' AND +k.state = 'granted' AND NOT k.platform_blocked
          AND (k.valid_until IS NULL OR k.valid_until > :now)
        ) THEN 'granted' END),
      a.late_minutes, a.hold_expires_at
    FROM appointment AS a
    JOIN appointment_step AS s ON s.appointment_id = a.id
    LEFT JOIN client AS c ON c.id = a.client_id
    WHERE a.day BETWEEN :first AND :last
      AND a.status NOT IN ('cancelled_by_client', 'cancelled_by_salon', 'late_cancelled', 'expired')
"""
_ORDER = " ORDER BY a.day, a.start_minute, a.id, s.position"


def _dated(sql: str) -> TextClause:
    return text(sql).bindparams(bindparam("first", type_=Date), bindparam("last", type_=Date))


def _entries(sql: str) -> TextualSelect:
    bound = _dated(sql).bindparams(bindparam("now", type_=UtcDateTime))
    names = (
        ("id", Integer),
        ("position", Integer),
        ("version", Integer),
        ("day", Date),
        ("operator_id", Integer),
        ("start", Integer),
        ("end", Integer),
        ("blocked_until", Integer),
        ("active_before", Integer),
        ("processing", Integer),
        ("active_after", Integer),
        ("visit_start", Integer),
        ("visit_end", Integer),
        ("status", String),
        ("origin", String),
        ("client_id", Integer),
        ("client_name", String),
        ("service_id", Integer),
        ("operator_requested", Integer),
        ("units", String),
        ("is_new", Integer),
        ("has_alert", Integer),
        ("has_note", Integer),
        ("message", String),
        ("late_minutes", Integer),
        ("hold_expires_at", UtcDateTime),
    )
    return bound.columns(*(column(name, kind) for name, kind in names))


ENTRIES = _entries(_ENTRIES + _ORDER)
OF_OPERATOR = _entries(_ENTRIES + " AND s.operator_id = :operator_id" + _ORDER)

EXPLAINED = _dated(
    "SELECT appointment_id, reason FROM claim WHERE reason IS NOT NULL"
    " AND day BETWEEN :first AND :last AND +appointment_id IS NOT NULL"
    " ORDER BY appointment_id, id"
)
"""The reasons that were stated for overlaps, first one first."""

HOLDS = (
    _dated(
        "SELECT subject_id, day, start_minute, end_minute, hold_expires_at, hold_owner FROM claim"
        " WHERE hold_expires_at IS NOT NULL AND hold_expires_at > :now"
        " AND +day BETWEEN :first AND :last AND +subject_kind = 'operator'"
        " AND +appointment_id IS NULL ORDER BY day, start_minute, id"
    )
    .bindparams(bindparam("now", type_=UtcDateTime))
    .columns(
        column("subject_id", Integer),
        column("day", Date),
        column("start_minute", Integer),
        column("end_minute", Integer),
        column("hold_expires_at", UtcDateTime),
        column("hold_owner", String),
    )
)
"""Places held at a desk for which no appointment is stored yet.

The plus signs keep the planner on the few holds there are.
"""

ABSENCES = _dated(
    "SELECT subject_kind, subject_id, kind, first_day, last_day, start_minute, end_minute,"
    " weekday, note FROM absence WHERE last_day >= :first AND first_day <= :last"
).columns(
    column("subject_kind", String),
    column("subject_id", Integer),
    column("kind", String),
    column("first_day", Date),
    column("last_day", Date),
    column("start_minute", Integer),
    column("end_minute", Integer),
    column("weekday", Integer),
    column("note", String),
)
"""Absences, breaks and blocks that may fall on these days; the weekday is still to be asked."""
