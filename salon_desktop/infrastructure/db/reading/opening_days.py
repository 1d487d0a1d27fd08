"""When the salon is open and who works then, for the days of one question."""

from collections.abc import Mapping, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from salon_desktop.application.ports.holidays import Holidays
from salon_desktop.domain.agenda.opening import opening_spans, shift_spans
from salon_desktop.domain.wall_clock import MinuteSpan
from salon_desktop.infrastructure.db.catalogue import Catalogue


class OpeningDays:
    """Hours from ``first`` to ``last`` day, both included, of one state of the catalogue."""

    def __init__(self, known: Catalogue, holidays: Holidays, first: date, last: date) -> None:
        self._known = known
        self._zone = ZoneInfo(known.settings["zone"])
        self._holidays = holidays.between(known.settings["country"], first, last)
        self._opening: dict[date, list[MinuteSpan]] = {}

    @property
    def holidays(self) -> Mapping[date, str]:
        """The public holidays of these days by date, in the country's language."""
        return self._holidays

    def opening(self, day: date) -> Sequence[MinuteSpan]:
        """Return when the salon is open, without the hour the clocks jump over."""
        if day not in self._opening:
            exception = self._known.exceptions.get(day)
            self._opening[day] = opening_spans(
                day,
                hours=self._known.hours,
                exceptions=() if exception is None else (exception,),
                holidays=self._holidays,
                zone=self._zone,
            )
        return self._opening[day]

    def shift(self, operator_id: int, day: date) -> list[MinuteSpan]:
        """Return the operator's shift inside the opening; breaks are not taken off."""
        shifts = self._known.shifts.get(operator_id, ())
        return shift_spans(day, operator_id, shifts, self.opening(day))
