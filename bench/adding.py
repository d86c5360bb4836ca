"""What keeping costs beside reading: the share of CPU time of `sayso add` that is spent outside the reading engine.

    .venv/bin/python bench/adding.py ARTICLES [NUMBER] [PROCESSES]

ARTICLES is a folder of reports. There are NUMBER of them (2000): those of the folder, and copies with one changed word where it holds
fewer. Both the start of the worker processes and the taking in of pages count as outside.
"""

from __future__ import annotations

import resource
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from sayso.intake.inputs import items_in
from sayso.intake.item import Failure, Item, text_bytes
from sayso.intake.sniffing import Form
from sayso.ledger import Ledger
from sayso.ledger.adding import Adding
from sayso.settings import load


def items(folder: str, number: int) -> Iterator[Item]:
    found = [item for item in items_in([folder]) if not isinstance(item, Failure)]
    for at in range(number):
        item = found[at % len(found)]
        turn = at // len(found)
        raw = item.raw if not turn or item.form is Form.PAGE else item.raw + text_bytes(f"\nCopy {turn}.\n")
        yield Item(f"{item.where}#{turn}", raw, item.form, item.known)


def cpu() -> float:
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def main() -> None:
    folder, number, processes = sys.argv[1], int((sys.argv[2:] or ["2000"])[0]), int((sys.argv[3:] or ["2"])[0])
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "story.db"
        with Ledger.open(path, create=True) as ledger:
            run = Adding(ledger, load(), processes=processes)
            before, wall = cpu(), time.monotonic()
            for one in run.run(items(folder, number)):
                if one.outcome == "failed":
                    print(one.where, one.problem, file=sys.stderr)
            wall = time.monotonic() - wall
        used = cpu() - before
        size = path.stat().st_size
    tally = run.tally
    print(f"{tally.done} reports ({tally.failed} failed) by {processes} processes: {wall:.1f} s, {tally.done / wall:.1f} a second; {size / 1e6:.0f} MB")
    print(f"CPU: {used:.1f} s, of which reading {tally.engine_seconds:.1f} s; outside the reading engine: {1 - tally.engine_seconds / used:.1%}")


if __name__ == "__main__":
    main()
