"""`sayso config`: every setting, its value, and where that comes from."""

from __future__ import annotations

import click

EPILOG = """\b
Settings come from, each over the one before:
  defaults, the file (SAYSO_CONFIG, or sayso/settings.toml in your configuration folder),
  the environment (SAYSO_THREADS=2), flags.

\b
Example:
  SAYSO_THREADS=2 sayso config"""


@click.command("config", epilog=EPILOG, short_help="Print every setting with its origin.")
def config() -> None:
    """Print every setting: name, value, origin, meaning; tab-separated."""
    from sayso.settings import HELP, NAMES, load

    settings = load()
    for name in NAMES:
        value = getattr(settings, name)
        click.echo(f"{name}\t{'-' if value is None else value}\t{settings.origins.get(name, 'default')}\t{HELP[name]}")
