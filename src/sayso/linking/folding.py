"""Folding: names brought to plain letters, and to one spelling for what languages transliterate in many."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŋ": "n",
        "ə": "a", "’": "", "'": "", "‘": "", "ʼ": "", "ʻ": "", "`": "", "´": "", "ʿ": "", "ʾ": "",
        "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "yo", "є": "ye", "ж": "zh", "з": "z",
        "и": "i", "і": "i", "ї": "yi", "й": "y", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
        "с": "s", "т": "t", "у": "u", "ў": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "",
        "ы": "y", "ь": "", "э": "e", "ю": "yu", "я": "ya",
        "ј": "j", "ћ": "c", "ђ": "d", "љ": "lj", "њ": "nj", "џ": "dz", "ќ": "kj", "ѓ": "gj", "ѕ": "dz",
        "α": "a", "β": "v", "γ": "g", "δ": "d", "ε": "e", "ζ": "z", "η": "i", "θ": "th", "ι": "i", "κ": "k", "λ": "l", "μ": "m", "ν": "n", "ξ": "x",
        "ο": "o", "π": "p", "ρ": "r", "σ": "s", "ς": "s", "τ": "t", "υ": "y", "φ": "f", "χ": "ch", "ψ": "ps", "ω": "o",
    }
)  # fmt: skip

_SPELLINGS = (
    ("schtsch|shch|szcz|chtch", "S"), ("tsch|tch|cz", "C"), ("sch|sh|zh|sz", "S"), ("kh", "h"), ("ch", "C"),
    ("dj", "d"), ("ph", "f"), ("th", "t"), ("dh", "d"), ("gh", "h"), ("bh", "b"), ("ck|q", "k"), ("x", "ks"), ("w", "v"),
    ("c(?=[eiy])", "s"), ("c", "k"), ("ou|oo", "u"), ("ee", "i"),
    ("(?<=[^aeiou])[yij](?=[aeou])|(?<=[aeiou])[yj](?=[aeou])|^[yj](?=[aeou])", ""), ("[yj]", "i"), ("g(?!$)|(?<!n)g", "h"),
    ("ae", "a"), ("oe", "o"), ("ue", "u"), (r"([a-zA-Z])\1+", r"\1"), ("h$", ""),
)  # fmt: skip
"""In this order; S and C stand for sibilants. Systems: BGN/PCGN, ISO 9, the German and French press's, ALA-LC without marks."""
_RULES = tuple((re.compile(pattern), by) for pattern, by in _SPELLINGS)

_YO = re.compile("(?<=[rlnstdkvz])[yi]o(?=v$|v[a-z]?$)")
_KOREAN = tuple(
    (re.compile(pattern), by)
    for pattern, by in (
        ("yeo|you|yo", "yu"), ("eo|woo|oo|wu", "u"), ("ee|ui|yi", "i"), ("ae", "e"), ("ch", "j"), ("g|q", "k"), ("d", "t"),
        ("b", "p"), ("r", "l"), ("y(?=u)", ""), (r"(.)\1+", r"\1"),
    )
)  # fmt: skip
_KOREAN_FAMILIES = {"yi": "lee", "rhee": "lee", "ri": "lee", "pak": "park", "bak": "park", "choe": "choi", "chung": "jung", "jeong": "jung",
    "chong": "jung", "kang": "kang", "gang": "kang", "cho": "jo", "yu": "yoo", "ryu": "yoo", "lim": "im", "rim": "im", "no": "roh",
    "noh": "roh", "chang": "jang", "chun": "jeon", "shin": "sin", "gwon": "kwon", "kwak": "gwak"}  # fmt: skip


@lru_cache(maxsize=1 << 17)
def plain(text: str) -> str:
    """The text in lower-case letters a to z as far as it has such; other characters are kept, marks and apostrophes dropped."""
    lower = text.replace("İ", "i").lower().translate(_LETTERS)
    bare = "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c))
    return bare.translate(_LETTERS)


@lru_cache(maxsize=1 << 17)
def sound(word: str) -> str:
    """One spelling for a plain word and its common transliterations: `zavgorodny` and `zavhorodniy` give the same."""
    word = _YO.sub("e", word)
    for pattern, by in _RULES:
        word = pattern.sub(by, word)
    return word


@lru_cache(maxsize=1 << 14)
def korean(word: str) -> str:
    """One spelling for the romanisations of a Korean given name: `sookyung` and `sugyong` give the same."""
    for pattern, by in _KOREAN:
        word = pattern.sub(by, word)
    return word


def korean_family(word: str) -> str:
    """One spelling for a Korean family name: Pak, Bak and Park are `park`."""
    return _KOREAN_FAMILIES.get(word, word)


def skeleton(word: str) -> str:
    """The consonants of a word's sound: what slips of the pen mostly leave as it was."""
    heard = sound(word)
    return heard[:1] + "".join(c for c in heard[1:] if c not in "aeiou")
