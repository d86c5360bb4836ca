"""Train the network of factuality on crowd judgements, and write it.

    python -m training.factuality JUDGEMENTS src/sayso/data/factuality.onnx

JUDGEMENTS holds CSV files with the columns docid, before, verb, after and the judgement (see `load`). The network is MiniLM's lower
layers, trained on with a head over a word's states; the weights are the mean of several runs that differ in the order of the
examples alone (model soups: Wortsman et al. 2022). Two epochs each: from the third on the crowd's slips are learnt by heart.
"""

from __future__ import annotations

import argparse
import copy
import csv
import html
import random
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from sayso.reading.happening.clauses import TOKEN
from sayso.reading.happening.factuality import LABELS, REACH, pieces_of

from .batching import SIZE, shuffled
from .encoders import minilm, minilm_folder
from .export import int8
from .network import drop

JUDGED = {"yes_its_anchorable": 0, "no_its_negation": 1, "no_its_intentionwishopinion": 2, "no_its_hypotheticalcondition": 3}
COLUMN = "can_the_verb_span_stylecolorblueverb_span_be_anchored_in_time"
SHORT = 12
"""A sentence of no more words may stand in two documents by chance."""
LAYERS = 4
COMMON, UNKNOWN = 16_000, 100
"""Word pieces are numbered by how common they are: the rarer ones, mostly names, are read as one unknown word, which halves the file."""
RUNS, EPOCHS, RATE, HEAD_RATE = 3, 2, 2e-4, 1e-3
DECAY = 0.9
"""Each layer learns so much slower than the one above it."""
DOUBT = 0.7
"""So much of what the crowd was unsure of goes to the other labels."""
WEIGHTS = (1.0, 1.2, 1.0, 1.5)
"""How much an example of each label counts; hypothetical ones are few."""
SHIFT = 0.7
"""Added to the score of hypothetical, so that about as many are found as there are."""


@dataclass(frozen=True)
class Case:
    """One judged event: its document, the words of its sentence and its place in them, the label and the crowd's confidence."""

    document: str
    words: tuple[str, ...]
    at: int
    label: int
    confidence: float


def tokens(text: str) -> list[str]:
    """Lower-case tokens, as the reader cuts them."""
    text = html.unescape(re.sub(r"<[^>]+>", " ", text)).replace("``", '"').replace("''", '"')
    return [m[0].lower().replace("’", "'") for m in TOKEN.finditer(text)]


