"""Dates, hours, sums and durations as people write them, in one language and one time zone.

Everything comes from CLDR through Babel. Instants are aware datetimes and are shown in the zone
given here; wall dates, wall times and minutes of a day are shown as they are.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta, tzinfo
from decimal import Decimal

from babel import Locale
from babel.dates import (
    format_date,
    format_interval,
    format_skeleton,
    format_time,
    format_timedelta,
    get_day_names,
    get_month_names,
)
from babel.lists import format_list
from babel.numbers import (
    format_currency,
    format_decimal,
    format_percent,
    get_currency_precision,
    get_currency_symbol,
)
from babel.units import format_unit

from salon_desktop.localization.languages import closest, locale_of

_MINUTES_A_DAY = 24 * 60
# The largest unit that fits is shown, cut and not rounded: "1 hour ago" until two are over.
_AGES = (
    timedelta(days=365),
    timedelta(days=30),
    timedelta(days=7),
    timedelta(days=1),
    timedelta(hours=1),
    timedelta(minutes=1),
    timedelta(seconds=1),
)
# The day inside a sentence, without its year: "am {Donnerstag, 26. November}". Finnish takes the
# essive ("torstaina"), which is what CLDR's format form of the weekday is.
_SENTENCE_DAY = {
    "it": "EEEE d MMMM",
    "de": "EEEE, d. MMMM",
    "ro": "EEEE, d MMMM",
    "fi": "EEEE d. MMMM",
    "en": "EEEE d MMMM",
}


class Formats:
    """Writes values for people; ``language`` is a code such as ``"it"``, ``currency`` ISO 4217."""

    def __init__(self, language: str, zone: tzinfo, currency: str = "EUR") -> None:
        self._locale = Locale.parse(locale_of(language))
        self._sentence_day = _SENTENCE_DAY.get(closest(language), _SENTENCE_DAY["en"])
        self._zone = zone
        self._currency = currency

    @property
    def zone(self) -> tzinfo:
        """The zone instants are shown in."""
        return self._zone

    @property
    def currency(self) -> str:
        """The ISO 4217 code sums are shown in unless another is named."""
        return self._currency

    @property
    def first_weekday(self) -> int:
        """The first column of a week, 0 for Monday."""
        return int(self._locale.first_week_day)

    def day(self, moment: date) -> str:
        """The whole date: ``giovedì 26 novembre 2026``."""
        return format_date(self._date(moment), "full", locale=self._locale)

    def long_date(self, moment: date) -> str:
        """The date without its weekday: ``26 novembre 2026``."""
        return format_date(self._date(moment), "long", locale=self._locale)

    def short_day(self, moment: date) -> str:
        """Weekday, day and month, shortened: ``gio 26 nov``."""
        return format_skeleton("MMMEd", self._date(moment), locale=self._locale)

    def short_date(self, moment: date) -> str:
        """Numbers only, the year in full: ``26/11/2026``."""
        return format_skeleton("yMd", self._date(moment), locale=self._locale)

    def sentence_day(self, moment: date) -> str:
        """Weekday, day and month as they stand inside a sentence to a client, without the year."""
        return format_date(self._date(moment), self._sentence_day, locale=self._locale)

    def weekday(self, moment: date) -> str:
        """The weekday on its own: ``giovedì``."""
        return self.weekday_names()[self._date(moment).weekday()]

    def short_weekday(self, moment: date) -> str:
        """The weekday shortened: ``gio``."""
        return self.weekday_names(short=True)[self._date(moment).weekday()]

    def weekday_names(self, *, short: bool = False) -> list[str]:
        """The seven weekdays from Monday on, as they stand alone."""
        names = get_day_names("abbreviated" if short else "wide", "stand-alone", self._locale)
        return [str(names[day]) for day in range(7)]

    def month(self, moment: date) -> str:
        """Month and year as a heading: ``novembre 2026``."""
        return format_skeleton("yMMMM", self._date(moment), locale=self._locale)

    def month_names(self) -> list[str]:
        """The twelve months from January on, as they stand alone."""
        names = get_month_names("wide", "stand-alone", self._locale)
        return [str(names[month]) for month in range(1, 13)]

    def days(self, first: date, last: date) -> str:
        """A span of days, both included: ``23–29 nov 2026``."""
        start, end = self._date(first), self._date(last)
        return format_interval(start, end, "yMMMd", locale=self._locale)

    def time(self, moment: datetime | time) -> str:
        """Hour and minute: ``15:30``; a plain `datetime.time` is a wall time."""
        wall = moment if isinstance(moment, time) else self._instant(moment).time()
        return format_time(wall.replace(tzinfo=None), "short", locale=self._locale)

    def minute_of_day(self, minute: int) -> str:
        """A wall time given as minutes since midnight; 1440, the end of a day, reads 0:00."""
        hours, minutes = divmod(minute % _MINUTES_A_DAY, 60)
        return self.time(time(hours, minutes))

    def time_span(self, start_minute: int, end_minute: int) -> str:
        """Two wall times as one span: ``15:30–16:15``."""
        return f"{self.minute_of_day(start_minute)}–{self.minute_of_day(end_minute)}"

    def day_time(self, moment: datetime) -> str:
        """Day and time, shortened: ``gio 26 nov, 15:30``."""
        return self._joined(self.short_day(moment), self.time(moment))

    def date_time(self, moment: datetime) -> str:
        """Date with its year and time: ``26/11/2026, 15:30``."""
        return self._joined(self.short_date(moment), self.time(moment))

    def age(self, moment: datetime, now: datetime) -> str:
        """How long ago, or in how long: ``2 ore fa``, ``tra 3 giorni``."""
        distance = self._instant(moment) - self._instant(now)
        size = max(abs(distance), _AGES[-1])
        unit = next(unit for unit in _AGES if size >= unit)
        whole = size // unit * unit
        return format_timedelta(
            whole if distance > timedelta(0) else -whole,
            granularity="second",
            threshold=1,
            add_direction=True,
            locale=self._locale,
        )

    def money(self, cents: int, currency: str | None = None) -> str:
        """A sum given in the currency's smallest unit: 123450 is ``1.234,50 €``."""
        amount, code = self._amount(cents, currency)
        return format_currency(amount, code, locale=self._locale)

    def short_money(self, cents: int, currency: str | None = None) -> str:
        """The same without ``,00`` where the sum is round: ``45 €``."""
        amount, code = self._amount(cents, currency)
        if amount != amount.to_integral_value():
            return format_currency(amount, code, locale=self._locale)
        whole = self._locale.currency_formats["standard"].pattern.replace("0.00", "0")
        return format_currency(amount, code, whole, locale=self._locale, currency_digits=False)

    def currency_sign(self, currency: str | None = None) -> str:
        """What stands beside a sum: ``€``, ``RON``."""
        return get_currency_symbol(currency or self._currency, self._locale)

    def number(self, value: int | Decimal, *, decimals: int | None = None) -> str:
        """A number with its thousands apart; ``decimals`` fixes the digits after the comma."""
        if decimals is None:
            return format_decimal(value, locale=self._locale)
        digits = "." + "0" * decimals if decimals else ""
        return format_decimal(value, f"#,##0{digits}", locale=self._locale)

    def percent(self, part: float | Decimal) -> str:
        """A share of one as whole percent: 0.123 is ``12%``."""
        return format_percent(part, locale=self._locale)

    def duration(self, minutes: int) -> str:
        """Minutes as hours and minutes: 75 is ``1 h 15 min``."""
        hours, rest = divmod(abs(minutes), 60)
        parts = []
        if hours:
            parts.append(format_unit(hours, "duration-hour", "short", locale=self._locale))
        if rest or not hours:
            parts.append(format_unit(rest, "duration-minute", "short", locale=self._locale))
        return ("−" if minutes < 0 else "") + " ".join(parts)

    def file_size(self, size_bytes: int) -> str:
        """A size for people: ``12,3 MB``, never less than 0.1."""
        megabytes = max(Decimal(size_bytes) / 1_000_000, Decimal("0.1"))
        value = megabytes.quantize(Decimal("0.1"))
        return format_unit(value, "digital-megabyte", "short", locale=self._locale)

    def listing(self, items: Sequence[str]) -> str:
        """Several things as one phrase: ``a, b e c``."""
        return format_list(items, locale=self._locale)

    def _joined(self, day: str, hour: str) -> str:
        return f"{day} {hour}" if self._locale.language == "fi" else f"{day}, {hour}"

    def _amount(self, cents: int, currency: str | None) -> tuple[Decimal, str]:
        code = currency or self._currency
        return Decimal(cents).scaleb(-get_currency_precision(code)), code

    def _instant(self, moment: datetime) -> datetime:
        if moment.tzinfo is None:
            raise ValueError("an instant needs its zone")
        return moment.astimezone(self._zone)

    def _date(self, moment: date) -> date:
        return self._instant(moment).date() if isinstance(moment, datetime) else moment
