"""Scores on a split by the headline measure: content word IoU ≥ 0.5 and a shared word of the source, matched one to one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import torch

from sayso.reading.attributing.decoding import Decoder, Proposal, without_rivals
from sayso.reading.attributing.windows import Batch, WindowMaker

from .corpus import Article, Spans
from .network import Network

WORD = re.compile(r"\w+(?:['’]\w+)*|[^\w\s]")


@dataclass(frozen=True)
class Score:
    """Matched, proposed and gold attributions."""

    matched: int
    proposed: int
    gold: int

    @property
    def f1(self) -> float:
        """F1, 0 to 100."""
        return 200 * self.matched / max(1, self.proposed + self.gold)

    def __str__(self) -> str:
        return f"P {100 * self.matched / max(1, self.proposed):.1f} R {100 * self.matched / max(1, self.gold):.1f} F {self.f1:.2f}"


class Related(Protocol):
    """Anything with a source and a content."""

    @property
    def source(self) -> Spans: ...
    @property
    def content(self) -> Spans: ...


def propose(network: Network, maker: WindowMaker, texts: Sequence[str], decoder: Decoder, limit: int = 128) -> list[list[Proposal]]:
    """The network's proposals for each text, in 32-bit floats."""
    windows = [(i, w) for i, text in enumerate(texts) for w in maker.windows(maker.paragraphs(text), limit)]
    order = sorted(range(len(windows)), key=lambda k: len(windows[k][1]))
    found: dict[int, list[Proposal]] = {k: [] for k in order}
    network.eval()
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        for at in range(0, len(order), 16):
            chunk = order[at : at + 16]
            for row, proposal in _batch(network, maker, Batch(tuple(windows[k][1] for k in chunk)), decoder):
                found[chunk[row]].append(proposal)
    out: list[list[Proposal]] = [[] for _ in texts]
    for k, (i, _) in enumerate(windows):
        out[i] += without_rivals(found[k])
    return out


def _batch(network: Network, maker: WindowMaker, batch: Batch, decoder: Decoder) -> Iterator[tuple[int, Proposal]]:
    mask = torch.from_numpy(batch.mask)
    tags, projections = network.encode(torch.from_numpy(batch.ids), torch.from_numpy(batch.features), mask)

    def roles(window: np.ndarray, first: np.ndarray, last: np.ndarray) -> np.ndarray:
        scores = network.roles(projections, mask, *(torch.from_numpy(x) for x in (window, first, last)))
        return scores.float().numpy()

    return iter(list(decoder.proposals(batch, tags.float().numpy(), maker.continues(batch.ids), roles)))


def score(articles: Sequence[Article], proposals: Sequence[Sequence[Related]]) -> Score:
    """The headline measure against each article's first annotator."""
    matched = proposed = gold = 0
    for article, found in zip(articles, proposals, strict=True):
        edges, theirs = _edges(article, found)
        matched, proposed, gold = matched + len(_matching(edges)), proposed + len(edges), gold + theirs
    return Score(matched, proposed, gold)


def right(article: Article, found: Sequence[Related]) -> list[bool]:
    """Which of the attributions (each with content) match a gold one, one to one."""
    edges, _ = _edges(article, found)
    owners = set(_matching(edges).values())
    return [i in owners for i in range(len(edges))]


def _edges(article: Article, found: Sequence[Related]) -> tuple[list[list[int]], int]:
    """For each attribution the gold ones that it may match, and how many of those there are."""
    words = _words(article.text)
    ours = [(u, words(p.source)) for p in found if (u := words(p.content))]
    theirs = [(u, words(r.source)) for r in article.readings[0] if (u := words(r.content))]
    edges = [
        [j for j, (content, source) in enumerate(theirs) if 2 * len(c & content) >= len(c | content) and _meet(s, source)]
        for c, s in ours
    ]
    return edges, len(theirs)


def _words(text: str):  # noqa: ANN202 - a closure over one text
    tokens = [m.span() for m in WORD.finditer(text)]
    at = np.full(len(text) + 1, -1)
    for i, (start, end) in enumerate(tokens):
        at[start:end] = i
    letters = np.array([text[s].isalnum() or text[s] == "_" for s, _ in tokens] or [False])

    def units(spans: Spans) -> frozenset[int]:
        ids = {int(i) for start, end in spans for i in at[start:end]} - {-1}
        return frozenset({i for i in ids if letters[i]} or ids)

    return units


def _meet(one: frozenset[int], other: frozenset[int]) -> bool:
    return bool(one & other) if one or other else True


def _matching(edges: list[list[int]]) -> dict[int, int]:
    """Maximum one-to-one matching (Kuhn): gold number to ours."""
    owner: dict[int, int] = {}

    def place(i: int, seen: set[int]) -> bool:
        for j in edges[i]:
            if j not in seen:
                seen.add(j)
                if j not in owner or place(owner[j], seen):
                    owner[j] = i
                    return True
        return False

    for i in range(len(edges)):
        place(i, set())
    return owner
