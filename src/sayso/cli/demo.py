"""`sayso demo`: the bundled reports, read."""

from __future__ import annotations

import shlex
import sys
import time
from collections.abc import Sequence
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from sayso.document import Reading
    from sayso.views.reading import ReadingView, ReportLine

EPILOG = "\b\nExample:\n  sayso demo\n\nThe reports are invented: no outlet, person or event in them is real."
_SUFFIXES = (".html", ".txt", ".jsonl")


@click.command("demo", epilog=EPILOG, short_help="Read the bundled reports and write them as pages.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path("sayso-demo"), show_default=True, metavar="FOLDER",
              help="Where the pages go.")
@click.option("--no-color", is_flag=True, help="No colour (as with NO_COLOR).")
def demo(*, out: Path, no_color: bool) -> int:
    """Read the bundled story (invented reports by invented outlets), print one of them in full and a table of all.

    Writes every report as an HTML page, with an index, to FOLDER.
    """
    from sayso.cli.read import outcome
    from sayso.cli.sinks import write
    from sayso.render.html import file_name, index, page
    from sayso.render.terminal import console_for, full, listing
    from sayso.settings import load
    from sayso.views.reading import ReportLine, reading_view

    started = time.monotonic()
    lines: list[ReportLine] = []
    shown: ReadingView | None = None
    with as_file(files("sayso") / "examples") as folder:
        readings, failed = _readings(folder)
        for reading in readings:
            view = reading_view(reading)
            name = file_name(view, len(lines) + 1)
            write(out / name, page(view, index="index.html"))
            lines.append(ReportLine(name, view.head, view.summary))
            if shown is None or _worth(view) > _worth(shown):
                shown = view
    write(out / "index.html", index(lines))
    colour = load(flags={"colour": "never" if no_color else None}).colour
    console = console_for(sys.stdout, colour={"always": True, "never": False}.get(colour))
    if shown is not None:
        console.print(full(shown, console.width))
        console.print()
    console.print(listing(lines, console.width))
    start = (out / "index.html").resolve()
    console.print(f"\n{len(lines)} reports read in {time.monotonic() - started:.1f} s. Open them in a browser: {start.as_uri()}", soft_wrap=True)
    console.print(f"next: {_next(lines, shown)}", soft_wrap=True)
    return outcome(len(lines), failed)


def _readings(folder: Path) -> tuple[Sequence[Reading], int]:
    """The readings of all bundled reports, and how many failed."""
    import sayso
    from sayso.cli.read import failure_line
    from sayso.cli.running import say
    from sayso.document import Reading

    paths = sorted(path for path in folder.iterdir() if path.suffix in _SUFFIXES)
    results = list(sayso.read_all(paths))
    failures = [result for result in results if not isinstance(result, Reading)]
    for failure in failures:
        say(failure_line(failure))
    return [result for result in results if isinstance(result, Reading)], len(failures)


def _worth(view: ReadingView) -> tuple[int, int]:
    """How much a report shows: the deepest chain, then denials."""
    return view.summary.deepest, view.summary.denials


def _next(lines: Sequence[ReportLine], shown: ReadingView | None) -> str:
    if shown is None or not shown.head.origin or not lines:
        return "sayso read FILE"
    return f"sayso read {shlex.quote(shown.head.origin)}    (or a report of your own: a page saved from a browser, or its text)"
