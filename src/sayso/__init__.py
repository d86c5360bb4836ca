"""sayso reads news and keeps a ledger of who said what, on whose authority.

    import sayso
    reading = sayso.read("report.html")
    for attribution in reading.layer(sayso.ATTRIBUTIONS): ...

Heavy parts are loaded at first use: `import sayso` costs little.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sayso._version import VERSION as __version__
from sayso.attribution import ATTRIBUTIONS, Attribution, chain
from sayso.block import BLOCKS, Block
from sayso.document import Document, LayerKey, Metadata, Reading, Span
from sayso.entity import ENTITIES, MENTIONS, Entity, Mention
from sayso.errors import SaysoError
from sayso.event import APPEARANCES, EVENTS, Appearance, Event
from sayso.timex import TIMEXES, Timex
from sayso.voice import VOICE_RUNS, Voice

if TYPE_CHECKING:
    from sayso.engine import read, read_all, read_text
    from sayso.ledger.opening import Ledger

__all__ = [
    "APPEARANCES", "ATTRIBUTIONS", "BLOCKS", "ENTITIES", "EVENTS", "MENTIONS", "TIMEXES", "VOICE_RUNS",
    "Appearance", "Attribution", "Block", "Document", "Entity", "Event", "LayerKey", "Ledger", "Mention", "Metadata", "Reading",
    "SaysoError", "Span", "Timex", "Voice", "__version__", "chain", "read", "read_all", "read_text",
]

_AT_FIRST_USE = {"read": "sayso.engine", "read_all": "sayso.engine", "read_text": "sayso.engine", "Ledger": "sayso.ledger.opening"}


def __getattr__(name: str) -> Any:
    if name in _AT_FIRST_USE:
        from importlib import import_module

        return getattr(import_module(_AT_FIRST_USE[name]), name)
    raise AttributeError(f"module 'sayso' has no attribute {name!r}")
