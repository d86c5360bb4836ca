"""`sayso add`: reports into a ledger."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

import click

from sayso.cli.group import EXIT_CODES
from sayso.cli.lines import json_line
from sayso.cli.network import fetcher_for, network_options, network_settings
from sayso.cli.read import iso_day
from sayso.cli.running import ExitCode, say

if TYPE_CHECKING:
    from sayso.intake.fetching.answers import Unchanged
    from sayso.intake.item import Failure, Item
    from sayso.ledger.adding import Added, Adding, Tally

EPILOG = (
    "\b\nExamples:\n  sayso add story.db reports/ pages/*.html\n  sayso add story.db --follow inbox/\n"
    "  sayso add postgresql://desk@server/story archive.jsonl\n\n" + EXIT_CODES
)


def iso_moment(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """The value as a UTC time, if it is a day or a time; raises BadParameter if not."""
    from sayso.intake.records import day_or_time

    if value is None:
        return None
    found = day_or_time(value)
    if found is None:
        raise click.BadParameter(f"{value!r} is no day or time; write it as 2026-03-05 or 2026-03-05T14:30:00Z")
    return found if len(found) > 10 else f"{found}T00:00:00Z"


@click.command("add", epilog=EPILOG, short_help="Add reports to a ledger.")
@click.argument("ledger", metavar="LEDGER")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--date", "day", metavar="YYYY-MM-DD", callback=iso_day, help="The day of publication, if you know better.")
@click.option("--publisher", metavar="NAME", help="Who published the reports.")
@click.option("--captured", metavar="TIME", callback=iso_moment, help="When the inputs were captured, where they do not say (default: now).")
@click.option("--processes", type=click.IntRange(1, 256), help="Worker processes (default: one a core).")
@click.option("--follow", is_flag=True, help="Go on watching the files and folders for what is new or changed; end with Ctrl-C.")
@click.option("--every", type=click.FloatRange(0.1, 86400), default=5.0, show_default=True, metavar="SECONDS", help="How often --follow looks.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each input, once it is safely kept.")
@network_options
@click.option("--quiet", "-q", is_flag=True, help="No progress, no notes.")
def add(
    ledger: str, files: tuple[str, ...], *, day: str | None, publisher: str | None, captured: str | None, processes: int | None,
    follow: bool, every: float, as_json: bool, offline: bool, allow_private: bool, quiet: bool,
) -> int:
    """Add the reports in FILEs to LEDGER, a file (made if need be) or a postgresql:// address.

    FILEs are what `sayso read` takes, addresses too, and what `sayso export --to jsonl` wrote of another ledger: that comes back whole, its
    versions, readings, corrections and judgements, and nothing is read anew. What is in the ledger already is passed over, a changed report becomes a new version, and
    what cannot be read is noted (`sayso failures`). A run that was stopped goes on when the same command is given again.
    """
    from sayso.document import Metadata
    from sayso.intake.fetching.address import is_address
    from sayso.ledger import Ledger
    from sayso.ledger.adding import Adding

    if follow and any(map(is_address, files)):
        raise click.UsageError("--follow watches files and folders; for addresses run the same command again, it asks only for what has changed")
    settings = network_settings(offline=offline, allow_private=allow_private)
    given = Metadata().updated("option", published=day, publisher=publisher)
    with Ledger.open(ledger, create=True) as opened:
        def adding() -> Adding:
            return Adding(opened, settings, given, captured, processes or 0)

        if follow:
            return _follow(files, every, adding, as_json=as_json, quiet=quiet)
        return added(adding(), files, as_json=as_json, quiet=quiet)


def added(run: Adding, files: Iterable[str], *, as_json: bool, quiet: bool, only: Callable[[str], bool] | None = None) -> int:
    """Adds files and tells what became of each; `only` chooses among the items by name. Returns the exit code."""
    from sayso.cli.progress import RunMeter
    from sayso.intake.inputs import items_in
    from sayso.ledger.fetches import FetchMemory

    paths = list(files)
    with RunMeter(_count(paths), on=not quiet) as meter:
        note = None if quiet else meter.aside(say)
        memory = FetchMemory(run.ledger)
        fetcher = fetcher_for(paths, run.settings, memory=memory if only is None else None, note=note)
        found: Iterable[Item | Failure | Unchanged] = items_in(paths, stdin=sys.stdin.buffer, progress=meter, limit=run.settings.max_bytes, note=note, fetcher=fetcher)
        items = found if only is None else (item for item in found if only(item.where))
        for one in run.run(items, _named(paths)):
            meter.done += one.outcome != "failed"
            tell(one, as_json=as_json, clear=meter.clear)
        memory.keep()
    if not quiet:
        say(summary(run.tally, run.ledger.place))
    return outcome(run.tally)


def tell(one: Added, *, as_json: bool, clear: Callable[[], None]) -> None:
    """Says what became of one input: failures in a sentence, everything as JSON if that is asked for."""
    if one.outcome == "failed":
        clear()
        problem = one.problem or ""
        say(problem if problem.startswith(one.where) else f"{one.where}: {problem}")
    if as_json:
        sys.stdout.write(json_line({"where": one.where, "outcome": one.outcome, "version": one.version, "problem": one.problem}) + "\n")
        sys.stdout.flush()


def summary(tally: Tally, place: str) -> str:
    """The counts of a run in one line."""
    parts = [f"{tally.added} added", f"{tally.changed} changed" if tally.changed else "", f"{tally.unchanged} there already" if tally.unchanged else "",
             f"{tally.noted} decisions and failures of another ledger" if tally.noted else "",
             f"{tally.failed} failed (see `sayso failures {place}`)" if tally.failed else ""]
    return f"{place}: {', '.join(part for part in parts if part)}"


def outcome(tally: Tally) -> int:
    """The exit code for a run."""
    if not tally.done and not tally.failed:
        say("there is no report in these inputs; name a text, a page, JSON Lines or a folder that holds some")
    if not tally.done:
        return ExitCode.BAD_INPUT
    return ExitCode.PARTLY if tally.failed else ExitCode.DONE


def _follow(files: tuple[str, ...], every: float, adding: Callable[[], Adding], *, as_json: bool, quiet: bool) -> int:
    """Adds what is there, then what comes, until interrupted, or told to end as a service is (SIGTERM)."""
    import signal
    import time

    from sayso.intake.watching import Watch

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    watch = Watch(files)
    code = ExitCode.DONE
    while True:
        ready = watch.settled()
        if ready and added(adding(), ready, as_json=as_json, quiet=quiet) != ExitCode.DONE:
            code = ExitCode.PARTLY
        try:
            time.sleep(every)
        except KeyboardInterrupt:
            return code


def _named(paths: list[str]) -> Callable[[str], str]:
    """For the name of an item, the path that was named to reach it."""
    def source(where: str) -> str:
        fitting = [path for path in paths if where.startswith(path)]
        return max(fitting, key=len, default=where)

    return source


def _count(paths: list[str]) -> int | None:
    """How many inputs the paths hold; None where that cannot be told beforehand."""
    from pathlib import Path

    from sayso.intake.folders import reports_under

    total = 0
    for path in paths:
        if path == "-" or "://" in path:
            return None
        total += sum(1 for _ in reports_under(Path(path))) if Path(path).is_dir() else 1
    return total
