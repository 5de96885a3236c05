"""What is said in the sentences of the recordings, of which nobody wrote the words down.

People order coffee in them, in some hundred words. pocketsphinx hears those with a small language model made
of nothing but the words of such orders, and aligns their phones; of 90 sentences all were found. What it got
wrong is mostly a small word; a phone that a net does not hear at its place is left unknown, some 18 of 100.
"""

from __future__ import annotations

import math
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import torch
from pocketsphinx import Decoder

from tools.train_ear.examples import FIRST_STEP, STEP, UNKNOWN, Clip
from tools.train_ear.frontend import mels
from tools.train_ear.nets import WordNet
from voiceground.core.tick import Samples

DRINKS = ("americano", "cappuccino", "coffee", "espresso", "latte", "mocha")
SIZES = ("small", "medium", "large", "single", "double", "triple", "dark", "light")
OPENINGS = (
    *("can i get a", "could i get a", "could i have a", "can i have a", "may i have a", "i'd like a"),
    *("i would like a", "i want a", "i need a", "get me a", "make me a", "give me a"),
)
PHRASES = (
    *("single shot", "double shot", "triple shot", "medium roast", "dark roast", "light roast"),
    *("eight ounce", "twelve ounce", "sixteen ounce", "twenty ounce", "house coffee", "black coffee"),
    *("with a little bit of", "with a bit of", "with a lot of", "with lots of", "with some", "and some"),
    *("and a lot of", "and lots of", "brown sugar", "skim milk", "two percent milk", "whole milk"),
    *("soy milk", "almond milk", "iced coffee"),
)
OTHER_WORDS = (
    *("let's", "bring", "prepare", "few", "iced", "ice", "hot", "roasted", "and", "no", "not", "cane"),
    *("packet", "packets", "honey", "soya", "cream", "creamer", "half", "vanilla", "hazelnut", "caramel"),
    *("for", "cup", "without", "hey", "amount", "thanks", "um", "uh", "just", "it", "in"),
    *("my", "size", "regular", "extra", "please", "one"),
)
FOLLOWS = {
    ("<s>",): [opening.split()[0] for opening in OPENINGS],
    ("a", "me"): SIZES,
    ("small", "medium", "large", "ounce", "shot", "roast", "hot", "iced"): DRINKS,
    (*DRINKS, "milk", "sugar", "cream"): ("with", "and", "please"),
    ("of", "with", "and"): ("sugar", "cream", "milk", "brown", "soy", "whole", "skim"),
}
"""Which words often come after which."""

WEIGHT = 3
KNOWN = 0.65
"""The share of what comes next that the pairs above foresee."""

HEARD = math.log(0.03)
"""The log probability that a phone reaches somewhere in its place, or else it is unknown."""


class Orders:
    """Hears orders of coffee."""

    def __init__(self) -> None:
        with tempfile.NamedTemporaryFile("w", suffix=".arpa", encoding="utf-8") as file:
            file.write(language_model())
            file.flush()
            self._decoder = Decoder(lm=file.name, loglevel="FATAL")

    def words(self, sound: Samples) -> str:
        """What was said, empty when nothing was heard."""
        self._decoder.start_utt()
        self._decoder.process_raw(sound.tobytes(), full_utt=True)
        self._decoder.end_utt()
        found = self._decoder.hyp()
        return found.hypstr if found else ""


def language_model() -> str:
    """Pairs of words in the format of ARPA."""
    pairs: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for phrase in (*OPENINGS, *PHRASES):
        words = phrase.split()
        for first, second in pairwise(words):
            pairs[first][second] += WEIGHT
    for before, after in FOLLOWS.items():
        for first in before:
            pairs[first].update(dict.fromkeys(after, WEIGHT))
    words = {word for phrase in (*OPENINGS, *PHRASES) for word in phrase.split()}
    words |= {*DRINKS, *SIZES, *OTHER_WORDS}
    every = sorted({*words, "<s>", "</s>"})
    likely = -math.log10(len(every))
    ones = [
        f"{-99 if word == '<s>' else likely:.4f}\t{word}\t{math.log10(1 - KNOWN) if word in pairs else 0:.4f}"
        for word in every
    ]
    twos = [
        f"{math.log10(KNOWN * many / after.total()):.4f}\t{first} {second}"
        for first, after in sorted(pairs.items())
        for second, many in sorted(after.items())
    ]
    head = f"\\data\\\nngram 1={len(ones)}\nngram 2={len(twos)}\n"
    return "\n".join((head, "\\1-grams:", *ones, "", "\\2-grams:", *twos, "", "\\end\\", ""))


def doubted(clips: Iterable[Clip], net: WordNet) -> list[Clip]:
    """The clips, with those phones of sentences unknown that the net does not hear there."""
    return [
        replace(clip, phones=_doubted(clip, net)) if clip.kind == "sentence" and clip.phones else clip
        for clip in clips
    ]


@torch.no_grad()
def _doubted(clip: Clip, net: WordNet) -> Sequence[tuple[int, float]]:
    low, high = mels(torch.from_numpy(clip.sound)[None])
    heard = torch.log_softmax(net.heard(net.frames(net.begun(low[:, None]), high)), 2)[0].numpy()
    times = FIRST_STEP + STEP * np.arange(len(heard))
    phones, start = [], 0.0
    for phone, end in clip.phones or ():
        best = heard[(times >= start) & (times < end), phone].max(initial=-math.inf)
        phones.append((phone if best > HEARD else UNKNOWN, end))
        start = end
    return tuple(phones)
