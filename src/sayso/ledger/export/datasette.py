"""Datasette serves the ledger file as it is; this writes the metadata.json that names its tables and columns in words.

datasette story.db --metadata metadata.json
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO
from urllib.parse import quote

from sqlalchemy import Table

from sayso.errors import ExportError
from sayso.ledger.export.source import Choice
from sayso.ledger.export.writing import told, whole
from sayso.ledger.opening import Ledger
from sayso.ledger.schema import METADATA

HOLDS = frozenset(f"{table}.{name}" for table in METADATA.tables for name in METADATA.tables[table].columns.keys())  # noqa: SIM118
WHY: dict[str, str] = {}
_LABELS = {"statements": "content", "names": "name", "entities": "name", "versions": "origin", "events": "words", "appearances": "words", "reports": "key", "texts": "digest"}
_HIDDEN = frozenset({"blocks", "fetches", "inputs", "meta"})
_FACETS = {"statements": ["act", "quotation", "identification"], "versions": ["publisher"], "entities": ["kind"], "events": ["kind", "status"], "appearances": ["status"]}
_WORDS = {"statements": "statement_words", "texts": "text_words"}
"""The full text index of each table that has one."""

_STYLE = (
    "dl.column-descriptions{display:grid;grid-template-columns:max-content 1fr;max-height:9rem;overflow:auto}"
    "td.col-content,td.col-words{min-width:26rem}"
)
"""Thirty columns described one under the other would hide the rows, and thirty beside one another squeeze what is said."""

_NOW = "not statements.quiet and statements.known_until is null"
_FOUND = "select rowid from statement_words where statement_words match escape_fts(:words)"
QUERIES = {
    "said": {
        "title": "Who said what", "description": "Statements with these words (none: all) by a speaker whose name holds these letters, the latest first.",
        "sql": f"select statements.day, statements.who, statements.act, statements.content, versions.publisher, versions.title, statements.id as statement\n"
               f"from statements join versions on versions.id = statements.version\n"
               f"where {_NOW}\n  and (:words = '' or statements.id in ({_FOUND}))\n"
               f"  and instr(lower(statements.who), lower(:speaker))\norder by statements.day desc, statements.id limit 500",
    },
    "speakers": {
        "title": "Who speaks most", "description": "Everybody who is one across reports, with how much they say and from when to when.",
        "sql": f"select entities.name, entities.kind, count(*) as statements, count(distinct statements.version) as reports, min(statements.day) as first, "
               f"max(statements.day) as last\nfrom statements join entities on entities.id = statements.entity\nwhere {_NOW}\n"
               f"group by entities.id order by statements desc, entities.name limit 500",
    },
    "told": {
        "title": "Reports", "description": "The reports as they stand, the latest first.",
        "sql": "select versions.id as version, versions.published, versions.publisher, versions.title, reports.key as report\n"
               "from versions join reports on reports.id = versions.report\nwhere versions.known_until is null\n"
               "order by versions.published desc, versions.id limit 500",
    },
}
"""Questions to begin with, beside those that Datasette makes of tables."""


def metadata(name: str) -> dict[str, Any]:
    """The metadata of a ledger whose file is called so, without its ending: tables and columns described, searched and faceted, working tables hidden."""
    tables = {table.name: _table(table) for table in METADATA.sorted_tables}
    return {
        "title": "A ledger of who said what, on whose authority",
        "description": "Read from news by sayso. Times are UTC; offsets are Unicode code points of texts.text, ends exclusive.",
        "extra_css_urls": [f"data:text/css,{quote(_STYLE)}"],
        "databases": {name: {"tables": tables, "queries": {key: {**query, "hide_sql": True} for key, query in QUERIES.items()}}},
    }


def _table(table: Table) -> dict[str, Any]:
    found: dict[str, Any] = {"description": str(table.comment), "columns": {c.name: str(c.comment) for c in table.columns}, "size": 50}
    if table.name in _HIDDEN:
        found["hidden"] = True
    if table.name in _LABELS:
        found["label_column"] = _LABELS[table.name]
    if table.name in _FACETS:
        found["facets"] = _FACETS[table.name]
    if table.name in _WORDS:
        found["fts_table"] = _WORDS[table.name]
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
