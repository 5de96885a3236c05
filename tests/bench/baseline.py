"""The usual tutorial loop, SpeechRecognition with pyttsx3, as a program that the bench talks with.

    with source: audio = recognizer.listen(source, timeout=5, phrase_time_limit=5)
    text = recognizer.recognize_sphinx(audio)
    engine.say("All right."); engine.runAndWait()

``listen`` and ``recognize_sphinx`` run unchanged. ``sr.Microphone`` needs PyAudio, which has no wheel for
Linux, so an ``AudioSource`` on sounddevice takes its place. Where tutorials differ, this one does what is
best for it: it says a word before the first question (pyttsx3 loses the first), calibrates once and not in
every turn (the word would fall into the calibration), and closes the microphone before it speaks (with one
open ``runAndWait`` may not return).

Started by ``tests.bench.turns``; reads a ``Job`` as JSON from standard input and writes one JSON object a
line: ``{"at": "asking" | "listening" | "heard" | "answered", "turn": n, ...}``, at last ``{"at": "over"}``.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import sounddevice as sd
import speech_recognition as sr

LISTEN_SECONDS = 5.0
"""Of ``timeout`` and of ``phrase_time_limit``: what most tutorials give them."""

ANSWER, APOLOGY, NOTHING = "All right.", "I did not understand that.", "I did not hear anything."


@dataclass(frozen=True, slots=True)
class Setting:
    """How the loop is set up.

    Attributes:
        label: what the table calls it.
        thresholds: attributes of ``sr.Recognizer`` that are changed (seconds; ``energy_threshold`` in
            int16 RMS). Empty: the defaults, with ``adjust_for_ambient_noise``.
        grammar: whether ``recognize_sphinx`` is given a grammar of the words of the question.
    """

    label: str
    thresholds: dict[str, float]
    grammar: bool


TUNED = {
    "phrase_threshold": 0.1,
    "pause_threshold": 0.5,
    "non_speaking_duration": 0.3,
    "energy_threshold": 100.0,
    "dynamic_energy_threshold": False,
}

SETTINGS = {
    "defaults": Setting("tutorial loop, its defaults", {}, grammar=False),
    "tuned": Setting("tutorial loop, tuned thresholds", TUNED, grammar=False),
    "grammar": Setting("tutorial loop, tuned and with a grammar", TUNED, grammar=True),
}


class DeviceSource(sr.AudioSource):  # type: ignore[misc]
    """``sr.Microphone`` with sounddevice in PyAudio's place: the default microphone, 16 kHz, 16 bit, mono.

    ``stream`` is open inside a ``with``; ``stream.read(frames)`` blocks and returns the bytes.
    """

    SAMPLE_RATE = 16_000
    SAMPLE_WIDTH = 2
    CHUNK = 1024

    def __init__(self) -> None:
        self.stream: DeviceStream | None = None

    def __enter__(self) -> Self:
        self.stream = DeviceStream(self.SAMPLE_RATE, self.CHUNK)
        return self

    def __exit__(self, *_: object) -> None:
        if self.stream is not None:
            self.stream.close()
            self.stream = None


class DeviceStream:
    """What ``sr.Microphone.MicrophoneStream`` is, on sounddevice."""

    def __init__(self, rate: int, chunk: int) -> None:
        self._stream = sd.RawInputStream(
            samplerate=rate, blocksize=chunk, channels=1, dtype="int16", latency="low"
        )
        self._stream.start()

    def read(self, frames: int) -> bytes:
        """Wait for so many frames; int16 little-endian."""
        sound, _overflowed = self._stream.read(frames)
        return bytes(sound)

    def close(self) -> None:
        """Close the device."""
        self._stream.stop()
        self._stream.close()


@dataclass(frozen=True, slots=True)
class Turn:
    """One question.

    Attributes:
        number: which of the bench's turns it is.
        question: what is asked.
        words: what may be answered.
    """

    number: int
    question: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Job:
    """What the bench wants: a key of ``SETTINGS``, and the questions."""

    setting: str
    turns: tuple[Turn, ...]

    @classmethod
    def from_json(cls, text: str) -> Job:
        """The job that ``json.dumps(asdict(job))`` wrote."""
        raw: dict[str, Any] = json.loads(text)
        turns = (Turn(turn["number"], turn["question"], tuple(turn["words"])) for turn in raw["turns"])
        return cls(raw["setting"], tuple(turns))


def recogniser(setting: Setting) -> sr.Recognizer:
    """A recogniser with the setting's thresholds."""
    made = sr.Recognizer()
    for name, value in setting.thresholds.items():
        setattr(made, name, value)
    return made


