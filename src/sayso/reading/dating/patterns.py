"""The language that the rules are written in.

A pattern is words and marks. A word is a class of the lexicon (`comma`, `of`) or a slot of SLOTS (`month`, `number`), which the
rule's resolver can ask for by name; a digit after a slot's name makes a second slot of the same kind (`day2`). The marks are
those of regular expressions, over tokens instead of characters: `?`, `|`, `( )`, `*`, `{0,2}`, `(?= )`, `(?! )`, `(?<! )`.
Square brackets enclose the expression itself where a rule needs more around it to be sure: `from [day] to day2 month`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

from sayso.reading.dating.scanning import CLASSES, OTHER, Tokens

if TYPE_CHECKING:
    from sayso.reading.dating.state import Found, State

_NUMERAL: Final = "(day_number | two_digits | year_number | figure)"
_NUMBER_WORD: Final = "(small | tens | big)((hyphen)? (small | tens | big)|(?<=big) and (small | tens)){0,5}"

SLOTS: Final = {
    "month": "(month_name | may | march | month_short stop?)",
    "weekday": (
        "(weekday_name | weekday_short stop"
        " | weekday_short (?= comma? (month_name | month_short | may | march | day_number)))"
    ),
    "year": "year_number",
    "day": "(day_number | ordinal_digits | ordinal | second | tens hyphen? ordinal)",
    "season": "(season_name | season_verb)",
    "unit": "(unit_one | quarter | second)",
    "units": "(units | quarters | seconds)",
    "number": f"({_NUMERAL} fraction? | {_NUMBER_WORD} | a? dozen | (a? (small | tens | big) (big)?) )(and a? half)?",
    "fractional": "(a? half an? | half)",
    "vague": "(several | (a | very)? few | many | some | (a)? couple of?)",
    "approx": (
        "(about | nearly | (more | less) than | (no | not) more than | at least | at most | up to | over | under | just | some"
        " | as (long | many | little) as | well over | just (over | under) | a? little more than)"
    ),
    "edge": "(early | late | later | earlier | mid)",
    "ends": "(the? very? (end | beginning | middle | rest) of | the (early | late | latter) part of | (early | late) in)",
    "ordinal_number": "(ordinal | second | ordinal_digits)",
    "century": "(ordinal | second | ordinal_digits | tens hyphen? ordinal)",
    "spelt_year": "((small tens | tens tens | tens hyphen? small tens)(hyphen? small)? | small big (and? tens? hyphen? small)?"
    " | (small | tens) (small))",
    "part": "(day_part)",
    "which": "(last | past | previous | next | coming | following | this | current | same | that | latest | recent)",
    "clocktime": "(clock (meridiem)? | day_number meridiem | figure meridiem | clock hours)",
    "zone_name": "(zone | local time)",
}
"""Slots: what a resolver may ask for, as classes. `number` takes "two and a half", "twenty-four", "a dozen", "2 1/2"."""

_NAME: Final = r"[a-z_]+\d*"
_GLUE: Final = {"an": "a"}


@dataclass(frozen=True, slots=True)
class Match:
    """Where a rule matched: the tokens, and the stretch of them that each slot took."""

    rule: Rule
    tokens: Tokens
    found: re.Match[str]
    first: int
    last: int

    def has(self, slot: str) -> bool:
        """True if the slot took part."""
        return self.span(slot)[0] >= 0

    def span(self, slot: str) -> tuple[int, int]:
        """The tokens of a slot, half-open, the first place it took part in; (-1, -1) if it took none."""
        for name in self.rule.slots.get(slot, ()):
            span = self.found.span(name)
            if span[0] >= 0:
                return span
        return (-1, -1)

    def text(self, slot: str = "") -> str:
        """The text of a slot, or of the whole expression, lower case, single spaces."""
        first, after = self.span(slot) if slot else (self.first, self.last + 1)
        if first < 0 or after <= first:
            return ""
        return " ".join(self.tokens.text[self.tokens.starts[first] : self.tokens.ends[after - 1]].lower().split())

    def value(self, slot: str) -> int:
        """The number that the slot's first token stands for; 0 if it took no part."""
        first, _ = self.span(slot)
        value = self.tokens.values[first] if first >= 0 else 0
        return int(value) if isinstance(value, int | float) else 0

    def code(self, slot: str) -> str:
        """The code that the slot's first token stands for (a unit, a season, a part of the day); empty if it took no part."""
        first, _ = self.span(slot)
        value = self.tokens.values[first] if first >= 0 else ""
        return value if isinstance(value, str) else ""

    def code_at(self, index: int) -> str:
        """The code of the token at an index; empty if it has none."""
        value = self.tokens.values[index]
        return value if isinstance(value, str) else ""

    @property
    def start(self) -> int:
        """Where the expression begins in the text."""
        return self.tokens.starts[self.first]

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.tokens.ends[self.last]

    def gap(self) -> str:
        """What lies between the token before the expression and the expression."""
        return self.tokens.text[self.tokens.ends[self.first - 1] : self.start] if self.first else ""

    def before(self, count: int = 1) -> str:
        """The word `count` tokens before the expression, lower case."""
        return self.tokens.word(self.first - count)

    @property
    def before_name(self) -> bool:
        """True if a word with a capital follows."""
        after, tokens = self.last + 1, self.tokens
        return after < len(tokens.starts) and tokens.text[tokens.starts[after] : tokens.ends[after]][:1].isupper()

    def behind(self, count: int = 1) -> str:
        """The word `count` tokens behind the expression, lower case."""
        return self.tokens.word(self.last + count)


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its name, its compiled pattern, what resolves it, what must hold of a match, and its rank among equals."""

    name: str
    pattern: re.Pattern[str]
    resolve: Callable[[Match, State], Found | None]
    guard: Callable[[Match], bool] | None
    rank: int
    slots: dict[str, tuple[str, ...]]
    """The slots of the pattern, each with the names of its places."""
    needs: frozenset[str]
    """Classes without which it matches nowhere."""


def slots_of(pattern: re.Pattern[str]) -> dict[str, tuple[str, ...]]:
    """The slots of a compiled pattern, each with the names of its places."""
    slots: dict[str, tuple[str, ...]] = {}
    for name in pattern.groupindex:
        slots[name.rstrip("_")] = (*slots.get(name.rstrip("_"), ()), name)
    return slots


def _plain(text: str) -> str:
    """A slot's own pattern, over class characters."""
    return re.sub(_NAME, lambda m: CLASSES[_GLUE.get(m.group(), m.group())], _grouped(text)).replace(" ", "")


