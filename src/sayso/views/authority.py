"""The chain of authority of one statement: through whom it comes, outermost first, and what it holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sayso.ledger import Ledger
from sayso.ledger.queries.chains import Chain, chain
from sayso.views.lines import Line, line
from sayso.views.statements import OUTLET


@dataclass(frozen=True, slots=True)
class Corrected:
    """What a person corrected in one link of a chain: in statement `id` itself, or in the entity that makes it.

    `before` is the field's value as read, `after` as corrected, both as in the JSON contract; `correction` numbers it.
    """

    id: str
    correction: int
    field: str
    before: Any
    after: Any
    by: str
    at: str
    why: str | None


@dataclass(frozen=True, slots=True)
class ChainView:
    """`outlet` is the outermost voice; `above` the statements that this one stands in, outermost first; `below` those inside it.

    `versions` are all versions that hold the statement; the lines are those of one of them. `corrections` are those that made a line what it is,
    oldest first for each line; with `as_of` those of that time.
    """

    outlet: str
    above: tuple[Line, ...]
    statement: Line
    below: tuple[Line, ...]
    versions: tuple[int, ...]
    corrections: tuple[Corrected, ...] = ()
    as_of: str | None = None


def chain_view(ledger: Ledger, wanted: str, *, as_of: str | None = None) -> ChainView:
    """The chain of a statement by its id, a beginning of it, or `VERSION:ID`. Raises NotFoundError, QueryError, LedgerError."""
    with ledger.reading(as_of=as_of) as connection:
        found = chain(connection, wanted, as_of=as_of)
    statement = line(found.statement)
    above, below = tuple(map(line, found.above)), tuple(map(line, found.below))
    links = (*above, statement, *below)
    return ChainView(statement.stands_in.publisher or OUTLET, above, statement, below, found.versions, tuple(_corrections(found, links)), as_of)


def _corrections(found: Chain, links: tuple[Line, ...]) -> Iterator[Corrected]:
    for link in links:
        for record in (link.id, link.speaker or ""):
            for one in found.corrections.get(record, ()):
                yield Corrected(link.id, one.id, one.field, one.before, one.after, one.by, one.at, one.why)
