"""Kills `sayso add` at random moments and looks at what is left: `python bench/crash.py --kills 200`.

Each round begins an add in a new ledger, kills it with SIGKILL up to four times, at moments spread evenly over the time that what is left to add
takes, each time looking that (1) whatever was
acknowledged (a line of `--json`) is in the ledger, (2) no report is there by half: every version has one current reading, its rows
are exactly those of its reading, and SQLite finds the file sound; then lets the same command end, and compares the whole ledger,
row numbers and times of the runs aside, with that of a run that nobody disturbed.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select

from sayso.ledger import Ledger
from sayso.ledger.rows import extract
from sayso.ledger.schema import FAILURES, INPUTS, READINGS, REPORTS, TEXTS, VERSIONS
from sayso.ledger.stored import reading_of
from sayso.ledger.writing import EXTRACTED

OFFICES = ("mayor", "minister", "harbour master", "speaker", "governor")
SURNAMES = ("Brod", "Varga", "Quarrie", "Lunde", "Osk", "Teller")
THINGS = ("the quay", "the dam", "the ferry line", "the old mill", "the tram", "the lighthouse")
DEEDS = ("would close", "would be sold", "had been searched", "needed repairs", "was safe")
MOST_KILLS = 4
"""Kills of one ledger before its add is let to end."""


def reports(number: int) -> Iterator[dict[str, str]]:
    """Invented reports as records; every fifth comes again, changed and captured later, every eleventh cannot be read."""
    for i in range(number):
        office, name, thing = OFFICES[i % 5], SURNAMES[i % 6], THINGS[i // 3 % 6]
        said = f"The {office}, Ana {name}, denied on Tuesday that {thing} {DEEDS[i % 5]}."
        more = f"“We have looked at {thing} {i + 2} times,” {name} said, citing a report by the port authority that work would begin in May."
        one = {"text": f"{said}\n\n{more}\n", "url": f"https://gazette.example/{i}", "published": f"2026-03-{1 + i % 28:02d}", "publisher": "Ostrel Gazette"}
        if i % 11 == 10:
            yield {"text": " \n", "url": one["url"]}
        elif i % 5 == 0:
            yield {**one, "captured": "2026-04-01T00:00:00Z"}
            yield {**one, "text": f"{said}\n\n{name} declined to comment.\n", "captured": "2026-04-02T00:00:00Z"}
        else:
            yield one


@dataclass
class Seen:
    """What came of the kills so far."""

    kills: int = 0
    in_time: int = 0
    at_work: int = 0
    acknowledged: int = 0
    lost: int = 0
    halves: int = 0
    unequal: int = 0
    orphans: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def line(self) -> str:
        """The figures in one line."""
        return (f"{self.kills} kills ({self.in_time} before the run had ended, {self.at_work} with some reports kept and others not), {self.acknowledged} reports acknowledged before one: {self.lost} lost; "
                f"{self.halves} ledgers with a half report; {self.unequal} ended otherwise than undisturbed; {self.orphans} worker processes left behind")


class Forked:
    """The same command in a copy of this process, which has the model loaded already: most of a run is then the ledger's work."""

    def __init__(self, arguments: list[str], told: Path) -> None:
        """Begins it."""
        told.write_bytes(b"")
        self._process = multiprocessing.get_context("fork").Process(target=_main, args=(arguments, str(told)))
        self._process.start()
        self.pid = self._process.pid or 0

    def wait(self, seconds: float | None = None) -> int:
        """The exit code; raises TimeoutExpired if it runs longer."""
        self._process.join(seconds)
        if self._process.exitcode is None:
            raise subprocess.TimeoutExpired("sayso add", seconds or 0)
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        """Sends it a signal."""
        os.kill(self.pid, number)


def _main(arguments: list[str], told: str) -> None:
    from sayso.cli.running import run

    out = os.open(told, os.O_WRONLY | os.O_APPEND)
    os.dup2(out, 1)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    sys.stdout = os.fdopen(out, "w", encoding="utf-8")
    os._exit(run(arguments))


