"""What holds of any text: offsets inside it, begin before until, the same answer twice, no pattern that explodes."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.reading.dating import document_date, find_timexes, interval_of
from sayso.reading.dating.lexicon import WORDS
from sayso.timex import TIMEX_TYPES

_PIECES = st.sampled_from(
    [*sorted(WORDS), "2014", "31", "1", "99", "'98", "1990s", "3rd", "10:30", "25:61", "p.m.", "2025-02-30", "03/04/2025",
     "Q3", "FY24",
     "Friday", "May", "Nov.", "Easter", "In", "said", "will", ",", ".", "-", "–", "'s", "(", ")", "\n\n", "$", "BC", "½",
     "1/2"]
)
_TEXTS = st.lists(_PIECES, max_size=30).map(" ".join) | st.text(max_size=80)
_DATES = st.none() | st.dates().map(str) | st.text(max_size=12)


@settings(derandomize=True, max_examples=300, deadline=None)
@given(_TEXTS, _DATES, st.none() | st.booleans())
def test_what_is_found_is_well_formed(text: str, day: str | None, first: bool | None) -> None:
    found = find_timexes(text, document_date=day, day_first=first)
    end = 0
    for timex in found:
        assert end <= timex.start < timex.end <= len(text)
        assert timex.type in TIMEX_TYPES
        assert timex.rule
        assert timex.begin is None or timex.until is None or timex.begin <= timex.until
        end = timex.end
    assert found == find_timexes(text, document_date=day, day_first=first)


@settings(derandomize=True, max_examples=200, deadline=None)
@given(_TEXTS, st.text(alphabet="0123456789-TWQHXZ:PSUFAIE", max_size=18))
def test_nothing_raises(text: str, value: str) -> None:
    document_date(text, near=value)
    begin, until = interval_of(value)
    assert (begin is None) == (until is None)
    assert begin is None or until is None or begin < until


@settings(derandomize=True, max_examples=200, deadline=None)
@given(st.dates(min_value=date(1000, 1, 1), max_value=date(2199, 12, 31)))
def test_a_full_date_is_read_back(day: date) -> None:
    iso = day.isoformat()
    (timex,) = find_timexes(f"It was on {iso} they say.", document_date=None)
    assert (timex.value, timex.begin) == (iso, iso)


_HEAVY = ["more than ", "twenty-", "the early ", "Monday, ", "5 May, ", "(", "1999-", "A. ", "one ", "x"]


@pytest.mark.parametrize("piece", _HEAVY)
def test_time_grows_with_the_text_and_no_faster(piece: str) -> None:
    def seconds(length: int) -> float:
        text = piece * (length // len(piece))
        start = time.process_time()
        find_timexes(text, document_date="2026-03-18")
        return time.process_time() - start

    seconds(2_000)
    short, long = seconds(10_000), seconds(80_000)
    assert long < 0.5 + 40 * short
