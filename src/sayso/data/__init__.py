"""The packaged word lists and the attribution model."""
