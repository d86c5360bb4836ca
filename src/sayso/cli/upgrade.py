"""`sayso upgrade`: an older ledger brought to the tables of this program."""

from __future__ import annotations

import click

from sayso.cli.group import EXIT_CODES
from sayso.cli.running import ExitCode, say


@click.command("upgrade", epilog="\b\nExample:\n  sayso upgrade story.db\n\n" + EXIT_CODES, short_help="Bring an older ledger to this program’s tables.")
@click.argument("ledger", metavar="LEDGER")
def upgrade(ledger: str) -> int:
    """Bring the tables of LEDGER to those that this sayso writes, wholly or not at all; nothing that it holds is lost.

    Every command that writes does so by itself; those that only read a ledger ask for it first. An older sayso cannot open the ledger
    any more: keep a copy if you need one.
    """
    from sayso.ledger import Ledger
    from sayso.ledger.opening import schema_version

    with Ledger.open(ledger) as opened, opened.reading() as connection:
        older, now = opened.was, schema_version(connection)
    say(f"{ledger}: schema {now} already" if older == now else f"{ledger}: schema {older} → {now}")
    return ExitCode.DONE
