"""What follows from the platform's error codes: valves that close, numbers marked, wishes obeyed.

The table of codes says what to do (``whatsapp.error_codes``); this does it inside an open unit.
"""

import uuid
from datetime import datetime, timedelta

from salon_desktop.application.ports.messages import Message
from salon_desktop.application.ports.unit_of_work import UnitOfWork
from salon_desktop.application.valves import stays
from salon_desktop.domain.consent.decisions import OwnAct, Recording, platform_stop
from salon_desktop.domain.consent.events import Channel, Method
from salon_desktop.whatsapp.error_codes import Action, Retry, Valve, look_up

PAUSE = timedelta(minutes=1)
PAIR_SECONDS = 4
LONGEST_PAIR_TRIES = 5
TEMPLATE_PAUSE = timedelta(hours=3)


def act_on(unit: UnitOfWork, message: Message, code: int, now: datetime) -> None:
    """Do what the code table says besides settling the message."""
    row = look_up(code)
    match row.action:
        case Action.MARK_NUMBER if message.address is not None:
            unit.clients.mark_number(message.address, on_platform=False, now=now)
        case Action.OPT_OUT_MARKETING if message.client_id and message.address:
            _platform_stopped(unit, message.client_id, message.address, code, now)
        case _:
            pass
    close_for(unit, message, code, now)


def close_for(
    unit: UnitOfWork,
    message: Message,
    code: int,
    now: datetime,
    retry_after: float | None = None,
) -> None:
    """Close the valve the code table names; pauses open by themselves, the rest by a person."""
    row = look_up(code)
    pause = timedelta(seconds=retry_after) if retry_after else None
    if row.retry is Retry.PAIR:
        tries = min(message.attempts, LONGEST_PAIR_TRIES)
        wait = pause or timedelta(seconds=PAIR_SECONDS**tries)
        close_valve(
            unit, f"pair:{message.address}", row.meaning, now, code=code, opens_at=now + wait
        )
    elif row.retry is Retry.LATER:
        wait = pause or min(PAUSE * 2 ** max(0, message.attempts - 1), timedelta(hours=1))
        close_valve(unit, "all", row.meaning, now, code=code, opens_at=now + wait)
    elif row.valve is Valve.TEMPLATE:
        opens_at = now + TEMPLATE_PAUSE if row.action is Action.PAUSE_TEMPLATE else None
        close_valve(
            unit, f"template:{message.template}", row.meaning, now, code=code, opens_at=opens_at
        )
    elif row.valve is not Valve.NONE:
        close_valve(unit, row.valve.value, row.meaning, now, code=code)


def close_valve(
    unit: UnitOfWork,
    name: str,
    reason: str,
    now: datetime,
    *,
    code: int | None = None,
    opens_at: datetime | None = None,
) -> None:
    """Close a valve; one that is closed for something that must not be forgotten stays so."""
    shut = unit.account.valve(name, now)
    if shut is None or not stays(shut, reason, opens_at):
        unit.account.close_valve(name, reason, now, code=code, opens_at=opens_at)


def _platform_stopped(
    unit: UnitOfWork, client_id: int, address: str, code: int, now: datetime
) -> None:
    unit.consent.append(
        platform_stop(
            client_id=client_id,
            channel=Channel.WHATSAPP,
            address=address,
            act=OwnAct(
                happened_at=now,
                method=Method.PLATFORM_EVENT,
                said=f"platform code {code}",
                evidence_ref=f"platform code {code}",
            ),
            recording=recording(unit, now),
        )
    )


def recording(unit: UnitOfWork, now: datetime) -> Recording:
    """Return when, in which zone and in whose name an event is written down."""
    return Recording(
        recorded_at=now,
        zone=unit.salon.facts().zone.key,
        staff_id=unit.actor.person_id,
        desk_id=unit.actor.desk_id,
        new_key=lambda: str(uuid.uuid4()),
    )
