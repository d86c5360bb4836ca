"""Trains the attribution network: `python -m training.train CORPUS OUT` (see `make train`).

AdamW, layer-wise learning rates, warm-up then linear decay, bf16 autocast; the weights kept are an exponential mean over the
last steps. With --teacher, the loss is half the gold's and half the divergence from the teacher's scores on the same windows.
"""

from __future__ import annotations

import argparse
import copy
import csv
import json
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from sayso.reading.attributing.decoding import Decoder, Transitions
from sayso.reading.attributing.windows import Batch, WindowMaker

from . import encoders
from .corpus import load
from .evaluate import propose, score
from .examples import IGNORED, Example, ExampleMaker, bigram_scores
from .network import Network, Shape, drop


@dataclass(frozen=True)
class Tensors:
    """A batch of examples for torch."""

    ids: Tensor
    features: Tensor
    mask: Tensor
    tags: Tensor
    window: Tensor
    first: Tensor
    last: Tensor
    roles: Tensor


def batches(examples: list[Example], pieces: int, rng: random.Random) -> list[list[Example]]:
    """Batches of about `pieces` word pieces, of windows of like length; the order of batches is shuffled."""
    out: list[list[Example]] = []
    for at in range(0, len(examples), 800):
        block: list[Example] = []
        for example in sorted(examples[at : at + 800], key=lambda e: len(e.window)):
            if block and _round(len(example.window)) * (len(block) + 1) > pieces:
                out.append(block)
                block = []
            block.append(example)
        out.append(block)
    rng.shuffle(out)
    return out


def texts_of(path: Path) -> list[str]:
    """Unannotated texts: the column `text` of a CSV file, or the .txt files of a folder."""
    if path.is_dir():
        return [p.read_text(encoding="utf-8") for p in sorted(path.rglob("*.txt"))]
    with path.open(encoding="utf-8", newline="") as rows:
        return [row["text"] for row in csv.DictReader(rows)]


