"""Measure espeak's voices as voiceground would play them, and print the table of docs/voice.md.

    python tools/choose_voice.py                      every variant of en-us, sound only (two minutes)
    python tools/choose_voice.py --words VOICE@PITCH ...   these, with the words that a recogniser finds

What is printed, over the lines of ``voice_lines`` (as played: at one loudness and 108 words a minute):

- F0: the median pitch (Hz), and its spread (semitones, 10th to 90th percentile).
- tilt: slope of the long-term spectrum from 200 Hz to 6 kHz (dB an octave): steeper is softer.
- sharp: sharpness in acum, from a simplified specific loudness (power to the 0.23 in each Bark band)
  with the weighting of DIN 45692: lower is less piercing.
- voiced: mean height of the autocorrelation's peak in the loud frames: low is hoarse or whispered.
- spread: standard deviation of the lines' loudness as the engine gave them (LU).
- words: share of the words that pocketsphinx (its own en-us model) tells from nine others at the same
  place of the same line, clean and in pink noise at 5 dB; chance is 10 %. A poor listener, so it tells
  voices apart where people would not.
"""

from __future__ import annotations

import argparse
import itertools
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from voice_lines import LINES

from voiceground.core.replies import normal
from voiceground.core.tick import SAMPLE_RATE
from voiceground.voice import shape
from voiceground.voice.speaker_pyttsx3 import Speaker
from voiceground.voice.text import words

ENGINE_RATE = 84
WORDS_A_MINUTE = 108
HEADING = """\
| voice | pitch | F0 Hz | spread st | tilt dB/oct | sharp acum | voiced | spread LU | words % | at 5 dB |
|---|---|---|---|---|---|---|---|---|---|"""
VOCABULARY = sorted({word for text in LINES for word in normal(text).split()})
WINDOW = 640
HOP = 320
BARK_EDGES = (20, 100, 200, 300, 400, 510, 630, 770, 920, 1080, 1270, 1480, 1720, 2000, 2320, 2700, 3150)
BARK_EDGES += (3700, 4400, 5300, 6400, 7700)


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured on one voice."""

    pitch: float
    pitch_spread: float
    tilt: float
    sharpness: float
    voiced: float
    loudness_spread: float


def lines(speaker: Speaker, voice: str, pitch: int) -> Iterator[tuple[str, shape.Wave, float]]:
    """Each line: its text, its sound as played (float, 16 kHz), and its loudness before that (LUFS)."""
    rendered = [speaker.render(text, voice=voice, pitch=pitch, rate=ENGINE_RATE) for text in LINES]
    if speaker.trouble:
        sys.exit(f"{voice}: {speaker.trouble}")
    sounds = [shape.trim(shape.resampled(*sound)) for sound in rendered if sound]
    rate = 60 * SAMPLE_RATE * sum(map(words, LINES)) / sum(sound.size for sound in sounds)
    for text, sound in zip(LINES, sounds, strict=True):
        played = shape.join([(sound, SAMPLE_RATE)], rate / WORDS_A_MINUTE, 0)
        yield text, played.astype(np.float32) / 32768, shape.loudness(sound)


def figures(sounds: list[shape.Wave], loudness: list[float]) -> Figures:
    """The figures of a voice's lines."""
    whole = np.concatenate(sounds)
    frames = np.lib.stride_tricks.sliding_window_view(whole, WINDOW)[::HOP] * np.hanning(WINDOW)
    power = np.mean(frames**2, axis=1)
    loud = frames[power > power.max() * 10**-3]
    hertz, heights = pitches(loud)
    voiced = hertz[heights > 0.6]
    low, middle, high = np.percentile(voiced, (10, 50, 90)) if voiced.size else (np.nan, np.nan, np.nan)
    spectrum = np.mean(np.abs(np.fft.rfft(loud)) ** 2, axis=0)
    return Figures(
        pitch=float(middle),
        pitch_spread=float(12 * np.log2(high / low)),
        tilt=tilt(spectrum),
        sharpness=sharpness(spectrum),
        voiced=float(heights.mean()),
        loudness_spread=float(np.std(loudness)),
    )


