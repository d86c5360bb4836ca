"""Rules for dates that hang on another: today, Friday, last month, two weeks ago, the next day, the end of the year."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from sayso.reading.dating.days import CLOCK_UNITS, day_of, moved, named
from sayso.reading.dating.numbers import number_in
from sayso.reading.dating.patterns import Match
from sayso.reading.dating.register import Register
from sayso.reading.dating.edges import edge_of
from sayso.reading.dating.state import NO_EVENT, Focus, Found, State, dated, unit_value, unresolved
from sayso.reading.dating.tense import points_ahead

RULES: Final = Register()
DIRECTIONS: Final = {"last": -1, "past": -1, "previous": -1, "prior": -1, "preceding": -1, "next": 1, "coming": 1, "upcoming": 1, "following": 1,
                     "ensuing": 1, "subsequent": 1}
OFFSETS: Final = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0}
HUNG: Final = frozenset({"following", "ensuing", "subsequent", "that", "same", "previous", "preceding", "prior"})
"""Words that point at the date spoken of before, not at the document's."""


def direction_of(m: Match, slot: str = "which") -> int:
    """-1 for last, 0 for this, 1 for next."""
    return DIRECTIONS.get(m.text(slot), 0)


def weekday_day(state: State, m: Match, which: str = "") -> tuple[date | None, str | None]:
    """The day that a weekday means, and what it hangs on.

    The document's own day if it is that weekday; else the one before, or after if the clause speaks of what is to come. In a
    narrative, the one after the date spoken of before, within the week.
    """
    anchor_day, anchor = state.doc, state.doc_value
    background = state.event if state.narrative else None
    if background is not None:
        anchor_day, anchor = background.exact(), background.timex
    if anchor_day is None or state.narrative and background is None:
        return None, None
    back = timedelta(days=(anchor_day.isoweekday() - m.value("weekday")) % 7)
    ahead = timedelta(days=(m.value("weekday") - anchor_day.isoweekday()) % 7)
    if which in ("next", "coming", "upcoming"):
        return anchor_day + (ahead or timedelta(days=7)), anchor
    if which == "previous" and state.event and (before := state.event.exact()):
        return before - timedelta(days=(before.isoweekday() - m.value("weekday") - 1) % 7 + 1), state.event.timex
    if which in ("last", "past", "previous"):
        return anchor_day - (back or timedelta(days=7)), anchor
    if which == "following":
        base = (state.event.exact() if state.event else None) or anchor_day
        return base + timedelta(days=(m.value("weekday") - base.isoweekday() - 1) % 7 + 1), state.event.timex if state.event else anchor
    if state.narrative:
        return anchor_day + ahead, anchor
    return (anchor_day + ahead if points_ahead(m.tokens.text, m.start, m.end) else anchor_day - back), anchor


@RULES.rule("weekday", "(edge)? (the? which)? weekday",
            guard=lambda m: m.text("which") not in ("latest", "recent", "that"))
def weekday(m: Match, state: State) -> Found | None:
    """on Friday; last Tuesday; next Monday."""
    day, anchor = weekday_day(state, m, m.text("which"))
    return unit_value(day, "D", anchor, edge_of(m))


def on_day(state: State, word: str) -> tuple[date | None, str | None]:
    """The day that today, yesterday, tomorrow mean."""
    return (moved(state.doc, OFFSETS[word], "D") if state.doc else None), state.doc_value


@RULES.rule("today", "(edge)? (today | yesterday | tomorrow)")
def today(m: Match, state: State) -> Found | None:
    """today; late yesterday; tomorrow."""
    word = m.tokens.word(m.last)
    if word == "today" and state.narrative:
        return dated("PRESENT_REF")
    day, anchor = on_day(state, word)
    return unit_value(day, "D", anchor, edge_of(m))


@RULES.rule("day from today", "the? unit_one (before yesterday | after tomorrow)", guard=lambda m: m.tokens.values[m.last - 2] == "D")
def day_from_today(m: Match, state: State) -> Found | None:
    """the day before yesterday; the day after tomorrow."""
    ahead = m.tokens.word(m.last) == "tomorrow"
    return unit_value(moved(state.doc, 2 if ahead else -2, "D") if state.doc else None, "D", state.doc_value)


