"""Rooms: the only part that knows sound devices. Every room yields ticks."""
