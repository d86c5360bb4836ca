"""Full text on both databases: FTS5 of SQLite, `tsvector` of PostgreSQL. What differs between the two stands here.

Words are matched without case and, in SQLite, without diacritics; no stemming: what is printed is what is found.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import BigInteger, ColumnElement, Connection, Float, FromClause, text

_SQLITE = (
    """CREATE VIRTUAL TABLE statement_words USING fts5(
        content, who, content='statements', content_rowid='id', tokenize='unicode61 remove_diacritics 2')""",
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
    "ALTER TABLE statements ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('simple', content || ' ' || who)) STORED",
    "CREATE INDEX statement_words ON statements USING gin (words)",
    "CREATE INDEX text_words ON texts USING gin (to_tsvector('simple', left(text, 500000)))",
)
_PAST_SQLITE = (
    "CREATE VIRTUAL TABLE temp.past_words USING fts5(content, who, tokenize='unicode61 remove_diacritics 2')",
    """CREATE TEMPORARY TRIGGER past_added AFTER INSERT ON past_statements WHEN new.id < 0 BEGIN
        INSERT INTO past_words(rowid, content, who) VALUES (new.id, new.content, new.who); END""",
)
_PAST_POSTGRESQL = (_POSTGRESQL[0].replace("statements", "past_statements"),)
_WORD = re.compile(r"[^\W_]+", re.UNICODE)
_COUNTED = "(SELECT count(*) FROM (SELECT 1 FROM statement_words WHERE statement_words MATCH :w{} LIMIT :most))"
_TOGETHER = 100
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


def create_past(connection: Connection) -> None:
    """Makes the words of `past_statements` found from now on in this connection: in SQLite those of the rows that the ledger has not (see `past`)."""
    for statement in _PAST_SQLITE if connection.dialect.name == "sqlite" else _PAST_POSTGRESQL:
        connection.exec_driver_sql(statement)
    connection.execution_options(sayso_indexes=("statement_words", "past_words"))


def matching(connection: Connection, chosen: str, *, where: str = "") -> str:
    """SQL for SQLite: columns (`rowid`, `rank`) of the statements that match `:words`."""
    indexes = connection.get_execution_options().get("sayso_indexes", ("statement_words",))
    return " UNION ALL ".join(f"SELECT {chosen} FROM {index} WHERE {index} MATCH :words{where.format(index=index)}" for index in indexes)  # noqa: S608 - words of ours


def holds(connection: Connection, words: Words, *, each: bool) -> ColumnElement[bool]:
    """The condition that a row of `statements`, found otherwise, holds the words.

    SQLite asks the index for every row by itself with `each`, which is quick where nearly every row will do; or else once for all.
    """
    if connection.dialect.name != "sqlite":
        return cast("ColumnElement[bool]", text("statements.words @@ to_tsquery('simple', :words)").bindparams(words=words.tsquery))
    condition = f"EXISTS ({matching(connection, '1', where=' AND {index}.rowid = statements.id')})"
    if not each:  # the sign keeps SQLite from looking up all of these rows
        condition = f"+statements.id IN ({matching(connection, 'rowid')})"
    return cast("ColumnElement[bool]", text(condition).bindparams(words=words.fts5))


def matches(connection: Connection, words: Words) -> FromClause:
    """The statements that hold the words: `id`, and `rank`, the less the better (BM25; in PostgreSQL ts_rank_cd)."""
    if connection.dialect.name == "sqlite":
        found = text(matching(connection, "rowid AS id, rank")).bindparams(words=words.fts5)
        return found.columns(id=BigInteger(), rank=Float()).cte("matches")
    rank = "-ts_rank_cd(words, to_tsquery('simple', :words), 1)"
    found = text(f"SELECT id, {rank} AS rank FROM statements WHERE words @@ to_tsquery('simple', :words)")  # noqa: S608 - words of ours
    return found.bindparams(words=words.tsquery).columns(id=BigInteger(), rank=Float()).cte("matches")


def holding(connection: Connection, words: Words, most: int) -> int:
    """How many statements hold the words: counted up to so many, or as PostgreSQL's planner estimates."""
    if connection.dialect.name == "sqlite":
        counted = text(f"SELECT count(*) FROM ({matching(connection, '1')} LIMIT :most)")  # noqa: S608 - words of ours
        return int(connection.execute(counted, {"words": words.fts5, "most": most}).scalar_one())
    plan = text("EXPLAIN (FORMAT JSON) SELECT 1 FROM statements WHERE words @@ to_tsquery('simple', :words)")
    return int(connection.execute(plan, {"words": words.tsquery}).scalar_one()[0]["Plan"]["Plan Rows"])


def holding_each(connection: Connection, words: Sequence[str], most: int) -> dict[str, int]:
    """The same for each of the words by itself, asked together where the database can."""
    if connection.dialect.name != "sqlite":
        return {word: holding(connection, Words(((word,),)), most) for word in words}
    found: dict[str, int] = {}
    for start in range(0, len(words), _TOGETHER):
        some = words[start : start + _TOGETHER]
        row = connection.execute(text("SELECT " + ", ".join(_COUNTED.format(n) for n in range(len(some)))), {"most": most} | {
            f"w{n}": Words(((word,),)).fts5 for n, word in enumerate(some)}).one()
        found.update(zip(some, map(int, row), strict=True))
    return found


def folded(text: str) -> str:
    """A text as the index of words keeps it: small letters without diacritics, white space collapsed."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(sign))
    return " ".join(plain.split())
