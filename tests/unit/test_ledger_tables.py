"""The page of the ledger's tables, held to the schema; `python tests/unit/test_ledger_tables.py` writes it anew."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Column, Table

from sayso.ledger.schema import METADATA, SCHEMA_VERSION

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "ledger-tables.md"
SORTS = {
    "kept": "What came in and what people decided: rows are added, never changed in what they say.",
    "extracted": "What the engine read: replaced whole when a version is read anew.",
    "working": "What the program notes for itself, and can rebuild or forget.",
}


def page() -> str:
    """The page as it should be."""
    parts = [
        "# The ledger's tables\n",
        (f"The same in SQLite and PostgreSQL; schema {SCHEMA_VERSION}. Times are UTC ISO 8601 with seconds and `Z`, days are ISO 8601; offsets are "
        "Unicode code points, ends\nexclusive, kept as JSON lists of `[start, end]`. Any program may read them (Datasette serves the file as it is); "
        "only `sayso` should write.\n\nBeside these there are full-text indexes: `statement_words` and `text_words` (FTS5) in SQLite, the "
        "column `statements.words` in PostgreSQL.\n"),
    ]
    for sort, meaning in SORTS.items():
        parts.append(f"## {sort.capitalize()}\n\n{meaning}\n")
        parts += [described(table) for table in METADATA.sorted_tables if table.info["sort"] == sort]
    return "\n".join(parts)


def described(table: Table) -> str:
    """A table with its columns."""
    rows = "\n".join(f"| `{column.name}` | {kind(column)} | {column.comment} |" for column in table.columns)
    return f"### {table.name}\n\n{table.comment}\n\n| column | type | meaning |\n|---|---|---|\n{rows}\n"


def kind(column: Column[object]) -> str:
    """A column's type in words: key, whether it may be empty, what it points at, whether the database works it out."""
    told = [type(column.type).__name__.lower(), "key" if column.primary_key else "", "or null" if column.nullable else ""]
    told += [f"→ {key.target_fullname}" for key in column.foreign_keys] + (["worked out"] if column.computed is not None else [])
    return " ".join(part for part in told if part)


def test_the_page_is_what_the_schema_says() -> None:
    assert PAGE.read_text("utf-8") == page()


def test_every_table_and_column_is_explained() -> None:
    assert [str(column) for table in METADATA.sorted_tables for column in table.columns if not column.comment] == []
    assert {table.info["sort"] for table in METADATA.sorted_tables} == set(SORTS)


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
