"""English."""

from __future__ import annotations

from voiceground.core.languages.en.carriers import CARRIERS
from voiceground.core.languages.en.clock import CLOCK
from voiceground.core.languages.en.lines import LINES, SCREEN
from voiceground.core.languages.en.need import NEED
from voiceground.core.languages.en.transcripts import TRANSCRIPTS
from voiceground.core.languages.en.words import MENUS, REPLIES
from voiceground.core.languages.language import Language

ENGLISH = Language("en", "English", REPLIES, MENUS, LINES, SCREEN, CLOCK, CARRIERS, TRANSCRIPTS, NEED)
