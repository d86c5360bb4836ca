"""Training examples: windows of PolNeAR articles with gold labels, varied so that the model reads more than US print style."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sayso.reading.attributing.decoding import ROLES, TAGS
from sayso.reading.attributing.windows import Pieces, WindowMaker

from .corpus import Article, Relation, Spans

IGNORED = -100
LIMITS = (112, 128, 128, 128, 192, 256)
SENTENCE = re.compile(r"[^\n]+?(?:[.!?][\"”’]*(?=\s+[\"“‘A-Z])|(?=\n)|\Z)")


@dataclass(frozen=True)
class Example:
    """A window with its tags (pieces,), its cues (first, last piece) and one row of roles (pieces,) a cue."""

    window: Pieces
    tags: npt.NDArray[np.int64]
    cues: tuple[tuple[int, int], ...]
    roles: tuple[npt.NDArray[np.int64], ...]
    labelled: bool = True


def label(window: Pieces, relations: Sequence[Relation]) -> Example:
    """The window with the labels that the relations give its pieces."""
    real = np.array([span is not None for span in window.spans])
    starts = np.array([span[0] if span else -1 for span in window.spans])
    ends = np.array([span[1] if span else -1 for span in window.spans])
    low, high = (starts[real].min(), ends.max()) if real.any() else (0, 0)

    def pieces(spans: Spans) -> Iterator[tuple[int, int]]:
        for start, end in spans:
            if start < high and end > low:
                found = np.flatnonzero(real & (starts < end) & (ends > start))
                if len(found):
                    yield int(found[0]), int(found[-1])

    def mark(labels: npt.NDArray[np.int64], spans: Spans, begin: int) -> None:
        for first, last in pieces(spans):
            labels[first : last + 1] = begin + 1
            labels[first] = begin

    tags = np.where(real, 0, IGNORED)
    for role in ("content", "source", "cue"):
        for relation in relations:
            mark(tags, getattr(relation, role), TAGS.index(f"B-{role}"))
    cues, roles = [], []
    for relation in relations:
        places = list(pieces(relation.cue))
        if places:
            row = np.zeros(len(window), dtype=np.int64)
            mark(row, relation.content, ROLES.index("B-content"))
            mark(row, relation.source, ROLES.index("B-source"))
            cues.append((places[0][0], places[-1][1]))
            roles.append(row)
    return Example(window, tags, tuple(cues), tuple(roles))


class ExampleMaker:
    """Draws the examples of an epoch anew: annotator, packing, quotation marks, and a share of lone clauses."""

    def __init__(self, maker: WindowMaker, seed: int, clauses: float = 0.05) -> None:
        self._maker, self._random, self._clauses = maker, random.Random(seed), clauses

    def epoch(self, articles: Sequence[Article]) -> list[Example]:
        """All windows of all articles, shuffled."""
        examples = [example for article in articles for example in self._article(article)]
        self._random.shuffle(examples)
        return examples

    def plain(self, texts: Sequence[str]) -> list[Example]:
        """Windows of texts that nobody has annotated: a teacher's scores are all there is to learn from."""
        examples = []
        for text in texts:
            limit = self._random.choice(LIMITS)
            paragraphs = self._maker.paragraphs(self._restyle(text))
            for window in self._maker.windows(paragraphs, limit, self._random.randint(64, limit)):
                tags = np.array([0 if span else IGNORED for span in window.spans])
                examples.append(Example(window, tags, (), (), labelled=False))
        self._random.shuffle(examples)
        return examples

    def _article(self, article: Article) -> Iterator[Example]:
        relations = self._random.choice(article.readings)
        text = self._restyle(article.text)
        limit = self._random.choice(LIMITS)
        paragraphs = self._maker.paragraphs(text)
        for window in self._maker.windows(paragraphs, limit, self._random.randint(64, limit)):
            yield label(window, relations)
        sentences = [m.span() for m in SENTENCE.finditer(text) if len(m[0].split()) > 3]
        for start, end in sentences:
            if self._random.random() < self._clauses:
                yield from self._clause(text, start, end, relations)

    def _restyle(self, text: str) -> str:
        """Other houses' quotation marks, one character for one, so that the gold's offsets stay."""
        draw = self._random.random()
        if draw < 0.12:
            return _straight_to_curly(text).replace("“", "‘").replace("”", "’")
        if draw < 0.18:
            return _straight_to_curly(text).replace("“", "'").replace("”", "'").replace("’", "'")
        if draw < 0.30:
            return text.replace("“", '"').replace("”", '"')
        if draw < 0.42:
            return _straight_to_curly(text)
        return text

    def _clause(self, text: str, start: int, end: int, relations: Sequence[Relation]) -> Iterator[Example]:
        """A sentence as it would stand inside somebody's statement: no capital, no full stop, alone."""
        while start < end and (text[start].isspace() or text[start] in "\"“‘"):
            start += 1
        while end > start and text[end - 1] in ".!? \"”’":
            end -= 1
        words = text[start:end].split()
        if not words:
            return
        if not words[0].isupper() and self._random.random() < 0.7 and (len(words) == 1 or not words[1][:1].isupper()):
            lowered = text[start].lower()
            text = text[:start] + (lowered if len(lowered) == 1 else text[start]) + text[start + 1 :]
        for window in self._maker.windows(self._maker.paragraphs(text, [(start, end)])):
            yield label(window, relations)


def _straight_to_curly(text: str) -> str:
    out, inside = [], False
    for char in text:
        if char == "\n":
            inside = False
        if char == '"':
            char, inside = ("”", False) if inside else ("“", True)
        elif char in "“”":
            inside = char == "“"
        out.append(char)
    return "".join(out)


def bigram_scores(examples: Sequence[Example], continues: npt.NDArray[np.bool_]) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Log-odds of each pair of neighbouring labels over words, log P(next | label) − log P(next), for tags and for roles."""
    tags, roles = np.full((len(TAGS),) * 2, 0.1), np.full((len(ROLES),) * 2, 0.1)
    for example in examples:
        words = np.flatnonzero(~continues[np.array(example.window.ids)])[1:]
        for table, row in [(tags, np.maximum(example.tags, 0))] + [(roles, row) for row in example.roles]:
            np.add.at(table, (row[words - 1], row[words]), 1)

    def odds(table: npt.NDArray[np.float64]) -> npt.NDArray[np.float32]:
        return (np.log(table / table.sum(1, keepdims=True)) - np.log(table.sum(0) / table.sum())).astype(np.float32)

    return odds(tags), odds(roles)
