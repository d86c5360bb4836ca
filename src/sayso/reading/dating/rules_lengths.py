"""Rules for durations and for sets: two weeks, more than two decades, the past three months, every Monday."""

from __future__ import annotations

import re
from typing import Final

from sayso.reading.dating.days import CLOCK_UNITS, moved
from sayso.reading.dating.lexicon import SET_WORDS
from sayso.reading.dating.numbers import length, number_in
from sayso.reading.dating.patterns import Match
from sayso.reading.dating.register import Register
from sayso.reading.dating.state import Found, State, dated

RULES: Final = Register()
_MODS: Final = (
    (("no more than", "not more than", "at most", "up to", "within"), "EQUAL_OR_LESS"),
    (("at least", "as long as", "as many as"), "EQUAL_OR_MORE"),
    (("more than", "over", "well over", "just over", "a little more than", "little more than"), "MORE_THAN"),
    (("less than", "fewer than", "under", "almost", "nearly", "just under"), "LESS_THAN"),
    (("about", "around", "approximately", "roughly", "some", "circa"), "APPROX"),
)
_WHOLE_UNITS: Final = frozenset({"D", "W", "MO", "Y", "DE", "Q"})


def mod_of(m: Match) -> str | None:
    """The TIMEX3 MOD of "more than", "nearly", "about"…"""
    words = m.text("approx")
    return next((mod for phrases, mod in _MODS if words in phrases), None)


def unit_of(m: Match) -> str:
    """The code of the match's unit, singular or plural."""
    if m.has("units"):
        return {"quarters": "Q", "seconds": "S"}.get(m.text("units"), m.code("units"))
    return {"quarter": "Q", "second": "S"}.get(m.text("unit"), m.code("unit"))


def _lasting(state: State, m: Match, count: float | None, value: str) -> Found:
    """A duration; with its bounds if it is said to end or begin with the report."""
    direction = {"last": -1, "past": -1, "previous": 0, "next": 1, "coming": 1}.get(m.text("which"), 0)
    unit = unit_of(m)
    if not direction or count is None or count != int(count) or unit not in _WHOLE_UNITS or state.doc is None or state.narrative:
        return Found("DURATION", value, mod_of(m))
    other = moved(state.doc, direction * int(count), unit)
    if other is None:
        return Found("DURATION", value, mod_of(m))
    first, until = sorted((state.doc, other))
    return Found("DURATION", value, mod_of(m), first.isoformat(), until.isoformat(), state.doc_value)


def _not_age(m: Match) -> bool:
    """False for ages (75 years old), scores, and numbers that belong to what is before them."""
    behind = (m.behind(), m.behind(2))
    if "old" in behind[:1] or behind == ("-", "old") or behind == ("of", "age"):
        return False
    return m.before() not in ("$", "/", ":")


@RULES.rule(
    "duration",
    "approx? number (more)? (filler | full)? hyphen? (unit | units)",
    "approx? number hyphen? (to | or | hyphen | dash) hyphen? number2 (more)? (filler | full)? hyphen? (unit | units)",
    "another number (filler)? (unit | units)",
    guard=lambda m: _not_age(m) and _can_count(m),
)
def duration(m: Match, state: State) -> Found | None:
    """two weeks; more than two decades; a 10-year plan; two and a half hours."""
    count = number_in(m)
    if count is None or count > 200_000:
        return None
    return Found("DURATION", length(count, unit_of(m)), mod_of(m))


def _can_count(m: Match) -> bool:
    """False for "one second quarter", "1990 week": an ordinal, or a year before a unit."""
    word = m.tokens.word(m.last)
    if word in ("quarter", "quarters") and m.tokens.word(m.last - 1) == "-":
        return False
    if word in ("second", "quarter") and "-" not in m.text() and m.text("number") not in ("a", "one"):
        return False
    if word == "quarter" and m.text("number") in ("a", "1"):
        return False
    if m.behind() in ("quarter", "half") and word == "second":
        return False
    return not (re.fullmatch(r"1[89]\d\d|20\d\d", m.text("number")) and m.has("unit"))


@RULES.rule("past or next duration",
    "(at least)? (the)? (which | ordinal | recent | latter) approx? (number | vague) (filler | full)? (unit | units)",
    "(the)? approx? (number | vague) (which) (units)",
    "(the) (number | vague) (filler|full)? (units)",
    guard=lambda m: m.text("which") not in ("that", "same") and not (m.tokens.word(m.last) == "second") and not m.text().startswith(("second ", "third ", "the second ", "the third "))
    and not (re.fullmatch(r"1[89]\d\d|20\d\d", m.text("number")) is not None))
def past_duration(m: Match, state: State) -> Found | None:
    """the past two weeks; the next few days; the first nine months."""
    if m.has("vague") and not m.text("vague").endswith(("couple of", "couple")):
        return Found("DURATION", length(None, unit_of(m)), mod_of(m))
    count = 2.0 if m.has("vague") else number_in(m)
    return None if count is None else _lasting(state, m, count, length(count, unit_of(m)))


@RULES.rule("vague duration", "approx? vague (more)? (filler)? hyphen? (units | unit)", "(the)? (recent | past | coming | which) (units)",
    guard=lambda m: _not_age(m) and m.text("which") not in ("that", "same", "current", "this", "latest", "last"))
