"""Measure the grammar of dates on folders of TimeML documents, with the scorer of TempEval-3.

    python bench/timex.py FOLDER --scorer PATH/score_timex.py [--errors N] [--only NAME]

FOLDER holds one folder of `*.tml` for each corpus. Prints, for each, extents, types, values, calendar values, the share of
resolved dates whose year is wrong, and documents per CPU second (reading only; the grammar is compiled before).
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any, TypeAlias

from sayso.reading.dating import find_timexes

Document: TypeAlias = dict[str, Any]
TOGETHER = {"timebank + aquaint": ("timebank", "aquaint")}


def scorer(path: Path) -> ModuleType:
    """The scorer's module, loaded from its file."""
    spec = importlib.util.spec_from_file_location("score_timex", path)
    if spec is None or spec.loader is None:
        raise SystemExit(f"{path}: not a Python file")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def predict(docs: list[Document]) -> tuple[dict[str, list[dict[str, Any]]], float]:
    """What the grammar finds in each document, by its id, and the CPU seconds that took."""
    find_timexes("on 1 May 2020", document_date="2020-05-02")
    start = time.process_time()
    found = {doc["id"]: find_timexes(doc["text"], document_date=doc["dct"] or None) for doc in docs}
    seconds = time.process_time() - start
    rows = {
        name: [{key: getattr(t, key) for key in ("start", "end", "type", "value", "mod", "rule")} for t in timexes]
        for name, timexes in found.items()
    }
    return rows, seconds


def wrong_years(module: ModuleType, docs: list[Document], rows: dict[str, list[dict[str, Any]]], show: bool) -> tuple[int, int]:
    """How many calendar values have another year than the gold calendar value they overlap, and how many were compared."""
    wrong = compared = 0
    for doc in docs:
        gold = [t for t in doc["timexes"] if module.cal(t["value"])]
        ours = [t for t in rows[doc["id"]] if module.cal(t["value"])]
        for i, j, _ in module.pair(gold, ours):
            compared += 1
            bad = gold[i]["value"][:4] != ours[j]["value"][:4]
            wrong += bad
            if bad and show:
                at = gold[i]["start"]
                values = (gold[i]["value"], ours[j]["value"], ours[j]["rule"])
                print("   year", doc["id"], doc["dct"][:10], *values, repr(doc["text"][max(0, at - 60) : at + 30]))
    return wrong, compared


def report(module: ModuleType, name: str, docs: list[Document], options: argparse.Namespace) -> None:
    """Print one corpus's table."""
    rows, seconds = predict(docs)
    scores, _, errors = module.score(docs, rows)
    print(f"== {name}: {len(docs)} documents")
    print(module.table(scores))
    wrong, compared = wrong_years(module, docs, rows, bool(options.errors))
    print(f"wrong year       {100 * wrong / max(1, compared):.2f} % ({wrong} of {compared} resolved dates)")
    unresolved = sum(t["value"] is None for timexes in rows.values() for t in timexes)
    print(f"left unresolved  {unresolved}\nspeed            {len(docs) / max(seconds, 1e-9):.0f} documents per CPU second\n")
    for kind in ("missed", "spurious", "value", "extent"):
        chosen = [e for e in errors if e["kind"] == kind]
        for error in chosen[: options.errors]:
            shown = {k: error[k] for k in ("dct", "gold", "pred") if k in error}
            print("  ", kind, error["id"], json.dumps(shown, ensure_ascii=False))


def write(path: Path, rows: dict[str, list[dict[str, Any]]]) -> None:
    """Write predictions as the scorer reads them: one document a line."""
    path.write_text("".join(json.dumps({"id": k, "timexes": v}) + "\n" for k, v in rows.items()), encoding="utf-8")


def main() -> int:
    """Score every corpus in the folder."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--scorer", type=Path, required=True)
    parser.add_argument("--errors", type=int, default=0, metavar="N", help="show N errors of each kind")
    parser.add_argument("--only", help="one corpus")
    parser.add_argument("--write", type=Path, help="write the predictions of all corpora as JSON Lines")
    options = parser.parse_args()
    module = scorer(options.scorer)
    corpora = {p.name: module.load_gold([str(p)]) for p in sorted(options.folder.iterdir()) if p.is_dir()}
    if options.write:
        write(options.write, {k: v for docs in corpora.values() for k, v in predict(docs)[0].items()})
    for name, parts in TOGETHER.items():
        if all(part in corpora for part in parts):
            corpora[name] = [doc for part in parts for doc in corpora[part]]
    for name, docs in corpora.items():
        if options.only in (None, name):
            report(module, name, docs, options)
    return 0


if __name__ == "__main__":
    sys.exit(main())