def _grouped(text: str) -> str:
    """Bare brackets made non-capturing."""
    return re.sub(r"\((?!\?)", "(?:", text)


@cache
def _slot(name: str) -> str:
    """A slot's pattern, compiled to class characters once."""
    return _plain(SLOTS[name])


class _Namer:
    """Turns the names of one pattern into class characters; a slot that comes again is captured under a longer name."""

    def __init__(self) -> None:
        self.seen: dict[str, int] = {}

    def __call__(self, m: re.Match[str]) -> str:
        """The class characters of one name."""
        name = m.group()
        kind = name.rstrip("0123456789")
        if kind not in SLOTS:
            return OTHER if kind == "word" else CLASSES[_GLUE.get(kind, kind)]
        self.seen[name] = self.seen.get(name, 0) + 1
        again = "_" * (self.seen[name] - 1)
        return f"(?P<{name}{again}>{_slot(kind)})"


def compiled(pattern: str) -> re.Pattern[str]:
    """The regular expression over classes that a pattern stands for; KeyError for a name that is no class and no slot."""
    named = _Namer()
    before, bracket, rest = pattern.partition("[")
    inside, _, behind = rest.rpartition("]")
    parts = [re.sub(_NAME, named, _grouped(part)) for part in (before, inside, behind)]
    text = f"{parts[0]}(?P<take>{parts[1]}){parts[2]}" if bracket else parts[0]
    return re.compile(text.replace(" ", ""))


def needed(pattern: str) -> frozenset[str]:
    """The class characters that every match of a pattern holds: those of its words outside brackets that are not optional."""
    text = re.sub(r"[\[\]]", " ", pattern)
    while "(" in text:
        text = re.sub(r"\([^()]*\)[?*]?", " ", text)
    if "|" in text:
        return frozenset()
    names = [name for name, mark in re.findall(rf"({_NAME})([?*]?)", text) if not mark]
    alone = [SLOTS.get(name.rstrip("0123456789"), name).strip("()") for name in names]
    return frozenset(CLASSES[_GLUE.get(name, name)] for name in alone if _GLUE.get(name, name) in CLASSES)


def matches(rule: Rule, tokens: Tokens) -> list[Match]:
    """Every place where a rule matches and its guard agrees, in order."""
    found: list[Match] = []
    if any(kind not in tokens.shape for kind in rule.needs):
        return found
    taken = "take" in rule.pattern.groupindex
    m = rule.pattern.search(tokens.shape)
    while m is not None:
        first, after = m.span("take") if taken else m.span()
        match = Match(rule, tokens, m, first, after - 1)
        good = after > first and (rule.guard is None or rule.guard(match))
        if good:
            found.append(match)
        m = rule.pattern.search(tokens.shape, after if good else m.start() + 1)
    return found
