"""From scores to attributions: the best label paths, then source, cue and content spans of every cue."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from sayso.reading.attributing.windows import Batch, Pieces

Floats: TypeAlias = npt.NDArray[np.float32]
Spans: TypeAlias = tuple[tuple[int, int], ...]
RoleScorer: TypeAlias = Callable[[npt.NDArray[np.int64], npt.NDArray[np.int64], npt.NDArray[np.int64]], Floats]

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
ROLES = ("O", "B-source", "I-source", "B-content", "I-content")
_NEVER = np.float32(-1e4)


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the model read for one cue: spans in the text, and how sure it is of the cue and of the content (0 to 1)."""

    source: Spans
    cue: Spans
    content: Spans
    cue_score: float
    content_score: float

    @property
    def score(self) -> float:
        """The product of both scores."""
        return self.cue_score * self.content_score


@dataclass(frozen=True)
class Transitions:
    """Scores added for each pair of neighbouring labels: BIO's own rules, plus what the training gold prefers."""

    tags: Floats
    roles: Floats
    cue_bias: float = 0.0

    @classmethod
    def plain(cls) -> Transitions:
        """BIO's rules alone."""
        return cls(_bio(TAGS), _bio(ROLES))

    @classmethod
    def learned(cls, tags: Floats, roles: Floats, weight: float, cue_bias: float) -> Transitions:
        """BIO's rules plus `weight` times the log-odds of the gold's label pairs."""
        plain = cls.plain()
        return cls(plain.tags + np.float32(weight) * tags, plain.roles + np.float32(weight) * roles, cue_bias)


@dataclass
class Decoder:
    """Decodes batches; pieces that continue a word keep the word's label."""

    transitions: Transitions = field(default_factory=Transitions.plain)

    def cues(
        self, batch: Batch, tags: Floats, continues: npt.NDArray[np.bool_], threshold: float | None = None
    ) -> list[tuple[int, int, int]]:
        """(window, first piece, last piece) of every cue: on the best path, or wherever a cue is at least so probable.

        The path forbids a cue within a content, so a statement's inside is read by the threshold.
        """
        scores = tags.copy()
        scores[:, :, 3:5] += self.transitions.cue_bias
        scores[~batch.real, 1:] += _NEVER
        if threshold is None:
            labels = best_paths(scores, batch.lengths, self.transitions.tags, TAGS, continues)
        else:
            labels = _likely_cues(tags, batch.real, continues, threshold)
        return [
            (row, first, last)
            for row, window in enumerate(batch.windows)
            for first, last in _runs(labels[row], len(window), TAGS.index("B-cue"))
        ]

    def proposals(
        self, batch: Batch, tags: Floats, continues: npt.NDArray[np.bool_], score_roles: RoleScorer,
        threshold: float | None = None,
    ) -> Iterator[tuple[int, Proposal]]:
        """(window, proposal) for every cue of the batch, in reading order within a window."""
        cues = self.cues(batch, tags, continues, threshold)
        if not cues:
            return
        window, first, last = (np.array(column, dtype=np.int64) for column in zip(*cues, strict=True))
        roles = score_roles(window, first, last)
        labels = best_paths(roles, batch.lengths[window], self.transitions.roles, ROLES, continues[window])
        labels[~batch.real[window]] = 0
        certainty = _softmax(roles)[:, :, 3:].sum(-1)
        sureness = _softmax(tags)[:, :, 3:5].sum(-1)
        for k, (row, start, end) in enumerate(cues):
            pieces = batch.windows[row]
            of_content = labels[k, : len(pieces)] >= 3
            yield row, Proposal(
                source=_spans(pieces, _runs(labels[k], len(pieces), 1)),
                cue=_spans(pieces, [(start, end)]),
                content=_spans(pieces, _runs(labels[k], len(pieces), 3)),
                cue_score=float(sureness[row, start : end + 1].max()),
                content_score=float(certainty[k, : len(pieces)][of_content].mean()) if of_content.any() else 0.0,
            )


