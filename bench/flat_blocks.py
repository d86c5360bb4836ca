"""What the labels of flat text cost and gain, on a folder of PolNeAR: text/*.txt with attributions/*.ann beside it.

    python bench/flat_blocks.py CORPUS/dev [--every N] [--show]

Prints how many characters of gold attributions lie in blocks that are not the report's own words (such attributions would be
lost), how many of those that annotators marked as page furniture (Discard) lie in such blocks, and the kinds of all blocks.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from pathlib import Path

from sayso.block import STATED, Block
from sayso.document import Document
from sayso.reading.blocks import label_text

ROLES = {"Source", "Cue", "Content"}


def annotated(folder: Path, name: str) -> tuple[set[int], set[int]]:
    """The characters of gold attributions, and those marked Discard, over all annotators of an article."""
    gold: set[int] = set()
    discard: set[int] = set()
    for path in sorted((folder / "attributions").glob(f"{name}_*.ann")):
        for line in path.read_text("utf-8").splitlines():
            fields = line.split("\t")
            if len(fields) < 2 or not fields[0].startswith("T"):
                continue
            kind, _, spans = fields[1].partition(" ")
            chars = {i for span in spans.split(";") for i in range(*map(int, span.split()))}
            if kind in ROLES:
                gold |= chars
            elif kind == "Discard":
                discard |= chars
    return gold, discard


def lost(text: str, block: Block, gold: set[int]) -> int:
    return sum(i in gold and not text[i].isspace() for i in range(block.start, block.end))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--every", type=int, default=1, help="read every N-th article")
    parser.add_argument(
        "--show", action="store_true", help="print each line that is no statement, + discarded, ! with gold in it"
    )
    options = parser.parse_args()
    total: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    seconds = 0.0
    for path in sorted((options.folder / "text").glob("*.txt"))[:: options.every]:
        text = path.read_bytes().decode("utf-8")
        gold, discard = annotated(options.folder, path.stem)
        discard -= gold
        begin = time.perf_counter()
        blocks = label_text(Document(text))
        seconds += time.perf_counter() - begin
        total.update(articles=1, characters=len(text), gold=sum(not text[i].isspace() for i in gold if i < len(text)))
        total["discard"] += sum(not text[i].isspace() for i in discard if i < len(text))
        for block in blocks:
            kinds[block.kind] += 1
            if block.kind in STATED:
                continue
            missed, right = lost(text, block, gold), lost(text, block, discard)
            total.update(lost=missed, lines_lost=missed > 0, found=right, unstated=block.end - block.start)
            if options.show:
                mark = "!" if missed else "+" if right else " "
                print(f"{mark} {block.kind:10} {block.detail:10} {text[block.start : block.end][:150]!r}")
    print(f"{total['articles']} articles, {total['characters']:,} characters, {seconds:.2f} s")
    print(
        f"gold attribution characters in blocks that state nothing: {total['lost']} of {total['gold']:,}, in {total['lines_lost']} blocks"
    )
    print(
        f"Discard characters in such blocks: {total['found']} of {total['discard']:,} ({total['found'] / max(1, total['discard']):.0%})"
    )
    print("blocks:", ", ".join(f"{kind} {count}" for kind, count in kinds.most_common()))


if __name__ == "__main__":
    main()
