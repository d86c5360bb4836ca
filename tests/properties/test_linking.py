"""Linking: the order of reports does not matter, nobody's judgement is broken, and no cluster holds a conflict."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from sayso.linking import Appellation, Judgement, link, score
from sayso.linking.appellation import LINKED_KINDS, standing
from sayso.linking.blocking import block_keys, surname_keys
from sayso.linking.scoring import contrary, weak

GIVEN = ("Sergei", "Sergey", "Viktor", "Maria", "Mariya", "S.", "Bill", "William", "")
FAMILIES = ("Gorelikov", "Gorelikow", "Silva", "Thornwick-Hale", "Hale", "Kim", "Gorelikova")
ROLES = ("foreign minister", "Russian foreign minister", "deputy foreign minister", "nurse", "mayor of Tulsa", "mayor of Swansea")

people = st.builds(
    lambda first, last, roles, country, gender, suffix: (f"{first} {last}{suffix}".strip(), tuple(roles), country, gender),
    st.sampled_from(GIVEN), st.sampled_from(FAMILIES), st.lists(st.sampled_from(ROLES), max_size=2, unique=True),
    st.sampled_from((None, "Russia", "Brazil")), st.sampled_from((None, "m", "f")), st.sampled_from(("", "", " Jr")),
)  # fmt: skip
ledgers = st.lists(people, min_size=2, max_size=12).map(
    lambda rows: [Appellation(f"k{n:02}", "person", name, roles=roles, country=country, gender=gender) for n, (name, roles, country, gender) in enumerate(rows)]
)


@st.composite
def cases(draw: st.DrawFn) -> tuple[list[Appellation], list[Judgement]]:
    """Appellations, and judgements on them made one after another."""
    appellations = draw(ledgers)
    keys = st.sampled_from([a.key for a in appellations])
    rows = draw(st.lists(st.tuples(keys, keys, st.sampled_from(("same", "different", "unsure"))), max_size=6))
    return appellations, [Judgement(a, b, v, "ana", f"2026-01-{n + 1:02}T00:00:00Z", "", str(n)) for n, (a, b, v) in enumerate(rows) if a != b]


@given(cases(), st.randoms(use_true_random=False))
def test_order_does_not_matter(case: tuple[list[Appellation], list[Judgement]], dice: object) -> None:
    appellations, judgements = case
    expected = link(appellations, judgements)
    dice.shuffle(appellations)  # type: ignore[attr-defined]
    dice.shuffle(judgements)  # type: ignore[attr-defined]
    assert link(appellations, judgements) == expected


@given(cases())
def test_judgements_hold_and_every_key_is_somewhere_once(case: tuple[list[Appellation], list[Judgement]]) -> None:
    appellations, judgements = case
    linkage = link(appellations, judgements)
    home = {key: cluster.id for cluster in linkage.clusters for key in cluster.members}
    assert sorted(home) == sorted(a.key for a in appellations)
    assert len({c.id for c in linkage.clusters}) == len(linkage.clusters)
    for judgement in standing(judgements):
        together = home[judgement.left] == home[judgement.right]
        assert together == (judgement.verdict == "same") or judgement in linkage.overridden
    assert not standing(judgements)[:1] or standing(judgements)[0] not in linkage.overridden


@given(ledgers)
def test_the_machine_never_joins_what_conflicts(appellations: list[Appellation]) -> None:
    by_key = {a.key: a for a in appellations}
    for cluster in link(appellations).clusters:
        for one, two in itertools.combinations(cluster.members, 2):
            assert not contrary(score(by_key[one], by_key[two]))


@given(ledgers)
def test_blocks_hold_every_pair_that_would_merge(appellations: list[Appellation]) -> None:
    for one, two in itertools.combinations(appellations, 2):
        if score(one, two).verdict == "same":
            keys = surname_keys if weak(one) != weak(two) else block_keys
            assert keys(one) & keys(two), (one, two)


@given(st.lists(st.tuples(st.text(max_size=30), st.lists(st.text(max_size=20), max_size=3), st.lists(st.text(max_size=30), max_size=3), st.sampled_from(LINKED_KINDS)), min_size=2, max_size=4))
def test_no_name_is_too_odd(rows: list[tuple[str, list[str], list[str], str]]) -> None:
    odd = [Appellation(str(n), kind, name, tuple(aliases), tuple(roles)) for n, (name, aliases, roles, kind) in enumerate(rows)]
    assert sum(len(c.members) for c in link(odd).clusters) == len(odd)
