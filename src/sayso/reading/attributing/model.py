"""The packaged attribution model at run time: word pieces in, proposals out; ONNX and numpy, no training framework."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
import numpy.typing as npt

from sayso.errors import ModelError
from sayso.reading.attributing.decoding import Decoder, Floats, Proposal, Transitions, without_rivals
from sayso.reading.attributing.windows import Batch, Pieces, WindowMaker

if TYPE_CHECKING:
    import onnxruntime

BATCH = 8
REACH = 24
"""So many word pieces on either side of a hint are kept for a second look."""
_SAID = ["tags", "projections"]
"""What the encoder gives for attributions alone."""


class Proposer(Protocol):
    """What the attribution step needs of a model; a test may pass another."""

    def propose(self, text: str, stretches: Sequence[tuple[int, int]]) -> list[Proposal]:
        """Proposals for the stretches of a text, read side by side as paragraphs of one report."""
        ...

    def propose_alone(self, text: str, stretches: Sequence[tuple[int, int]], threshold: float) -> list[list[Proposal]]:
        """Proposals for each stretch, read as a text of its own, for every cue at least as probable as `threshold`."""
        ...


@dataclass(frozen=True)
class Noted:
    """The part of a window in which something may take place: its pieces, the lower layers' states (pieces, width), which pieces hint at it."""

    window: Pieces
    states: npt.NDArray[np.float16]
    hints: npt.NDArray[np.bool_]

    @property
    def span(self) -> tuple[int, int]:
        """From its first character of text to the end of its last."""
        there = [span for span in self.window.spans if span]
        return there[0][0], there[-1][1]


@dataclass(frozen=True)
class _Notes:
    """The noted windows of one text."""

    text: str
    stretches: tuple[tuple[int, int], ...]
    windows: tuple[Noted, ...]


class _Memory(threading.local):
    """What each thread read last: several may share a model."""

    notes: _Notes | None = None


@dataclass(frozen=True)
class AttributionModel:
    """The model in a folder: `encoder.onnx`, `roles.onnx`, `vocabulary.json`, `decoding.npz`.

    The encoder may also give out the states of its lower layers and a gate; then what is worth a second look is noted for `SceneModel`.
    """

    folder: Path
    threads: int = 1
    _last: _Memory = field(default_factory=_Memory, init=False, repr=False, compare=False)

    def propose(self, text: str, stretches: Sequence[tuple[int, int]]) -> list[Proposal]:
        """Proposals for the stretches of a text, in reading order; no two share most of their content."""
        proposals, self._last.notes = self._proposed(text, stretches)
        return proposals

    def noted(self, text: str, stretches: Sequence[tuple[int, int]]) -> tuple[Noted, ...]:
        """The windows of a text that are worth a second look, in order; told once without reading anew if this thread proposed for it last."""
        last, self._last.notes = self._last.notes, None  # a long report's states are large
        if last is None or last.stretches != tuple(stretches) or last.text != text:
            _, last = self._proposed(text, stretches)
        return last.windows

    def _proposed(self, text: str, stretches: Sequence[tuple[int, int]]) -> tuple[list[Proposal], _Notes]:
        windows = list(self._maker.windows(self._maker.paragraphs(text, stretches)))
        noted: dict[int, list[Noted]] = {}
        proposals = [p for found in self._read(windows, None, noted) for p in without_rivals(found)]
        return proposals, _Notes(text, tuple(stretches), tuple(one for k in sorted(noted) for one in noted[k]))

    def propose_alone(self, text: str, stretches: Sequence[tuple[int, int]], threshold: float) -> list[list[Proposal]]:
        """Proposals for each stretch, read as a text of its own."""
        cut = [list(self._maker.windows(self._maker.paragraphs(text, [stretch]))) for stretch in stretches]
        read = iter(self._read([window for windows in cut for window in windows], threshold))
        return [[p for _ in windows for p in without_rivals(next(read))] for windows in cut]

    def _read(self, windows: Sequence[Pieces], threshold: float | None, noted: dict[int, list[Noted]] | None = None) -> list[list[Proposal]]:
        found: list[list[Proposal]] = [[] for _ in windows]
        order = sorted(range(len(windows)), key=lambda k: len(windows[k]))
        for chunk in (order[at : at + BATCH] for at in range(0, len(order), BATCH)):
            batch = Batch(tuple(windows[k] for k in chunk))
            tags, projections, *more = self._encoder.run(_SAID if noted is None else None, batch.inputs)
            for row, proposal in self._proposals(batch, tags, projections, threshold):
                found[chunk[row]].append(proposal)
            if noted is not None and more:
                for row, one in _worth_noting(batch, *more):
                    noted.setdefault(chunk[row], []).append(one)
        return found

    def _proposals(self, batch: Batch, tags: Floats, projections: Floats, threshold: float | None) -> Iterator[tuple[int, Proposal]]:

        def roles(window: npt.NDArray[np.int64], first: npt.NDArray[np.int64], last: npt.NDArray[np.int64]) -> Floats:
            given = {"projections": projections, "mask": batch.mask, "window": window, "first": first, "last": last}
            scores: Floats = self._roles.run(None, given)[0]
            return scores

        return self._decoder.proposals(batch, tags, self._maker.continues(batch.ids), roles, threshold)

    @cached_property
    def _maker(self) -> WindowMaker:
        return WindowMaker(self._file("vocabulary.json"))

    @cached_property
    def _decoder(self) -> Decoder:
        with np.load(self._file("decoding.npz")) as kept:
            return Decoder(Transitions.learned(kept["tags"], kept["roles"], float(kept["weight"]), float(kept["cue_bias"])))

    @cached_property
    def _encoder(self) -> onnxruntime.InferenceSession:
        return self.session("encoder.onnx")

    @cached_property
    def _roles(self) -> onnxruntime.InferenceSession:
        return self.session("roles.onnx")

    def session(self, name: str) -> onnxruntime.InferenceSession:
        """One of the folder's graphs, ready to run; raises ModelError if it is not there."""
        return session(self._file(name), self.threads)

    def _file(self, name: str) -> Path:
        path = self.folder / name
        if not path.is_file():
            raise ModelError(f"{path}: the attribution model has no such file; install sayso again or set SAYSO_MODEL to its folder")
        return path


def session(path: Path, threads: int = 1) -> onnxruntime.InferenceSession:
    """A graph, ready to run."""
    import onnxruntime  # a tenth of a second that `sayso --help` must not pay

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    options.log_severity_level = 3
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])


def _worth_noting(batch: Batch, states: Floats, gate: Floats) -> Iterator[tuple[int, Noted]]:
    """The parts of each window around its hints, each between the marks that begin and end the window."""
    for row, window in enumerate(batch.windows):
        hints = (gate[row, :, 0] > 0) & batch.real[row]
        (found,) = hints.nonzero()
        for part in np.split(found, (np.diff(found) > 2 * REACH).nonzero()[0] + 1) if len(found) else ():
            last = len(window) - 1
            kept = [0, *range(max(1, part[0] - REACH), min(last, part[-1] + REACH + 1)), last]
            yield row, Noted(window.taken(kept), states[row, kept].astype(np.float16), hints[kept])  # half the memory, and as in training


@lru_cache(maxsize=2)
def packaged(threads: int = 1) -> AttributionModel:
    """The model that the package ships, loaded once."""
    return AttributionModel(Path(str(resources.files("sayso.data.attribution"))), threads)
