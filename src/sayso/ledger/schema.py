"""The ledger's tables, each column in words: one schema for SQLite and PostgreSQL.

Three kinds of tables. *Kept*: what came in and what people decided; rows are added, never changed in what they say. *Extracted*: what the
engine read; replaced whole when a version is read anew. *Working*: what the program notes for itself, and can rebuild or forget.
Times are UTC ISO 8601 with seconds and "Z", days are ISO 8601; offsets are Unicode code points, ends exclusive, kept as JSON
lists of [start, end].
"""

from __future__ import annotations

from typing import Any, Literal

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Computed,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    UniqueConstraint,
)
from sqlalchemy.types import TypeEngine

SCHEMA_VERSION = 2
"""The version of the schema that this sayso writes; older ledgers are brought forward when they are opened for writing."""

METADATA = MetaData()

ROW = BigInteger().with_variant(Integer(), "sqlite")
"""The type of a row's number; SQLite numbers rows by itself only under the name INTEGER."""

Sort = Literal["kept", "extracted", "working"]


def _table(name: str, sort: Sort, comment: str, *parts: Any) -> Table:
    return Table(name, METADATA, *parts, comment=comment, info={"sort": sort})


def _col(name: str, kind: type[TypeEngine[Any]] | TypeEngine[Any], comment: str, *parts: Any, null: bool = False, **more: Any) -> Column[Any]:
    return Column(name, kind, *parts, comment=comment, nullable=null, **more)


def _id(comment: str) -> Column[Any]:
    return Column("id", ROW, primary_key=True, autoincrement=True, comment=comment)


def _version(**more: Any) -> Column[Any]:
    return _col("version", ROW, "The version in which it stands.", ForeignKey("versions.id", ondelete="CASCADE"), **more)


def _voice(name: str) -> Column[Any]:
    """Whose the row is before linking and after it: one column, so that one index finds both."""
    said = f"The entity, or as long as that is not known, {name}: what people are looked up by."
    return _col("voice", String, said, Computed(f"coalesce(entity, {name})", persisted=True), null=True)


META = _table(
    "meta", "working", "Facts about the ledger itself.",
    _col("key", String, "schema: the version of these tables; created: when; sayso: the program that made them.", primary_key=True),
    _col("value", String, "The fact."),
)

TEXTS = _table(
    "texts", "kept", "Every text as it was given, once; nothing of it is ever altered.",
    _id("Number of the text."),
    _col("digest", String, "sha256: and the digest of the text's UTF-8 bytes: the document's id.", unique=True),
    _col("length", Integer, "Its length in code points."),
    _col("text", String, "The text; a character that a database cannot keep (NUL, a lone surrogate) has a sign in its place."),
    _col("exact", LargeBinary, "The text's own bytes (UTF-8, compressed by zlib) where it has such characters; else null.", null=True),
    _col("raw", LargeBinary, "The bytes of the page that the text was made from, compressed by zlib; null for flat text.", null=True),
)

REPORTS = _table(
    "reports", "kept", "A report: one page or article, whatever becomes of its text.",
    _id("Number of the report."),
    _col("key", String, "What tells it apart: its canonical address, or else the digest of its first text.", unique=True),
    _col("url", String, "Its canonical address.", null=True),
    _col("place", String, "The file it came from, by full path, where it has no address; a changed file is a new version.", null=True, index=True),
)

VERSIONS = _table(
    "versions", "kept", "A report as it stood from one capture to the next; a changed text makes a new version.",
    _id("Number of the version."),
    _col("report", ROW, "The report.", ForeignKey("reports.id"), index=True),
    _col("text", ROW, "Its text.", ForeignKey("texts.id"), index=True),
    _col("captured_at", String, "When this text was first captured (the fourth clock): UTC time."),
    _col("seen_at", String, "When it was last captured unchanged: UTC time."),
    _col("known_from", String, "When the public could know it: the earlier of its capture and the publication that it states."),
    _col("known_until", String, "When the next version replaced it; null for the latest.", null=True),
    _col("published", String, "Publication that the report states: day or UTC time.", null=True),
    _col("modified", String, "Last change that the report states: day or UTC time.", null=True),
    _col("publisher", String, "Who published it.", null=True, index=True),
    _col("wire", String, "The agency that it credits.", null=True),
    _col("title", String, "Its title.", null=True),
    _col("authors", String, "Its authors, a JSON list."),
    _col("language", String, "Its language, a BCP 47 code.", null=True),
    _col("sources", String, "Where each of these came from, a JSON object: text, meta, json-ld, url, feed, option…"),
    _col("origin", String, "The input that it came in: a path, an address, a record of an archive.", null=True),
    _col("run", ROW, "The run that added it.", ForeignKey("runs.id"), null=True),
    UniqueConstraint("report", "captured_at", "text"),
    Index("versions_by_beginning", "known_from"),
    Index("versions_by_end", "known_until"),
)

