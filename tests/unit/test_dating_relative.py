"""Dates that hang on another: direction from tense, the document's day, the date spoken of before; and what stays unresolved."""

from __future__ import annotations

import pytest

from sayso.reading.dating import find_timexes

DOC = "2026-03-18"  # a Wednesday


def values(text: str, document_date: str | None = DOC, **options: bool | None) -> list[str | None]:
    """The values found in a text, in order."""
    return [t.value for t in find_timexes(text, document_date=document_date, **options)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("The envoy said on Friday that he was tired.", "2026-03-13"),
        ("The envoy will meet the queen on Friday.", "2026-03-20"),
        ("The queen is to be crowned on Friday.", "2026-03-20"),
        ("On Friday, the court is to rule.", "2026-03-20"),
        ("On Friday, the court ruled.", "2026-03-13"),
        ("The court ruled on Wednesday.", "2026-03-18"),
        ("The talks had been due to open on Friday but nobody came.", "2026-03-13"),
        ("The offer had been due to expire on Friday.", "2026-03-13"),
        ("Ahead of the visit of the queen, the court on Monday issued a warning.", "2026-03-16"),
        ("The court was closed ahead of Friday's vote.", "2026-03-20"),
        ("Until Friday they had never met.", "2026-03-13"),
        ("They would look for ways around Friday's ruling.", "2026-03-13"),
        ("She could arrive as early as Friday.", "2026-03-20"),
        ("The United Valleys said that Mr. A. Brod left on Friday.", "2026-03-13"),
        ("It was closed last Friday.", "2026-03-13"),
        ("It is closed next Wednesday.", "2026-03-25"),
        ("The mine closed in December.", "2025-12"),
        ("The mine will close in December.", "2026-12"),
        ("The mine closed on 20 March.", "2026-03-20"),
        ("The lease of the mine, which expires on 2 May, was sold.", "2026-05-02"),
    ],
)
def test_direction_comes_from_the_tense(sentence: str, value: str) -> None:
    assert values(sentence) == [value]


def test_a_range_of_weekdays_goes_on() -> None:
    assert values("The fair ran from Monday to Friday.") == ["2026-03-16", "2026-03-20"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("She came on 2 March 2026. The next day she left.", ["2026-03-02", "2026-03-03"]),
        ("She came on 30 December 2025. The following week she left.", ["2025-12-30", "2026-W02"]),
        ("She came on 2 March 2020. Three years later she left.", ["2020-03-02", "2023"]),
        ("She came on 2 March 2026. That evening she left.", ["2026-03-02", "2026-03-02TEV"]),
        ("She came on Friday. Two days later she left.", ["2026-03-13", "2026-03-15"]),
        ("The next day she left.", [None]),
        ("She came in May 2020. The next day she left.", ["2020-05", None]),
    ],
)
def test_what_hangs_on_the_date_before(sentence: str, expected: list[str | None]) -> None:
    assert values(sentence) == expected


def test_the_anchor_names_the_date_before() -> None:
    first, second = find_timexes("She came on 2 March 2026. The next day she left.", document_date=DOC)
    assert second.anchor == first.id
    assert (second.begin, second.until) == ("2026-03-03", "2026-03-04")


def test_later_and_earlier_narrow_the_interval() -> None:
    later, earlier = find_timexes("It opens later this month, not earlier this year.", document_date=DOC)
    assert (later.value, later.mod, later.begin, later.until) == ("2026-03", "END", DOC, "2026-04-01")
    assert (earlier.value, earlier.mod, earlier.begin, earlier.until) == ("2026", "START", "2026-01-01", "2026-03-19")


def test_a_length_up_to_the_report_has_bounds() -> None:
    (timex,) = find_timexes("He was away for the past two weeks.", document_date=DOC)
    assert (timex.type, timex.value, timex.begin, timex.until) == ("DURATION", "P2W", "2026-03-04", "2026-03-18")


@pytest.mark.parametrize("words", ["on Friday", "last month", "yesterday", "on 3 May", "two weeks ago"])
def test_without_a_document_date_it_stays_unresolved_and_says_so(words: str) -> None:
    (timex,) = find_timexes(f"He left {words}.", document_date=None)
    assert timex.value is timex.begin is timex.until is None
    assert "no document date" in timex.rule


