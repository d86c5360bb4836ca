"""`sayso merge`, `split`, `undo` and `judgements`: what a person decides about who is who."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from sayso.cli.asking import AS_OF
from sayso.cli.group import EXIT_CODES
from sayso.cli.lines import json_line
from sayso.cli.running import ExitCode, say

if TYPE_CHECKING:
    from sayso.ledger import Ledger
    from sayso.ledger.judging import Person

by_option = click.option("--by", metavar="NAME", help="Who decides (default: the user of this computer).")
why_option = click.option("--why", required=True, metavar="WORDS", help="Why, in words, for those who come after.")


def person(ledger: Ledger, by: str | None, why: str) -> Person:
    """Who decides, now."""
    from getpass import getuser

    from sayso.ledger.judging import Person

    try:
        return Person(by or getuser(), ledger.clock(), why)
    except (OSError, KeyError):  # a user without a name
        return Person("somebody", ledger.clock(), why)


def relinked(ledger: Ledger, pairs: Iterable[tuple[str, str, str]], who: Person) -> int:
    """Keeps judgements on pairs of keys and links anew what they touch, or neither; returns the number of the first."""
    from sayso.ledger.judging import judge
    from sayso.ledger.relinking import relink

    decided = list(pairs)
    with ledger.writing() as connection:
        number = judge(connection, decided, who)
        relink(connection, also={key for left, right, _ in decided for key in (left, right)})
    return number


def _decided(ledger: str, decide: Callable[[Any, Ledger], tuple[int, Collection[str]]]) -> int:
    """Runs a decision (number of the judgement, keys touched) and links anew, in one transaction; says how to undo it."""
    from sayso.ledger import Ledger
    from sayso.ledger.relinking import relink

    with Ledger.open(ledger) as opened, opened.writing() as connection:
        relink(connection)
        number, keys = decide(connection, opened)
        relink(connection, also=keys)
    say(f"judgement {number} kept; to take it back: sayso undo {ledger} {number} --why …")
    return ExitCode.DONE


@click.command("merge", epilog="\b\nExample:\n  sayso merge story.db 'Ana Brod' 'Anna Brodt' --why 'her own page says so'\n\n" + EXIT_CODES, short_help="Say that entities are one.")
@click.argument("ledger", metavar="LEDGER")
@click.argument("who", nargs=-1, required=True, metavar="A B...")
@why_option
@by_option
def merge(ledger: str, who: tuple[str, ...], *, why: str, by: str | None) -> int:
    """Say that A and B (ids or names) are one and the same. Nothing is lost: `sayso undo` parts them again."""
    from sayso.ledger.judging import members_of
    from sayso.ledger.judging import merge as merged
    from sayso.views.linking import resolved

    def decide(connection: Any, opened: Ledger) -> tuple[int, Collection[str]]:
        entities = list(dict.fromkeys(resolved(connection, one) for one in who))
        if len(entities) < 2:
            raise click.UsageError(f"{' and '.join(map(repr, who))} name one entity; give two that differ.")
        keys = {members_of(connection, entity)[0].key for entity in entities}
        return merged(connection, entities, person(opened, by, why)), keys

    return _decided(ledger, decide)


@click.command("split", epilog="\b\nExamples:\n  sayso split story.db 'Ana Brod' 'A. Brod' --why 'that is her sister'\n  sayso split story.db n0a1b2c3d4e5f6a7b 3f9a01c2 --why 'another Brod'\n\n" + EXIT_CODES,
               short_help="Say that some names of an entity are somebody else.")  # fmt: skip
@click.argument("ledger", metavar="LEDGER")
@click.argument("entity", metavar="ENTITY")
@click.argument("names", nargs=-1, required=True, metavar="NAME...")
@why_option
@by_option
def split(ledger: str, entity: str, names: tuple[str, ...], *, why: str, by: str | None) -> int:
    """Say that NAMEs of ENTITY (an id or a name) are somebody else, together.

    A NAME is a form as printed, for all reports that use it, or the beginning of a key, for one (`sayso link --entity` shows keys).
    """
    from sayso.ledger.judging import members_of
    from sayso.ledger.judging import split as parted
    from sayso.views.linking import resolved

    def decide(connection: Any, opened: Ledger) -> tuple[int, Collection[str]]:
        found = resolved(connection, entity)
        keys = {member.key for member in members_of(connection, found)}
        return parted(connection, found, names, person(opened, by, why)), keys

    return _decided(ledger, decide)


@click.command("undo", epilog="\b\nExample:\n  sayso undo story.db 7 --why 'the wrong Brod'\n\n" + EXIT_CODES, short_help="Take back a judgement.")
@click.argument("ledger", metavar="LEDGER")
@click.argument("number", type=int, metavar="ID")
@why_option
@by_option
def undo(ledger: str, number: int, *, why: str, by: str | None) -> int:
    """Take back judgement ID with all that the same command decided. That, too, is a judgement, and can be undone."""
    from sayso.ledger.judging import undo as undone

    def decide(connection: Any, opened: Ledger) -> tuple[int, Collection[str]]:
        return undone(connection, number, person(opened, by, why))

    return _decided(ledger, decide)


@click.command("judgements", epilog="\b\nExample:\n  sayso judgements story.db\n\n" + EXIT_CODES, short_help="List what people decided about who is who.")
@click.argument("ledger", metavar="LEDGER")
@AS_OF
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def judgements(ledger: str, *, as_of: str | None, as_json: bool) -> int:
    """List every judgement in LEDGER, oldest first: id, when, who, verdict, the two names, why; a line each, tab-separated."""
    from sayso.ledger import Ledger
    from sayso.ledger.judging import judgements as made

    with Ledger.open(ledger, write=False) as opened, opened.reading(as_of=as_of) as connection:
        rows = made(connection)
    for row in rows:
        undoes = f"undoes {row.undoes}: " if row.undoes else ""
        line = json_line(asdict(row)) if as_json else f"{row.id}\t{row.at}\t{row.by}\t{undoes}{row.verdict}\t{row.left_name}\t{row.right_name}\t{row.why}"
        sys.stdout.write(line + "\n")
    if not rows:
        say("nobody has decided anything")
    return ExitCode.DONE
