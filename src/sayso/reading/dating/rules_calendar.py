"""Rules for dates of the calendar: with a year, without one, years, decades, centuries, seasons, quarters, holidays' lists."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from sayso.reading.dating.days import day_of, made, named
from sayso.reading.dating.lexicon import DUE_YEAR, UNITS
from sayso.reading.dating.numbers import number_in, ordinal_in
from sayso.reading.dating.patterns import Match
from sayso.reading.dating.register import Register
from sayso.reading.dating.state import Found, State, dated, unresolved, year_for

RULES: Final = Register()
NO_SUCH_DAY: Final = "no such day"
DAY_OR_MONTH: Final = "day and month cannot be told apart"

_EDGES: Final = {
    "early": "START", "earlier": "START", "beginning": "START", "late": "END", "later": "END", "end": "END", "latter": "END",
    "mid": "MID", "middle": "MID",
}
_EDGE: Final = "(edge hyphen? | ends (the)?)?"
_COUNTED: Final = re.compile(r"[a-z]{3,}(?<!ss|us|is|as|os)s|people|men|women|children|million|billion|percent|per|feet|km|miles?|metres?|meters?")


def edge_of(m: Match) -> str | None:
    """The TIMEX3 MOD that "early", "mid-", "the end of" stand for."""
    words = f"{m.text('edge')} {m.text('ends')}".split()
    return next((_EDGES[word] for word in words if word in _EDGES), None)


def short_year(value: int, state: State) -> int:
    """The year that two digits stand for: the century that brings it nearest to the document, at most ten years ahead."""
    latest = (state.doc.year if state.doc else 2030) + 10
    return latest - (latest - value) % 100


def _day(year: int, m: Match) -> Found:
    """A full date; null with a note if the calendar has no such day."""
    day = made(year, m.value("month"), ordinal_in(m, "day"))
    return dated(day.isoformat()) if day else unresolved(note=NO_SUCH_DAY)


@RULES.rule("iso", "iso")
def iso(m: Match, state: State) -> Found | None:
    """2025-11-07, 2025-11-07T16:00Z."""
    text = m.tokens.text[m.start : m.end].replace(" ", "T")
    if day_of(text) is None:
        return unresolved(note=NO_SUCH_DAY)
    if "T" not in text:
        return dated(text)
    hour, minute = int(text[11:13]), int(text[14:16])
    return Found("TIME", text if hour < 24 and minute < 60 else None, note="" if hour < 24 and minute < 60 else "no such time")


@RULES.rule("numeric", "numeric")
def numeric(m: Match, state: State) -> Found | None:
    """20/10/2025, 7.11.2025; 03/04/2025 only where the order is known."""
    one, two, last = (int(part) for part in re.split(r"[/.]", m.text()))
    dots, shortened = "." in m.text(), last < 100
    if dots and shortened:
        return None
    year = short_year(last, state) if shortened else last
    if one == two or one > 12 or two > 12 or dots or state.day_first is not None:
        first = (one <= 31 and two <= 12) if one == two or one > 12 or two > 12 else (dots or bool(state.day_first))
        day = made(year, two, one) if first and one != two and two <= 12 else made(year, one, two)
        return dated(day.isoformat()) if day else unresolved(note=NO_SUCH_DAY)
    return unresolved(note=DAY_OR_MONTH)


@RULES.rule(
    "date",
    "(weekday comma?)? month the? day comma? year",
    "(weekday comma?)? (the)? day of? month comma? year",
    "(weekday comma?)? day hyphen month hyphen year",
)
def full_date(m: Match, state: State) -> Found | None:
    """Nov. 7, 2025; the 20th of October 2025."""
    return _day(m.value("year"), m)


@RULES.rule("date in a range", "[the? day] (hyphen|dash|to|and|or|until|comma) the? day2 of? month comma? year",
            "month [day] (hyphen|dash|to|and|or|until|comma) day2 comma? year", )
def range_with_year(m: Match, state: State) -> Found | None:
    """3 in "3 to 5 May 2025"."""
    return _day(m.value("year"), m)


@RULES.rule("date ending a range", "month day (hyphen|dash|to|and|or|until|comma) [day2 comma? year]",
            "from? day (hyphen|dash|to|and|or|until) [day2 of? month comma? year]")
def range_end_with_year(m: Match, state: State) -> Found | None:
    """5, 2025 in "May 3-5, 2025"."""
    day = made(m.value("year"), m.value("month"), ordinal_in(m, "day2"))
    return dated(day.isoformat()) if day else unresolved(note=NO_SUCH_DAY)


def _without_year(state: State, m: Match, month: int, day: int) -> Found | None:
    """A day of a month said without its year."""
    if made(2000, month, day) is None:
        return unresolved(note=NO_SUCH_DAY)
    year, anchor = year_for(state, m, month, day)
    if year is None:
        return unresolved()
    there = made(year, month, day)
    return dated(there.isoformat(), anchor=anchor) if there else unresolved(note=NO_SUCH_DAY)


def _no_count(m: Match) -> bool:
    """False if the number counts something: "in May 30 soldiers" is no 30 May."""
    behind = m.behind()
    return behind not in ("million", "billion", "percent", "per", "million-dollar", "points", "times", "people", ":", "year", "years", "yards")


@RULES.rule(
    "month and day",
    "(weekday comma?)? edge? month the? (day_number | ordinal_digits | ordinal) (?! hyphen day_number hyphen)",
    guard=_no_count,
)
def month_day(m: Match, state: State) -> Found | None:
    """Nov. 7; Friday, November 7th."""
    first, after = m.span("month")
    while m.tokens.values[after] is None or not isinstance(m.tokens.values[after], int):
        after += 1
    return _without_year(state, m, m.value("month"), int(str(m.tokens.values[after])))


@RULES.rule("day and month", "(weekday comma?)? the? day (of | (?<=day_number) | (?<=ordinal_digits)) month", guard=_no_count)
def day_month(m: Match, state: State) -> Found | None:
    """7 November; the 20th of October."""
    return _without_year(state, m, m.value("month"), ordinal_in(m, "day"))


@RULES.rule(
    "day in a range",
    "[the? (day_number|ordinal_digits)] (hyphen|dash|to|and|or|until|comma) the? day2 (comma|and|or|hyphen|dash|to) the? day3 of? month",
    "[the? (day_number|ordinal_digits)] (hyphen|dash|to|and|or|until) the? (day_number|ordinal_digits) of? month (?! year)",
    guard=lambda m: m.before() not in ("$", "."),
)
def day_of_range(m: Match, state: State) -> Found | None:
    """3 in "3 to 5 May"."""
    value = next(v for v in m.tokens.values[m.first : m.last + 1] if isinstance(v, int))
    return _without_year(state, m, m.value("month"), value)


@RULES.rule(
    "day ending a range",
    "month day (hyphen|dash|to|and|or|until) [the? (day_number|ordinal_digits)] (?! comma? year | hyphen | month)",
    "month day comma day2 (comma? and) [(day_number|ordinal_digits)] (?! comma? year | hyphen)",
    guard=lambda m: _no_count(m) and not _COUNTED.fullmatch(m.behind()),
)
def day_after_range(m: Match, state: State) -> Found | None:
    """5 in "May 3-5"."""
    value = next(v for v in m.tokens.values[m.first : m.last + 1] if isinstance(v, int))
    return _without_year(state, m, m.value("month"), value)


@RULES.rule("day of the month", "the (ordinal_digits) (?! word|unit|century|hyphen|quarter|possessive)", guard=lambda m: m.before() in ("on", "by", "until", "of", "from"))
def day_alone(m: Match, state: State) -> Found | None:
    """the 20th, after a date of the same month."""
    background = state.event
    value = ordinal_in(m, "") or int(str(m.tokens.values[m.last]))
    day = made(background.year, background.month, value) if background and background.month and background.day else None
    return dated(day.isoformat(), anchor=background.timex) if day and background else None


@RULES.rule("month and year", _EDGE + "month (comma|of)? year", _EDGE + "month hyphen year (?! hyphen)")
def month_year(m: Match, state: State) -> Found | None:
    """November 2025; late November, 2025."""
    return dated(f"{m.value('year'):04d}-{m.value('month'):02d}", edge_of(m))


@RULES.rule("month of a spelt year", _EDGE + "month (comma|of)? spelt_year")
def month_spelt_year(m: Match, state: State) -> Found | None:
    """January nineteen ninety-seven."""
    year = year_in_words(m)
    return dated(f"{year:04d}-{m.value('month'):02d}", edge_of(m)) if year else None


def _is_month(m: Match) -> bool:
    """False for "May" and "March" that are no months, and for short forms without their full stop."""
    first, after = m.span("month")
    word = m.tokens.word(first)
    if m.has("edge") or m.has("ends"):
        return True
    if word in ("may", "march"):
        joins = ("and", "to", "or", ",", "-", "–", "of")
        before = m.before()
        return before in DUE_YEAR - {"and", "or", "for", "to", "mid", "year"} | {"last", "this", "next", "every", "by", "that"} or (
            before in joins and m.tokens.shape[max(0, m.first - 2)] == m.tokens.shape[first - 0]
        ) or (before in ("and", "to", "or", "-", "–") and m.tokens.word(m.first - 2) in _MONTH_WORDS)
    return after - first > 1 or len(word) > 4 or word in ("june", "july") or m.before() in DUE_YEAR


_MONTH_WORDS: Final = frozenset(
    "january february march april may june july august september october november december".split()
)


@RULES.rule("month", _EDGE + "month (?! possessive word)", guard=_is_month)
def month_alone(m: Match, state: State) -> Found | None:
    """in November; by late October."""
    month = m.value("month")
    year, anchor = year_for(state, m, month, None)
    return dated(f"{year:04d}-{month:02d}", edge_of(m), anchor) if year is not None else unresolved(mod=edge_of(m))


def _usable_year(m: Match) -> bool:
    """False for numbers that only look like years: counts, codes, prices."""
    before, behind = m.before(), m.behind()
    if m.tokens.word(m.span("year")[0] - 1) in UNITS and not m.tokens.word(m.span("year")[0] - 1) == "year":
        return False
    year, text = m.value("year"), m.tokens.text
    if m.start and (text[m.start - 1] in "$£€#./_:" or (text[m.start - 1] == "-" and before == "-" and not _is_year(m, -2))):
        return False
    if before in ("no", "nos", "no.", "route", "flight", "page", "pages", "room", "article", "section", "rd", "number", "only", "than", "nearly", "almost"):
        return False
    if m.end < len(text) and text[m.end] in "°%" or (text[m.end : m.end + 1] == ":" and text[m.end + 1 : m.end + 2].isdigit()):
        return False
    sure = before in DUE_YEAR or m.has("edge") or m.has("ends")
    if behind in ("million", "billion", "hours", "gmt", "people", "percent") or (behind == "-" and m.behind(2) in _HYPHENED):
        return False
    if _COUNTED.fullmatch(behind) and (not sure or before in ("of", "to", "for", "about", "from", "and", "or", "between", "over", "after", "by", "with")):
        return False
    return 1500 <= year <= 2060 or sure


_HYPHENED: Final = frozenset("foot mile member pound meter metre page strong seat year point ton acre man square bed room day".split())


def _is_year(m: Match, offset: int) -> bool:
    """True if the token at that offset from the expression is four digits."""
    return m.tokens.word(m.first + offset).isdigit() and len(m.tokens.word(m.first + offset)) == 4


@RULES.rule("year", _EDGE + "year", "(edge hyphen? | ends)? the unit_one year", guard=_usable_year)
def year_alone(m: Match, state: State) -> Found | None:
    """in 2014; by the end of 2014; the year 2014."""
    return dated(f"{m.value('year'):04d}", edge_of(m))


@RULES.rule("end of a span of years", "year (hyphen|dash|slash) [(day_number|two_digits)] (?! hyphen|slash|period day_number)")
def short_end(m: Match, state: State) -> Found | None:
    """16 in "2014-16"."""
    last = int(str(m.tokens.values[m.last]))
    first = m.value("year")
    return dated(f"{first // 100 * 100 + last:04d}") if last > first % 100 else None


@RULES.rule("short year", _EDGE + "short_year")
def apostrophe_year(m: Match, state: State) -> Found | None:
    """'98."""
    return dated(f"{short_year(int(str(m.tokens.values[m.last])), state):04d}", edge_of(m))


