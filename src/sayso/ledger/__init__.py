"""The ledger: many reports in one file (SQLite) or one database (PostgreSQL), kept for months."""

from __future__ import annotations

from sayso.ledger.opening import Ledger

__all__ = ["Ledger"]
