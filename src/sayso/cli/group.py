"""The group `sayso`: commands by name, imported when they are called, so that help and completion stay quick."""

from __future__ import annotations

import difflib
from importlib import import_module

import click

from sayso._version import VERSION

COMMANDS = {
    "read": ("sayso.cli.read", "read", "Read reports: who says what, on whose word."),
    "add": ("sayso.cli.add", "add", "Add reports to a ledger."),
    "failures": ("sayso.cli.failures", "failures", "List the inputs that could not be read."),
    "retry": ("sayso.cli.failures", "retry", "Try the inputs that failed once more."),
    "search": ("sayso.cli.search", "search", "Search the statements in a ledger."),
    "who": ("sayso.cli.who", "who", "Show what a ledger holds about one entity."),
    "timeline": ("sayso.cli.timeline", "timeline", "Show a story, or one entity, day by day."),
    "chain": ("sayso.cli.chain", "chain", "Show through whom a statement comes."),
    "versions": ("sayso.cli.versions", "versions", "List the reports in a ledger, or the versions of one."),
    "stats": ("sayso.cli.versions", "stats", "Show what a ledger holds, in figures."),
    "verify": ("sayso.cli.verify", "verify", "Check a draft’s quotations and attributions against a ledger."),
    "export": ("sayso.cli.export", "export", "Write a ledger in a format that other programs read."),
    "diff": ("sayso.cli.diff", "diff", "Show what changed in a report."),
    "reread": ("sayso.cli.reread", "reread", "Read what a ledger holds with the present engine."),
    "correct": ("sayso.cli.correct", "correct", "Correct a record of a reading."),
    "corrections": ("sayso.cli.correct", "corrections", "List what people have corrected."),
    "link": ("sayso.cli.link", "link", "Show who is who across reports; decide what is in doubt."),
    "merge": ("sayso.cli.judge", "merge", "Say that entities are one."),
    "split": ("sayso.cli.judge", "split", "Say that some names of an entity are somebody else."),
    "undo": ("sayso.cli.judge", "undo", "Take back a judgement."),
    "judgements": ("sayso.cli.judge", "judgements", "List what people decided about who is who."),
    "upgrade": ("sayso.cli.upgrade", "upgrade", "Bring an older ledger to this program’s tables."),
    "why": ("sayso.cli.why", "why", "Explain one record of a reading, or one block."),
    "demo": ("sayso.cli.demo", "demo", "Read the bundled reports and write them as pages."),
    "schema": ("sayso.cli.schema", "schema", "Print the JSON Schema of `read --json`."),
    "config": ("sayso.cli.config", "config", "Print every setting with its origin."),
}
"""Each command's module, attribute and one line of help."""

EXIT_CODES = """\b
Exit codes:
  0    done
  1    what was compared differs, or a check found something to correct
  2    wrong usage, or a place that cannot be written
  3    bad input: nothing could be read
  4    some reports failed, the others were read
  70   a fault in sayso itself
  130  interrupted"""


class LazyGroup(click.Group):
    """A group that knows its commands' names and help, and imports a command when it runs."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - the signature is Click’s
        """The names of all commands, in the order in which a newcomer meets them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - the same
        """The command of that name, or None."""
        if cmd_name not in COMMANDS:
            return None
        module, attribute, _ = COMMANDS[cmd_name]
        found = getattr(import_module(module), attribute)
        return found if isinstance(found, click.Command) else None

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """The command that the arguments name; a misspelt one is answered with the nearest."""
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            close = difflib.get_close_matches(args[0], COMMANDS, n=1)
            hint = f"Did you mean {close[0]!r}?" if close else "`sayso --help` lists the commands."
            raise click.UsageError(f"There is no command {args[0]!r}. {hint}", ctx)
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - the same
        """The list of commands, written without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, help_line) for name, (_, _, help_line) in COMMANDS.items()])


@click.group(
    cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="\b\nExample:\n  sayso read report.html\n\n" + EXIT_CODES,
)
@click.version_option(VERSION, prog_name="sayso")
def group() -> None:
    """Read news and keep apart who said what, on whose authority."""
