"""Scores chains on the project's own gold: `python bench/chains.py tests/gold/chains/tune` (then, at the end, `…/held`).

A gold attribution is found by one of the reading with content IoU ≥ 0.5 (characters), an overlapping cue, and an overlapping
source (or both empty). An inner one counts only with the right parent. Optional gold costs nothing either way; an extra
whose act is intend or other costs nothing. Prints level 1, inner ones, and the share of each field right among those found.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path
from typing import Any

import sayso
from sayso.contract import to_json

Json = dict[str, Any]
FIELDS = ("act", "quotation", "identification")


def cases(folder: Path) -> list[tuple[str, str, Json]]:
    """(name, text, gold) of every sentence and report."""
    lines = [json.loads(line) for line in (folder / "sentences.jsonl").read_text(encoding="utf-8").splitlines()]
    found = [(line["id"], line["text"], line) for line in lines]
    reports = sorted((folder / "reports").glob("*.txt"))
    return found + [(p.stem, p.read_bytes().decode(), json.loads(p.with_suffix(".json").read_text(encoding="utf-8"))) for p in reports]


def characters(spans: list[list[int]]) -> set[int]:
    """Every character that the spans cover."""
    return {i for start, end in spans for i in range(start, end)}


def matches(gold: Json, found: Json) -> float:
    """Content IoU if cue and source meet too, else 0."""
    one, other = characters(gold["content"]), characters(found["content"])
    meet = characters(gold["cue"]) & characters(found["cue"])
    source = characters(gold["source"]) & characters(found["source"]) or (not gold["source"] and not found["source"])
    return len(one & other) / len(one | other) if meet and source and one | other else 0.0


def paired(gold: list[Json], found: list[Json]) -> dict[str, Json]:
    """Gold id to the attribution that finds it, best overlap first."""
    ranked = sorted(((matches(g, f), g["id"], k) for g in gold for k, f in enumerate(found)), key=lambda x: -x[0])
    pairs: dict[str, Json] = {}
    taken: set[int] = set()
    for overlap, gold_id, k in ranked:
        if overlap >= 0.5 and gold_id not in pairs and k not in taken:
            pairs[gold_id] = found[k]
            taken.add(k)
    return pairs


def tally(gold: list[Json], found: list[Json], count: Counter[str], misses: list[str], text: str) -> None:
    """Adds one case to the counts."""
    pairs = paired(gold, found)
    gold_of = {f["id"]: g for g, f in pairs.items()}
    show = lambda a: " | ".join("…".join(text[s:e] for s, e in a[r])[:60] for r in ("source", "cue", "content"))  # noqa: E731
    for g in gold:
        level = "inner" if g["inside"] else "outer"
        hit = pairs.get(g["id"])
        right = hit is not None and (gold_of.get(hit["inside"]) if hit["inside"] else None) == g["inside"]
        if g.get("optional"):
            continue
        count[f"{level} gold"] += 1
        count[f"{level} hit"] += right
        if not right:
            misses.append(f"missed {level}: {show(g)}" + (" (found, wrong parent)" if hit else ""))
        if hit is not None:
            count["found"] += 1
            for field in FIELDS:
                good = hit[field] in g[field] if field == "act" else hit[field] == g[field]
                count[field] += good
                if not good:
                    misses.append(f"{field}: {g[field]} read as {hit[field]}: {show(g)}")
    optional = {g["id"] for g in gold if g.get("optional")}
    for f in found:
        if gold_of.get(f["id"]) in optional or (f["id"] not in gold_of and f["act"] in {"intend", "other"}):
            continue
        count[("inner" if f["inside"] else "outer") + " said"] += 1
        if f["id"] not in gold_of:
            misses.append(f"extra {'inner' if f['inside'] else 'outer'}: {show(f)} [{f['act']} {f['by']}]")


def main() -> None:
    """Print the table, and with --misses what it rests on."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("folder", type=Path)
    ask.add_argument("--misses", action="store_true")
    o = ask.parse_args()
    count: Counter[str] = Counter()
    misses: list[str] = []
    for name, text, gold in cases(o.folder):
        own: list[str] = []
        tally(gold["attributions"], to_json(sayso.read_text(text))["attributions"], count, own, text)
        misses += [f"{name} {m}" for m in own]
    if o.misses:
        print("\n".join(misses))
    for level in ("outer", "inner"):
        gold, said, hit = (count[f"{level} {k}"] for k in ("gold", "said", "hit"))
        p, r = hit / max(1, said), hit / max(1, gold)
        print(f"{level}: P {p:.3f} R {r:.3f} F1 {2 * p * r / max(1e-9, p + r):.3f}  ({hit} of {gold}, {said} read)")
    for field in FIELDS:
        print(f"{field}: {count[field] / max(1, count['found']):.3f} of {count['found']} found")


if __name__ == "__main__":
    main()
