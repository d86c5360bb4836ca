"""`sayso timeline`: a story, or one entity, in time."""

from __future__ import annotations

import shlex

import click

from sayso.cli.asking import AS_OF, FORMS, Answer, options, paged, ranged
from sayso.cli.group import EXIT_CODES

EPILOG = (
    "\b\nExamples:\n  sayso timeline story.db --since 2026-03\n  sayso timeline story.db 'Ana Brod' --json\n\n" + EXIT_CODES
)


@click.command("timeline", epilog=EPILOG, short_help="Show a story, or one entity, day by day.")
@click.argument("ledger", metavar="LEDGER")
@click.argument("name", metavar="[NAME]", required=False)
@options(*ranged("when it happened or was said"), AS_OF, *paged(50), *FORMS)
def timeline(
    ledger: str, name: str | None, *, since: str | None, until: str | None, as_of: str | None, limit: int, offset: int, as_json: bool,
    as_csv: bool, quiet: bool, no_color: bool,
) -> int:
    """Show what happened when, on whose word: events and appearances, with NAME those of one entity and statements by and about it."""
    from sayso.ledger import Ledger
    from sayso.views.story import timeline_view

    with Ledger.open(ledger, write=False) as opened:
        view = timeline_view(opened, name, since=since, until=until, as_of=as_of, limit=limit, offset=offset)
    empty = "" if view.days else "nothing in the ledger has a day in that time"
    ids = [moment.id for day in view.days for moment in day.moments if moment.sort in ("statement", "about")]
    hint = f"sayso chain {shlex.quote(ledger)} {ids[0]}" if ids else ""
    return Answer(as_json, as_csv, quiet, no_color).give(view, empty=empty, hint=hint, following=offset + limit if view.more else None)