def base_day(state: State, which: str, unit: str, article: bool) -> tuple[date | None, str | None]:
    """The day that "last", "that", "the next" count from, and its name."""
    hung = which in HUNG or (which == "next" and article) or (unit == "D")
    focus = state.event
    if hung and focus is not None and (_fits(focus, unit)):
        near = state.narrative or focus.explicit or unit == "D" or which in ("following", "that", "same", "next")
        if near and (focus.paragraph >= state.paragraph - (9 if state.narrative or unit == "D" else 1)):
            return focus.first(), focus.timex
    if hung and (unit == "D" or which in ("that", "same")):
        return None, None
    return state.now()


def _fits(focus: Focus, unit: str) -> bool:
    """True if the date is exact enough to count that unit from it."""
    return bool(focus.day) if unit in ("D", "W", "WE") else bool(focus.month) if unit in ("MO", "Q") else True


def _narrowed(m: Match, found: Found, state: State) -> Found:
    """ "later this month" begins with the document's day, "earlier this month" ends before it."""
    if state.doc is None or found.value is None or m.text("which") not in ("this", "current") or m.text("edge") not in ("later", "earlier"):
        return found
    later = m.text("edge") == "later"
    return Found("DATE", found.value, "END" if later else "START", begin=state.doc_value if later else None,
                 until=None if later else (state.doc + timedelta(days=1)).isoformat(), anchor=found.anchor)


@RULES.rule(
    "last, this, next",
    "(edge | ends)? (the)? which (fiscal|filler|full)? unit",
    "(edge | ends)? (the)? which (fiscal|filler|full)? weekend",
    "(edge | ends)? (that|this) same unit",
    guard=lambda m: m.text("which") not in ("latest", "recent") or (m.text("which") == "latest" and m.code("unit") in ("W", "MO", "Y")),
)
def which_unit(m: Match, state: State) -> Found | None:
    """last month; this week; the following year; later this month."""
    which = m.text("which") if m.has("which") else "same"
    unit = m.code("unit") or ("Q" if m.text("unit") == "quarter" else "WE" if not m.has("unit") else "")
    article = m.tokens.shape[m.span("which")[0] - 1] == m.tokens.shape[m.first] and m.text().startswith("the") if m.first < m.span("which")[0] else False
    article = m.tokens.word(m.span("which")[0] - 1) == "the" and m.first < m.span("which")[0]
    if unit in CLOCK_UNITS or not unit or unit == "FN":
        return None
    return _which(m, state, which, unit, article)


def _which(m: Match, state: State, which: str, unit: str, article: bool) -> Found | None:
    """The value of "last", "this", "next" with a unit."""
    if which == "recent" or (which in ("latest", "last") and article and unit == "D"):
        return None
    if which == "past" or (article and which == "last" and unit in ("DE", "CE")):
        return span_of(state, 1, unit, -1)
    if unit == "D" and which in ("this", "current", "last", "coming"):
        return None
    if unit == "Q" and which in ("latest", "last"):
        return None if which == "latest" else unit_value(_quarter_before(state), "Q", state.doc_value)
    base, anchor = base_day(state, which, unit, article)
    if base is None:
        return unresolved(note=NO_EVENT if which in HUNG or article else unresolved().note, mod=edge_of(m))
    if unit == "WE":
        step = direction_of(m) if base.isoweekday() > 5 or which != "next" else 0
        return unit_value(moved(base, step, "W"), "WE", anchor, edge_of(m))
    if unit == "D":
        return unit_value(moved(base, direction_of(m), "D"), "D", anchor, edge_of(m))
    return _narrowed(m, unit_value(moved(base, direction_of(m), unit), unit, anchor, edge_of(m)), state)


def _quarter_before(state: State) -> date | None:
    """A day in the quarter before the document's."""
    return moved(state.doc, -1, "Q") if state.doc else None


_ISO_UNITS: Final = {"DE": ("P{}Y", 10), "CE": ("P{}Y", 100), "MO": ("P{}M", 1), "WE": ("P{}WE", 1)}


def span_of(state: State, count: int, unit: str, direction: int) -> Found:
    """A length of time that ends or begins with the document's day: the past week, the next two years."""
    form, factor = _ISO_UNITS.get(unit, (f"P{{}}{unit}", 1))
    value = form.format(count * factor)
    other = moved(state.doc, direction * count, unit if unit != "WE" else "W") if state.doc and not state.narrative else None
    if other is None or state.doc is None:
        return Found("DURATION", value)
    first, until = sorted((state.doc, other))
    return Found("DURATION", value, begin=first.isoformat(), until=until.isoformat(), anchor=state.doc_value)


