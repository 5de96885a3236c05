"""The cover word: what a person may say, or press x for, to end everything at once.

Rule: it must never be said by chance. It is one word or two, none of those that the house already knows, and
nothing that sounds like one of them (``alike`` is the checker's own ear for that).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import chain

from voiceground.core.languages import ENGLISH, Language
from voiceground.core.replies import global_of, normal, option
from voiceground.errors import UsageError

SHORTEST = 4
"""Letters; anything shorter is heard in every other sentence."""

_WORDS = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*(?: [^\W\d_]+(?:'[^\W\d_]+)*)?")


def phrases_of(cover: str, language: Language = ENGLISH) -> tuple[str, ...]:
    """What is said for the cover word of the settings; empty where none is set.

    Raises:
        UsageError: it cannot be one; the message says why and what to do.
    """
    spoken = normal(cover)
    problem = _problem(spoken, language) if spoken else None
    if problem:
        raise UsageError(f'The cover word "{cover}" {problem}. Choose another; two plain words are best.')
    return (spoken,) if spoken else ()


def sounds_like(cover: str, alike: Callable[[str], str | None], language: Language = ENGLISH) -> str | None:
    """Why a cover word would be confused by ear, as a sentence; None where it is not.

    It takes the dictionary, and so it is asked for by set-up and doctor, not at the start of a session.

    Args:
        cover: as it is set.
        alike: the word that always works which a phrase can be taken for, or None.
        language: what the session speaks.
    """
    for spoken in phrases_of(cover, language):
        rival = alike(spoken)
        if rival:
            return f'"{cover}" sounds like "{rival}", which always works. Choose another cover word.'
    return None


def _problem(spoken: str, language: Language) -> str | None:
    if not _WORDS.fullmatch(spoken):
        return "should be one word or two, of letters"
    if len(spoken.replace(" ", "")) < SHORTEST:
        return "is too short: it would be heard in other words"
    always = global_of(language)
    if spoken in always or any(f" {spoken} " in f" {phrase} " for phrase in always):
        return "is a part of what always works"
    everyday = {*chain.from_iterable((*language.replies.families, *language.replies.numbers.values()))}
    if spoken in everyday or len(option(spoken, language).phrases) > 1:
        return "is an everyday answer"
    return None
