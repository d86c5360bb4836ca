"""Rules for durations: two weeks, more than two decades, the past three months, half an hour, for years."""

# ruff: noqa: ARG001 (every resolver has the same signature)
from __future__ import annotations

import re
from typing import Final

from sayso.reading.dating.days import moved
from sayso.reading.dating.numbers import length, number_in, unit_of
from sayso.reading.dating.patterns import Match
from sayso.reading.dating.register import Register
from sayso.reading.dating.state import Found, State, dated

RULES: Final = Register()
_MODS: Final = {
    "no more than": "EQUAL_OR_LESS", "not more than": "EQUAL_OR_LESS", "at most": "EQUAL_OR_LESS", "up to": "EQUAL_OR_LESS",
    "at least": "EQUAL_OR_MORE", "as long as": "EQUAL_OR_MORE", "as many as": "EQUAL_OR_MORE",
    "more than": "MORE_THAN", "over": "MORE_THAN", "well over": "MORE_THAN", "just over": "MORE_THAN",
    "a little more than": "MORE_THAN", "little more than": "MORE_THAN",
    "less than": "LESS_THAN", "fewer than": "LESS_THAN", "under": "LESS_THAN", "just under": "LESS_THAN",
    "almost": "LESS_THAN", "nearly": "LESS_THAN",
    "about": "APPROX", "around": "APPROX", "approximately": "APPROX", "roughly": "APPROX", "some": "APPROX", "circa": "APPROX",
}
_WHOLE_UNITS: Final = frozenset({"D", "W", "MO", "Y", "DE", "Q"})
_YEAR_LIKE: Final = re.compile(r"1[89]\d\d|20\d\d")
_LONGEST: Final = 200_000
_RATE: Final = re.compile(
    r"(?:\d|%|percent|million|billion|trillion|thousand|hundred|cents?|shares?|times|once|twice|people|dollars|barrels|tons|tonnes"
    r"|hours|days)\s+$"
)
_LASTS: Final = re.compile(
    r"\b(?:for|in|within|than|takes?|took|lasts?|lasted|least|after|over|spent|spend|under|during|of|every|once|wait|waited)\s+"
    r"(?:about\s+|almost\s+|nearly\s+|only\s+)?$"
)


def mod_of(m: Match) -> str | None:
    """The MOD of "more than", "nearly", "about"."""
    return _MODS.get(m.text("approx"))


def _before(m: Match, width: int) -> str:
    """The text before the expression, lower case."""
    return m.tokens.text[max(0, m.start - width) : m.start].lower()


def _lasting(state: State, m: Match, count: float | None) -> Found | None:
    """A duration; with its bounds if it is said to end or begin with the report."""
    if count is None:
        return None
    unit, which = unit_of(m), m.text("which")
    found = Found("DURATION", length(count, unit), mod_of(m))
    step = -1 if which in ("last", "past") else 1 if which in ("next", "coming") else 0
    if m.behind() == "of":  # of another period than the report's
        return found
    if not step or count != int(count) or unit not in _WHOLE_UNITS or state.doc is None or state.narrative:
        return found
    other = moved(state.doc, step * int(count), unit)
    if other is None:
        return found
    first, until = sorted((state.doc, other))
    return Found("DURATION", found.value, found.mod, first.isoformat(), until.isoformat(), state.doc_value)


def _not_age(m: Match) -> bool:
    """False for ages (75 years old) and for numbers that belong to what is before them."""
    behind = (m.behind(), m.behind(2))
    return behind[0] != "old" and behind not in (("-", "old"), ("of", "age")) and m.before() not in ("$", "/", ":")


def _can_count(m: Match) -> bool:
    """False for "one second quarter", "three-quarters", "the 1990 week": an ordinal, a fraction, or a year before a unit."""
    word = m.tokens.word(m.last)
    if word in ("quarter", "quarters") and m.tokens.word(m.last - 1) == "-":
        return False
    if word in ("second", "quarter") and ("-" not in m.text() and m.text("number") not in ("a", "one")):
        return False
    if (word == "quarter" and m.text("number") == "1") or (word == "second" and m.behind() in ("quarter", "half")):
        return False
    return not (_YEAR_LIKE.fullmatch(m.text("number")) and m.has("unit"))


