"""Differences as lines: of readings, of texts, and what people corrected; tab-separated, each cell on one line."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from sayso.ledger.comparing import Change
from sayso.ledger.correcting import Listed
from sayso.render.symbols import one_line, shortened

_WIDTH = 100
"""The most characters of the text in a cell."""


def change_row(change: Change) -> str:
    """A changed record: layer, what, id, the fields that changed, the words where it stands, the reason."""
    fields = "; ".join(f"{one.field}: {value_text(one.before)} → {value_text(one.after)}" for one in change.fields)
    record = f"{change.record} (was {change.was})" if change.was else change.record
    return cells((change.layer, change.what, record, fields, shortened(one_line(change.words), _WIDTH), change.why))


def correction_row(one: Listed) -> str:
    """A correction as it stands: number, state, versions, record, field, before and after, who, when, why."""
    row = one.correction
    what = f"takes back {row.undoes}" if row.undoes is not None else f"{value_text(row.before)} → {value_text(row.after)}"
    versions = ",".join(str(version) for version in one.versions)
    return cells((str(row.id), one.state, versions, row.record, row.field, what, row.by, row.at, row.why or ""))


def value_text(value: Any) -> str:
    """A field's value in few words."""
    if value is None or value == []:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        known = next((value[name] for name in ("name", "title", "value", "id") if value.get(name)), None)
        return str(known) if known is not None else ", ".join(f"{name} {value_text(part)}" for name, part in value.items())
    if isinstance(value, list):
        pairs = all(isinstance(part, list) and len(part) == 2 for part in value)
        return ",".join(f"{part[0]}-{part[1]}" for part in value) if pairs else ", ".join(value_text(part) for part in value)
    return str(value)


def cells(values: Iterable[str]) -> str:
    """Cells of a row, tabs between."""
    return "\t".join(one_line(value) for value in values)