@RULES.rule("month of last year", "(edge hyphen? | ends)? month (comma? of)? which unit_one", "(edge hyphen? | ends)? month the which unit_one",
            guard=lambda m: m.tokens.values[m.last] == "Y" and m.text("which") not in ("recent", "latest"))
def month_of_year(m: Match, state: State) -> Found | None:
    """June last year; October of that year."""
    base, anchor = base_day(state, m.text("which"), "Y", " the " in m.text())
    return dated(f"{base.year + direction_of(m):04d}-{m.value('month'):02d}", edge_of(m), anchor) if base else unresolved()


@RULES.rule("last or next month by name", "(edge hyphen? | ends)? which month (day_number)?", guard=lambda m: m.text("which") in (*DIRECTIONS, "this"))
def which_month(m: Match, state: State) -> Found | None:
    """last April; next September; this March."""
    base, anchor = base_day(state, m.text("which"), "Y", False)
    if base is None:
        return unresolved(mod=edge_of(m))
    month, step = m.value("month"), direction_of(m)
    year = base.year + (step if (step < 0 and month >= base.month) or (step > 0 and month <= base.month) else 0)
    if m.last > m.span("month")[1] - 1 and isinstance(m.tokens.values[m.last], int):
        value = f"{year:04d}-{month:02d}-{m.tokens.values[m.last]:02d}"
        return dated(value if day_of(value) else None, edge_of(m), anchor)
    return dated(f"{year:04d}-{month:02d}", edge_of(m), anchor)


@RULES.rule("last or next season", "(edge)? which past? season", "(edge)? the next season", guard=lambda m: m.text("which") in (*DIRECTIONS, "this", "that"))
def which_season(m: Match, state: State) -> Found | None:
    """last fall; this summer; next winter."""
    base, anchor = base_day(state, m.text("which") if m.has("which") else "next", "MO", False)
    if base is None:
        return unresolved(mod=edge_of(m))
    code, which = m.code("season"), m.text("which")
    first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
    year = base.year - 1 if code == "WI" and base.month < 3 else base.year
    if which in ("last", "past", "previous") and base.month <= first + 2 and year == base.year:
        year -= 1
    elif which in ("next", "coming", "following") and base.month >= first - (1 if which == "next" else 0) and not (code == "WI"):
        year += 1
    return dated(f"{year:04d}-{code}", edge_of(m), anchor)


@RULES.rule("ago", "approx? (number | a | vague) (filler)? (unit | units) (or so)? ago", "unit_one hyphen ago",
            guard=lambda m: m.has("unit") or m.has("units") or m.tokens.values[m.first] == "Y")
def ago(m: Match, state: State) -> Found | None:
    """two weeks ago; about a year ago."""
    unit = m.code("units") or m.code("unit") or ("Q" if m.has("units") or m.has("unit") else "Y")
    if unit in CLOCK_UNITS:
        return Found("TIME", None, note="the document's time of day is not known")
    if m.has("vague"):
        return dated("PAST_REF")
    count = number_in(m) if m.has("number") else 1.0
    if count is None or count != int(count):
        return unresolved(note="not a whole number")
    quarter = _quarter_year_before(state, unit, int(count))
    if quarter:
        return quarter
    base, anchor = (state.doc, state.doc_value) if state.doc else (None, None)
    return unit_value(moved(base, -int(count), unit) if base and not state.narrative else None, unit, anchor, _approx(m))


def _approx(m: Match) -> str | None:
    """The MOD that "about", "nearly", "more than" stand for before "ago"."""
    words = m.text("approx")
    return "APPROX" if words in ("about", "around", "some", "roughly", "approximately") else None


def _quarter_year_before(state: State, unit: str, count: int) -> Found | None:
    """In a report on a quarter, "a year earlier" is that quarter of the year before."""
    quarter = state.quarter
    if unit != "Y" or count != 1 or quarter is None or state.paragraph - quarter.paragraph > 2 or state.narrative:
        return None
    year = quarter.year - 1 if state.doc is None or quarter.year >= state.doc.year - 1 else quarter.year
    return dated(f"{year:04d}-Q{((quarter.month or 1) + 2) // 3}", anchor=quarter.timex)


