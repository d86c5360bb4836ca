"""Rules for years, decades, centuries and seasons."""

# ruff: noqa: ARG001 (every resolver has the same signature)
from __future__ import annotations

import re
from typing import Final

from sayso.reading.dating.edges import EDGE, edge_of
from sayso.reading.dating.lexicon import DUE_YEAR, UNITS
from sayso.reading.dating.numbers import ordinal_in
from sayso.reading.dating.patterns import Match
from sayso.reading.dating.register import Register
from sayso.reading.dating.state import FISCAL, Found, State, dated, undecided, unresolved, year_for
from sayso.reading.dating.years import short_year, year_in_words

RULES: Final = Register()
_COUNTED: Final = re.compile(
    r"[a-z]{3,}(?<!ss|us|is|as|os)s|people|men|women|children|million|billion|percent|per|feet|km|miles?|metres?|meters?"
)
_NUMBERED: Final = frozenset(
    ["no", "nos", "no.", "route", "flight", "page", "pages", "room", "article", "section", "rd", "number", "only", "than",
     "nearly", "almost"]
)
_HYPHENED: Final = frozenset(
    ["foot", "mile", "member", "pound", "meter", "metre", "page", "strong", "seat", "year", "point", "ton", "acre", "man",
     "square", "bed", "room"]
)
_OPEN: Final = frozenset(["of", "to", "for", "about", "from", "and", "or", "between", "over", "after", "by", "with"])
"""Words before a number that do not settle whether it is a year or a count."""
_FIGURES: Final = "(day_number | two_digits | figure | year_number)"


def _figure(m: Match) -> int:
    """The first number inside the expression."""
    return next((v for v in m.tokens.values[m.first : m.last + 1] if isinstance(v, int)), 0)


def _last_figure(m: Match) -> int:
    """The number of the expression's last token."""
    value = m.tokens.values[m.last]
    return value if isinstance(value, int) else 0


def _is_code(m: Match) -> bool:
    """True if the digits belong to a price, a code or a longer number."""
    text, before = m.tokens.text, text_before(m)
    if before and (before in "$£€#./_:" or (before == "-" and not re.fullmatch(r"\d{4}", m.before(2)))):
        return True
    behind = text[m.end : m.end + 2]
    return behind[:1] in tuple("°%") or (behind[:1] == ":" and behind[1:].isdigit())


def text_before(m: Match) -> str:
    """The character before the expression; empty at the text's beginning."""
    return m.tokens.text[m.start - 1 : m.start]


_ADDRESS: Final = re.compile(
    r"\s+(?:[A-Z][\w.'’]*\s+){1,3}(?:St|Street|Ave|Avenue|Road|Rd|Lane|Drive|Dr|Blvd|Boulevard|Court|Ct|Way|Place|Highway|Square|Terrace)\b"
)
_TITLED: Final = frozenset(["film", "novel", "album", "movie", "titled", "entitled", "called", "song", "drama", "musical"])


def _usable(m: Match) -> bool:
    """False for numbers that only look like years: counts, codes, prices."""
    before, behind, year = m.before(), m.behind(), m.value("year")
    unit = m.tokens.word(m.span("year")[0] - 1)
    if (unit in UNITS and unit != "year") or before in _NUMBERED or _is_code(m):
        return False
    if behind in ("million", "billion", "hours", "gmt", "people", "percent") or (behind == "-" and m.behind(2) in _HYPHENED):
        return False
    if before in _TITLED or _ADDRESS.match(m.tokens.text, m.end):
        return False
    sure = before in DUE_YEAR or m.has("edge") or m.has("ends")
    if _COUNTED.fullmatch(behind) and not m.before_name and (not sure or before in _OPEN or not 1900 <= year <= 2100):
        return False
    return 1500 <= year <= 2060 or sure


@RULES.rule("year", EDGE + "year", "(edge hyphen? | ends)? the unit_one year", guard=_usable)
def year_alone(m: Match, state: State) -> Found | None:
    """In 2014; by the end of 2014; the year 2014; but not "the beginning of the 2026" in "of the 2026-27 financial year"."""
    if m.text("ends") and m.behind() == "-" and m.behind(2).isdecimal():
        return unresolved(note=FISCAL)
    return dated(f"{m.value('year'):04d}", edge_of(m))


@RULES.rule(
    "end of a span of years", "year (hyphen | dash | slash) [(day_number | two_digits)] (?! hyphen | slash | stop day_number)"
)
def short_end(m: Match, state: State) -> Found | None:
    """16 in "2014-16"."""
    last, first = _last_figure(m), m.value("year")
    return dated(f"{first // 100 * 100 + last:04d}") if last > first % 100 else None


@RULES.rule("short year", EDGE + "short_year", guard=lambda m: m.before() in DUE_YEAR or m.has("edge") or m.has("ends"))
def apostrophe_year(m: Match, state: State) -> Found | None:
    """'98."""
    return dated(f"{short_year(_last_figure(m), state):04d}", edge_of(m))


