"""What the model of scenes sees: who was where, and what took place, in the windows that the attribution model noted.

The model branches off the attribution encoder's lower layers, so that a report is encoded once; it is trained by
`training/scenes.py` on invented passages.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

from sayso.document import Span
from sayso.reading.attributing.decoding import Floats
from sayso.reading.attributing.model import AttributionModel, Noted

if TYPE_CHECKING:
    import onnxruntime

STATUSES: Final = ("none", "attended", "absent", "excused", "expected", "scheduled", "replaced", "undisclosed")
OUTCOMES: Final = (("held", True), ("held", None), ("planned", None), ("floated", None), ("postponed", None), ("cancelled", False), ("failed", False),
                   ("failed", True))
KINDS: Final = ("meeting", "call", "visit", "summit", "conference", "trial", "ceremony", "appointment", "other")
SURE_OF_PERSON: Final = 0.8
SURE_OF_OCCASION: Final = 0.9
"""Probabilities from which a person's status counts, and an occasion (by its surest word piece); chosen on held-back passages."""
BATCH: Final = 8
GROUP: Final = 256
"""So many windows are judged at a time, more than most reports have: a book must not be held in memory with all its states."""
_PART: Final = 0.35
_BEGINS: Final = 0.5
"""Probabilities from which a word piece belongs to an occasion, and begins one."""
_GAP: Final = 4
"""So many word pieces may be missing within one stretch of evidence."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What a mention of a person is said to be at an occasion: status, its probability, the words that show it."""

    status: str
    probability: float
    evidence: Span


@dataclass(frozen=True, slots=True)
class Taking:
    """An occasion: its words, what came of it (status, happened), its kind, and the probability."""

    span: Span
    outcome: tuple[str, bool | None]
    kind: str
    probability: float


@dataclass(frozen=True)
class _Window:
    text: str
    spans: Sequence[tuple[int, int] | None]
    upper: Floats
    extent: Floats
    outcome: Floats
    kind: Floats

    def words(self, first: int, last: int) -> Span:
        """The text from one piece to another, both of them text, widened to whole words."""
        start, end = (self.spans[first] or (0, 0))[0], (self.spans[last] or (0, 0))[1]
        while start and self.text[start - 1].isalnum() and self.text[start].isalnum():
            start -= 1
        while end < len(self.text) and self.text[end - 1].isalnum() and self.text[end].isalnum():
            end += 1
        return Span(start, end)


