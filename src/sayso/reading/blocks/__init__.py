"""The blocks of a flat text, which has no markup to tell its parts by: every non-blank line ends up in a block of a kind."""

from __future__ import annotations

from sayso.reading.blocks.labelling import label_text
from sayso.reading.blocks.repetition import RepetitionStore, relabelled

__all__ = ["RepetitionStore", "label_text", "relabelled"]
