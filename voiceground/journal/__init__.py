"""The journal: what is kept of a session, and only that."""
