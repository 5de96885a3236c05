"""Replies as people say them, by espeak-ng: with carriers, with variants, and what only sounds like one.

Only the verdict learns from these, in voices that no net has heard: it must not refuse "um, yes please"
because no recording has it.
"""

from __future__ import annotations

import random
import subprocess
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from tools.train_ear.examples import Clip
from tools.train_ear.withheld import WITHHELD
from voiceground.core.forms import decoys, spoken_forms
from voiceground.core.replies import options, vocabulary
from voiceground.ear.wav import read_wav

VOICES = (
    *("en-us+f2", "en-gb+f4", "en-us+m3", "en-gb-scotland+m7", "en-us+Annie", "en-gb-x-rp+linda"),
    *("en-us+steph", "en-029+belinda", "en-us+Michael", "en-gb+Alex", "en-us+shelby", "en-gb+edward"),
)
ANSWERS = (
    *("yes", "no", "ready", "done", "better", "same", "worse", "too much"),
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
)
SENTENCES = (
    "I was at the store when it happened",
    "there is no way out of here",
    "we could go on with it later",
    "the water is running again",
    "my sister said yes to him",
    "it was seven in the evening",
    "nobody wants to stop here",
    "he told me to wait outside",
    "I do not know what that is",
    "she went back to the house",
    "could you turn the light off",
    "look at the next picture please",
    "what time is it now",
    "there are two of them left",
    "that is the same one as before",
    "I have no idea what to say",
    "it stopped raining an hour ago",
    "do you know where the keys are",
    "I cannot find my phone",
    "we need to talk about this",
)
FORMS, DECOYS, EACH_SENTENCE, EACH_GLOBAL = 1300, 250, 10, 3


def carried(without: frozenset[str], seed: int) -> list[Clip]:
    """Clips whose text is ``what is said|the reply in it``, or ``decoy:what is said`` where none is in it."""
    chance = random.Random(seed)
    moment = vocabulary(options(ANSWERS), is_open=True)
    forms = spoken_forms(moment)
    odds = [float(np.exp(0.6 * form.weight)) for form in forms]
    said = [
        (" ".join(form.words), f"{' '.join(form.words)}|{' '.join(form.core)}")
        for form in chance.choices(forms, odds, k=FORMS)
    ]
    others = [" ".join(words) for words in chance.choices(decoys(moment), k=DECOYS)] + list(
        SENTENCES
    ) * EACH_SENTENCE
    said += [(text, f"decoy:{text}") for text in others]
    always = {phrase for option in vocabulary((), is_open=False).options for phrase in option.phrases}
    said += [(phrase, f"{phrase}|{phrase}") for phrase in sorted(always)] * EACH_GLOBAL
    banned = WITHHELD | without
    jobs = [
        (text, name, chance.choice(VOICES), chance.randint(95, 190), chance.randint(25, 75))
        for text, name in said
        if not banned & set(text.split())
    ]
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda job: _spoken(*job), jobs))


def _spoken(text: str, name: str, voice: str, speed: int, pitch: int) -> Clip:
    with tempfile.NamedTemporaryFile(suffix=".wav") as file:
        command = ["espeak-ng", "-v", voice, "-s", str(speed), "-p", str(pitch), "-w", file.name, text]
        subprocess.run(command, check=True, capture_output=True)
        sound = read_wav(Path(file.name)).astype(np.float32) * np.float32(0.3)
    loud = np.flatnonzero(np.abs(sound) > np.abs(sound).max() * 0.03)
    # All of it counts as one phone: only where speech begins and ends is asked for.
    return Clip(sound, name, "word", ((0, loud[0] / 16000), (1, loud[-1] / 16000)))
