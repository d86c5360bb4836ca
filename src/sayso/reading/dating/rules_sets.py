"""Rules for sets: every Monday, twice a month, daily, on Tuesdays."""

# ruff: noqa: ARG001 (every resolver has the same signature)
from __future__ import annotations

from typing import Final

from sayso.reading.dating.lexicon import SET_WORDS
from sayso.reading.dating.numbers import length, number_in, unit_of
from sayso.reading.dating.patterns import Match
from sayso.reading.dating.register import Register
from sayso.reading.dating.state import Found, State

RULES: Final = Register()
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


@RULES.rule("weekdays", "weekdays", "weekday day_parts")
def weekdays(m: Match, state: State) -> Found | None:
    """On Mondays; Tuesday nights."""
    value = m.tokens.values[m.first]
    return Found("SET", f"XXXX-WXX-{value}{_PLURAL_PARTS.get(m.tokens.word(m.last), '')}")