@RULES.rule("fiscal year", "(the)? fiscal unit_one? year", "fy_year")
def fiscal_year(m: Match, state: State) -> Found | None:
    """fiscal 2014; FY2014: the year that names it, its bounds unknown."""
    value = m.value("year") or int(str(m.tokens.values[m.last]))
    return Found("DATE", f"{value if value > 99 else short_year(value, state):04d}", note="fiscal")


def year_in_words(m: Match) -> int | None:
    """The year that a slot `spelt_year` spells: nineteen ninety-six, two thousand (and) ten."""
    first, after = m.span("spelt_year")
    numbers = [int(v) for v in m.tokens.values[first:after] if isinstance(v, int)]
    if len(numbers) < 2:
        return None
    if numbers[1] in (1000, 100):
        year = numbers[0] * numbers[1] + sum(numbers[2:])
    else:
        year = (numbers[0] if numbers[0] > 9 else 0) * 100 + sum(numbers[1:])
    return year if 1100 <= year <= 2100 else None


@RULES.rule("spelt year", _EDGE + "(the unit_one)? spelt_year", guard=lambda m: m.before() in DUE_YEAR or m.text().startswith("the year") or m.text().startswith(("nineteen", "eighteen")))
def spelt_year(m: Match, state: State) -> Found | None:
    """nineteen ninety-six; the year two thousand."""
    year = year_in_words(m)
    if year is None or m.behind() in ("people", "men", "dollars") or _COUNTED.fullmatch(m.behind()):
        return None
    return dated(f"{year:04d}", edge_of(m))


