"""Everything that sounds: lines, sounds and breathing, one at a time, each begun as soon as it is ready.

Whoever looks instead of listening is told the same: what is spoken, what is played, and where in a breath
one is.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from voiceground.core.events import Breathe, Play, Say
from voiceground.core.languages import ENGLISH, Language
from voiceground.core.model import Cue, Manner
from voiceground.core.pacing import RATE_DEFAULT
from voiceground.core.tick import SAMPLE_RATE, TICK_SAMPLES, Samples, ticks_of
from voiceground.parts import Parts
from voiceground.sound import breathing
from voiceground.sound.breathing import Part, Phase
from voiceground.sound.player import Player

Sounding: TypeAlias = Say | Play | Breathe

WORDS_WITHIN = ticks_of(0.8)
"""How long a pattern waits for its words; then it begins with those that are there."""

SHOWN_EVERY = SAMPLE_RATE
"""Samples between two looks at how far a breath has come."""

WITHOUT = 'The sound "{}" is missing or cannot be read. Everything else goes on without it.'


@dataclass(slots=True)
class _Breaths:
    """A pattern that is being played: which phase comes next, and until where its word is spoken."""

    phases: tuple[Phase, ...]
    words: dict[Part, Samples]
    next: int = 0
    shown: int = 0
    word_until: int = 0


class Performer:
    """Performs ``Say``, ``Play`` and ``Breathe`` with the parts of a session.

    Args:
        parts: the voice, the sounds, the ear that must not mistake them, and the screen.
        gain: the person's volume at the beginning, in dB.
        language: what is spoken along with breaths.
    """

    def __init__(self, parts: Parts, gain: float, language: Language = ENGLISH) -> None:
        self._parts = parts
        self._breath_words = breathing.words_of(language.lines)
        self._player = Player()
        self._player.set_gain(gain)
        self._gain = gain
        self._waiting: Sounding | None = None
        self._softer = 0.0
        self._waited = 0
        self._breaths: _Breaths | None = None
        self._missed: set[str] = set()

    def perform(self, effect: Sounding) -> None:
        """Begin this as soon as it is ready."""
        self._waiting, self._waited = effect, 0
        self._softer = min(0.0, effect.manner.gain - self._gain)

    def hush(self) -> None:
        """Fade out what sounds, forget what waits."""
        self._waiting = self._breaths = None
        self._player.hush()
        self._parts.ear.voice_says(None)

    def duck(self, on: bool) -> None:
        """Step back while somebody speaks."""
        self._player.duck(on)

    def set_gain(self, gain: float) -> None:
        """The person's volume, in dB; acts at once, on tones too."""
        self._gain = gain
        self._player.set_gain(gain)

    def next_block(self) -> Samples:
        """The next 20 ms of what is to be heard."""
        if self._waiting and self._begin(self._waiting):
            self._waiting = None
        if self._breaths:
            self._follow(self._breaths)
        return self._player.next_block()

    def ended(self) -> int | None:
        """The turn that came to its end with the last block."""
        turn = self._player.ended()
        if turn is not None:
            self._breaths = None
            self._parts.ear.voice_says(None)
        return turn

    def _begin(self, effect: Sounding) -> bool:
        """Start what waits, if it is ready."""
        self._breaths = None
        match effect:
            case Say():
                return self._say(effect)
            case Play():
                return self._play(effect)
            case Breathe():
                return self._breathe(effect)

    def _say(self, say: Say) -> bool:
        clip = self._parts.voice.clip(say.text, say.manner)
        if clip is None:
            return False
        self._parts.screen.caption(say.text)
        self._player.play(clip.samples, say.turn, self._softer)
        if clip.audible:
            self._parts.ear.voice_says(say.text, len(clip.samples) / SAMPLE_RATE)
        return True

    def _play(self, play: Play) -> bool:
        samples = self._parts.sounds.sound(Cue(play.name))
        if samples is None:
            return False
        if len(samples):
            self._parts.screen.cue(play.name)
        elif play.name not in self._missed:
            self._missed.add(play.name)
            self._parts.screen.notice(WITHOUT.format(play.name))
        self._player.play(samples, play.turn, self._softer)
        return True

    def _breathe(self, effect: Breathe) -> bool:
        self._waited += 1
        tones = self._parts.sounds.tones(effect.breathing)
        words, complete = self._words(effect)
        if tones is None or not (complete or self._waited > WORDS_WITHIN):
            return False
        words = {part: word for part, word in words.items() if breathing.fits(word, tones[part])}
        self._breaths = _Breaths(breathing.phases(effect.breathing), words)
        self._player.perform(breathing.score(effect.breathing, tones, words), effect.turn, self._softer)
        return True

    def _words(self, effect: Breathe) -> tuple[dict[Part, Samples], bool]:
        """The words of a pattern that can be heard, and whether none of them is still being rendered.

        A word of one syllable is not drawn out for those who like it slow: it has to fit its phase.
        """
        manner = Manner(rate=max(effect.manner.rate, RATE_DEFAULT))
        texts = {part: self._breath_words[part] for part, _ in breathing.parts(effect.breathing)}
        self._parts.voice.prepare(texts.values(), manner)
        clips = {part: self._parts.voice.clip(text, manner) for part, text in texts.items()}
        heard = {part: clip.samples for part, clip in clips.items() if clip and clip.audible}
        return heard, None not in clips.values()

    def _follow(self, breaths: _Breaths) -> None:
        """Show the phase that the coming block begins, or how far the last one has come; guard its word."""
        ahead = self._player.position + TICK_SAMPLES
        if breaths.word_until and self._player.position >= breaths.word_until:
            breaths.word_until = 0
            self._parts.ear.voice_says(None)
        phase = breaths.phases[breaths.next] if breaths.next < len(breaths.phases) else None
        if phase is not None and phase.at * SAMPLE_RATE < ahead:
            breaths.next += 1
            self._show(phase, 0.0)
            breaths.shown = ahead
            word = breaths.words.get(phase.part)
            if word is not None:
                breaths.word_until = ahead + len(word)
                self._parts.ear.voice_says(self._breath_words[phase.part], len(word) / SAMPLE_RATE)
        elif ahead - breaths.shown >= SHOWN_EVERY:
            breaths.shown = ahead
            last = breaths.phases[breaths.next - 1]
            self._show(last, (ahead / SAMPLE_RATE - last.at) / last.seconds)

    def _show(self, phase: Phase, done: float) -> None:
        self._parts.screen.breathe(phase.part.value.replace("-", " "), phase.seconds, done)
