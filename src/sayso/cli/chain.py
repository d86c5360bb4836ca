"""`sayso chain`: through whom a statement comes."""

from __future__ import annotations

import shlex

import click

from sayso.cli.asking import AS_OF, FORMS, Answer, options
from sayso.cli.group import EXIT_CODES

EPILOG = "\b\nExamples:\n  sayso chain story.db a1f09c\n  sayso chain story.db 12:a1f09c --json\n\n" + EXIT_CODES


@click.command("chain", epilog=EPILOG, short_help="Show through whom a statement comes.")
@click.argument("ledger", metavar="LEDGER")
@click.argument("statement", metavar="ID")
@options(AS_OF, *FORMS)
def chain(ledger: str, statement: str, *, as_of: str | None, as_json: bool, as_csv: bool, quiet: bool, no_color: bool) -> int:
    """Show the chain of statement ID, the outlet first, each voice inside the one before, and what the statement holds.

    What a person corrected in a voice is shown with it: who, when, what and why. ID is what `sayso search` prints, or a beginning of it; VERSION:ID is the statement in that version of its report.
    """
    from sayso.ledger import Ledger
    from sayso.views.authority import chain_view

    with Ledger.open(ledger, write=False) as opened:
        view = chain_view(opened, statement, as_of=as_of)
    hint = f"sayso versions {shlex.quote(ledger)} {view.statement.stands_in.report}    (the versions of the report)"
    return Answer(as_json, as_csv, quiet, no_color).give(view, hint=hint)
