"""The cue lexicon: which words attribute a statement, what act they perform, and how it reaches us (`data/cues.tsv`)."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

_VOWELS = "aeiou"
_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?")


@dataclass(frozen=True, slots=True)
class Cue:
    """One entry: its act, its class (speech, thought, show, stance) and part (verb, noun, phrase)."""

    base: str
    act: str
    kind: str
    part: str


@dataclass(frozen=True)
class CueLexicon:
    """Looks words and phrases up; forms are lower case with straight apostrophes."""

    forms: Mapping[str, tuple[Cue, ...]]
    phrases: Mapping[str, Cue]
    pattern: re.Pattern[str]

    def words(self, text: str) -> Iterator[tuple[int, Cue]]:
        """(place, entry) for every known word of a lower-cased text; a word with several entries gives them all."""
        for match in _WORD.finditer(text):
            for cue in self.forms.get(match[0], ()):
                yield match.start(), cue

    def phrase(self, text: str, before: int) -> Cue | None:
        """The longest known phrase that begins before the given place of a lower-cased text."""
        found = [m for m in self.pattern.finditer(text) if m.start() < before]
        return self.phrases[max(found, key=lambda m: len(m[0]))[0]] if found else None

    def shows(self, base: str) -> bool:
        """True if the verb is also one of finding ("the poll found")."""
        return any(cue.kind == "show" for cue in self.forms.get(base, ()))

    def triggers(self, text: str) -> bool:
        """True if a word of the text can attribute a statement by speech, thought or finding."""
        lowered = plain(text)
        return any(cue.kind != "stance" for _, cue in self.words(lowered)) or self.pattern.search(lowered) is not None


def plain(text: str) -> str:
    """Lower case, with straight apostrophes; as long as the text wherever lower-casing keeps lengths."""
    return text.lower().replace("’", "'")


@lru_cache(maxsize=1)
def lexicon() -> CueLexicon:
    """The packaged lexicon, read once."""
    forms: defaultdict[str, list[Cue]] = defaultdict(list)
    phrases: dict[str, Cue] = {}
    table = resources.files("sayso.data").joinpath("cues.tsv").read_text(encoding="utf-8")
    rows = [line.split("\t") for line in table.splitlines() if line and not line.startswith("#")][1:]
    for act, kind, part, words in rows:
        if part == "phrase":
            phrases.update((words, Cue(words, act, kind, part)) for words in words.split("|"))
            continue
        for word in words.split():
            base, _, irregular = word.rstrip(")").partition("(")
            inflect = verb_forms if part == "verb" else noun_forms
            for form in {*inflect(base, bool(irregular)), *filter(None, irregular.split(","))}:
                forms[form].append(Cue(base, act, kind, part))
    choice = "|".join(sorted(map(re.escape, phrases), key=len, reverse=True))
    return CueLexicon({k: tuple(v) for k, v in forms.items()}, phrases, re.compile(rf"\b(?:{choice})\b"))


def verb_forms(base: str, irregular: bool = False) -> set[str]:
    """Base, -s, -ing and, unless irregular, -ed: "deny" gives deny, denies, denying, denied; final consonants may double."""
    stem = base[:-1] if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) else base
    third = base[:-1] + "ies" if _ends_in_y(base) else base + ("es" if base.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
    past = base[:-1] + "ied" if _ends_in_y(base) else (base + "d" if base.endswith("e") else base + "ed")
    forms = {base, third, stem + "ing"}
    doubled = len(base) > 2 and base[-1] not in _VOWELS + "wxy" and base[-2] in _VOWELS and base[-3] not in _VOWELS
    if doubled:
        forms |= {base + base[-1] + "ing"} | (set() if irregular else {base + base[-1] + "ed"})
    return forms if irregular else forms | {past}


def noun_forms(base: str, _irregular: bool = False) -> set[str]:
    """Singular and plural."""
    if _ends_in_y(base):
        return {base, base[:-1] + "ies"}
    return {base, base + ("es" if base.endswith(("s", "sh", "ch", "x")) else "s")}


def _ends_in_y(base: str) -> bool:
    return base.endswith("y") and base[-2] not in _VOWELS
