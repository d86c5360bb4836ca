"""Measure events and appearances on invented passages with gold rows.

    python bench/presence.py tests/gold/presence/tune.jsonl [--rules] [--model FOLDER] [--errors] [--readings FILE]

Prints precision, recall and F1 of appearances (person, status, overlapping evidence) and of events (overlapping evidence, the
date unless the gold has none, and whether it happened), the rows found in passages that should give none, and the step's CPU
time. `--readings` keeps the readings without events in a file, so that a second run need not find attributions again.
"""

from __future__ import annotations

import argparse
import json
import pickle
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from training.candidates import before_events, plain

from sayso.document import Reading
from sayso.entity import ENTITIES
from sayso.event import APPEARANCES, EVENTS
from sayso.reading.attributing.model import AttributionModel, packaged
from sayso.reading.happening import EventStep
from sayso.reading.happening.scenes import SceneModel

Row = Mapping[str, Any]


@dataclass
class Count:
    """Rows found rightly, all rows found, all gold rows."""

    right: int = 0
    found: int = 0
    gold: int = 0

    def line(self, name: str) -> str:
        """One line of the table."""
        p, r = self.right / max(1, self.found), self.right / max(1, self.gold)
        return f"{name:12} P {p:.3f}  R {r:.3f}  F1 {2 * p * r / max(1e-9, p + r):.3f}   ({self.right} right, {self.found} found, {self.gold} gold)"


def overlap(span: Sequence[int], spans: Sequence[Sequence[int]]) -> bool:
    return any(span[0] < e and s < span[1] for s, e in spans)


def found_rows(reading: Reading) -> tuple[list[Row], list[Row]]:
    names = {e.id: {plain(e.name), *map(plain, e.aliases)} for e in reading.layer(ENTITIES)}
    appearances = [{"names": names.get(a.person or "", set()), "status": a.status, "evidence": a.evidence, "by": names.get(a.by or "", set()),
                    "when": a.when.value if a.when else None, "mode": a.mode, "rule": a.rule} for a in reading.layer(APPEARANCES)]
    events = [{"when": e.when.value if e.when else None, "happened": e.happened, "status": e.status, "kind": e.kind, "evidence": e.evidence,
               "rule": e.by} for e in reading.layer(EVENTS)]
    return appearances, events


def same_row(gold: Row, row: Row) -> bool:
    return plain(gold["person"]) in row["names"] and row["status"] in (gold.get("accept") or [gold["status"]]) and overlap(gold["evidence"], row["evidence"])


def same_event(gold: Row, row: Row) -> bool:
    return overlap(gold["evidence"], row["evidence"]) and gold["when"] in (None, row["when"]) and gold["happened"] == row["happened"]


def matched(gold: Sequence[Row], rows: Sequence[Row], same: Any, count: Count) -> tuple[list[Row], list[Row]]:
    """Gold rows missed and rows that are nobody's; each row answers for one gold row."""
    free, missed = list(rows), []
    for g in gold:
        hit = next((r for r in free if same(g, r)), None)
        if hit is None:
            missed.append(g)
        else:
            free.remove(hit)
    count.right += len(gold) - len(missed)
    count.found += len(rows)
    count.gold += len(gold)
    return missed, free


def readings(cases: Sequence[Row], cache: Path | None) -> list[Reading]:
    if cache is not None and cache.exists():
        with cache.open("rb") as file:
            kept = pickle.load(file)  # noqa: S301
        return [Reading(d, layers, steps) for d, layers, steps in kept]
    made = [before_events(c["text"], c["published"]) for c in cases]
    if cache is not None:
        with cache.open("wb") as file:
            pickle.dump([(r.document, dict(r.layers), dict(r.steps)) for r in made], file)
    return made


def show(case: Row, kind: str, missed: Sequence[Row], extra: Sequence[Row]) -> None:
    text = case["text"]
    for g in missed:
        print(f"  {case['id']} missed {kind}: {g.get('person', g.get('kind'))} {g['status']} {g['when']} | {text[slice(*g['evidence'])]}")
    for r in extra:
        words = " … ".join(text[s:e] for s, e in r["evidence"])
        print(f"  {case['id']} extra {kind}: {sorted(r.get('names', [r.get('kind')]))[:2]} {r['status']} {r['when']} {r.get('happened', '')} {r['rule']} | {words}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--readings", type=Path)
    parser.add_argument("--rules", action="store_true", help="without the model of scenes")
    parser.add_argument("--model", type=Path, help="the folder of another model")
    options = parser.parse_args()
    cases = [json.loads(line) for line in options.file.read_text(encoding="utf-8").splitlines() if line.strip()]
    rows, events, traps, seconds = Count(), Count(), 0, 0.0
    fields = dict.fromkeys(("by", "when", "mode"), 0)
    model = AttributionModel(options.model) if options.model else packaged(1)
    step = EventStep(None if options.rules else SceneModel(model))
    step.run(readings(cases[:1], None)[0])
    for case, before in zip(cases, readings(cases, options.readings), strict=True):
        start = time.process_time()
        reading = step.run(before)
        seconds += time.process_time() - start
        got_rows, got_events = found_rows(reading)
        missed, extra = matched(case["appearances"], got_rows, same_row, rows)
        for g in case["appearances"]:
            hit = next((r for r in got_rows if same_row(g, r)), None)
            if hit:
                fields["by"] += (plain(g["by"]) in hit["by"]) if g["by"] else not hit["by"]
                fields["when"] += g["when"] in (None, hit["when"])
                fields["mode"] += g["mode"] == hit["mode"]
        missed_events, extra_events = matched(case["events"], got_events, same_event, events)
        traps += not case["appearances"] and not case["events"] and bool(got_rows or got_events)
        if options.errors:
            show(case, "row", missed, extra)
            show(case, "event", missed_events, extra_events)
    print(rows.line("appearances"))
    print(events.line("events"))
    print("of the right appearances:", ", ".join(f"{name} {right}/{rows.right}" for name, right in fields.items()))
    print(f"traps that caught: {traps}; {1000 * seconds / sum(len(c['text'].split()) for c in cases) * 800:.2f} ms of CPU per 800 words")


if __name__ == "__main__":
    main()
