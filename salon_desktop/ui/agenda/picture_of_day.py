"""From the agenda's answer to the picture that is painted: by operators or by rooms, without Qt."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from salon_desktop.application.queries.day_agenda import (
    AgendaColumn,
    AgendaDay,
    AgendaEntry,
    Away,
    MessagesState,
)
from salon_desktop.domain.agenda.appointment import Origin
from salon_desktop.domain.agenda.opening import AbsenceKind
from salon_desktop.ui.agenda.card_signs import tone_of
from salon_desktop.ui.agenda.day_picture import (
    Block,
    BlockKind,
    Card,
    Column,
    ColumnKind,
    DayPicture,
    Hold,
    Sign,
    sorted_cards,
)

NameDay = Callable[[date], str]
"""How a day is called at the head of its column."""

_ROOM_TONES = ("laser", "foot", "wax", "hand", "body", "face", "lash")


def operators_picture(agenda: AgendaDay) -> DayPicture:
    """Return the day with a column for each operator."""
    columns = tuple(
        Column(
            id=column.operator_id,
            kind=ColumnKind.OPERATOR,
            name=column.name,
            role=column.role,
            tone=tone_of(column.colour),
            busy=None if column.percent_busy is None else column.percent_busy / 100,
            shift=tuple((span.start, span.end) for span in column.shift),
        )
        for column in agenda.columns
    )
    places = {column.id: number for number, column in enumerate(columns)}
    names = {column.id: column.name for column in columns}
    cards = [
        _card(entry, places[entry.operator_id], names.get(entry.operator_id, ""))
        for entry in agenda.entries
        if entry.operator_id in places
    ]
    return DayPicture(
        day=agenda.day,
        columns=columns,
        cards=sorted_cards(cards),
        blocks=tuple(
            _block(places[column.operator_id], away)
            for column in agenda.columns
            for away in _seen(column)
        ),
        holds=tuple(
            Hold(
                column=places[hold.operator_id],
                start=hold.start,
                end=hold.end,
                expires_at=hold.expires_at,
            )
            for hold in agenda.holds
            if hold.operator_id in places
        ),
        is_closed=not agenda.opening,
        closed_label=agenda.closed_label or agenda.holiday,
    )


def week_picture(week: Sequence[AgendaDay], operator_id: int, name_day: NameDay) -> DayPicture:
    """Return the days of one operator, a column each."""
    columns: list[Column] = []
    cards: list[Card] = []
    blocks: list[Block] = []
    holds: list[Hold] = []
    for number, agenda in enumerate(week):
        own = next((c for c in agenda.columns if c.operator_id == operator_id), None)
        busy = None if own is None or own.percent_busy is None else own.percent_busy / 100
        columns.append(
            Column(
                id=agenda.day.toordinal(),
                kind=ColumnKind.DAY,
                name=name_day(agenda.day),
                tone="lash" if own is None else tone_of(own.colour),
                busy=busy,
                shift=() if own is None else tuple((s.start, s.end) for s in own.shift),
                day=agenda.day,
                operator_id=operator_id,
                is_closed=not agenda.opening,
            )
        )
        name = "" if own is None else own.name
        cards += [_card(e, number, name) for e in agenda.entries if e.operator_id == operator_id]
        blocks += [_block(number, away) for away in (() if own is None else _seen(own))]
        holds += [
            Hold(column=number, start=h.start, end=h.end, expires_at=h.expires_at)
            for h in agenda.holds
            if h.operator_id == operator_id
        ]
    return DayPicture(
        day=week[0].day,
        columns=tuple(columns),
        cards=sorted_cards(cards),
        blocks=tuple(blocks),
        holds=tuple(holds),
    )


def rooms_picture(agenda: AgendaDay, form: str = "room") -> DayPicture:
    """Return the day with a column for each room (or ``device``); steps without one are not in it.

    Rooms have no hours of their own: they are there while the salon is open.
    """
    rooms = [room for room in agenda.rooms if room.form == form]
    opening = tuple((span.start, span.end) for span in agenda.opening)
    taken = _minutes_by_room(agenda.entries)
    whole = sum(end - start for start, end in opening)
    columns = tuple(
        Column(
            id=room.room_id,
            kind=ColumnKind.ROOM,
            name=room.name,
            tone=_ROOM_TONES[number % len(_ROOM_TONES)],
            busy=min(1.0, taken.get(room.room_id, 0) / whole) if whole else None,
            shift=opening,
        )
        for number, room in enumerate(rooms)
    )
    places = {column.id: number for number, column in enumerate(columns)}
    names = {column.operator_id: column.name for column in agenda.columns}
    cards = [
        _card(entry, places[room_id], names.get(entry.operator_id, ""))
        for entry in agenda.entries
        for room_id in entry.room_ids
        if room_id in places
    ]
    return DayPicture(
        day=agenda.day,
        columns=columns,
        cards=sorted_cards(cards),
        blocks=tuple(_block(places[room.room_id], away) for room in rooms for away in room.away),
        is_closed=not agenda.opening,
        closed_label=agenda.closed_label or agenda.holiday,
    )


def _card(entry: AgendaEntry, column: int, operator: str) -> Card:
    signs: set[Sign] = set()
    if entry.is_new:
        signs.add(Sign.NEW_CLIENT)
    if entry.messages is MessagesState.IMPOSSIBLE:
        signs.add(Sign.NO_MESSAGES)
    if entry.origin is Origin.WALK_IN:
        signs.add(Sign.WALK_IN)
    if entry.overlap_reason is not None:
        signs.add(Sign.OVERLAP)
    return Card(
        appointment_id=entry.appointment_id,
        version=entry.version,
        position=entry.position,
        column=column,
        operator_id=entry.operator_id,
        start=entry.start,
        end=entry.end,
        blocked_until=entry.blocked_until,
        visit_start=entry.visit_start,
        processing=entry.processing,
        client_id=entry.client_id,
        client=entry.client_name,
        service=entry.service,
        operator=operator,
        category=entry.category,
        status=entry.status,
        signs=frozenset(signs),
        hold_expires_at=entry.hold_expires_at,
        late_minutes=entry.late_minutes,
        has_alert=entry.has_alert,
        overlap_reason=entry.overlap_reason or "",
        requested=entry.operator_requested,
        rooms=entry.rooms,
    )


def _seen(column: AgendaColumn) -> list[Away]:
    """What is drawn: a break outside of the shift takes nothing from anybody."""
    return [
        away
        for away in column.away
        if away.kind is not AbsenceKind.BREAK
        or any(span.overlaps((away.start, away.end)) for span in column.shift)
    ]


def _block(column: int, away: Away) -> Block:
    return Block(
        column=column,
        start=away.start,
        end=away.end,
        kind=BlockKind(away.kind.value),
        label=away.note,
    )


def _minutes_by_room(entries: Iterable[AgendaEntry]) -> dict[int, int]:
    taken: dict[int, int] = {}
    for entry in entries:
        for room_id in entry.room_ids:
            taken[room_id] = taken.get(room_id, 0) + entry.blocked_until - entry.start
    return taken
