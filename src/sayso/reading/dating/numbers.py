"""Numbers in words and figures, and the length of time that they make with a unit."""

from __future__ import annotations

from sayso.reading.dating.patterns import Match

_FRACTIONS = {"1/2": 0.5, "½": 0.5, "1/4": 0.25, "¼": 0.25, "3/4": 0.75, "¾": 0.75, "1/3": None, "2/3": None}
_CLOCK = frozenset("SMH")
_TIMES = {"FN": ("W", 2), "DE": ("Y", 10), "CE": ("Y", 100), "ML": ("Y", 1000), "WE": ("WE", 1), "MO": ("M", 1)}
_SMALLER = {"Y": ("M", 12), "D": ("H", 24), "W": ("D", 7), "M": ("S", 60), "H": ("M", 60), "MO": ("D", None)}


def number_in(m: Match, slot: str = "number") -> float | None:
    """The number that a slot's words stand for: "two and a half" is 2.5; None if they make no number."""
    first, after = m.span(slot)
    total, group = 0.0, 0.0
    kinds = m.tokens
    for i in range(first, after):
        word, value = kinds.word(i), kinds.values[i]
        if word in ("and", "-", "a", "an", ","):
            continue
        if word == "half":
            group += 0.5
        elif word in _FRACTIONS:
            group += _FRACTIONS[word] or 0.0
        elif word == "dozen":
            group = (group or 1) * 12
        elif word in ("hundred", "thousand"):
            group = (group or 1) * (100 if word == "hundred" else 1000)
            if word == "thousand":
                total, group = total + group, 0.0
        elif isinstance(value, int | float):
            group += value
    return total + group if 0 < total + group < 1_000_000 else None


def ordinal_in(m: Match, slot: str) -> int:
    """The ordinal that a slot's words stand for: "twenty-first" is 21."""
    first, after = m.span(slot)
    return sum(int(v) for v in m.tokens.values[first:after] if isinstance(v, int))


def unit_of(m: Match) -> str:
    """The code of the match's unit, singular or plural."""
    if m.has("units"):
        return {"quarters": "Q", "seconds": "S"}.get(m.text("units"), m.code("units"))
    return {"quarter": "Q", "second": "S"}.get(m.text("unit"), m.code("unit"))


def plain(number: float) -> str:
    """A number without an idle point."""
    return str(int(number)) if number == int(number) else f"{number:g}"


def length(number: float | None, unit: str) -> str:
    """The value of a duration: P2W, PT30M, P2Y6M; PXD for an unknown number of days."""
    clock = unit in _CLOCK
    prefix = "PT" if clock else "P"
    if number is None:
        return prefix + "X" + {"MO": "M", "FN": "W", "ML": "ML"}.get(unit, unit)
    base, factor = (unit, 1) if clock else _TIMES.get(unit, (unit, 1))
    number *= factor
    whole, rest = int(number), number - int(number)
    smaller, parts = ("M", 12) if (base == "Y" and not clock) else _SMALLER.get(base, (base, None)) if clock else (base, None)
    if rest and parts and whole and abs(rest * parts - round(rest * parts)) < 1e-6:
        return f"{prefix}{whole}{base}{round(rest * parts)}{smaller}"
    if rest and parts and not whole and abs(rest * parts - round(rest * parts)) < 1e-6:
        return f"{prefix}{round(rest * parts)}{smaller}"
    return f"{prefix}{plain(number)}{base}"
