"""`sayso failures` and `sayso retry`: inputs that could not be read."""

from __future__ import annotations

import sys
from dataclasses import asdict

import click

from sayso.cli.asking import AS_OF
from sayso.cli.group import EXIT_CODES
from sayso.cli.lines import json_line
from sayso.cli.network import network_options, network_settings
from sayso.cli.running import ExitCode, say


@click.command("failures", epilog="\b\nExample:\n  sayso failures story.db\n\n" + EXIT_CODES, short_help="List the inputs that could not be read.")
@click.argument("ledger", metavar="LEDGER")
@click.option("--all", "solved", is_flag=True, help="Those, too, that were read since.")
@AS_OF
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def failures(ledger: str, *, solved: bool, as_of: str | None, as_json: bool) -> int:
    """List the inputs that LEDGER could not take in, why, and how often they were tried; a line each, tab-separated."""
    from sayso.ledger import Ledger
    from sayso.ledger.failing import failures as failed

    with Ledger.open(ledger, write=False) as opened, opened.reading() as connection:
        rows = failed(connection, solved=solved, as_of=as_of)
    for row in rows:
        line = json_line(asdict(row)) if as_json else f"{row.last_at}\t{row.tries}\t{row.place}\t{row.problem}"
        sys.stdout.write(line + "\n")
    if not rows:
        say("nothing has failed")
    elif not as_json and sys.stdout.isatty():
        say(f"next: sayso retry {ledger}")
    return ExitCode.DONE


@click.command("retry", epilog="\b\nExample:\n  sayso retry story.db\n\n" + EXIT_CODES, short_help="Try the inputs that failed once more.")
@click.argument("ledger", metavar="LEDGER")
@click.option("--processes", type=click.IntRange(1, 256), help="Worker processes (default: one a core).")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each input, once it is safely kept.")
@network_options
@click.option("--quiet", "-q", is_flag=True, help="No progress, no notes.")
def retry(ledger: str, *, processes: int | None, as_json: bool, offline: bool, allow_private: bool, quiet: bool) -> int:
    """Open again whatever LEDGER could not take in, and add what can be read now."""
    from sayso.cli.add import added
    from sayso.ledger import Ledger
    from sayso.ledger.adding import Adding
    from sayso.ledger.failing import REREAD
    from sayso.ledger.failing import failures as failed

    settings = network_settings(offline=offline, allow_private=allow_private)
    with Ledger.open(ledger) as opened:
        with opened.reading() as connection:
            rows = failed(connection)
        if not rows:
            say("nothing has failed")
            return ExitCode.DONE
        places = {row.place for row in rows}
        sources = dict.fromkeys(row.source for row in rows if row.source not in ("-", REREAD))
        return added(Adding(opened, settings, processes=processes or 0, command="retry"), sources, as_json=as_json, quiet=quiet,
                     only=places.__contains__)
