"""What happened: the events that a report tells of, and who was there, was not, or was to be."""

from __future__ import annotations

from sayso.reading.happening.step import EventStep

__all__ = ["EventStep"]
