"""Text to windows of word pieces: what the attribution model sees, in training and at run time alike.

A window is a run of whole paragraphs (lines) of at most `limit` word pieces, `[CLS] p1 [SEP] p2 [SEP] …`. Each piece keeps
the code-point span it came from, so that whatever the model marks can be traced to the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from sayso.errors import ModelError

Ints: TypeAlias = npt.NDArray[np.int64]

LIMIT = 128
CASES = ("lower", "capital", "capitals", "none")
QUOTES = ("outside", "inside", "mark")
FEATURES = (len(CASES), len(QUOTES) + 1, 2)
_PLAIN = (3, 0, 0)
_SURROGATE = re.compile("[\ud800-\udfff]")  # lone ones have no UTF-8; each is replaced by one character, so offsets stay


def whole(text: str) -> str:
    """The text, as long as before, with a mark for half a character (a lone surrogate), which no tokenizer takes."""
    return _SURROGATE.sub("\ufffd", text)


@dataclass(frozen=True, slots=True)
class Pieces:
    """The word pieces of one stretch of text: ids, features (case, quotation state, paragraph start), spans."""

    ids: tuple[int, ...]
    features: tuple[tuple[int, int, int], ...]
    spans: tuple[tuple[int, int] | None, ...]

    def __len__(self) -> int:
        return len(self.ids)

    def slice(self, start: int, end: int) -> Pieces:
        """The pieces from `start` up to `end`."""
        return Pieces(self.ids[start:end], self.features[start:end], self.spans[start:end])

    def taken(self, places: Sequence[int]) -> Pieces:
        """The pieces at some places."""
        return Pieces(tuple(self.ids[i] for i in places), tuple(self.features[i] for i in places), tuple(self.spans[i] for i in places))


@dataclass(frozen=True)
class Batch:
    """Windows side by side, padded: arrays of shape (windows, pieces) and features (windows, pieces, 3)."""

    windows: tuple[Pieces, ...]

    @cached_property
    def lengths(self) -> Ints:
        """Pieces in each window, shape (windows,)."""
        return np.array([len(w) for w in self.windows], dtype=np.int64)

    @cached_property
    def ids(self) -> Ints:
        """Piece ids, 0 where padded."""
        out = np.zeros((len(self.windows), int(self.lengths.max())), dtype=np.int64)
        for row, window in enumerate(self.windows):
            out[row, : len(window)] = window.ids
        return out

    @cached_property
    def features(self) -> Ints:
        """Case, quotation state and paragraph start of every piece."""
        out = np.zeros((*self.ids.shape, 3), dtype=np.int64)
        for row, window in enumerate(self.windows):
            out[row, : len(window)] = window.features
        return out

    @cached_property
    def mask(self) -> Ints:
        """1 where there is a piece, 0 where padded."""
        return (np.arange(self.ids.shape[1])[None] < self.lengths[:, None]).astype(np.int64)

    @property
    def inputs(self) -> dict[str, Ints]:
        """What the encoder takes."""
        return {"ids": self.ids, "features": self.features, "mask": self.mask}

    @cached_property
    def real(self) -> npt.NDArray[np.bool_]:
        """True where a piece stands for text (not padding, not a separator)."""
        out = np.zeros(self.ids.shape, dtype=np.bool_)
        for row, window in enumerate(self.windows):
            out[row, : len(window)] = [span is not None for span in window.spans]
        return out


class WindowMaker:
    """Cuts texts into windows with the word-piece vocabulary of the model."""

    def __init__(self, vocabulary: Path) -> None:
        """Read the tokenizer file (the `tokenizer.json` of the `tokenizers` library)."""
        self._tokenizer = Tokenizer.from_file(str(vocabulary))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._cls = self._id("[CLS]")
        self._sep = self._id("[SEP]")
        size = self._tokenizer.get_vocab_size()
        self._continues = np.array([(self._tokenizer.id_to_token(i) or "").startswith("##") for i in range(size)])

    def _id(self, token: str) -> int:
        found = self._tokenizer.token_to_id(token)
        if found is None:
            raise ModelError(f"the model's vocabulary has no {token}; install sayso again or set SAYSO_MODEL to another folder")
        return int(found)

    def continues(self, ids: Ints) -> npt.NDArray[np.bool_]:
        """True where a piece continues the word before it."""
        found: npt.NDArray[np.bool_] = self._continues[ids]
        return found

    def paragraphs(self, text: str, spans: Iterable[tuple[int, int]] | None = None) -> list[Pieces]:
        """The pieces of each paragraph; `spans` says which stretches of the text count as paragraphs (default: lines)."""
        places = list(spans) if spans is not None else [m.span() for m in re.finditer(r"[^\n]+", text)]
        places = [(start, end) for start, end in places if text[start:end].strip()]
        encoded = self._tokenizer.encode_batch([whole(text[s:e]) for s, e in places], add_special_tokens=False)
        return [
            self._pieces(text, start, states, list(encoding.ids), encoding.offsets)
            for (start, end), encoding in zip(places, encoded, strict=True)
            for states in [quotation_states(text[start:end])]
            if encoding.ids
        ]

    def windows(self, paragraphs: Sequence[Pieces], limit: int = LIMIT, first: int | None = None) -> Iterator[Pieces]:
        """Whole paragraphs packed into windows of at most `limit` pieces (the first one of `first`).

        A paragraph that alone is longer is cut, at a sentence's end where there is one in its second half.
        """
        room, packed, size = first or limit, list[Pieces](), 1
        for paragraph in paragraphs:
            for part in self._cut(paragraph, limit - 2):
                if packed and size + len(part) + 1 > room:
                    yield self._join(packed)
                    room, packed, size = limit, [], 1
                packed.append(part)
                size += len(part) + 1
        if packed:
            yield self._join(packed)

    def _pieces(
        self, text: str, start: int, states: npt.NDArray[np.int8], ids: list[int], offsets: Sequence[tuple[int, int]]
    ) -> Pieces:
        features = tuple(
            (case_of(text[start + a : start + b]), int(states[a]) if a < b else 0, int(k == 0))
            for k, (a, b) in enumerate(offsets)
        )
        return Pieces(tuple(ids), features, tuple((start + a, start + b) for a, b in offsets))

    def _cut(self, paragraph: Pieces, most: int) -> Iterator[Pieces]:
        start = 0
        while len(paragraph) - start > most:
            ends = [i + 1 for i in range(start + most // 2, start + most) if self._ends_sentence(paragraph, i)]
            at = ends[-1] if ends else start + most
            yield paragraph.slice(start, at)
            start = at
        yield paragraph.slice(start, len(paragraph))

    def _ends_sentence(self, paragraph: Pieces, index: int) -> bool:
        token = self._tokenizer.id_to_token(paragraph.ids[index])
        following = paragraph.features[index + 1][0] if index + 1 < len(paragraph) else 1
        return token in {".", "!", "?", '"', "”"} and following in {1, 2}

    def _join(self, parts: Sequence[Pieces]) -> Pieces:
        ids, features, spans = [self._cls], [_PLAIN], list[tuple[int, int] | None]([None])
        for part in parts:
            ids += [*part.ids, self._sep]
            features += [*part.features, _PLAIN]
            spans += [*part.spans, None]
        return Pieces(tuple(ids), tuple(features), tuple(spans))


def case_of(word: str) -> int:
    """Index into CASES. "Moscow" is a capital, "NATO" capitals, "2025" none."""
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 3
    if len(letters) > 1 and all(c.isupper() for c in letters):
        return 2
    return int(letters[0].isupper())


def quotation_states(text: str) -> npt.NDArray[np.int8]:
    """Per character of one paragraph: 0 outside, 1 inside quotation marks, 2 a mark. Single marks count where they pair.

    An opening mark without a partner runs to the paragraph's end (a quotation over several paragraphs is printed so);
    an apostrophe is no mark.
    """
    states = np.zeros(len(text), dtype=np.int8)
    last = max((i for i, char in enumerate(text) if char in "’'" and _closes(text, i)), default=-1)
    inside, single = False, False
    for i, char in enumerate(text):
        if char in "“„«" or (char == '"' and not inside):
            inside, states[i] = True, 2
        elif char in '”»"':
            inside, states[i] = False, 2
        elif char in "‘'" and not inside and not single and last > i + 1 and _opens(text, i):
            single, states[i] = True, 2
        elif char in "’'" and single and _closes(text, i):
            single, states[i] = False, 2
        else:
            states[i] = int(inside or single)
    return states


def _opens(text: str, i: int) -> bool:
    before = text[i - 1] if i else " "
    after = text[i + 1] if i + 1 < len(text) else " "
    return (before.isspace() or before in "([—–-:,") and not after.isspace()


def _closes(text: str, i: int) -> bool:
    before = text[i - 1] if i else " "
    after = text[i + 1] if i + 1 < len(text) else " "
    return not before.isspace() and (after.isspace() or after in ".,!?;:)—" or (before in ".,!?;:…" and not after.isalnum()))
