"""What every test may use: one engine for the whole run, each text read once, the bundled reports, pages built by hand."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

import sayso
from sayso.block import Block
from sayso.document import Reading, Span
from sayso.reading.attributing.drafts import Draft, Page

settings.register_profile("gate", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("fuzz", max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile(os.environ.get("SAYSO_HYPOTHESIS", "gate"))

EXAMPLES = Path(sayso.__file__).parent / "examples"


@pytest.fixture(scope="session", autouse=True)
def plain_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No setting of the person who runs the tests reaches them."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [n for n in os.environ if n.startswith("SAYSO_")]:
            patch.delenv(name)
        patch.setenv("XDG_CONFIG_HOME", str(tmp_path_factory.mktemp("settings")))
        yield


@pytest.fixture(scope="session")
def read() -> Callable[[str], Reading]:
    """Reads a text with the packaged model, once however often it is asked for."""
    return cache(sayso.read_text)


@pytest.fixture(scope="session")
def examples() -> dict[str, Reading]:
    """The bundled reports by file name, each read."""
    paths = sorted(p for p in EXAMPLES.iterdir() if p.suffix in {".html", ".txt"})
    assert len(paths) >= 12
    return {path.name: sayso.read(path) for path in paths}


@pytest.fixture(scope="session")
def told(read: Callable[[str], Reading]) -> Callable[[str], list[SimpleNamespace]]:
    """The attributions of a text with their words instead of spans; `inside` is the outer one's cue."""

    def rows(text: str) -> list[SimpleNamespace]:
        found = read(text).layer(sayso.ATTRIBUTIONS)
        by_id = {a.id: a for a in found}
        return [_row(text, a, by_id.get(a.inside or "")) for a in found]

    return rows


def _words(text: str, spans: tuple[Span, ...]) -> str:
    return " … ".join(text[start:end] for start, end in spans)


def _row(text: str, a: sayso.Attribution, outer: sayso.Attribution | None) -> SimpleNamespace:
    parts = {name: _words(text, getattr(a, name)) for name in ("source", "cue", "content", "hedges", "addressee")}
    rest = {name: getattr(a, name) for name in ("act", "quotation", "identification", "by", "block", "confidence", "quiet")}
    return SimpleNamespace(**parts, **rest, inside=_words(text, outer.cue) if outer else None)


@pytest.fixture(scope="session")
def page_of() -> Callable[..., Page]:
    """A page whose lines are blocks of the given kinds (body where none is given)."""

    def build(text: str, *kinds: str) -> Page:
        blocks, start = [], 0
        for line in text.split("\n"):
            if line.strip():
                blocks.append(Block(start, start + len(line), kinds[len(blocks)] if len(blocks) < len(kinds) else "body"))
            start += len(line) + 1
        return Page(text, blocks)

    return build


@pytest.fixture(scope="session")
def draft_of() -> Callable[..., Draft]:
    """A draft of words in a text, each given as they stand there (None: no such part)."""

    def build(text: str, source: str | None, cue: str | None, *content: str, **fields: Any) -> Draft:
        def at(words: str | None) -> tuple[Span, ...]:
            return () if words is None else (Span(text.index(words), text.index(words) + len(words)),)

        pieces = tuple(span for words in content for span in at(words))
        return Draft(at(source), at(cue), pieces, fields.pop("by", "model/1"), fields.pop("score", 0.9), **fields)

    return build
