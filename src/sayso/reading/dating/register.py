"""Where rules are registered: name, pattern, guard, and the function that resolves them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from sayso.reading.dating.patterns import Match
from sayso.reading.dating.state import Found, State

Resolver: TypeAlias = Callable[[Match, State], Found | None]
Guard: TypeAlias = Callable[[Match], bool]


@dataclass(frozen=True, slots=True)
class Spec:
    """A rule as it is written down, not yet compiled."""

    name: str
    pattern: str
    resolve: Resolver
    guard: Guard | None


class Register(list[Spec]):
    """The rules of one module, in the order they are written in."""

    def rule(self, name: str, *patterns: str, guard: Guard | None = None) -> Callable[[Resolver], Resolver]:
        """A decorator that registers a resolver for one or more patterns."""

        def register(resolve: Resolver) -> Resolver:
            self.extend(Spec(name, pattern, resolve, guard) for pattern in patterns)
            return resolve

        return register
