"""Beings: entities while they are being put together from the places that name them."""

from __future__ import annotations

from dataclasses import dataclass, field

from sayso.entity import Role


@dataclass(eq=False, slots=True)
class Being:
    """One entity in the making; compared by identity. `words` are the words of its fullest name, in lower case."""

    kind: str
    name: str
    words: tuple[str, ...]
    born: int
    aliases: dict[str, None] = field(default_factory=dict)
    roles: dict[Role, None] = field(default_factory=dict)
    gender: str | None = None
    age: int | None = None
    count: int | None = None
    capacity: str | None = None
    sort: str = ""
    honorifics: set[str] = field(default_factory=set)
    kin: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)
    called: set[str] = field(default_factory=set)
    identification: str = ""
    plural: bool = False
    held: dict[tuple[str, ...], int] = field(default_factory=dict)

    def also(self, surface: str) -> None:
        """Note another form that the text uses."""
        self.aliases.setdefault(" ".join(surface.split()))

    def plays(self, role: Role) -> None:
        """Note a role, once for each place."""
        self.roles.setdefault(role)

    def fits(self, gender: str | None) -> bool:
        """True if nothing known speaks against the gender."""
        return gender is None or self.gender is None or self.gender == gender
