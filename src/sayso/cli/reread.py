"""`sayso reread`: what the ledger holds, read by the present engine."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from sayso.cli.group import EXIT_CODES
from sayso.cli.lines import json_line
from sayso.cli.running import ExitCode, say

if TYPE_CHECKING:
    from sayso.ledger.rereading import Reread, RereadTally

EPILOG = "\b\nExamples:\n  sayso reread story.db --dry-run\n  sayso reread story.db --report https://gazette.example/port --all\n\n" + EXIT_CODES


@click.command("reread", epilog=EPILOG, short_help="Read what a ledger holds with the present engine.")
@click.argument("ledger", metavar="LEDGER")
@click.option("--report", metavar="REPORT", help="This report only: its number, address or file.")
@click.option("--all", "every", is_flag=True, help="Earlier versions, too, not only the latest of each report.")
@click.option("--dry-run", is_flag=True, help="Say what would change, and keep nothing.")
@click.option("--processes", type=click.IntRange(1, 256), help="Worker processes (default: one a core).")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each version, once it is safely kept.")
@click.option("--quiet", "-q", is_flag=True, help="No progress, no notes.")
def reread(ledger: str, *, report: str | None, every: bool, dry_run: bool, processes: int | None, as_json: bool, quiet: bool) -> int:
    """Read the versions in LEDGER again that another engine has read, and list what changes.

    A line for each record added, removed or changed, tab-separated: version, layer, what, id, fields, words, reason. Texts never
    change, earlier readings stay, and corrections hold for the new ones. A run that was stopped goes on when it is given again.
    """
    from sayso.cli.progress import RunMeter
    from sayso.ledger import Ledger
    from sayso.ledger.reports import report_named
    from sayso.ledger.rereading import Rereading, versions_to_read
    from sayso.settings import load

    with Ledger.open(ledger, write=not dry_run) as opened:
        with opened.reading() as connection:
            number = None if report is None else report_named(connection, report)
            versions = versions_to_read(connection, report=number, every=every)
        run = Rereading(opened, load(), processes or 0, dry_run)
        with RunMeter(len(versions), on=not quiet) as meter:
            for one in run.run(meter.each(versions, "version")):
                meter.done += one.outcome != "failed"
                meter.clear()
                _tell(one, as_json=as_json)
    if not quiet:
        say(summary(run.tally, dry=dry_run))
    return _code(run.tally)


def summary(tally: RereadTally, *, dry: bool) -> str:
    """The counts of a run in one line."""
    counts = (("read as before", tally.same), ("read otherwise", tally.changed), ("failed (see `sayso failures`)", tally.failed),
              ("read by this engine already", tally.present))
    told = ", ".join(f"{count} {words}" for words, count in counts if count) or "no versions"
    return f"{told}; nothing was kept (--dry-run)" if dry else told


def _tell(one: Reread, *, as_json: bool) -> None:
    from sayso.render.differences import change_row

    if one.problem is not None:
        say(one.problem if one.problem.startswith("version") else f"version {one.version}: {one.problem}")
    if as_json:
        sys.stdout.write(json_line(asdict(one)) + "\n")
    else:
        sys.stdout.writelines(f"{one.version}\t{change_row(change)}\n" for change in one.changes if not change.minor)
    sys.stdout.flush()


def _code(tally: RereadTally) -> int:
    if not tally.failed:
        return ExitCode.DONE
    return ExitCode.PARTLY if tally.same + tally.changed + tally.present else ExitCode.BAD_INPUT
