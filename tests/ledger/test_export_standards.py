"""JSON-LD exports read as the graphs that they are: schema.org's terms from rdflib's vocabulary, Web Annotation's as the Recommendation maps them."""

from __future__ import annotations

import io
import json
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from rdflib import Graph, Literal, Namespace, URIRef
from rdflib.namespace import DCTERMS, FOAF, RDF, SDO, XSD

from sayso.ledger import Ledger
from sayso.ledger.correcting import correct
from sayso.ledger.export import Choice, write
from sayso.ledger.relinking import relink

OA, AS = Namespace("http://www.w3.org/ns/oa#"), Namespace("http://www.w3.org/ns/activitystreams#")
_ID, _TERM, _TIME = {"@type": "@id"}, {"@type": "@vocab"}, {"@type": str(XSD.dateTime)}
ANNOTATION = {  # what the context of the Recommendation (Web Annotation Data Model, appendix A; Vocabulary, appendix A) says of the terms that are used
    "oa": str(OA), "as": str(AS), "id": "@id", "type": "@type",
    **{name: f"oa:{name}" for name in ("Annotation", "TextualBody", "TextPositionSelector", "TextQuoteSelector", "TimeState",
                                       "identifying", "classifying", "commenting", "editing", "moderating", "exact", "prefix", "suffix")},
    "Person": str(FOAF.Person), "name": str(FOAF.name), "format": "http://purl.org/dc/elements/1.1/format", "value": str(RDF.value),
    "body": {**_ID, "@id": "oa:hasBody"}, "target": {**_ID, "@id": "oa:hasTarget"}, "source": {**_ID, "@id": "oa:hasSource"},
    "selector": {**_ID, "@id": "oa:hasSelector"}, "state": {**_ID, "@id": "oa:hasState"}, "sourceDate": {**_TIME, "@id": "oa:sourceDate"},
    "motivation": {**_TERM, "@id": "oa:motivatedBy"}, "purpose": {**_TERM, "@id": "oa:hasPurpose"},
    "start": {"@type": str(XSD.nonNegativeInteger), "@id": "oa:start"}, "end": {"@type": str(XSD.nonNegativeInteger), "@id": "oa:end"},
    "creator": {**_ID, "@id": str(DCTERMS.creator)}, "created": {**_TIME, "@id": str(DCTERMS.created)}, "modified": {**_TIME, "@id": str(DCTERMS.modified)},
    "AnnotationPage": "as:OrderedCollectionPage", "items": {**_ID, "@id": "as:items", "@container": "@list"},
    "startIndex": {"@type": str(XSD.nonNegativeInteger), "@id": "as:startIndex"},
}


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory, filled: Callable[[Ledger], None]) -> Iterator[Ledger]:
    with Ledger.open(tmp_path_factory.mktemp("standards") / "story.db", create=True, clock=lambda: "2026-04-01T12:00:00Z") as opened:
        filled(opened)
        with opened.writing() as connection:
            relink(connection)
        correct(opened, 3, "c1", "act", "deny", by="Kim", why="she would not")
        correct(opened, 3, "c2", "reject", None, by="Kim", why="a caption")
        yield opened


def read(ledger: Ledger, name: str, context: Any) -> Graph:
    """The export as a graph, with `context` in the place of the one that it names by address."""
    out = io.StringIO()
    write(ledger, name, None, out, choice=Choice())
    value = json.loads(out.getvalue())
    own = value["@context"][1:] if isinstance(value["@context"], list) else []
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's own parser uses what it deprecates
        return Graph().parse(data=json.dumps({**value, "@context": [context, *own]}), format="json-ld")


def test_every_term_of_schema_org_is_in_its_vocabulary(ledger: Ledger) -> None:
    graph = read(ledger, "schemaorg", {"@vocab": str(SDO)})
    known = {str(SDO[name]) for name in SDO.__annotations__}
    assert {str(p) for p in graph.predicates()} - {str(RDF.type)} <= known
    types = {str(kind) for kind in graph.objects(None, RDF.type)}
    assert types <= known
    assert {kind.removeprefix(str(SDO)) for kind in types} == {"NewsArticle", "NewsMediaOrganization", "Quotation", "Claim", "Person", "CorrectionComment"}
    for claimed in graph.objects(None, SDO.creator):
        assert (claimed, SDO.name, None) in graph


def test_annotations_are_what_the_recommendation_asks_for(ledger: Ledger) -> None:
    graph = read(ledger, "webannotation", ANNOTATION)
    annotations = set(graph.subjects(RDF.type, OA.Annotation))
    ordered = {item for listed in graph.objects(None, AS["items"]) for item in graph.items(listed)}
    assert annotations == ordered
    assert all(isinstance(one, URIRef) for one in annotations)
    for one in annotations:
        assert list(graph.objects(one, OA.hasTarget))  # at least one target (3.1); each body and target with what names it
        assert set(graph.objects(one, OA.motivatedBy)) <= {OA.identifying, OA.editing, OA.moderating}
        for body in graph.objects(one, OA.hasBody):
            assert (body, RDF.type, OA.TextualBody) in graph
            assert len(list(graph.objects(body, RDF.value))) == 1
        for target in graph.objects(one, OA.hasTarget):
            assert target in annotations or _placed(graph, target)
    moments = [*graph.objects(None, DCTERMS.created), *graph.objects(None, DCTERMS.modified), *graph.objects(None, OA.sourceDate)]
    assert {moment.datatype for moment in moments if isinstance(moment, Literal)} == {XSD.dateTime}
    assert all(moment.value is not None for moment in moments if isinstance(moment, Literal))
    assert {str(name) for by in graph.objects(None, DCTERMS.creator) for name in graph.objects(by, FOAF.name)} == {"Kim"}


def _placed(graph: Graph, target: Any) -> bool:
    """A SpecificResource: one source, and selectors each with what its kind needs (4.2.4, 4.2.5)."""
    assert len(list(graph.objects(target, OA.hasSource))) == 1
    for selector in graph.objects(target, OA.hasSelector):
        (kind,) = graph.objects(selector, RDF.type)
        needed = {OA.TextPositionSelector: (OA.start, OA.end), OA.TextQuoteSelector: (OA.exact,)}[kind]
        assert all(len(list(graph.objects(selector, one))) == 1 for one in needed)
    return True


def test_no_term_is_left_without_a_meaning(ledger: Ledger) -> None:
    """A key that no context maps is dropped by every JSON-LD processor: its values would be lost without a word."""
    out = io.StringIO()
    write(ledger, "webannotation", None, out, choice=Choice())
    keys = set(_keys(json.loads(out.getvalue())))
    assert {key for key in keys if not key.startswith(("sayso:", "@"))} - {"sayso"} <= set(ANNOTATION)


def _keys(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _keys(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _keys(inner)
