"""Transcription systems: whether two words are one name of a language, put into Latin letters in two of the ways in use for it.

Coarser than `folding.sound`: it says "may well be", and only a role and a country in common make it enough. A word is brought to sounds
under each system of a language (Wade-Giles and pinyin; English, German and French spellings of Russian names), and compared with the
other's: consonants must be the same, vowels such as a hearer may write in both ways. Sources: the tables of BGN/PCGN, ALA-LC, Hepburn and
Kunrei, McCune-Reischauer and Revised Romanization, Wade-Giles and pinyin, ELOT 743.
"""

from __future__ import annotations

import re
from functools import lru_cache

Rules = tuple[tuple[re.Pattern[str], str], ...]


def _rules(*pairs: str) -> Rules:
    """Rules from `pattern > by` lines."""
    split = (pair.split(" > ") for pair in pairs)
    return tuple((re.compile(pattern), by.strip()) for pattern, by in split)


def _through(word: str, rules: Rules) -> str:
    for pattern, by in rules:
        word = pattern.sub(by, word)
    return word


_DOUBLED = _rules(r"([a-zA-Z])\1+ > \1")

# Slavic: sibilants are S, affricates C, g and h one; ў may be u or v, and Belarusian writes a for o.
_SLAVIC_END = (
    r"(?<=[aeiouy])[yj](?=[aeou]) > _", "_ > ", "(?<=[^aeiouy])[yij](?=[aou])|^[yj](?=[aeou]) > ", "ye|ie|je > e", "[gh]+ > h", "w > v", "[yj] > i",
    "[aeo]+ > a", "i+ > i", "ks > x", r"([a-zA-Z])\1+ > \1", "h$ > ",
)  # fmt: skip
_SLAVIC = tuple(
    _rules(*dialect, *_SLAVIC_END)
    for dialect in (
        ("shch|szcz > SC", "tch|ch|cz > C", "ts|tz > C", "sh|zh|sz|z|s > S", "kh > h", "c > C", "(?<=[aeio])u(?=[^aeiouy]|$) > v"),
        ("shch|szcz > SC", "tch|ch|cz > C", "dz > d", "ts > t", "sh|zh|sz|z|s > S", "kh > h", "(?<=[aeio])u(?=[^aeiouy]|$) > v"),
        ("schtsch > SC", "tsch > C", "sch|sh > S", "ch > h", "z|ts > C", "ss|s > S", "c > C"),
        ("chtch > SC", "tch > C", "ch|j|s|z > S", "kh > h", "ts > C", "ou > u", "(?<=i)ne$ > n"),
    )
)

_KOREAN = _rules(
    "yeo|you|yo > yu", "eo|woo|oo|wu > u", "ee|ui|yi > i", "ae|ai > e", "ch > j", "sh(?=i) > s", "g|q > k", "d > t", "b > p", "r > l", "ph > p", "o > u", "y(?=u) > ",
    r"(.)\1+ > \1", "h$ > ",
)  # fmt: skip
_JAPANESE = _rules(
    "ou|oo|oh(?![aiueo]) > o", "uu > u", "ii > i", "sy(?=[auo]) > sh", "[zj]y(?=[auo]) > j", "ty(?=[auo]) > ch", "si > shi", "ti > chi", "tu > tsu", "zi|di > ji",
    "(?<![sc])hu > fu", "m(?=[bp]) > n", "cch > tch", "dz(?=u) > z",
)  # fmt: skip
_GREEK = _rules(
    "^nt > d", "nt > d", "nd > d", "mp|mb > b", "gk|gg|ng > g", "ch|kh > h", "ph > f", "th > t", "ou > u", "ai > e", "ei|oi|yi|y > i", "x|ks > x", "c|k > k", "w > v", "dj|dz|tz > z",
    "^gi(?=[aeou]) > i", "aph|af(?=[^aeiou]) > av", "ef(?=[^aeiou])|eph > ev", r"([a-z])\1+ > \1", "es$ > is", "h > h",
)  # fmt: skip
_PINYIN = _rules(
    "zh|ch|j|q > C", "x > X", "sh > S", "z|c > Z", "r(?=[aeiou]) > R", "b|p > P", "d|t > T", "g(?=[aeiou])|k > K", "(?<=n)K(?=$|[A-Z]) > g", "ong > ung", "ian > ien", "yan > yen",
    "(?<=C)uan > uan", "iong > iung", "(?<=[SCZ])i > i", "you > yu", "uo|o(?![un]) > o", "(?<=[Kh])e(?!n|i) > o",
)  # fmt: skip
_WADE = _rules(
    "erh > er", "hs > X", "ch > C", "sh > S", "tzu|tsu > Zi", "ssu|szu > si", "tz|ts > Z", "j > R", "p > P", "t > T", "k > K", "(?<=n)g > g", "ieh > ie", "ueh > ue", "ih > i", "yeh > ye",
    "uo|o(?![un]) > o",
)  # fmt: skip
_WADE_MARKS = re.compile(r"hs|tz|ss|sz|ieh|ueh|ih|^j[aeou]|erh|ien|ung|ch|k|t|p")

