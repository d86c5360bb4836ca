"""Steps that bring an older ledger forward, each in the transaction that also notes its version."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import Connection

from sayso.ledger.schema import META, SCHEMA_VERSION

STEPS: Mapping[int, Callable[[Connection], None]] = {}
"""By the version that it starts from, what makes a ledger one version newer. No older version has been released yet."""

OLDEST = min(STEPS, default=SCHEMA_VERSION)
"""The oldest version that can be brought forward."""


def migrate(connection: Connection, version: int, *, steps: Mapping[int, Callable[[Connection], None]] = STEPS, target: int = SCHEMA_VERSION) -> None:
    """Brings the ledger from `version` to `target` within the caller's transaction; raises KeyError if a step is missing."""
    for older in range(version, target):
        steps[older](connection)
    connection.execute(META.update().where(META.c.key == "schema").values(value=str(target)))
