"""`sayso export`: a ledger in the formats of other programs."""

from __future__ import annotations

import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sayso.cli.group import EXIT_CODES
from sayso.cli.read import iso_day
from sayso.cli.running import ExitCode, say

if TYPE_CHECKING:
    from sayso.ledger.export import Choice

NAMES = ("jsonl", "csv", "parquet", "ftm", "webannotation", "schemaorg", "prov", "datasette")

EPILOG = f"""\b
Formats:
  jsonl          the whole ledger, each report as it now stands; `sayso add` takes it back
  csv            a file for each table; on standard output the statements
  parquet        a file for each table (needs pip install 'sayso[parquet]')
  ftm            FollowTheMoney entities
  webannotation  W3C Web Annotation
  schemaorg      schema.org NewsArticle, Quotation, Claim
  prov           PROV-JSON: through whom each statement came
  datasette      metadata.json, with which Datasette serves the ledger file

\b
Examples:
  sayso export story.db --to csv --out story-csv
  sayso export story.db --to ftm --as-of 2026-03-05 > story.ftm.json
  sayso export story.db --to ftm --loss
  sayso export story.db --to jsonl | sayso add postgresql://desk@server/story -

{EXIT_CODES}"""


@click.command("export", epilog=EPILOG, short_help="Write a ledger in a format that other programs read.")
@click.argument("ledger", metavar="LEDGER")
@click.option("--to", "name", type=click.Choice(NAMES), required=True, metavar="FORMAT", help="One of the formats below.")
@click.option("--out", type=click.Path(path_type=Path), metavar="PATH", help="The file, or the folder of csv and parquet (default: standard output, -).")
@click.option("--as-of", metavar="YYYY-MM-DD", callback=iso_day, help="The ledger as it was known at the end of that day.")
@click.option("--with-text", is_flag=True, help="Whole texts too, where the format has a place for them; they are their publishers'.")
@click.option("--loss", is_flag=True, help="Print what the format cannot hold, and export nothing.")
@click.option("--json", "as_json", is_flag=True, help="With --loss: one JSON object a line.")
@click.option("--quiet", "-q", is_flag=True, help="No progress, no notes.")
def export(
    ledger: str, *, name: str, out: Path | None, as_of: str | None, with_text: bool, loss: bool, as_json: bool, quiet: bool
) -> int:
    """Write the reports in LEDGER, as they stand now or stood on a day, in another program's FORMAT.

    A file is there whole or not at all. Texts of reports stay in the ledger, but for what is quoted, unless --with-text asks for them;
    jsonl is the whole ledger and holds them always.
    """
    from sayso.ledger.export import Choice

    if loss:
        return _print_losses(name, as_json=as_json)
    if as_json:
        raise click.UsageError("--json goes with --loss; the formats have forms of their own")
    until = f"{as_of}T23:59:59Z" if as_of else None
    count = _written(ledger, name, None if out is None or str(out) == "-" else out, Choice(until, with_text), quiet=quiet)
    if out is not None and str(out) != "-" and not quiet:
        say(f"wrote {out}" + (f" ({count} report{'s' * (count != 1)})" if name != "datasette" else ""))
    return ExitCode.DONE


def _written(place: str, name: str, out: Path | None, choice: Choice, *, quiet: bool) -> int:
    from sayso.cli.progress import Meter
    from sayso.intake.item import Progress
    from sayso.ledger import Ledger
    from sayso.ledger.export import write

    with Ledger.open(place, write=False) as ledger, Meter(on=not quiet) as meter:
        return write(ledger, name, out, sys.stdout, choice=choice, progress=lambda number: meter(Progress(place, number)))


def _print_losses(name: str, *, as_json: bool) -> int:
    from sayso.cli.lines import json_line
    from sayso.ledger.export import losses

    found = losses(name)
    if as_json:
        sys.stdout.writelines(json_line(asdict(loss)) + "\n" for loss in found)
    else:
        sys.stdout.write("format\tcolumn\tmeaning\twhat becomes of it\n")
        sys.stdout.writelines(f"{loss.format}\t{loss.table}.{loss.column}\t{loss.meaning}\t{loss.why}\n" for loss in found)
    return ExitCode.DONE
