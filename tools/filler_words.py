"""Writes the ear's list of other words: the likeliest of pocketsphinx' language model, with their phones.

Run from the root: ``python tools/filler_words.py > voiceground/ear/fillers.txt``. Each line is a
word and its first pronunciation in the CMU dictionary, the commonest word first. Words that sound alike
are listed once. The words on which the ear is measured as on words that it has never met are left out,
with their derivatives and everything that sounds the same.
"""

from __future__ import annotations

import re
import sys

from pocketsphinx import LogMath, NGramModel

from voiceground.ear.acoustic_model import model_folder
from voiceground.ear.pronunciation import Lexicon, Phones

COUNT = 5000
SHORTEST, LONGEST = 2, 10
"""Phones in a word: shorter ones fit anything, longer ones are nobody's rival."""

WITHHELD = ("tree", "wow", "forward", "bird", "happy")


def candidates() -> list[tuple[float, str]]:
    """The dictionary's plain words with their log probabilities, the likeliest first."""
    folder = model_folder()
    model = NGramModel(None, LogMath(base=1.0001), str(folder / "en-us.lm.bin"))
    lines = (folder / "cmudict-en-us.dict").read_text(encoding="ascii").splitlines()
    words = {word for line in lines if re.fullmatch(r"[a-z]+('[a-z]+)?", word := line.split(" ", 1)[0])}
    return sorted(((model.prob([word]), word) for word in words), reverse=True)


def withheld(word: str, phones: Phones, sounds: set[Phones]) -> bool:
    """Whether a word belongs to those that must not be known, by its letters or by its sound."""
    return phones in sounds or any(word.startswith((key, key.rstrip("y"))) for key in WITHHELD)


def main() -> None:
    """Print the list."""
    lexicon = Lexicon()
    sounds = {way for word in WITHHELD for way in lexicon.look_up(word).ways}
    seen: set[Phones] = set()
    for _, word in candidates():
        phones = lexicon.look_up(word).ways[0]
        if phones in seen or not SHORTEST <= len(phones) <= LONGEST or withheld(word, phones, sounds):
            continue
        seen.add(phones)
        print(word, *phones)
        if len(seen) == COUNT:
            return
    sys.exit("The dictionary ran out of words.")


if __name__ == "__main__":
    main()