@RULES.rule("year before Christ", "(about period?)? (day_figure|two_digits|figure|year_number) bc", "[(day_figure|two_digits|figure)] (hyphen|dash|to|and|or) (figure|two_digits|day_number) bc")
def before_christ(m: Match, state: State) -> Found | None:
    """241 BC, as BC0241."""
    number = next((v for v in m.tokens.values[m.first : m.last + 1] if isinstance(v, int)), 0)
    return dated(f"BC{number:04d}", "APPROX" if m.tokens.word(m.first) in ("ca", "circa", "about", "around") else None)


@RULES.rule("year of our era", "ad [(year_number|figure|two_digits)]", "[(figure|two_digits|year_number|day_number)] ad")
def of_our_era(m: Match, state: State) -> Found | None:
    """AD 70."""
    number = next((v for v in m.tokens.values[m.first : m.last + 1] if isinstance(v, int)), 0)
    return dated(f"{number:04d}") if 0 < number < 2200 else None


@RULES.rule("decade", "(the)? (edge hyphen?)? (the)? digit_decade", "ends the? digit_decade")
def decade(m: Match, state: State) -> Found | None:
    """the late 1990s, as 199."""
    return dated(f"{int(str(m.tokens.values[m.last])) // 10:03d}", edge_of(m))


