"""One sweep of the outbox: what is due leaves, once, on a ground the gate saw a moment ago.

Claim, send, settle: the claim is committed before the network is touched, and no transaction is
open while it is. A message whose answer was lost is ``unknown`` and never sent again by itself.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from salon_desktop.application.consequences import act_on, close_for
from salon_desktop.application.failures import (
    MessagingOffline,
    MessagingRefused,
    MessagingUnclear,
    SecretsUnavailable,
)
from salon_desktop.application.gate_facts import GateFacts, appointment_of
from salon_desktop.application.ports.clock import Clock
from salon_desktop.application.ports.lease import SenderLease
from salon_desktop.application.ports.messages import Message
from salon_desktop.application.ports.platform import Messenger
from salon_desktop.application.ports.unit_of_work import OpenUnitOfWork, UnitOfWork
from salon_desktop.application.statuses import merge_status
from salon_desktop.application.wire import outgoing
from salon_desktop.domain.messaging.gate import Allowed, Blocked, Delayed, Reason
from salon_desktop.domain.messaging.message import MessageState, after_acceptance
from salon_desktop.whatsapp.error_codes import Valve, look_up
from salon_desktop.whatsapp.payloads import OutgoingMessage, PayloadRefused

T = TypeVar("T")
RunShortJob = Callable[[Callable[[], T]], T]
AtPoint = Callable[[str], None]

logger = logging.getLogger(__name__)


def _directly(job: Callable[[], T]) -> T:
    return job()


def _pass(point: str) -> None:
    """Stand at a named point; drills stop the process here."""


@dataclass(kw_only=True, slots=True)
class Sweep:
    """What one sweep did, by counts; ``stopped`` names why it ended early."""

    accepted: int = 0
    blocked: int = 0
    delayed: int = 0
    failed: int = 0
    unknown: int = 0
    expired: int = 0
    waiting: int = 0
    stopped: str | None = None
    seen: list[int] = field(default_factory=list)


class SendDueHandler:
    """Runs sweeps for one process; the lease tells others that its claims live."""

    def __init__(
        self,
        open_unit: OpenUnitOfWork,
        clock: Clock,
        messenger: Messenger,
        gate: GateFacts,
        lease: SenderLease,
        *,
        run: Callable[[Callable[[], object]], object] = _directly,
        at: AtPoint = _pass,
    ) -> None:
        self._open_unit, self._clock, self._messenger = open_unit, clock, messenger
        self._gate, self._lease, self._run, self._at = gate, lease, run, at
        self._in_flight: set[int] = set()

    def __call__(self, *, drained: bool, limit: int | None = None) -> Sweep:
        """Send everything that is due, ``limit`` messages at most.

        ``drained`` tells that inbound was read since start: without it nothing leaves.
        """
        sweep = Sweep()
        self._job(lambda: self._tidy(sweep))
        while limit is None or sweep.accepted < limit:
            claimed = self._job(lambda: self._claim(sweep, drained))
            if claimed is None:
                break
            try:
                self._at("claimed")
                goes_on = self._deliver(*claimed, sweep)
            finally:
                self._in_flight.discard(claimed[0].id or 0)
            if not goes_on:
                break
        logger.info(
            "sweep: %s accepted, %s blocked, %s failed, %s unknown, %s waiting",
            sweep.accepted,
            sweep.blocked,
            sweep.failed,
            sweep.unknown,
            sweep.waiting,
        )
        return sweep

    def _job(self, job: Callable[[], T]) -> T:
        return self._run(job)  # type: ignore[return-value]  # the runner hands the result through

    def _tidy(self, sweep: Sweep) -> None:
        """Settle what a dead process left in ``sending``, what ran out, and holds that ended."""
        now = self._clock.now()
        with self._open_unit() as unit:
            for owner in unit.outbox.sending_owners():
                mine = owner == self._lease.owner
                if not mine and self._lease.lives(owner):
                    continue
                for message in unit.outbox.sending_of(owner):
                    if mine and message.id in self._in_flight:
                        continue
                    # Ours and not under way: what the platform answered could not be written down.
                    reason = "sender_died"
                    if mine:
                        reason = "answer_lost"
                    unit.outbox.settle(message, MessageState.UNKNOWN, now, reason=reason)
                    sweep.unknown += 1
            for message in unit.outbox.out_of_date(now):
                unit.outbox.settle(message, MessageState.EXPIRED, now, reason=Reason.STALE.value)
                sweep.expired += 1
            for message in unit.outbox.held_due(now):
                unit.outbox.settle(message, MessageState.PLANNED, now)
            unit.commit()

    def _claim(self, sweep: Sweep, drained: bool) -> tuple[Message, OutgoingMessage] | None:
        """Take the next message that may leave into ``sending``; settle on the way what may not."""
        now = self._clock.now()
        with self._open_unit() as unit:
            claimed = self._next(unit, sweep, drained, now)
            unit.commit()
        return claimed

    def _next(
        self, unit: UnitOfWork, sweep: Sweep, drained: bool, now: datetime
    ) -> tuple[Message, OutgoingMessage] | None:
        while (message := unit.outbox.next_due(now, skip=sweep.seen)) is not None:
            sweep.seen.append(message.id or 0)
            verdict = self._gate.ask(
                unit,
                message,
                now=now,
                planning=False,
                appointment=appointment_of(unit, message),
                drained=drained,
            )
            match verdict:
                case Allowed(ground=ground):
                    claimed = self._take(unit, message.changed(ground=ground), sweep, now)
                    if claimed is not None:
                        return claimed
                case Delayed(until=until, reason=reason):
                    later = message.changed(due_at=until)
                    unit.outbox.settle(later, MessageState.PLANNED, now, reason=reason.value)
                    sweep.delayed += 1
                case Blocked(reason=reason) if verdict.is_temporary:
                    if message.reason != reason.value:
                        unit.outbox.settle(message, MessageState.PLANNED, now, reason=reason.value)
                    sweep.waiting += 1
                case Blocked(reason=reason):
                    stale = reason in {Reason.STALE}
                    state = MessageState.EXPIRED if stale else MessageState.BLOCKED
                    gone = message.changed(ground=None)
                    unit.outbox.settle(gone, state, now, reason=reason.value)
                    sweep.blocked += 1
        return None

    def _take(
        self, unit: UnitOfWork, message: Message, sweep: Sweep, now: datetime
    ) -> tuple[Message, OutgoingMessage] | None:
        claimed = unit.outbox.settle(
            message, MessageState.SENDING, now, lease_owner=self._lease.owner
        )
        try:
            wire = outgoing(unit, claimed)
        except PayloadRefused as refused:
            unit.outbox.settle(
                claimed, MessageState.FAILED, now, reason="not_sendable", detail=refused.code
            )
            sweep.failed += 1
            return None
        # Before the commit: another thread's sweep sees the claim only after it.
        self._in_flight.add(claimed.id or 0)
        return claimed, wire

    def _deliver(self, message: Message, wire: OutgoingMessage, sweep: Sweep) -> bool:
        """Send with no transaction open, then settle; False ends the sweep."""
        try:
            accepted = self._messenger.send(wire)
        except MessagingOffline as offline:
            self._at("answered")
            problem = offline
            self._job(lambda: self._not_taken(message, problem, sweep))
            return offline.code is not None
        except SecretsUnavailable:
            self._job(lambda: self._not_taken(message, None, sweep))
            return False
        except MessagingUnclear:
            self._at("answered")
            self._job(lambda: self._unclear(message, sweep))
            return True
        except MessagingRefused as refused:
            self._at("answered")
            no = refused
            self._job(lambda: self._refused(message, no, sweep))
            return True
        self._at("answered")
        self._job(lambda: self._accepted(message, accepted.platform_id, sweep))
        self._at("settled")
        return True

    def _accepted(self, message: Message, platform_id: str, sweep: Sweep) -> None:
        now = self._clock.now()
        with self._open_unit() as unit:
            current = unit.outbox.get(message.id or 0).changed(platform_id=platform_id)
            state = after_acceptance(current.state)
            kept = unit.outbox.settle(current, state, now)
            for status, code, _ in unit.outbox.parked_statuses(platform_id):
                kept = merge_status(unit, kept, status, code, now)
            unit.commit()
        sweep.accepted += 1

    def _not_taken(self, message: Message, offline: MessagingOffline | None, sweep: Sweep) -> None:
        now = self._clock.now()
        with self._open_unit() as unit:
            current = unit.outbox.get(message.id or 0)
            reason = "offline" if offline is None or offline.code is None else "slow_down"
            if offline is None:
                reason = "no_secrets"
            unit.outbox.settle(
                current.changed(ground=None), MessageState.PLANNED, now, reason=reason
            )
            if offline is not None and offline.code is not None:
                close_for(unit, current, offline.code, now, offline.retry_after)
            unit.commit()
        sweep.waiting += 1
        if offline is None or offline.code is None:
            sweep.stopped = reason

    def _unclear(self, message: Message, sweep: Sweep) -> None:
        now = self._clock.now()
        with self._open_unit() as unit:
            current = unit.outbox.get(message.id or 0)
            if current.state is MessageState.SENDING:  # a status may have come first
                unit.outbox.settle(current, MessageState.UNKNOWN, now, reason="answer_lost")
            unit.commit()
        sweep.unknown += 1

    def _refused(self, message: Message, refused: MessagingRefused, sweep: Sweep) -> None:
        now = self._clock.now()
        with self._open_unit() as unit:
            current = unit.outbox.get(message.id or 0).changed(error_code=refused.code)
            # What refuses everything says nothing about this message: it waits with the rest.
            waits = look_up(refused.code).valve is Valve.ALL
            if current.state is MessageState.SENDING:
                unit.outbox.settle(
                    current,
                    MessageState.PLANNED if waits else MessageState.FAILED,
                    now,
                    reason=None if waits else "refused_by_platform",
                    detail=f"{refused.code} {refused.trace_id}",
                )
            act_on(unit, current, refused.code, now)
            unit.commit()
        sweep.failed += not waits
