"""Texts and statements of the ledger that may hold some words, likeliest first: full text on both databases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from sqlalchemy import Connection, text

from sayso.ledger import fulltext
from sayso.ledger.fulltext import Words

_MOST_EXACT = 24
_MOST_NEAR = 10
_MOST_STATEMENTS = 40
_MOST_PHRASES = 16
_MOST_WORDS = 7
_LONGEST_PHRASE = 12

_TEXTS = "SELECT rowid AS id, rank FROM text_words WHERE text_words MATCH :words"
_POSTGRESQL = "SELECT id FROM {tables} WHERE {vector} @@ to_tsquery('simple', :words) {order} LIMIT :most"
_VECTORS = {"text": "to_tsvector('simple', left(text, 500000))", "statement": "words"}
_MOST_COUNTED = 20_000
_LEAST_WORDS = 4
_SHORTEST = 2


class Candidates:
    """Looks for texts and statements; keeps how often each word is there."""

    def __init__(self, connection: Connection) -> None:
        """Reads nothing yet."""
        self._connection = connection
        self._counts: dict[str, int] = {}

    def texts_with(self, segments: Sequence[Sequence[str]]) -> Iterator[list[int]]:
        """Numbers of texts in rounds: those with all segments word for word, then those with many of their phrases, then with their words."""
        words = [word for segment in segments for word in segment]
        if not words:
            return
        whole = [tuple(segment[:_LONGEST_PHRASE]) for segment in segments if segment]
        yield _numbers(self._connection, "text", whole, together=True, ranked=False, most=_MOST_EXACT)
        for length in (3, 2):
            phrases = [tuple(segment[i : i + length]) for segment in segments for i in range(len(segment) - length + 1)]
            yield _numbers(self._connection, "text", _spread(phrases), together=False, ranked=True, most=_MOST_NEAR)
        yield _numbers(self._connection, "text", [(word,) for word in self._rarest(words)], together=False, ranked=True, most=_MOST_NEAR)

    def statements_with(self, words: Sequence[str]) -> list[int]:
        """Numbers of the statements that share most of the rarest of the words."""
        return _numbers(self._connection, "statement", [(word,) for word in self._rarest(words)], together=False, ranked=True, most=_MOST_STATEMENTS)

    def _rarest(self, words: Iterable[str]) -> list[str]:
        """The words that the ledger's statements have least often, the longer first of two; not so many common ones that half the ledger has one."""
        unique = list(dict.fromkeys(word.casefold() for word in words if len(word) > _SHORTEST))
        self._counts |= fulltext.holding_each(self._connection, [word for word in unique if word not in self._counts], _MOST_COUNTED)
        ordered = sorted(unique, key=lambda word: (self._counts[word], -len(word)))[:_MOST_WORDS]
        sums = accumulate(self._counts[word] for word in ordered)
        return [word for place, (word, rows) in enumerate(zip(ordered, sums, strict=True)) if place < _LEAST_WORDS or rows <= _MOST_COUNTED]


def _spread(phrases: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """At most so many of them, from beginning to end."""
    step = max(1, -(-len(phrases) // _MOST_PHRASES))
    return list(dict.fromkeys(phrases[::step]))


def _numbers(connection: Connection, table: str, phrases: Sequence[tuple[str, ...]], *, together: bool, ranked: bool, most: int) -> list[int]:
    phrases = [phrase for phrase in phrases if phrase]
    if not phrases:
        return []
    sqlite = connection.dialect.name == "sqlite"
    words = Words(tuple(phrases))
    query = words.fts5 if sqlite else words.tsquery
    if not together:
        query = " OR ".join(Words((p,)).fts5 for p in phrases) if sqlite else " | ".join(Words((p,)).tsquery for p in phrases)
    return list(connection.execute(text(_sql(connection, table, ranked=ranked)), {"words": query, "most": most}).scalars())


def _sql(connection: Connection, table: str, *, ranked: bool) -> str:
    if connection.dialect.name == "sqlite":
        found = fulltext.matching(connection, "rowid AS id, rank") if table == "statement" else _TEXTS
        return f"SELECT id FROM ({found}) ORDER BY {'rank' if ranked else 'id'} LIMIT :most"  # noqa: S608 - words of ours
    vector = _VECTORS[table]
    order = f"ORDER BY ts_rank({vector}, to_tsquery('simple', :words)) DESC, id" if ranked else "ORDER BY id"
    return _POSTGRESQL.format(tables=f"{table}s", vector=vector, order=order)
