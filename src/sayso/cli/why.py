"""`sayso why`: a record of a reading explained."""

from __future__ import annotations

import sys
from dataclasses import asdict

import click

from sayso.cli.group import EXIT_CODES
from sayso.cli.network import fetcher_for, network_options, network_settings
from sayso.cli.read import iso_day
from sayso.settings import Settings
from sayso.views.explanation import Explanation, explain

EPILOG = f"""\b
Examples:
  sayso why report.txt 3         the third statement
  sayso why report.html b2       the second block
  sayso why report.txt a1f09c    the record whose id begins so

{EXIT_CODES}"""


@click.command("why", epilog=EPILOG, short_help="Explain one record of a reading, or one block.")
@click.argument("file", metavar="FILE")
@click.argument("record", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object.")
@click.option("--date", "day", metavar="YYYY-MM-DD", callback=iso_day, help="The day of publication, as given to `sayso read`.")
@click.option("--publisher", metavar="NAME", help="Who published the report, as given to `sayso read`.")
@network_options
@click.option("--no-color", is_flag=True, help="No colour (as with NO_COLOR).")
def why(
    file: str, record: str, *, as_json: bool, day: str | None, publisher: str | None, offline: bool, allow_private: bool, no_color: bool
) -> int:
    """Explain record ID of FILE: its words, the step and rule that made it, scores, and for a block every vote.

    In a pipe, tab-separated lines. ID is a statement's number in the table, a block (b1, b2, …), or the id of any record that `sayso read --json` prints.
    """
    from sayso.cli.lines import json_line
    from sayso.render.explaining import explanation, rows
    from sayso.render.terminal import console_for

    settings = network_settings(offline=offline, allow_private=allow_private, colour="never" if no_color else None)
    colour, found = settings.colour, _explained(file, record, day, publisher, settings)
    if as_json:
        sys.stdout.write(json_line(asdict(found)) + "\n")
    elif not sys.stdout.isatty() and colour != "always":
        sys.stdout.writelines(f"{line}\n" for line in rows(found))
    else:
        console_for(sys.stdout, colour={"always": True, "never": False}.get(colour)).print(explanation(found))
    return 0


def _explained(file: str, record: str, day: str | None, publisher: str | None, settings: Settings) -> Explanation:
    """The explanation from the first of the file's reports that has such a record."""
    import sayso
    from sayso.errors import EmptyInputError, NotFoundError
    from sayso.intake.inputs import Failure

    missed: Exception = EmptyInputError(file, "there is no report in it")
    fetcher = fetcher_for([file], settings)
    for result in sayso.read_all([file], stdin=sys.stdin.buffer, date=day, publisher=publisher, settings=settings, fetcher=fetcher):
        if isinstance(result, Failure):
            missed = result.error
            continue
        try:
            return explain(result, record)
        except NotFoundError as error:
            missed = NotFoundError(f"{file}: {error}")
    raise missed
