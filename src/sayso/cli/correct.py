"""`sayso correct` and `sayso corrections`: what people say against a reading."""

from __future__ import annotations

import getpass
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from sayso.cli.asking import AS_OF
from sayso.cli.group import EXIT_CODES
from sayso.cli.lines import json_line
from sayso.cli.running import ExitCode, say

if TYPE_CHECKING:
    from sayso.ledger.correction import Correction

EPILOG = (
    "\b\nExamples:\n  sayso correct story.db 12 a1f09c2b3d act deny --why 'the verb is “rejected”'\n"
    "  sayso correct story.db 12 a1f09c2b3d speaker 'Ana Brod' --why 'she is the mayor' --by Kim\n"
    "  sayso correct story.db 12 a1f09c2b3d content 120-184 --why 'the quotation ends earlier'\n"
    "  sayso correct story.db 12 a1f09c2b3d reject --why 'a caption'\n  sayso correct story.db --undo 7 --why 'I was wrong'\n\n" + EXIT_CODES
)


@click.command("correct", epilog=EPILOG, short_help="Correct a record of a reading.")
@click.argument("ledger", metavar="LEDGER")
@click.argument("version", type=int, required=False, metavar="VERSION")
@click.argument("record", required=False, metavar="RECORD")
@click.argument("field", required=False, metavar="FIELD")
@click.argument("value", required=False, metavar="[VALUE]")
@click.option("--why", required=True, metavar="WORDS", help="The reason, kept with the correction.")
@click.option("--by", metavar="NAME", help="Who says so (default: your login name).")
@click.option("--undo", "undone", type=int, metavar="NUMBER", help="Take back this correction instead.")
@click.option("--json", "as_json", is_flag=True, help="Print the correction as one JSON object.")
def correct(
    ledger: str, version: int | None, record: str | None, field: str | None, value: str | None, *, why: str, by: str | None, undone: int | None, as_json: bool,
) -> int:
    """Correct FIELD of RECORD in VERSION to VALUE; the reading stays, the correction is laid over it.

    FIELD of a statement: speaker, source, cue, content, act, quotation, identification, said_on, inside, reject; of an entity: name,
    kind, role; of an event: status, happened, when, reject; of an appearance: status, when, reject. VALUE of source, cue and content
    are words of the text or where they stand (120-184, parts parted by commas); “none” is nobody, or not known.
    """
    from sayso.ledger import Ledger
    from sayso.ledger.correcting import correct as kept
    from sayso.ledger.correcting import undo

    person = by or getpass.getuser()
    if undone is None and (version is None or record is None or field is None):
        raise click.UsageError("Name the VERSION, the RECORD and the FIELD to correct, or what to --undo.")
    if undone is not None and version is not None:
        raise click.UsageError("--undo takes the correction’s number and nothing else.")
    with Ledger.open(ledger) as opened:
        if undone is not None:
            one = undo(opened, undone, by=person, why=why)
        else:
            assert version is not None
            assert record is not None
            assert field is not None
            one = kept(opened, version, record, field, value, by=person, why=why)
    if as_json:
        sys.stdout.write(json_line(asdict(one)) + "\n")
    else:
        say(_told(one, ledger))
    return ExitCode.DONE


def _told(one: Correction, ledger: str) -> str:
    from sayso.render.differences import value_text

    if one.undoes is not None:
        return f"correction {one.undoes} is taken back (row {one.id})"
    change = "rejected" if one.field == "reject" else f"{one.field} {value_text(one.before)} → {value_text(one.after)}"
    return f"correction {one.id}: {one.record} {change}; take it back with `sayso correct {ledger} --undo {one.id} --why …`"


@click.command("corrections", epilog="\b\nExample:\n  sayso corrections story.db\n\n" + EXIT_CODES, short_help="List what people have corrected.")
@click.argument("ledger", metavar="LEDGER")
@AS_OF
@click.option("--json", "as_json", is_flag=True, help="One JSON object a line.")
def corrections(ledger: str, *, as_of: str | None, as_json: bool) -> int:
    """List the corrections in LEDGER, those taken back too; a line each, tab-separated: number, state, versions, record, field, change, who, when, why.

    The state is “in effect”, “undone”, “undoing”, or “orphaned”: the present reading has no such record any more; the correction stays
    and holds again as soon as a reading has it.
    """
    from sayso.ledger import Ledger
    from sayso.ledger.correcting import corrections as listed
    from sayso.render.differences import correction_row

    with Ledger.open(ledger, write=False) as opened, opened.reading(as_of=as_of) as connection:
        found = listed(connection)
    for one in found:
        sys.stdout.write((json_line(asdict(one)) if as_json else correction_row(one)) + "\n")
    if not found:
        say("nothing has been corrected")
    return ExitCode.DONE