@RULES.rule("fiscal year", "(the)? fiscal unit_one? year", "fy_year")
def fiscal_year(m: Match, state: State) -> Found | None:
    """Fiscal 2014; FY2014: the year that names it, its bounds unknown."""
    value = m.value("year") or _last_figure(m)
    return Found("DATE", f"{value if value > 99 else short_year(value, state):04d}", note="fiscal")


def _spelt(m: Match) -> bool:
    """False for spelt numbers that are no years, as far as the words around tell."""
    if m.behind() in ("people", "men", "dollars") or _COUNTED.fullmatch(m.behind()):
        return False
    return m.before() in DUE_YEAR or m.text().startswith(("the year", "nineteen", "eighteen"))


@RULES.rule("spelt year", EDGE + "(the unit_one)? spelt_year", guard=_spelt)
def spelt_year(m: Match, state: State) -> Found | None:
    """Nineteen ninety-six; the year two thousand."""
    year = year_in_words(m)
    return dated(f"{year:04d}", edge_of(m)) if year else None


@RULES.rule("year before Christ", f"(about stop?)? {_FIGURES} bc", f"[{_FIGURES}] (hyphen | dash | to | and | or) {_FIGURES} bc")
def before_christ(m: Match, state: State) -> Found | None:
    """312 BC, as BC0312."""
    about = m.tokens.word(m.first) in ("ca", "circa", "about", "around")
    return dated(f"BC{_figure(m):04d}", "APPROX" if about else None)


@RULES.rule("year of our era", f"ad [{_FIGURES}]", f"[{_FIGURES}] ad")
def of_our_era(m: Match, state: State) -> Found | None:
    """AD 70."""
    return dated(f"{_figure(m):04d}") if 0 < _figure(m) < 2200 else None


@RULES.rule("decade", "(the)? (edge hyphen?)? (the)? digit_decade", "ends the? digit_decade")
def decade(m: Match, state: State) -> Found | None:
    """The late 1990s, as 199."""
    return dated(f"{_last_figure(m) // 10:03d}", edge_of(m))


@RULES.rule(
    "short decade",
    "the (edge hyphen?)? (short_decade | decade_word)",
    "(edge hyphen?) short_decade",
    guard=lambda m: m.before() not in ("his", "her", "their"),
)
def short_decade(m: Match, state: State) -> Found | None:
    """The '80s; the nineties."""
    value = _last_figure(m)
    return dated(f"{short_year(value * 10 if value < 10 else value, state) // 10:03d}", edge_of(m))


@RULES.rule("century", "(the)? (edge hyphen?)? century hyphen? unit_one", guard=lambda m: m.code_at(m.last) == "CE")
def century(m: Match, state: State) -> Found | None:
    """The 19th century, as 18."""
    number = ordinal_in(m, "century")
    return dated(f"{number - 1:02d}", edge_of(m)) if 1 < number < 30 else None


@RULES.rule(
    "season and year",
    "(the)? (edge hyphen?)? season (comma | of)? year",
    "ends season (comma | of)? year",
    "(the)? season (comma | of)? spelt_year",
)
def season_year(m: Match, state: State) -> Found | None:
    """The summer of 1998, as 1998-SU."""
    year = m.value("year") or year_in_words(m)
    return dated(f"{year:04d}-{m.code('season')}", edge_of(m)) if year else None


def _is_season(m: Match) -> bool:
    """False for "fall" and "spring" that are no seasons, and for seasons in general ("summer holidays")."""
    first = m.tokens.starts[m.span("season")[0]]
    if m.before_name and m.tokens.text[first].isupper():  # the Spring Festival
        return False
    sure = m.before() in ("in", "since", "by", "during", "until", "for", "of", "through")
    the = m.text().startswith("the ")
    if m.tokens.word(m.span("season")[0]) in ("fall", "spring") and not the:
        ends = m.behind() in (",", ".", "and", "of", "to", "when", "or", "the", "")
        return m.before() in ("in", "since", "until", "by") and ends
    return sure or m.has("edge") or (the and m.behind() not in ("of", "holidays", "games", "olympics"))


_MIDDLE: Final = {"SP": 4, "SU": 7, "FA": 10, "WI": 12}


@RULES.rule("season", "(the)? (edge hyphen?)? season", "ends season", guard=_is_season)
def season_alone(m: Match, state: State) -> Found | None:
    """The summer; by late spring."""
    code = m.code("season")
    year, anchor = year_for(state, m, _MIDDLE[code], None)
    if year is None:
        return undecided(state, edge_of(m))
    if code == "WI" and state.doc and anchor == state.doc_value and state.doc.month < 4:
        year = state.doc.year - 1
    return dated(f"{year:04d}-{code}", edge_of(m), anchor)
