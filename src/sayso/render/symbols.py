"""Hostile text made harmless to look at: characters that act instead of showing are drawn as symbols.

A report may hold escape sequences that repaint a terminal, or marks that reverse the order of words. Each such character
becomes exactly one visible one, so that no offset moves.
"""

from __future__ import annotations

import re

_CONTROL_PICTURES = {code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)}
_OF_C1 = dict.fromkeys(range(0x80, 0xA0), 0x2426)
_REORDERING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0x2426)
_SEPARATORS = {0x2028: 0x2424, 0x2029: 0x2424}
_SYMBOLS = {**_CONTROL_PICTURES, 0x7F: 0x2421, **_OF_C1, **_REORDERING, **_SEPARATORS}
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def visible(text: str) -> str:
    """The text with control characters, reordering marks and lone surrogates as one symbol each; tab and new line stay."""
    return _LONE_SURROGATE.sub("\ufffd", text.translate(_SYMBOLS))


def one_line(text: str) -> str:
    """The same on a single line, white space collapsed: for messages and for cells of a table."""
    return visible(" ".join(text.split()))


def shortened(text: str, width: int) -> str:
    """At most `width` characters of the text, cut at a word, an ellipsis where something is left out."""
    if len(text) <= width:
        return text
    cut = text[: width - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut[width // 2 :] else cut).rstrip(" ,;:") + "…"
