"""Full text on both databases: FTS5 of SQLite, `tsvector` of PostgreSQL. What differs between the two stands here.

Words are matched without case and, in SQLite, without diacritics; no stemming: what is printed is what is found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, text

_SQLITE = (
    """CREATE VIRTUAL TABLE statement_words USING fts5(
        content, who, content='statements', content_rowid='id', tokenize='unicode61 remove_diacritics 2')""",
    "CREATE VIRTUAL TABLE statement_vocabulary USING fts5vocab(statement_words, row)",
    """CREATE TRIGGER statements_added AFTER INSERT ON statements BEGIN
        INSERT INTO statement_words(rowid, content, who) VALUES (new.id, new.content, new.who); END""",
    """CREATE TRIGGER statements_removed AFTER DELETE ON statements BEGIN
        INSERT INTO statement_words(statement_words, rowid, content, who) VALUES ('delete', old.id, old.content, old.who); END""",
    """CREATE TRIGGER statements_changed AFTER UPDATE OF content, who ON statements BEGIN
        INSERT INTO statement_words(statement_words, rowid, content, who) VALUES ('delete', old.id, old.content, old.who);
        INSERT INTO statement_words(rowid, content, who) VALUES (new.id, new.content, new.who); END""",
    """CREATE VIRTUAL TABLE text_words USING fts5(
        text, content='texts', content_rowid='id', tokenize='unicode61 remove_diacritics 2')""",
    "CREATE TRIGGER texts_added AFTER INSERT ON texts BEGIN INSERT INTO text_words(rowid, text) VALUES (new.id, new.text); END",
)
_POSTGRESQL = (
    "CREATE INDEX statement_words ON statements USING gin (to_tsvector('simple', content || ' ' || who))",
    "CREATE INDEX text_words ON texts USING gin (to_tsvector('simple', left(text, 500000)))",
)
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_QUOTED = re.compile(r'"([^"]+)"|(\S+)')


def create(connection: Connection) -> None:
    """Makes the indexes over the words of statements and of texts."""
    for statement in _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL:
        connection.exec_driver_sql(statement)


@dataclass(frozen=True, slots=True)
class Words:
    """A search in words: each item a phrase of one or more words, all of which must be there."""

    phrases: tuple[tuple[str, ...], ...]

    @classmethod
    def of(cls, query: str) -> Words:
        """The words of a query; those between double quotation marks are one phrase; marks and signs mean nothing."""
        found = (tuple(_WORD.findall(phrase or word)) for phrase, word in _QUOTED.findall(query))
        return cls(tuple(phrase for phrase in found if phrase))

    @property
    def fts5(self) -> str:
        """As a query of FTS5."""
        return " AND ".join('"' + " ".join(phrase) + '"' for phrase in self.phrases)

    @property
    def tsquery(self) -> str:
        """As a query of PostgreSQL's `to_tsquery` (words hold letters and digits only)."""
        return " & ".join("(" + " <-> ".join(phrase) + ")" for phrase in self.phrases)


def rows_with(connection: Connection, words: Words, *, table: str = "statements") -> ColumnElement[bool]:
    """The condition that a row of `statements` or `texts` holds the words."""
    index = "statement_words" if table == "statements" else "text_words"
    if connection.dialect.name == "sqlite":
        condition = text(f"{table}.id IN (SELECT rowid FROM {index} WHERE {index} MATCH :words)")  # noqa: S608 - names of ours
    else:
        body = "content || ' ' || who" if table == "statements" else "left(text, 500000)"
        condition = text(f"to_tsvector('simple', {body}) @@ to_tsquery('simple', :words)")
    return condition.bindparams(words=words.fts5 if connection.dialect.name == "sqlite" else words.tsquery)  # type: ignore[return-value]


def frequency(connection: Connection, words: Words) -> int | None:
    """How many statements hold the rarest of the words, at most; None where the database keeps no such count."""
    if connection.dialect.name != "sqlite":
        return None
    counts = [
        connection.execute(text("SELECT doc FROM statement_vocabulary WHERE term = :term"), {"term": folded(connection, word)}).scalar() or 0
        for phrase in words.phrases for word in phrase
    ]
    return min(counts, default=0)


def folded(_: Connection, word: str) -> str:
    """A word as the index keeps it: small letters without diacritics."""
    import unicodedata

    return "".join(sign for sign in unicodedata.normalize("NFKD", word.casefold()) if not unicodedata.combining(sign))