def _round(n: int) -> int:
    return -(-n // 32) * 32  # few shapes: the kernels are cached by shape


def tensors(block: Sequence[Example]) -> Tensors:
    """The examples padded to one length; rows of roles filled up to a multiple of 8 with ignored ones."""
    batch = Batch(tuple(e.window for e in block))
    length, used = _round(batch.ids.shape[1]), batch.ids.shape[1]

    def pad(array: np.ndarray, value: int) -> Tensor:
        wide = np.full((array.shape[0], length, *array.shape[2:]), value, dtype=np.int64)
        wide[:, :used] = array
        return torch.from_numpy(wide)

    tags = np.full(batch.ids.shape, IGNORED)
    rows, window, first, last = [], [], [], []
    for i, example in enumerate(block):
        tags[i, : len(example.tags)] = example.tags
        for (start, end), role in zip(example.cues, example.roles, strict=True):
            row = np.full(length, IGNORED)
            row[: len(role)] = role
            rows.append(row)
            window.append(i), first.append(start), last.append(end)
    while not rows or len(rows) % 8:
        rows.append(np.full(length, IGNORED))
        window.append(0), first.append(0), last.append(0)
    return Tensors(
        pad(batch.ids, 0), pad(batch.features, 0), pad(batch.mask, 0), pad(tags, IGNORED),
        torch.tensor(window), torch.tensor(first), torch.tensor(last), torch.from_numpy(np.array(rows)),
    )


def loss_of(network: Network, t: Tensors, teacher: Network | None, share: float, heat: float = 1.5) -> Tensor:
    """Cross entropy of both heads; with a teacher, `share` of the loss is the divergence from its softened scores."""
    theirs = _scores(teacher, t) if teacher else None
    with torch.autocast("cpu", dtype=torch.bfloat16):
        tags, projections = network.encode(t.ids, t.features, t.mask)
        roles = network.roles(projections, t.mask, t.window, t.first, t.last)
    tags, roles = tags.float(), roles.float()
    cues = max(1, int((t.roles[:, 0] >= 0).sum()))
    gold = F.cross_entropy(tags.transpose(1, 2), t.tags, ignore_index=IGNORED)
    gold = gold + F.cross_entropy(roles.transpose(1, 2), t.roles, ignore_index=IGNORED, reduction="sum") / (cues * 60)
    if theirs is None:
        return gold
    far = _far(tags, roles, theirs, t, heat)
    return (1 - share) * gold + share * far


def loss_from_teacher(network: Network, t: Tensors, teacher: Network, heat: float = 1.5) -> Tensor:
    """The divergence from the teacher on windows without gold; the cues looked at are those that the teacher finds."""
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        their_tags, projections = teacher.encode(t.ids, t.features, t.mask)
    t = with_cues(t, their_tags.float())
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        their_roles = teacher.roles(projections, t.mask, t.window, t.first, t.last)
    with torch.autocast("cpu", dtype=torch.bfloat16):
        tags, projections = network.encode(t.ids, t.features, t.mask)
        roles = network.roles(projections, t.mask, t.window, t.first, t.last)
    return _far(tags.float(), roles.float(), (their_tags.float(), their_roles.float()), t, heat)


def with_cues(t: Tensors, scores: Tensor) -> Tensors:
    """The batch with the cues that the scores show, and rows of roles that mark the pieces to compare."""
    likely = (scores.softmax(-1)[..., 3:5].sum(-1) > 0.4) & (t.tags != IGNORED)
    begins = scores[..., 3] > scores[..., 4]
    window, first, last = [], [], []
    for row in range(likely.shape[0]):
        places = likely[row].nonzero().flatten().tolist()
        for k, at in enumerate(places):
            if k and places[k - 1] == at - 1 and not begins[row, at]:
                last[-1] = at
            else:
                window.append(row), first.append(at), last.append(at)
    rows = [torch.where(t.tags[w] == IGNORED, IGNORED, 0) for w in window]
    while not rows or len(rows) % 8:
        rows.append(torch.full((t.tags.shape[1],), IGNORED))
        window.append(0), first.append(0), last.append(0)
    return replace(t, window=torch.tensor(window), first=torch.tensor(first), last=torch.tensor(last), roles=torch.stack(rows))


def _scores(teacher: Network, t: Tensors) -> tuple[Tensor, Tensor]:
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
        tags, projections = teacher.encode(t.ids, t.features, t.mask)
        roles = teacher.roles(projections, t.mask, t.window, t.first, t.last)
    return tags.float(), roles.float()


def _far(tags: Tensor, roles: Tensor, theirs: tuple[Tensor, Tensor], t: Tensors, heat: float) -> Tensor:
    real, used = t.tags != IGNORED, t.roles != IGNORED
    cues = max(1, int(used.any(1).sum()))
    far = _divergence(tags[real], theirs[0][real], heat).mean()
    return far + _divergence(roles[used], theirs[1][used], heat).sum() / (cues * 60)


def _divergence(ours: Tensor, theirs: Tensor, heat: float) -> Tensor:
    aim = (theirs / heat).softmax(-1)
    return heat * heat * (aim * (aim.clamp(min=1e-8).log() - (ours / heat).log_softmax(-1))).sum(-1)


def parameter_groups(network: Network, rate: float, head_rate: float, decay: float) -> Iterator[dict[str, object]]:
    """Lower layers learn more slowly; the heads and the feature tables, which are new, faster."""
    depth = network.shape.layers
    for name, parameter in network.named_parameters():
        if name.startswith("encoder.layers."):
            speed = rate * decay ** (depth - 1 - int(name.split(".")[2]))
        elif name.startswith("encoder.features.") or not name.startswith("encoder."):
            speed = head_rate
        else:
            speed = rate * decay**depth
        yield {"params": [parameter], "lr": speed, "weight_decay": 0.01 if parameter.dim() > 1 else 0.0}


def read_checkpoint(path: Path) -> Network:
    """A network as it was saved."""
    saved = torch.load(path)
    network = Network(Shape(**saved["shape"]))
    network.load_state_dict(saved["weights"])
    return network


def main() -> None:
    """Train, print dev scores after each epoch, save the averaged weights."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("corpus", type=Path)
    ask.add_argument("out", type=Path)
    ask.add_argument("--encoder", choices=["minilm", "mpnet"], default="minilm")
    ask.add_argument("--start", type=Path, help="go on from this checkpoint")
    ask.add_argument("--teacher", type=Path)
    ask.add_argument("--texts", type=Path, help="unannotated texts to learn from the teacher on: a CSV file or a folder")
    ask.add_argument("--share", type=float, default=0.5, help="of the loss that comes from the teacher")
    ask.add_argument("--epochs", type=float, default=4)
    ask.add_argument("--rate", type=float, default=2e-4)
    ask.add_argument("--head-rate", type=float, default=1e-3)
    ask.add_argument("--decay", type=float, default=0.9)
    ask.add_argument("--pieces", type=int, default=2048)
    ask.add_argument("--mean", type=float, default=0.997, help="decay of the running mean of the weights")
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--stop-after", type=int, default=1000, help="stop after so many epochs, whatever the schedule's length")
    o = ask.parse_args()
    o.out.mkdir(parents=True, exist_ok=True)
    torch.manual_seed(o.seed)
    rng = random.Random(o.seed)
    torch.set_num_threads(2)
    maker = WindowMaker(encoders.minilm_folder() / "tokenizer.json")
    train, dev = load(o.corpus, "train"), load(o.corpus, "dev")
    drawer = ExampleMaker(maker, o.seed)
    network = encoders.mpnet() if o.encoder == "mpnet" else encoders.minilm()
    network = read_checkpoint(o.start) if o.start else network
    teacher = read_checkpoint(o.teacher).eval() if o.teacher else None
    mean = copy.deepcopy(network)
    examples = drawer.epoch(train)
    pairs = bigram_scores(examples, maker._continues)  # noqa: SLF001
    np.savez(o.out / "transitions.npz", tags=pairs[0], roles=pairs[1])
    decoder = Decoder(Transitions.learned(*pairs, weight=0.15, cue_bias=-0.5))
    plain = texts_of(o.texts) if o.texts and teacher else []

    def epoch(examples: list[Example]) -> list[list[Example]]:
        blocks = batches(examples, o.pieces, rng) + (batches(drawer.plain(plain), o.pieces, rng) if plain else [])
        rng.shuffle(blocks)
        return blocks

    blocks = epoch(examples)
    steps = int(len(blocks) * o.epochs)
    optimizer = torch.optim.AdamW(parameter_groups(network, o.rate, o.head_rate, o.decay), betas=(0.9, 0.98), fused=True)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda s: min((s + 1) / (0.08 * steps), max(0.0, (steps - s) / (0.92 * steps))))
    print(f"{len(train)} articles, {len(examples)} windows, {len(blocks)} batches, {steps} steps", flush=True)
    began, step, epochs, losses = time.time(), 0, 0, []
    while step < steps:
        if step:
            blocks = epoch(drawer.epoch(train))
            drop.refresh()
        network.train()
        for block in blocks:
            if block[0].labelled or teacher is None:
                loss = loss_of(network, tensors(block), teacher, o.share)
            else:
                loss = loss_from_teacher(network, tensors(block), teacher)
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            step += 1
            with torch.no_grad():
                kept = min(o.mean, step / (step + 10))
                torch._foreach_lerp_(list(mean.parameters()), list(network.parameters()), 1 - kept)
            losses.append(loss.item())
            if step % 50 == 0:
                print(f"step {step}/{steps} loss {np.mean(losses[-50:]):.4f} {time.time() - began:.0f} s", flush=True)
            if step >= steps:
                break
        figures = score(dev, propose(mean, maker, [a.text for a in dev], decoder))
        print(f"dev after step {step}: {figures}  ({time.time() - began:.0f} s)", flush=True)
        torch.save({"shape": mean.shape.as_dict(), "weights": mean.state_dict()}, o.out / "network.pt")
        epochs += 1
        if epochs >= o.stop_after:
            break
    (o.out / "recipe.json").write_text(json.dumps({k: str(v) for k, v in vars(o).items()} | {"seconds": time.time() - began}, indent=1))


if __name__ == "__main__":
    main()