# Consonants of Semitic, Iranian, Turkic, Armenian and Indian names; what is left of a vowel is compared by `_vowels`.
_SEMITIC = tuple(
    _rules(*dialect)
    for dialect in (
        ("^(?:al|el|ul|ha|har)(?=[bcdfghjklmnqrstvwxz]..) > ", "tz|ts > z", "sch|sh > S", "kh|ch > h", "gh|dj|dg|j|g > g", "dh|d > d", "th|t > t", "q|k|c > k", "ph > f", "v > v"),
        ("tz|ts > z", "sch|sh|ch > S", "kh > h", "gh|dj|dg|j|g > g", "dh|d > d", "th|t > t", "q|k|c > k", "ph > f"),
        ("tz|ts > z", "sch|sh > S", "kh|ch > h", "gh|dj|j > g", "dh|zh|z > z", "th > s", "q|k|c|g > k", "ph > f"),
    )
)
_INDIC = _rules(
    "chh|ch > C", "sh|s > s", "ksh|x > ks", "kh|q|k|c > k", "gh|g > g", "j|z > j", "dh|d > d", "th|t > t", "bh|b > b", "ph|f > f", "w|v > v", "aa > a", "ee|ii|y(?![aeou]) > i", "oo > u",
)  # fmt: skip
_TURKIC = tuple(
    _rules(*dialect)
    for dialect in (
        ("dzh|dj|j > J", "ch > C", "sh > S", "kh|x|h > h", "gh|q|g > g", "w > v", "tz > ts"),
        ("c > J", "ch > C", "sh > S", "kh|x|h > h", "gh|g > g", "q|k > k", "w > v"),
        ("b|p > p", "kh|gh|x|h > h", "g|k|q > k", "tz|ts|dz > Z", "d|t > t", "ch|dj|j > C", "sh > S", "w > v"),
    )
)
_OPEN = {"a": "A", "e": "AIE", "i": "I", "o": "UO", "u": "U", "y": "I"}
_SPLIT = re.compile(r"[aeiouyw]+|[^aeiouyw]+")


def _vowels(group: str, *, rounded: bool) -> frozenset[str]:
    """The sounds that a group of vowels may stand for; with `rounded`, o may be a."""
    bare = re.sub(r"^[yjwi](?=[aeiou])", "", group) or group
    if re.fullmatch(r"[ae]+[iy]+[ae]?", bare):
        return frozenset("DEI")
    if re.fullmatch(r"[ao]+[uw]+", bare):
        return frozenset("WUO" if bare[0] == "o" else "WO")
    if re.fullmatch(r"e{2,}|i+e?|iy|y+", bare):
        return frozenset("I")
    if re.fullmatch(r"o[ou]+|ou?w?|u+|w+", bare) and bare != "o":
        return frozenset("U")
    found = frozenset("".join(_OPEN.get(c, "U") for c in bare)) if len(set(bare)) == 1 else frozenset(c for c in bare)
    if bare == "e":
        found |= {"D"}
    if bare == "o":
        found |= {"W"}
    return found | {"A"} if rounded and "O" in found else found


