"""Markup looked over before a parser sees it: what would exhaust one is cut, refused, or sent to the flat walk.

A parser of C spends half a minute on one tag with 100,000 attributes and returns nothing at all for a tree too deep or a text
too long. Characters that it would drop or stop at (controls, lone surrogates) are lent stand-ins of the same length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from sayso.errors import HostileInputError

MOST_BYTES = 64_000_000
MOST_TAG = 65_536
MOST_ATTRIBUTES = 200
MOST_DEPTH = 900
MOST_MARKUP = 16_000_000
MOST_NODE = 8_000_000

VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
IMPLIED = frozenset("p li td th tr dd dt option optgroup thead tbody tfoot colgroup rp rt a body html head".split())
RAW = frozenset("script style title textarea xmp iframe noembed".split())
UNSEEN = frozenset("script style title iframe noembed noscript template svg head datalist".split())

_TOKEN = re.compile(
    r"<!--(?:>|->)?+|<!\[CDATA\[|<[!?]|"
    r"<(?P<name>/?+[A-Za-z][^\s/>]*+)(?P<attrs>(?:[^>\"'=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+|[\"'])*+)(?:>|\Z)"
)
_ATTRIBUTE = re.compile(r"([^\s=/>\"']++)(?:\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s>]++)))?+")
_TROUBLE = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag in markup: lower-case name (with a slash in front if it closes), its attributes as written, where it stands."""

    name: str
    attrs: str
    start: int
    end: int

    def attributes(self, limit: int = MOST_ATTRIBUTES) -> dict[str, str]:
        """The first `limit` attributes by lower-case name, entities left as they are."""
        found: dict[str, str] = {}
        for match in _ATTRIBUTE.finditer(self.attrs, 0, MOST_TAG):
            found.setdefault(match[1].lower(), match[2] or match[3] or match[4] or "")
            if len(found) >= limit:
                break
        return found

    def crowded(self) -> bool:
        """True if it has more than `MOST_ATTRIBUTES` attributes: time is lost by their number, not by their length."""
        return sum(1 for _ in islice(_ATTRIBUTE.finditer(self.attrs), MOST_ATTRIBUTES + 1)) > MOST_ATTRIBUTES


@dataclass(frozen=True, slots=True)
class Checked:
    """Markup that a parser may be given: what it costs, and the stand-ins of the characters that it could not hold."""

    markup: str
    depth: int
    tags: int
    letters: int
    longest: int
    lent: dict[int, int]

    @property
    def flat(self) -> bool:
        """True if only the flat walk may read it."""
        return self.depth > MOST_DEPTH or len(self.markup) > MOST_MARKUP or self.longest > MOST_NODE

    @property
    def plain(self) -> bool:
        """True if libraries with quadratic corners may see it, too."""
        return not self.flat and self.depth <= 250 and self.tags <= 40_000 and len(self.markup) <= 8_000_000

    def given_back(self, text: str) -> str:
        """The text with the page's own characters in place of their stand-ins."""
        return text.translate(self.lent) if self.lent else text


def tokens(markup: str) -> Iterator[Tag | tuple[int, int]]:
    """Tags, and the (start, end) of the text between them; comments, declarations and raw text of scripts passed over.

    Linear in the markup's length, whatever is left open in it.
    """
    at, size, lower = 0, len(markup), ""
    closers: dict[str, int] = {}
    while at < size:
        match = _TOKEN.search(markup, at)
        if match is None:
            yield at, size
            return
        if match.start() > at:
            yield at, match.start()
        name = match["name"]
        if name is None:
            at, shown = _declared(markup, match, closers)
            if shown:
                yield shown
            continue
        name = name.lower()
        yield Tag(name, match["attrs"], match.start(), match.end())
        at = match.end()
        if name in RAW:
            lower = lower or markup.lower()
            close = _find(lower, "</" + name, at, closers) if len(lower) == size else -1
            if close > at:
                yield at, close
            at = close if close >= 0 else at


def _declared(markup: str, match: re.Match[str], closers: dict[str, int]) -> tuple[int, tuple[int, int] | None]:
    """Where a comment, CDATA section or declaration ends, and the text of a CDATA section."""
    opening = match[0]
    if opening.startswith("<![CDATA["):
        end = _find(markup, "]]>", match.end(), closers)
        return (end + 3, (match.end(), end)) if end >= 0 else (match.end(), None)
    if opening in ("<!-->", "<!--->"):
        return match.end(), None
    end = _find(markup, "-->" if opening.startswith("<!--") else ">", match.end(), closers)
    if end < 0:
        return match.end(), None
    return end + (3 if opening.startswith("<!--") else 1), None


def _find(text: str, what: str, at: int, known: dict[str, int]) -> int:
    """`text.find(what, at)` that never searches one stretch twice; `known` carries what it found."""
    found = known.get(what, 0)
    if what not in known or -1 < found < at:
        known[what] = found = text.find(what, at)
    return found


def check(markup: str, where: str) -> Checked:
    """The markup measured, with absurd attribute lists cut and untellable characters lent stand-ins.

    Raises HostileInputError for a page that is too large to be read in seconds.
    """
    if len(markup) > MOST_BYTES:
        problem = f"a page of {len(markup):,} characters; sayso reads up to {MOST_BYTES:,}, so split it or save its article alone"
        raise HostileInputError(where, problem)
    markup, lent = _lend(markup)
    kept: list[str] = []
    done = depth = deepest = tags = letters = longest = unseen = 0
    for token in tokens(markup):
        if not isinstance(token, Tag):
            longest = max(longest, token[1] - token[0])
            letters += 0 if unseen else len("".join(markup[token[0] : token[1]].split()))
            continue
        tags += 1
        if len(token.attrs) > 1_000 and token.crowded():
            kept += [markup[done : token.start], _cut(token)]
            done = token.end
        unseen = _unseen(unseen, token.name)
        depth = _depth(depth, token)
        deepest = max(deepest, depth)
    kept.append(markup[done:])
    return Checked("".join(kept), deepest, tags, letters, longest, lent)


def _unseen(now: int, name: str) -> int:
    bare = name.lstrip("/")
    if bare not in UNSEEN:
        return now
    return max(0, now - 1) if name[0] == "/" else now + 1


def _depth(now: int, tag: Tag) -> int:
    bare = tag.name.lstrip("/")
    if bare in VOID or bare in IMPLIED or tag.attrs.endswith("/"):
        return now
    return max(0, now - 1) if tag.name[0] == "/" else now + 1


def _cut(tag: Tag) -> str:
    """The tag with those of its first attributes that say what it is."""
    kept = [(name, value) for name, value in tag.attributes().items() if name in ("class", "id", "itemprop", "role", "type")]
    return f"<{tag.name}" + "".join(f' {name}="{value[:500]}"' for name, value in kept if '"' not in value) + ">"


def _lend(markup: str) -> tuple[str, dict[int, int]]:
    """The markup with private-use stand-ins for characters that a parser would lose, and the way back."""
    trouble = sorted(set(_TROUBLE.findall(markup)))
    if not trouble:
        return markup, {}
    private = range(0xF0000, 0xFFFFE)
    taken = {ord(c) for c in set(markup) if ord(c) >= private.start}
    free = [code for code in private[: len(trouble) + len(taken)] if code not in taken][: len(trouble)]
    there = dict(zip(map(ord, trouble), free, strict=True))
    return markup.translate(there), {stand_in: code for code, stand_in in there.items()}
