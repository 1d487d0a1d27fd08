"""Lists for pickers and the command line: visits, operators, services."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import Engine, update

from salon_desktop.domain.agenda.status import CancelReason, Status
from salon_desktop.domain.money import Money
from salon_desktop.infrastructure.db.reading.appointments_list import SqlAppointmentsList
from salon_desktop.infrastructure.db.reading.operators_list import SqlOperatorsList
from salon_desktop.infrastructure.db.reading.services_list import SqlServicesList
from salon_desktop.infrastructure.db.rows.staff import OperatorRow, ServiceRow
from tests.agenda_desk import ANNA, ELEVEN, GIULIA, SARA, TUESDAY, AgendaDesk

TOMORROW = TUESDAY + timedelta(days=1)


def test_visits_come_in_order_with_their_words(desk: AgendaDesk, engine: Engine) -> None:
    visits = SqlAppointmentsList(engine)
    later = desk.book("brow_shaping", ELEVEN, also=["lash_tint"], client=desk.client("Bianca"))
    first = desk.book(by=ANNA, walk_in_name="signora col cane")
    desk.book(day=TOMORROW)
    one, two = visits(TUESDAY, TUESDAY)
    assert (one.id, one.client_name, one.operators) == (first.id, "signora col cane", ("Anna",))
    assert (two.id, two.client_name) == (later.id, "Bianca")
    assert two.services == ("Sopracciglia pinzetta o filo", "Tinta ciglia")
    assert (two.rooms, two.price) == (("Cabina 1",), later.price)
    assert "Bianca" not in repr(two)
    assert len(visits(TUESDAY, TOMORROW)) == 3


def test_visits_are_picked_by_status_operator_and_client(desk: AgendaDesk, engine: Engine) -> None:
    visits = SqlAppointmentsList(engine)
    bianca = desk.client()
    gone = desk.book(client=bianca)
    desk.cancel(gone, reason=CancelReason.PRICE)
    kept = desk.book(by=ANNA)
    assert [one.id for one in visits(TUESDAY, TUESDAY)] == [gone.id, kept.id]
    assert [one.id for one in visits(TUESDAY, TUESDAY, statuses=[Status.BOOKED])] == [kept.id]
    assert [one.id for one in visits(TUESDAY, TUESDAY, operator_id=SARA)] == [gone.id]
    (hers,) = visits(TUESDAY, TUESDAY, client_id=bianca)
    assert hers.cancel_reason is CancelReason.PRICE


def test_a_list_of_visits_walks_no_history(desk: AgendaDesk, engine: Engine, cost: Any) -> None:
    visits = SqlAppointmentsList(engine)
    desk.book(client=desk.client())
    visits(TUESDAY, TUESDAY)
    assert cost(lambda: visits(TUESDAY, TOMORROW, statuses=[Status.BOOKED], client_id=1)) == 1


def test_operators_come_in_the_order_of_the_agenda(desk: AgendaDesk, engine: Engine) -> None:
    operators = SqlOperatorsList(engine)
    assert [one.name for one in operators()] == ["Sara", "Anna", "Giulia"]
    giulia = operators()[2]
    assert desk.services["manicure"] in giulia.service_ids
    assert desk.services["lash_lift"] not in giulia.service_ids
    with engine.begin() as connection:
        connection.execute(update(OperatorRow).where(OperatorRow.id == SARA).values(active=False))
    assert [one.id for one in operators()] == [ANNA, GIULIA]
    assert [one.active for one in operators(with_former=True)] == [False, True, True]


def test_services_come_with_times_price_and_code(desk: AgendaDesk, engine: Engine) -> None:
    services = SqlServicesList(engine)
    (lift,) = [one for one in services() if one.code == "lash_lift"]
    assert (lift.name, lift.category, lift.minutes) == ("Laminazione ciglia", "lash", 60)
    assert (lift.timing.processing, lift.timing.buffer) == (15, 10)
    assert isinstance(lift.price, Money)
    with engine.begin() as connection:
        connection.execute(update(ServiceRow).where(ServiceRow.id == lift.id).values(active=False))
    assert lift.id not in {one.id for one in services()}
    assert lift.id in {one.id for one in services(with_former=True)}


def test_pickers_are_answered_from_what_is_remembered(
    desk: AgendaDesk, engine: Engine, cost: Any
) -> None:
    operators, services = SqlOperatorsList(engine), SqlServicesList(engine)
    operators()
    assert cost(operators) == cost(services) == 0
