"""A writer's desk: what the checker may look things up in. The dictionary is the ear's own.

``voiceground check`` and ``rehearse`` work here; a session that starts does without, and so sooner.
"""

from __future__ import annotations

from collections.abc import Callable

from voiceground.errors import ModelError
from voiceground.script.around import Around, Ways

ASKED = 20
"""Words of no dictionary that espeak-ng is asked about (0.02 s each); of more the letters are read."""


def around() -> Around:
    """What there is on this machine; what is missing is left out, and nothing is said about it."""
    return Around(said=_dictionary())


def _dictionary() -> Callable[[str], Ways] | None:
    from voiceground.ear.pronunciation import Lexicon
    from voiceground.ear.spelling import phones_of_espeak

    left = iter(range(ASKED))
    try:
        lexicon = Lexicon(ask=lambda word: None if next(left, None) is None else phones_of_espeak(word))
    except ModelError:
        return None
    return lambda word: lexicon.look_up(word).ways
