"""How the built-in ear does with the words of need: ``python -m tests.bench.need_by_ear``.

Every phrase of the table, said by several espeak-ng voices, goes through the whole ear as ``hear --globals``
feeds it, at a moment with an open yes/no question. Then everyday sentences, which it must not take for them.
The voices are synthetic: no recordings of people saying such things are at hand. A person is harder to
understand, and a person in need harder still; so these figures say what is missed for certain, and no more.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import chain

from tests.core.need_sentences import EVERYDAY, EVERYDAY_HELD_OUT
from voiceground.config import Config
from voiceground.core.languages import ENGLISH
from voiceground.core.languages.language import HELP, NOT_ALONE
from voiceground.core.replies import options, vocabulary
from voiceground.core.tick import Samples
from voiceground.ear.files import hear_sound
from voiceground.listening import make_ear
from voiceground.measuring.figures import Share
from voiceground.voice.shape import shape
from voiceground.voice.speaker_pyttsx3 import Speaker

VOICES = (
    *("gmw/en-us+f3", "gmw/en-us+m3", "gmw/en-gb-x-rp+f4", "gmw/en-gb-scotland+m5", "gmw/en-us+Annie"),
    *("gmw/en-us+ed", "gmw/en-gb-x-rp+Andy", "gmw/en-029+f2"),
)
PITCH, RATE = 50, 140


def spoken(speaker: Speaker, text: str, voice: str) -> Samples:
    """A text by a synthetic voice, at the house's loudness."""
    rendered = speaker.render(text, voice=voice, pitch=PITCH, rate=RATE)
    assert rendered is not None, speaker.trouble
    return shape(*rendered)


def told(label: str, right: int, n: int) -> str:
    return f"{label:<34} {Share(right, n)}"


def phrases(speaker: Speaker, voices: Sequence[str]) -> Iterator[str]:
    """The words of need by ear: heard as what they mean, as the other of the two, or not at all."""
    ear, moment = make_ear(Config()), vocabulary(options(["yes", "no"]), is_open=True)
    missed: Counter[str] = Counter()
    for name in (HELP, NOT_ALONE):
        heard = Counter[str]()
        for phrase in ENGLISH.replies.always[name]:
            for voice in voices:
                reply = hear_sound(spoken(speaker, phrase, voice), ear, moment).reply
                heard[reply or "nothing"] += 1
                missed[phrase] += reply != name
        yield told(f"{name}: heard", heard[name], heard.total())
        others = {reply: count for reply, count in heard.most_common() if reply != name}
        yield f"    otherwise: {others}"
    yield f"missed most: {missed.most_common(12)}"


def everyday(speaker: Speaker, voices: Sequence[str], every: int) -> Iterator[str]:
    """Everyday sentences by ear: taken for a word of need, or for any other global word."""
    ear, moment = make_ear(Config()), vocabulary(options(["yes", "no"]), is_open=True)
    heard: list[tuple[str, str]] = []
    sentences = (*EVERYDAY, *EVERYDAY_HELD_OUT)
    for number, text in enumerate(sentences[::every]):
        reply = hear_sound(spoken(speaker, text, voices[number % len(voices)]), ear, moment).reply
        heard += [(reply, text)] if reply else []
    taken = [pair for pair in heard if pair[0] in {HELP, NOT_ALONE}]
    yield told("everyday taken for need", len(taken), len(sentences[::every]))
    yield f"    {taken}"
    yield told("everyday taken for anything", len(heard), len(sentences[::every]))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--voices", type=int, default=6, help="how many of the synthetic voices")
    parser.add_argument("--every", type=int, default=1, help="of the everyday sentences, each so-many-eth")
    options_ = parser.parse_args()
    voices = VOICES[: options_.voices]
    print(f"synthetic voices: {', '.join(voices)}")
    with closing(Speaker()) as speaker:
        for line in chain(phrases(speaker, voices), everyday(speaker, voices, options_.every)):
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
