"""`sayso verify`: a draft checked against a ledger."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from sayso.cli.group import EXIT_CODES
from sayso.cli.read import failure_line, iso_day, language_note
from sayso.cli.running import ExitCode, say

if TYPE_CHECKING:
    from sayso.settings import Settings
    from sayso.views.verification import Verification

EPILOG = f"""\b
Examples:
  sayso verify draft.md story.db
  sayso verify --json - story.db < draft.txt
  sayso verify -q draft.html story.db && publish draft.html

{EXIT_CODES}"""


@click.command("verify", epilog=EPILOG, short_help="Check a draft’s quotations and attributions against a ledger.")
@click.argument("drafts", nargs=-1, required=True, metavar="DRAFT... LEDGER")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object for each quotation and attribution.")
@click.option("--as-of", metavar="YYYY-MM-DD", callback=iso_day, help="The ledger as it was known at the end of that day.")
@click.option("--quiet", "-q", is_flag=True, help="Print nothing but what is to be corrected.")
@click.option("--no-color", is_flag=True, help="No colour (as with NO_COLOR).")
def verify(drafts: tuple[str, ...], *, as_json: bool, as_of: str | None, quiet: bool, no_color: bool) -> int:
    """Check each DRAFT (text, Markdown, HTML, - for standard input) against LEDGER: what it quotes, and whom it has say what.

    Verdicts: exact, or exact but for typography; supported (said in the draft's own words); altered, with the difference; paraphrase in
    quotation marks; wrong speaker; collapsed chain; denial turned into assertion; lost hedge; wrong date; not found. The exit code
    is 0 if all is exact or supported, else 1. In a pipe, tab-separated rows.
    """
    from sayso.settings import load

    *names, place = drafts
    if not names:
        raise click.UsageError("name a draft and a ledger: sayso verify draft.md story.db")
    settings = load(flags={"colour": "never" if no_color else None})
    good, failed, done = True, 0, 0
    for checked in _checked(names, place, as_of):
        if isinstance(checked, str):
            say(checked)
            failed += 1
            continue
        good = good and checked.good
        _show(checked, settings, as_json=as_json, quiet=quiet, first=not done)
        done += 1
    if not done:
        return ExitCode.BAD_INPUT
    return (ExitCode.PARTLY if failed else ExitCode.DONE) if good else ExitCode.FOUND


def _checked(names: list[str], place: str, as_of: str | None) -> Iterator[Verification | str]:
    """Each draft checked, or a sentence about one that cannot be read."""
    import sayso
    from sayso.intake.item import Failure
    from sayso.ledger import Ledger
    from sayso.views.verification import verification

    until = f"{as_of}T23:59:59Z" if as_of else None
    with Ledger.open(place, write=False) as ledger:
        for result in sayso.read_all(names, stdin=sys.stdin.buffer):
            if isinstance(result, Failure):
                yield failure_line(result)
                continue
            if note := language_note(result):
                say(note)
            yield verification(ledger, result, as_of=until)


def _show(checked: Verification, settings: Settings, *, as_json: bool, quiet: bool, first: bool) -> None:
    from dataclasses import replace

    from sayso.cli.lines import json_line
    from sayso.render.terminal import console_for
    from sayso.render.verification import header, rows
    from sayso.render.verification import verification as shown

    if quiet:
        checked = replace(checked, findings=tuple(f for f in checked.findings if not f.good))
    if as_json:
        sys.stdout.writelines(json_line({"draft": checked.draft, **asdict(f), "good": f.good}) + "\n" for f in checked.findings)
    elif sys.stdout.isatty() or settings.colour == "always":
        if checked.findings or not quiet:
            console_for(sys.stdout, colour={"always": True, "never": False}.get(settings.colour)).print(shown(checked))
    else:
        sys.stdout.writelines(f"{line}\n" for line in ([header()] if first and not quiet else []) + list(rows(checked)))
