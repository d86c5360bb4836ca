"""The trigger frames of `presence.tsv`: the words of a trigger, and the arguments that it takes in any order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from sayso.reading.happening.lexicon import rows
from sayso.reading.happening.words import forms_of

VERB, PREDICATE, NOUN = "verb", "predicate", "noun"
_SHAPES: Final = {"=": PREDICATE, "#": NOUN}


@dataclass(frozen=True, slots=True)
class Slot:
    """An argument of a frame: what leads it ("" for a bare object) and what fills it.

    `filler` is OCC (an occasion, perhaps of one `kind`), NP (any noun phrase), WHO (a person), PARTY (a person, group or
    body), PLACE, DIARY, STEAD ("her place", "the seat of P"), OTHER ("another envoy"), or WORD (one of `words`).
    """

    leads: frozenset[str]
    filler: str
    kind: str = ""
    words: frozenset[str] = frozenset()
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Frame:
    """One row: what it makes (`sense`), its trigger words with the form of each, its slots, and its example and trap.

    `before` says that the occasion is the subject; `dated` that the sentence must hold a date.
    """

    name: str
    sense: str
    shape: str
    phrases: Mapping[str, tuple[tuple[str, ...], ...]]
    forms: Mapping[str, str]
    slots: tuple[Slot, ...]
    kind: str
    mode: str
    example: str
    trap: str
    before: bool
    dated: bool

    @property
    def predicate(self) -> bool:
        """True if the trigger needs a copula or auxiliary before it: "was absent"."""
        return self.shape == PREDICATE

    @property
    def fate(self) -> str:
        """The status of the occasion that the frame speaks of, or an empty string."""
        return self.sense.partition(":")[2] if self.sense.startswith("fate") else ""

    @property
    def alone(self) -> bool:
        """True if the trigger may stand in a sentence that names no occasion."""
        return not self.before and not any(s.filler == "OCC" and not s.optional for s in self.slots)


@lru_cache(maxsize=1)
def frames() -> tuple[Frame, ...]:
    """Every frame, in the order of the file: at one place the one with the most words and arguments wins, then the first."""
    return tuple(_frame(*row) for row in rows("presence.tsv"))


@lru_cache(maxsize=1)
def by_word() -> Mapping[str, tuple[int, ...]]:
    """For each first word of a trigger, the numbers of its frames."""
    found: defaultdict[str, list[int]] = defaultdict(list)
    for number, frame in enumerate(frames()):
        for word in frame.forms:
            found[word].append(number)
    return {word: tuple(numbers) for word, numbers in found.items()}


def _frame(name: str, sense: str, trigger: str, arguments: str, kind: str, mode: str, example: str, trap: str) -> Frame:
    shape = _SHAPES.get(trigger[:1], VERB)
    forms: dict[str, str] = {}
    phrases: defaultdict[str, list[tuple[str, ...]]] = defaultdict(list)
    for alternative in trigger.lstrip("=#").split("|"):
        first, *rest = alternative.split()
        inflected = forms_of(first) if shape == VERB else {first: shape}
        forms |= inflected
        for form in inflected:
            phrases[form].append(tuple(rest))
    written = arguments.split()
    slots = tuple(_slot(word) for word in written if word not in {"<", "@"})
    return Frame(name, sense, shape, {word: tuple(found) for word, found in phrases.items()}, forms, slots, kind, mode, example, trap,
                 "<" in written, "@" in written)


def _slot(written: str) -> Slot:
    optional = written.endswith("?")
    leads, colon, filler = written.rstrip("?").rpartition(":")
    filler, _, kind = filler.partition("/")
    kind = kind.replace("_", " ")
    led = frozenset(word.replace("_", " ") for word in leads.split("|")) if colon else frozenset({""})
    if filler.isupper():
        return Slot(led, filler, kind, optional=optional)
    return Slot(led, "WORD", kind, frozenset(filler.split("|")), optional)
