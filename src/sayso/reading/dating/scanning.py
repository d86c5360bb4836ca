"""The scanner: a text as tokens, each with a class, and the string of their classes that the rules are matched against."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from sayso.reading.dating.holidays import HOLIDAYS
from sayso.reading.dating.lexicon import CAPITALISED, WORDS, Entry, Value

OTHER: Final = "x"
SHAPED: Final = (
    "break", "comma", "hyphen", "dash", "slash", "stop", "colon", "quote", "possessive", "open", "close",
    "day_number", "two_digits", "year_number", "figure", "fraction", "ordinal_digits", "digit_decade", "short_decade",
    "short_year",    "fy_year", "iso", "numeric", "clock", "meridiem", "hours", "holiday", "quarter_code",
)
"""Classes of tokens that are known by their form, not from the lexicon."""

CLASSES: Final = {
    name: chr(0xE000 + i) for i, name in enumerate(sorted({*SHAPED, *(kind for kind, _ in WORDS.values())}))
}
"""One private-use character for each class."""

_FORMS: Final = r"""
  (?P<space>\n[ \t\r]*\n\s*)
 |(?P<fy>FY\s?['’]?(?:\d{4}|\d\d)\b)
 |(?P<word>[A-Za-z]\.[ ]?[A-Za-z]\.(?:[A-Za-z]\.)*|o['’]clock|[ap]\.[ ]?m\b|[^\W\d_]+(?:\d\w*)?)
 |(?P<money>[$£€¥\#][ ]?\d+(?:[.,]\d+)*)
 |(?P<iso>[12]\d{3}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?(?![\d-]))
 |(?P<numeric>\d{1,2}(?P<sep>[/.])\d{1,2}(?P=sep)(?:\d{4}|\d\d)(?![\d/]))
 |(?P<clock>\d{1,2}:\d\d(?::\d\d)?(?![\d:]))
 |(?P<fraction>[1-3]/[2-4](?!\d)|[½¼¾])
 |(?P<ordinal>\d{1,3}(?:st|nd|rd|th)\b)
 |(?P<decade>(?:\d\d)?\d0['’]?s\b)
 |(?P<short>['’]\d\d(?!\d|['’]?s\b|[-\w]))
 |(?P<shortdecade>['’]\d0s\b)
 |(?P<odd>\d+(?:[.,]\d+)*(?:[ ]?%|(?![ap]\.?m\b|hrs\b)[^\W\d_]\w*))
 |(?P<number>(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?)
 |(?P<possessive>['’]s\b)
 |(?P<mark>[^\w\s])
"""
_MARKS: Final = {
    ",": "comma", "-": "hyphen", "–": "dash", "—": "dash", "/": "slash", ".": "stop", ":": "colon", "(": "open", ")": "close",
    '"': "quote", "“": "quote", "”": "quote", "'": "quote", "’": "quote",
}


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text: their starts, ends and values in step, and `shape`, one character for the class of each."""

    text: str
    starts: list[int]
    ends: list[int]
    values: list[Value]
    shape: str

    def word(self, index: int) -> str:
        """The token's own text, lower case; empty beyond either end."""
        return self.text[self.starts[index] : self.ends[index]].lower() if 0 <= index < len(self.starts) else ""


@cache
def _token() -> re.Pattern[str]:
    """The compiled token pattern; compiled at its first use."""
    return re.compile(_FORMS, re.VERBOSE)


@cache
def _holidays() -> dict[str, re.Pattern[str]]:
    """For the first word of each holiday's name, the pattern of the names that begin with it, the longest first."""
    names: dict[str, list[str]] = {}
    for name in sorted(HOLIDAYS, key=len, reverse=True):
        first = re.match(r"\w+", name)
        names.setdefault(first[0] if first else name, []).append(re.escape(name).replace("'", "['’]").replace("\\ ", r"\s"))
    return {first: re.compile(rf"(?:{'|'.join(forms)})(?!\w)", re.IGNORECASE) for first, forms in names.items()}


def _holiday(text: str, start: int, word: str) -> re.Match[str] | None:
    """The holiday's name that begins here, if one does."""
    pattern = _holidays().get(word.lower()) if word[0].isupper() else None
    return pattern.match(text, start) if pattern else None


def _number(text: str) -> Entry:
    """The class and value of a run of digits."""
    plain = text.replace(",", "")
    if "." in plain:
        return "figure", float(plain)
    value = int(plain) if len(plain) < 16 else 0
    if len(text) == 4 and 1000 <= value < 2200:
        return "year_number", value
    if len(text) <= 2:
        return ("day_number" if 1 <= value <= 31 else "two_digits"), value
    return "figure", value


def _word(text: str, shouting: bool) -> Entry | None:
    """The class and value of a word, if the rules have any use for it."""
    lower = text.lower()
    entry = WORDS.get(lower)
    if entry is None:
        if len(text) == 2 and text[0] in "QH" and text[1] in ("1234" if text[0] == "Q" else "12"):
            return "quarter_code", text
        short = lower.replace(".", "").replace(" ", "") if "." in text else ""
        if short in ("am", "pm"):
            return "meridiem", short
        known = WORDS.get(short)
        return known if known and known[0] in ("bc", "ad", "zone") else None
    if entry[0] in CAPITALISED and not (text[0].isupper() or shouting):
        return None
    if lower in ("am", "pm", "ad", "ce") and not text.isupper():
        return None
    return entry


def _entry(kind: str, text: str) -> Entry | None:
    """The class and value of a token of the given form."""
    if kind == "number":
        return _number(text)
    if kind == "mark":
        return (_MARKS[text], text) if text in _MARKS else None
    if kind == "ordinal":
        return "ordinal_digits", int(text[:-2])
    if kind == "decade":
        digits = re.sub(r"\D", "", text)
        return ("digit_decade" if len(digits) == 4 else "short_decade"), int(digits)
    if kind == "shortdecade":
        return "short_decade", int(text[1:3])
    if kind == "fy":
        return "fy_year", int(re.sub(r"\D", "", text))
    if kind == "short":
        return "short_year", int(text[1:])
    return None if kind in ("money", "odd") else ({"space": "break"}.get(kind, kind), text)


def _meridiem(text: str) -> Entry | None:
    """Am and pm, which are words to the scanner."""
    return ("meridiem", text.lower()) if text in ("am", "pm", "AM", "PM") else ("hours", text) if text == "hrs" else None


def scan(text: str, spans: Iterable[tuple[int, int]]) -> Tokens:
    """The tokens of the given stretches of a text, a break between one stretch and the next."""
    starts: list[int] = []
    ends: list[int] = []
    values: list[Value] = []
    shape: list[str] = []
    known: dict[tuple[str, str], tuple[str, Value]] = {}
    festive = _holidays()
    for begin, until in spans:
        skip = begin
        shouting = not any(map(str.islower, text[begin : min(until, begin + 2000)]))
        for m in _token().finditer(text, begin, until):
            kind, word = str(m.lastgroup), m.group()
            if m.start() < skip:
                continue
            if kind == "word" and word.lower() in festive and (named := _holiday(text, m.start(), word)):
                skip = named.end()
                starts.append(m.start())
                ends.append(skip)
                shape.append(CLASSES["holiday"])
                values.append(re.sub(r"\s", " ", named.group()).lower().replace("’", "'"))
                continue
            found = known.get((kind, word))
            if found is None:
                entry = (_word(word, shouting) or _meridiem(word)) if kind == "word" else _entry(kind, word)
                found = (CLASSES[entry[0]], entry[1]) if entry else (OTHER, None)
                known[kind, word] = found
            starts.append(m.start())
            ends.append(m.end())
            shape.append(found[0])
            values.append(found[1])
        starts.append(until)
        ends.append(until)
        shape.append(CLASSES["break"])
        values.append(None)
        if shouting:
            known.clear()
    return Tokens(text, starts, ends, values, "".join(shape))
