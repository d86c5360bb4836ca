"""`sayso link`: who is who across reports, and the pairs that wait for a person."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from sayso.cli.asking import AS_OF
from sayso.cli.group import EXIT_CODES
from sayso.cli.judge import by_option, person, relinked
from sayso.cli.lines import json_line
from sayso.cli.running import ExitCode, say

if TYPE_CHECKING:
    from sayso.ledger import Ledger
    from sayso.views.linking import EntityView, LinkView, NameView

EPILOG = (
    "\b\nExamples:\n  sayso link story.db                     the pairs in doubt, with reasons\n"
    "  sayso link story.db --review            decide them one by one\n  sayso link story.db --entity 'Ana Brod'  why these names are one\n"
    "  sayso link story.db --review < verdicts.jsonl\n\n" + EXIT_CODES
)
ANSWERS = {"y": "same", "n": "different", "?": "unsure"}


@click.command("link", epilog=EPILOG, short_help="Show who is who across reports; decide what is in doubt.")
@click.argument("ledger", metavar="LEDGER")
@click.option("--review", is_flag=True, help="Decide the pairs: by keys on a terminal; else JSON Lines of left, right, verdict (same, different, unsure) and why.")
@click.option("--entity", metavar="WHO", help="Show the names, roles and links of one entity, by its id or a name.")
@click.option("--again", is_flag=True, help="Link everything anew first.")
@click.option("--limit", type=click.IntRange(1), default=50, show_default=True, help="How many pairs to show.")
@AS_OF
@by_option
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def link(ledger: str, *, review: bool, entity: str | None, again: bool, limit: int, as_of: str | None, by: str | None, as_json: bool) -> int:
    """Link names in LEDGER that are not linked yet, and list the pairs that only a person can decide.

    `sayso add` links by itself; this shows what it left open, and why. A decision is kept for ever and can be undone
    (`sayso judgements`, `sayso undo`). With --as-of: what was in doubt without the reports and the decisions that came later.
    """
    from sayso.ledger import Ledger
    from sayso.ledger.relinking import relink
    from sayso.views import linking

    if as_of is not None and (review or again):
        raise click.UsageError("--as-of looks back; --review and --again decide and link now")
    with Ledger.open(ledger, write=as_of is None) as opened:
        if as_of is None:
            with opened.writing() as connection:
                relink(connection, everything=again)
        if review:
            return _reviewed(opened, limit, by)
        with opened.reading(as_of=as_of) as connection:
            if entity is not None:
                return _show_entity(linking.entity(connection, entity, as_of=as_of), as_json=as_json)
            pairs, all_of_them = linking.queue(connection, limit=limit, as_of=as_of), linking.waiting(connection, as_of=as_of)
    for pair in pairs:
        sys.stdout.write((json_line(asdict(pair)) if as_json else _line(pair)) + "\n")
    if not as_json:
        say(_summary(len(pairs), all_of_them, ledger))
    return ExitCode.DONE


def _summary(shown: int, waiting: int, ledger: str) -> str:
    if not waiting:
        return "no pair is in doubt"
    more = f" ({shown} shown; --limit shows more)" if shown < waiting else ""
    return f"{waiting} pairs are in doubt{more}; next: sayso link {ledger} --review"


def _line(pair: LinkView) -> str:
    return "\t".join((f"{pair.score:.1f}", str(pair.stake), pair.left.key[:8], told(pair.left), pair.right.key[:8], told(pair.right), reasons(pair)))


def told(name: NameView) -> str:
    """A name with its roles and its report, for people."""
    roles = f", {'; '.join(name.roles[:3])}" if name.roles else ""
    where = " ".join(part for part in (name.publisher, name.published) if part)
    return f"{name.name}{roles}{f' ({where})' if where else ''}"


def reasons(pair: LinkView) -> str:
    """The evidence, for people."""
    return "; ".join(f"{e.feature} {e.weight:+.1f} {e.words}" if e.weight else e.words for e in pair.evidence)


def at_stake(pair: LinkView) -> str:
    """What a decision moves and settles, for people."""
    settled = f"; settles {pair.pairs} pairs of names" if pair.pairs > 1 else ""
    return f"at stake: {pair.stake} statement{'' if pair.stake == 1 else 's'}{settled}"


def _show_entity(view: EntityView, *, as_json: bool) -> int:
    if as_json:
        sys.stdout.write(json_line(asdict(view)) + "\n")
        return ExitCode.DONE
    rows = [f"{view.id}\t{view.kind}\t{view.name}"]
    rows += [f"name\t{name.key[:8]}\t{told(name)}" for name in view.names]
    rows += [f"role\t{role.title}\t{role.first or '?'} to {role.last or '?'}\t{role.reports}" for role in view.roles]
    rows += [f"link\t{pair.left.key[:8]} {pair.right.key[:8]}\t{pair.score:.1f}\t{pair.by}\t{reasons(pair)}" for pair in view.links]
    sys.stdout.write("\n".join(rows) + "\n")
    return ExitCode.DONE


def _reviewed(ledger: Ledger, limit: int, by: str | None) -> int:
    """Takes verdicts, each kept before the next is asked for; returns the exit code."""
    if sys.stdin.isatty():
        return _asked(ledger, limit, by)
    done, bad = 0, 0
    for number, line in enumerate(sys.stdin.buffer, 1):
        if not line.strip():
            continue
        problem = _taken(ledger, line, by)
        done, bad = done + (problem is None), bad + (problem is not None)
        if problem is not None:
            say(f"line {number}: {problem}")
    say(f"{done} judgements kept")
    return ExitCode.DONE if not bad else ExitCode.PARTLY if done else ExitCode.BAD_INPUT


def _taken(ledger: Ledger, line: bytes, by: str | None) -> str | None:
    """Keeps the verdict of a line; what is wrong with it, or None."""
    from sayso.errors import SaysoError

    try:
        row = json.loads(line)
        left, right, verdict = row["left"], row["right"], row["verdict"]
        if not all(isinstance(part, str) for part in (left, right, verdict, row.get("why") or "")):
            return "left, right, verdict and why are strings"
        relinked(ledger, [(left, right, verdict)], person(ledger, row.get("by") or by, row.get("why") or ""))
    except (ValueError, TypeError, KeyError) as error:
        if isinstance(error, SaysoError):
            return str(error)
        return 'is no JSON object with "left", "right" and "verdict"'
    except SaysoError as error:
        return str(error)
    return None


def _asked(ledger: Ledger, limit: int, by: str | None) -> int:
    """Asks about each pair until the queue is done or the person has enough."""
    done = 0
    for pair in _pairs(ledger, limit):
        say(f"\n{told(pair.left)}\n{told(pair.right)}\n  {reasons(pair)}\n  {at_stake(pair)}")
        answer = click.prompt("the same? y, n, ? (leave open), q (stop)", type=click.Choice([*ANSWERS, "q"]), show_choices=False, err=True)
        if answer == "q":
            break
        if ANSWERS[answer] != "unsure":
            relinked(ledger, [(pair.left.key, pair.right.key, ANSWERS[answer])], person(ledger, by, "reviewed"))
            done += 1
    say(f"{done} judgements kept")
    return ExitCode.DONE


def _pairs(ledger: Ledger, limit: int) -> Iterator[LinkView]:
    """The pairs in doubt, those left open once only; a decision may settle others, so that the queue is read anew after each."""
    from sayso.views import linking

    seen: set[tuple[str, str]] = set()
    while len(seen) < limit:
        with ledger.reading() as connection:
            rest = [p for p in linking.queue(connection, limit=limit + len(seen)) if (p.left.key, p.right.key) not in seen]
        if not rest:
            return
        seen.add((rest[0].left.key, rest[0].right.key))
        yield rest[0]
