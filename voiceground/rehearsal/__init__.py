"""Rehearsals: the scenes of a plan, played without sound in no time, or through the real voice and ear."""
