"""A writer's desk: what the checker may look things up in. The dictionary is the ear's own.

``voiceground check`` and ``rehearse`` work here; a session that starts does without, and so sooner.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path

from voiceground.core.languages import Language
from voiceground.errors import ModelError
from voiceground.folders import Folders, shipped
from voiceground.script.alike import Sounds
from voiceground.script.around import Around, Neighbour, Ways
from voiceground.script.load import by_id, neighbours

AUDIO = frozenset({".flac", ".mp3", ".ogg", ".wav"})

ASKED = 20
"""Words of no dictionary that espeak-ng is asked about (0.02 s each); of more the letters are read."""


def around(here: Folders, shelves: Iterable[Path]) -> Around:
    """What there is on this machine; what is missing is left out, and nothing is said about it.

    Args:
        here: the person's own folders.
        shelves: folders of scripts that may be run by others; the first that has an id wins.
    """
    shelves = list(shelves)
    return Around(_dictionary(), _sounds(here), cache(lambda: _scripts(shelves)))


def live_rival(language: Language) -> Callable[[str], str | None]:
    """What a person's own phrase sounds like among the words that always work; None for nothing."""
    said = _dictionary()
    sounds = Sounds(said, language) if said else None

    def rival(phrase: str) -> str | None:
        found = sounds.live_rival(phrase) if sounds else None
        return found[0] if found else None

    return rival


def _scripts(shelves: Sequence[Path]) -> dict[str, Neighbour]:
    return neighbours(by_id(shelves).values())


def _sounds(here: Folders) -> frozenset[str]:
    folders = (here.recordings, shipped("audio"))
    return frozenset(path.stem for folder in folders for path in folder.rglob("*") if path.suffix in AUDIO)


def _dictionary() -> Callable[[str, str], Ways] | None:
    from voiceground.ear.pronunciation import Lexicon, Source
    from voiceground.ear.spelling import phones_of_espeak

    left = iter(range(ASKED))
    try:
        lexicon = Lexicon(ask=lambda word: None if next(left, None) is None else phones_of_espeak(word))
    except ModelError:
        return None

    def said(word: str, language: str) -> Ways:
        found = lexicon.look_up(word, language)
        # rules give a word in several accents, which differ alike from other words: one is enough
        return found.ways[:1] if found.source is Source.RULES else found.ways

    return said
