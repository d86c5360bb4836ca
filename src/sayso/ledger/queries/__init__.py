"""Questions to a ledger: every SELECT that a surface needs stands here, the same for SQLite and PostgreSQL."""
