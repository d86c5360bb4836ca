"""`sayso diff`: what changed from one version of a report to the next."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.asking import AS_OF
from sayso.cli.group import EXIT_CODES
from sayso.cli.lines import json_line
from sayso.cli.read import iso_day
from sayso.cli.running import ExitCode, say

if TYPE_CHECKING:
    from sayso.ledger.differing import ReportDiff

EPILOG = (
    "\b\nExamples:\n  sayso diff story.db https://gazette.example/port\n  sayso diff story.db 4 --from 7 --to 9\n"
    "  sayso diff story.db --since 2026-03-01\n\n" + EXIT_CODES
)


@click.command("diff", epilog=EPILOG, short_help="Show what changed in a report.")
@click.argument("ledger", metavar="LEDGER")
@click.argument("report", required=False, metavar="[REPORT]")
@click.option("--from", "old", type=int, metavar="VERSION", help="The earlier version (default: the one before).")
@click.option("--to", "new", type=int, metavar="VERSION", help="The later version (default: the latest).")
@click.option("--since", metavar="YYYY-MM-DD", callback=iso_day, help="List every report that changed on that day or since, instead.")
@AS_OF
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a comparison.")
@click.option("--no-color", is_flag=True, help="No colour (as with NO_COLOR).")
def diff(ledger: str, report: str | None, *, old: int | None, new: int | None, since: str | None, as_of: str | None, as_json: bool, no_color: bool) -> int:
    """Compare two versions of REPORT (a number, an address or a file) in LEDGER: words, dates, statements.

    A silent edit is one that the report's date of change does not show; a correction is told by a notice. Exit code 1 if anything
    differs, 0 if not. In a pipe, tab-separated lines.
    """
    from sayso.ledger import Ledger
    from sayso.ledger.differing import changed_since, report_diff
    from sayso.ledger.reports import report_named

    if (report is None) == (since is None):
        raise click.UsageError("Name a REPORT to compare, or a day with --since.")
    with Ledger.open(ledger, write=False) as opened, opened.reading(as_of=as_of) as connection:
        if report is None:
            found = changed_since(connection, since or "", as_of=as_of)
        else:
            one = report_diff(connection, report_named(connection, report), old=old, new=new, as_of=as_of)
            found = () if one is None else (one,)
    if not found:
        then = f" as known on {as_of}" if as_of else ""
        say(f"no report has changed since{then}" if report is None else f"{report} has only one version{then}; there is nothing to compare it with")
    for one in found:
        _tell(one, brief=report is None, as_json=as_json, colour=not no_color)
    return ExitCode.DONE if all(one.same for one in found) else ExitCode.FOUND


def _tell(one: ReportDiff, *, brief: bool, as_json: bool, colour: bool) -> None:
    from sayso.render.differences import diff_rows, diff_text, summary_row

    if as_json:
        sys.stdout.write(json_line(as_value(one)) + "\n")
    elif brief:
        sys.stdout.write(summary_row(one) + "\n")
    elif sys.stdout.isatty():
        from sayso.render.terminal import console_for

        console_for(sys.stdout, colour=None if colour else False).print(diff_text(one), soft_wrap=True)
    else:
        sys.stdout.writelines(f"{line}\n" for line in diff_rows(one))


def as_value(one: ReportDiff) -> dict[str, Any]:
    """A comparison as plain values."""
    return {**asdict(one), "same": one.same, "silent_edit": one.silent, "correction": one.correction}
