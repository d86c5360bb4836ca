"""A reading as one portable page: no network, no script, a content security policy that allows its own style alone."""

from __future__ import annotations

import base64
import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from sayso._version import VERSION
from sayso.attribution import ACTS
from sayso.render.markup import Links, char, report
from sayso.render.symbols import one_line, shortened, visible
from sayso.views.reading import ReadingView, ReportLine
from sayso.views.statements import Branch, Statement

VOICES = (
    ("outlet", "the outlet’s own"), ("attributed", "attributed"), ("denied", "denied"), ("speculated", "speculated"),
    ("caption", "captions"), ("furniture", "furniture"),
)
"""The layers that can be switched, with their labels."""


_MOST_LIT = 400
"""Statements beyond which a page does without lighting up their parts: so many rules would make a browser slow."""


def page(view: ReadingView, *, index: str | None = None) -> str:
    """The page of a reading; `index` is the address of the page that lists all of them, if there is one."""
    links = Links.of(view)
    style = asset("page.css") + _selection(view.statements, links)
    return _environment().get_template("page.html.j2").render(
        view=view, report=report(view, links), ordered=tuple(_in_order(view.trees)), links=links, style=Markup(style),  # noqa: S704 - packaged text and rules made of checked ids
        policy=policy(style), index=index, voices=VOICES, version=VERSION, source_url=_web_address(view.head.url),
    )


def index(lines: Sequence[ReportLine]) -> str:
    """The page that lists reports, each a link to its own."""
    style = asset("page.css")
    return _environment().get_template("index.html.j2").render(
        lines=lines, style=Markup(style), policy=policy(style), version=VERSION,  # noqa: S704 - a packaged file
    )


def file_name(view: ReadingView, number: int) -> str:
    """A file's name for a report's page: its number in the folder and its title in plain letters."""
    plain = unicodedata.normalize("NFKD", view.head.name).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain.removesuffix(".html").removesuffix(".txt")).strip("-")[:60].strip("-")
    return f"{number:03}-{slug or 'report'}.html"


def policy(style: str) -> str:
    """The content security policy of a page with this style and nothing else."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@cache
def asset(name: str) -> str:
    """The text of a packaged file."""
    return (files("sayso.render") / "assets" / name).read_text("utf-8")


@cache
def _environment() -> Environment:
    made = Environment(loader=FunctionLoader(asset), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    made.filters.update(visible=visible, line=one_line, short=shortened, char=char, percent="{:.0%}".format, join_words=_join)
    made.globals["acts"] = ACTS
    return made


def _join(words: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(one_line(word) for word in words))


def _in_order(trees: Iterable[Branch]) -> Iterable[tuple[Statement, int]]:
    """The statements with their level in the tree, each directly under the one that holds it."""
    waiting = [(tree, 0) for tree in reversed(tuple(trees))]
    while waiting:
        branch, level = waiting.pop()
        yield branch.statement, level
        waiting.extend((inner, level + 1) for inner in reversed(branch.inner))


def _selection(statements: Iterable[Statement], links: Links) -> str:
    """Rules that light up a statement's source, cue and content in the report while its card is the page's target."""
    told = [(links.cards[s.id], s.number) for s in statements]
    if len(told) > _MOST_LIT:
        return ""
    rules = [
        ",".join(f"body:has(#{card}:target) .{letter}{number}" for card, number in told) + f"{{background:var(--picked-{role})}}\n"
        for letter, role in (("t", "content"), ("s", "source"), ("c", "cue"))
    ]
    return "".join(rules) if told else ""


def _web_address(url: str | None) -> str | None:
    """The address if following it can do no more than open a page."""
    try:
        return url if url and urlsplit(url).scheme in ("http", "https") else None
    except ValueError:
        return None
