"""Dates as newspapers of many countries write them: what is resolved, and what stays open because it cannot be told."""

from __future__ import annotations

import pytest

from sayso.reading.dating import document_date, find_timexes

DOC = "2026-03-18"  # a Wednesday


def values(text: str, document_date: str | None = DOC) -> list[str | None]:
    """The values found in a text, in order."""
    return [t.value for t in find_timexes(text, document_date=document_date)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # which way a day points
        ("Crews would walk out at 6 a.m. GMT on Friday unless a deal was reached by Thursday night.", ["2026-03-20T06:00Z", "2026-03-19TNI"]),
        ("Trains will not run until Saturday at the earliest, the operator says.", ["2026-03-21"]),
        ("The council debates the plan on Thursday.", ["2026-03-19"]),
        ("The draw takes place on Monday at 7pm.", ["2026-03-23T19:00"]),
        ("Rovers travel to Velia on Tuesday.", ["2026-03-24"]),
        ("The plan won 30 votes on Friday.", ["2026-03-13"]),
        ("Mass will be said at noon on Saturday.", ["2026-03-21T12:00"]),
        ("A meeting has been called for Friday.", ["2026-03-20"]),
        ("The meeting due in July did not take place.", ["2025-07"]),
        ("Her next book comes out in May.", ["2026-05"]),
        # weekdays and weeks
        ("He died on Sunday week last.", ["2026-03-08"]),
        ("On Friday last it had asked for time.", ["2026-03-13"]),
        ("She will report by Friday week.", ["2026-03-27"]),
        ("Power was out from the Friday until the following Tuesday.", [None, None]),
        ("It ran from Saturday 7 to Monday 9 March.", ["2026-03-07", "2026-03-09"]),
        ("Call us, Monday through Friday, at noon.", [None, None, "XXXX-XX-XXT12:00"]),
        # times
        ("The warning ran from 10pm on Tuesday until 4am. It fell at 1.50am.", ["2026-03-17T22:00", "2026-03-18T04:00", "2026-03-18T01:50"]),
        ("He was held in the early hours of Sunday.", ["2026-03-15TMO"]),
        ("He goes to Velia on Friday, 20 March. The river rose at 14:45.", ["2026-03-20", "XXXX-XX-XXT14:45"]),
        ("It is shut between 11 a.m. and 7 p.m. each day.", ["XXXX-XX-XXT11:00", "XXXX-XX-XXT19:00"]),
        ("It was higher at this time yesterday.", ["2026-03-17"]),
        # years
        ("The polls are on 13 September next year.", ["2027-09-13"]),
        ("No works between 1 May and 31 August each year.", ["XXXX-05-01", "XXXX-08-31", "P1Y"]),
        ("Notes of 3 and 17 October 2023 were found. Bids closed on Friday 20 October.", ["2023-10-03", "2023-10-17", "2023-10-20"]),
        ("Notes of 3 and 17 October 2023 were found. They dined on 2 October.", ["2023-10-03", "2023-10-17", None]),
        ("It was signed on 3 March 2015 and ratified in the autumn.", ["2015-03-03", None]),
        ("She came on Tuesday, 5 May.", ["2026-05-05"]),
        ("She came on Monday, 5 May.", [None]),
        ("The fair, called off in 2020, returns Oct. 10-12.", ["2020", "2026-10-10", "2026-10-12"]),
        ("Some 4 million came in 2024-25, 3 million in the previous year.", ["2024", "2025", None]),
        ("A vigil will be held at 1845 Main St. on Friday.", ["2026-03-20"]),
        ("She was in the film 1914.", []),
        ("It opens in the New Year.", ["2027"]),
        ("It began last year and broke down twice: in April and in June.", ["2025", "2025-04", "2025-06"]),
        ("It comes after the Spring Festival.", []),
        # what hangs on another
        ("He stays until 20 April. The office said a day earlier that he was ill.", ["2026-04-20", None]),
        ("We lost on 27 February. We lost in May and again a fortnight later.", ["2026-02-27", "2025-05", None]),
        ("Sales rose in Q4. They were low in the same quarter of 2023.", ["2025-Q4", "2023-Q4", "2023"]),
    ],
)
def test_news(sentence: str, expected: list[str | None]) -> None:
    assert values(sentence) == expected


def test_by_the_weekend_said_on_a_sunday_is_the_next_one() -> None:
    assert values("By the weekend it will be cool.", "2026-03-15") == ["2026-W12-WE"]
    assert values("It rained over the weekend.", "2026-03-15") == ["2026-W11-WE"]


def test_quarters_of_a_business_year_stay_open() -> None:
    text = "The firm cut its forecast for fiscal 2027. Profit fell in the first quarter and for the full year."
    assert values(text) == ["2027", None, None]
    assert values("Profit fell in the first quarter.") == ["2026-Q1"]
    (quarter,) = find_timexes("Profit fell in the fiscal first quarter.", document_date=DOC)
    assert (quarter.value, quarter.begin) == ("2026-Q1", None)


def test_the_entries_of_a_live_blog_are_of_its_day() -> None:
    text = "We will be back from 06:30 tomorrow.\n\n16:55\nTrains stand still.\n\n13:20 GMT\nThe committee met at 8am."
    assert values(text) == ["2026-03-19T06:30", "2026-03-18T16:55", "2026-03-18T13:20Z", "2026-03-18T08:00"]


def test_a_list_of_dates_is_no_story() -> None:
    past = "It was built in 1998, 2001 and 2003. It burnt in 2006. It was rebuilt in 2012 and in 2015."
    assert values(f"June 2: The polls open.\n\nJune 9: They close.\n\nJuly 1: Run-off.\n\n{past}")[:3] == ["2026-06-02", "2026-06-09", "2026-07-01"]


def test_a_story_does_not_tell_of_next_month() -> None:
    past = "It was built on 5 May 1911. In 1913 it burnt. In June 1914 it fell. On 2 March 1919 it opened. In 1921 it shut."
    assert values(f"{past}\n\nLast month the town wrote. It opens next month. A feast will be held in March.")[-3:] == [None, None, None]


def test_without_a_date_a_year_in_passing_dates_nothing() -> None:
    assert values("The firm, founded in 1961, posted a loss in the third quarter. It will vote in May.", None) == ["1961", None, None]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Ana Brod\nVelia, March 18, 2026 22:14 IST\n\nThe port", "2026-03-18"),
        ("The Harbour Post, Wednesday, March 18th, 2026\n\nThe port", "2026-03-18"),
        ("18 March 2026, 6:30pm\n\nThe port", "2026-03-18"),
        ("Port shut\n\nA letter dated 3 March 2024 said so. The report, published 5 March 2024, agreed.", None),
        ("Port shut\n\nThe Pact of Velia, 3 March 1976, was the end of it.", None),
    ],
)
def test_where_a_report_says_its_day(text: str, value: str | None) -> None:
    found = document_date(text)
    assert (found and found[0]) == value
