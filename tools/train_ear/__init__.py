"""Trains the ear: see ``__main__`` for the one command, and docs/ear.md for what it does."""
