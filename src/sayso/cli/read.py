"""`sayso read`: reports in, readings out."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import click

from sayso.cli.group import EXIT_CODES
from sayso.cli.network import fetcher_for, network_options, network_settings
from sayso.cli.running import ExitCode, say
from sayso.document import Reading

EPILOG = (
    "\b\nExamples:\n  sayso read report.html\n  sayso read --json reports/ | jq .attributions\n"
    "  sayso read --json news.warc.gz feed.xml 'saved/**/*.html' > readings.jsonl\n"
    "  sayso read --html report-read.html --date 2026-03-05 report.txt\n\n" + EXIT_CODES
)


def iso_day(_: click.Context, __: click.Parameter, value: str | None) -> str | None:
    """The value if it is a calendar day; raises BadParameter if not."""
    if value is None:
        return None
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no day; write it as 2026-03-05") from error


@click.command("read", epilog=EPILOG, short_help="Read reports: who says what, on whose word.")
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a report and line (see `sayso schema`).")
@click.option("--html", type=click.Path(path_type=Path), metavar="OUT",
              help="Write a page to OUT.html, or pages and an index to the folder OUT.")
@click.option("--date", "day", metavar="YYYY-MM-DD", callback=iso_day, help="The day of publication, if you know better.")
@click.option("--publisher", metavar="NAME", help="Who published the reports.")
@click.option("--all", "quiet_ones", is_flag=True, help="Show stances, too, that nobody put into words (intend, other).")
@network_options
@click.option("--quiet", "-q", is_flag=True, help="No progress, no notes, no hints.")
@click.option("--no-color", is_flag=True, help="No colour (as with NO_COLOR).")
def read(
    files: tuple[str, ...], *, as_json: bool, html: Path | None, day: str | None, publisher: str | None, quiet_ones: bool,
    offline: bool, allow_private: bool, quiet: bool, no_color: bool,
) -> int:
    """Read FILEs, each a report or many of them.

    Text, HTML pages, JSON Lines, CSV, feeds (RSS, Atom, JSON Feed), web archives (WARC), any of these gzipped, in zip or tar
    archives, and folders; - is standard input. Addresses of pages, feeds, lists of feeds and sitemaps are fetched.

    On a terminal the report is printed as it stands, each voice in its own colour, with a table of statements: who says it,
    on whose word, how. In a pipe the table alone is printed, a line each, tab-separated.
    """
    import sayso
    from sayso.cli.progress import Meter
    from sayso.cli.sinks import sinks
    from sayso.intake.inputs import Failure

    settings = network_settings(offline=offline, allow_private=allow_private, colour="never" if no_color else None)
    chosen = sinks(settings, as_json=as_json, html=html, quiet_ones=quiet_ones, terse=quiet)
    done = failed = 0
    with Meter(on=not quiet) as meter:
        note = None if quiet else meter.aside(say)
        for result in sayso.read_all(
            files, stdin=sys.stdin.buffer, date=day, publisher=publisher, progress=meter, settings=settings, note=note,
            fetcher=fetcher_for(files, settings, note=note),
        ):
            meter.clear()
            if isinstance(result, Failure):
                failed += 1
                say(failure_line(result))
                continue
            done += 1
            if remark := language_note(result):
                say(remark)
            for sink in chosen:
                sink.take(result)
    for sink in chosen:
        sink.close()
    return outcome(done, failed)


def language_note(reading: Reading) -> str:
    """One sentence about a report in another language than English, whose statements are not read; empty for English."""
    language = reading.document.metadata.language
    if language in {"en", None}:
        return ""
    where = reading.document.origin or "the text"
    return f"{where}: the text is in another language than English ({language}); its parts are labelled, its statements are not read"


def failure_line(failure: object) -> str:
    """One sentence about an input that could not be read, led by its name."""
    where, error = str(getattr(failure, "where", "")), str(getattr(failure, "error", failure))
    return error if error.startswith(where) else f"{where}: {error}"


def outcome(done: int, failed: int) -> int:
    """The exit code for so many reports read and so many failed; says so if there was nothing at all."""
    if not done and not failed:
        say("there is no report in these inputs; name a text, a page, a table, a feed, an archive or a folder that holds some")
    if not done:
        return ExitCode.BAD_INPUT
    return ExitCode.PARTLY if failed else ExitCode.DONE
