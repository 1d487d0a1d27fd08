"""A desk in a process of its own: ``python -m tests.drills.booking_child``.

Arguments: file, key in hex, ISO instant, client, point, times. It books one wish for each line it
reads ("DAY MINUTE OPERATOR KEY") and answers with one line of JSON once the booking is durable or
refused. At a point it dies the given time it comes by, without a word: after the statement of that
name, before or after the commit.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from salon_desktop.application.choosing import FreeChoice
from salon_desktop.application.commands.book_appointment import (
    BookAppointment,
    BookAppointmentHandler,
    ServiceWish,
)
from salon_desktop.application.gate_facts import GateFacts
from salon_desktop.application.placing import ConflictsFound, Placing
from salon_desktop.application.planning import MessagePlanner
from salon_desktop.application.queries.free_slots import SlotsWanted
from salon_desktop.infrastructure.clock import FixedClock
from salon_desktop.infrastructure.db.engine import open_engine
from salon_desktop.infrastructure.db.reading.free_slots import SqlFreeSlots
from salon_desktop.infrastructure.db.unit_of_work import unit_of_work_opener
from salon_desktop.infrastructure.files.message_texts import message_texts
from salon_desktop.infrastructure.places import shipped
from salon_desktop.infrastructure.public_holidays import PublicHolidays

SERVICE = 12  # brow shaping: a quarter of an hour and five minutes of clean-up
NEVER = "never"


def main(file: str, key: str, instant: str, client: str, point: str, times: str) -> None:
    """Serve wishes from standard input until it closes."""
    engine = open_engine(Path(file), bytes.fromhex(key))
    clock, holidays = FixedClock(datetime.fromisoformat(instant)), PublicHolidays()
    plan = MessagePlanner(message_texts(shipped().resources), holidays, GateFacts(holidays))
    book = BookAppointmentHandler(
        unit_of_work_opener(engine), clock, Placing(holidays, plan), FreeChoice(holidays)
    )
    free = SqlFreeSlots(engine, clock, holidays)
    with engine.connect() as connection:  # the first opening is not part of what is drilled
        connection.exec_driver_sql("SELECT 1")
    if point != NEVER:
        die_at(engine, point, int(times))
    say({"ready": os.getpid()})
    for line in sys.stdin:
        day, start, operator, wish_key = line.split()
        wish = BookAppointment(
            client_id=int(client),
            day=date.fromisoformat(day),
            start=int(start),
            services=(ServiceWish(service_id=SERVICE, operator_id=int(operator)),),
            key=wish_key,
        )
        try:
            booked = book(wish)
        except ConflictsFound as refused:
            say(told(refused, free, wish, int(operator)))
        else:
            say({"booked": booked.appointment.key})


def told(
    refused: ConflictsFound, free: SqlFreeSlots, wish: BookAppointment, operator: int
) -> dict[str, object]:
    """Return what the loser is told: who has the place until when, and the next free slot."""
    found = refused.facts["conflicts"]
    assert isinstance(found, list)
    taken = [one.existing for one in found if one.existing is not None]
    wanted = SlotsWanted(
        service_ids=(SERVICE,),
        first_day=wish.day,
        last_day=wish.day + timedelta(days=14),
        operator_id=operator,
        limit=1,
    )
    return {
        "taken_by": sorted({claim.appointment_id for claim in taken if claim.appointment_id}),
        "until": max(claim.end for claim in taken),
        "next": [(slot.day.isoformat(), slot.start) for slot in free(wanted)],
    }


def die_at(engine: Engine, point: str, times: int) -> None:
    """Kill this process the ``times``-th time it comes by ``point``."""
    left = [times]

    def pass_by(reached: str) -> None:
        if reached == point:
            left[0] -= 1
            if left[0] == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    def after_statement(
        _connection: object, _cursor: object, statement: str, *_other: object
    ) -> None:
        words = statement.split()
        pass_by("begin" if words[0] == "BEGIN" else "")
        pass_by(words[2] if words[0] == "INSERT" else "")

    event.listen(engine, "after_cursor_execute", after_statement)
    event.listen(engine, "commit", lambda _connection: pass_by("before_commit"))
    commit = engine.dialect.do_commit

    def committed(dbapi_connection: Any) -> None:
        commit(dbapi_connection)
        pass_by("after_commit")

    engine.dialect.do_commit = committed  # type: ignore[method-assign]  # a drill strikes anywhere


def say(answer: dict[str, object]) -> None:
    """Print one line that the drill can read at once."""
    print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:7])