def pitches(frames: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Pitch (Hz) and height of the autocorrelation's peak, frame by frame."""
    size = 2 * WINDOW
    window = np.fft.irfft(np.abs(np.fft.rfft(np.hanning(WINDOW), size)) ** 2)[:WINDOW]
    found = np.fft.irfft(np.abs(np.fft.rfft(frames, size, axis=1)) ** 2, axis=1)[:, :WINDOW]
    found = found / found[:, :1] / (window / window[0] + 1e-3)
    shortest, longest = SAMPLE_RATE // 320, SAMPLE_RATE // 60
    heights = found[:, shortest:longest]
    near = heights >= 0.9 * heights.max(axis=1, keepdims=True)
    peak = heights >= np.maximum(found[:, shortest - 1 : longest - 1], found[:, shortest + 1 : longest + 1])
    lags = (near & peak).argmax(axis=1)  # the first peak that is nearly the highest: not an octave below
    return SAMPLE_RATE / (lags + shortest), heights[np.arange(len(heights)), lags]


def tilt(spectrum: np.ndarray) -> float:
    """Slope of the third-octave levels from 200 Hz to 6 kHz, in dB an octave."""
    hertz = np.fft.rfftfreq(WINDOW, 1 / SAMPLE_RATE)
    centres = 200 * 2 ** (np.arange(15) / 3)
    bands = [spectrum[(hertz >= c * 2 ** (-1 / 6)) & (hertz < c * 2 ** (1 / 6))].sum() for c in centres]
    levels = 10 * np.log10(np.array(bands) / (centres * 0.23) + 1e-12)
    return float(np.polyfit(np.log2(centres), levels, 1)[0])


def sharpness(spectrum: np.ndarray) -> float:
    """Sharpness (acum, simplified)."""
    hertz = np.fft.rfftfreq(WINDOW, 1 / SAMPLE_RATE)
    bands = itertools.pairwise(BARK_EDGES)
    power = np.array([spectrum[(hertz >= low) & (hertz < high)].sum() for low, high in bands])
    specific = power**0.23
    bark = np.arange(len(power)) + 0.5
    weight = np.where(bark <= 15.8, 1.0, 0.15 * np.exp(0.42 * (bark - 15.8)) + 0.85)
    return float(0.11 * np.sum(specific * weight * bark) / np.sum(specific))


def words_right(texts: list[str], sounds: list[shape.Wave], snr: float | None) -> float:
    """The share of words (%) that pocketsphinx picks rightly out of ten."""
    from pocketsphinx import Decoder

    decoder = Decoder(samprate=SAMPLE_RATE, loglevel="FATAL", lm=None, bestpath=False)
    random = np.random.default_rng(1)
    right = total = 0
    for text, sound in zip(texts, sounds, strict=True):
        said = normal(text).split()
        decoder.add_jsgf_string("line", grammar(said, random))
        decoder.activate_search("line")
        padded = np.pad(sound, SAMPLE_RATE // 4)
        level = np.sqrt(np.mean(sound**2)) * 10 ** (-(40 if snr is None else snr) / 20)
        noisy = padded + level * pink(padded.size, random)
        decoder.start_utt()
        decoder.process_raw((noisy * 32767).clip(-32768, 32767).astype(np.int16).tobytes(), full_utt=True)
        decoder.end_utt()
        heard = decoder.hyp().hypstr.split() if decoder.hyp() else []
        right += sum(one == other for one, other in zip(said, heard, strict=False))
        total += len(said)
    return 100 * right / total


def grammar(said: list[str], random: np.random.Generator) -> str:
    """A line in which each word may be taken for one of nine others."""
    places = []
    for word in said:
        others = [other for other in VOCABULARY if other != word]
        places.append(f"({' | '.join([word, *random.choice(others, 9, replace=False)])})")
    return f"#JSGF V1.0; grammar line; public <line> = {' '.join(places)};"


def pink(size: int, random: np.random.Generator) -> np.ndarray:
    """Pink noise of power 1."""
    spectrum = np.fft.rfft(random.standard_normal(size))
    spectrum[1:] /= np.sqrt(np.arange(1, spectrum.size))
    noise = np.fft.irfft(spectrum, size)
    return noise / noise.std()


def row(speaker: Speaker, name: str, *, hear: bool) -> str:
    """The table's line about one voice."""
    voice, _, pitch = name.partition("@")
    height = int(pitch or 50)
    texts, sounds, loudness = map(list, zip(*lines(speaker, voice, height), strict=True))
    found = figures(sounds, loudness)
    right = ["", ""]
    if hear:
        right = [f"{words_right(texts, sounds, snr):.0f}" for snr in (None, 5)]
    cells = (
        f"{voice} | {height} | {found.pitch:.0f} | {found.pitch_spread:.1f} | {found.tilt:.1f}",
        f"{found.sharpness:.2f} | {found.voiced:.2f} | {found.loudness_spread:.1f}",
        *right,
    )
    return f"| {' | '.join(cells)} |"


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("voices", nargs="*", metavar="VOICE@PITCH", help="default: every variant of en-us")
    parser.add_argument("--base", default="gmw/en-us", help="the voice that the variants change")
    parser.add_argument(
        "--low-pass", type=float, default=shape.LOW_PASS_HZ, help="instead of the house's, Hz"
    )
    parser.add_argument("--words", action="store_true", help="measure the words too (half a minute a voice)")
    wanted = parser.parse_args()
    shape.LOW_PASS_HZ = wanted.low_pass
    speaker = Speaker()
    names = wanted.voices or [wanted.base, *(f"{wanted.base}+{name}" for name in speaker.voices()[1])]
    print(HEADING)
    for name in names:
        print(row(speaker, name, hear=wanted.words), flush=True)
    speaker.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
