"""The voice of the house: recorded lines first, then memory, then the disk, then the engine."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from voiceground.core.model import Manner
from voiceground.core.tick import SAMPLE_RATE, Samples, silence
from voiceground.voice.cache import Cache, key
from voiceground.voice.defaults import DEFAULT_PITCH, DEFAULT_VOICE, ENGLISH, SPEEDS
from voiceground.voice.lines import Job, Lines
from voiceground.voice.rate import pace, voice_speed
from voiceground.voice.recorded import Recordings
from voiceground.voice.shape import SHAPING, join
from voiceground.voice.speaker_pyttsx3 import LINE_SECONDS, Engine, Speaker
from voiceground.voice.text import reading_seconds, sentences, speakable, words
from voiceground.voice.voice import Clip

MEMORY_BYTES = 24 * 2**20
"""Samples kept in memory: about 13 minutes of speech."""


FORGOTTEN = 1.0
"""Seconds after which somebody who has not asked again no longer waits for a line."""


@dataclass(frozen=True, slots=True)
class VoiceSettings:
    """Which voice speaks.

    Attributes:
        name: what the engine calls it, ``voice+variant`` with espeak; "" for the engine's own default.
        pitch: 0 to 100, 50 being the voice's own height.
        language: the code of what it speaks, for the rate: words differ in length.
    """

    name: str = DEFAULT_VOICE
    pitch: int = DEFAULT_PITCH
    language: str = ENGLISH


def nothing(_text: str) -> bool:
    """Keep no line on the disk."""
    return False


class HouseVoice:
    """Renders lines ahead of need on one thread of its own; obeys the port ``Voice``.

    Making one is cheap: it starts the child process and its thread, and waits for neither.

    Args:
        settings: which voice.
        recordings: folders of recorded lines, the most wanted first (``recorded`` tells the scheme).
        cache: the folder for rendered lines, or None to keep none on the disk.
        keep: which texts may go to that folder; nothing personal may.
        patient: ``clip`` waits (with its bound) for the line: for rooms whose time stands still meanwhile.
        speaker: renders; one is made where none is given.
        bound: how long ``clip`` may answer None for a line, in seconds, and a tenth of its length more.
    """

    def __init__(  # noqa: PLR0913  the parts of a voice, each with a default
        self,
        settings: VoiceSettings = VoiceSettings(),
        *,
        recordings: Iterable[Path] = (),
        cache: Path | None = None,
        keep: Callable[[str], bool] = nothing,
        patient: bool = False,
        speaker: Speaker | None = None,
        bound: float = LINE_SECONDS,
    ) -> None:
        self._settings = settings
        self._recordings = Recordings(recordings)
        self._cache = Cache(cache)
        self._keep = keep
        self._patient = patient
        self._bound = bound
        self._speaker = speaker or Speaker()
        self._lines = Lines()
        self._ready = threading.Condition()
        self._clips: OrderedDict[Job, Clip] = OrderedDict()
        self._asked: dict[Job, tuple[float, float]] = {}  # when first and when last, s
        self._closed = False
        self._speed: float | None = None
        self._failing = False
        self._thread = threading.Thread(target=self._work, name="voice", daemon=True)
        self._thread.start()

    def prepare(self, texts: Iterable[str], manner: Manner) -> None:
        """Lines that will probably be wanted soon, the most urgent first."""
        jobs = [Job(speakable(text), manner.rate) for text in texts]
        with self._ready:
            missing = [job for job in jobs if job not in self._clips]
        self._lines.prepare(missing, manner.rate)

    def clip(self, text: str, manner: Manner) -> Clip | None:
        """The line, or None while it is still being rendered. See ``Voice.clip``."""
        job = Job(speakable(text), manner.rate)
        if not words(job.text):
            return Clip(silence())
        if self._closed:
            return unheard(job)
        with self._ready:
            self._want(job)
            if self._patient:
                self._ready.wait_for(lambda: job in self._clips, self._patience(job))
            return self._taken(job)

    @property
    def failing(self) -> bool:
        """Whether the last line could not be rendered."""
        return self._failing

    @property
    def trouble(self) -> str | None:
        """A sentence about what is wrong with the voice, or None: what it is, and what to do."""
        return self._speaker.trouble

    def voices(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The installed voices, and the variants that can follow one after a ``+``. Waits, with a bound."""
        return self._speaker.voices()

    def close(self) -> None:
        """End the child process and the thread. Closing twice is harmless."""
        self._closed = True
        self._lines.close()
        self._speaker.close()
        self._thread.join(1.0)

    # --- on the caller's thread, holding the lock --------------------------------------------------

    def _want(self, job: Job) -> None:
        """Note that somebody waits for the line, and since when; each new wait starts afresh."""
        now = time.monotonic()
        self._asked = {other: times for other, times in self._asked.items() if now - times[1] < FORGOTTEN}
        if job in self._asked:
            self._asked[job] = (self._asked[job][0], now)
            return
        self._asked[job] = (now, now)
        if job in self._clips and not self._clips[job].audible:
            del self._clips[job]  # it failed for somebody who has stopped waiting: try again
        if job not in self._clips:
            self._lines.want(job)

    def _patience(self, job: Job) -> float:
        """Seconds that a line may be waited for: a line of minutes is rendered sentence by sentence."""
        return self._bound + 0.1 * reading_seconds(job.text, job.rate)

    def _taken(self, job: Job) -> Clip | None:
        """The clip; an inaudible one is handed out once, so that the line is tried again next time."""
        found = self._clips.get(job)
        if found is None:
            since, _ = self._asked[job]
            if time.monotonic() - since < self._patience(job):
                return None
            self._failing = True
            found = unheard(job)
        del self._asked[job]
        if found.audible:
            self._clips.move_to_end(job)
        else:
            self._clips.pop(job, None)
        return found

    # --- on the voice's own thread -----------------------------------------------------------------

    def _work(self) -> None:
        while job := self._lines.take():
            with self._ready:
                known = job in self._clips
            if not known:
                self._put(job, self._made_or_none(job))

    def _made_or_none(self, job: Job) -> Samples | None:
        try:
            return self._made(job)
        except Exception:  # noqa: BLE001  one line that cannot be made must not cost the person the others
            return None

    def _made(self, job: Job) -> Samples | None:
        recorded = self._recordings.line(job.text)
        if recorded is not None:
            return recorded
        engine = self._speaker.engine()
        if engine is None:
            return None
        name = key(engine.version, self._settings.name, self._settings.pitch, job.rate, SHAPING, job.text)
        samples = self._cache.get(name)
        if samples is None:
            samples = self._rendered(job, engine)
            if samples is not None and self._keep(job.text):
                self._cache.put(name, samples)
        return samples

    def _rendered(self, job: Job, engine: Engine) -> Samples | None:
        how = pace(job.rate, engine.name, self._voice_speed(engine))
        parts = []
        for sentence in sentences(job.text):
            sound = self._speaker.render(
                sentence, voice=self._settings.name, pitch=self._settings.pitch, rate=how.engine_rate
            )
            if sound is None:
                return None
            parts.append(sound)
        samples = join(parts, how.stretch, how.pause)
        return samples if samples.size else None

    def _voice_speed(self, engine: Engine) -> float:
        """Of our voice: known for the house's own, measured once for any other."""
        known = SPEEDS.get(self._settings.name)
        if known is None and engine.name == "espeak" and self._speed is None:
            settings = self._settings
            self._speed = voice_speed(self._speaker, settings.name, settings.pitch, settings.language)
        return known or self._speed or 1.0

    def _put(self, job: Job, samples: Samples | None) -> None:
        with self._ready:
            self._failing = samples is None
            if samples is not None:
                self._clips[job] = Clip(samples)
            elif job in self._asked:
                self._clips[job] = unheard(job)
            while len(self._clips) > 1 and self._held() > MEMORY_BYTES:
                self._clips.popitem(last=False)
            self._ready.notify_all()

    def _held(self) -> int:
        return sum(clip.samples.nbytes for clip in self._clips.values())


def unheard(job: Job) -> Clip:
    """The silence in which a line's caption can be read."""
    return Clip(silence(round(reading_seconds(job.text, job.rate) * SAMPLE_RATE)), audible=False)
