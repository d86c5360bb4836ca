"""What people decided, and what failed, brought over from another ledger: each row once, however often it comes."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, insert, select

from sayso.errors import UnsupportedFormatError
from sayso.intake.item import Failure, Item
from sayso.ledger.correcting import shown_again
from sayso.ledger.correction import FIELDS
from sayso.ledger.kept import keepable, notes, value_of
from sayso.ledger.rows import dumped
from sayso.ledger.schema import CORRECTIONS, FAILURES, JUDGEMENTS
from sayso.schema import misfit


@dataclass(frozen=True, slots=True)
class Note:
    """A line of an export that is no report: what sort it is of, and its row."""

    where: str
    sort: str
    row: Mapping[str, Any]


def note_of(item: Item) -> Note | Failure:
    """The line as a note; a Failure for one that no ledger wrote. An earlier version is a note of that sort, not looked into."""
    value = json.loads(item.raw.decode("utf-8", "surrogatepass"))
    sort = next((name for name in value if name != "schema"), "")
    if sort == "earlier":
        return Note(item.where, sort, {})
    fits = notes().get(sort, {"const": "another line"})
    wrong = misfit(value, fits) or _unfit(sort, value[sort]) or (None if keepable(value) else "it holds characters that no ledger keeps")
    if wrong:
        return Failure(item.where, UnsupportedFormatError(item.where, f"is no line as sayso exports it ({wrong}); export the ledger again"))
    return Note(item.where, sort, value[sort])


def _unfit(sort: str, row: Mapping[str, Any]) -> str | None:
    if sort != "correction":
        return None
    layer, name = row["layer"], row["field"]
    if name not in FIELDS[layer]:
        return f"{layer} have no field {name}"
    return None if row["undoes"] is not None else misfit(row["after"], value_of(layer, name), "after")


@dataclass
class Bringing:
    """Takes notes in the order of their file; the numbers of rows are the ledger's own, and what refers to one follows.

    `names` are the keys of the names that judgements were brought for: whoever takes notes links those anew at the end.
    """

    names: set[str] = field(default_factory=set)
    _numbers: dict[tuple[str, int], int] = field(default_factory=dict)

    def keep(self, connection: Connection, one: Note) -> bool:
        """Keeps a note in the caller's transaction; True if it was not there. Raises UnsupportedFormatError if it refers to a row that is not there."""
        if one.sort == "ledger":
            self._numbers = {}  # another ledger begins
            return False
        return {"correction": self._correction, "judgement": self._judgement, "failure": self._failure}[one.sort](connection, one)

    def _correction(self, connection: Connection, one: Note) -> bool:
        row = {**one.row, **{name: dumped(one.row[name]) for name in ("anchor", "before", "after")}, "undoes": self._meant(one, "undoes")}
        new = self._once(connection, CORRECTIONS, one, row)
        if new:
            shown_again(connection, row["document"])
        return new

    def _judgement(self, connection: Connection, one: Note) -> bool:
        self.names |= {one.row["left"], one.row["right"]}
        first = one.row["act"] == one.row["id"]
        act = connection.execute(select(JUDGEMENTS.c.id).order_by(JUDGEMENTS.c.id.desc()).limit(1)).scalar() or 0
        row = {**one.row, "undoes": self._meant(one, "undoes"), "act": act + 1 if first else self._meant(one, "act")}
        new = self._once(connection, JUDGEMENTS, one, row, apart={"act"})
        if new and first:
            number = self._numbers[one.sort, one.row["id"]]
            connection.execute(JUDGEMENTS.update().where(JUDGEMENTS.c.id == number).values(act=number))
        return new

    def _failure(self, connection: Connection, one: Note) -> bool:
        if connection.execute(select(FAILURES.c.id).where(FAILURES.c.place == one.row["place"])).first() is not None:
            return False  # this ledger knows itself what became of it
        connection.execute(insert(FAILURES), {name: value for name, value in one.row.items() if name != "id"})
        return True

    def _meant(self, one: Note, name: str) -> int | None:
        """The number here of a row that one refers to."""
        if one.row[name] is None:
            return None
        number = self._numbers.get((one.sort, one.row[name]))
        if number is None:
            raise UnsupportedFormatError(one.where, f"refers to {one.sort} {one.row[name]}, which does not stand before it; export the ledger again")
        return number

    def _once(self, connection: Connection, table: Table, one: Note, row: Mapping[str, Any], *, apart: Collection[str] = ()) -> bool:
        """Adds a row unless one says the same; notes its number either way."""
        values = {name: value for name, value in row.items() if name in table.c and name != "id"}
        same = [table.c[name].is_not_distinct_from(value) for name, value in values.items() if name not in apart]
        found = connection.execute(select(table.c.id).where(*same).order_by(table.c.id).limit(1)).scalar()
        number = found if found is not None else connection.execute(insert(table).returning(table.c.id), values).scalar_one()
        self._numbers[one.sort, one.row["id"]] = int(number)
        return found is None