@dataclass(frozen=True)
class Scenes:
    """The noted windows of one report, in the order of the text, ready to be asked about its sentences, best in their order."""

    model: SceneModel | None = None
    text: str = ""
    noted: Sequence[Noted] = ()
    _judged: dict[int, list[_Window]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def near(self, span: Span) -> bool:
        """True if something in a stretch of text hints at an occasion or at somebody's presence."""
        return any(True for _ in self._hinting(span))

    def standings(self, mentions: Sequence[Span], within: Span) -> list[Standing | None]:
        """What each mention of a sentence is said to be; None where nothing is said, or not surely enough."""
        out: list[Standing | None] = [None] * len(mentions)
        for at, inside in self._hinting(within):
            asked = [(k, on) for k, mention in enumerate(mentions) if (on := _pieces(self.noted[at], mention))]
            if asked and self.model is not None:
                window = self._window(self.model, at)
                status, evidence = self.model.persons(window.upper, [(on[0], on[-1]) for _, on in asked])
                for (k, _), scores, shown in zip(asked, status, evidence, strict=True):
                    out[k] = _standing(window, scores, shown, inside) or out[k]
        return out

    def occasions(self, within: Span) -> list[Taking]:
        """The occasions that a sentence tells of, in order."""
        return [taking for at, inside in self._hinting(within) if self.model is not None for taking in _takings(self._window(self.model, at), inside)]

    def _hinting(self, span: Span) -> Iterator[tuple[int, list[int]]]:
        """The windows in which something in a stretch hints at a scene, each with its pieces of the stretch."""
        for at in range(bisect_right(self._ends, span.start), bisect_left(self._starts, span.end)):
            inside = _pieces(self.noted[at], span)
            if inside and self.noted[at].hints[inside].any():
                yield at, inside

    def _window(self, model: SceneModel, at: int) -> _Window:
        group, place = divmod(at, GROUP)
        if group not in self._judged:
            if len(self._judged) > 1:  # a sentence may lie across two groups
                del self._judged[min(self._judged)]
            self._judged[group] = model.judged(self.text, self.noted[group * GROUP : (group + 1) * GROUP])
        return self._judged[group][place]

    @cached_property
    def _starts(self) -> list[int]:
        return [one.span[0] for one in self.noted]

    @cached_property
    def _ends(self) -> list[int]:
        return [one.span[1] for one in self.noted]


def _pieces(noted: Noted, span: Span) -> list[int]:
    """The word pieces of a window some of which lies in a stretch of text."""
    return [i for i, s in enumerate(noted.window.spans) if s and s[0] < span.end and span.start < s[1]]


def _standing(window: _Window, scores: Floats, shown: Floats, inside: Sequence[int]) -> Standing | None:
    chances = _softmax(scores)
    label = int(chances[1:].argmax()) + 1
    if 1 - chances[0] < SURE_OF_PERSON:
        return None
    best = max(inside, key=lambda i: shown[i])
    first = last = best
    for i in reversed([i for i in inside if i < best]):
        first = i if shown[i] > 0 and first - i <= _GAP else first
    for i in [i for i in inside if i > best]:
        last = i if shown[i] > 0 and i - last <= _GAP else last
    return Standing(STATUSES[label], float(1 - chances[0]), window.words(first, last))


def _takings(window: _Window, inside: Sequence[int]) -> Iterator[Taking]:
    shares = _softmax(window.extent)
    for run in _runs(shares, inside):
        chance = float(1 - shares[run, 0].min())
        if chance >= SURE_OF_OCCASION:
            outcome = int(_softmax(window.outcome[run]).mean(axis=0).argmax())
            kind = int(_softmax(window.kind[run]).mean(axis=0).argmax())
            yield Taking(window.words(run[0], run[-1]), OUTCOMES[outcome], KINDS[kind], chance)


def _runs(shares: Floats, inside: Sequence[int]) -> Iterator[list[int]]:
    """Pieces that belong to one occasion: a run ends after a few pieces outside, or where another begins."""
    run: list[int] = []
    for i in inside:
        if run and (i - run[-1] > _GAP or (shares[i, 1] >= _BEGINS and i > run[-1] + 1)):
            yield run
            run = []
        if 1 - shares[i, 0] >= _PART:
            run.append(i)
    if run:
        yield run


def _softmax(scores: Floats) -> npt.NDArray[np.float32]:
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    shares: npt.NDArray[np.float32] = powers / powers.sum(axis=-1, keepdims=True)
    return shares


@dataclass(frozen=True)
class SceneModel:
    """The model in the attribution model's folder: `scenes.onnx` and `persons.onnx`."""

    below: AttributionModel

    def read(self, text: str, stretches: Sequence[tuple[int, int]]) -> Scenes:
        """The scenes of the stretches of a text; those of the text that the attribution model read last cost least."""
        return Scenes(self, text, self.below.noted(text, stretches))

    def judged(self, text: str, noted: Sequence[Noted]) -> list[_Window]:
        """The windows with what the upper layers make of them; those of like length are judged side by side."""
        order = sorted(range(len(noted)), key=lambda k: len(noted[k].window))
        windows: dict[int, _Window] = {}
        for chunk in (order[at : at + BATCH] for at in range(0, len(order), BATCH)):
            windows.update(zip(chunk, self._upper(text, [noted[k] for k in chunk]), strict=True))
        return [windows[k] for k in range(len(noted))]

    def _upper(self, text: str, batch: Sequence[Noted]) -> Iterator[_Window]:
        size = max(len(n.window) for n in batch)
        states = np.zeros((len(batch), size, batch[0].states.shape[1]), dtype=np.float32)
        mask = np.zeros((len(batch), size), dtype=np.int64)
        for row, one in enumerate(batch):
            states[row, : len(one.window)], mask[row, : len(one.window)] = one.states, 1
        found = self._layers.run(None, {"states": states, "mask": mask})
        for row, one in enumerate(batch):
            yield _Window(text, one.window.spans, *(layer[row, : len(one.window)] for layer in found))

    def persons(self, upper: Floats, places: Sequence[tuple[int, int]]) -> tuple[Floats, Floats]:
        """Scores of status (persons, 8) and of evidence (persons, pieces) for mentions in one window."""
        first, last = (np.array(side, dtype=np.int64) for side in zip(*places, strict=True))
        given = {"upper": upper[None], "window": np.zeros(len(places), dtype=np.int64), "first": first, "last": last}
        status, evidence = self._judge.run(None, given)
        return status, evidence

    @cached_property
    def _layers(self) -> onnxruntime.InferenceSession:
        return self.below.session("scenes.onnx")

    @cached_property
    def _judge(self) -> onnxruntime.InferenceSession:
        return self.below.session("persons.onnx")
