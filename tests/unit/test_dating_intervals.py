"""The interval of a value, numbers in words, and the calendar under them."""

from __future__ import annotations

from datetime import date

import pytest

from sayso.reading.dating import find_timexes, interval_of
from sayso.reading.dating.days import easter, moved, named, nth_weekday


@pytest.mark.parametrize(
    ("value", "begin", "until"),
    [
        ("2025-11-07", "2025-11-07", "2025-11-08"),
        ("2025-12-31", "2025-12-31", "2026-01-01"),
        ("2025-W45", "2025-11-03", "2025-11-10"),
        ("2025-W45-WE", "2025-11-08", "2025-11-10"),
        ("2024-02", "2024-02-01", "2024-03-01"),
        ("2025-Q4", "2025-10-01", "2026-01-01"),
        ("2025-H2", "2025-07-01", "2026-01-01"),
        ("2025-WI", "2025-12-01", "2026-03-01"),
        ("2025", "2025-01-01", "2026-01-01"),
        ("199", "1990-01-01", "2000-01-01"),
        ("18", "1800-01-01", "1900-01-01"),
        ("2025-11-07T16:00", "2025-11-07", "2025-11-08"),
        ("2025-11-07TMO", "2025-11-07", "2025-11-08"),
        ("2025-11-07T23:59Z", "2025-11-07T23:59:00Z", "2025-11-08T00:00:00Z"),
    ],
)
def test_intervals(value: str, begin: str, until: str) -> None:
    assert interval_of(value) == (begin, until)


@pytest.mark.parametrize(
    "value",
    ["P2W", "PT1H", "PRESENT_REF", "XXXX-WXX-1", "2025-02-30", "2025-W54", "BC0312", "0000", "9999", "00", "", "2025-13",
     "2025-11-07T25:00Z"],
)
def test_no_interval(value: str) -> None:
    assert interval_of(value) == (None, None)


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("two and a half years", "P2Y6M"),
        ("twenty-four hours", "PT24H"),
        ("a hundred and five days", "P105D"),
        ("2 1/2 years", "P2Y6M"),
        ("a dozen weeks", "P12W"),
        ("a year and a half", "P1Y6M"),
        ("half an hour", "PT30M"),
        ("three decades", "P30Y"),
        ("a couple of weeks", "P2W"),
        ("1,500 days", "P1500D"),
        ("two fortnights", "P4W"),
    ],
)
def test_numbers_in_words(words: str, value: str) -> None:
    assert [t.value for t in find_timexes(f"It lasted {words}.", document_date=None)] == [value]


@pytest.mark.parametrize(
    ("words", "mod"),
    [("more than two", "MORE_THAN"), ("at least two", "EQUAL_OR_MORE"), ("nearly two", "LESS_THAN"), ("about two", "APPROX"),
     ("up to two", "EQUAL_OR_LESS"), ("two", None)],
)
def test_mods(words: str, mod: str | None) -> None:
    assert [t.mod for t in find_timexes(f"It lasted {words} weeks.", document_date=None)] == [mod]


def test_easter() -> None:
    assert [easter(year) for year in (1818, 2000, 2024, 2025, 2038)] == [
        date(1818, 3, 22), date(2000, 4, 23), date(2024, 3, 31), date(2025, 4, 20), date(2038, 4, 25),
    ]
    assert easter(1500) is None


def test_steps_stay_in_the_calendar() -> None:
    assert moved(date(2024, 1, 31), 1, "MO") == date(2024, 2, 29)
    assert moved(date(2024, 1, 31), -3000, "Y") is None
    assert moved(date(9999, 12, 31), 1, "D") is None
    assert moved(date(2024, 1, 31), 1, "nonsense") is None
    assert named(date(2024, 1, 31), "nonsense") is None


def test_nth_weekday() -> None:
    assert nth_weekday(2025, 11, 4, 4) == date(2025, 11, 27)
    assert nth_weekday(2025, 5, 1, -1) == date(2025, 5, 26)
    assert nth_weekday(0, 5, 1, 1) is None


@pytest.mark.parametrize(
    ("words", "value"),
    [("5 p.m.", "2026-03-18T17:00"), ("12 a.m.", "2026-03-18T00:00"), ("17:30", "2026-03-18T17:30"), ("8am", "2026-03-18T08:00"),
     ("four in the afternoon", "2026-03-18T16:00"), ("13 p.m.", None), ("midnight", "2026-03-18T24:00")],
)
def test_times(words: str, value: str | None) -> None:
    assert [t.value for t in find_timexes(f"It rang at {words} they say.", document_date="2026-03-18")] == [value]


def test_a_zone_gives_the_utc_minute() -> None:
    (timex,) = find_timexes("It rang at 5 p.m. EST on 9 March 2026.", document_date=None)
    assert (timex.value, timex.begin, timex.until) == ("2026-03-09T17:00", "2026-03-09T22:00:00Z", "2026-03-09T22:01:00Z")
