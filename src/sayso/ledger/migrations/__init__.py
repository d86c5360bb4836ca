"""Steps that bring an older ledger forward, in one transaction that also notes its new version.

A step says in SQL of its own what it does: the tables in `ledger.schema` are those of today, and a step must do the same for ever.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from sqlalchemy import Connection, select

from sayso.ledger.migrations import wider_indexes
from sayso.ledger.schema import META

Step = Callable[[Connection], None]

STEPS: Mapping[int, Step] = {1: wider_indexes.step}
"""By the version that it starts from, what makes a ledger one version newer."""

OLDEST = 1
"""The oldest version that can be brought forward."""


def migrate(connection: Connection, *, steps: Mapping[int, Step], target: int) -> int:
    """The version that the ledger had; within the caller's transaction it has `target` now.

    Of several processes that open an older ledger at once, one takes the steps, and the others find them taken. Raises KeyError if a step is missing.
    """
    chosen = select(META.c.value).where(META.c.key == "schema").with_for_update()
    version = int(connection.execute(chosen).scalar_one())
    for older in range(version, target):
        steps[older](connection)
    if version < target:
        connection.execute(META.update().where(META.c.key == "schema").values(value=str(target)))
    return version
