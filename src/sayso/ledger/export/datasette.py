"""Datasette serves the ledger file as it is; this writes the metadata.json that names its tables and columns in words.

datasette story.db --metadata metadata.json
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

from sayso.errors import ExportError
from sayso.ledger.export.source import Choice
from sayso.ledger.export.writing import told, whole
from sayso.ledger.opening import Ledger
from sayso.ledger.schema import METADATA

HOLDS = frozenset(f"{table}.{name}" for table in METADATA.tables for name in METADATA.tables[table].columns.keys())  # noqa: SIM118
WHY: dict[str, str] = {}
_TITLES = {"statements": "content", "names": "name", "versions": "title", "events": "words", "appearances": "words", "reports": "key"}


def metadata(name: str) -> dict[str, Any]:
    """The metadata of a ledger whose file is called so, without its ending: each table and column described, working tables hidden."""
    tables = {table.name: _table(table) for table in METADATA.sorted_tables}
    return {
        "title": "A ledger of who said what, on whose authority",
        "description": "Read from news by sayso. Times are UTC; offsets are Unicode code points of texts.text, ends exclusive.",
        "databases": {name: {"tables": tables}},
    }


def _table(table: Any) -> dict[str, Any]:
    found: dict[str, Any] = {"description": str(table.comment), "columns": {c.name: str(c.comment) for c in table.columns}}
    if table.info.get("sort") == "working":
        found["hidden"] = True
    if table.name in _TITLES:
        found["label_column"] = _TITLES[table.name]
    return found


def write(ledger: Ledger, out: Path | None, stdout: TextIO, choice: Choice, progress: Callable[[int], None]) -> None:  # noqa: ARG001 - as every format
    """Writes the metadata; raises ExportError for a ledger that is no file."""
    if ledger.dialect != "sqlite":
        raise ExportError(ledger.place, "is no file, and Datasette serves files; export csv, or copy the reports into a file with `sayso add`")
    if choice.as_of is not None:
        raise ExportError(ledger.place, "is served whole by Datasette; leave out --as-of, and ask for known_from and known_until there")
    words = json.dumps(metadata(Path(ledger.place).stem), ensure_ascii=False, indent=2) + "\n"
    if out is None:
        stdout.write(words)
        return
    with whole(out) as path, told(out):
        path.write_text(words, "utf-8")
