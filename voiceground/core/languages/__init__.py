"""The languages that there are: one folder each, and one row in this table (docs/languages.md)."""

from __future__ import annotations

from collections.abc import Mapping

from voiceground.core.languages.en import ENGLISH
from voiceground.core.languages.es import SPANISH
from voiceground.core.languages.language import Language

LANGUAGES: Mapping[str, Language] = {language.code: language for language in (ENGLISH, SPANISH)}


def of(code: str) -> Language:
    """The language of a code such as ``es`` or ``es-419``; English where there is no table for it."""
    return LANGUAGES.get(code.lower()) or LANGUAGES.get(code.lower().partition("-")[0], ENGLISH)


__all__ = ["ENGLISH", "LANGUAGES", "SPANISH", "Language", "of"]