@dataclass
class Add:
    """`sayso add --json` of one file into one ledger."""

    source: Path
    ledger: Path
    processes: int
    warm: bool = False

    def begin(self) -> subprocess.Popen[bytes] | Forked:
        """The command as a process; its lines go to a file, which a kill does not lose."""
        arguments = ["add", str(self.ledger), str(self.source), "--json", "--quiet", "--processes", str(self.processes)]
        if self.warm:
            return Forked(arguments, self.told)
        with self.told.open("wb") as out:
            return subprocess.Popen([sys.executable, "-m", "sayso", *arguments], stdout=out, stderr=subprocess.DEVNULL)

    @property
    def told(self) -> Path:
        """Where its lines go."""
        return self.ledger.with_suffix(".jsonl")

    def end(self) -> float:
        """Lets it run to its end, which takes so many seconds; raises RuntimeError if it fails."""
        began = time.monotonic()
        code = self.begin().wait()
        if code not in (0, 4):
            raise RuntimeError(f"sayso add ended with exit code {code}")
        return time.monotonic() - began

    def killed(self, seconds: float, seen: Seen) -> None:
        """Runs it, kills it after so many seconds, and notes what its workers do then."""
        process = self.begin()
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            workers = children(process.pid)
            process.send_signal(signal.SIGKILL)
            process.wait()
            seen.in_time += 1
            seen.orphans += still_there(workers)
        seen.kills += 1


def children(pid: int) -> list[int]:
    """The processes that a process has started (Linux)."""
    found = Path(f"/proc/{pid}/task/{pid}/children")
    return [int(word) for word in found.read_text().split()] if found.exists() else []


def still_there(pids: list[int], patience: float = 20.0) -> int:
    """How many of the processes live on; they are ended, so that none is left."""
    until = time.monotonic() + patience
    while pids and time.monotonic() < until:
        pids = [pid for pid in pids if alive(pid)]
        time.sleep(0.02)
    for pid in pids:
        os.kill(pid, signal.SIGKILL)
    return len(pids)


def alive(pid: int) -> bool:
    """True if the process runs (one that has ended and is not yet fetched does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def acknowledged(path: Path) -> list[dict[str, Any]]:
    """The lines that were told whole."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines(keepends=True) if line.endswith("\n")]


def looked_at(add: Add, seen: Seen) -> int:
    """How many versions the ledger holds after a kill; notes what is lost or there by half."""
    told = acknowledged(add.told)
    if not add.ledger.exists():
        seen.lost += len(told)
        return 0
    seen.acknowledged += len(told)
    plain = sqlite3.connect(add.ledger)
    whole = plain.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    made = plain.execute("SELECT count(*) FROM sqlite_master WHERE name = 'meta'").fetchone()[0]
    plain.close()
    if not made:
        seen.lost += len(told)
        seen.halves += not whole
        return 0
    with Ledger.open(add.ledger, write=False) as ledger, ledger.reading() as connection:
        seen.lost += sum(not kept(connection, line) for line in told)
        fault, there = half(connection), held(connection)
    if fault or not whole:
        seen.halves += 1
        seen.faults.append(fault or "integrity_check")
    return there


def held(connection: Connection) -> int:
    """How many versions there are."""
    return int(connection.execute(select(func.count()).select_from(VERSIONS)).scalar_one())


def kept(connection: Connection, line: dict[str, Any]) -> bool:
    """True if what a line tells of is in the ledger."""
    if line["outcome"] == "failed":
        return connection.execute(select(FAILURES.c.id).where(FAILURES.c.place == line["where"])).first() is not None
    return connection.execute(select(VERSIONS.c.id).where(VERSIONS.c.id == line["version"])).first() is not None


