"""Voices: each character of the report belongs to exactly one."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.document import LayerKey

VOICES = ("outlet", "attributed", "denied", "speculated", "furniture", "caption")


@dataclass(frozen=True, slots=True)
class Voice:
    """A stretch that one voice speaks; `attribution` is the id of the innermost attribution that does (None: none does)."""

    start: int
    end: int
    voice: str
    attribution: str | None = None


VOICE_RUNS: LayerKey[Voice] = LayerKey("voices")
