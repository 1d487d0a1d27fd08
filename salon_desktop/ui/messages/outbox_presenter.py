"""Decisions of the outbox panel: groups, reasons in words, the call list and yesterday's sum."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from salon_desktop.application.explaining.message_words import message_kind_words, state_words
from salon_desktop.application.explaining.reason_words import reason_words
from salon_desktop.application.queries.outbox_list import OutboxEntry
from salon_desktop.application.queries.reconciliation import Reconciliation
from salon_desktop.application.queries.status_facts import NEAR
from salon_desktop.domain.messaging.message import MessageState
from salon_desktop.domain.messaging.reasons import Reason
from salon_desktop.localization.catalog import Catalog
from salon_desktop.ui.messages.presenter import Telling
from salon_desktop.ui.messages.rows import (
    CallRow,
    HeadRow,
    OutboxRow,
    PanelRow,
    Person,
    SumLine,
)
from salon_desktop.ui.messages.wording import spaced_number

ALIKE = 3  # as many messages of one kind at one minute become one row
HER_WISH = frozenset({Reason.WITHDRAWN, Reason.REFUSED, Reason.PLATFORM_BLOCK})


def outgoing_rows(waiting: Sequence[OutboxEntry], telling: Telling) -> list[PanelRow]:
    """Return what leaves next and later, soonest first, many alike in one row."""
    words, near = telling.words, near_ones(waiting, telling)
    later = [entry for entry in waiting if entry not in near]
    return [
        *_section(words.p_("outbox", "Within 24 hours"), near, telling),
        *_section(words._("Later"), later, telling),
    ]


def near_ones(waiting: Sequence[OutboxEntry], telling: Telling) -> list[OutboxEntry]:
    """Return what leaves within a day, as the status bar counts it."""
    return [entry for entry in waiting if entry.due_at <= telling.now + NEAR]


def _section(title: str, waiting: Sequence[OutboxEntry], telling: Telling) -> list[PanelRow]:
    if not waiting:
        return []
    rows: list[PanelRow] = [HeadRow(text=title, count=str(len(waiting)))]
    groups: dict[tuple[str, datetime, str | None], list[OutboxEntry]] = {}
    for entry in waiting:
        minute = entry.due_at.replace(second=0, microsecond=0)
        groups.setdefault((entry.kind.value, minute, entry.reason), []).append(entry)
    for group in groups.values():
        if len(group) >= ALIKE:
            rows.append(_many(group, telling))
        else:
            rows += [_waiting(entry, telling) for entry in group]
    return rows


def _many(group: Sequence[OutboxEntry], telling: Telling) -> OutboxRow:
    words, first = telling.words, group[0]
    many = words.n_("{count} client", "{count} clients", len(group)).format(count=len(group))
    when = telling.moments.with_time(first.due_at)
    line = message_kind_words(first.kind, words)
    reason = reason_words(first.reason, words, state=first.state, code=first.error_code)
    return OutboxRow(
        icon="clock",
        tone="muted",
        name=many,
        when=when,
        line=line,
        reason=reason,
        spoken=", ".join(part for part in (many, when, line, reason) if part),
    )


def _waiting(entry: OutboxEntry, telling: Telling) -> OutboxRow:
    words = telling.words
    held = entry.state is MessageState.HELD
    when = telling.moments.with_time(entry.due_at)
    if timedelta() < entry.due_at - telling.now < timedelta(minutes=2):
        when = telling.formats.age(entry.due_at, telling.now)
    reason = reason_words(entry.reason, words, state=entry.state, code=entry.error_code)
    if held and not reason:
        reason = words._("Held back so that it can be undone.")
    tone = "warn" if held or reason else "muted"
    return _row(entry, telling, "hourglass" if held else "clock", tone, when, reason)


def failed_rows(failed: Sequence[OutboxEntry], telling: Telling) -> list[PanelRow]:
    """Return what did not arrive, newest first, and is not on the call list."""
    if not failed:
        return []
    rows: list[PanelRow] = [HeadRow(text=telling.words._("Failed"), count=str(len(failed)))]
    for entry in sorted(failed, key=_changed, reverse=True):
        unclear = entry.state is MessageState.UNKNOWN
        reason = _why(entry, telling.words)
        when = telling.moments.with_time(entry.changed_at)
        icon, tone = ("circle-help", "warn") if unclear else ("circle-alert", "danger")
        rows.append(_row(entry, telling, icon, tone, when, reason))
    return rows


def call_summary(calls: Sequence[OutboxEntry], telling: Telling) -> list[PanelRow]:
    """Return the call list as it stands under what leaves next."""
    if not calls:
        return []
    rows: list[PanelRow] = [HeadRow(text=telling.words._("To phone"), count=str(len(calls)))]
    for entry in calls:
        icon, tone = _call_look(entry)
        # No time at the right: the only one that matters to a caller is the visit's, in the line.
        rows.append(_row(entry, telling, icon, tone, "", _why(entry, telling.words), calls=True))
    return rows


def call_rows(calls: Sequence[OutboxEntry], telling: Telling) -> list[CallRow]:
    """Return the call list to work through: who, about what, on which number and why."""
    rows = []
    for entry in calls:
        icon, tone = _call_look(entry)
        rows.append(
            CallRow(
                message_id=entry.id,
                client_id=entry.client_id,
                name=entry.client_name or telling.words._("Unknown client"),
                visit=_visit(entry, telling),
                phone=spaced_number(entry.phone) if entry.phone else telling.words._("no number"),
                reason=_why(entry, telling.words),
                icon=icon,
                tone=tone,
            )
        )
    return rows


def sum_line(told: Reconciliation, telling: Telling) -> SumLine:
    """Return yesterday in one line: what was due and how each of it ended."""
    words = telling.words
    if told.due == 0:
        return SumLine(lead=words._("Yesterday no message was due."), body="", is_red=False)
    parts = [
        _part(told.delivered, words.n_("{count} delivered", "{count} delivered", told.delivered)),
        _part(told.phoned, words.n_("{count} phoned", "{count} phoned", told.phoned)),
        _part(told.expired, words.n_("{count} too late", "{count} too late", told.expired)),
        _part(told.blocked, words.n_("{count} not allowed", "{count} not allowed", told.blocked)),
    ]
    ended = " + ".join(part for part in parts if part) or "0"
    due = words.n_("{count} due", "{count} due", told.due).format(count=told.due)
    if told.rest <= 0:
        return SumLine(
            lead=words._("Yesterday all adds up:"), body=f"{due} = {ended}", is_red=False
        )
    missing = words.n_("Yesterday {count} is missing:", "Yesterday {count} are missing:", told.rest)
    return SumLine(
        lead=missing.format(count=told.rest),
        body=words._("{due}, of which {ended}. Look under To phone and Failed.").format(
            due=due, ended=ended
        ),
        is_red=True,
    )


def _part(count: int, form: str) -> str:
    return form.format(count=count) if count else ""


def _row(
    entry: OutboxEntry,
    telling: Telling,
    icon: str,
    tone: str,
    when: str,
    reason: str,
    *,
    calls: bool = False,
) -> OutboxRow:
    name = entry.client_name or telling.words._("Unknown client")
    what = message_kind_words(entry.kind, telling.words)
    line = " · ".join(part for part in (_when_visit(entry, telling), what) if part)
    return OutboxRow(
        icon=icon,
        tone=tone,
        name=name,
        when=when,
        line=line,
        reason=reason,
        person=None if entry.client_id is None else Person(entry.client_id),
        calls=calls,
        spoken=", ".join(part for part in (name, when, line, reason) if part),
    )


def _visit(entry: OutboxEntry, telling: Telling) -> str:
    return " · ".join(part for part in (_when_visit(entry, telling), entry.service or "") if part)


def _when_visit(entry: OutboxEntry, telling: Telling) -> str:
    if entry.day is None or entry.start is None:
        return ""
    return telling.moments.visit(entry.day, entry.start)


def _why(entry: OutboxEntry, words: Catalog) -> str:
    if entry.state in (MessageState.ACCEPTED, MessageState.SENT):
        return words._("Sent, but it never reached the phone.")
    told = reason_words(entry.reason, words, state=entry.state, code=entry.error_code)
    return told or state_words(entry.state, words)


def _call_look(entry: OutboxEntry) -> tuple[str, str]:
    if entry.state is not MessageState.FAILED and entry.reason in HER_WISH:
        return "message-circle-off", "danger"
    return "phone", "warn"


def _changed(entry: OutboxEntry) -> datetime:
    return entry.changed_at
