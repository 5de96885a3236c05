"""Words that no part of the ear may ever meet, so that it can be asked about words that are new to it."""

WITHHELD = frozenset({"tree", "trees", "wow", "forward", "forwards", "bird", "birds", "happy"})
