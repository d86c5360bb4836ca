"""A checked draft as a reader sees it: a verdict on each quotation and statement, the difference, and the place in the ledger."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sayso.document import Reading
from sayso.ledger import Ledger
from sayso.ledger.checking import VERDICTS, Evidence, Finding, verify
from sayso.verifying.alterations import Change

__all__ = ["Change", "Evidence", "Finding", "Verification", "verification"]


@dataclass(frozen=True, slots=True)
class Verification:
    """One draft, checked; `draft` names it, `findings` are in the order of its text."""

    draft: str
    findings: tuple[Finding, ...]

    @property
    def good(self) -> bool:
        """True if nothing is to be corrected."""
        return all(finding.good for finding in self.findings)

    @property
    def sentence(self) -> str:
        """The counts in one line."""
        if not self.findings:
            return "nothing is quoted or attributed in it"
        counts = Counter(finding.verdict for finding in self.findings)
        return " · ".join(f"{counts[verdict]} {verdict}" for verdict in VERDICTS if counts[verdict])


def verification(ledger: Ledger, reading: Reading, *, as_of: str | None = None) -> Verification:
    """The draft checked against the ledger, as it was known at the UTC time `as_of`; raises LedgerError."""
    return Verification(reading.document.origin or "-", tuple(verify(ledger, reading, as_of=as_of)))