CAPTURES = _table(
    "captures", "kept", "Each time at which a text of a report was captured: what versions are made of.",
    _col("report", ROW, "The report.", ForeignKey("reports.id"), primary_key=True),
    _col("captured_at", String, "When: UTC time.", primary_key=True),
    _col("text", String, "The digest of the text that was captured.", primary_key=True),
    _col("published", String, "Publication that the report stated: day or UTC time.", null=True),
    _col("modified", String, "Last change that it stated.", null=True),
)

READINGS = _table(
    "readings", "extracted", "What an engine read in a version. Earlier readings stay, so that they can be compared.",
    _id("Number of the reading."),
    _version(index=True),
    _col("engine", String, "The engine: sayso's version and its steps' versions, a JSON object."),
    _col("read_at", String, "When it was read: UTC time."),
    _col("current", Boolean, "True for the reading that the rows of the other tables come from."),
    _col("layers", LargeBinary, "All layers of the reading as JSON (sayso/reading/1, without the document), compressed by zlib."),
)

NAMES = _table(
    "names", "extracted", "Entities of one version: somebody or something as this report names it.",
    _version(primary_key=True),
    _col("record", String, "The entity's id in the reading.", primary_key=True),
    _col("key", String, "Its name for ever: a digest of the text, the kind and the name. Links and judgements hold on to it.", index=True),
    _col("kind", String, "person, institution, outlet, place, group, document, unnamed or other."),
    _col("name", String, "The fullest form in the text."),
    _col("aliases", String, "The other forms, a JSON list."),
    _col("roles", String, "Titles and roles with their spans, a JSON list of {title, start, end}."),
    _col("gender", String, "What the text says of it.", null=True),
    _col("count", Integer, "How many persons an unnamed source or a group claims to be.", null=True),
    _col("capacity", String, "In what capacity.", null=True),
    _col("entity", String, "Whom linking takes it for across reports; null where that is not known.", null=True, index=True),
    Index("names_by_name", "kind", "name"),
)

LABELS = _table(
    "labels", "extracted", "What a version calls somebody or something: a row for each form of a name and each role in names.",
    _version(primary_key=True),
    _col("name", String, "The entity's record in names.", primary_key=True),
    _col("sort", String, "name: the fullest form; alias: another form; role: a title or role.", primary_key=True),
    _col("label", String, "The form, or the role, as printed.", primary_key=True),
    _col("folded", String, "A form in small letters without diacritics, by which it is found; null for a role.", null=True),
    _col("kind", String, "The entity's kind, as in names."),
    _col("who", String, "The entity's fullest form in this version."),
    _col("day", String, "Day of the version's publication, or else when it was first known."),
    _col("entity", String, "Whom linking takes it for.", null=True),
    _voice("who"),
    Index("labels_by_form", "folded", "voice", "sort"),
    Index("labels_by_voice", "voice", "sort", "label", "day", "version"),
)

_KNOWN = "CASE WHEN published < substr(known_from, 1, 10) THEN published ELSE substr(known_from, 1, 10) END"
_DAY = f"CASE WHEN said_from < {_KNOWN} THEN said_from ELSE {_KNOWN} END"

STATEMENTS = _table(
    "statements", "extracted", "Attributions, one row each, corrections applied: who says what, inside whose statement.",
    _id("Number of the row; not kept when a version is read anew."),
    _version(index=True),
    _col("record", String, "The attribution's id in the reading: the same whenever the same words are read the same way."),
    _col("inside", String, "The attribution whose content holds this one.", null=True),
    _col("depth", Integer, "1 for what the outlet reports itself, 2 for what that voice reports…"),
    _col("speaker", String, "The speaker's id in names.", null=True),
    _col("entity", String, "Whom linking takes the speaker for.", null=True),
    _col("who", String, "The source in words: the speaker's name, or the source as printed."),
    _col("identification", String, "named, role, institution, outlet, document, group or unnamed."),
    _col("act", String, "assert, deny, confirm, speculate…"),
    _col("quotation", String, "direct, indirect or mixed."),
    _col("source", String, "The source as printed; parts joined by “ … ”."),
    _col("cue", String, "The words that attribute."),
    _col("content", String, "What is said: exactly the characters of content_spans, parts joined by “ … ”."),
    _col("source_spans", String, "Where the source stands."),
    _col("cue_spans", String, "Where the cue stands."),
    _col("content_spans", String, "Where the content stands."),
    _col("start", Integer, "The first character of any part."),
    _col("hedged", Boolean, "True if words such as reportedly weaken it."),
    _col("confidence", Float, "Calibrated probability that the attribution is right."),
    _col("quiet", Boolean, "True for a stance that nobody put into words (intend, other): not shown by default."),
    _col("block", String, "The kind of block it stands in."),
    _col("said", String, "When it was said, a TIMEX3 value.", null=True),
    _col("said_from", String, "First day of that.", null=True),
    _col("said_until", String, "Day after its last.", null=True),
    _col("published", String, "Day of the version's publication.", null=True),
    _col("known_from", String, "As in versions."),
    _col("known_until", String, "As in versions.", null=True),
    _col("corrected", Boolean, "True if a person's correction changed it."),
    _col("day", String, "The day that puts statements in order: the first of when it was said, published and known.",
         Computed(_DAY, persisted=True)),
    _voice("who"),
    UniqueConstraint("version", "record"),
    Index("statements_by_record", "record"),
    Index("statements_by_voice", "voice", "day", "id", "quiet", "known_until", "said_from", "said_until"),
    # All that a search may ask of a row, so that rows are gone through by date without being opened.
    Index("statements_by_day", "day", "id", "quiet", "known_until", "act", "quotation", "identification", "depth", "hedged", "confidence"),
    Index("statements_by_said", "said_from", "said_until", "day"),
)

