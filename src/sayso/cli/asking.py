"""What the commands that ask a ledger share: options, where the answer goes, what is said when there is none."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import click

from sayso.cli.running import say

Command = TypeVar("Command", bound=Callable[..., Any])

FORMS = (
    click.option("--json", "as_json", is_flag=True, help="Print JSON Lines."),
    click.option("--csv", "as_csv", is_flag=True, help="Print CSV."),
    click.option("--quiet", "-q", is_flag=True, help="No notes, no hints."),
    click.option("--no-color", is_flag=True, help="No colour (as with NO_COLOR)."),
)
AS_OF = click.option("--as-of", metavar="DAY", help="Answer as the ledger was known at the end of this day.")


def paged(limit: int) -> tuple[Callable[[Command], Command], ...]:
    """The options of a page of so many rows."""
    return (
        click.option("--limit", type=click.IntRange(1, 10_000), default=limit, show_default=True, metavar="N", help="At most N rows."),
        click.option("--offset", type=click.IntRange(0), default=0, metavar="N", help="Leave out the first N rows."),
    )


def ranged(clock: str) -> tuple[Callable[[Command], Command], ...]:
    """The options of a range of days on a clock, named in its help."""
    return (
        click.option("--since", metavar="DAY", help=f"From this day, month or year on ({clock})."),
        click.option("--until", metavar="DAY", help="Up to this day, month or year, included."),
    )


def options(*groups: Callable[[Command], Command]) -> Callable[[Command], Command]:
    """Puts options on a command, in this order."""

    def decorate(command: Command) -> Command:
        for option in reversed(groups):
            command = option(command)
        return command

    return decorate


@dataclass(frozen=True, slots=True)
class Answer:
    """Where an answer goes, as the options have it."""

    as_json: bool
    as_csv: bool
    quiet: bool
    no_color: bool

    def give(self, view: object, *, empty: str = "", hint: str = "", following: int | None = None) -> int:
        """Prints a view: JSON Lines, CSV, a table on a terminal, or tab-separated lines. `empty` is what to say if it has no rows.

        `following` is where the next page begins, if there is one: that rows are left out is said wherever the answer goes.
        """
        if self.as_json and self.as_csv:
            raise click.UsageError("--json and --csv are two forms of one answer: choose one")
        if self.as_json or self.as_csv:
            self._write(view)
        else:
            self._show(view, blank=bool(empty))
        if empty and not self.quiet:
            say(empty)
        elif hint and not self.quiet and sys.stdout.isatty():
            click.echo(f"\nnext: {hint}", err=True)
        if following is not None and not self.quiet:
            say(f"there is more than these rows; the next page: --offset {following}, or more at once: --limit")
        return 0

    def _write(self, view: object) -> None:
        from sayso.cli.lines import json_line
        from sayso.render.sheets import comma_separated, records

        if self.as_csv:
            sys.stdout.write(comma_separated(view))
        else:
            sys.stdout.writelines(json_line(record) + "\n" for record in records(view))

    def _show(self, view: object, *, blank: bool) -> None:
        from sayso.settings import load

        colour = load(flags={"colour": "never" if self.no_color else None}).colour
        if sys.stdout.isatty() or colour == "always":
            from sayso.render.answers import screen
            from sayso.render.terminal import console_for

            if not blank:
                console_for(sys.stdout, colour={"always": True, "never": False}.get(colour)).print(screen(view))
            return
        from sayso.render.sheets import tab_separated

        sys.stdout.writelines(f"{line}\n" for line in tab_separated(view))
