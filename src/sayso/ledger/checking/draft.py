"""A whole draft checked against the ledger."""

from __future__ import annotations

from collections.abc import Iterator

from sayso.document import Reading
from sayso.ledger.checking.candidates import Candidates
from sayso.ledger.checking.findings import Finding
from sayso.ledger.checking.places import places
from sayso.ledger.checking.quotes import check_quotation
from sayso.ledger.checking.statements import check_statement
from sayso.ledger.checking.witnesses import Witnesses
from sayso.ledger.opening import Ledger


def verify(ledger: Ledger, reading: Reading, *, as_of: str | None = None) -> Iterator[Finding]:
    """A finding for each quotation and each attribution of the draft, in the order of its text.

    `as_of` is a UTC time: the ledger as it was known then. Raises LedgerError.
    """
    with ledger.reading() as connection:
        candidates, witnesses = Candidates(connection), Witnesses(connection, as_of)
        for place in places(reading):
            if place.kind == "quotation":
                yield check_quotation(candidates, witnesses, reading.document.text, place)
            else:
                yield check_statement(candidates, witnesses, place)
