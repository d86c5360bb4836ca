"""How often an attribution of a given score is right: `python -m training.calibrate CORPUS MODEL_FOLDER`.

Reads the development articles with the packaged engine's model, marks each proposal right or wrong by the headline measure
(content word IoU ≥ 0.5 and a shared word of the source), fits a monotone map (isotonic regression) and prints its knots for
`confidence.py`, with a reliability table cross-fitted by article halves.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np

from sayso.reading.attributing.decoding import Proposal
from sayso.reading.attributing.model import AttributionModel

from .corpus import Article, load
from .evaluate import right

KNOTS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.93, 0.96, 1.0)


def marked(model: AttributionModel, articles: Sequence[Article]) -> list[tuple[int, float, bool]]:
    """(article's number, score, right) of every proposal."""
    rows = []
    for number, article in enumerate(articles):
        found: list[Proposal] = model.propose(article.text, [m.span() for m in re.finditer(r"[^\n]+", article.text)])
        found = [p for p in found if p.content]
        rows += [(number, p.score, good) for p, good in zip(found, right(article, found), strict=True)]
    return rows


def isotonic(scores: np.ndarray, good: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Pool-adjacent-violators: ordered scores and the fitted shares."""
    order = np.argsort(scores, kind="stable")
    blocks = [[float(good[k]), 1.0, float(scores[k])] for k in order]
    merged: list[list[float]] = []
    for total, weight, at in blocks:
        merged.append([total, weight, at * weight])
        while len(merged) > 1 and merged[-2][0] / merged[-2][1] >= merged[-1][0] / merged[-1][1]:
            last = merged.pop()
            merged[-1] = [a + b for a, b in zip(merged[-1], last, strict=True)]
    return np.array([m[2] / m[1] for m in merged]), np.array([m[0] / m[1] for m in merged])


def main() -> None:
    """Print knots and table."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("corpus", type=Path)
    ask.add_argument("model", type=Path)
    o = ask.parse_args()
    rows = marked(AttributionModel(o.model), load(o.corpus, "dev"))
    number, score, good = (np.array(column) for column in zip(*rows, strict=True))
    at, share = isotonic(score, good)
    print("SCORES =", KNOTS)
    print("RIGHT =", tuple(round(float(np.clip(np.interp(k, at, share), 0.05, 0.98)), 2) for k in KNOTS))
    predicted = np.zeros(len(score))
    for half in (0, 1):
        mine = number % 2 == half
        at, share = isotonic(score[~mine], good[~mine])
        predicted[mine] = np.interp(score[mine], at, share)
    print("confidence   attributions   mean confidence   right")
    edges = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01]
    for low, high in pairwise(edges):
        here = (predicted >= low) & (predicted < high)
        if here.any():
            print(f"{low:.1f}–{min(high, 1):.1f}      {here.sum():6d}         {predicted[here].mean():.3f}             {good[here].mean():.3f}")
    print(f"expected calibration error {expected_error(predicted, good):.3f}")


def expected_error(predicted: np.ndarray, good: np.ndarray, bins: int = 10) -> float:
    """Mean gap between confidence and share right over equal-width bins, weighted by size (Guo et al. 2017)."""
    place = np.minimum((predicted * bins).astype(int), bins - 1)
    return float(sum(abs(predicted[place == b].mean() - good[place == b].mean()) * (place == b).mean() for b in set(place)))


if __name__ == "__main__":
    main()
