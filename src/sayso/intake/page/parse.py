"""Markup to events: through lxml's tree, or flat, tag by tag, where a tree would not survive."""

from __future__ import annotations

import html
from collections.abc import Iterator

from lxml import etree
from lxml import html as lxml_html

from sayso.intake.page.guard import RAW, UNSEEN, VOID, Tag, tokens
from sayso.intake.page.model import Event

_TOLD = frozenset("class id itemprop role hidden style rel aria-hidden datetime href type data-testid data-component".split())


def parse(markup: str) -> lxml_html.HtmlElement | None:
    """The page's tree, without comments; None where the parser makes nothing of it. Fetches nothing, runs nothing."""
    parser = lxml_html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True)
    try:
        root = lxml_html.document_fromstring(markup.encode("utf-8"), parser=parser)
    except (etree.LxmlError, AssertionError, ValueError):
        return None
    return root


def tree_events(root: lxml_html.HtmlElement, hidden: bool = False) -> Iterator[Event]:
    """The events of a tree in reading order; what no browser shows is left out, unless `hidden` asks for it, too."""
    unseen = UNSEEN - {"noscript", "template"} if hidden else UNSEEN
    walk = etree.iterwalk(root, events=("start", "end"))
    for action, element in walk:
        tag = element.tag
        if not isinstance(tag, str):
            continue
        if action == "start":
            if tag in unseen and not (tag == "template" and element.get("shadowrootmode")):
                walk.skip_subtree()
                continue
            yield "start", tag, element.attrib
            if element.text:
                yield "text", element.text, None
        else:
            if tag not in unseen or (tag == "template" and element.get("shadowrootmode")):
                yield "end", tag, None
            if element.tail:
                yield "text", element.tail, None


def flat_events(markup: str, deepest: int = 40) -> Iterator[Event]:
    """The events of markup read tag by tag: no tree, nothing nested deeper than `deepest`, all text kept."""
    stack: list[str] = []
    unseen: list[str] = []
    for token in tokens(markup):
        if not isinstance(token, Tag):
            if not unseen:
                yield "text", html.unescape(markup[token[0] : token[1]]), None
            continue
        name = token.name.lstrip("/")
        if name in UNSEEN:
            _shut(unseen, token)
        elif not unseen:
            yield from _flat(token, name, stack, deepest)


def _shut(unseen: list[str], token: Tag) -> None:
    """Notes that an element which no browser shows begins or ends."""
    name = token.name.lstrip("/")
    if token.name[0] != "/":
        if name in RAW or len(unseen) < 40:
            unseen.append(name)
    elif name in unseen:
        del unseen[unseen.index(name) :]


def _flat(token: Tag, name: str, stack: list[str], deepest: int) -> Iterator[Event]:
    if token.name[0] == "/":
        if name in stack:
            while (top := stack.pop()) != name:
                yield "end", top, None
            yield "end", name, None
        else:
            yield "start", name, {}
            yield "end", name, None
        return
    while stack and (len(stack) >= deepest or (name == stack[-1] and name in ("p", "li", "a", "td", "tr", "option"))):
        yield "end", stack.pop(), None
    attributes = {key: value for key, value in token.attributes().items() if key in _TOLD}
    yield "start", name, attributes
    if name in VOID:
        yield "end", name, None
    else:
        stack.append(name)