def load(folder: Path) -> list[Case]:
    """The judged events of every CSV file, in the order of the files; other judgements (static, recurrent…) are left out."""
    cases = []
    for path in sorted(folder.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row[COLUMN] in JUDGED:
                    before, verb = tokens(row["before"]), tokens(row["verb"])
                    words = (*before, *verb, *tokens(row["after"]))
                    at = len(before) + len(verb) - 1
                    cases.append(Case(row["docid"], words, at, JUDGED[row[COLUMN]], float(row[COLUMN + ":confidence"] or 1)))
    return cases


@dataclass(frozen=True)
class _Sentence:
    """Word pieces, and the events among them: (number of the case, first piece, last piece)."""

    ids: list[int]
    events: list[tuple[int, int, int]]


@cache
def _tokenizer() -> Tokenizer:
    tokenizer = Tokenizer.from_file(str(minilm_folder() / "tokenizer.json"))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return tokenizer


def _sentences(cases: Sequence[Case]) -> list[_Sentence]:
    """The cases by sentence, which is read once."""
    events: dict[tuple[str, ...], list[int]] = {}
    for number, case in enumerate(cases):
        events.setdefault(case.words, []).append(number)
    found = []
    for words, numbers in events.items():
        encoded = _tokenizer().encode(list(words[: 2 * REACH]), is_pretokenized=True)
        found.append(_Sentence(encoded.ids, [(n, *pieces_of(encoded, cases[n].at)) for n in numbers]))
    return found


class Network(nn.Module):
    """MiniLM's lower layers and, over the states of a word's first and last piece, a head with a score for each label."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder = minilm(LAYERS).encoder
        self.encoder.words.weight.data = self.encoder.words.weight.data[:COMMON].clone()
        for table in (self.encoder.words, self.encoder.positions, *self.encoder.features):
            table.requires_grad_(False)
        self.head = nn.Sequential(nn.Linear(2 * self.encoder.shape.width, 256), nn.GELU(), nn.Dropout(0.2), nn.Linear(256, len(LABELS)))

    def forward(self, ids: Tensor, mask: Tensor, row: Tensor, first: Tensor, last: Tensor) -> Tensor:
        """Scores (events, 4) of events in padded sentences (sentences, pieces); `row`, `first`, `last` (events,) say where each stands."""
        ids = torch.where(ids < COMMON, ids, UNKNOWN)
        x = drop(self.encoder(ids, torch.zeros(*ids.shape, len(self.encoder.features), dtype=torch.long), mask).float(), self.training)
        scores: Tensor = self.head(torch.cat([x[row, first], x[row, last]], -1))
        return scores

    def read(self, batch: Sequence[_Sentence]) -> tuple[Tensor, Tensor]:
        """Scores (events, 4), and the numbers of the cases."""
        size = max(len(s.ids) for s in batch)
        ids, mask = torch.zeros(len(batch), size, dtype=torch.long), torch.zeros(len(batch), size)
        for row, sentence in enumerate(batch):
            ids[row, : len(sentence.ids)], mask[row, : len(sentence.ids)] = torch.tensor(sentence.ids), 1
        number, row, first, last = torch.tensor([(n, row, *place) for row, s in enumerate(batch) for n, *place in s.events]).T
        with torch.autocast("cpu", dtype=torch.bfloat16):
            return self(ids, mask, row, first, last), number

    def groups(self) -> list[dict[str, object]]:
        """The parameters with their learning rates: lower layers learn slower."""
        layers = list(self.encoder.layers)
        rates = [{"params": list(layer.parameters()), "base": RATE * DECAY ** (LAYERS - 1 - k)} for k, layer in enumerate(layers)]
        return [*rates, {"params": list(self.encoder.norm.parameters()), "base": 0.3 * RATE}, {"params": list(self.head.parameters()), "base": HEAD_RATE}]


def fit(cases: Sequence[Case]) -> Network:
    """The network: the mean of several runs that begin alike."""
    torch.manual_seed(1)
    start, sentences = Network(), _sentences(cases)
    runs = [_run(copy.deepcopy(start), cases, sentences, seed) for seed in range(RUNS)]
    mean = runs[0]
    with torch.no_grad():
        for weights in zip(*(run.parameters() for run in runs), strict=True):
            weights[0].copy_(torch.stack(weights).mean(0))
        mean.head[-1].bias[LABELS.index("hypothetical")] += SHIFT
    return mean.eval()


def _run(network: Network, cases: Sequence[Case], sentences: Sequence[_Sentence], seed: int) -> Network:
    """One run; what is returned is a running mean of its weights."""
    torch.manual_seed(seed)
    rng, (targets, weights) = random.Random(seed), _targets(cases)
    optimiser = torch.optim.AdamW(network.groups(), weight_decay=0.01)
    mean, total = copy.deepcopy(network), EPOCHS * -(-len(sentences) // SIZE)
    network.train()
    for step, batch in enumerate((batch for _ in range(EPOCHS) for batch in shuffled(sentences, lambda s: len(s.ids), rng)), 1):
        for group in optimiser.param_groups:
            group["lr"] = group["base"] * min(1.0, step / (0.1 * total)) * max(0.02, 1 - step / total)
        scores, numbers = network.read(batch)
        weight = weights[numbers]
        loss = (-(targets[numbers] * scores.log_softmax(-1)).sum(-1) * weight).sum() / weight.sum()
        optimiser.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimiser.step()
        if step % 4 == 0:
            _drift(mean, network, 1 - min(0.95, step / (step + 20)))
    return mean


def _targets(cases: Sequence[Case]) -> tuple[Tensor, Tensor]:
    """A distribution over the labels for each case (what the crowd was unsure of spread as labels are common), and its weight."""
    labels, sure = torch.tensor([c.label for c in cases]), torch.tensor([c.confidence for c in cases])
    rows = torch.arange(len(labels))
    others = (torch.bincount(labels, minlength=len(LABELS)).float() / len(labels) + 0.1).repeat(len(labels), 1)
    others[rows, labels] = 0
    targets = others / others.sum(1, keepdim=True) * (DOUBT * (1 - sure).clamp(0, 0.6))[:, None]
    targets[rows, labels] = 1 - targets.sum(1)
    return targets, torch.tensor(WEIGHTS)[labels] * sure


def _drift(mean: Network, network: Network, share: float) -> None:
    with torch.no_grad():
        for slow, fast in zip(mean.parameters(), network.parameters(), strict=True):
            if fast.requires_grad:
                slow.lerp_(fast, share)


def labels_of(network: Network, cases: Sequence[Case]) -> list[int]:
    """The likeliest label of each case."""
    out = [0] * len(cases)
    order = sorted(_sentences(cases), key=lambda s: len(s.ids))
    with torch.no_grad():
        for at in range(0, len(order), SIZE):
            scores, numbers = network.read(order[at : at + SIZE])
            for number, label in zip(numbers.tolist(), scores.argmax(-1).tolist(), strict=True):
                out[number] = label
    return out


def retold(cases: Sequence[Case]) -> dict[str, str]:
    """For each document the first of those that share a sentence with it: agencies send one story several times."""
    first: dict[str, str] = {}
    bearer: dict[tuple[str, ...], str] = {}
    for case in cases:
        own = first.setdefault(case.document, case.document)
        other = first[bearer.setdefault(case.words, case.document)] if len(case.words) > SHORT else own
        if other != own:
            first.update({d: other for d, f in first.items() if f == own})
    return first


def folds(cases: Sequence[Case], count: int = 5) -> list[int]:
    """The fold of each case: documents in order of name, dealt round, those that retell one another together."""
    first = retold(cases)
    order = {d: i % count for i, d in enumerate(sorted(set(first.values())))}
    return [order[first[c.document]] for c in cases]


def twice(cases: Sequence[Case]) -> list[tuple[int, int]]:
    """The two labels of every event that two crowds judged, in one sentence of two documents."""
    seen: dict[tuple[tuple[str, ...], int], Case] = {}
    pairs = []
    for case in cases:
        other = seen.setdefault((case.words, case.at), case)
        if other.document != case.document:
            pairs.append((other.label, case.label))
    return pairs


def cross_validated(cases: Sequence[Case], count: int = 5) -> list[int]:
    """The label of each case from a network that has not seen its document."""
    part = folds(cases, count)
    out = [0] * len(cases)
    for fold in range(max(part) + 1):
        outside = [i for i, p in enumerate(part) if p == fold]
        network = fit([c for c, p in zip(cases, part, strict=True) if p != fold])
        for i, label in zip(outside, labels_of(network, [cases[i] for i in outside]), strict=True):
            out[i] = label
        print(f"fold {fold + 1} of {max(part) + 1} done", flush=True)
    return out


def report(gold: Sequence[int], found: Sequence[int]) -> str:
    """Accuracy, and precision, recall and F1 of each label."""
    lines = [f"{len(gold)} events, accuracy {100 * sum(g == f for g, f in zip(gold, found, strict=True)) / len(gold):.1f}"]
    for k, name in enumerate(LABELS):
        right = sum(g == f == k for g, f in zip(gold, found, strict=True))
        p, r = right / max(1, found.count(k)), right / max(1, gold.count(k))
        lines.append(f"  {name:13} P {100 * p:5.1f}  R {100 * r:5.1f}  F1 {200 * p * r / max(1e-9, p + r):5.1f}   ({gold.count(k)})")
    return "\n".join(lines)


class _One(nn.Module):
    """The network for events of one sentence."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, first: Tensor, last: Tensor) -> Tensor:
        scores: Tensor = self.network(ids, torch.ones_like(ids), torch.zeros_like(first), first, last)
        return scores


def export(network: Network, path: Path) -> None:
    """The network as an int8 graph: `ids` (1, pieces), `first` and `last` (events,) to `scores` (events, 4)."""
    given = (torch.randint(5, 99, (1, 40)), torch.tensor([3, 7]), torch.tensor([4, 7]))
    axes = {"ids": {1: "pieces"}, **{name: {0: "events"} for name in ("first", "last", "scores")}}
    int8(_One(network), given, path, ("ids", "first", "last"), ("scores",), axes)


def main() -> None:
    """Trains on everything and writes the network; `bench/factuality.py` prints how well that goes."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("network", type=Path)
    options = parser.parse_args()
    export(fit(load(options.folder)), options.network)
    print(f"{options.network}: {options.network.stat().st_size} bytes")


if __name__ == "__main__":
    main()
