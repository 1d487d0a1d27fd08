"""Dates, hours and sums in five languages, as their readers write them."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as some

from salon_desktop.localization.catalog import Catalog
from salon_desktop.localization.formats import Formats
from salon_desktop.localization.languages import LANGUAGES
from salon_desktop.localization.relative_day import relative_day

ROME = ZoneInfo("Europe/Rome")
# 15:30 in Rome on a Thursday.
MOMENT = datetime(2026, 11, 26, 14, 30, tzinfo=UTC)
EVERYWHERE = tuple(LANGUAGES)


def plain(text: str) -> str:
    """Blanks that must not break are blanks; that is what a reader sees."""
    return (
        text.replace("\N{NO-BREAK SPACE}", " ")
        .replace("\N{NARROW NO-BREAK SPACE}", " ")
        .replace("\N{THIN SPACE}", " ")
    )


def formats(language: str, currency: str = "EUR") -> Formats:
    return Formats(language, ROME, currency)


@pytest.mark.parametrize(
    ("language", "day", "short", "numbers", "sentence", "month"),
    [
        ("it", "giovedì 26 novembre 2026", "gio 26 nov", "26/11/2026", "giovedì 26 novembre",
         "novembre 2026"),
        ("de", "Donnerstag, 26. November 2026", "Do., 26. Nov.", "26.11.2026",
         "Donnerstag, 26. November", "November 2026"),
        ("ro", "joi, 26 noiembrie 2026", "joi, 26 nov.", "26.11.2026", "joi, 26 noiembrie",
         "noiembrie 2026"),
        ("fi", "torstai 26. marraskuuta 2026", "to 26.11.", "26.11.2026",
         "torstaina 26. marraskuuta", "marraskuu 2026"),
        ("en", "Thursday, 26 November 2026", "Thu 26 Nov", "26/11/2026", "Thursday 26 November",
         "November 2026"),
    ],
)  # fmt: skip
def test_a_day_is_written_as_its_readers_write_it(
    language: str, day: str, short: str, numbers: str, sentence: str, month: str
) -> None:
    one = formats(language)
    assert plain(one.day(MOMENT)) == day
    assert plain(one.short_day(MOMENT)) == short
    assert plain(one.short_date(MOMENT)) == numbers
    assert plain(one.sentence_day(MOMENT)) == sentence
    assert plain(one.month(MOMENT)) == month
    assert day.endswith(plain(one.long_date(MOMENT)))


@pytest.mark.parametrize(
    ("language", "tuesday", "names"),
    [
        ("it", "martedì", ["lun", "mar", "mer", "gio", "ven", "sab", "dom"]),
        ("de", "Dienstag", ["Mo", "Di", "Mi", "Do", "Fr", "Sa", "So"]),
        ("ro", "marți", ["lun.", "mar.", "mie.", "joi", "vin.", "sâm.", "dum."]),
        ("fi", "tiistai", ["ma", "ti", "ke", "to", "pe", "la", "su"]),
        ("en", "Tuesday", ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]),
    ],
)
def test_weekdays_start_on_monday_and_carry_their_names(
    language: str, tuesday: str, names: list[str]
) -> None:
    one = formats(language)
    assert one.weekday(date(2026, 11, 24)) == tuesday
    assert one.weekday_names(short=True) == names
    assert one.short_weekday(date(2026, 11, 24)) == names[1]
    assert one.first_weekday == 0


def test_romanian_has_commas_below_and_never_cedillas() -> None:
    one = formats("ro")
    year = [date(2026, 1, 1) + timedelta(days=day) for day in range(365)]
    text = "".join(one.day(day) + one.short_day(day) for day in year)
    text += "".join(one.month_names()) + one.duration(75)
    assert not set("şţŞŢ") & set(unicodedata.normalize("NFC", text))
    assert "marți" in text


@pytest.mark.parametrize(
    ("language", "clock", "both", "midnight"),
    [
        ("it", "15:30", "gio 26 nov, 15:30", "00:00"),
        ("de", "15:30", "Do., 26. Nov., 15:30", "00:00"),
        ("ro", "15:30", "joi, 26 nov., 15:30", "00:00"),
        ("fi", "15.30", "to 26.11. 15.30", "0.00"),
        ("en", "15:30", "Thu 26 Nov, 15:30", "00:00"),
    ],
)
def test_hours_are_counted_to_twenty_four_in_the_zone_of_the_salon(
    language: str, clock: str, both: str, midnight: str
) -> None:
    one = formats(language)
    assert one.time(MOMENT) == clock
    assert one.time(time(15, 30)) == clock
    assert one.minute_of_day(15 * 60 + 30) == clock
    assert one.minute_of_day(24 * 60) == midnight
    assert one.time_span(0, 15 * 60 + 30) == f"{midnight}–{clock}"
    assert plain(one.day_time(MOMENT)) == both


@pytest.mark.parametrize("language", EVERYWHERE)
@given(minute=some.integers(min_value=0, max_value=1439))
def test_every_wall_minute_can_be_read_back(language: str, minute: int) -> None:
    hours, minutes = formats(language).minute_of_day(minute).replace(".", ":").split(":")
    assert int(hours) * 60 + int(minutes) == minute


def test_an_instant_is_shown_on_the_day_it_has_in_the_salon() -> None:
    late = datetime(2026, 11, 26, 23, 30, tzinfo=UTC)
    assert formats("it").short_day(late) == "ven 27 nov"
    assert formats("it").time(late) == "00:30"


def test_both_clock_changes_show_the_right_wall_time() -> None:
    one = formats("it")
    assert one.time(datetime(2027, 3, 28, 0, 59, tzinfo=UTC)) == "01:59"
    assert one.time(datetime(2027, 3, 28, 1, 0, tzinfo=UTC)) == "03:00"
    assert one.time(datetime(2026, 10, 25, 0, 30, tzinfo=UTC)) == "02:30"
    assert one.time(datetime(2026, 10, 25, 1, 30, tzinfo=UTC)) == "02:30"


def test_an_instant_without_its_zone_is_refused() -> None:
    naive = MOMENT.replace(tzinfo=None)
    with pytest.raises(ValueError, match="zone"):
        formats("it").time(naive)
    with pytest.raises(ValueError, match="zone"):
        formats("it").day(naive)


@pytest.mark.parametrize(
    ("language", "ago", "ahead"),
    [
        ("it", "2 ore fa", "tra 3 giorni"),
        ("de", "vor 2 Stunden", "in 3 Tagen"),
        ("ro", "acum 2 ore", "peste 3 zile"),
        ("fi", "2 tuntia sitten", "3 päivän päästä"),
        ("en", "2 hours ago", "in 3 days"),
    ],
)
def test_ages_are_told_back_and_ahead(language: str, ago: str, ahead: str) -> None:
    one = formats(language)
    assert one.age(MOMENT - timedelta(hours=2, minutes=59), MOMENT) == ago
    assert one.age(MOMENT + timedelta(days=3, hours=5), MOMENT) == ahead


def test_romanian_puts_its_de_from_twenty_on() -> None:
    assert formats("ro").age(MOMENT - timedelta(minutes=20), MOMENT) == "acum 20 de minute"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "1 second ago"), (59, "59 seconds ago"), (60, "1 minute ago"), (3599, "59 minutes ago"),
     (3600, "1 hour ago"), (86_399, "23 hours ago"), (86_400, "1 day ago"),
     (7 * 86_400, "1 week ago"), (30 * 86_400, "1 month ago"), (365 * 86_400, "1 year ago")],
)  # fmt: skip
def test_an_age_is_cut_to_its_largest_whole_unit(seconds: int, text: str) -> None:
    assert formats("en").age(MOMENT - timedelta(seconds=seconds), MOMENT) == text


@pytest.mark.parametrize(
    ("language", "long", "short", "number", "percent"),
    [
        ("it", "1.234,50 €", "45 €", "12.345", "12%"),
        ("de", "1.234,50 €", "45 €", "12.345", "12 %"),
        ("ro", "1.234,50 EUR", "45 EUR", "12.345", "12 %"),
        ("fi", "1 234,50 €", "45 €", "12 345", "12 %"),
        ("en", "€1,234.50", "€45", "12,345", "12%"),
    ],
)
def test_sums_and_numbers_have_their_own_commas(
    language: str, long: str, short: str, number: str, percent: str
) -> None:
    one = formats(language)
    assert plain(one.money(123_450)) == long
    assert plain(one.short_money(4_500)) == short
    assert plain(one.number(12_345)) == number
    assert plain(one.percent(0.123)) == percent


def test_short_sums_keep_their_cents_when_they_have_some() -> None:
    assert plain(formats("it").short_money(1_150)) == "11,50 €"
    assert plain(formats("it").short_money(-1_150)) == "-11,50 €"


def test_a_sum_is_counted_in_the_smallest_unit_of_its_currency() -> None:
    one = formats("en", "RON")
    assert plain(one.money(1_250)) == "RON12.50"
    assert plain(one.money(1_250, "JPY")) == "JP¥1,250"
    assert one.currency == "RON" and one.currency_sign("EUR") == "€"


@given(cents=some.integers(min_value=-(10**12), max_value=10**12))
def test_no_cent_is_lost_between_the_book_and_the_screen(cents: int) -> None:
    digits = "".join(sign for sign in formats("it").money(cents) if sign.isdigit() or sign == "-")
    assert int(digits) == cents


@pytest.mark.parametrize(
    ("language", "text"),
    [("it", "1 h 15 min"), ("de", "1 Std. 15 Min."), ("ro", "1 oră 15 min."), ("fi", "1 t 15 min"),
     ("en", "1 hr 15 mins")],
)  # fmt: skip
def test_durations_are_hours_and_minutes(language: str, text: str) -> None:
    assert plain(formats(language).duration(75)) == text


def test_durations_leave_out_what_is_zero() -> None:
    one = formats("it")
    assert [plain(one.duration(minutes)) for minutes in (0, 45, 60, 120, -15)] == [
        "0 min", "45 min", "1 h", "2 h", "−15 min",
    ]  # fmt: skip


def test_a_span_of_days_names_its_month_once() -> None:
    first = date(2026, 11, 23)
    assert plain(formats("it").days(first, first + timedelta(days=6))) == "23–29 nov 2026"
    assert plain(formats("de").days(first, first + timedelta(days=6))) == "23.–29. Nov. 2026"


def test_lists_and_sizes_are_told_in_words() -> None:
    assert formats("ro").listing(["lam", "cera", "viso"]) == "lam, cera și viso"
    assert plain(formats("it").file_size(12_345_678)) == "12,3 MB"
    assert plain(formats("it").file_size(12)) == "0,1 MB"


def test_near_days_have_names_and_others_a_date() -> None:
    translations = _checkout() / "translations"
    words, one, today = Catalog(translations, "it"), formats("it"), date(2026, 11, 26)
    days = [today + timedelta(days=distance) for distance in (-2, -1, 0, 1, 2)]
    assert [relative_day(words, one, day, today) for day in days] == [
        "mar 24 nov", "ieri", "oggi", "domani", "sab 28 nov",
    ]  # fmt: skip


def _checkout() -> Path:
    return Path(__file__).resolve().parents[2]
