"""What a cluster is called, and the id that it keeps while reports come and go."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from sayso.linking.appellation import Cluster, entity_id
from sayso.linking.faces import Face


def named(clusters: Sequence[Sequence[Face]]) -> tuple[Cluster, ...]:
    """The clusters with their names and ids, in order of their first keys.

    An id is a digest of kind and name, so that it outlives reports. Namesakes, and names that found no entity of their own (a bare
    surname), have the first report in theirs as well: an id never comes to mean somebody else.
    """
    ordered = sorted(clusters, key=lambda faces: faces[0].key)
    folded = [(kind_of(faces), min(f.group for f in faces)) for faces in ordered]
    borne = Counter(folded)
    found = []
    for faces, (kind, group) in zip(ordered, folded, strict=True):
        founded = borne[kind, group] == 1 and not all(f.weak for f in faces)
        members = tuple(sorted(key for face in faces for key in face.keys))
        found.append(Cluster(entity_id(kind, group if founded else members[0]), kind, name_of(faces), members))
    return tuple(found)


def kind_of(faces: Sequence[Face]) -> str:
    """The kind that most reports give."""
    kinds: Counter[str] = Counter()
    for face in faces:
        kinds[face.appellation.kind] += len(face.keys)
    return max(sorted(kinds), key=lambda kind: kinds[kind])


def name_of(faces: Sequence[Face]) -> str:
    """The form that most reports give among those that found an entity; the longer, then the first in order of letters, of equals."""
    full = [f for f in faces if not f.weak] or faces
    counts: Counter[str] = Counter()
    for face in full:
        counts[face.appellation.name] += len(face.keys)
    return min(counts, key=lambda name: (-counts[name], name == name.upper(), -len(name), name))
