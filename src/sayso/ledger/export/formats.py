"""The formats by name, and the writing of one: whole or not at all, in constant memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Literal, TextIO

from sayso.ledger.export.source import Choice
from sayso.ledger.opening import Ledger

_HERE = "sayso.ledger.export"


@dataclass(frozen=True, slots=True)
class Format:
    """A format: the module that writes it, what it is, whether it makes one file or a folder of them, and the usual name."""

    module: str
    description: str
    makes: Literal["file", "folder"]
    usual: str


FORMATS = {
    "jsonl": Format(f"{_HERE}.jsonl", "JSON Lines: the whole ledger, each report as it now stands (sayso/reading/1); `sayso add` takes it back", "file", "ledger.jsonl"),
    "csv": Format(f"{_HERE}.tables", "CSV: a file for each table; on standard output the statements", "folder", "ledger-csv"),
    "parquet": Format(f"{_HERE}.parquet", "Parquet: a file for each table", "folder", "ledger-parquet"),
    "ftm": Format(f"{_HERE}.ftm", "FollowTheMoney entities, one JSON object a line", "file", "ledger.ftm.json"),
    "webannotation": Format(f"{_HERE}.webannotation", "W3C Web Annotation: a page of annotations, JSON-LD", "file", "annotations.jsonld"),
    "schemaorg": Format(f"{_HERE}.schemaorg", "schema.org NewsArticle, Quotation and Claim, JSON-LD", "file", "ledger.jsonld"),
    "prov": Format(f"{_HERE}.prov", "PROV-JSON: through whom each statement came", "file", "ledger.prov.json"),
    "datasette": Format(f"{_HERE}.datasette", "metadata.json, with which Datasette serves the ledger file itself", "file", "metadata.json"),
}
"""Every format of `sayso export`."""


def write(
    ledger: Ledger, name: str, out: Path | None, stdout: TextIO, *, choice: Choice, progress: Callable[[int], None] = lambda _: None
) -> int:
    """The number of reports written to a file, a folder or (`out` None) to `stdout`; nothing is left there if it fails.

    Raises ExportError if the place cannot be written or the format cannot be had, LedgerError if the ledger cannot be read.
    """
    seen = [0]

    def told(number: int) -> None:
        seen[0] = max(seen[0], number)
        progress(number)

    import_module(FORMATS[name].module).write(ledger, out, stdout, choice, told)
    return seen[0]
