"""What a format cannot hold: every column of the ledger's kept and extracted tables that an export to it leaves behind, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module

from sayso.ledger.export.formats import FORMATS
from sayso.ledger.schema import METADATA

REPORTED = ("texts", "reports", "versions", "names", "statements", "mentions", "events", "parties", "appearances")
"""The tables whose columns are about reports; what the ledger notes about itself (runs, inputs, failures…) no format carries."""


@dataclass(frozen=True, slots=True)
class Loss:
    """One column that a format does not hold: what it means, and what becomes of it there."""

    format: str
    table: str
    column: str
    meaning: str
    why: str


def losses(name: str) -> tuple[Loss, ...]:
    """What an export to the format leaves behind, in the order of the schema; empty if nothing is."""
    module = import_module(FORMATS[name].module)
    held = frozenset(module.HOLDS)
    reasons: dict[str, str] = dict(module.WHY)
    return tuple(
        Loss(name, table, column.name, str(column.comment), reasons.get(f"{table}.{column.name}") or reasons.get(table) or _NO_PLACE)
        for table in REPORTED for column in METADATA.tables[table].columns if f"{table}.{column.name}" not in held
    )


_NO_PLACE = "the format has no place for it"


def columns(table: str, names: str) -> frozenset[str]:
    """Columns of a table by name: `columns("names", "kind name")`; `*` is all."""
    listed: Iterable[str] = METADATA.tables[table].columns.keys() if names == "*" else names.split()
    return frozenset(f"{table}.{name}" for name in listed)
