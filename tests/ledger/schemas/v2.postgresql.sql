CREATE TABLE blocks (
	block VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	PRIMARY KEY (block, kind, name)
);
CREATE INDEX blocks_by_name ON blocks (kind, name);
CREATE TABLE corrections (
	id BIGSERIAL NOT NULL, 
	document VARCHAR NOT NULL, 
	layer VARCHAR NOT NULL, 
	record VARCHAR NOT NULL, 
	anchor VARCHAR NOT NULL, 
	field VARCHAR NOT NULL, 
	before VARCHAR NOT NULL, 
	after VARCHAR NOT NULL, 
	by VARCHAR NOT NULL, 
	at VARCHAR NOT NULL, 
	why VARCHAR, 
	undoes BIGINT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(undoes) REFERENCES corrections (id)
);
CREATE INDEX ix_corrections_document ON corrections (document);
CREATE TABLE entities (
	id VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	stale BOOLEAN NOT NULL, 
	PRIMARY KEY (id)
);
CREATE INDEX ix_entities_name ON entities (name);
CREATE TABLE failures (
	id BIGSERIAL NOT NULL, 
	place VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	problem VARCHAR NOT NULL, 
	digest VARCHAR, 
	first_at VARCHAR NOT NULL, 
	last_at VARCHAR NOT NULL, 
	tries INTEGER NOT NULL, 
	solved_at VARCHAR, 
	PRIMARY KEY (id)
);
CREATE INDEX ix_failures_place ON failures (place);
CREATE TABLE fetches (
	url VARCHAR NOT NULL, 
	fetched_at VARCHAR NOT NULL, 
	status INTEGER NOT NULL, 
	etag VARCHAR, 
	last_modified VARCHAR, 
	PRIMARY KEY (url)
);
CREATE TABLE judgements (
	id BIGSERIAL NOT NULL, 
	"left" VARCHAR NOT NULL, 
	"right" VARCHAR NOT NULL, 
	left_document VARCHAR NOT NULL, 
	right_document VARCHAR NOT NULL, 
	left_name VARCHAR NOT NULL, 
	right_name VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	verdict VARCHAR NOT NULL, 
	by VARCHAR NOT NULL, 
	at VARCHAR NOT NULL, 
	why VARCHAR NOT NULL, 
	act BIGINT NOT NULL, 
	undoes BIGINT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(undoes) REFERENCES judgements (id)
);
CREATE INDEX ix_judgements_left ON judgements ("left");
CREATE INDEX ix_judgements_right ON judgements ("right");
CREATE TABLE links (
	"left" VARCHAR NOT NULL, 
	"right" VARCHAR NOT NULL, 
	held BOOLEAN NOT NULL, 
	score FLOAT NOT NULL, 
	evidence VARCHAR NOT NULL, 
	by VARCHAR NOT NULL, 
	PRIMARY KEY ("left", "right")
);
CREATE INDEX ix_links_right ON links ("right");
CREATE TABLE meta (
	key VARCHAR NOT NULL, 
	value VARCHAR NOT NULL, 
	PRIMARY KEY (key)
);
CREATE TABLE reports (
	id BIGSERIAL NOT NULL, 
	key VARCHAR NOT NULL, 
	url VARCHAR, 
	place VARCHAR, 
	PRIMARY KEY (id), 
	UNIQUE (key)
);
CREATE INDEX ix_reports_place ON reports (place);
CREATE TABLE runs (
	id BIGSERIAL NOT NULL, 
	command VARCHAR NOT NULL, 
	started_at VARCHAR NOT NULL, 
	ended_at VARCHAR, 
	outcome VARCHAR, 
	PRIMARY KEY (id)
);
CREATE TABLE texts (
	id BIGSERIAL NOT NULL, 
	digest VARCHAR NOT NULL, 
	length INTEGER NOT NULL, 
	text VARCHAR NOT NULL, 
	exact BYTEA, 
	raw BYTEA, 
	PRIMARY KEY (id), 
	UNIQUE (digest)
);
CREATE TABLE captures (
	report BIGINT NOT NULL, 
	captured_at VARCHAR NOT NULL, 
	text VARCHAR NOT NULL, 
	published VARCHAR, 
	modified VARCHAR, 
	PRIMARY KEY (report, captured_at, text), 
	FOREIGN KEY(report) REFERENCES reports (id)
);
CREATE TABLE versions (
	id BIGSERIAL NOT NULL, 
	report BIGINT NOT NULL, 
	text BIGINT NOT NULL, 
	captured_at VARCHAR NOT NULL, 
	seen_at VARCHAR NOT NULL, 
	known_from VARCHAR NOT NULL, 
	known_until VARCHAR, 
	published VARCHAR, 
	modified VARCHAR, 
	publisher VARCHAR, 
	wire VARCHAR, 
	title VARCHAR, 
	authors VARCHAR NOT NULL, 
	language VARCHAR, 
	sources VARCHAR NOT NULL, 
	origin VARCHAR, 
	run BIGINT, 
	PRIMARY KEY (id), 
	UNIQUE (report, captured_at, text), 
	FOREIGN KEY(report) REFERENCES reports (id), 
	FOREIGN KEY(text) REFERENCES texts (id), 
	FOREIGN KEY(run) REFERENCES runs (id)
);
CREATE INDEX ix_versions_publisher ON versions (publisher);
CREATE INDEX ix_versions_report ON versions (report);
CREATE INDEX ix_versions_text ON versions (text);
CREATE INDEX versions_by_beginning ON versions (known_from);
CREATE INDEX versions_by_end ON versions (known_until);
CREATE TABLE appearances (
	version BIGINT NOT NULL, 
	record VARCHAR NOT NULL, 
	name VARCHAR, 
	who VARCHAR, 
	entity VARCHAR, 
	voice VARCHAR GENERATED ALWAYS AS (coalesce(entity, who)) STORED, 
	occasion VARCHAR NOT NULL, 
	event VARCHAR, 
	status VARCHAR NOT NULL, 
	counterpart VARCHAR, 
	mode VARCHAR NOT NULL, 
	words VARCHAR NOT NULL, 
	spans VARCHAR NOT NULL, 
	day VARCHAR, 
	day_from VARCHAR, 
	day_until VARCHAR, 
	according_to VARCHAR, 
	PRIMARY KEY (version, record), 
	FOREIGN KEY(version) REFERENCES versions (id) ON DELETE CASCADE
);
CREATE INDEX appearances_by_voice ON appearances (voice, day_from, version, record, status);
CREATE INDEX ix_appearances_day_from ON appearances (day_from);
CREATE TABLE events (
	version BIGINT NOT NULL, 
	record VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	words VARCHAR NOT NULL, 
	spans VARCHAR NOT NULL, 
	place VARCHAR, 
	day VARCHAR, 
	day_from VARCHAR, 
	day_until VARCHAR, 
	happened BOOLEAN, 
	status VARCHAR NOT NULL, 
	according_to VARCHAR, 
	PRIMARY KEY (version, record), 
	FOREIGN KEY(version) REFERENCES versions (id) ON DELETE CASCADE
);
CREATE INDEX ix_events_day_from ON events (day_from);
CREATE TABLE inputs (
	digest VARCHAR NOT NULL, 
	version BIGINT NOT NULL, 
	PRIMARY KEY (digest), 
	FOREIGN KEY(version) REFERENCES versions (id) ON DELETE CASCADE
);
CREATE INDEX ix_inputs_version ON inputs (version);
CREATE TABLE labels (
	version BIGINT NOT NULL, 
	name VARCHAR NOT NULL, 
	sort VARCHAR NOT NULL, 
	label VARCHAR NOT NULL, 
	folded VARCHAR, 
	kind VARCHAR NOT NULL, 
	who VARCHAR NOT NULL, 
	day VARCHAR NOT NULL, 
	entity VARCHAR, 
	voice VARCHAR GENERATED ALWAYS AS (coalesce(entity, who)) STORED, 
	PRIMARY KEY (version, name, sort, label), 
	FOREIGN KEY(version) REFERENCES versions (id) ON DELETE CASCADE
);
CREATE INDEX labels_by_form ON labels (folded, voice, sort);
CREATE INDEX labels_by_voice ON labels (voice, sort, label, day, version);
CREATE TABLE mentions (
	version BIGINT NOT NULL, 
	statement VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	who VARCHAR NOT NULL, 
	day VARCHAR NOT NULL, 
	entity VARCHAR, 
	voice VARCHAR GENERATED ALWAYS AS (coalesce(entity, who)) STORED, 
	PRIMARY KEY (version, statement, name), 
	FOREIGN KEY(version) REFERENCES versions (id) ON DELETE CASCADE
);
CREATE INDEX mentions_by_voice ON mentions (voice, day);
CREATE TABLE names (
	version BIGINT NOT NULL, 
	record VARCHAR NOT NULL, 
	key VARCHAR NOT NULL, 
	kind VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	aliases VARCHAR NOT NULL, 
	roles VARCHAR NOT NULL, 
	gender VARCHAR, 
	count INTEGER, 
	capacity VARCHAR, 
	entity VARCHAR, 
	PRIMARY KEY (version, record), 
	FOREIGN KEY(version) REFERENCES versions (id) ON DELETE CASCADE
);
CREATE INDEX ix_names_entity ON names (entity);
CREATE INDEX ix_names_key ON names (key);
CREATE INDEX names_by_name ON names (kind, name);
CREATE TABLE parties (
	version BIGINT NOT NULL, 
	event VARCHAR NOT NULL, 
	name VARCHAR NOT NULL, 
	who VARCHAR NOT NULL, 
	entity VARCHAR, 
	voice VARCHAR GENERATED ALWAYS AS (coalesce(entity, who)) STORED, 
	PRIMARY KEY (version, event, name), 
	FOREIGN KEY(version) REFERENCES versions (id) ON DELETE CASCADE
);
CREATE INDEX parties_by_voice ON parties (voice);
CREATE TABLE readings (
	id BIGSERIAL NOT NULL, 
	version BIGINT NOT NULL, 
	engine VARCHAR NOT NULL, 
	read_at VARCHAR NOT NULL, 
	current BOOLEAN NOT NULL, 
	layers BYTEA NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(version) REFERENCES versions (id) ON DELETE CASCADE
);
CREATE INDEX ix_readings_version ON readings (version);
CREATE TABLE statements (
	id BIGSERIAL NOT NULL, 
	version BIGINT NOT NULL, 
	record VARCHAR NOT NULL, 
	inside VARCHAR, 
	depth INTEGER NOT NULL, 
	speaker VARCHAR, 
	entity VARCHAR, 
	who VARCHAR NOT NULL, 
	identification VARCHAR NOT NULL, 
	act VARCHAR NOT NULL, 
	quotation VARCHAR NOT NULL, 
	source VARCHAR NOT NULL, 
	cue VARCHAR NOT NULL, 
	content VARCHAR NOT NULL, 
	source_spans VARCHAR NOT NULL, 
	cue_spans VARCHAR NOT NULL, 
	content_spans VARCHAR NOT NULL, 
	start INTEGER NOT NULL, 
	hedged BOOLEAN NOT NULL, 
	confidence FLOAT NOT NULL, 
	quiet BOOLEAN NOT NULL, 
	block VARCHAR NOT NULL, 
	said VARCHAR, 
	said_from VARCHAR, 
	said_until VARCHAR, 
	published VARCHAR, 
	known_from VARCHAR NOT NULL, 
	known_until VARCHAR, 
	corrected BOOLEAN NOT NULL, 
	day VARCHAR GENERATED ALWAYS AS (CASE WHEN said_from < CASE WHEN published < substr(known_from, 1, 10) THEN published ELSE substr(known_from, 1, 10) END THEN said_from ELSE CASE WHEN published < substr(known_from, 1, 10) THEN published ELSE substr(known_from, 1, 10) END END) STORED NOT NULL, 
	voice VARCHAR GENERATED ALWAYS AS (coalesce(entity, who)) STORED, 
	PRIMARY KEY (id), 
	UNIQUE (version, record), 
	FOREIGN KEY(version) REFERENCES versions (id) ON DELETE CASCADE
);
CREATE INDEX ix_statements_version ON statements (version);
CREATE INDEX statements_by_day ON statements (day, id, quiet, known_until, act, quotation, identification, depth, hedged, confidence);
CREATE INDEX statements_by_record ON statements (record);
CREATE INDEX statements_by_said ON statements (said_from, said_until, day);
CREATE INDEX statements_by_voice ON statements (voice, day, id, quiet, known_until, said_from, said_until);
ALTER TABLE statements ADD COLUMN words tsvector GENERATED ALWAYS AS (to_tsvector('simple', content || ' ' || who)) STORED;
CREATE INDEX statement_words ON statements USING gin (words);
CREATE INDEX text_words ON texts USING gin (to_tsvector('simple', left(text, 500000)));
INSERT INTO blocks (block, kind, name) VALUES ('family brod #27', 'person', 'Pavel Brod');
INSERT INTO blocks (block, kind, name) VALUES ('family brod #52', 'person', 'Ana Brod');
INSERT INTO blocks (block, kind, name) VALUES ('family brod ~ana', 'person', 'Ana Brod');
INSERT INTO blocks (block, kind, name) VALUES ('family brod ~pavel', 'person', 'Pavel Brod');
INSERT INTO blocks (block, kind, name) VALUES ('family ril #116', 'person', 'Tomas Rill');
INSERT INTO blocks (block, kind, name) VALUES ('family ril ~tomas', 'person', 'Tomas Rill');
INSERT INTO blocks (block, kind, name) VALUES ('surname brod', 'person', 'Ana Brod');
INSERT INTO blocks (block, kind, name) VALUES ('surname brod', 'person', 'Pavel Brod');
INSERT INTO blocks (block, kind, name) VALUES ('surname ril', 'person', 'Rill');
INSERT INTO blocks (block, kind, name) VALUES ('surname ril', 'person', 'Tomas Rill');
INSERT INTO blocks (block, kind, name) VALUES ('turned ana brod', 'person', 'Ana Brod');
INSERT INTO blocks (block, kind, name) VALUES ('turned brod pavel', 'person', 'Pavel Brod');
INSERT INTO blocks (block, kind, name) VALUES ('turned rill tomas', 'person', 'Tomas Rill');
INSERT INTO blocks (block, kind, name) VALUES ('whole anabrod', 'person', 'Ana Brod');
INSERT INTO blocks (block, kind, name) VALUES ('whole pavelbrod', 'person', 'Pavel Brod');
INSERT INTO blocks (block, kind, name) VALUES ('whole tomasril', 'person', 'Tomas Rill');
INSERT INTO corrections (id, document, layer, record, anchor, field, before, after, by, at, why, undoes) VALUES (1, 'sha256:1cf64a5a503f1d316f249be9f919c32e98ca9f413ab16e69edb1c02d6d24244b', 'attributions', 'c1', '[[11,19],[55,59],[60,82]]', 'act', '"assert"', '"deny"', 'Kim', '2026-04-01T12:00:00Z', 'the mayor’s words', NULL);
SELECT setval(pg_get_serial_sequence('corrections', 'id'), (SELECT coalesce(max(id), 1) FROM corrections));
INSERT INTO entities (id, kind, name, stale) VALUES ('n3e6f25220de1e1fb', 'person', 'Rill', false);
INSERT INTO entities (id, kind, name, stale) VALUES ('n5b8061eb083f4d9a', 'person', 'Ana Brod', false);
INSERT INTO entities (id, kind, name, stale) VALUES ('nba7ac48826b210e6', 'person', 'Pavel Brod', false);
INSERT INTO entities (id, kind, name, stale) VALUES ('nc62fd87eb2d09aa1', 'person', 'Tomas Rill', false);
INSERT INTO failures (id, place, source, kind, problem, digest, first_at, last_at, tries, solved_at) VALUES (1, 'reports/empty.txt', 'reports', 'InputError', 'is empty', NULL, '2026-04-01T12:00:00Z', '2026-04-01T12:00:00Z', 1, NULL);
SELECT setval(pg_get_serial_sequence('failures', 'id'), (SELECT coalesce(max(id), 1) FROM failures));
INSERT INTO judgements (id, "left", "right", left_document, right_document, left_name, right_name, kind, verdict, by, at, why, act, undoes) VALUES (1, 'afb504b7ac146f18fa53', 'ead5c4a27b73f0e74969', 'sha256:e8755be8268ef50f3589d5d92622c4f500486bbbbfdaafa3f4b20a08e2ce9e57', 'sha256:016c626907050820cf7fd7d40ab6cadc6924d64faea502dd404e8de8cf21376e', 'Ana Brod', 'Pavel Brod', 'person', 'different', 'Kim', '2026-04-01T12:00:00Z', 'her brother', 1, NULL);
SELECT setval(pg_get_serial_sequence('judgements', 'id'), (SELECT coalesce(max(id), 1) FROM judgements));
INSERT INTO links ("left", "right", held, score, evidence, by) VALUES ('4e17df418630d55c723f', 'a023e8fb89589d804f04', true, 7.6, '[{"feature":"family name","weight":4.0,"words":"Ana Brod | Ana Brod: the same"},{"feature":"given name","weight":3.0,"words":"Ana Brod | Ana Brod: the same"},{"feature":"role","weight":0.6,"words":"minister | the mayor: one walk of life"}]', 'machine');
INSERT INTO links ("left", "right", held, score, evidence, by) VALUES ('4e17df418630d55c723f', 'afb504b7ac146f18fa53', true, 7.6, '[{"feature":"family name","weight":4.0,"words":"Ana Brod | Ana Brod: the same"},{"feature":"given name","weight":3.0,"words":"Ana Brod | Ana Brod: the same"},{"feature":"role","weight":0.6,"words":"minister | the mayor: one walk of life"}]', 'machine');
INSERT INTO links ("left", "right", held, score, evidence, by) VALUES ('a023e8fb89589d804f04', 'afb504b7ac146f18fa53', true, 10.2, '[{"feature":"family name","weight":4.0,"words":"Ana Brod | Ana Brod: the same"},{"feature":"given name","weight":3.0,"words":"Ana Brod | Ana Brod: the same"},{"feature":"role","weight":3.2,"words":"the mayor | the mayor: the same role"}]', 'machine');
INSERT INTO meta (key, value) VALUES ('created', '2026-04-01T12:00:00Z');
INSERT INTO meta (key, value) VALUES ('sayso', '0.1.0');
INSERT INTO meta (key, value) VALUES ('schema', '2');
INSERT INTO reports (id, key, url, place) VALUES (1, 'https://example.org/port', 'https://example.org/port', NULL);
INSERT INTO reports (id, key, url, place) VALUES (2, 'https://example.org/meeting', 'https://example.org/meeting', NULL);
INSERT INTO reports (id, key, url, place) VALUES (3, 'https://example.org/folly', 'https://example.org/folly', NULL);
INSERT INTO reports (id, key, url, place) VALUES (4, 'https://example.org/plan', 'https://example.org/plan', NULL);
SELECT setval(pg_get_serial_sequence('reports', 'id'), (SELECT coalesce(max(id), 1) FROM reports));
SELECT setval(pg_get_serial_sequence('runs', 'id'), (SELECT coalesce(max(id), 1) FROM runs));
INSERT INTO texts (id, digest, length, text, exact, raw) VALUES (1, 'sha256:e8755be8268ef50f3589d5d92622c4f500486bbbbfdaafa3f4b20a08e2ce9e57', 131, 'Ana Brod, the mayor, denied that a clerk promised to close the port. “We may dredge the harbour,” Tomas Rill said. Rill opposed it.', NULL, NULL);
INSERT INTO texts (id, digest, length, text, exact, raw) VALUES (2, 'sha256:d3c287ceb9dec9fc794d98c007d64543b6124fd30ef1ec3eed28f433d5048477', 119, 'Ana Brod, the mayor, confirmed that the port will close. “We may dredge the harbour,” Tomas Rill said. Rill opposed it.', NULL, NULL);
INSERT INTO texts (id, digest, length, text, exact, raw) VALUES (3, 'sha256:1cf64a5a503f1d316f249be9f919c32e98ca9f413ab16e69edb1c02d6d24244b', 123, 'On 9 March Ana Brod met Tomas Rill in Ostrel. Ana Brod said the Harbour stays open. Rill told Ana Brod that the quay sinks.', NULL, NULL);
INSERT INTO texts (id, digest, length, text, exact, raw) VALUES (4, 'sha256:016c626907050820cf7fd7d40ab6cadc6924d64faea502dd404e8de8cf21376e', 39, 'Pavel Brod said that dredging is folly.', NULL, NULL);
INSERT INTO texts (id, digest, length, text, exact, raw) VALUES (5, 'sha256:cb5927fb1b5f05f111c7836a384b34aeec938794d8c2872a1782b8a3a232c978', 29, 'Rill called the folly a plan.', NULL, NULL);
SELECT setval(pg_get_serial_sequence('texts', 'id'), (SELECT coalesce(max(id), 1) FROM texts));
INSERT INTO captures (report, captured_at, text, published, modified) VALUES (1, '2026-03-05T18:00:00Z', 'sha256:e8755be8268ef50f3589d5d92622c4f500486bbbbfdaafa3f4b20a08e2ce9e57', '2026-03-05', NULL);
INSERT INTO captures (report, captured_at, text, published, modified) VALUES (1, '2026-03-08T09:00:00Z', 'sha256:d3c287ceb9dec9fc794d98c007d64543b6124fd30ef1ec3eed28f433d5048477', '2026-03-05', '2026-03-08');
INSERT INTO captures (report, captured_at, text, published, modified) VALUES (2, '2026-03-20T08:00:00Z', 'sha256:1cf64a5a503f1d316f249be9f919c32e98ca9f413ab16e69edb1c02d6d24244b', '2026-03-20', NULL);
INSERT INTO captures (report, captured_at, text, published, modified) VALUES (3, '2026-03-21T08:00:00Z', 'sha256:016c626907050820cf7fd7d40ab6cadc6924d64faea502dd404e8de8cf21376e', '2026-03-21', NULL);
INSERT INTO captures (report, captured_at, text, published, modified) VALUES (4, '2026-03-22T08:00:00Z', 'sha256:cb5927fb1b5f05f111c7836a384b34aeec938794d8c2872a1782b8a3a232c978', NULL, NULL);
INSERT INTO versions (id, report, text, captured_at, seen_at, known_from, known_until, published, modified, publisher, wire, title, authors, language, sources, origin, run) VALUES (1, 1, 1, '2026-03-05T18:00:00Z', '2026-03-05T18:00:00Z', '2026-03-05T00:00:00Z', '2026-03-08T00:00:00Z', '2026-03-05', NULL, 'The Harbour Post', NULL, 'Port to close', '[]', NULL, '{}', NULL, NULL);
INSERT INTO versions (id, report, text, captured_at, seen_at, known_from, known_until, published, modified, publisher, wire, title, authors, language, sources, origin, run) VALUES (2, 1, 2, '2026-03-08T09:00:00Z', '2026-03-08T09:00:00Z', '2026-03-08T00:00:00Z', NULL, '2026-03-05', '2026-03-08', 'The Harbour Post', NULL, 'Port to close', '[]', NULL, '{}', NULL, NULL);
INSERT INTO versions (id, report, text, captured_at, seen_at, known_from, known_until, published, modified, publisher, wire, title, authors, language, sources, origin, run) VALUES (3, 2, 3, '2026-03-20T08:00:00Z', '2026-03-20T08:00:00Z', '2026-03-20T00:00:00Z', NULL, '2026-03-20', NULL, 'Nordwire', NULL, 'They met', '[]', NULL, '{}', NULL, NULL);
INSERT INTO versions (id, report, text, captured_at, seen_at, known_from, known_until, published, modified, publisher, wire, title, authors, language, sources, origin, run) VALUES (4, 3, 4, '2026-03-21T08:00:00Z', '2026-03-21T08:00:00Z', '2026-03-21T00:00:00Z', NULL, '2026-03-21', NULL, 'Nordwire', NULL, NULL, '[]', NULL, '{}', NULL, NULL);
INSERT INTO versions (id, report, text, captured_at, seen_at, known_from, known_until, published, modified, publisher, wire, title, authors, language, sources, origin, run) VALUES (5, 4, 5, '2026-03-22T08:00:00Z', '2026-03-22T08:00:00Z', '2026-03-22T08:00:00Z', NULL, NULL, NULL, 'nordwire', NULL, NULL, '[]', NULL, '{}', NULL, NULL);
SELECT setval(pg_get_serial_sequence('versions', 'id'), (SELECT coalesce(max(id), 1) FROM versions));
INSERT INTO appearances (version, record, name, who, entity, occasion, event, status, counterpart, mode, words, spans, day, day_from, day_until, according_to) VALUES (3, 'p1', 'e1', 'Ana Brod', 'n5b8061eb083f4d9a', 'the meeting', 'v1', 'attended', NULL, 'unknown', 'met', '[[20,23]]', '2026-03-09', '2026-03-09', '2026-03-10', NULL);
INSERT INTO events (version, record, kind, words, spans, place, day, day_from, day_until, happened, status, according_to) VALUES (3, 'v1', 'meeting', 'Ana Brod met Tomas Rill', '[[11,34]]', NULL, '2026-03-09', '2026-03-09', '2026-03-10', true, 'held', NULL);
INSERT INTO events (version, record, kind, words, spans, place, day, day_from, day_until, happened, status, according_to) VALUES (3, 'v2', 'call', 'told', '[[89,93]]', NULL, NULL, NULL, NULL, NULL, 'held', NULL);
INSERT INTO labels (version, name, sort, label, folded, kind, who, day, entity) VALUES (1, 'e1', 'alias', 'Brod', 'brod', 'person', 'Ana Brod', '2026-03-05', 'n5b8061eb083f4d9a');
INSERT INTO labels (version, name, sort, label, folded, kind, who, day, entity) VALUES (1, 'e1', 'name', 'Ana Brod', 'ana brod', 'person', 'Ana Brod', '2026-03-05', 'n5b8061eb083f4d9a');
INSERT INTO labels (version, name, sort, label, folded, kind, who, day, entity) VALUES (1, 'e1', 'role', 'the mayor', NULL, 'person', 'Ana Brod', '2026-03-05', 'n5b8061eb083f4d9a');
INSERT INTO labels (version, name, sort, label, folded, kind, who, day, entity) VALUES (1, 'e2', 'alias', 'Rill', 'rill', 'person', 'Tomas Rill', '2026-03-05', 'nc62fd87eb2d09aa1');
INSERT INTO labels (version, name, sort, label, folded, kind, who, day, entity) VALUES (1, 'e2', 'name', 'Tomas Rill', 'tomas rill', 'person', 'Tomas Rill', '2026-03-05', 'nc62fd87eb2d09aa1');
INSERT INTO labels (version, name, sort, label, folded, kind, who, day, entity) VALUES (2, 'e1', 'alias', 'Brod', 'brod', 'person', 'Ana Brod', '2026-03-05', 'n5b8061eb083f4d9a');
INSERT INTO labels (version, name, sort, label, folded, kind, who, day, entity) VALUES (2, 'e1', 'name', 'Ana Brod', 'ana brod', 'person', 'Ana Brod', '2026-03-05', 'n5b8061eb083f4d9a');
INSERT INTO labels (version, name, sort, label, folded, kind, who, day, entity) VALUES (2, 'e1', 'role', 'the mayor', NULL, 'person', 'Ana Brod', '2026-03-05', 'n5b8061eb083f4d9a');
INSERT INTO labels (version, name, sort, label, folded, kind, who, day, entity) VALUES (2, 'e2', 'alias', 'Rill', 'rill', 'person', 'Tomas Rill', '2026-03-05', 'nc62fd87eb2d09aa1');
INSERT INTO labels (version, name, sort, label, folded, kind, who, day, entity) VALUES (2, 'e2', 'name', 'Tomas Rill', 'tomas rill', 'person', 'Tomas Rill', '2026-03-05', 'nc62fd87eb2d09aa1');
INSERT INTO labels (version, name, sort, label, folded, kind, who, day, entity) VALUES (3, 'e1', 'name', 'Ana Brod', 'ana brod', 'person', 'Ana Brod', '2026-03-20', 'n5b8061eb083f4d9a');
INSERT INTO labels (version, name, sort, label, folded, kind, who, day, entity) VALUES (3, 'e1', 'role', 'minister', NULL, 'person', 'Ana Brod', '2026-03-20', 'n5b8061eb083f4d9a');
INSERT INTO labels (version, name, sort, label, folded, kind, who, day, entity) VALUES (3, 'e2', 'alias', 'Rill', 'rill', 'person', 'Tomas Rill', '2026-03-20', 'nc62fd87eb2d09aa1');
INSERT INTO labels (version, name, sort, label, folded, kind, who, day, entity) VALUES (3, 'e2', 'name', 'Tomas Rill', 'tomas rill', 'person', 'Tomas Rill', '2026-03-20', 'nc62fd87eb2d09aa1');
INSERT INTO labels (version, name, sort, label, folded, kind, who, day, entity) VALUES (4, 'e5', 'alias', 'Brod', 'brod', 'person', 'Pavel Brod', '2026-03-21', 'nba7ac48826b210e6');
INSERT INTO labels (version, name, sort, label, folded, kind, who, day, entity) VALUES (4, 'e5', 'name', 'Pavel Brod', 'pavel brod', 'person', 'Pavel Brod', '2026-03-21', 'nba7ac48826b210e6');
INSERT INTO labels (version, name, sort, label, folded, kind, who, day, entity) VALUES (5, 'e6', 'name', 'Rill', 'rill', 'person', 'Rill', '2026-03-22', 'n3e6f25220de1e1fb');
INSERT INTO mentions (version, statement, name, who, day, entity) VALUES (3, 'c3', 'e2', 'Tomas Rill', '2026-03-20', 'nc62fd87eb2d09aa1');
INSERT INTO names (version, record, key, kind, name, aliases, roles, gender, count, capacity, entity) VALUES (1, 'e1', 'afb504b7ac146f18fa53', 'person', 'Ana Brod', '["Brod"]', '[{"title":"the mayor","start":10,"end":19}]', NULL, NULL, NULL, 'n5b8061eb083f4d9a');
INSERT INTO names (version, record, key, kind, name, aliases, roles, gender, count, capacity, entity) VALUES (1, 'e2', 'd2fdb4307a0916541a4c', 'person', 'Tomas Rill', '["Rill"]', '[]', NULL, NULL, NULL, 'nc62fd87eb2d09aa1');
INSERT INTO names (version, record, key, kind, name, aliases, roles, gender, count, capacity, entity) VALUES (2, 'e1', 'a023e8fb89589d804f04', 'person', 'Ana Brod', '["Brod"]', '[{"title":"the mayor","start":10,"end":19}]', NULL, NULL, NULL, 'n5b8061eb083f4d9a');
INSERT INTO names (version, record, key, kind, name, aliases, roles, gender, count, capacity, entity) VALUES (2, 'e2', 'acaae2b53e923df81a15', 'person', 'Tomas Rill', '["Rill"]', '[]', NULL, NULL, NULL, 'nc62fd87eb2d09aa1');
INSERT INTO names (version, record, key, kind, name, aliases, roles, gender, count, capacity, entity) VALUES (3, 'e1', '4e17df418630d55c723f', 'person', 'Ana Brod', '[]', '[{"title":"minister","start":0,"end":2}]', NULL, NULL, NULL, 'n5b8061eb083f4d9a');
INSERT INTO names (version, record, key, kind, name, aliases, roles, gender, count, capacity, entity) VALUES (3, 'e2', '182cb4626ff0eee74a24', 'person', 'Tomas Rill', '["Rill"]', '[]', NULL, NULL, NULL, 'nc62fd87eb2d09aa1');
INSERT INTO names (version, record, key, kind, name, aliases, roles, gender, count, capacity, entity) VALUES (4, 'e5', 'ead5c4a27b73f0e74969', 'person', 'Pavel Brod', '["Brod"]', '[]', NULL, NULL, NULL, 'nba7ac48826b210e6');
INSERT INTO names (version, record, key, kind, name, aliases, roles, gender, count, capacity, entity) VALUES (5, 'e6', 'ae5e23c552fc901fb47d', 'person', 'Rill', '[]', '[]', NULL, NULL, NULL, 'n3e6f25220de1e1fb');
INSERT INTO parties (version, event, name, who, entity) VALUES (3, 'v1', 'e1', 'Ana Brod', 'n5b8061eb083f4d9a');
INSERT INTO parties (version, event, name, who, entity) VALUES (3, 'v1', 'e2', 'Tomas Rill', 'nc62fd87eb2d09aa1');
INSERT INTO parties (version, event, name, who, entity) VALUES (3, 'v2', 'e2', 'Tomas Rill', 'nc62fd87eb2d09aa1');
INSERT INTO readings (id, version, engine, read_at, current, layers) VALUES (1, 1, '{"sayso":"0.1.0","steps":{"appearances":"1","attributions":"1","entities":"1","events":"1","mentions":"1","timexes":"1"}}', '2026-04-01T12:00:00Z', true, '\x785e9d94dd6ee32010855f25e21aed82edb471ee761fa1dabba85a4d0c4d5130b880ab8daabcfbce603b9b1f75dbfac6f20c301cbe39f0c6b6d637fbc8d69b47ceb44b26194dd11b338aad99968cb3bd71f4dfe910bdc3d841ab31fee160f133788519b006625ec772066b056fc74258d3d2fcf4ac172d1c7cc0053141486c2d056d8ac5657dc435b0c379aeb796b31da67598a2c6f70ea70f430d74d0987418e2239fa416ef4bfde55b888b0763eda5d89c39133b5703ae6b099e7723c9645afd279f9f4aa614ccb69f8647bd4068a3ef438387de6c045f3de2dca6cf512179719f63ef1256a65c59f2bb9c332e1a7522153b0d7b4235340b4750c8936980f6c32c758b7af4d2fb34e5b0a126e826110dfcae192e3a60f0acd5eea45aa9a063d4a407378d60d46f2a3836c1bb27da8ac48b6ff592b32d3684b55e69fb9d74645f6166eb15550e1ad03c19c8a963401dfb4700cf5789330695e4557dc56029ae18b001e3c4601077c380ccf811822ef8d6449a3697c2dd2c08e505847ac5a5387782143597b2bce2702f78bdfcaf1788eda7bc70e504c096e3d53ca3b0911597d978f0154bcc82515dc0900277bea451082e6f6e862c905a99bdf3eeddf8348f9bbbe1f1e1a2376bae2d565f2141aff02bdee0e9e9e8d0d901f09a8d89576fc6ffe35f7d41d570');
INSERT INTO readings (id, version, engine, read_at, current, layers) VALUES (2, 2, '{"sayso":"0.1.0","steps":{"appearances":"1","attributions":"1","entities":"1","events":"1","mentions":"1","timexes":"1"}}', '2026-04-01T12:00:00Z', true, '\x785e9d53416ec23010fc0af2d96a63d240925bfb84aab708559bd8808563a7b6838a107fef6e481020b56a7b4199b177773cb31c596d5cb30bacac569c291b75d48ad09169c94aa604e36ca72d7d77ca0767115b6815e2670bb317ef2432603484a18e0d0cf6f2ce8c8db0a7a1fb71ab662d1c9cc78210c147568a84866273519cb0063678cff6c670b6415af90935aeb778fd7cd440078d8e87333ef149eafc7ba96fae85307bd5c6dc8a1d982bb1ffd580752d99e7ece864d4adfa1cde4f2d63f4baeea7e3516f4dd606d7fb061f5d5509cf5778b7e90734173c4d06ec6cc4cec4a50b9e65c4691bb4bc38153a053bb2ea1c169ea090b56e80e6214b6951461fbd8b1387816aaf9a486ee06f4963d6dab788b74a6e2ec2a5f42a044592706e002ddfa9e79803d5e034d29f3c1419673566c25a2795792429c36a21533b7940e815e0fe0c9e5c42abd31b13f2052f165736144b2e1271e74396f33cfdd107da845ff970e702e05b712daf4ca8c413174b1a067ff1e22f56d0ff6e8f994dcbd2619e1ed0d591d83b3d7e9fbe00ae0f2fbc');
INSERT INTO readings (id, version, engine, read_at, current, layers) VALUES (3, 3, '{"sayso":"0.1.0","steps":{"appearances":"1","attributions":"1","entities":"1","events":"1","mentions":"1","timexes":"1"}}', '2026-04-01T12:00:00Z', true, '\x785ebd55cb6edb3010fc958067a6d523096cdf52b43f50e46604014d313661895449ca4960f8df3b4bca0ad3c445d306bd18da15bd9c9d9d1dedd9aab572ebd96279cb99324107ad28da33ddb0055325e36cab0d3df7ca796b101bd129c4d7469c7d71b64146b45af8f83f5471b61d4ba05a4b273b6db40fcae1a40fc205b628e83214ad0ef88358e39019da96b335b2383746d20e0687d32b297a2175784af1811f1156a711ded84ef8b3efba6d5f6064319321fd5b0cf85f479c5993281b9bab2ec6eeeaf80016009a29027a6f5d87e7c820985282185d30463404dda9c79cfc40e48f35ebb16409e6c2534fac7ebdbef986033bd10e14564575755ed4e7c51cc90e6319795ba9b5a63b5ebc07afbacd9265410c19b9b113f96e88b38bd044084eaf86e74ea33864c46707277170b92c4b5ece6f715a129ee5f2f2925fa6d89a001a287755f05945396dbc6ea6b1fb5e892dcd3d090e6f80ef5e4b41378e7c91ce7e0c361c7310a5764a06028edf0513de2b688bb38d6ad647318aa6710a2f0811aef54237775472ff366f7106a805ea0f11f83d61a1fe8a4f33ce56344870abdacf8433ee0e322bdb3c4de38c5b30c953d2d49f39aa0b5e5f641ccde67c5effc25159cc7859fd9e25aafa1f581a37ef0368a8731a268dbc1407f6e6229273421c09cdabb60743ebf4b1f2f8e7c6c94d775071e6a5bbcc4b3ba582366b90a2764785c50d4aea78d858a8282d037c2366949bd605c19f4a7823fa5e19b0b3086e50d14ec200505892363ab794d63580721770656a3baa3caeff24e35de6b252443fcd814f323e023f85395df00c2ac5ef04458684ae848361e57ed9135de3576a74122ba5f0d143f6c7cf56d8a8b39cfee84c0cc3c1c24f406078f4252286888d04533df6f01bd5dcad9414831f2de51dc320e7c05d83d91afb405fd29cc3aae055b482b746929bf1ceead4f6ede1272f3671ea');
INSERT INTO readings (id, version, engine, read_at, current, layers) VALUES (4, 4, '{"sayso":"0.1.0","steps":{"appearances":"1","attributions":"1","entities":"1","events":"1","mentions":"1","timexes":"1"}}', '2026-04-01T12:00:00Z', true, '\x785e3d51d16ac3300cfc95a167b3351b85d2c77dc1de4b198ead76a28e9dd94e5929fdf79ddc242f467742a7d3f94e7d48ee52687f381ae258a50a2bba9378da136fc9d045a2d623e7922270b403037fd92b8797cf9c3c381bc49636498d815a4ea11128ed1903710ac1d099a3e7bc2097a658576047eba4de9ef881b9411da538ab5419f86f95ac354b3f2dedd9afefe0a5a4293b2c3c1c36a6db1ca1e3a606bbce74db8653ac9056eebd331f3be52416f1abcd32b2bda8cf6704e8c0c9499cd585603503bdfb774a75e11093647655e3c0bb275b0a67853feccfab71ef33a3a18eb0b658f1df2af98c07ce4eba4cfd6f5e77867ac44143f21cdef4b6f65d60fae46f80992dfea4e5a379f1153697cc479c902d9466e29a64ae1fff2c24a42f');
INSERT INTO readings (id, version, engine, read_at, current, layers) VALUES (5, 5, '{"sayso":"0.1.0","steps":{"appearances":"1","attributions":"1","entities":"1","events":"1","mentions":"1","timexes":"1"}}', '2026-04-01T12:00:00Z', true, '\x785e3d51d16ec3200cfc179ed1d654db54e533f65a5593036e6695400aa45a55f5df774e93bc20df19cee7e361ba90dca598f678b28663952aace861c49bd6f097b1e62251eb9173491138d2c0c0df12021005a132bf81424e612da9c7a53885604dcfd1735e914b53ac1ba0919cd4fb0b3f2131a88b1417c12a03ff6d92b566e9a6b5bd783c377051d2941d061e8f3bfb71828c9b66f4699b66862956082bd5ecedfea09cc4227e335946a68bba7c2d8d0e7c9cc5918e03ab5b7b34ae53aa2b876024b3ab1a03ced650299c15feb2ef37dbde6746430d616c21f13f2af90a07cece3a4cddefde0ed67408c30cc97378d7cde60f02d3257f07cc4cf885391d4d8b6fb0b964452356c804a585b82559eae73fc5d19ffd');
SELECT setval(pg_get_serial_sequence('readings', 'id'), (SELECT coalesce(max(id), 1) FROM readings));
INSERT INTO statements (id, version, record, inside, depth, speaker, entity, who, identification, act, quotation, source, cue, content, source_spans, cue_spans, content_spans, start, hedged, confidence, quiet, block, said, said_from, said_until, published, known_from, known_until, corrected) VALUES (1, 1, 'a1', NULL, 1, 'e1', 'n5b8061eb083f4d9a', 'Ana Brod', 'named', 'deny', 'indirect', 'Ana Brod', 'denied', 'a clerk promised to close the port', '[[0,8]]', '[[21,27]]', '[[33,67]]', 0, false, 0.95, false, 'body', NULL, NULL, NULL, '2026-03-05', '2026-03-05T00:00:00Z', '2026-03-08T00:00:00Z', false);
INSERT INTO statements (id, version, record, inside, depth, speaker, entity, who, identification, act, quotation, source, cue, content, source_spans, cue_spans, content_spans, start, hedged, confidence, quiet, block, said, said_from, said_until, published, known_from, known_until, corrected) VALUES (2, 1, 'a2', 'a1', 2, NULL, NULL, 'a clerk', 'role', 'promise', 'indirect', 'a clerk', 'promised', 'to close the port', '[[33,40]]', '[[41,49]]', '[[50,67]]', 33, false, 0.6, false, 'body', NULL, NULL, NULL, '2026-03-05', '2026-03-05T00:00:00Z', '2026-03-08T00:00:00Z', false);
INSERT INTO statements (id, version, record, inside, depth, speaker, entity, who, identification, act, quotation, source, cue, content, source_spans, cue_spans, content_spans, start, hedged, confidence, quiet, block, said, said_from, said_until, published, known_from, known_until, corrected) VALUES (3, 1, 'a3', NULL, 1, 'e2', 'nc62fd87eb2d09aa1', 'Tomas Rill', 'named', 'assert', 'direct', 'Tomas Rill', 'said', 'We may dredge the harbour', '[[98,108]]', '[[109,113]]', '[[70,95]]', 70, true, 0.9, false, 'body', NULL, NULL, NULL, '2026-03-05', '2026-03-05T00:00:00Z', '2026-03-08T00:00:00Z', false);
INSERT INTO statements (id, version, record, inside, depth, speaker, entity, who, identification, act, quotation, source, cue, content, source_spans, cue_spans, content_spans, start, hedged, confidence, quiet, block, said, said_from, said_until, published, known_from, known_until, corrected) VALUES (4, 1, 'a4', NULL, 1, 'e2', 'nc62fd87eb2d09aa1', 'Tomas Rill', 'named', 'other', 'indirect', 'Rill', 'opposed', 'it', '[[104,108]]', '[[120,127]]', '[[128,130]]', 104, false, 0.8, true, 'body', NULL, NULL, NULL, '2026-03-05', '2026-03-05T00:00:00Z', '2026-03-08T00:00:00Z', false);
INSERT INTO statements (id, version, record, inside, depth, speaker, entity, who, identification, act, quotation, source, cue, content, source_spans, cue_spans, content_spans, start, hedged, confidence, quiet, block, said, said_from, said_until, published, known_from, known_until, corrected) VALUES (5, 2, 'b1', NULL, 1, 'e1', 'n5b8061eb083f4d9a', 'Ana Brod', 'named', 'confirm', 'indirect', 'Ana Brod', 'confirmed', 'the port will close', '[[0,8]]', '[[21,30]]', '[[36,55]]', 0, false, 0.95, false, 'body', NULL, NULL, NULL, '2026-03-05', '2026-03-08T00:00:00Z', NULL, false);
INSERT INTO statements (id, version, record, inside, depth, speaker, entity, who, identification, act, quotation, source, cue, content, source_spans, cue_spans, content_spans, start, hedged, confidence, quiet, block, said, said_from, said_until, published, known_from, known_until, corrected) VALUES (6, 2, 'b3', NULL, 1, 'e2', 'nc62fd87eb2d09aa1', 'Tomas Rill', 'named', 'assert', 'direct', 'Tomas Rill', 'said', 'We may dredge the harbour', '[[86,96]]', '[[97,101]]', '[[58,83]]', 58, true, 0.9, false, 'body', NULL, NULL, NULL, '2026-03-05', '2026-03-08T00:00:00Z', NULL, false);
INSERT INTO statements (id, version, record, inside, depth, speaker, entity, who, identification, act, quotation, source, cue, content, source_spans, cue_spans, content_spans, start, hedged, confidence, quiet, block, said, said_from, said_until, published, known_from, known_until, corrected) VALUES (10, 4, 'd1', NULL, 1, 'e5', 'nba7ac48826b210e6', 'Pavel Brod', 'named', 'assert', 'indirect', 'Pavel Brod', 'said', 'dredging is folly', '[[0,10]]', '[[11,15]]', '[[21,38]]', 0, false, 0.8, false, 'body', NULL, NULL, NULL, '2026-03-21', '2026-03-21T00:00:00Z', NULL, false);
INSERT INTO statements (id, version, record, inside, depth, speaker, entity, who, identification, act, quotation, source, cue, content, source_spans, cue_spans, content_spans, start, hedged, confidence, quiet, block, said, said_from, said_until, published, known_from, known_until, corrected) VALUES (11, 5, 'f1', NULL, 1, 'e6', 'n3e6f25220de1e1fb', 'Rill', 'named', 'assert', 'indirect', 'Rill', 'called', 'the folly a plan', '[[0,4]]', '[[5,11]]', '[[12,28]]', 0, false, 0.8, false, 'body', NULL, NULL, NULL, NULL, '2026-03-22T08:00:00Z', NULL, false);
INSERT INTO statements (id, version, record, inside, depth, speaker, entity, who, identification, act, quotation, source, cue, content, source_spans, cue_spans, content_spans, start, hedged, confidence, quiet, block, said, said_from, said_until, published, known_from, known_until, corrected) VALUES (12, 3, 'c1', NULL, 1, 'e1', 'n5b8061eb083f4d9a', 'Ana Brod', 'named', 'deny', 'indirect', 'Ana Brod', 'said', 'the Harbour stays open', '[[11,19]]', '[[55,59]]', '[[60,82]]', 11, false, 0.8, false, 'body', '2026-03-09', '2026-03-09', '2026-03-10', '2026-03-20', '2026-03-20T00:00:00Z', NULL, true);
INSERT INTO statements (id, version, record, inside, depth, speaker, entity, who, identification, act, quotation, source, cue, content, source_spans, cue_spans, content_spans, start, hedged, confidence, quiet, block, said, said_from, said_until, published, known_from, known_until, corrected) VALUES (13, 3, 'c2', NULL, 1, 'e2', 'nc62fd87eb2d09aa1', 'Tomas Rill', 'named', 'assert', 'indirect', 'Rill', 'told', 'the quay sinks', '[[30,34]]', '[[89,93]]', '[[108,122]]', 30, false, 0.8, false, 'body', NULL, NULL, NULL, '2026-03-20', '2026-03-20T00:00:00Z', NULL, false);
INSERT INTO statements (id, version, record, inside, depth, speaker, entity, who, identification, act, quotation, source, cue, content, source_spans, cue_spans, content_spans, start, hedged, confidence, quiet, block, said, said_from, said_until, published, known_from, known_until, corrected) VALUES (14, 3, 'c3', NULL, 1, NULL, NULL, '', 'unnamed', 'assert', 'indirect', '', '', 'Tomas Rill in Ostrel', '[]', '[]', '[[24,44]]', 24, false, 0.8, false, 'body', NULL, NULL, NULL, '2026-03-20', '2026-03-20T00:00:00Z', NULL, false);
SELECT setval(pg_get_serial_sequence('statements', 'id'), (SELECT coalesce(max(id), 1) FROM statements));
