"""Figures of the engine on the project's own gold, and the floors that they must not fall below.

    python tests/gold/measure.py            print every figure beside its floor
    python tests/gold/measure.py --raise    write floors.json anew where a figure has risen (a floor never falls this way)

Only `tune` is read here. `held` is for a figure that nobody has tuned to, and is measured by hand at the end.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import sayso
from sayso.contract import to_json
from sayso.document import Reading

GOLD = Path(__file__).parent
BENCH = GOLD.parents[1] / "bench"
FLOORS = GOLD / "floors.json"
EPSILON = 0.005
"""How far a figure may lie under its floor: other builds of the libraries round otherwise."""

Reader = Callable[[str], Reading]


def bench(name: str) -> ModuleType:
    """A module of `bench/`, which is no package."""
    spec = importlib.util.spec_from_file_location(f"bench_{name}", BENCH / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def f1(right: int, said: int, gold: int) -> float:
    """The harmonic mean of precision and recall; 0 where nothing is right."""
    return 2 * right / (said + gold) if right else 0.0


def chains(read: Reader) -> dict[str, float]:
    """F1 of outermost and of inner attributions, and the share of each field right among those found."""
    module, count = bench("chains"), Counter[str]()
    for _, text, gold in module.cases(GOLD / "chains" / "tune"):
        module.tally(gold["attributions"], to_json(read(text))["attributions"], count, [], text)
    figures = {f"{level} F1": f1(count[f"{level} hit"], count[f"{level} said"], count[f"{level} gold"]) for level in ("outer", "inner")}
    return figures | {field: count[field] / max(1, count["found"]) for field in module.FIELDS}


def speakers(read: Reader) -> dict[str, float]:
    """Shares of statements found, with the right speaker and identification, and of people found with roles and aliases."""
    figures = bench("speakers").score(GOLD / "speakers" / "tune", read)
    return {name: figures[name] for name in ("found", "speaker", "precision", "identification", "people", "with roles", "with aliases")}


def presence(_: Reader) -> dict[str, float]:
    """F1 of appearances and of events that the rules find alone."""
    from sayso.reading.happening import EventStep

    return _presence("tune", EventStep())


def scenes(_: Reader) -> dict[str, float]:
    """F1 of appearances and of events that the rules and the model find together."""
    from sayso.reading.attributing.model import packaged
    from sayso.reading.happening import EventStep
    from sayso.reading.happening.scenes import SceneModel

    return _presence("tune2", EventStep(SceneModel(packaged(1))))


def _presence(name: str, step: Any) -> dict[str, float]:
    module = bench("presence")
    rows, events = module.Count(), module.Count()
    for line in (GOLD / "presence" / f"{name}.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        got_rows, got_events = module.found_rows(step.run(module.before_events(case["text"], case["published"])))
        module.matched(case["appearances"], got_rows, module.same_row, rows)
        module.matched(case["events"], got_events, module.same_event, events)
    return {"appearances F1": f1(rows.right, rows.found, rows.gold), "events F1": f1(events.right, events.found, events.gold)}


def linking(_: Reader) -> dict[str, float]:
    """Precision and recall of automatic merges, pair by pair and all people in one pool."""
    found: dict[str, float] = bench("linking").figures(GOLD / "linking" / "tune.jsonl")
    return found


def strangers(_: Reader) -> dict[str, float]:
    """The same on the pairs of an author who knew nothing of the matcher."""
    found: dict[str, float] = bench("linking").figures(GOLD / "linking" / "tune2.jsonl")
    return found


SETS: dict[str, Callable[[Reader], dict[str, float]]] = {
    "chains": chains, "speakers": speakers, "presence": presence, "scenes": scenes, "linking": linking, "linking, second author": strangers,
}  # fmt: skip


def floors() -> dict[str, dict[str, float]]:
    """The floors by set and figure."""
    kept: dict[str, dict[str, float]] = json.loads(FLOORS.read_text("utf-8"))
    return kept


def main() -> None:
    """Print the figures; raise the floors if asked to."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--raise", dest="higher", action="store_true")
    options = ask.parse_args()
    read, kept = cache(sayso.read_text), floors() if FLOORS.exists() else {}
    for name, measure in SETS.items():
        for figure, value in measure(read).items():
            floor = kept.setdefault(name, {}).get(figure, 0.0)
            print(f"{name:10} {figure:16} {value:.3f}  (floor {floor:.3f})")
            kept[name][figure] = max(floor, int(value * 1000) / 1000)
    if options.higher:
        FLOORS.write_text(json.dumps(kept, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
