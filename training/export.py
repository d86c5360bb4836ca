"""Writes the files that the package ships: `python -m training.export RUN OUT`.

Two graphs, the encoder with tag head (int8, dynamically quantised per channel, in the reduced range that older processors
multiply safely) and the role head (fp16-sized weights would cost speed: it stays fp32, 1 MB); the vocabulary; the decoder's
label-pair scores.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
import warnings
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from . import encoders
from .network import Network
from .train import read_checkpoint


class _Encode(nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        return self.network.encode(ids, features, mask)


class _Roles(nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, projections: Tensor, mask: Tensor, window: Tensor, first: Tensor, last: Tensor) -> Tensor:
        return self.network.roles(projections, mask, window, first, last)


def int8(module: nn.Module, given: tuple[Tensor, ...], path: Path, inputs: Sequence[str], outputs: Sequence[str], axes: Mapping[str, dict[int, str]]) -> None:
    """A module as an int8 graph; `given` are examples of its inputs, `axes` names the places whose size is free, by input and output."""
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        whole, prepared = Path(folder) / "whole.onnx", Path(folder) / "prepared.onnx"
        torch.onnx.export(module, given, str(whole), input_names=list(inputs), output_names=list(outputs), opset_version=17, dynamo=False, dynamic_axes=dict(axes))
        quant_pre_process(str(whole), str(prepared), skip_symbolic_shape=True)
        quantize_dynamic(str(prepared), str(path), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)


def export(network: Network, out: Path) -> None:
    """`encoder.onnx` and `roles.onnx` into the folder."""
    network.eval()
    ids, features, mask = torch.randint(5, 99, (3, 40)), torch.zeros(3, 40, 3, dtype=torch.long), torch.ones(3, 40, dtype=torch.long)
    at = {0: "windows", 1: "pieces"}
    given, made = ("ids", "features", "mask"), ("tags", "projections")
    int8(_Encode(network), (ids, features, mask), out / "encoder.onnx", given, made, dict.fromkeys((*given, *made), at))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        _, projections = network.encode(ids, features, mask)
        cue = torch.tensor([0, 1, 2, 2])
        torch.onnx.export(
            _Roles(network), (projections, mask, cue, cue + 3, cue + 4), str(out / "roles.onnx"),
            input_names=["projections", "mask", "window", "first", "last"], output_names=["roles"], opset_version=17, dynamo=False,
            dynamic_axes={"projections": at, "mask": at, "window": {0: "cues"}, "first": {0: "cues"}, "last": {0: "cues"},
                          "roles": {0: "cues", 1: "pieces"}},
        )


def main() -> None:
    """Export one training run."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("run", type=Path)
    ask.add_argument("out", type=Path)
    ask.add_argument("--weight", type=float, default=0.15)
    ask.add_argument("--cue-bias", type=float, default=-0.5)
    o = ask.parse_args()
    o.out.mkdir(parents=True, exist_ok=True)
    export(read_checkpoint(o.run / "network.pt"), o.out)
    shutil.copy(encoders.minilm_folder() / "tokenizer.json", o.out / "vocabulary.json")
    pairs = np.load(o.run / "transitions.npz")
    np.savez(o.out / "decoding.npz", tags=pairs["tags"], roles=pairs["roles"], weight=o.weight, cue_bias=o.cue_bias)


if __name__ == "__main__":
    main()
