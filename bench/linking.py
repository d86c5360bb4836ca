"""Scores linking on pairs of names as reports give them, and times it on many.

    python bench/linking.py tests/gold/linking/tune.jsonl [--misses]
    python bench/linking.py --names 200000

Each pair is linked on its own (as in a ledger of two reports), then all people in one pool, where every link across pairs is a mistake, too
(institutions and outlets recur in several pairs, people do not).
Precision: of the pairs that are merged automatically, the share that is right. Recall: of the pairs that are one, the share merged.
Abstained: neither merged nor told apart. `--misses` lists the pairs (never on held-back gold).
"""

from __future__ import annotations

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sayso.linking import Appellation, link, score


def appellation(key: str, side: dict[str, Any]) -> Appellation:
    """One side of a pair."""
    lists = {name: tuple(side[name]) for name in ("aliases", "roles", "company")}
    plain = {name: side[name] for name in ("kind", "name", "gender", "country", "publisher", "date")}
    return Appellation(key, **plain, **lists)


def pairs(path: Path) -> Iterator[tuple[dict[str, Any], Appellation, Appellation]]:
    """The pairs of a gold file."""
    for line in path.read_text("utf-8").splitlines():
        case = json.loads(line)
        yield case, appellation(f"{case['id']} left", case["left"]), appellation(f"{case['id']} right", case["right"])


def counts(path: Path, misses: bool = False) -> dict[str, Counter[str]]:
    """Counts by phenomenon, and in all under ""."""
    found: dict[str, Counter[str]] = {"": Counter()}
    for case, left, right in pairs(path):
        merged = len(link([left, right]).clusters) == 1
        verdict = score(left, right).verdict
        outcome = ("right" if case["same"] else "wrong") if merged else "apart" if verdict == "different" else "unsure"
        for name in ("", case["phenomenon"]):
            found.setdefault(name, Counter()).update(["same" if case["same"] else "different", outcome])
            found[name][f"lost {outcome}"] += case["same"] and not merged
        if misses and merged != case["same"]:
            reasons = "; ".join(f"{e.feature} {e.weight:+} ({e.words})" for e in score(left, right).evidence)
            print(f"{case['id']} {outcome:6} gold {'same' if case['same'] else 'different'} {score(left, right).score}: {reasons}")
    return found


def pooled(path: Path) -> tuple[int, int, int]:
    """Pairs of keys that end in one cluster with all people in one pool, how many of them rightly, and how many should."""
    same, everything = set(), []
    for case, left, right in ((c, a, b) for c, a, b in pairs(path) if {a.kind, b.kind} == {"person"}):
        everything += [left, right]
        if case["same"]:
            same.add((left.key, right.key))
    merged = {(a, b) for c in link(everything).clusters for i, a in enumerate(c.members) for b in c.members[i + 1 :]}
    return len(merged), len(merged & same), len(same)


def figures(path: Path) -> dict[str, float]:
    """Precision and recall, alone and pooled."""
    total = counts(path)[""]
    merged, right, same = pooled(path)
    return {
        "precision": total["right"] / max(1, total["right"] + total["wrong"]), "recall": total["right"] / total["same"],
        "pooled precision": right / max(1, merged), "pooled recall": right / max(1, same),
    }  # fmt: skip


def invented(number: int) -> list[Appellation]:
    """As many appellations with distinct names, put together from syllables by a fixed seed, common names and repeats among them."""
    dice = random.Random(7)  # noqa: S311
    heads, middles, tails = "Bar Kor Mel Tan Vor Lys Hal Gro Pet Rin Sol Dar Fen Os".split(), "a e i o u an er il on".split(), "nov ski berg man ton dez ley sen ko ova rez".split()
    givens = "Anna Boris Clara David Elena Farid Grace Hugo Irina James Karim Lena Maria Nikolai Olga Peter Rosa Sergei Thomas Yusuf Bill Mohammed".split()
    roles = ("foreign minister", "mayor", "economist", "coach", "resident", "", "", "")
    found: dict[str, Appellation] = {}
    while len(found) < number:
        family = dice.choice(heads) + dice.choice(middles) + dice.choice(heads).lower() + dice.choice(middles) + dice.choice(tails)
        name = f"{dice.choice(givens)} {dice.choice('ABCDEFGHJKLMNOPRSTVW')}. {family}" if dice.random() < 0.5 else f"{dice.choice(givens)} {family}"
        role = dice.choice(roles)
        found.setdefault(name, Appellation(f"k{len(found):07}", "person", name, roles=(role,) if role else (), country=dice.choice(("France", "Poland", None))))
    return list(found.values())


def main() -> None:
    """Print the table, or the time."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("gold", nargs="?", type=Path)
    ask.add_argument("--misses", action="store_true")
    ask.add_argument("--names", type=int, default=0)
    options = ask.parse_args()
    if options.names:
        appellations, began = invented(options.names), time.process_time()
        linkage = link(appellations)
        spent = time.process_time() - began
        print(f"{options.names} distinct names: {spent:.0f} CPU s, {len(linkage.clusters)} entities, {len(linkage.links)} links, {len(linkage.queue)} queued")
    if options.gold:
        table = counts(options.gold, options.misses)
        print(f"{'phenomenon':26} {'same':>5} {'diff':>5} {'right':>5} {'wrong':>5} {'unsure':>6} {'apart':>5}")
        for name, c in table.items():
            print(f"{name or 'all':26} {c['same']:5} {c['different']:5} {c['right']:5} {c['wrong']:5} {c['unsure']:6} {c['apart']:5}  lost: {c['lost apart']}")
        print("  ".join(f"{name} {value:.4f}" for name, value in figures(options.gold).items()))


if __name__ == "__main__":
    main()
