"""A whole draft checked against the ledger."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sayso.document import Document, Reading
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
    with ledger.reading(as_of=as_of) as connection:
        candidates, witnesses = Candidates(connection), Witnesses(connection, as_of)
        for place in places(reading):
            if place.kind == "quotation":
                found = check_quotation(candidates, witnesses, reading.document.text, place)
            else:
                found = check_statement(candidates, witnesses, place)
            yield replace(found, line=_line(reading.document, found.start))


def _line(document: Document, place: int) -> int | None:
    """The line of a text that a character stands in; a page has none."""
    return document.text.count("\n", 0, place) + 1 if document.raw is None else None