@pytest.mark.parametrize("document_date", ["2026-02-30", "", "soon", "2026"])
def test_a_bad_document_date_is_none(document_date: str) -> None:
    assert values("He left on Friday.", document_date) == [None]


@pytest.mark.parametrize("words", ["30 February 2025", "2025-02-30", "31/31/2025", "April 31", "29 February 2025", "25:61"])
def test_impossible_dates_have_no_value(words: str) -> None:
    assert values(f"It was on {words} they say.") in ([None], [])


def test_day_and_month_need_the_publishers_order() -> None:
    assert values("It was on 03/04/2025.") == [None]
    assert values("It was on 03/04/2025.", day_first=True) == ["2025-04-03"]
    assert values("It was on 03/04/2025.", day_first=False) == ["2025-03-04"]
    assert values("It was on 25/12/2025, on 12/25/2025, on 04/04/2025.") == ["2025-12-25", "2025-12-25", "2025-04-04"]


@pytest.mark.parametrize(("words", "value"), [("'98", "1998"), ("'31", "2031"), ("'47", "1947")])
def test_two_digits_are_the_latest_such_year_not_far_ahead(words: str, value: str) -> None:
    assert values(f"It began in {words}.") == [value]


def test_a_year_too_near_to_call_is_left_open() -> None:
    (timex,) = find_timexes("The deed of 28 November is lost.", document_date="2026-05-20")
    assert timex.value in (None, "2025-11-28")
    assert find_timexes("The mine closed in November.", document_date="2026-03-18")[0].value == "2025-11"


def test_names_in_capitals_are_read() -> None:
    assert values("MINE CLOSED ON FRIDAY, 13 MARCH 2026") == ["2026-03-13"]


def test_spans_limit_the_reading() -> None:
    text = "On Monday he left. On Tuesday he came."
    start = text.index("On Tuesday")
    (timex,) = find_timexes(text, document_date=DOC, spans=[(start, len(text))])
    assert text[timex.start : timex.end] == "Tuesday"


def test_moving_parts_of_a_business_report() -> None:
    text = "Profit fell in the third quarter. Sales rose from a year earlier. In the year-earlier quarter they fell."
    assert values(text) == ["2025-Q3", "2024-Q3", "2024-Q3"]


def test_names_are_no_months_and_games_are_no_counts() -> None:
    assert values("April Brod and June Rill won.") == []
    assert values("The 2020 Games and the 2020 games of chance.") == ["2020"]


def test_months_of_another_year_have_no_bounds() -> None:
    assert find_timexes("In the last three months of 2024 she was away.", document_date=DOC)[0].begin is None


def test_holidays_follow_their_rules() -> None:
    assert values("It was shut on Good Friday 2024 and on Thanksgiving 2023.") == ["2024-03-29", "2023-11-23"]
    assert values("It was shut last Christmas.") == ["2025-12-25"]


def test_feasts_of_other_calendars_are_not_taken_for_ours() -> None:
    assert values("It was shut at the Lunar New Year and on Orthodox Easter.") == []


def test_a_time_of_two_zones_is_of_the_day_behind_them() -> None:
    assert values("The board met at 9 a.m. EST (1400 GMT) on Monday.")[0] == "2026-03-16T09:00"


def test_without_a_document_date_a_year_of_another_paragraph_is_no_anchor() -> None:
    assert values("He has led the mine since 2014.\n\nIt was shut on Good Friday and in May.", None) == ["2014", None, None]


def test_last_march_said_in_april_is_of_either_year() -> None:
    def value(text: str, day: str) -> str | None:
        return find_timexes(text, document_date=day)[0].value

    assert value("The bridge fell last March.", "2026-04-10") is None
    assert value("The bridge fell last March.", "2026-10-10") == "2026-03"
    assert value("The bridge fell last November.", "2026-04-10") == "2025-11"
    assert value("Votes are due next May.", "2026-04-10") is None


def test_the_latest_business_year_is_the_one_that_ended_or_the_one_that_runs() -> None:
    found = find_timexes("Ostra Mills lost money in the latest fiscal year.", document_date="2026-10-10")
    assert [(t.value, "year cannot be told" in t.rule) for t in found] == [(None, True)]
