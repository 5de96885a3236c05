"""The wording that each language asks for: one file each, and one row in this table (docs/languages.md)."""

from __future__ import annotations

from collections.abc import Mapping

from voiceground.script.wordings.en import ENGLISH
from voiceground.script.wordings.es import SPANISH
from voiceground.script.wordings.table import Wording

WORDINGS: Mapping[str, Wording] = {"en": ENGLISH, "es": SPANISH}

UNKNOWN = Wording()
"""Of a language that nobody has written a table for: another language's words would say nothing about it."""


def of(code: str) -> Wording:
    """The wording of a language by its code, such as ``es`` or ``es-419``."""
    return WORDINGS.get(code.lower().partition("-")[0], UNKNOWN)


__all__ = ["ENGLISH", "SPANISH", "UNKNOWN", "WORDINGS", "Wording", "of"]