def vague_duration(m: Match, state: State) -> Found | None:
    """several years; a few days; recent months; a couple of weeks."""
    text = m.text()
    if "couple" in text:
        return Found("DURATION", length(2, unit_of(m)), mod_of(m))
    if text in ("recent years", "recent days", "past years"):
        return dated("PAST_REF")
    if text.startswith("coming") and unit_of(m) in ("MO", "Q"):
        return dated("FUTURE_REF")
    return Found("DURATION", length(None, unit_of(m)))


@RULES.rule("duration of one", "approx? (a | another | fractional) (full)? hyphen? unit", "approx? a unit and a half",
            "approx? (a) unit (or so)", guard=lambda m: m.tokens.word(m.last) not in ("second", "quarter"))
def one_unit(m: Match, state: State) -> Found | None:
    """a week, where something lasts or comes round so long; half an hour; a year and a half."""
    text, unit = m.text(), unit_of(m)
    if text.endswith("and a half"):
        return Found("DURATION", length(1.5, unit), mod_of(m))
    if m.has("fractional"):
        return Found("DURATION", length(0.5, unit), mod_of(m))
    if m.behind() in ("ago", "earlier", "later", "old", "before", "after", "-"):
        return None
    window = m.tokens.text[max(0, m.start - 30) : m.start].lower()
    if _RATE.search(window):
        return Found("SET", length(1, unit))
    if m.has("approx") or unit in ("DE", "CE") or _LASTS.search(window) or m.tokens.word(m.first) == "another":
        return Found("DURATION", length(1, unit), mod_of(m))
    return None


_RATE: Final = re.compile(r"(?:\d|%|percent|million|billion|trillion|thousand|hundred|cents?|shares?|times|once|twice|people|dollars|barrels|tons|tonnes|hours|days)\s+$")
_LASTS: Final = re.compile(r"\b(?:for|in|within|than|takes?|took|lasts?|lasted|least|after|over|spent|spend|under|during|of|every|once|wait|waited)\s+(?:about\s+|almost\s+|nearly\s+|only\s+)?$")


@RULES.rule("so many units, unnumbered", "(units)", "(units) (or | and) units2", guard=lambda m: bool(_LASTS.search(m.tokens.text[max(0, m.start - 20) : m.start].lower())) or m.behind() == "of" and m.before() not in ("the", "these", "those", "its", "his", "their") )
def bare_units(m: Match, state: State) -> Found | None:
    """for years; within days."""
    if unit_of(m) in ("S",) or m.before() == "of" and m.before(2) not in ("number", "couple", "weeks", "matter", "period", "series", "lot"):
        return None
    return Found("DURATION", length(None, unit_of(m)))


@RULES.rule("weeks long", "(unit_one | units) hyphen long", "approx? number hyphen unit_one hyphen long")
def so_long(m: Match, state: State) -> Found | None:
    """decades-long; a day-long meeting."""
    if m.has("number"):
        return Found("DURATION", length(number_in(m), str(m.tokens.values[m.last - 2])), mod_of(m))
    value = m.tokens.values[m.first]
    plural = m.tokens.word(m.first).endswith("s") and value
    return Found("DURATION", "PXY" if plural and value == "DE" else length(None if plural else 1, str(value)))


@RULES.rule("every", "every (other | single | number)? (unit | units | weekday | season | month | weekend)", "every (part)", "every weekday part",
            guard=lambda m: m.behind() != "of")
def every(m: Match, state: State) -> Found | None:
    """every Monday; each year; every two weeks."""
    if m.has("weekday"):
        part = m.code("part")
        return Found("SET", f"XXXX-WXX-{m.value('weekday')}" + (f"T{part}" if part else ""))
    if m.has("month"):
        return Found("SET", f"XXXX-{m.value('month'):02d}")
    if m.has("season"):
        return Found("SET", f"XXXX-{m.code('season')}")
    if m.has("part"):
        return Found("SET", f"XXXX-XX-XXT{m.code('part')}")
    if m.tokens.word(m.last) == "weekend":
        return Found("SET", "XXXX-WXX-WE")
    count = number_in(m) if m.has("number") else 2.0 if " other " in m.text() else 1.0
    return Found("SET", length(count, unit_of(m))) if count else None


@RULES.rule("daily", "set_word", guard=lambda m: m.before() not in ("the",) or m.tokens.word(m.first) != "daily" or m.tokens.text[m.start].islower())
def daily(m: Match, state: State) -> Found | None:
    """daily; annually."""
    if m.tokens.text[m.start].isupper():
        return None
    return Found("SET", SET_WORDS[m.text()])


@RULES.rule("so many times", "(once | twice | number times) (a | per | every) unit", "per unit")
def times_a_unit(m: Match, state: State) -> Found | None:
    """twice a month; per year."""
    return None if unit_of(m) in ("S", "M") else Found("SET", length(1, unit_of(m)))


@RULES.rule("weekdays", "(on)? [weekdays]", "[weekday day_parts]", guard=lambda m: m.behind() not in ("'",))
def weekdays(m: Match, state: State) -> Found | None:
    """on Mondays; Tuesday nights."""
    value = m.value("weekday") or int(str(m.tokens.values[m.first]))
    part = {"mornings": "TMO", "afternoons": "TAF", "evenings": "TEV", "nights": "TNI"}.get(m.tokens.word(m.last), "")
    return Found("SET", f"XXXX-WXX-{value}{part}")


def is_clock(unit: str) -> bool:
    """True for hours, minutes, seconds."""
    return unit in CLOCK_UNITS
