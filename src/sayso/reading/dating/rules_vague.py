"""Rules for what TimeML calls references: now, recently, soon, the future, at the same time."""

from __future__ import annotations

from typing import Final

from sayso.reading.dating.patterns import Match
from sayso.reading.dating.register import Register
from sayso.reading.dating.state import Found, State, dated

RULES: Final = Register()


@RULES.rule("now", "now", "now_word", "right now", "these units", "at? the? present (?= comma|stop|and|break)", "at [this time]", "the time being",
            guard=lambda m: m.tokens.values[m.last] in ("D", "now") or m.tokens.word(m.last) in ("now", "currently", "nowadays", "presently", "time", "present", "days"))
def now(m: Match, state: State) -> Found | None:
    """now; currently; these days."""
    text = m.text()
    if m.tokens.text[m.start].isupper() and m.before() not in ("", ".", "?", "!", '"', "“", ":", ")", "``"):
        return None
    if text == "now" and (m.behind() in ("that",) and m.before() in (".", "") or m.behind() == "-"):
        return None
    if text.startswith("these") and m.tokens.values[m.last] != "D":
        return None
    return dated("PRESENT_REF")


@RULES.rule("recently", "past_word", "more past_word", "the past (?! word|of|and|unit|units|number|vague|hyphen)")
def recently(m: Match, state: State) -> Found | None:
    """recently; the past."""
    return dated("PAST_REF")


@RULES.rule("the future", "the near? future", "the near term", guard=lambda m: m.before() not in ("as", "how", "too") and m.behind() not in ("contracts", "as"))
def future(m: Match, state: State) -> Found | None:
    """soon; in the near future."""
    return dated("FUTURE_REF")
