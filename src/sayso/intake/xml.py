"""What keeps XML from outside harmless."""

from __future__ import annotations

import re

from sayso.errors import HostileInputError

_PROLOG = re.compile(r"(?:\s|\ufeff|<\?.*?\?>|<!--.*?-->)*+", re.DOTALL)
_SUBSET = re.compile(r"<!DOCTYPE[^>\[]*+\[|<!ENTITY", re.IGNORECASE)


def local_name(tag: object) -> str:
    """An element's name without its namespace, declared or not."""
    return re.split(r"[}:]", str(tag))[-1]


def refuse_declarations(text: str, where: str) -> None:
    """Nothing; raises HostileInputError if XML declares entities, which no feed needs and which can grow without end."""
    start = _PROLOG.match(text)
    if _SUBSET.match(text, start.end() if start else 0):
        raise HostileInputError(where, "declares entities of its own, which no feed or list of pages needs; it is refused")