@RULES.rule("earlier or later", "approx? (number | a | the) (filler)? (unit | units) (hyphen)? (earlier | later | before | after)", "unit_one hyphen earlier",
            "(vague)? (units) (earlier | later | before)",
            guard=lambda m: m.tokens.word(m.last) in ("earlier", "later") and m.behind() != "than" or m.behind() in (".", ",", ";", ")", ""))
def earlier_later(m: Match, state: State) -> Found | None:
    """two days later; a year earlier."""
    unit = m.code("units") or m.code("unit") or ("Q" if m.has("units") or m.has("unit") else "Y")
    later = m.tokens.word(m.last) in ("later", "after", "afterward", "afterwards", "thereafter")
    if unit in CLOCK_UNITS:
        return None
    if m.has("vague") or not (m.has("number") or m.has("unit") or m.text().startswith("year")):
        return dated("FUTURE_REF" if later else "PAST_REF") if m.tokens.word(m.last) in ("later", "earlier") else None
    count = number_in(m) if m.has("number") else 1.0
    if count is None or count != int(count):
        return unresolved(note="not a whole number")
    if not later and (quarter := _quarter_year_before(state, unit, int(count))):
        return quarter
    focus = state.event
    if focus is None or not _fits(focus, unit) or (not later and not (focus.explicit or unit == "D" or state.narrative)):
        if later or state.narrative or state.doc is None:
            return unresolved(note=NO_EVENT)
        return unit_value(moved(state.doc, -int(count), unit), unit, state.doc_value)
    base = focus.first()
    return unit_value(moved(base, int(count) * (1 if later else -1), unit) if base else None, unit, focus.timex)


@RULES.rule("from now", "approx? (number | a) (filler)? (unit | units) (from (now | today) | hence)")
def from_now(m: Match, state: State) -> Found | None:
    """two years from now."""
    unit = m.code("units") or m.code("unit") or "Q"
    count = number_in(m) if m.has("number") else 1.0
    if unit in CLOCK_UNITS or count is None or count != int(count):
        return None
    return unit_value(moved(state.doc, int(count), unit) if state.doc else None, unit, state.doc_value, _approx(m))


@RULES.rule("week of a day", "the? unit_one of month the? day (comma? year)?", guard=lambda m: "W" in m.tokens.values[m.first : m.first + 2])
def week_of(m: Match, state: State) -> Found | None:
    """the week of March 5."""
    from sayso.reading.dating.state import year_for

    number = next((int(v) for v in m.tokens.values[m.span("day")[0] : m.span("day")[1]] if isinstance(v, int)), 0)
    year = m.value("year") or year_for(state, m, m.value("month"), number)[0]
    day = day_of(f"{year:04d}-{m.value('month'):02d}-{number:02d}") if year else None
    return unit_value(day, "W", None)


@RULES.rule("end of a period", "ends (the) unit", "(edge in) the unit", "ends the full unit", guard=lambda m: m.code("unit") in ("W", "MO", "Y", "DE", "CE") or m.text("unit") == "quarter")
def end_of(m: Match, state: State) -> Found | None:
    """the end of the month; later in the year."""
    unit = m.code("unit") or "Q"
    focus = state.background()
    base, anchor = (focus.first(), focus.timex) if focus and _fits(focus, unit) else state.now()
    return unit_value(base, unit, anchor, edge_of(m))


@RULES.rule("end of the year", "(the)? unit_one (hyphen | possessive)? end", guard=lambda m: "Y" in m.tokens.values[m.first : m.last] and m.before() not in ("the", "last", "this", "next", "s") or m.tokens.word(m.last - 1) == "-")
def year_end(m: Match, state: State) -> Found | None:
    """year-end; the year's end."""
    unit = next((str(v) for v in m.tokens.values[m.first : m.last] if v in ("Y", "MO", "W")), "")
    base, anchor = state.now()
    if base is not None and m.before() == "since":
        base = moved(base, -1, unit)
    return unit_value(base, unit, anchor, "END") if unit else None


@RULES.rule("the weekend", "(ends)? the weekend", "(ends)? the unit_one", guard=lambda m: m.tokens.word(m.last) == "weekend")
def weekend(m: Match, state: State) -> Found | None:
    """the weekend: the last one, or the next if the clause speaks of what is to come."""
    if state.doc is None or state.narrative:
        return unresolved()
    inside = state.doc.isoweekday() > 5
    ahead = points_ahead(m.tokens.text, m.start, m.end)
    return dated(named(state.doc if inside or ahead else state.doc - timedelta(days=7), "WE"), edge_of(m), state.doc_value)