def write_grammar(folder: Path, words: Sequence[str]) -> Path:
    """A JSGF grammar of these words, in a new file at each call.

    The same file fails at the second call: SpeechRecognition 3.17 then reads the FSG it has written beside
    it, with a constructor that pocketsphinx 5 no longer has.
    """
    name = f"words{len(list(folder.glob('*.gram')))}"
    path = folder / f"{name}.gram"
    path.write_text(f"#JSGF V1.0;\ngrammar {name};\npublic <{name}> = {' | '.join(words)};\n")
    return path


class Loop:
    """The loop itself."""

    def __init__(self, setting: Setting, folder: Path) -> None:
        import pyttsx3

        self._setting = setting
        self._folder = folder
        self._recogniser = recogniser(setting)
        self._source = DeviceSource()
        self._engine = pyttsx3.init()

    def run(self, turns: Sequence[Turn]) -> None:
        """Greet, calibrate, and ask every question."""
        self._say("Hello.")
        if not self._setting.thresholds:
            with self._source as source:
                self._recogniser.adjust_for_ambient_noise(source)
        for turn in turns:
            _tell("asking", turn.number)
            self._say(turn.question)
            self._say(self._listen(turn))
            _tell("answered", turn.number)
        _tell("over", -1)

    def _listen(self, turn: Turn) -> str:
        """Listen once; returns what to say to it."""
        try:
            with self._source as source:
                _tell("listening", turn.number)
                audio = self._recogniser.listen(
                    source, timeout=LISTEN_SECONDS, phrase_time_limit=LISTEN_SECONDS
                )
            with _timed(turn.number) as told:
                told["text"] = self._recognise(audio, turn)
        except sr.WaitTimeoutError:
            _tell("heard", turn.number, text=None)
            return NOTHING
        except sr.UnknownValueError:
            return APOLOGY
        return ANSWER if heard_word(told["text"], turn.words) else APOLOGY

    def _recognise(self, audio: sr.AudioData, turn: Turn) -> str:
        grammar = str(write_grammar(self._folder, turn.words)) if self._setting.grammar else None
        return str(self._recogniser.recognize_sphinx(audio, grammar=grammar))

    def _say(self, text: str) -> None:
        self._engine.say(text)
        self._engine.runAndWait()


def heard_word(text: str | None, words: Sequence[str]) -> str | None:
    """The one listed word that a transcription holds, as tutorials look for it; None for none or several."""
    found = {word for word in words if word in (text or "").lower().split()}
    return found.pop() if len(found) == 1 else None


@contextmanager
def _timed(turn: int) -> Iterator[dict[str, Any]]:
    """Tell what was recognised, and how long that took."""
    told: dict[str, Any] = {"text": ""}
    begun = time.monotonic()
    try:
        yield told
    finally:
        _tell("heard", turn, text=told["text"], recognised_in_ms=round(1000 * (time.monotonic() - begun)))


def _tell(at: str, turn: int, **more: object) -> None:
    print(json.dumps({"at": at, "turn": turn, **more}), flush=True)


def main() -> int:
    """Read the job, run the loop."""
    job = Job.from_json(sys.stdin.read())
    with tempfile.TemporaryDirectory(prefix="baseline-") as folder:
        Loop(SETTINGS[job.setting], Path(folder)).run(job.turns)
    return 0


if __name__ == "__main__":
    sys.exit(main())
