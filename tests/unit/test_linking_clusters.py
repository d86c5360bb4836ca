"""Links and clusters: what merges, what waits for a person, and what a person's judgement does."""

from __future__ import annotations

import dataclasses

from sayso.linking import Appellation, Judgement, Linkage, link, score


def person(key: str, name: str, *roles: str, **more: object) -> Appellation:
    return Appellation(key, "person", name, roles=roles, **more)  # type: ignore[arg-type]


def judged(left: str, right: str, verdict: str, at: str = "2026-01-01T00:00:00Z") -> Judgement:
    return Judgement(left, right, verdict, "ana", at, "because")


def sets(linkage: Linkage) -> set[frozenset[str]]:
    return {frozenset(c.members) for c in linkage.clusters}


LONG = person("a", "Sergei Gorelikov", "Russian foreign minister")
OTHER_SPELLING = person("b", "Sergey Gorelikov", "foreign minister", country="Russia")
BARE = person("c", "Gorelikov", "Russian foreign minister")
BROTHER = person("d", "Viktor Gorelikov", "Russian foreign minister")


def test_spellings_merge_with_reasons() -> None:
    linkage = link([LONG, OTHER_SPELLING])
    (cluster,) = linkage.clusters
    assert (cluster.members, cluster.name, cluster.kind) == (("a", "b"), "Sergei Gorelikov", "person")
    assert {e.feature for e in linkage.links[0].evidence} == {"family name", "given name", "role", "country"}
    assert all(e.words for e in linkage.links[0].evidence)


def test_a_bare_surname_joins_where_one_candidate_fits() -> None:
    assert sets(link([LONG, BARE])) == {frozenset("ac")}


def test_a_bare_surname_that_two_could_bear_waits_for_a_person() -> None:
    linkage = link([LONG, BROTHER, BARE])
    assert sets(linkage) == {frozenset("a"), frozenset("c"), frozenset("d")}
    assert {(q.left, q.right) for q in linkage.queue} == {("a", "c"), ("c", "d")}
    assert any("2 entities" in e.words for e in linkage.queue[0].evidence)


def test_a_bare_surname_without_context_is_left_alone() -> None:
    assert len(link([person("a", "Halvorsrud"), person("b", "Tor Halvorsrud", "economist")]).clusters) == 2
    assert len(link([person("a", "Halvorsrud"), person("b", "Halvorsrud")]).clusters) == 2


def test_common_names_need_more_than_a_name() -> None:
    assert len(link([person("a", "Maria Silva"), person("b", "Maria Silva")]).clusters) == 2
    assert len(link([person("a", "Maria Silva", "finance minister"), person("b", "Maria Silva", "finance minister")]).clusters) == 1
    assert len(link([person("a", "Maria Silva", "nurse"), person("b", "Maria Silva", "finance minister")]).clusters) == 2


def test_a_conflict_between_members_bars_a_merge_through_a_third() -> None:
    junior, plain, senior = person("a", "Robert Kincannon Jr", "senator"), person("b", "Robert Kincannon", "senator"), person("c", "Robert Kincannon Sr", "senator")
    for cluster in link([junior, plain, senior]).clusters:
        assert not {"a", "c"} <= set(cluster.members)


def test_a_name_between_two_namesakes_waits_for_a_person() -> None:
    one, two, bare = person("a", "Tor Halvorsrud", "nurse"), person("b", "Tor Halvorsrud", "finance minister"), person("c", "Tor Halvorsrud")
    linkage = link([one, two, bare])
    assert sets(linkage) == {frozenset("a"), frozenset("b"), frozenset("c")}
    assert {(q.left, q.right) for q in linkage.queue} >= {("a", "c"), ("b", "c")}
    assert sets(link([one, two, bare], [judged("b", "c", "same")])) == {frozenset("a"), frozenset("bc")}


def test_ids_outlive_reports_and_never_come_to_mean_somebody_else() -> None:
    (alone,) = link([OTHER_SPELLING]).clusters
    assert {c.id for c in link([dataclasses.replace(OTHER_SPELLING, key="0"), OTHER_SPELLING]).clusters} == {alone.id}
    namesakes = [person("a", "Maria Silva", "nurse"), person("b", "Maria Silva", "finance minister")]
    first, second = (link([n]).clusters[0].id for n in namesakes)
    assert first == second
    assert first not in {c.id for c in link(namesakes).clusters}


def test_a_judgement_joins_and_parts() -> None:
    assert sets(link([LONG, BROTHER], [judged("a", "d", "same")])) == {frozenset("ad")}
    assert sets(link([LONG, OTHER_SPELLING], [judged("a", "b", "different")])) == {frozenset("a"), frozenset("b")}


def test_the_later_judgement_overrides_and_unsure_leaves_it_to_the_machine() -> None:
    first, second = judged("a", "b", "different"), judged("b", "a", "unsure", "2026-01-02T00:00:00Z")
    assert sets(link([LONG, OTHER_SPELLING], [second, first])) == {frozenset("ab")}
    third = judged("a", "b", "different", "2026-01-03T00:00:00Z")
    assert sets(link([LONG, OTHER_SPELLING], [third, second, first])) == {frozenset("a"), frozenset("b")}


def test_contradictory_judgements_are_told() -> None:
    decided = [judged("a", "b", "same", "2026-01-01T00:00:00Z"), judged("b", "c", "same", "2026-01-02T00:00:00Z"), judged("a", "c", "different", "2026-01-03T00:00:00Z")]
    linkage = link([LONG, OTHER_SPELLING, BARE], decided)
    assert sets(linkage) == {frozenset("bc"), frozenset("a")}
    assert [j.pair for j in linkage.overridden] == [("a", "b")]


def test_a_parted_pair_does_not_come_together_through_new_reports() -> None:
    many = [dataclasses.replace(OTHER_SPELLING, key=f"z{n}") for n in range(5)]
    linkage = link([LONG, OTHER_SPELLING, *many], [judged("a", "b", "different")])
    assert not any({"a", "b"} <= set(c.members) for c in linkage.clusters)


def test_a_judgement_on_what_is_not_there_is_left_aside() -> None:
    assert len(link([LONG], [judged("a", "nobody", "same")]).clusters) == 1


def test_other_kinds_stay_alone() -> None:
    groups = [Appellation(k, "group", "analysts") for k in "ab"]
    assert len(link([*groups, Appellation("c", "unnamed", "a source")]).clusters) == 3


def test_a_namesake_place_waits_for_its_country() -> None:
    here, there, somewhere = Appellation("a", "place", "Cordoba", country="Spain"), Appellation("b", "place", "Córdoba", country="Argentina"), Appellation("c", "place", "Córdoba")
    assert sets(link([here, there, somewhere])) == {frozenset("a"), frozenset("b"), frozenset("c")}
    assert sets(link([here, somewhere])) == {frozenset("ac")}


def test_odd_names_do_no_harm() -> None:
    odd = [person(str(n), name) for n, name in enumerate(["", "—", "Jr", "Dr", "A", "A. B.", "van der", "李明", "-", ",", "III", "al-"])]
    assert len(link(odd).clusters) == len(odd)


def test_a_hundred_equal_reports_are_one_entity() -> None:
    assert len(link([dataclasses.replace(LONG, key=f"k{n:03}") for n in range(1000)]).clusters) == 1


def test_score_is_symmetric() -> None:
    assert score(LONG, BARE) == score(BARE, LONG)
