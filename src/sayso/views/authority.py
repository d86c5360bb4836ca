"""The chain of authority of one statement: through whom it comes, outermost first, and what it holds."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.ledger import Ledger
from sayso.ledger.queries.chains import chain
from sayso.views.lines import Line, line
from sayso.views.statements import OUTLET


@dataclass(frozen=True, slots=True)
class ChainView:
    """`outlet` is the outermost voice; `above` the statements that this one stands in, outermost first; `below` those inside it.

    `versions` are all versions that hold the statement; the lines are those of one of them.
    """

    outlet: str
    above: tuple[Line, ...]
    statement: Line
    below: tuple[Line, ...]
    versions: tuple[int, ...]


def chain_view(ledger: Ledger, wanted: str) -> ChainView:
    """The chain of a statement by its id, a beginning of it, or `VERSION:ID`. Raises NotFoundError, LedgerError."""
    with ledger.reading() as connection:
        found = chain(connection, wanted)
    statement = line(found.statement)
    above, below = tuple(map(line, found.above)), tuple(map(line, found.below))
    return ChainView(statement.stands_in.publisher or OUTLET, above, statement, below, found.versions)