@RULES.rule(
    "duration",
    "approx? number more? (filler | full)? hyphen? (unit | units)",
    "approx? number hyphen? (to | or | hyphen | dash) hyphen? number2 more? (filler | full)? hyphen? (unit | units)",
    "another number filler? (unit | units)",
    guard=lambda m: _not_age(m) and _can_count(m),
)
def duration(m: Match, state: State) -> Found | None:
    """Two weeks; more than two decades; a 10-year plan; two and a half hours."""
    count = number_in(m)
    return Found("DURATION", length(count, unit_of(m)), mod_of(m)) if count is not None and count <= _LONGEST else None


def _is_stretch(m: Match) -> bool:
    """False for "that two weeks", "the second three months", "the 1990 months"."""
    ordinal = m.text().removeprefix("the ").startswith(("second ", "third "))
    word = m.tokens.word(m.last)
    if m.text("which") in ("that", "same") or word == "second" or ordinal:
        return False
    return not _YEAR_LIKE.fullmatch(m.text("number"))


@RULES.rule(
    "past or next duration",
    "(at least)? the? (which | ordinal | latter) approx? (number | vague) (filler | full)? (unit | units)",
    "the? approx? (number | vague) which units",
    "the (number | vague) (filler | full)? units",
    guard=_is_stretch,
)
def past_duration(m: Match, state: State) -> Found | None:
    """The past two weeks; the next few days; the first nine months."""
    if m.has("vague") and "couple" not in m.text("vague"):
        return Found("DURATION", length(None, unit_of(m)), mod_of(m))
    return _lasting(state, m, 2.0 if m.has("vague") else number_in(m))


_NO_STRETCH: Final = frozenset({"that", "same", "current", "this", "latest", "last"})


@RULES.rule(
    "vague duration",
    "approx? vague more? filler? hyphen? (units | unit)",
    "the? (past | coming | which) units",
    guard=lambda m: _not_age(m) and m.text("which") not in _NO_STRETCH and not (m.text("vague") == "many" and m.before() == "as"),
)
def vague_duration(m: Match, state: State) -> Found | None:
    """Several years; a few days; recent months; a couple of weeks."""
    text, unit = m.text(), unit_of(m)
    if "couple" in text:
        return Found("DURATION", length(2, unit), mod_of(m))
    if text in ("recent years", "recent days", "past years"):
        return dated("PAST_REF")
    if text.startswith("coming") and unit in ("MO", "Q"):
        return dated("FUTURE_REF")
    return Found("DURATION", length(None, unit))


@RULES.rule(
    "duration of one",
    "approx? (a | another | fractional) full? hyphen? unit",
    "approx? a unit and a half",
    "approx? a unit or so",
    guard=lambda m: m.tokens.word(m.last) not in ("second", "quarter"),
)
def one_unit(m: Match, state: State) -> Found | None:
    """A week, where something lasts or comes round so long; half an hour; a year and a half."""
    unit = unit_of(m)
    if m.text().endswith("and a half") or m.has("fractional"):
        return Found("DURATION", length(0.5 if m.has("fractional") else 1.5, unit), mod_of(m))
    if m.behind() in ("ago", "earlier", "later", "old", "before", "after", "-"):
        return None
    window = _before(m, 30)
    if _RATE.search(window):
        return Found("SET", length(1, unit))
    lasts = m.has("approx") or unit in ("DE", "CE") or m.tokens.word(m.first) == "another" or _LASTS.search(window)
    return Found("DURATION", length(1, unit), mod_of(m)) if lasts else None


_COUNTED_IN: Final = frozenset(["number", "couple", "weeks", "matter", "period", "series", "lot"])


def _goes_on(m: Match) -> bool:
    """True for units that something lasts: "for years", "within days", "months of talks"."""
    if m.before() == "of" and m.before(2) not in _COUNTED_IN:
        return False
    of = m.behind() == "of" and m.before() not in ("the", "these", "those", "its", "his", "their")
    return m.tokens.word(m.last) not in ("seconds", "quarters") and (of or _LASTS.search(_before(m, 20)) is not None)


@RULES.rule("unnumbered duration", "units", "units (or | and) units2", guard=_goes_on)
def bare_units(m: Match, state: State) -> Found | None:
    """For years; within days."""
    return Found("DURATION", length(None, unit_of(m)))


@RULES.rule("so long", "(unit_one | units) hyphen long", "approx? number hyphen unit_one hyphen long")
def so_long(m: Match, state: State) -> Found | None:
    """decades-long; a day-long meeting."""
    if m.has("number"):
        return Found("DURATION", length(number_in(m), m.code_at(m.last - 2)), mod_of(m))
    unit, plural = m.code_at(m.first), m.tokens.word(m.first).endswith("s")
    return Found("DURATION", "PXY" if plural and unit == "DE" else length(None if plural else 1, unit))
