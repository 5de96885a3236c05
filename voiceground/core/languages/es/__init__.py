"""Spanish."""

from __future__ import annotations

from voiceground.core.languages.es.carriers import CARRIERS
from voiceground.core.languages.es.clock import CLOCK
from voiceground.core.languages.es.lines import LINES, SCREEN
from voiceground.core.languages.es.need import NEED
from voiceground.core.languages.es.transcripts import TRANSCRIPTS
from voiceground.core.languages.es.words import MENUS, REPLIES
from voiceground.core.languages.language import Kind, Language

EAR = frozenset({Kind.YES, Kind.NO})
"""On synthetic voices 40 of 40 of these were right, of numbers 78 of 110 (docs/languages.md)."""

SPANISH = Language(
    "es", "español", REPLIES, MENUS, LINES, SCREEN, CLOCK, CARRIERS, TRANSCRIPTS, NEED, ear=EAR
)
