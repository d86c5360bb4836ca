"""Reads a folder of news pages with their gold and prints how well blocks, captions and metadata come out.

    python bench/pages.py FOLDER [--every N] [--show]

The folder holds one subfolder a country: `NAME_YYYY_MM_DD.html.gz` (the page), `NAME.json` (versions of gold: title, authors,
publishing_date, body: summary, sections of headline and paragraphs, images with captions), `meta.info` (address and time of
fetching). Which version is which page's: the one whose paragraphs the page holds.

Body: runs of four words, F1 a page, averaged; gold is summary, headings and paragraphs; ours is every block of the kinds
standfirst, body, quotation, list and heading. trafilatura's own text is scored in the same run, and so is its time.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from trafilatura import extract

from sayso.block import Block
from sayso.document import Document
from sayso.intake.page import read_page

MAIN = frozenset({"standfirst", "body", "quotation", "list", "heading"})
_WORD = re.compile(r"\w+")


@dataclass
class Tally:
    """Sums over pages; `shown` are the pages with the worst F1."""

    scores: dict[str, list[tuple[float, float, float]]] = field(default_factory=lambda: {"sayso": [], "trafilatura": []})
    counts: Counter[str] = field(default_factory=Counter)
    seconds: dict[str, float] = field(default_factory=lambda: {"sayso": 0.0, "trafilatura": 0.0})
    shown: list[tuple[float, float, str]] = field(default_factory=list)


def words(text: str) -> list[str]:
    """The words in lower case."""
    return _WORD.findall(text.lower())


def runs(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words, counted; a shorter text is one run."""
    found = words(text)
    return Counter(tuple(found[i : i + 4]) for i in range(max(1, len(found) - 3)))


