"""Years that are not written with four digits: '98, nineteen ninety-six."""

from __future__ import annotations

from typing import Final

from sayso.reading.dating.patterns import Match
from sayso.reading.dating.state import State

AHEAD: Final = 10
"""How many years after the document a year of two digits may lie."""
_UNDATED: Final = 2030


def short_year(value: int, state: State) -> int:
    """The year that two digits stand for: the latest not far ahead of the document; in a story, the nearest to its own."""
    if state.narrative and state.focus:
        return _nearest_to(state.focus.year, value)
    latest = (state.doc.year if state.doc else _UNDATED) + AHEAD
    return latest - (latest - value) % 100


def _nearest_to(year: int, value: int) -> int:
    """The year nearest to another that ends in those two digits."""
    return year + (value - year + 50) % 100 - 50


def year_in_words(m: Match) -> int | None:
    """The year that a slot `spelt_year` spells: nineteen ninety-six, two thousand (and) ten."""
    first, after = m.span("spelt_year")
    numbers = [v for v in m.tokens.values[first:after] if isinstance(v, int)]
    if len(numbers) < 2:
        return None
    if numbers[1] in (1000, 100):
        year = numbers[0] * numbers[1] + sum(numbers[2:])
    else:
        year = (numbers[0] if numbers[0] > 9 else 0) * 100 + sum(numbers[1:])
    return year if 1100 <= year <= 2100 else None
