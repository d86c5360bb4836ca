"""How real an event is in its sentence: on the main line (happened or happening), negated, intended or wished, hypothetical.

A small encoder reads the sentence, and a head judges of one word by its states. It is trained on crowd judgements of the axes on
which events lie (Ning, Wu and Roth 2018) by `training/factuality.py`, apart from the attribution model, whose states hold too little of this.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from sayso.reading.attributing.model import session
from sayso.reading.attributing.windows import whole

if TYPE_CHECKING:
    import onnxruntime
    from tokenizers import Encoding, Tokenizer

MAIN, NEGATED, INTENDED, HYPOTHETICAL = "main", "negated", "intended", "hypothetical"
LABELS: Final = (MAIN, NEGATED, INTENDED, HYPOTHETICAL)
REACH: Final = 100
"""So many words on either side are read: the network costs the square of a sentence's length."""
PIECES: Final = 500
"""So many word pieces at most; it knows no later place than the 512th."""


@dataclass(frozen=True, slots=True)
class Factuality:
    """The likeliest label of an event, and the probability of each."""

    label: str
    probabilities: Mapping[str, float]


def factuality(words: Sequence[str], at: int) -> Factuality:
    """The factuality of the event that the word at an index names; `words` are the lower-case tokens of its sentence."""
    begin = max(0, at - REACH)
    encoded = _tokenizer().encode([whole(word) for word in words[begin : at + REACH + 1]], is_pretokenized=True)
    first, last = pieces_of(encoded, at - begin)
    cut = max(0, min(first - PIECES // 2, len(encoded.ids) - PIECES))
    ids = encoded.ids[cut : cut + PIECES]
    place = {"first": np.array([first - cut]), "last": np.array([min(last - cut, len(ids) - 1)])}
    (scores,) = _network().run(None, {"ids": np.array([ids]), **place})
    powers = np.exp(scores[0] - scores[0].max())
    shares = (powers / powers.sum()).tolist()
    return Factuality(LABELS[shares.index(max(shares))], dict(zip(LABELS, shares, strict=True)))


def pieces_of(encoded: Encoding, word: int) -> tuple[int, int]:
    """The first and last piece of a word; the mark that begins the sentence for one that has none."""
    found = encoded.word_to_tokens(word)
    return (found[0], found[1] - 1) if found else (0, 0)


@lru_cache(maxsize=1)
def _tokenizer() -> Tokenizer:
    from tokenizers import Tokenizer  # not before something is to be judged

    tokenizer = Tokenizer.from_file(str(resources.files("sayso.data.attribution").joinpath("vocabulary.json")))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


@lru_cache(maxsize=1)
def _network() -> onnxruntime.InferenceSession:
    return session(Path(str(resources.files("sayso.data").joinpath("factuality.onnx"))))
