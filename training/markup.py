"""Invented passages that teach who was where: reads their markup.

    ## no-show | 2024-10-13
    Casino heir Lorcan Whelan was a no-show at Monday's hearing before the licensing tribunal.
    A absent | Lorcan Whelan | was a no-show at Monday's hearing | at Monday's hearing | on 2024-10-07
    E trial held true | Monday's hearing before the licensing tribunal | on 2024-10-07 | who Lorcan Whelan

A heading with the date of publication, the text, a row for each appearance (status, words that stand for the person, evidence) and
for each occasion (kind, status, whether it happened, evidence). `he = Anton Hrebik` names whom a pronoun or nominal stands for; `#2`
after words means their second occurrence. The conventions are those of tests/gold/presence/README.md. Gold in JSON Lines,
as in that folder, is read too; a line with `file` instead of `text` holds rows for a text of a corpus, by their offsets alone:
`polnear/train/text/NAME.txt`, or `stance/bodies.csv#ID` for a row of a table. `python -m training.markup FILE…` checks files and counts.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from sayso.reading.happening.scenes import KINDS, OUTCOMES, STATUSES

_SAME = {"declined": "absent", "announced": "planned"}
_HAPPENED = {"true": True, "false": False, "null": None}
_ROW = re.compile(r"(?:A [a-z]+|E [a-z]+ [a-z]+ (?:true|false|null)) \|")

Place = tuple[int, int]


class MarkupError(ValueError):
    """A row that cannot be read: what is wrong with it."""


@dataclass(frozen=True)
class Appearing:
    """An appearance as written: the person's fullest name, the words that stand for the person (if told), the status, the evidence."""

    name: str
    mention: Place | None
    status: str
    evidence: Place


@dataclass(frozen=True)
class Occasion:
    """An occasion as written: its kind, what came of it, its evidence."""

    kind: str
    outcome: tuple[str, bool | None]
    evidence: Place


@dataclass(frozen=True)
class Passage:
    """A text with its date and rows; offsets are code points of the text."""

    text: str
    published: str
    appearances: list[Appearing] = field(default_factory=list)
    occasions: list[Occasion] = field(default_factory=list)


def read(path: Path, corpora: Path | None = None) -> list[Passage]:
    """The passages of one file; raises MarkupError with the heading of the passage that cannot be read. `corpora` holds the files that lines name."""
    if path.suffix == ".jsonl":
        return [_row_of_gold(json.loads(line), corpora or Path()) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    blocks = re.split(r"^## ", path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return [_passage([line.strip() for line in block.splitlines() if line.strip()]) for block in blocks]


def _passage(lines: list[str]) -> Passage:
    heading, *rest = lines
    text = "\n".join(line for line in rest if not _ROW.match(line))
    try:
        passage = Passage(text, date.fromisoformat(heading.rsplit("|", 1)[1].strip()).isoformat())
        for line in rest:
            if _ROW.match(line):
                _add_row(passage, [part.strip() for part in line.split("|")])
    except ValueError as error:
        raise MarkupError(f"{heading}: {error}") from error
    return passage


def _row_of_gold(row: dict[str, Any], corpora: Path) -> Passage:
    text = row["text"] if "text" in row else _text_of(corpora, row["file"])
    appearances = [
        Appearing(a.get("person", ""), tuple(a["mention"]) if "mention" in a else None, _SAME.get(a["status"], a["status"]), tuple(a["evidence"]))
        for a in row["appearances"]
    ]
    occasions = [
        Occasion(e["kind"] if e["kind"] in KINDS else "other", outcome, tuple(e["evidence"]))
        for e in row["events"] if (outcome := (_SAME.get(e["status"], e["status"]), e["happened"])) in OUTCOMES
    ]
    return Passage(text, row["published"], appearances, occasions)


def _text_of(corpora: Path, name: str) -> str:
    file, _, key = name.partition("#")
    return _table(corpora / file)[key] if key else (corpora / file).read_text(encoding="utf-8")


@lru_cache(maxsize=1)
def _table(path: Path) -> dict[str, str]:
    """The texts of a CSV file by their ids, which stand first; line ends as they are."""
    with path.open(encoding="utf-8", newline="") as file:
        return {row[0]: row[1] for row in csv.reader(file)}


def _add_row(passage: Passage, parts: list[str]) -> None:
    what = parts[0].split()
    if what[0] == "A":
        evidence = _place(passage.text, parts[2])
        mention, _, name = (part.strip() for part in parts[1].partition("="))
        status = _SAME.get(what[1], what[1])
        if status not in STATUSES[1:]:
            raise MarkupError(f"no such status: {status}")
        passage.appearances.append(Appearing(name or mention, _place(passage.text, mention, evidence[0]), status, evidence))
    else:
        outcome = (_SAME.get(what[2], what[2]), _HAPPENED[what[3]])
        if what[1] not in KINDS or outcome not in OUTCOMES:
            raise MarkupError(f"no such occasion: {parts[0]}")
        passage.occasions.append(Occasion(what[1], outcome, _place(passage.text, parts[1])))


def _place(text: str, words: str, near: int | None = None) -> Place:
    """Where words stand: the occurrence that `#2` counts, else the one nearest to a place, else the only one."""
    counted = re.fullmatch(r"(.*?)#(\d)", words, re.DOTALL)
    words = counted[1] if counted else words
    found = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    if not found or (counted and len(found) < int(counted[2])) or (len(found) > 1 and not counted and near is None):
        raise MarkupError(f"{words!r} stands {len(found)} times in the text")
    start = found[int(counted[2]) - 1] if counted else min(found, key=lambda at: abs(at - (near or 0)))
    return start, start + len(words)


def main() -> None:
    """Check files and count their rows."""
    for path in map(Path, sys.argv[1:]):
        passages = read(path)
        statuses = Counter(row.status for passage in passages for row in passage.appearances)
        outcomes = Counter(row.outcome[0] for passage in passages for row in passage.occasions)
        empty = sum(not p.appearances and not p.occasions for p in passages)
        print(f"{path}: {len(passages)} passages, {empty} without rows; {dict(statuses)}; {dict(outcomes)}")


if __name__ == "__main__":
    main()
