"""Train the linear model of factuality on crowd judgements, and write its weights.

    python training/factuality.py CORPUS_FOLDER src/sayso/data/factuality.json

CORPUS_FOLDER holds CSV files with the columns docid, before, verb, after, bodytext and the judgement (see `load`). Needs
scikit-learn. Prints the figures of the cross-validation by document before it trains on everything.
"""

from __future__ import annotations

import argparse
import csv
import html
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from sayso.reading.happening.clauses import TOKEN
from sayso.reading.happening.factuality import LABELS, features

JUDGED = {"yes_its_anchorable": 0, "no_its_negation": 1, "no_its_intentionwishopinion": 2, "no_its_hypotheticalcondition": 3}
COLUMN = "can_the_verb_span_stylecolorblueverb_span_be_anchored_in_time"
RARE = 1
SHORT = 12
"""A sentence of no more words may stand in two documents by chance."""
STRENGTH = 0.1
WEIGHTS = (1.0, 1.2, 1.0, 2.0)
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


class Space:
    """Feature names that occur more than once or twice, numbered."""

    def __init__(self, cases: Sequence[Sequence[str]]) -> None:
        counts = Counter(f for names in cases for f in set(names))
        self.index = {f: i for i, f in enumerate(sorted(f for f, n in counts.items() if n > RARE))}

    def matrix(self, cases: Sequence[Sequence[str]]) -> Any:
        rows, columns, values = [], [], []
        for row, names in enumerate(cases):
            for f in dict.fromkeys(names):
                if f in self.index:
                    rows.append(row)
                    columns.append(self.index[f])
                    values.append(1.0)
        return csr_matrix((values, (rows, columns)), shape=(len(cases), len(self.index)), dtype=np.float64)


def fit(cases: Sequence[Case], names: Sequence[Sequence[str]]) -> tuple[Space, Any]:
    """The features that were kept, and the model."""
    space = Space(names)
    weight = [c.confidence**2 * WEIGHTS[c.label] for c in cases]
    model = LogisticRegression(C=STRENGTH, max_iter=400, tol=1e-3)
    model.fit(space.matrix(names), [c.label for c in cases], sample_weight=weight)
    model.intercept_[3] += SHIFT
    return space, model


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
    """The label of each case from a model that has not seen its document."""
    names = [features(c.words, c.at) for c in cases]
    part = folds(cases, count)
    out = [0] * len(cases)
    for fold in range(max(part) + 1):
        inside = [i for i, p in enumerate(part) if p != fold]
        outside = [i for i, p in enumerate(part) if p == fold]
        space, model = fit([cases[i] for i in inside], [names[i] for i in inside])
        for i, label in zip(outside, model.predict(space.matrix([names[i] for i in outside])), strict=True):
            out[i] = int(label)
    return out


def report(gold: Sequence[int], found: Sequence[int]) -> str:
    """Accuracy, and precision, recall and F1 of each label."""
    lines = [f"{len(gold)} events, accuracy {100 * sum(g == f for g, f in zip(gold, found, strict=True)) / len(gold):.1f}"]
    for k, name in enumerate(LABELS):
        right = sum(g == f == k for g, f in zip(gold, found, strict=True))
        p, r = right / max(1, found.count(k)), right / max(1, gold.count(k))
        lines.append(f"  {name:13} P {100 * p:5.1f}  R {100 * r:5.1f}  F1 {200 * p * r / max(1e-9, p + r):5.1f}   ({gold.count(k)})")
    return "\n".join(lines)


def write(path: Path, space: Space, model: Any) -> None:
    """The weights as small whole numbers; a feature whose weights all round to nothing is left out."""
    scale = 0.01
    table = np.rint(model.coef_.T / scale).astype(int)
    weights = {f: table[i].tolist() for f, i in space.index.items() if np.abs(table[i]).max() >= 4}
    stored = {"about": "weights of reading/happening/factuality.py, written by training/factuality.py", "labels": list(LABELS), "scale": scale,
              "bias": [round(float(x), 3) for x in model.intercept_], "weights": weights}
    path.write_text(json.dumps(stored, ensure_ascii=False, separators=(",", ":")) + "\n", encoding="utf-8")


def main() -> None:
    """Cross-validates, then trains on everything and writes the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("weights", type=Path)
    options = parser.parse_args()
    cases = load(options.folder)
    print("cross-validated by document:", report([c.label for c in cases], cross_validated(cases)))
    space, model = fit(cases, [features(c.words, c.at) for c in cases])
    write(options.weights, space, model)
    print(f"{options.weights}: {options.weights.stat().st_size} bytes")


if __name__ == "__main__":
    main()
