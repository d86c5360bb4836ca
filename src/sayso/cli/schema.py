"""`sayso schema`: the JSON Schema of a reading."""

from __future__ import annotations

import json

import click


@click.command("schema", epilog="\b\nExample:\n  sayso schema > reading.schema.json", short_help="Print the JSON Schema of `read --json`.")
def schema() -> None:
    """Print the JSON Schema (draft 2020-12) of one line of `sayso read --json`."""
    from sayso.schema import schema as reading_schema

    click.echo(json.dumps(reading_schema(), indent=2, ensure_ascii=False))
