"""What only sounds like a reply: common words near to a way of saying one, and words that came by chance.

A name such as *computer* is no reply, and resembles "could you stop" more than most words do. The verdict
has to meet many such words, from voices that no net has heard, or carriers make the ear credulous.
"""

from __future__ import annotations

import random
from collections.abc import Sequence

from tools.train_ear.synthetic import common_words
from tools.train_ear.withheld import WITHHELD
from voiceground.core.forms import spoken_forms
from voiceground.core.phonetics import likeness
from voiceground.core.replies import normal, options, vocabulary
from voiceground.core.transcripts import reply_in
from voiceground.ear.pronunciation import Lexicon

COMMON = 4000
LONGEST_FORM = 14
"""Phones; longer forms resemble no word."""

NEAREST, LEAST, MOST = 2, 0.5, 0.85
"""So many words for each form, none less like it or more (``phonetics.likeness``): "stops" is a stop."""

CHANCE = ((1, 0.5), (2, 0.35), (3, 0.15))
"""How many words a string of chance has, and how often."""


def mimics(without: frozenset[str], count: int, seed: int) -> list[str]:
    """So many texts of one to three words, none of them a reply: half near to one, half by chance."""
    rng, lexicon = random.Random(seed), Lexicon()
    heard = vocabulary(options(["yes", "no", "stop", "ready", *map(str, range(11))]), is_open=True)
    words = [word for word in common_words(COMMON) if word not in WITHHELD | without]
    close = near(words, [form.words for form in spoken_forms(heard)], lexicon, rng)
    lengths, odds = zip(*CHANCE, strict=True)
    strings = [" ".join(rng.sample(words, rng.choices(lengths, odds)[0])) for _ in range(count)]
    mixed = rng.sample(close, min(len(close), count // 2)) + strings
    return [text for text in mixed if reply_in(normal(text), heard) is None][:count]


def near(
    words: Sequence[str], forms: Sequence[tuple[str, ...]], lexicon: Lexicon, rng: random.Random
) -> list[str]:
    """For each form that is short enough the common words that sound most like it."""
    spelt = [(word, ways[0]) for word in words if (ways := lexicon.look_up(word).ways) and len(ways[0]) > 2]
    found: dict[str, None] = {}
    for form in forms:
        looked_up = [lexicon.look_up(word).ways for word in form]
        if not all(looked_up):
            continue
        phones = tuple(phone for ways in looked_up for phone in ways[0])
        if not 3 <= len(phones) <= LONGEST_FORM:
            continue
        candidates = rng.sample(spelt, min(len(spelt), 500))
        close = sorted(
            ((likeness(phones, way), word) for word, way in candidates if abs(len(way) - len(phones)) <= 3),
            reverse=True,
        )
        found.update((word, None) for like, word in close[:NEAREST] if LEAST <= like <= MOST)
    return list(found)
