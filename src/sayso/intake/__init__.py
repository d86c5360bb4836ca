"""Bytes from files, folders, pipes and records turned into documents; the only place that knows formats and encodings."""
