"""Who and what a report names: entities, their mentions, and the speaker of every attribution."""
