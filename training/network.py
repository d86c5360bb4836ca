"""The attribution network: encoder, tag head (finds cues), cue-anchored role head (finds each cue's source and content).

The role head reads the window once for every cue, as semantic-role labelling does for a predicate, so contents may nest,
overlap, share a source and be discontinuous. Encoders: BERT-shaped (student) and MPNet-shaped (teacher; one bias table for
relative positions, shared by the layers: Song et al. 2020).
"""

from __future__ import annotations

import math
from dataclasses import asdict, dataclass

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from sayso.reading.attributing.windows import FEATURES

TAGS = ("O", "B-source", "I-source", "B-cue", "I-cue", "B-content", "I-content")
ROLES = ("O", "B-source", "I-source", "B-content", "I-content")
DISTANCES = 32


@dataclass(frozen=True)
class Shape:
    """Sizes of a network; `relative` says that positions also enter as a bias on attention."""

    vocabulary: int = 30522
    width: int = 384
    layers: int = 6
    heads: int = 12
    inner: int = 1536
    positions: int = 512
    roles: int = 160
    relative: bool = False
    epsilon: float = 1e-12

    def as_dict(self) -> dict[str, int | float | bool]:
        """Plain values, for a checkpoint."""
        return asdict(self)


class MaskBank:
    """Dropout out of a bank of pre-drawn masks: drawing them anew costs a fifth of a step on a CPU."""

    def __init__(self, share: float = 0.1, size: int = 1 << 24) -> None:
        self._share, self._size = share, size
        self._masks: dict[torch.dtype, Tensor] = {}

    def __call__(self, x: Tensor, training: bool) -> Tensor:
        """`x` with a share of its values dropped, and the others scaled up to match."""
        if not training:
            return x
        if x.dtype not in self._masks:
            mask = (torch.rand(self._size) >= self._share).float() / (1 - self._share)
            self._masks[x.dtype] = mask.to(x.dtype)
        start = int(torch.randint(0, self._size - x.numel(), (1,)))
        return x * self._masks[x.dtype][start : start + x.numel()].view(x.shape)

    def refresh(self) -> None:
        """Draw new masks at the next use."""
        self._masks.clear()


drop = MaskBank()


class Layer(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        width = shape.width
        self.heads = shape.heads
        self.qkv, self.out = nn.Linear(width, 3 * width), nn.Linear(width, width)
        self.norm1, self.norm2 = nn.LayerNorm(width, shape.epsilon), nn.LayerNorm(width, shape.epsilon)
        self.up, self.down = nn.Linear(width, shape.inner), nn.Linear(shape.inner, width)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        attended = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        x = self.norm1(x + drop(self.out(attended.transpose(1, 2).reshape(batch, length, width)), self.training))
        return self.norm2(x + drop(self.down(F.gelu(self.up(x))), self.training))


class Encoder(nn.Module):
    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.words = nn.Embedding(shape.vocabulary, shape.width)
        self.positions = nn.Embedding(shape.positions, shape.width)
        self.norm = nn.LayerNorm(shape.width, shape.epsilon)
        self.features = nn.ModuleList(nn.Embedding(size, shape.width) for size in FEATURES)
        for table in self.features:  # the encoder was pre-trained without them: begin as if they were not there
            nn.init.zeros_(table.weight)
        self.layers = nn.ModuleList(Layer(shape) for _ in range(shape.layers))
        if shape.relative:
            self.relative = nn.Embedding(32, shape.heads)

    def forward(self, ids: Tensor, features: Tensor, mask: Tensor) -> Tensor:
        x = self.words(ids) + self.positions.weight[: ids.shape[1]]
        for i, table in enumerate(self.features):
            x = x + table(features[..., i])
        x = drop(self.norm(x), self.training)
        bias = ((1.0 - mask.to(x.dtype)) * -1e4)[:, None, None, :]
        if self.shape.relative:
            bias = bias + self.relative(_mpnet_buckets(ids.shape[1])).permute(2, 0, 1)[None]
        if torch.is_autocast_enabled("cpu"):
            bias = bias.to(torch.bfloat16)
        for layer in self.layers:
            x = layer(x, bias)
        return x


def _mpnet_buckets(length: int, buckets: int = 32, reach: int = 128) -> Tensor:
    """MPNet's (T5's) relative position buckets, shape (length, length)."""
    places = torch.arange(length)
    n = -(places[None, :] - places[:, None])
    half = buckets // 2
    out = (n < 0).long() * half
    n = n.abs()
    exact = half // 2
    large = exact + (torch.log(n.float().clamp(min=1) / exact) / math.log(reach / exact) * (half - exact)).long()
    return out + torch.where(n < exact, n, large.clamp(max=half - 1))


def distance_buckets(distance: Tensor) -> Tensor:
    """Signed distances from the cue in [0, 32): exact up to 7, then logarithmic."""
    size = distance.abs().float()
    far = 8 + torch.log2(size.clamp(min=8) / 8) * 1.55
    bucket = torch.where(size < 8, size, far).long().clamp(max=15)
    return torch.where(distance < 0, 16 + bucket, bucket)


class RoleHead(nn.Module):
    def __init__(self, width: int) -> None:
        super().__init__()
        self.distance = nn.Embedding(DISTANCES, width)
        nn.init.normal_(self.distance.weight, std=0.02)
        self.norm = nn.LayerNorm(width)
        self.near = nn.ModuleList(nn.Conv1d(width, width, 5, padding=2) for _ in range(2))
        self.out = nn.Linear(width, len(ROLES))

    def forward(self, cue: Tensor, pieces: Tensor, distance: Tensor, mask: Tensor) -> Tensor:
        x = self.norm(F.gelu(cue[:, None] + pieces + self.distance(distance)))
        keep = mask.to(x.dtype)[..., None]
        for convolution in self.near:
            x = x + F.gelu(convolution((x * keep).transpose(1, 2)).transpose(1, 2))
        return self.out(x)


class Network(nn.Module):
    """Encoder with both heads."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.encoder = Encoder(shape)
        self.tag = nn.Linear(shape.width, len(TAGS))
        self.project = nn.Linear(shape.width, 2 * shape.roles)
        self.role = RoleHead(shape.roles)

    def encode(self, ids: Tensor, features: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Tag logits (windows, pieces, 7) and projections (windows, pieces, 2 × roles) for the role head."""
        hidden = drop(self.encoder(ids, features, mask), self.training)
        return self.tag(hidden), self.project(hidden)

    def roles(self, projections: Tensor, mask: Tensor, window: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Role logits (cues, pieces, 5); `window`, `first`, `last` (cues,) say where each cue stands."""
        width = self.shape.roles
        cue = (projections[window, first, :width] + projections[window, last, :width]) / 2
        at = torch.arange(projections.shape[1])[None]
        before, after = at - first[:, None], at - last[:, None]
        distance = torch.where(before < 0, before, torch.where(after > 0, after, torch.zeros_like(at)))
        return self.role(cue, projections[window][..., width:], distance_buckets(distance), mask[window])