@RULES.rule("short decade", "the (edge hyphen?)? (short_decade | decade_word)", "(edge hyphen?) short_decade", guard=lambda m: m.before() not in ("his", "her", "their"))
def short_decade(m: Match, state: State) -> Found | None:
    """the '80s; the nineties."""
    value = int(str(m.tokens.values[m.last]))
    tens = value * 10 if value < 10 else value
    year = short_year(tens, state)
    return dated(f"{year // 10:03d}", edge_of(m))


@RULES.rule("century", "(the)? (edge hyphen?)? century hyphen? unit_one", guard=lambda m: m.tokens.values[m.last] == "CE")
def century(m: Match, state: State) -> Found | None:
    """the 19th century, as 18."""
    number = ordinal_in(m, "century")
    return dated(f"{number - 1:02d}", edge_of(m)) if 1 < number < 30 else None


@RULES.rule("season and year", "(the)? (edge hyphen?)? season (comma|of)? year", "ends season (comma|of)? year", "(the)? season (comma|of)? spelt_year")
def season_year(m: Match, state: State) -> Found | None:
    """the summer of 1998, as 1998-SU."""
    year = m.value("year") or year_in_words(m)
    return dated(f"{year:04d}-{m.code('season')}", edge_of(m)) if year else None


def _is_season(m: Match) -> bool:
    """False for "fall" and "spring" that are no seasons, and for seasons in general ("summer holidays")."""
    sure = m.before() in ("in", "since", "by", "during", "until", "for", "of", "through")
    if m.tokens.word(m.span("season")[0]) in ("fall", "spring") and not m.text().startswith("the"):
        return sure and m.before() in ("in", "since", "until", "by") and m.behind() in (",", ".", "and", "of", "to", "when", "or", "the", "")
    return sure or m.has("edge") or m.text().startswith("the ") and m.behind() not in ("of", "holidays", "games", "olympics")


@RULES.rule("season", "(the)? (edge hyphen?)? season", "ends season", guard=_is_season)
def season_alone(m: Match, state: State) -> Found | None:
    """the summer; by late spring."""
    code = m.code("season")
    month = {"SP": 4, "SU": 7, "FA": 10, "WI": 12}[code]
    year, anchor = year_for(state, m, month, None)
    if year is not None and code == "WI" and anchor == state.doc_value and state.doc and state.doc.month < 4:
        year = state.doc.year - 1
    return dated(f"{year:04d}-{code}", edge_of(m), anchor) if year is not None else unresolved(mod=edge_of(m))


def value_at(unit: str, day: date | None) -> str | None:
    """The name of the unit that holds a day, None for none."""
    return named(day, unit) if day else None


def count_of(m: Match) -> float | None:
    """The number of a match's slot `number`, "a" counting as one."""
    return number_in(m) if m.has("number") else 1.0
