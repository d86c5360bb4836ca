"""Rules for what TimeML calls references: now, recently, the future, at this time."""

# ruff: noqa: ARG001 (every resolver has the same signature)
from __future__ import annotations

from typing import Final

from sayso.reading.dating.patterns import Match
from sayso.reading.dating.register import Register
from sayso.reading.dating.state import Found, State, dated

RULES: Final = Register()
_OPENERS: Final = frozenset(["", ".", "?", "!", '"', "“", ":", ")", "``", "`"])


def _speaks(m: Match) -> bool:
    """False for the Now of a name or a button ("Support Now"), for "now-" and for "these weeks"."""
    if m.text().endswith("time") and m.behind() in ("yesterday", "tomorrow", "last", "next"):
        return False
    if m.text().startswith("these") and m.tokens.values[m.last] != "D":
        return False
    if m.tokens.text[m.start].isupper() and m.before() not in _OPENERS and "\n" not in m.gap():
        return False
    return m.behind() != "-" and not (m.behind() == "that" and m.before() in (".", ""))


@RULES.rule(
    "now",
    "right? now",
    "now_word",
    "these units",
    "at? the? present (?= comma | stop | and | break)",
    "at [this time]",
    "the time being",
    guard=_speaks,
)
def now(m: Match, state: State) -> Found | None:
    """now; currently; these days."""
    return dated("PRESENT_REF")


@RULES.rule("recently", "more? past_word", "the past (?! word | of | and | unit | units | number | vague | hyphen)")
def recently(m: Match, state: State) -> Found | None:
    """recently; the past."""
    return dated("PAST_REF")


@RULES.rule("the future", "the near? future", "the near term", guard=lambda m: m.behind() not in ("contracts", "as", "of"))
def future(m: Match, state: State) -> Found | None:
    """In the near future."""
    return dated("FUTURE_REF")
