"""Synthetic speech whose phones and their times are known: flite's voices, many words, many manners.

It teaches the phone net sounds in contexts that no recording here has. It is never measured on: every
figure of the ear is of real people. flite prints the end time of each phone (``-psdur``), so nothing has
to be aligned.
"""

from __future__ import annotations

import random
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from pocketsphinx import Decoder

from tools.train_ear.phones import PHONES, phone_of
from tools.train_ear.withheld import WITHHELD
from voiceground.core.languages import ENGLISH
from voiceground.core.languages.en.words import GLOBAL_WORDS, NUMBER_WORDS
from voiceground.ear.wav import read_wav

VOICES = ("rms", "slt", "awb", "kal16")
COMMON_WORDS = 2600
SENTENCES = 1600

Samples = npt.NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class Utterance:
    """Sound at 16 kHz and its phones: (phone number, end in seconds), silence included."""

    text: str
    voice: str
    sound: Samples
    phones: tuple[tuple[int, float], ...]


def common_words(number: int) -> list[str]:
    """The likeliest words of the dictionary by the unigrams of pocketsphinx' language model."""
    decoder = Decoder(loglevel="FATAL")
    model = decoder.get_lm(decoder.current_search())
    path = Path(decoder.config["dict"])
    words = {line.split(" ", 1)[0] for line in path.read_text(encoding="utf-8").splitlines()}
    plain = [word for word in words if word.isalpha() and len(word) > 1]
    ranked = sorted(plain, key=lambda word: (-model.prob([word]), word))
    return ranked[:number]


def product_phrases() -> list[str]:
    """Everything that a reply or a global word may sound like."""
    phrases = [phrase for family in ENGLISH.replies.families for phrase in family]
    phrases += [phrase for spoken in GLOBAL_WORDS.values() for phrase in spoken]
    phrases += [word for spoken in NUMBER_WORDS.values() for word in spoken]
    return sorted(set(phrases))


def texts(without: frozenset[str], chance: random.Random) -> list[str]:
    """What is spoken: each product phrase several times, common words, and strings of them."""
    banned = WITHHELD | without
    words = [word for word in common_words(COMMON_WORDS) if word not in banned]
    own = [phrase for phrase in product_phrases() if not banned & set(phrase.split())]
    strings = [" ".join(chance.sample(words[:1200], chance.randint(3, 6))) for _ in range(SENTENCES)]
    return own * 6 + words * 2 + strings


def speak(text: str, voice: str, stretch: float, pitch: float) -> Utterance | None:
    """One utterance by flite, or None when it has a phone that the table does not know."""
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        command = ["flite", "-voice", voice, "-psdur", "--setf", f"duration_stretch={stretch:.2f}"]
        command += ["--setf", f"int_f0_target_mean={pitch:.0f}", "-t", text, "-o", file.name]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        sound = read_wav(Path(file.name))
    pairs = [item.rsplit(":", 1) for item in printed.split()]
    if any(phone_of(name) is None for name, _ in pairs):
        return None
    return Utterance(text, voice, sound, tuple((phone_of(name) or 0, float(end)) for name, end in pairs))


def speak_all(without: frozenset[str], seed: int) -> list[Utterance]:
    """All of it; the same for the same seed and the same flite."""
    chance = random.Random(seed)
    jobs = []
    for text in texts(without, chance):
        voice = chance.choice(VOICES)
        pitch = {"rms": 100, "slt": 170, "awb": 130, "kal16": 105}[voice] * chance.uniform(0.8, 1.3)
        jobs.append((text, voice, chance.uniform(0.75, 1.45), pitch))
    with ThreadPoolExecutor(2) as pool:
        found = pool.map(lambda job: speak(*job), jobs)
    return [utterance for utterance in found if utterance is not None]


__all__ = ["PHONES", "Utterance", "speak_all"]
