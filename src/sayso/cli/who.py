"""`sayso who`: what a ledger holds about one entity."""

from __future__ import annotations

import shlex

import click

from sayso.cli.asking import AS_OF, FORMS, Answer, options, paged
from sayso.cli.group import EXIT_CODES

EPILOG = "\b\nExamples:\n  sayso who story.db 'Ana Brod'\n  sayso who story.db brod --as-of 2026-03-10 --json\n\n" + EXIT_CODES


@click.command("who", epilog=EPILOG, short_help="Show what a ledger holds about one entity.")
@click.argument("ledger", metavar="LEDGER")
@click.argument("name", metavar="NAME")
@options(AS_OF, *paged(10), *FORMS)
def who(ledger: str, name: str, *, as_of: str | None, limit: int, offset: int, as_json: bool, as_csv: bool, quiet: bool, no_color: bool) -> int:
    """Show the dossier of NAME: names, roles in time, silences, appearances, statements by and about.

    NAME is a name, another form of it in some report, or an entity's id. --limit and --offset page all three lists.
    """
    from sayso.ledger import Ledger
    from sayso.views.dossier import dossier_view

    with Ledger.open(ledger, write=False) as opened:
        view = dossier_view(opened, name, as_of=as_of, limit=limit, offset=offset)
    called = shlex.quote(view.entity or view.who)
    hint = f"sayso timeline {shlex.quote(ledger)} {called};  sayso search {shlex.quote(ledger)} --speaker {called}"
    more = view.more_by or view.more_about or view.more_appearances
    return Answer(as_json, as_csv, quiet, no_color).give(view, hint=hint, following=offset + limit if more else None)
