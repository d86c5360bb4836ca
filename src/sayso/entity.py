"""Entities and their mentions in one report."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.document import LayerKey, Span

ENTITY_KINDS = ("person", "institution", "outlet", "place", "group", "document", "unnamed", "other")
FORMS = ("name", "nominal", "pronoun")


@dataclass(frozen=True, slots=True)
class Role:
    """A title or role that the text gives somebody, where it stands."""

    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entity:
    """Somebody or something that the report speaks of; `name` is the fullest form in the text, `aliases` the others.

    `count` is how many persons an unnamed source or group claims to be (None: not said), `capacity` in what capacity.
    """

    id: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    age: int | None = None
    gender: str | None = None
    count: int | None = None
    capacity: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an entity is named, described or meant by a pronoun."""

    start: int
    end: int
    entity: str
    form: str
    reason: str = ""

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


ENTITIES: LayerKey[Entity] = LayerKey("entities")
MENTIONS: LayerKey[Mention] = LayerKey("mentions")
