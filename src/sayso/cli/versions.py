"""`sayso versions`: the reports of a ledger, the versions of one, and figures."""

from __future__ import annotations

import shlex

import click

from sayso.cli.asking import AS_OF, FORMS, Answer, options, paged, ranged
from sayso.cli.group import EXIT_CODES

EPILOG = (
    "\b\nExamples:\n  sayso versions story.db --changed\n  sayso versions story.db 7\n  sayso versions story.db https://example.org/port\n\n"
    + EXIT_CODES
)
STATS_EPILOG = "\b\nExample:\n  sayso stats story.db\n\n" + EXIT_CODES
_NARROWING = (
    click.option("--publisher", metavar="NAME", help="Who published them."),
    click.option("--changed", is_flag=True, help="Only reports that changed."),
)


@click.command("versions", epilog=EPILOG, short_help="List the reports in a ledger, or the versions of one.")
@click.argument("ledger", metavar="LEDGER")
@click.argument("report", metavar="[REPORT]", required=False)
@options(*_NARROWING, *ranged("publication"), AS_OF, *paged(50), *FORMS)
def versions(
    ledger: str, report: str | None, *, publisher: str | None, changed: bool, since: str | None, until: str | None, as_of: str | None, limit: int,
    offset: int, as_json: bool, as_csv: bool, quiet: bool, no_color: bool,
) -> int:
    """List the reports in LEDGER, the latest captured first; or the versions of REPORT: its number, address or file."""
    from sayso.ledger import Ledger
    from sayso.views.holdings import reports_view, versions_view

    answer = Answer(as_json, as_csv, quiet, no_color)
    with Ledger.open(ledger, write=False) as opened:
        if report is not None:
            return answer.give(versions_view(opened, report, as_of=as_of))
        view = reports_view(opened, publisher=publisher, changed=changed, since=since, until=until, as_of=as_of, limit=limit, offset=offset)
    empty = "" if view.reports else "no report in the ledger is such"
    hint = f"sayso versions {shlex.quote(ledger)} {view.reports[0].report}" if view.reports else ""
    return answer.give(view, empty=empty, hint=hint, following=offset + limit if view.more else None)


@click.command("stats", epilog=STATS_EPILOG, short_help="Show what a ledger holds, in figures.")
@click.argument("ledger", metavar="LEDGER")
@options(AS_OF, *FORMS)
def stats(ledger: str, *, as_of: str | None, as_json: bool, as_csv: bool, quiet: bool, no_color: bool) -> int:
    """Show how many reports, versions, statements and events LEDGER holds, and from when to when."""
    from sayso.ledger import Ledger
    from sayso.views.holdings import figures_view

    with Ledger.open(ledger, write=False) as opened:
        view = figures_view(opened, as_of=as_of)
    return Answer(as_json, as_csv, quiet, no_color).give(view, hint=f"sayso versions {shlex.quote(ledger)}")
