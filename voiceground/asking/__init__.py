"""Sessions that ask what to set up: scripts made for once, and what their answers mean."""