def _likely_cues(
    tags: Floats, real: npt.NDArray[np.bool_], continues: npt.NDArray[np.bool_], threshold: float
) -> npt.NDArray[np.int8]:
    """Labels that are B-cue or I-cue where a word is a cue with at least this probability, else O; pieces follow their word."""
    chances = _softmax(tags)
    likely = (chances[:, :, 3] + chances[:, :, 4] >= threshold) & real
    begins = chances[:, :, 3] >= chances[:, :, 4]
    labels = np.where(likely, np.where(begins, 3, 4), 0).astype(np.int8)
    for t in range(1, labels.shape[1]):
        labels[:, t] = np.where(continues[:, t], np.where(labels[:, t - 1] > 0, 4, 0), labels[:, t])
    return labels


def best_paths(
    scores: Floats, lengths: npt.NDArray[np.int64], transitions: Floats, labels: Sequence[str], continues: npt.NDArray[np.bool_]
) -> npt.NDArray[np.int8]:
    """Viterbi over a batch: label indices, shape (rows, pieces), for scores of shape (rows, pieces, labels)."""
    rows, length, count = scores.shape
    keep = _continuation(labels)
    back = np.zeros((length, rows, count), dtype=np.int8)
    start = np.array([_NEVER if label[0] == "I" else 0 for label in labels], dtype=np.float32)
    total = scores[:, 0] + start
    for t in range(1, length):
        step = np.where(continues[:, t, None, None], keep, transitions)
        reached = total[:, :, None] + step
        back[t] = reached.argmax(1)
        best = np.take_along_axis(reached, back[t][:, None].astype(np.int64), 1)[:, 0] + scores[:, t]
        total = np.where((t < lengths)[:, None], best, total)
    paths = np.zeros((rows, length), dtype=np.int8)
    current = total.argmax(1)
    every = np.arange(rows)
    for t in range(length - 1, -1, -1):
        paths[:, t] = np.where(t < lengths, current, 0)
        if t:
            current = np.where(t < lengths, back[t, every, current], current)
    return paths


def without_rivals(proposals: Sequence[Proposal], share: float = 0.5) -> list[Proposal]:
    """The proposals, one reading a content: of two that share `share` of their content the surer stays.

    Unless one cue lies in the other's content: then the one is inside the other.
    """
    kept: list[Proposal] = []
    for proposal in sorted(proposals, key=lambda p: -p.score):
        if not any(_rivals(proposal, other, share) for other in kept):
            kept.append(proposal)
    return [p for p in proposals if p in kept]


def _rivals(one: Proposal, other: Proposal, share: float) -> bool:
    small = min(_size(one.content), _size(other.content))
    common = _common(one.content, other.content)
    if not small or common < share * (_size(one.content) + _size(other.content) - common):
        return False
    return not (_common(one.cue, other.content) or _common(other.cue, one.content))


def _size(spans: Spans) -> int:
    return sum(end - start for start, end in spans)


def _common(one: Spans, other: Spans) -> int:
    return sum(max(0, min(e, f) - max(s, b)) for s, e in one for b, f in other)


def _spans(pieces: Pieces, runs: Sequence[tuple[int, int]]) -> Spans:
    found = ((pieces.spans[first], pieces.spans[last]) for first, last in runs)
    return tuple((a[0], b[1]) for a, b in found if a is not None and b is not None)


def _runs(labels: npt.NDArray[np.int8], length: int, begin: int) -> list[tuple[int, int]]:
    """(first, last) of each run of the labels `begin` (B) and `begin` + 1 (I)."""
    runs: list[list[int]] = []
    for i in range(length):
        if labels[i] == begin or (labels[i] == begin + 1 and not (runs and runs[-1][1] == i - 1)):
            runs.append([i, i])
        elif labels[i] == begin + 1:
            runs[-1][1] = i
    return [(first, last) for first, last in runs]


def _bio(labels: Sequence[str]) -> Floats:
    table = np.zeros((len(labels), len(labels)), dtype=np.float32)
    for j, label in enumerate(labels):
        for i, before in enumerate(labels):
            if label[0] == "I" and before[2:] != label[2:]:
                table[i, j] = _NEVER
    return table


def _continuation(labels: Sequence[str]) -> Floats:
    table = np.full((len(labels), len(labels)), _NEVER, dtype=np.float32)
    for i, before in enumerate(labels):
        table[i, 0 if before == "O" else labels.index("I" + before[1:])] = 0
    return table


def _softmax(scores: Floats) -> Floats:
    powers = np.exp(scores - scores.max(-1, keepdims=True))
    result: Floats = powers / powers.sum(-1, keepdims=True)
    return result
