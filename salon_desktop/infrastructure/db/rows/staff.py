"""What can be booked: operators, rooms and devices, services, hours and absences."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from salon_desktop.infrastructure.db.rows.base import LINE, NAME, SHORT, Row, RowId, retention

RESTRICT = "RESTRICT"


class OperatorRow(Row):
    """Someone who treats clients: a column of the agenda."""

    __tablename__ = "operator"
    __table_args__ = (retention("staff"),)

    id: Mapped[RowId]
    name: Mapped[str] = mapped_column(String(NAME))
    role: Mapped[str] = mapped_column(String(SHORT))
    colour: Mapped[str] = mapped_column(String(SHORT))
    position: Mapped[int]
    active: Mapped[bool] = mapped_column(default=True)


class ResourceKindRow(Row):
    """A kind of room or device, with interchangeable units."""

    __tablename__ = "resource_kind"
    __table_args__ = (
        CheckConstraint("class IN ('room', 'device')", name="known_class"),
        retention(None),
    )

    id: Mapped[RowId]
    code: Mapped[str] = mapped_column(String(SHORT), unique=True)
    name: Mapped[str] = mapped_column(String(NAME))
    class_: Mapped[str] = mapped_column("class", String(SHORT))


class ResourceRow(Row):
    """One unit: cabin 2, laser 1."""

    __tablename__ = "resource"
    __table_args__ = (Index(None, "kind_id"), retention(None))

    id: Mapped[RowId]
    kind_id: Mapped[int] = mapped_column(ForeignKey("resource_kind.id", ondelete=RESTRICT))
    name: Mapped[str] = mapped_column(String(NAME))
    position: Mapped[int]
    active: Mapped[bool] = mapped_column(default=True)


class ResourceServesRow(Row):
    """A unit can stand in for a kind; its own kind included (a wet room is a cabin too)."""

    __tablename__ = "resource_serves"
    __table_args__ = (Index(None, "kind_id", "resource_id"), retention(None))

    resource_id: Mapped[int] = mapped_column(
        ForeignKey("resource.id", ondelete="CASCADE"), primary_key=True
    )
    kind_id: Mapped[int] = mapped_column(
        ForeignKey("resource_kind.id", ondelete=RESTRICT), primary_key=True
    )


class ServiceRow(Row):
    """A treatment; minutes of its parts, buffer after it, price in cents."""

    __tablename__ = "service"
    __table_args__ = (
        CheckConstraint(
            "active_before >= 0 AND processing >= 0 AND active_after >= 0 AND buffer >= 0 "
            "AND active_before + processing + active_after > 0",
            name="minutes",
        ),
        retention(None),
    )

    id: Mapped[RowId]
    code: Mapped[str | None] = mapped_column(String(SHORT))
    category: Mapped[str] = mapped_column(String(SHORT))
    name: Mapped[str] = mapped_column(String(NAME))
    active_before: Mapped[int]
    processing: Mapped[int]
    active_after: Mapped[int]
    buffer: Mapped[int]
    price_cents: Mapped[int]
    currency: Mapped[str] = mapped_column(String(3))
    interval_weeks: Mapped[int | None]
    patch_test: Mapped[bool] = mapped_column(default=False)
    patch_months: Mapped[int] = mapped_column(default=6)
    patch_lead_hours: Mapped[int] = mapped_column(default=48)
    minors: Mapped[str] = mapped_column(String(SHORT), default="allowed")
    health_form: Mapped[bool] = mapped_column(default=False)
    consent_form: Mapped[bool] = mapped_column(default=False)
    weeks_apart: Mapped[int] = mapped_column(default=0)
    notice_minutes: Mapped[int] = mapped_column(default=0)
    is_add_on: Mapped[bool] = mapped_column(default=False)
    position: Mapped[int]
    active: Mapped[bool] = mapped_column(default=True)


class ServiceNeedRow(Row):
    """A kind of room or device of which a service occupies ``units`` units."""

    __tablename__ = "service_need"
    __table_args__ = (retention(None),)

    service_id: Mapped[int] = mapped_column(
        ForeignKey("service.id", ondelete="CASCADE"), primary_key=True
    )
    kind_id: Mapped[int] = mapped_column(
        ForeignKey("resource_kind.id", ondelete=RESTRICT), primary_key=True
    )
    units: Mapped[int] = mapped_column(default=1)


class OperatorSkillRow(Row):
    """An operator may do a service; own minutes and price where they differ from the list's."""

    __tablename__ = "operator_skill"
    __table_args__ = (Index(None, "service_id", "operator_id"), retention("staff"))

    operator_id: Mapped[int] = mapped_column(
        ForeignKey("operator.id", ondelete="CASCADE"), primary_key=True
    )
    service_id: Mapped[int] = mapped_column(
        ForeignKey("service.id", ondelete="CASCADE"), primary_key=True
    )
    active_before: Mapped[int | None]
    processing: Mapped[int | None]
    active_after: Mapped[int | None]
    buffer: Mapped[int | None]
    price_cents: Mapped[int | None]


