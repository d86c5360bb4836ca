"""The whole grammar: every module's rules, compiled at the first use, and the choice among matches that overlap."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from sayso.reading.dating.patterns import Match, Rule, compiled, matches, needed, slots_of
from sayso.reading.dating.register import Register, Spec
from sayso.reading.dating.scanning import Tokens


def specs() -> Iterator[Spec]:
    """Every rule as it is written down, in order of rank."""
    from sayso.reading.dating import (
        rules_clock,
        rules_days,
        rules_distance,
        rules_holidays,
        rules_lengths,
        rules_quarters,
        rules_relative,
        rules_sets,
        rules_vague,
        rules_weekdays,
        rules_years,
    )

    modules = (
        rules_days, rules_years, rules_sets, rules_clock, rules_weekdays, rules_relative, rules_distance, rules_quarters, rules_holidays,
        rules_lengths, rules_vague,
    )
    registers: tuple[Register, ...] = tuple(module.RULES for module in modules)
    for register in registers:
        yield from register


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, compiled."""
    patterns = [(spec, compiled(spec.pattern)) for spec in specs()]
    return tuple(
        Rule(spec.name, p, spec.resolve, spec.guard, i, slots_of(p), needed(spec.pattern)) for i, (spec, p) in enumerate(patterns)
    )


def chosen(tokens: Tokens) -> list[Match]:
    """The matches to resolve, in the order of the text: of those that overlap, the longest, then that of the earlier rule."""
    found = [match for rule in rules() for match in matches(rule, tokens)]
    found.sort(key=lambda m: (m.first - m.last, m.rule.rank, m.first))
    taken = bytearray(len(tokens.starts))
    kept: list[Match] = []
    for match in found:
        first, after = match.first, match.last + 1
        if not any(taken[first:after]):
            taken[first:after] = b"\x01" * (after - first)
            kept.append(match)
    return sorted(kept, key=lambda m: m.first)
