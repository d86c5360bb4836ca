"""The accuracy gate: no figure on the project's own gold may fall below its floor. Floors only rise (`measure.py --raise`)."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from sayso.document import Reading

GOLD = Path(__file__).parent


def _measure() -> ModuleType:
    spec = importlib.util.spec_from_file_location("gold_measure", GOLD / "measure.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


MEASURE = _measure()


@pytest.mark.parametrize("name", sorted(MEASURE.SETS))
def test_no_figure_falls_below_its_floor(name: str, read: Callable[[str], Reading]) -> None:
    figures, kept = MEASURE.SETS[name](read), MEASURE.floors()[name]
    assert set(figures) == set(kept), "every figure has a floor"
    fallen = {figure: (round(figures[figure], 3), floor) for figure, floor in kept.items() if figures[figure] < floor - MEASURE.EPSILON}
    assert fallen == {}, "figure: (now, floor)"


def _cases() -> list[tuple[str, str, list[dict[str, object]]]]:
    """(name, text, attributions) of the chains to tune on."""
    return [(name, text, gold["attributions"]) for name, text, gold in MEASURE.bench("chains").cases(GOLD / "chains" / "tune")]


def test_the_gold_is_sound() -> None:
    for name, text, rows in _cases():
        ids = {row["id"] for row in rows}
        for row in rows:
            assert row["inside"] is None or row["inside"] in ids, name
            spans = [*row["source"], *row["cue"], *row["content"]]
            assert all(0 <= start < end <= len(text) for start, end in spans), name


def test_tune_and_held_share_no_text() -> None:
    for folder in ("chains", "speakers"):
        tune, held = ({p.read_text("utf-8") for p in (GOLD / folder / half).rglob("*.txt")} for half in ("tune", "held"))
        shared = bool(tune & held) or not tune or not held  # a plain truth value: a failure must not print the held texts
        assert not shared, folder
    for file in ("chains/{}/sentences.jsonl", "presence/{}.jsonl"):
        tune, held = ({json.loads(line)["text"] for line in (GOLD / file.format(half)).read_text("utf-8").splitlines()} for half in ("tune", "held"))
        shared = bool(tune & held)
        assert not shared, file
