"""Words that nobody says, in people's own voices: pieces of what one person said, joined anew.

Names and other long words are what is taken for a reply most easily, and what the verdict learns from holds
few. These are as long as they are, sound like no synthesis, and begin and end as replies do. With 500 moments
of them, and without any name to learn from, 0 of 31 names were taken for yes, no or stop instead of 3; in a
room 4 instead of 10, and 5 instead of 9 at 5 dB. Replies were understood about as often: 111 of 118 in the
room instead of 112, 112 instead of 113 at 5 dB (people who were left out, at 0.41, November 2026).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tools.train_ear.examples import RATE, SIL, UNKNOWN, Clip, Sound

FEWEST, MOST = 5, 9
"""The phones of such a word, and a piece more at most."""

PIECES = 4
SHORTEST, LONGEST = 2, 5
"""The phones of a piece; of a word with few phones never all of them."""

VARIED = 4
"""Different words that a person must have said."""

BEFORE = 0.12
"""Seconds of what was before the first piece."""

JOINT, FADE, AFTER = 160, 800, 2400
"""Samples: faded over at a joint, out at the end, and of faint noise behind it."""


def nonsense(people: Sequence[Sequence[Clip]], count: int, seed: int) -> list[Clip]:
    """So many words.

    Args:
        people: for each person the words that they said; only those whose phones are known are used.
        count: how many.
        seed: of what is drawn.
    """
    chance = np.random.default_rng(seed)
    known = [[clip for clip in one if clip.phones] for one in people]
    varied = [one for one in known if len({clip.text for clip in one}) >= VARIED]
    return [_word(varied[chance.integers(len(varied))], chance) for _ in range(count)] if varied else []


def _word(said: Sequence[Clip], chance: np.random.Generator) -> Clip:
    """Pieces of one person's words in a row; what is kept of their phones is where they begin and end."""
    wanted = int(chance.integers(FEWEST, MOST + 1))
    sound, phones, pieces = np.zeros(0, dtype=np.float32), 0, 0
    while phones < wanted and pieces < PIECES:
        piece = _piece(said[chance.integers(len(said))], chance, first=pieces == 0)
        if piece is not None:
            sound = _joined(sound, piece[0])
            phones += piece[1]
            pieces += 1
    fade = min(FADE, len(sound))
    sound[-fade:] *= np.linspace(1.0, 0.05, fade, dtype=np.float32)
    end = len(sound) / RATE
    after = chance.normal(0.0, 3.0, AFTER).astype(np.float32)
    placed = ((SIL, BEFORE), (UNKNOWN, end), (SIL, end + AFTER / RATE))
    return Clip(np.concatenate((sound, after)), "nonsense", "word", placed)


def _piece(clip: Clip, chance: np.random.Generator, *, first: bool) -> tuple[Sound, int] | None:
    """Some phones in a row of a word, and how many; the first piece begins a little before the word."""
    phones = clip.phones or ()
    spoken = [place for place, (phone, _) in enumerate(phones) if phone != SIL]
    most = min(LONGEST, len(spoken) - 1)
    if most < 1:
        return None
    count = int(chance.integers(min(SHORTEST, most), most + 1))
    at = 0 if first else int(chance.integers(0, len(spoken) - count + 1))
    places = spoken[at : at + count]
    start = phones[places[0] - 1][1] if places[0] else 0.0
    start = max(0.0, start - BEFORE) if first else start
    cut = clip.sound[int(start * RATE) : int(phones[places[-1]][1] * RATE)].copy()
    return (cut, count) if len(cut) >= FADE else None


def _joined(left: Sound, right: Sound) -> Sound:
    """The right one behind the left one, as loud and faded into it."""
    if not len(left):
        return right
    loud = np.sqrt(np.mean(left**2)) / (np.sqrt(np.mean(right**2)) + 1e-3)
    right = right * np.float32(np.clip(loud, 0.3, 3.0))
    width = min(JOINT, len(left), len(right))
    rise = np.linspace(0.0, 1.0, width, dtype=np.float32)
    joint = left[-width:] * (1.0 - rise) + right[:width] * rise
    return np.concatenate((left[:-width], joint, right[width:]))
