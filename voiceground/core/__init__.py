"""The pure core: what a script is, what may be answered, and what happens next.

Rule 1: nothing here reads a file, a clock, a device or a random number. Time arrives as events.
Rule 2: every value is frozen; a step forward is a new value.
"""