MENTIONS = _table(
    "mentions", "extracted", "Whom a statement speaks about: entities named, described or meant inside its content.",
    _version(primary_key=True),
    _col("statement", String, "The statement's record.", primary_key=True),
    _col("name", String, "The entity's record in names.", primary_key=True),
    _col("who", String, "The entity in words: its name in this version."),
    _col("day", String, "The day of the statement, as in statements."),
    _col("entity", String, "Whom linking takes it for.", null=True),
    _voice("who"),
    Index("mentions_by_voice", "voice", "day"),
)

EVENTS = _table(
    "events", "extracted", "Meetings, calls, visits, summits, appointments: one row for each voice that tells of one.",
    _version(primary_key=True),
    _col("record", String, "The event's id in the reading.", primary_key=True),
    _col("kind", String, "meeting, call, visit…"),
    _col("words", String, "The words that tell of it, exactly the characters of spans, parts joined by “ … ”."),
    _col("spans", String, "Where they stand."),
    _col("place", String, "Where it was.", null=True),
    _col("day", String, "When, a TIMEX3 value (the first clock).", null=True),
    _col("day_from", String, "First day of that.", null=True, index=True),
    _col("day_until", String, "Day after its last.", null=True),
    _col("happened", Boolean, "True, false, or null: not known, or not yet.", null=True),
    _col("status", String, "held, planned, floated, announced, postponed, cancelled or failed."),
    _col("according_to", String, "The statement that says so; null: the outlet itself does.", null=True),
)

PARTIES = _table(
    "parties", "extracted", "Who took part in an event.",
    _version(primary_key=True),
    _col("event", String, "The event's record.", primary_key=True),
    _col("name", String, "The entity's record in names.", primary_key=True),
    _col("who", String, "The entity in words: its name in this version."),
    _col("entity", String, "Whom linking takes it for.", null=True),
    _voice("who"),
    Index("parties_by_voice", "voice"),
)

APPEARANCES = _table(
    "appearances", "extracted", "A person's relation to an occasion, on one voice's word.",
    _version(primary_key=True),
    _col("record", String, "The appearance's id in the reading.", primary_key=True),
    _col("name", String, "The person's record in names.", null=True),
    _col("who", String, "The person in words; null for somebody not named.", null=True),
    _col("entity", String, "Whom linking takes the person for.", null=True),
    _voice("who"),
    _col("occasion", String, "The occasion in words."),
    _col("event", String, "The event's record, if there is one.", null=True),
    _col("status", String, "attended, absent, replaced, expected, scheduled, excused or undisclosed."),
    _col("counterpart", String, "The substitute, or the one replaced: a record in names.", null=True),
    _col("mode", String, "in person, video, phone, letter or unknown."),
    _col("words", String, "The words that tell of it, exactly the characters of spans, parts joined by “ … ”."),
    _col("spans", String, "Where they stand."),
    _col("day", String, "When, a TIMEX3 value.", null=True),
    _col("day_from", String, "First day of that.", null=True, index=True),
    _col("day_until", String, "Day after its last.", null=True),
    _col("according_to", String, "The statement that says so; null: the outlet itself does.", null=True),
    Index("appearances_by_voice", "voice", "day_from", "version", "record", "status"),
)

