"""The time of day, handed in wherever it is needed so that tests can hold it still."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TypeAlias

Clock: TypeAlias = Callable[[], str]


def utc_now() -> str:
    """The time now, UTC ISO 8601 with seconds: 2026-03-05T14:30:00Z."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
