"""How real an event is in its sentence: on the main line (happened or happening), negated, intended or wished, hypothetical.

A linear model over the cues around a verb or noun: its auxiliaries, what governs it, conditions, modals and negation to its
left, the words beside it. The weights come from crowd judgements of the axes on which events lie (Ning, Wu and Roth 2018:
`training/factuality.py`); the features are computed here in plain Python, the same at training and at reading.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import Final

from sayso.reading.happening import words as w

MAIN, NEGATED, INTENDED, HYPOTHETICAL = "main", "negated", "intended", "hypothetical"
LABELS: Final = (MAIN, NEGATED, INTENDED, HYPOTHETICAL)

_CONDITIONS: Final = frozenset({"if", "unless", "whether", "should", "lest", "provided", "otherwise", "would", "could", "may", "might", "can"})
_LEFT: Final = w.AUXILIARY - {"no"}
_STOPS: Final = frozenset({",", ";", ":", "``", "''", '"', "“", "”", "--", "—", "(", ")"})
_BE: Final = frozenset({"is", "was", "are", "were", "be", "been", "being", "'s", "'re", "has", "have", "had", "'ve"})
_REACH = 14


@dataclass(frozen=True, slots=True)
class Factuality:
    """The likeliest label of an event, and the probability of each."""

    label: str
    probabilities: Mapping[str, float]


def factuality(words: Sequence[str], at: int) -> Factuality:
    """The factuality of the event that the word at an index names; `words` are the lower-case tokens of its sentence."""
    model = _model()
    sums = [0, 0, 0, 0]
    for feature in dict.fromkeys(features(words, at)):
        if row := model.weights.get(feature):
            sums = [a + b for a, b in zip(sums, row, strict=True)]
    scores = [b + model.scale * s for b, s in zip(model.bias, sums, strict=True)]
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return Factuality(LABELS[powers.index(max(powers))], dict(zip(LABELS, (p / total for p in powers), strict=True)))


@dataclass(frozen=True, slots=True)
class _Model:
    bias: tuple[float, ...]
    scale: float
    weights: Mapping[str, list[int]]


@lru_cache(maxsize=1)
def _model() -> _Model:
    stored = json.loads(resources.files("sayso.data").joinpath("factuality.json").read_text(encoding="utf-8"))
    return _Model(tuple(stored["bias"]), stored["scale"], stored["weights"])


def features(words: Sequence[str], at: int) -> list[str]:
    """The names of what is seen around the word at an index; lower-case tokens, clitics apart ("did", "n't")."""
    begin = max(0, at - _REACH)
    shape = _shape(words[at])
    aux, first = _auxiliaries(words, at)
    chain = " ".join(aux)
    governor = words[first - 1] if first else "^"
    second = words[first - 2] if first > 1 else "^"
    found = [
        f"v={words[at]}", f"s={_stem(words[at])}", f"f={shape}", f"c={chain}", f"cf={chain}/{shape}", f"g={_stem(governor)}",
        f"g2={_stem(second)}", f"gc={_stem(governor)}/{chain}", f"gcf={_class(governor)}/{chain}/{shape}",
    ]
    found += [f"a={word}" for word in set(aux)]
    found += [f"af={word}/{shape}" for word in set(aux)]
    found += [f"r={(rule := _cues(words, at, aux))}", f"rf={rule}/{shape}", f"rg={rule}/{_stem(governor)}", f"rq={rule}/{'?' in words}"]
    found += _scope(words, at, first, shape)
    found += _beside(words, at, shape)
    found += _before(words, begin, at, shape, chain)
    found += _around(words, at, chain, shape)
    return found


_MIGHT: Final = frozenset({"may", "might", "could"})
_NOUGHT: Final = frozenset({"not", "n't", "never", "without", "nor", "neither", "no", "nobody", "none", "nothing", "hardly", "failed", "fail", "refused",
                            "denied", "declined", "fails", "refusing", "failing", "unable", "instead", "rather"})
_IFS: Final = frozenset({"if", "unless", "whether"})


def _cues(words: Sequence[str], at: int, aux: Sequence[str]) -> str:
    """The cue nearest to the event among its auxiliaries, else among the four words before it."""
    for near in (list(aux), list(words[max(0, at - 4) : at])):
        low = set(near)
        for name, cues in (("if", _IFS), ("not", _NOUGHT), ("might", _MIGHT), ("would", {"would", "should", "can"}), ("will", {"will", "'ll", "must", "shall"}),
                           ("to", {"to"})):
            if low & cues:
                return f"{name}{'' if near == list(aux) else '4'}"
    return "-"


def _scope(words: Sequence[str], at: int, first: int, shape: str) -> list[str]:
    """Cues that reach the event across what stands between: a coordinated verb, the clause of a condition, a denied governor."""
    found: list[str] = []
    k = first - 1
    steps = 0
    while k >= 0 and steps < 25:
        word = words[k]
        if word in {";", ":", '"', "that", "--"}:
            break
        if word in _IFS or (word in {"had", "should", "were"} and (k == 0 or words[k - 1] == ",")):
            commas = sum(x == "," for x in words[k:at])
            found += [f"if~{min(2, commas)}", f"if~{min(2, commas)}/{shape}"]
        if word in _NOUGHT:
            inside = "," if "," in words[k:at] else "-"
            found += [f"no~{inside}/{min(3, (first - k) // 3)}", f"no~{word}/{inside}", f"no~{word}/{words[k + 1]}"]
        k -= 1
        steps += 1
    if first and words[first - 1] in {"and", "or", ","}:
        for k in range(first - 2, max(-1, first - 12), -1):
            if words[k] in {"to", "not", "n't"} or words[k] in w.MODAL | w.FUTURE | _IFS:
                found += [f"&{words[k]}/{shape}", f"&{words[k]}"]
                break
            if words[k] in _BE:
                found += [f"&be/{shape}"]
                break
    return found


def _shape(word: str) -> str:
    for ending in ("ing", "ed", "en", "s", "n", "t"):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            return ending
    return "-"


def _stem(word: str) -> str:
    for ending in ("ations", "ation", "ings", "ing", "ies", "ied", "ed", "es", "s", "e"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word[: -len(ending)]
    return word


def _class(word: str) -> str:
    if word in _STOPS or not word[:1].isalpha():
        return ","
    if word in w.PREPOSITIONS or word in w.BREAKS:
        return word
    return _shape(word)


def _auxiliaries(words: Sequence[str], at: int) -> tuple[list[str], int]:
    first = at
    while first and (words[first - 1] in _LEFT or (words[first - 1].endswith("ly") and len(words[first - 1]) > 4)) and at - first < 6:
        first -= 1
    return [word for word in words[first:at] if not word.endswith("ly")], first


def _beside(words: Sequence[str], at: int, shape: str) -> list[str]:
    size = len(words)
    before = [words[at - k] if at >= k else "^" for k in range(1, 5)]
    after = [words[at + k] if at + k < size else "$" for k in range(1, 4)]
    return [
        f"-1={before[0]}", f"-2={before[1]}", f"-3={before[2]}", f"-12={before[1]} {before[0]}", f"-1f={before[0]}/{shape}",
        f"+1={after[0]}", f"+2={after[1]}", f"+12={after[0]} {after[1]}", f"-23={before[2]} {before[1]}", f"-2s={_stem(before[1])}",
        f"-123={before[2]} {before[1]} {before[0]}", *(f"b={_stem(word)}" for word in before), f"+f={after[0]}/{shape}",
    ]


def _before(words: Sequence[str], begin: int, at: int, shape: str, chain: str) -> list[str]:
    """What the clause to the left holds: its last auxiliary and how far, its governors, its conditions."""
    found: list[str] = [f"W={_stem(word)}" for word in words[at + 1 : at + 7] if len(word) > 3]
    clause = True
    seen_aux = False
    for distance, k in enumerate(range(at - 1, begin - 1, -1), 1):
        word = words[k]
        if word in _STOPS:
            clause = False
        near = "n" if distance < 5 else "m" if distance < 9 else "f"
        if not seen_aux and (word in w.MODAL or word in w.FUTURE or word in {"to", "not", "n't", "if", "never", "no", "without"}):
            seen_aux = True
            found += [f"L={word}/{near}", f"Lf={word}/{shape}/{near}", f"Lc={word}/{chain}", f"Lx={word}/{words[k - 1] if k else '^'}/{near}"]
        if word in _CONDITIONS or word in w.NEGATIONS or word in {"to", "will"}:
            found.append(f"{'C' if clause else 'D'}={word}/{near}")
        if word == "and" and distance < 6:
            found.append(f"and={_class(words[k - 1]) if k else '^'}/{shape}")
        if len(word) > 3 and clause:
            found.append(f"w={_stem(word)}")
        if word in {"said", "says", "say"}:
            found.append("said")
    return found


def _around(words: Sequence[str], at: int, chain: str, shape: str) -> list[str]:
    """Conditions and questions anywhere in the sentence."""
    left, right = set(words[:at]), set(words[at + 1 :])
    found = []
    for word in ("if", "unless", "whether", "when", "until", "once", "before", "after", "because", "that"):
        if word in left:
            found += [f"I<{word}", f"I<{word}/{chain}", f"I<{word}/{shape}"]
        if word in right:
            found += [f"I>{word}", f"I>{word}/{chain}"]
    for word in ("would", "could", "may", "might", "will", "can", "should", "must"):
        if word in left:
            found.append(f"M<{word}/{chain}")
        if word in right:
            found.append(f"M>{word}/{chain}")
    if "?" in right:
        found += ["?", f"?{chain}"]
    if not chain and not any(word in _BE for word in words[max(0, at - 3) : at]):
        found.append(f"bare/{shape}")
    return found
