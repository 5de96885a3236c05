"""Measure how well the built-in ear tells the replies of a language apart, on synthetic people.

    python tools/hear_synthetic.py [LANGUAGE] [MOMENT...]     es and all unless said; en for comparison

Each phrase is spoken by espeak-ng in ten of its voices, and fed to the ear tick by tick
as ``voiceground hear`` does, with every global word live. What is printed: how many of a reply's phrases were
taken for it, for another, for nothing; and how often words that are no reply were taken for one. These are
synthetic voices: they tell which words the ear can have, and say little about people.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from voiceground.app import make_ear
from voiceground.config import Config
from voiceground.core import languages
from voiceground.core.languages import Language
from voiceground.core.model import Vocabulary
from voiceground.core.replies import number_option, options, vocabulary
from voiceground.core.tick import Samples
from voiceground.ear.files import hear_sound
from voiceground.voice import shape
from voiceground.voice.speaker_pyttsx3 import Speaker

VOICES = {"es": ("roa/es", "roa/es-419"), "en": ("gmw/en-us", "gmw/en-gb-x-rp")}
VARIANTS = ("", "+m3", "+f2", "+f4", "+ed")
RATES = (130,)
OTHERS = {
    "es": "ventana cocina mañana perro gracias caballo televisión teléfono naranja domingo hombre mesa calle",
    "en": "window kitchen morning dog thanks horse television telephone orange sunday people table street",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """What is asked, what the person may say for each option, and how it is called here."""

    name: str
    said: dict[str, tuple[str, ...]]
    heard: Vocabulary


def moments(language: Language) -> Iterator[Moment]:
    """A yes or no, numbers, a change, and the global words that matter most."""
    replies = language.replies
    yes, no = options((replies.yes[0], replies.no[0]), language)
    changes = options((replies.better[0], replies.same[0], replies.worse[0]), language)
    numbers = tuple(number_option(number, language) for number in range(11))
    asked = vocabulary((yes, no), is_open=True, language=language)
    yield Moment("yes or no", {option.name: option.phrases[:2] for option in (yes, no)}, asked)
    counted = vocabulary(numbers, is_open=True, language=language)
    yield Moment("numbers", {option.name: option.phrases[:1] for option in numbers}, counted)
    change = vocabulary(changes, is_open=True, language=language)
    yield Moment("change", {option.name: option.phrases[:1] for option in changes}, change)
    always = {name: replies.always[name][:2] for name in ("stop", "help", "wait", "go on", "repeat", "skip")}
    yield Moment("global words", always, asked)


def main() -> int:
    """Print a line for each reply and each moment."""
    language = languages.of(sys.argv[1] if len(sys.argv) > 1 else "es")
    ear = make_ear(Config(), language=language.code)
    speaker = Speaker()

    def people(text: str) -> Iterator[Samples]:
        for voice in VOICES[language.code]:
            for variant in VARIANTS:
                for rate in RATES:
                    sound = speaker.render(text, voice=voice + variant, pitch=50, rate=rate)
                    if sound:
                        yield shape.join([sound], 1.0, 0.0)

    wanted = sys.argv[2:]
    for moment in moments(language):
        if wanted and moment.name not in wanted:
            continue
        right = asked = 0
        for name, phrases in moment.said.items():
            found = Counter(
                hear_sound(sound, ear, moment.heard).reply for phrase in phrases for sound in people(phrase)
            )
            right, asked = right + found[name], asked + found.total()
            wrong = ", ".join(f"{other} {n}" for other, n in found.most_common() if other not in {name, None})
            print(
                f"  {name:<12} {', '.join(phrases):<28} right {found[name]:>3} of {found.total()}"
                f"   nothing {found[None]:>3}   {wrong}"
            )
        print(f"{moment.name}: {right} of {asked} right ({100 * right / asked:.0f} %)\n", flush=True)
    asked = next(moments(language)).heard
    taken = Counter(
        hear_sound(sound, ear, asked).reply
        for word in OTHERS[language.code].split()
        for sound in people(word)
    )
    print(f"other words at a yes or no: {taken.total() - taken[None]} of {taken.total()} taken for a reply")
    print(f"  {dict(taken)}")
    speaker.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
