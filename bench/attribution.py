"""Scores `sayso` on a folder of annotated articles: `python bench/attribution.py CORPUS/dev --scorer score_attribution.py`.

CORPUS/dev has `text/ID.txt` and `attributions/ID_ANNOTATOR.ann`. Each text is read as `sayso read` reads it; the level-1
attributions (`inside` null) are written as the scorer's JSON Lines and its table is printed, then the share of the gold found
by class of cue.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import sayso
from sayso.reading.attributing.acts import judge


def main() -> None:
    """Read, write the predictions, run the scorer."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("gold", type=Path)
    ask.add_argument("--scorer", type=Path, required=True)
    ask.add_argument("--out", type=Path, default=Path("build/attribution.jsonl"))
    o = ask.parse_args()
    o.out.parent.mkdir(parents=True, exist_ok=True)
    by: Counter[str] = Counter()
    began = time.process_time()
    with o.out.open("w", encoding="utf-8") as out:
        for path in sorted((o.gold / "text").glob("*.txt")):
            reading = sayso.read_text(path.read_bytes().decode())
            rows = [_row(a) for a in reading.layer(sayso.ATTRIBUTIONS) if a.inside is None]
            by.update(row["by"] for row in rows)
            out.write(json.dumps({"id": path.stem, "attributions": rows}) + "\n")
    print(f"read in {time.process_time() - began:.1f} CPU s; level 1 by {dict(by)}")
    table = o.out.with_suffix(".table.json")
    subprocess.run([sys.executable, str(o.scorer), str(o.gold), str(o.out), "--json", str(table)], check=True)
    for name, gold, hit in by_class(json.loads(table.read_text(encoding="utf-8"))["cues"]):
        print(f"  cue {name:<22} {hit:5d} of {gold:5d} found  {hit / gold:.3f}")


def by_class(cues: list[tuple[str, int, int]]) -> list[tuple[str, int, int]]:
    """(class, gold, found) from the scorer's (cue, gold, found), classed as the cue lexicon reads them."""
    gold: Counter[str] = Counter()
    found: Counter[str] = Counter()
    for cue, number, hit in cues:
        name = class_of(cue)
        gold[name] += number
        found[name] += hit
    return [(name, number, found[name]) for name, number in gold.most_common()]


def class_of(cue: str) -> str:
    """"said" and "according to" by themselves; others by the class of the word that decides their act."""
    if cue in {"said", "says", "say", "told"}:
        return "said, says, told"
    if cue.startswith("according to"):
        return "according to"
    if not any(c.isalpha() for c in cue) or cue == "(no cue)":
        return "a mark or none"
    return {"speech": "other speech", "stance": "stance or unknown"}.get(kind := judge(cue, "", "", quoted=False).kind, kind)


def _row(a: sayso.Attribution) -> dict[str, Any]:
    return {"source": a.source, "cue": a.cue, "content": a.content, "by": a.by, "act": a.act, "confidence": a.confidence}


if __name__ == "__main__":
    main()
