"""`sayso search`: statements in a ledger, by words and by everything that is known of them."""

from __future__ import annotations

import shlex
from typing import Any

import click

from sayso.attribution import ACTS, IDENTIFICATIONS, QUOTATIONS
from sayso.cli.asking import AS_OF, FORMS, Answer, options, paged, ranged
from sayso.cli.group import EXIT_CODES
from sayso.entity import ENTITY_KINDS

EPILOG = (
    "\b\nExamples:\n  sayso search story.db dredging\n  sayso search story.db '\"close the port\"' --speaker 'Ana Brod' --act deny\n"
    "  sayso search story.db --about 'Ana Brod' --since 2026-03 --as-of 2026-03-10 --json\n\n" + EXIT_CODES
)
_NARROWING = (
    click.option("--speaker", metavar="NAME", help="Who says it: a name, another form of it, or an entity's id."),
    click.option("--about", metavar="NAME", help="Whom it speaks of."),
    click.option("--act", type=click.Choice(ACTS), metavar="ACT", help="assert, deny, confirm, speculate, … (any of the glossary)."),
    click.option("--quotation", type=click.Choice(QUOTATIONS), help="How it is quoted."),
    click.option("--identification", type=click.Choice(IDENTIFICATIONS), metavar="SORT", help="named, role, institution, outlet, document, group or unnamed."),
    click.option("--kind", type=click.Choice(ENTITY_KINDS), metavar="KIND", help="What the speaker is: person, institution, outlet, …"),
    click.option("--publisher", metavar="NAME", help="Who published the report."),
    click.option("--hedged/--not-hedged", default=None, help="Weakened by words such as reportedly, or not."),
    click.option("--certainty", type=click.FloatRange(0, 1), default=0.0, metavar="P", help="At least this probability of being read rightly."),
    click.option("--depth", type=click.IntRange(1), metavar="N", help="1: reported by the outlet itself; 2: inside somebody's statement; …"),
)
_CLOCK = click.option("--clock", type=click.Choice(("said", "published", "captured", "day")), default="said", show_default=True,
                      help="What --since and --until count by; day: the first of when it was said, published and known.")
_ORDER = (
    click.option("--sort", type=click.Choice(("relevance", "newest", "oldest")), help="The order [default: relevance, but newest where very many fit]."),
    click.option("--all", "quiet_ones", is_flag=True, help="Stances, too, that nobody put into words (intend, other)."),
)


@click.command("search", epilog=EPILOG, short_help="Search the statements in a ledger.")
@click.argument("ledger", metavar="LEDGER")
@click.argument("words", nargs=-1, metavar="[WORDS]...")
@options(*_NARROWING, *ranged("see --clock"), _CLOCK, AS_OF, *_ORDER, *paged(20), *FORMS)
def search(
    ledger: str, words: tuple[str, ...], *, quiet_ones: bool, as_json: bool, as_csv: bool, quiet: bool, no_color: bool, **narrowing: Any,
) -> int:
    """Find the statements in LEDGER that hold all WORDS and meet all options.

    Words between double quotation marks are one phrase. Case and diacritics do not matter; endings do.
    """
    from sayso.ledger import Ledger
    from sayso.views.found import search_view

    with Ledger.open(ledger, write=False) as opened:
        view = search_view(opened, " ".join(words), quiet=quiet_ones, **narrowing)
    empty = "" if view.lines else "no statement in the ledger is such; ask for fewer words or options"
    place = shlex.quote(ledger)
    hint = f"sayso chain {place} {view.lines[0].id}    (through whom the first one comes)" if view.lines else ""
    following = view.question.offset + view.question.limit if view.more else None
    return Answer(as_json, as_csv, quiet, no_color).give(view, empty=empty, hint=hint, following=following)