class OpeningHoursRow(Row):
    """A span in which the salon is open on a weekday (0 = Monday), wall-clock minutes."""

    __tablename__ = "opening_hours"
    __table_args__ = (
        UniqueConstraint("weekday", "start_minute"),
        CheckConstraint("end_minute > start_minute", name="ends_after_start"),
        retention(None),
    )

    id: Mapped[RowId]
    weekday: Mapped[int]
    start_minute: Mapped[int]
    end_minute: Mapped[int]


class OpeningExceptionRow(Row):
    """Other hours on one date; no span at all (both NULL) means closed."""

    __tablename__ = "opening_exception"
    __table_args__ = (Index(None, "day"), retention(None))

    id: Mapped[RowId]
    day: Mapped[date]
    start_minute: Mapped[int | None]
    end_minute: Mapped[int | None]
    reason: Mapped[str | None] = mapped_column(String(LINE))


class ShiftRow(Row):
    """One working span of an operator: weekly from a date on, or on one date.

    A row without minutes means a day off; rows of one weekday (or date) and validity belong
    together.
    """

    __tablename__ = "shift"
    __table_args__ = (
        Index(None, "operator_id"),
        CheckConstraint("(weekday IS NULL) <> (day IS NULL)", name="weekly_or_dated"),
        CheckConstraint("end_minute > start_minute", name="ends_after_start"),
        retention("staff"),
    )

    id: Mapped[RowId]
    operator_id: Mapped[int] = mapped_column(ForeignKey("operator.id", ondelete="CASCADE"))
    weekday: Mapped[int | None]
    day: Mapped[date | None]
    start_minute: Mapped[int | None]
    end_minute: Mapped[int | None]
    valid_from: Mapped[date | None]
    valid_to: Mapped[date | None]


class AbsenceRow(Row):
    """An operator away or a unit out, each day from first to last, in a span of minutes.

    With ``weekday`` it repeats weekly (a break) and is only computed; a dated one has claims.
    """

    __tablename__ = "absence"
    __table_args__ = (
        Index(None, "subject_kind", "subject_id", "last_day"),
        Index(None, "last_day"),
        CheckConstraint("subject_kind IN ('operator', 'resource')", name="known_subject"),
        CheckConstraint("end_minute > start_minute", name="ends_after_start"),
        CheckConstraint("last_day >= first_day", name="ends_after_first_day"),
        retention("staff"),
    )

    id: Mapped[RowId]
    subject_kind: Mapped[str] = mapped_column(String(SHORT))
    subject_id: Mapped[int]
    kind: Mapped[str] = mapped_column(String(SHORT))
    first_day: Mapped[date]
    last_day: Mapped[date]
    start_minute: Mapped[int]
    end_minute: Mapped[int]
    weekday: Mapped[int | None]
    note: Mapped[str | None] = mapped_column(String(LINE))


class CatalogueStampRow(Row):
    """A number that is another one after every change of what can be booked.

    Triggers draw it anew (``triggers.CATALOGUE``), so that a reader knows with one look whether
    what it remembers of services, hours and rooms still holds.
    """

    __tablename__ = "catalogue_stamp"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"), retention(None))

    id: Mapped[RowId]
    stamp: Mapped[int]
