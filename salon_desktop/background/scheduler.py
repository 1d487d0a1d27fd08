"""The scheduler only ticks: what is due stands in the file, and each tick asks for it.

Sleep, a restart or a clock change then cost at most one interval, and nothing is lost or doubled.
"""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from apscheduler.events import EVENT_JOB_ERROR, EVENT_JOB_MISSED, JobExecutionEvent
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.background import BackgroundScheduler
from apscheduler.triggers.interval import IntervalTrigger

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, slots=True)
class Chore:
    """A repeatable sweep: it reads what is due each time, so that a missed tick is no loss."""

    name: str
    every: timedelta
    run: Callable[[], object]
    at_once: bool = False


def build_scheduler(
    chores: Sequence[Chore], on_trouble: Callable[[str], None], now: datetime
) -> BackgroundScheduler:
    """Return a stopped scheduler with one worker thread; the caller starts and shuts it down.

    A chore that is late still runs, once. One that fails is logged, told, and runs again.
    """
    scheduler = BackgroundScheduler(
        timezone=UTC,
        executors={"default": ThreadPoolExecutor(1)},
        job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None},
    )
    for chore in chores:
        seconds = max(1, int(chore.every.total_seconds()))
        # A trigger object, never the alias: aliases are looked up through package metadata,
        # which a packed program may lack.
        trigger = IntervalTrigger(seconds=seconds, timezone=UTC)
        first = {"next_run_time": now} if chore.at_once else {}
        scheduler.add_job(chore.run, trigger, id=chore.name, **first)

    def report(event: JobExecutionEvent) -> None:
        logger.error("chore %s did not finish: %s", event.job_id, type(event.exception).__name__)
        on_trouble(event.job_id)

    scheduler.add_listener(report, EVENT_JOB_ERROR | EVENT_JOB_MISSED)
    return scheduler
