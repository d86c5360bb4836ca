"""Where readings go: lines of JSON, pages, a terminal, or plain rows. Each takes readings one by one and keeps none."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import click

from sayso.cli.lines import json_line
from sayso.contract import to_json
from sayso.document import Reading
from sayso.settings import Settings
from sayso.views.reading import ReadingView, ReportLine, reading_view


class Sink(Protocol):
    """Takes readings, and finishes when there are no more."""

    def take(self, reading: Reading) -> None:
        """One reading."""

    def close(self) -> None:
        """No more readings."""


class JsonLines:
    """One JSON object a line on standard output."""

    def take(self, reading: Reading) -> None:
        """Prints the reading's line at once."""
        sys.stdout.write(json_line(to_json(reading)) + "\n")
        sys.stdout.flush()

    def close(self) -> None:
        """Nothing is left to do."""


class Rows:
    """A tab-separated table on standard output: a header, then a line for each statement."""

    def __init__(self, *, quiet_ones: bool) -> None:
        """With `quiet_ones`, stances that nobody put into words are rows too."""
        self._quiet_ones = quiet_ones
        self._headed = False

    def take(self, reading: Reading) -> None:
        """Prints the reading's rows."""
        from sayso.render.terminal import header, rows

        lines = [] if self._headed else [header()]
        self._headed = True
        sys.stdout.writelines(f"{line}\n" for line in (*lines, *rows(reading_view(reading, quiet=self._quiet_ones))))
        sys.stdout.flush()

    def close(self) -> None:
        """Nothing is left to do."""


class Screen:
    """A terminal: one report in full, or of several the tables; the first waits until it is known whether it is the only one."""

    def __init__(self, settings: Settings, *, quiet_ones: bool, terse: bool) -> None:
        """`terse` leaves out the next command to try."""
        from sayso.render.terminal import console_for

        self._console = console_for(sys.stdout, colour={"always": True, "never": False}.get(settings.colour))
        self._quiet_ones = quiet_ones
        self._terse = terse
        self._first: ReadingView | None = None
        self._count = 0

    def take(self, reading: Reading) -> None:
        """Prints a report's table, or keeps the first one back."""
        from sayso.render.terminal import brief

        view = reading_view(reading, quiet=self._quiet_ones)
        self._count += 1
        if self._count == 1:
            self._first = view
            return
        if self._first is not None:
            self._console.print(brief(self._first, self._console.width))
            self._first = None
        self._console.print(brief(view, self._console.width))

    def close(self) -> None:
        """Prints the only report, and what to try next."""
        from sayso.render.terminal import full, next_step

        if self._first is not None:
            self._console.print(full(self._first, self._console.width))
        if not self._terse and self._count:
            self._console.print()
            self._console.print(next_step(_next(self._first)), soft_wrap=True)


class Pages:
    """HTML: one page, or a folder of pages with an index."""

    def __init__(self, out: Path, *, quiet_ones: bool, terse: bool) -> None:
        """`out` ending in .html is one page; anything else is a folder."""
        self._out = out
        self._one = out.suffix.lower() in (".html", ".htm") and not out.is_dir()
        self._quiet_ones = quiet_ones
        self._terse = terse
        self._lines: list[ReportLine] = []
        self._single: str | None = None

    def take(self, reading: Reading) -> None:
        """Writes the reading's page; a single page waits until it is known to be the only one."""
        from sayso.render.html import file_name, page

        view = reading_view(reading, quiet=self._quiet_ones)
        if self._one:
            if self._single is not None:
                raise click.UsageError(f"{self._out} is one page, and there are several reports: name a folder (--html pages/)")
            self._single = page(view)
            return
        name = file_name(view, len(self._lines) + 1)
        write(self._out / name, page(view, index="index.html"))
        self._lines.append(ReportLine(name, view.head, view.summary))

    def close(self) -> None:
        """Writes the index of a folder, or the single page, and says where to look."""
        from sayso.render.html import index

        start, text, count = self._out, self._single, 1
        if self._lines:
            start, text, count = self._out / "index.html", index(self._lines), len(self._lines)
        if text is None:
            return
        write(start, text)
        if not self._terse:
            click.echo(f"sayso: wrote {count} page{'s' if count > 1 else ''}; open {start.resolve().as_uri()}", err=True)


def write(path: Path, text: str) -> None:
    """Writes a file, its folder too; raises ClickException with a sentence if it cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8", newline="\n")
    except OSError as error:
        raise click.ClickException(f"{path}: cannot be written ({error.strerror}); choose another place with --html") from error


def sinks(settings: Settings, *, as_json: bool, html: Path | None, quiet_ones: bool, terse: bool) -> Sequence[Sink]:
    """The sinks that the options ask for; without any, a table for people on a terminal, for programs in a pipe."""
    chosen: list[Sink] = [JsonLines()] if as_json else []
    if html is not None:
        chosen.append(Pages(html, quiet_ones=quiet_ones, terse=terse))
    if chosen:
        return chosen
    if sys.stdout.isatty() or settings.colour == "always":
        return [Screen(settings, quiet_ones=quiet_ones, terse=terse)]
    return [Rows(quiet_ones=quiet_ones)]


def _next(view: ReadingView | None) -> str:
    """The command that shows most, given what was just read."""
    if view is None:
        return "sayso read --html pages/ …    (the same reports as pages, with their full text)"
    if view.head.origin in (None, "-"):
        return "sayso read --html report.html -    (the same as a page)"
    place = shlex.quote(view.head.origin or "")
    if not view.statements:
        return f"sayso why {place} b1    (why the first block is what it is)"
    deepest = max(view.statements, key=lambda statement: statement.depth)
    return f"sayso why {place} {deepest.number}    (explains statement {deepest.number});  sayso read --html report.html {place}"
