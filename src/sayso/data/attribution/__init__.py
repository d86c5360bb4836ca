"""The packaged attribution model; its card says how it was made."""
