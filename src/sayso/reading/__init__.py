"""The reading engine: a document's text in, layers of annotations out; no database, no network."""
