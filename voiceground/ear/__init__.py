"""The ear: ticks in, what the person did out."""
