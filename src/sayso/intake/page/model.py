"""What a page is taken apart into: frames (open elements) and pieces (stretches of visible text)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

Event: TypeAlias = "tuple[str, str, Mapping[str, str] | None]"
"""("start", tag, attributes), ("end", tag, None) or ("text", characters, None)."""


@dataclass(slots=True, eq=False)
class Frame:
    """An element that holds text: its tag, what its attributes' names suggest, and the frame around it.

    `roles` are inherited: every role of the frames around it besides its own. `letters` and `told` count the characters
    inside it, and those among them that are taken for the report's text, `pictures` and `texts` its images and pieces;
    `shelf` is the furniture it stands in.
    """

    tag: str
    parent: Frame | None = None
    own: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    attrs: Mapping[str, str] = field(default_factory=dict)
    block: bool = True
    letters: int = 0
    told: int = 0
    shelf: str = ""
    pictures: int = 0
    texts: int = 0

    def chain(self, limit: int = 12) -> Iterable[Frame]:
        """The frame and those around it, innermost first, at most `limit`."""
        frame: Frame | None = self
        while frame is not None and limit > 0:
            yield frame
            frame, limit = frame.parent, limit - 1

    def within(self, tags: frozenset[str]) -> Frame | None:
        """The innermost frame, this one included, whose tag is one of `tags`; looks no further than twelve."""
        return next((frame for frame in self.chain() if frame.tag in tags), None)


@dataclass(slots=True, eq=False)
class Piece:
    """A stretch of visible text as a browser shows it: the innermost frame around all of it, and how much of it is links.

    `start` is where it stands in the page's text; `folded` are its words in lower case without punctuation.
    """

    text: str
    frame: Frame
    linked: float = 0.0
    start: int = 0
    folded: tuple[str, ...] = ()

    @property
    def end(self) -> int:
        """Where it ends in the page's text."""
        return self.start + len(self.text)
