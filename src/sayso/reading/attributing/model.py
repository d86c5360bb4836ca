"""The packaged attribution model at run time: word pieces in, proposals out; ONNX and numpy, no training framework."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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


class Proposer(Protocol):
    """What the attribution step needs of a model; a test may pass another."""

    def propose(self, text: str, stretches: Sequence[tuple[int, int]]) -> list[Proposal]:
        """Proposals for the stretches of a text, read side by side as paragraphs of one report."""
        ...

    def propose_alone(self, text: str, stretches: Sequence[tuple[int, int]], threshold: float) -> list[list[Proposal]]:
        """Proposals for each stretch, read as a text of its own, for every cue at least as probable as `threshold`."""
        ...


@dataclass(frozen=True)
class AttributionModel:
    """The model in a folder: `encoder.onnx`, `roles.onnx`, `vocabulary.json`, `decoding.npz`."""

    folder: Path
    threads: int = 1

    def propose(self, text: str, stretches: Sequence[tuple[int, int]]) -> list[Proposal]:
        """Proposals for the stretches of a text, in reading order; no two share most of their content."""
        windows = list(self._maker.windows(self._maker.paragraphs(text, stretches)))
        return [p for found in self._read(windows, None) for p in without_rivals(found)]

    def propose_alone(self, text: str, stretches: Sequence[tuple[int, int]], threshold: float) -> list[list[Proposal]]:
        """Proposals for each stretch, read as a text of its own."""
        cut = [list(self._maker.windows(self._maker.paragraphs(text, [stretch]))) for stretch in stretches]
        read = iter(self._read([window for windows in cut for window in windows], threshold))
        return [[p for _ in windows for p in without_rivals(next(read))] for windows in cut]

    def _read(self, windows: Sequence[Pieces], threshold: float | None) -> list[list[Proposal]]:
        found: list[list[Proposal]] = [[] for _ in windows]
        order = sorted(range(len(windows)), key=lambda k: len(windows[k]))
        for chunk in (order[at : at + BATCH] for at in range(0, len(order), BATCH)):
            for row, proposal in self._batch(Batch(tuple(windows[k] for k in chunk)), threshold):
                found[chunk[row]].append(proposal)
        return found

    def _batch(self, batch: Batch, threshold: float | None) -> Iterator[tuple[int, Proposal]]:
        inputs = {"ids": batch.ids, "features": batch.features, "mask": batch.mask}
        tags, projections = self._encoder.run(None, inputs)

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
        return self._session("encoder.onnx")

    @cached_property
    def _roles(self) -> onnxruntime.InferenceSession:
        return self._session("roles.onnx")

    def _session(self, name: str) -> onnxruntime.InferenceSession:
        import onnxruntime  # a tenth of a second that `sayso --help` must not pay

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads, options.inter_op_num_threads = self.threads, 1
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(str(self._file(name)), options, providers=["CPUExecutionProvider"])

    def _file(self, name: str) -> Path:
        path = self.folder / name
        if not path.is_file():
            raise ModelError(f"{path}: the attribution model has no such file; install sayso again or set SAYSO_MODEL to its folder")
        return path


@lru_cache(maxsize=2)
def packaged(threads: int = 1) -> AttributionModel:
    """The model that the package ships, loaded once."""
    return AttributionModel(Path(str(resources.files("sayso.data.attribution"))), threads)
