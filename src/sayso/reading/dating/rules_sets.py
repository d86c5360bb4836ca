"""Rules for sets: every Monday, twice a month, daily, on Tuesdays."""

# ruff: noqa: ARG001 (every resolver has the same signature)
from __future__ import annotations

from typing import Final

from sayso.reading.dating.lexicon import SET_WORDS
from sayso.reading.dating.numbers import length, number_in, unit_of
from sayso.reading.dating.patterns import Match
from sayso.reading.dating.register import Register
from sayso.reading.dating.rules_clock import time_in
from sayso.reading.dating.scanning import CLASSES
from sayso.reading.dating.state import Found, State

RULES: Final = Register()
_WEEKDAY_KINDS: Final = frozenset(CLASSES[kind] for kind in ("weekdays", "weekday_name", "weekday_short"))
_UNIT_KINDS: Final = frozenset(CLASSES[kind] for kind in ("unit_one", "set_word"))
_PLURAL_PARTS: Final = {"mornings": "TMO", "afternoons": "TAF", "evenings": "TEV", "nights": "TNI"}


@RULES.rule(
    "every",
    "every (other | single | number)? (unit | units | weekday | season | month | weekend)",
    "every weekday? part",
    guard=lambda m: m.behind() != "of",
)
def every(m: Match, state: State) -> Found | None:
    """Every Monday; each year; every two weeks."""
    part = f"T{m.code('part')}" if m.has("part") else ""
    if m.has("weekday"):
        return Found("SET", f"XXXX-WXX-{m.value('weekday')}{part}")
    if m.has("month"):
        return Found("SET", f"XXXX-{m.value('month'):02d}")
    if m.has("season"):
        return Found("SET", f"XXXX-{m.code('season')}")
    if part:
        return Found("SET", f"XXXX-XX-XX{part}")
    if m.tokens.word(m.last) == "weekend":
        return Found("SET", "XXXX-WXX-WE")
    count = number_in(m) if m.has("number") else 2.0 if " other " in m.text() else 1.0
    return Found("SET", length(count, unit_of(m))) if count else None


@RULES.rule("daily", "set_word", guard=lambda m: m.tokens.text[m.start].islower())
def daily(m: Match, state: State) -> Found | None:
    """daily; annually; but not the Daily of a name."""
    return Found("SET", SET_WORDS[m.text()])


@RULES.rule(
    "so many times",
    "(once | twice | number times) (a | per | every) unit",
    "per unit",
    guard=lambda m: unit_of(m) not in ("S", "M"),
)
def times_a_unit(m: Match, state: State) -> Found | None:
    """Twice a month; per year."""
    return Found("SET", length(1, unit_of(m)))


_RANGE: Final = "(to | until | and | hyphen | dash) clocktime2"
_DAYS: Final = "comma? on? (weekdays | every weekday | every unit_one | set_word)"


def _by_day(m: Match) -> bool:
    """False for "6 p.m. each month"."""
    first, after = m.found.span()
    kinds = zip(m.tokens.shape[first:after], m.tokens.values[first:after], strict=True)
    return all(value in ("D", "P1D") for kind, value in kinds if kind in _UNIT_KINDS)


@RULES.rule(
    "set at a time",
    "every weekday comma? at? clocktime",
    "weekdays comma? at clocktime",
    f"clocktime {_DAYS}",
    f"[clocktime] {_RANGE} {_DAYS}",
    guard=lambda m: time_in(m.text("clocktime")) is not None and _by_day(m),
)
def set_at_a_time(m: Match, state: State) -> Found | None:
    """Every Tuesday at 8 p.m.; 18:00 each day; 11 a.m. in "between 11 a.m. and 7 p.m. each day"."""
    words = m.tokens
    first, after = m.found.span()
    known = (v for i, v in enumerate(words.values[first:after], first) if words.shape[i] in _WEEKDAY_KINDS)
    day = next((f"XXXX-WXX-{v}" for v in known), "XXXX-XX-XX")
    return Found("SET", f"{day}{time_in(m.text('clocktime'))}")


@RULES.rule("weekdays", "weekdays", "weekday day_parts")
def weekdays(m: Match, state: State) -> Found | None:
    """On Mondays; Tuesday nights."""
    value = m.tokens.values[m.first]
    return Found("SET", f"XXXX-WXX-{value}{_PLURAL_PARTS.get(m.tokens.word(m.last), '')}")
