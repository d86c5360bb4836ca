"""A document, spans of its text, and the layers that reading adds over it.

The text is kept exactly as it was given. Everything else is stand-off: layers of frozen annotations, each a tuple ordered by
its builder, which may overlap. Offsets are Unicode code points, half-open, as in NIF 2.0 and RFC 5147.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType
from typing import Any, Generic, NamedTuple, TypeAlias, TypeVar, cast

from sayso.errors import SpanError

A = TypeVar("A")


class Span(NamedTuple):
    """A stretch of text: code points from `start` up to, not including, `end`."""

    start: int
    end: int

    def holds(self, other: Span) -> bool:
        """True if `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """True if both share a character."""
        return self.start < other.end and other.start < self.end


Spans: TypeAlias = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class LayerKey(Generic[A]):
    """The typed name of a layer: `reading.layer(ATTRIBUTIONS)` is a tuple of attributions."""

    name: str


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known about a document besides its text; None where it is not known.

    `sources` says where each known field came from (a subset of the field names to "text", "meta", "json-ld", "url",
    "feed", "option", "record"…); dates are ISO 8601, a day or a UTC time. `wire` is the news agency that the report credits.
    """

    url: str | None = None
    publisher: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None
    language: str | None = None
    wire: str | None = None
    sources: Mapping[str, str] = field(default_factory=dict)

    def updated(self, source: str, **fields: Any) -> Metadata:
        """A copy in which the fields that are given and not empty are replaced, and noted as coming from `source`."""
        known = {name: value for name, value in fields.items() if value}
        return replace(self, **known, sources={**self.sources, **dict.fromkeys(known, source)})

    def overlaid(self, other: Metadata) -> Metadata:
        """A copy in which what `other` knows replaces what this one says, with its sources."""
        known = {name: getattr(other, name) for name in other.sources}
        return replace(self, **known, sources={**self.sources, **other.sources})


@dataclass(frozen=True, repr=False)
class Document:
    """An immutable text with metadata; `raw` are the bytes that a page was linearised from, `origin` names the input."""

    text: str
    metadata: Metadata = Metadata()
    raw: bytes | None = field(default=None, repr=False)
    origin: str | None = None

    @cached_property
    def id(self) -> str:
        """`sha256:` and the digest of the text's UTF-8 bytes (lone surrogates kept as they are)."""
        return "sha256:" + hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def __getitem__(self, span: tuple[int, int]) -> str:
        """The text of a span; raises SpanError if it does not lie in the text."""
        start, end = span
        if not 0 <= start <= end <= len(self.text):
            raise SpanError(f"{start}–{end} does not lie in a text of {len(self.text)} characters")
        return self.text[start:end]

    def __repr__(self) -> str:
        """Short: the id's beginning and the first words."""
        return f"<Document {self.id[7:15]} {self.text[:40].strip()!r}… ({len(self.text)} characters)>"


@dataclass(frozen=True, repr=False)
class Reading:
    """A document with the layers read so far, and the version of each step that read them."""

    document: Document
    layers: Mapping[str, tuple[Any, ...]] = field(default_factory=lambda: MappingProxyType({}))
    steps: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def layer(self, key: LayerKey[A]) -> tuple[A, ...]:
        """The annotations of a layer; empty if it was read and nothing found, or was not read (see `has`)."""
        return cast("tuple[A, ...]", self.layers.get(key.name, ()))

    def __repr__(self) -> str:
        """Short: the document, and how many annotations each layer has."""
        return f"<Reading of {self.document!r}: {', '.join(f'{len(v)} {k}' for k, v in self.layers.items())}>"

    def has(self, key: LayerKey[Any]) -> bool:
        """True if the layer was read, whatever was found."""
        return key.name in self.layers

    def with_layer(self, key: LayerKey[A], annotations: Iterable[A], step: str = "", version: str = "") -> Reading:
        """A copy with the layer set, and the step noted."""
        steps = {**self.steps, step: version} if step else self.steps
        return Reading(self.document, MappingProxyType({**self.layers, key.name: tuple(annotations)}), MappingProxyType(dict(steps)))


    def _repr_html_(self) -> str:
        """What a notebook shows."""
        from sayso.render.notebook import reading_html

        return reading_html(self)


def digest(prefix: str, *parts: object) -> str:
    """A short id that depends on nothing but what it names: `prefix` and ten hexadecimal digits."""
    return prefix + hashlib.sha256("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass")).hexdigest()[:10]


def trimmed(text: str, span: tuple[int, int], extra: str = "") -> Span:
    """The span without white space, and without the characters of `extra`, at its edges."""
    start, end = span
    while start < end and (text[start].isspace() or text[start] in extra):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in extra):
        end -= 1
    return Span(start, end)


def covers(spans: Iterable[Span], other: Iterable[Span]) -> bool:
    """True if every span of `other` lies inside one of `spans`."""
    outer = tuple(spans)
    return all(any(o.holds(s) for o in outer) for s in other)


def parts_within(spans: Iterable[Span], whole: Span) -> Spans:
    """What of the spans lies within `whole`."""
    return tuple(Span(max(start, whole.start), min(end, whole.end)) for start, end in spans if start < whole.end and whole.start < end)


def common(one: Iterable[Span], other: Iterable[Span]) -> int:
    """The number of characters that two span lists share."""
    others = tuple(other)
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in others)
