"""The command line. Only what `sayso --help` needs is imported here; each command brings its own."""

from __future__ import annotations

from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """The exit code of a run of `sayso` with these arguments (None: those of the process); prints, and never raises."""
    from sayso.cli.running import run

    return run(arguments)
