"""Whether a draft quotes what was said: quotations found in a text, aligned with a report word by word, differences named. No database."""
