"""A ledger in the formats of other programs: one module for each format, all fed by the same rows, each saying what it cannot hold."""

from __future__ import annotations

from sayso.ledger.export.formats import FORMATS, Format, write
from sayso.ledger.export.losses import Loss, losses
from sayso.ledger.export.source import Choice

__all__ = ["FORMATS", "Choice", "Format", "Loss", "losses", "write"]
