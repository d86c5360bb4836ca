"""A draft checked against the ledger: each quotation and each attribution in it gets a verdict, with its evidence."""

from __future__ import annotations

from sayso.ledger.checking.draft import verify
from sayso.ledger.checking.findings import VERDICTS, Evidence, Finding

__all__ = ["VERDICTS", "Evidence", "Finding", "verify"]