def half(connection: Connection) -> str | None:
    """What is wrong with a report that is there by half; None if all are whole."""
    for version in connection.execute(select(VERSIONS.c.id)).scalars().all():
        current = connection.execute(select(READINGS.c.id).where(READINGS.c.version == version, READINGS.c.current)).all()
        if len(current) != 1:
            return f"version {version} has {len(current)} current readings"
        expected = extract(reading_of(connection, version)).rows
        for table in EXTRACTED:
            found = connection.execute(select(table).where(table.c.version == version)).mappings().all()
            wanted = expected.get(table.name, ())
            fitting = {dumped({k: row[k] for k in one}) for row, one in zip(found, wanted, strict=False)} if len(found) == len(wanted) else None
            if fitting != {dumped(one) for one in wanted} and {dumped({k: row[k] for k in wanted[0]}) for row in found} != {dumped(one) for one in wanted}:
                return f"version {version}: {table.name} are not those of its reading"
    return None


def dumped(value: Any) -> str:
    """The value as one string, the same for the same value."""
    return json.dumps(value, sort_keys=True, default=repr)


def dump(path: Path) -> list[str]:
    """All that a ledger holds, without row numbers and without the times of its runs, in an order of its own."""
    with Ledger.open(path, write=False) as ledger, ledger.reading() as connection:
        named = {
            row.id: [row.key, row.digest, row.known_from] for row in connection.execute(
                select(VERSIONS.c.id, REPORTS.c.key, TEXTS.c.digest, VERSIONS.c.known_from)
                .join(REPORTS, REPORTS.c.id == VERSIONS.c.report).join(TEXTS, TEXTS.c.id == VERSIONS.c.text))
        }
        lines = []
        for table in (REPORTS, TEXTS, VERSIONS, READINGS, INPUTS, FAILURES, *EXTRACTED):
            for row in connection.execute(select(table)).mappings():
                values = {name: value for name, value in row.items() if name not in _OWN}
                for name, number in (("version", row.get("version")), ("id", row["id"] if table is VERSIONS else None)):
                    if number is not None:
                        values[name] = named[number]
                lines.append(f"{table.name} {dumped(values)}")
    return sorted(lines)


_OWN = frozenset({"id", "report", "text", "run", "captured_at", "seen_at", "read_at", "first_at", "last_at", "tries", "solved_at"})


def tried(folder: Path, *, kills: int, number: int, processes: int, seed: int, warm: bool = False) -> Seen:
    """What `kills` kills of adding `number` reports showed."""
    if warm:
        from sayso.engine import read_text

        read_text("A spokesman said on Monday that the engine is warm.")
    chance, seen = random.Random(seed), Seen()  # noqa: S311 - moments, no secrets
    source = folder / "reports.jsonl"
    source.write_text("".join(json.dumps(one) + "\n" for one in reports(number)), "utf-8")
    undisturbed = Add(source, folder / "undisturbed.db", processes, warm)
    whole, start = undisturbed.end(), undisturbed.end()
    expected = dump(undisturbed.ledger)
    with Ledger.open(undisturbed.ledger, write=False) as ledger, ledger.reading() as connection:
        all_of_it = held(connection)
    rounds = 0
    while seen.kills < kills:
        rounds += 1
        there = 0
        add = Add(source, folder / f"round{rounds}.db", processes, warm)
        for _ in range(min(chance.randint(1, MOST_KILLS), kills - seen.kills)):
            add.killed(chance.uniform(0.1, start + (whole - start) * (1 - there / all_of_it)), seen)
            there = looked_at(add, seen)
            seen.at_work += 0 < there < all_of_it
        add.end()
        seen.unequal += dump(add.ledger) != expected
        for left in folder.glob(f"round{rounds}.*"):
            left.unlink()
        if rounds % 10 == 0:
            print(seen.line, file=sys.stderr, flush=True)
    return seen


def main() -> None:
    """Print what the kills showed."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("--kills", type=int, default=200)
    ask.add_argument("--reports", type=int, default=60)
    ask.add_argument("--processes", type=int, default=2)
    ask.add_argument("--seed", type=int, default=1)
    ask.add_argument("--warm", action="store_true", help="begin each run in a copy of a process that has the model loaded; with --processes 1")
    o = ask.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        seen = tried(Path(folder), kills=o.kills, number=o.reports, processes=o.processes, seed=o.seed, warm=o.warm)
    print(seen.line)
    for fault in seen.faults:
        print(f"  {fault}")


if __name__ == "__main__":
    main()
