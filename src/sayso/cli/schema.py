"""`sayso schema`: the JSON Schema of a reading, and of an exported ledger."""

from __future__ import annotations

import json

import click


@click.command("schema", epilog="\b\nExample:\n  sayso schema > reading.schema.json", short_help="Print the JSON Schema of `read --json`.")
@click.option("--ledger", is_flag=True, help="That of one line of `sayso export --to jsonl`.")
def schema(*, ledger: bool) -> None:
    """Print the JSON Schema (draft 2020-12) of one line of `sayso read --json`."""
    from sayso.ledger.kept import lines
    from sayso.schema import schema as reading_schema

    click.echo(json.dumps(lines() if ledger else reading_schema(), indent=2, ensure_ascii=False))