CORRECTIONS = _table(
    "corrections", "kept", "What a person corrected in a reading. Rows are only added; undoing one is a row, too.",
    _id("Number of the correction."),
    _col("document", String, "The document's id (digest of its text).", index=True),
    _col("layer", String, "attributions, entities, events or appearances."),
    _col("record", String, "The record's id in the reading that was corrected."),
    _col("anchor", String, "Where the record stood, a JSON list of spans: finds it again when a newer engine gives it another id."),
    _col("field", String, "The field: speaker, content, act, said_on, reject…"),
    _col("before", String, "Its value as read, JSON."),
    _col("after", String, "Its value as corrected, JSON."),
    _col("by", String, "Who says so."),
    _col("at", String, "When: UTC time."),
    _col("why", String, "Why, in words.", null=True),
    _col("undoes", ROW, "The correction that this one takes back.", ForeignKey("corrections.id"), null=True),
)

ENTITIES = _table(
    "entities", "working", "Who is who across reports: one row for everybody and everything that linking keeps apart.",
    _col("id", String, "Its id: a digest of kind and name, and of its first report where several bear that name.", primary_key=True),
    _col("kind", String, "person, institution, outlet or place."),
    _col("name", String, "The name that most reports give.", index=True),
    _col("stale", Boolean, "True if a report that names it was read anew, or corrected, since it was linked.", default=False),
)

BLOCKS = _table(
    "blocks", "working", "Under what a name is looked up by linking: names without one in common are never compared.",
    _col("block", String, "The sound of a surname with a given name, the words of an institution…", primary_key=True),
    _col("kind", String, "The kind, as in names.", primary_key=True),
    _col("name", String, "The name, as in names.", primary_key=True),
    Index("blocks_by_name", "kind", "name"),
)

LINKS = _table(
    "links", "working", "Pairs of names that linking compared and found one, or possibly one, with its reasons.",
    _col("left", String, "The key of one, in names.", primary_key=True),
    _col("right", String, "The key of the other.", primary_key=True, index=True),
    _col("held", Boolean, "True if it holds them together; false if it waits for a person."),
    _col("score", Float, "The sum of the evidence."),
    _col("evidence", String, "A JSON list of {feature, weight, words}."),
    _col("by", String, "machine, or whose judgement it is."),
)

JUDGEMENTS = _table(
    "judgements", "kept", "What a person decided about two names. Rows are only added; of two on one pair the later holds.",
    _id("Number of the judgement."),
    _col("left", String, "The key of one, in names.", index=True),
    _col("right", String, "The key of the other.", index=True),
    _col("left_document", String, "The document of one; finds it again when a newer engine names it otherwise."),
    _col("right_document", String, "The document of the other."),
    _col("left_name", String, "The name of one when it was decided."),
    _col("right_name", String, "The name of the other."),
    _col("kind", String, "The kind of the two when it was decided."),
    _col("verdict", String, "same, different, or unsure: the machine decides again."),
    _col("by", String, "Who says so."),
    _col("at", String, "When: UTC time."),
    _col("why", String, "Why, in words."),
    _col("act", ROW, "The judgements that one command made together: a number that the first of them has."),
    _col("undoes", ROW, "The judgement that this one takes back.", ForeignKey("judgements.id"), null=True),
)

RUNS = _table(
    "runs", "kept", "Each run of a command that wrote to the ledger.",
    _id("Number of the run."),
    _col("command", String, "The command's name."),
    _col("started_at", String, "UTC time."),
    _col("ended_at", String, "UTC time; null while it runs, or if it was killed.", null=True),
    _col("outcome", String, "Counts at its end, a JSON object.", null=True),
)

INPUTS = _table(
    "inputs", "working", "Inputs taken in already, so that adding them again costs nothing.",
    _col("digest", String, "Digest of the input's bytes and of what was said about it.", primary_key=True),
    _col("version", ROW, "The version that it gave.", ForeignKey("versions.id", ondelete="CASCADE"), index=True),
)

FAILURES = _table(
    "failures", "kept", "Inputs that could not be read, with the reason; solved ones stay, marked.",
    _id("Number of the failure."),
    _col("place", String, "The input: a path, an address, a record of a file.", index=True),
    _col("source", String, "What was named on the command line to reach it."),
    _col("kind", String, "The kind of error."),
    _col("problem", String, "What is wrong and what to do, in one sentence."),
    _col("digest", String, "Digest of the input, where it could be opened.", null=True),
    _col("first_at", String, "When it failed first: UTC time."),
    _col("last_at", String, "When it failed last: UTC time."),
    _col("tries", Integer, "How often it was tried."),
    _col("solved_at", String, "When it was read after all: UTC time.", null=True),
)

FETCHES = _table(
    "fetches", "working", "What servers said of addresses, to ask only for what changed.",
    _col("url", String, "The address asked for.", primary_key=True),
    _col("fetched_at", String, "When: UTC time."),
    _col("status", Integer, "The HTTP status."),
    _col("etag", String, "Its ETag.", null=True),
    _col("last_modified", String, "Its Last-Modified.", null=True),
)