def prf(ours: str, gold: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of the runs of `ours` against those of `gold`."""
    mine, theirs = runs(ours), runs(gold)
    hit = sum((mine & theirs).values())
    precision, recall = hit / max(1, sum(mine.values())), hit / max(1, sum(theirs.values()))
    return precision, recall, 2 * precision * recall / (precision + recall) if hit else 0.0


def pages(folder: Path) -> Iterator[tuple[str, bytes, dict[str, Any], str | None]]:
    """Each page with its name, bytes, gold and address; a page that fits no version of the gold is left out."""
    for path in sorted(folder.glob("*/*.html.gz")):
        gold_path = path.with_name(re.sub(r"_\d{4}_\d\d_\d\d\.html\.gz$", ".json", path.name))
        if not gold_path.exists():
            continue
        raw = gzip.decompress(path.read_bytes())
        visible = set(words(re.sub(r"(?s)<(script|style)\b.*?</\1>|<[^>]+>", " ", raw.decode("utf-8", "replace"))))
        versions = list(json.loads(gold_path.read_text("utf-8")).values())
        fits = [(len(visible & set(words(gold_text(v)))) / max(1, len(set(words(gold_text(v))))), v) for v in versions]
        fit, gold = max(fits, key=lambda pair: pair[0])
        if fit >= 0.6:
            info = json.loads(path.with_name("meta.info").read_text("utf-8")).get(path.name, {})
            yield f"{path.parent.name}/{path.name[:-8]}", raw, gold, info.get("url")
        else:
            print(f"left out (fits no gold): {path.name}", file=sys.stderr)


def gold_paragraphs(gold: dict[str, Any]) -> list[str]:
    """The paragraphs of the gold's sections."""
    return [p for section in gold["body"]["sections"] for p in section["paragraphs"]]


def gold_text(gold: dict[str, Any]) -> str:
    """The gold's whole text: summary, headings, paragraphs."""
    sections = gold["body"]["sections"]
    return "\n".join([*gold["body"]["summary"], *(part for s in sections for part in [*s["headline"], *s["paragraphs"]])])


def score(name: str, gold: dict[str, Any], read: tuple[Document, tuple[Block, ...]], other: str, tally: Tally) -> None:
    """Adds one page to the tally."""
    document, blocks = read
    ours = "\n".join(document[b.span] for b in blocks if b.kind in MAIN)
    mine, theirs = prf(ours, gold_text(gold)), prf(other, gold_text(gold))
    tally.scores["sayso"].append(mine)
    tally.scores["trafilatura"].append(theirs)
    tally.shown.append((mine[2], theirs[2], name))
    single = {tuple(words(document[b.span])) for b in blocks}
    paragraphs = [tuple(words(p)) for p in gold_paragraphs(gold)]
    tally.counts["paragraphs"] += len(paragraphs)
    tally.counts["one block"] += sum(p in single for p in paragraphs)
    lines = {tuple(words(line)) for line in other.splitlines()}
    tally.counts["one line"] += sum(p in lines for p in paragraphs)
    score_captions(gold, document, blocks, tally)
    score_metadata(gold, document, tally)


def score_captions(gold: dict[str, Any], document: Document, blocks: tuple[Block, ...], tally: Tally) -> None:
    """Gold captions found as caption blocks, and those that the page's text holds at all."""
    wanted = {tuple(words(i["caption"])) for i in gold.get("images") or [] if i.get("caption") and len(words(i["caption"])) > 1}
    captions = [words(document[b.span]) for b in blocks if b.kind == "caption"]
    pictured = [words(document[b.span]) for b in blocks if b.kind in ("caption", "credit")]
    text = " ".join(words(document.text))
    for caption in wanted:
        tally.counts["captions"] += 1
        tally.counts["captions in text"] += " ".join(caption) in text
        tally.counts["captions found"] += any(same(caption, found) for found in captions)
    tally.counts["caption blocks"] += len(captions)
    tally.counts["caption blocks right"] += sum(any(same(caption, found) for caption in wanted) for found in captions)
    authors = {tuple(words(a)) for i in gold.get("images") or [] for a in i.get("authors") or []}
    tally.counts["credits"] += len(authors)
    tally.counts["credits found"] += sum(any(set(author) <= set(found) for found in pictured) for author in authors)


def same(one: tuple[str, ...], other: list[str]) -> bool:
    """True if the two share four words of five, by the longer of them."""
    return sum((Counter(one) & Counter(other)).values()) >= 0.8 * max(len(one), len(other))


def score_metadata(gold: dict[str, Any], document: Document, tally: Tally) -> None:
    """Title, authors and day of publication right, of those that the gold has."""
    known = document.metadata
    if gold.get("title"):
        tally.counts["titles"] += 1
        tally.counts["titles right"] += words(gold["title"]) == words(known.title or "")
        tally.counts["titles near"] += same(tuple(words(gold["title"])), words(known.title or ""))
    if gold.get("authors"):
        tally.counts["authors"] += 1
        tally.counts["authors right"] += {tuple(words(a)) for a in gold["authors"]} == {tuple(words(a)) for a in known.authors}
        tally.counts["authors near"] += bool(
            {w for a in gold["authors"] for w in words(a)} & {w for a in known.authors for w in words(a)}
        )
    if gold.get("publishing_date"):
        tally.counts["dates"] += 1
        tally.counts["dates right"] += gold["publishing_date"][:10] == (known.published or "")[:10]


def run(folder: Path, every: int) -> Tally:
    """The tally over every `every`-th page of the folder."""
    tally = Tally()
    for number, (name, raw, gold, url) in enumerate(pages(folder)):
        if number % every:
            continue
        began = time.process_time()
        other = extract(raw, include_comments=False) or ""
        middle = time.process_time()
        ours = read_page(raw, where=name, url=url)
        tally.seconds["trafilatura"] += middle - began
        tally.seconds["sayso"] += time.process_time() - middle
        score(name, gold, ours, other, tally)
    return tally


def report(tally: Tally) -> str:
    """The table."""
    pages_read, c = len(tally.scores["sayso"]), tally.counts
    lines = [f"{pages_read} pages", f"{'':14}{'F1':>7}{'P':>7}{'R':>7}{'pages/CPU s':>13}"]
    for name, scores in tally.scores.items():
        p, r, f = (sum(s[i] for s in scores) / max(1, pages_read) for i in range(3))
        lines.append(f"{name:14}{f:7.3f}{p:7.3f}{r:7.3f}{pages_read / max(tally.seconds[name], 1e-9):13.1f}")
    for label, hit, of in (
        ("gold paragraphs that are one block", "one block", "paragraphs"),
        ("… one line of trafilatura's text", "one line", "paragraphs"),
        ("gold captions labelled", "captions found", "captions"),
        ("gold captions in the text at all", "captions in text", "captions"),
        ("caption blocks that are gold's", "caption blocks right", "caption blocks"),
        ("gold credits in caption or credit", "credits found", "credits"),
        ("titles equal", "titles right", "titles"),
        ("titles near", "titles near", "titles"),
        ("authors equal", "authors right", "authors"),
        ("authors overlap", "authors near", "authors"),
        ("days of publication", "dates right", "dates"),
    ):
        lines.append(f"{label:38}{c[hit]:6} of {c[of]:6}{c[hit] / max(1, c[of]):8.3f}")
    return "\n".join(lines)


def main() -> int:
    """Runs the command; 0 if pages were read."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=1, help="take every N-th page only")
    parser.add_argument("--show", action="store_true", help="list the pages on which trafilatura is ahead by most")
    options = parser.parse_args()
    tally = run(options.folder, options.every)
    print(report(tally))
    for mine, theirs, name in sorted(tally.shown, key=lambda row: row[0] - row[1])[: 25 if options.show else 0]:
        print(f"{mine:.3f} {theirs:.3f} {name}")
    return 0 if tally.shown else 1


if __name__ == "__main__":
    raise SystemExit(main())