def _sounds(word: str, rules: Rules) -> tuple[str, ...]:
    """Consonants and vowel groups in turn, beginning with a (perhaps empty) vowel group."""
    heard = re.sub(r"([a-zA-Z])\1+", lambda m: m.group(0) if m.group(1) in "aeiou" else m.group(1), _through(word, rules))
    heard = re.sub(r"(?<=[aeiou])h$", "", heard)
    pieces: list[str] = []
    for piece in _SPLIT.findall(heard):
        if piece[0] in "aeiouyw":
            pieces.append(piece)
        else:
            for consonant in piece:
                pieces += ["", consonant] if len(pieces) % 2 == 0 else [consonant]
    return tuple(pieces)


def _agree(one: tuple[str, ...], two: tuple[str, ...], *, rounded: bool) -> bool:
    if len(one) != len(two) or one[1::2] != two[1::2] or len(one) < 4:
        return False
    for a, b in zip(one[::2], two[::2], strict=True):
        if a != b and (not a or not b or not _vowels(a, rounded=rounded) & _vowels(b, rounded=rounded)):
            return False
    return True


_SPELT: dict[str, tuple[Rules, ...]] = {"slavic": _SLAVIC, "korean": (_KOREAN,), "japanese": (_JAPANESE,), "greek": (_GREEK,)}
_HEARD: dict[str, tuple[Rules, ...]] = {"semitic": _SEMITIC, "indic": (_INDIC,), "turkic": _TURKIC}
_LEAST = {"slavic": 5}
"""Letters of the shortest word that a language's rules are sure enough of; of others three."""


@lru_cache(maxsize=1 << 17)
def _spelt(word: str, language: str) -> frozenset[str]:
    return frozenset(_through(word, rules) for rules in _SPELT[language])


@lru_cache(maxsize=1 << 17)
def _heard(word: str, language: str) -> frozenset[tuple[str, ...]]:
    return frozenset(_sounds(word, rules) for rules in _HEARD[language])


def _chinese(one: str, two: str) -> bool:
    return any(_WADE_MARKS.search(b) and _through(a, _PINYIN) == _through(b, _WADE) for a, b in ((one, two), (two, one)))


def _one_name(one: str, two: str, language: str) -> bool:
    if min(len(one), len(two)) < _LEAST.get(language, 3):
        return False
    if language in _SPELT:
        return bool(_spelt(one, language) & _spelt(two, language))
    if language in _HEARD:
        rounded = language == "indic"
        return any(_agree(a, b, rounded=rounded) for a in _heard(one, language) for b in _heard(two, language))
    return _chinese(one, two)


@lru_cache(maxsize=1 << 17)
def transcribed(one: str, two: str, languages: frozenset[str]) -> bool:
    """True if the two plain words may be one name of one of the languages in two transcriptions."""
    if one == two or abs(len(one) - len(two)) > 4:
        return False
    return any(_one_name(one, two, language) for language in languages)


def japanese(word: str) -> str:
    """A Japanese word in one of its transcriptions, the same for all."""
    return _through(word, _JAPANESE)


@lru_cache(maxsize=1 << 17)
def rough(word: str, languages: frozenset[str]) -> frozenset[str]:
    """Keys of which two transcriptions of one name share one: the word by each system, for some without its vowels."""
    found: set[str] = set()
    for language in languages:
        if language in _SPELT:
            found |= {f"{language} {key}" for key in _spelt(word, language)}
        elif language in _HEARD:
            found |= {f"{language} {''.join(sounds[1::2])}" for sounds in _heard(word, language)}
        else:
            found |= {f"{language} {_through(word, rules)}" for rules in (_PINYIN, _WADE)}
    return frozenset(found)
