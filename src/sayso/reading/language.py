"""The language of a text, by its script and by the small words that every sentence of a language needs."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from importlib.resources import files

LOOKED_AT = 20_000
"""Characters of a text that are looked at."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
_LEAST_WORDS = 12
_LEAST_LETTERS = 12
_LEAST_SHARE = 0.14
_LEAD = 1.25
_KIN = ({"id", "ms"}, {"da", "no"}, {"cs", "sk"}, {"bg", "mk"})
_KIN_LEAD = 1.02
_SCRIPTS = (
    ("ja", "\u3040-\u30ff"),
    ("ko", "\uac00-\ud7af\u1100-\u11ff"),
    ("zh", "\u4e00-\u9fff\u3400-\u4dbf"),
    ("th", "\u0e00-\u0e7f"),
    ("el", "\u0370-\u03ff\u1f00-\u1fff"),
    ("he", "\u0590-\u05ff"),
    ("hi", "\u0900-\u097f"),
    ("bn", "\u0980-\u09ff"),
    ("ta", "\u0b80-\u0bff"),
    ("te", "\u0c00-\u0c7f"),
    ("my", "\u1000-\u109f"),
    ("ka", "\u10a0-\u10ff"),
    ("hy", "\u0530-\u058f"),
    ("am", "\u1200-\u137f"),
    ("arabic", "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufeff"),
    ("cyrillic", "\u0400-\u04ff"),
    ("latin", "A-Za-zÀ-ɏ\u1e00-\u1eff"),
)
_PATTERNS = tuple((name, re.compile(f"[{chars}]")) for name, chars in _SCRIPTS)
_SHARED = frozenset({"latin", "cyrillic", "arabic"})
_KANA_SHARE = 0.1
_LETTERS = (
    ("ur", re.compile("[\u0679\u0688\u0691\u06ba\u06d2\u06c1\u06be]")),
    ("fa", re.compile("[\u067e\u0686\u0698\u06a9\u06af\u06cc]")),
    ("ar", re.compile("[\u0629\u0643\u064a\u0649\u0623\u0625]")),
)
"""Letters of Urdu, then of Persian, then of Arabic, each not written in those that come later in the list."""


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the language that most of the text is in; None if the text is too short or does not tell.

    A script of one language decides by itself; among languages that share a script, the share of function words does
    (at least one word in seven, and a quarter more than in any other language that is not its near kin); a short text in
    Arabic letters is told by the letters.
    """
    sample = _sample(text)
    letters = {name: len(pattern.findall(sample)) for name, pattern in _PATTERNS}
    total = sum(letters.values())
    if total < _LEAST_LETTERS:
        return None
    japanese = letters["ja"] + letters["zh"]
    if letters["ja"] and letters["ja"] >= _KANA_SHARE * japanese and 2 * japanese > total:
        return "ja"
    script = max(letters, key=lambda name: letters[name])
    if 2 * letters[script] <= total:
        return None
    if script not in _SHARED:
        return script
    return _by_words(sample, script) or (_by_letters(sample) if script == "arabic" else None)


def _sample(text: str) -> str:
    """The beginning, middle and end of a long text: one appeal or menu in another language does not decide."""
    if len(text) <= LOOKED_AT:
        return text
    part, middle = LOOKED_AT // 3, len(text) // 2
    return " ".join((text[:part], text[middle : middle + part], text[-part:]))


def _by_words(sample: str, script: str) -> str | None:
    words = Counter(word.replace("’", "'") for word in _WORD.findall(sample.lower()))
    total = sum(words.values())
    if total < _LEAST_WORDS:
        return None
    known = ((code, function) for code, (own, function) in _function_words().items() if own == script)
    shares = {code: sum(words[word] for word in function) / total for code, function in known}
    ranked = sorted(shares, key=lambda code: (-shares[code], code))
    best, second = ranked[0], ranked[1] if len(ranked) > 1 else None
    lead = _KIN_LEAD if any({best, second} <= kin for kin in _KIN) else _LEAD
    return best if shares[best] >= _LEAST_SHARE and (second is None or shares[best] >= lead * shares[second]) else None


def _by_letters(sample: str) -> str | None:
    """The language of a short text in Arabic letters, by letters that the others do not write; None if it has none of them."""
    return next((code for code, letters in _LETTERS if letters.search(sample)), None)


@cache
def _function_words() -> dict[str, tuple[str, frozenset[str]]]:
    """By language: its script, and its function words."""
    rows = (line.split("\t") for line in (files("sayso") / "data" / "function_words.tsv").read_text("utf-8").splitlines())
    return {row[0]: (row[1], frozenset(row[2].split())) for row in rows if len(row) == 3 and row[0] != "language"}
