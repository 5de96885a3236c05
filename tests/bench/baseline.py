"""The usual tutorial loop, SpeechRecognition with pyttsx3, as a program that the bench talks with.

    with source: audio = recognizer.listen(source, timeout=5, phrase_time_limit=5)
    text = recognizer.recognize_sphinx(audio)
    engine.say("All right."); engine.runAndWait()

``listen`` and ``recognize_sphinx`` run unchanged. ``sr.Microphone`` needs PyAudio, which has no wheel for
Linux, so an ``AudioSource`` on sounddevice takes its place. Where tutorials differ, this one does what is
best for it: it greets before the first question and waits (the first ``runAndWait`` of pyttsx3 2.99 returns
while it still speaks, and upsets the second), calibrates once and not in every turn (the word would fall
into the calibration), and closes the microphone before it speaks.

Started by ``tests.bench.turns``; reads a ``Job`` as JSON from standard input and writes one JSON object a
line: ``{"at": "asking" | "listening" | "heard", "turn": n, ...}``, at last ``{"at": "over"}``.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Self

import speech_recognition as sr

from tests.bench.job import LISTEN_SECONDS, SETTINGS, Job, Setting, Turn, heard_word

ANSWER, APOLOGY, NOTHING = "All right.", "I did not understand that.", "I did not hear anything."

GREETING_SECONDS = 2.0


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
        import sounddevice as sd  # it reads the list of devices when it is loaded

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
    """The loop itself.

    Args:
        setting: how it is set up.
        folder: where grammars may be written.
    """

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
        time.sleep(GREETING_SECONDS)
        if not self._setting.thresholds:
            with self._source as source:
                self._recogniser.adjust_for_ambient_noise(source)
        for turn in turns:
            _tell("asking", turn.number)
            self._say(turn.question)
            self._say(self._answer(turn))
        _tell("over", -1)

    def _answer(self, turn: Turn) -> str:
        """Listen once; returns what to say to it."""
        try:
            with self._source as source:
                _tell("listening", turn.number)
                audio = self._recogniser.listen(
                    source, timeout=LISTEN_SECONDS, phrase_time_limit=LISTEN_SECONDS
                )
        except sr.WaitTimeoutError:
            _tell("heard", turn.number, text=None, recognised_in_ms=0)
            return NOTHING
        begun = time.monotonic()
        text = self._recognise(audio, turn.words)
        _tell("heard", turn.number, text=text, recognised_in_ms=round(1000 * (time.monotonic() - begun)))
        return ANSWER if heard_word(text, turn.words) else APOLOGY

    def _recognise(self, audio: sr.AudioData, words: Sequence[str]) -> str:
        grammar = str(write_grammar(self._folder, words)) if self._setting.grammar else None
        try:
            return str(self._recogniser.recognize_sphinx(audio, grammar=grammar))
        except sr.UnknownValueError:
            return ""

    def _say(self, text: str) -> None:
        self._engine.say(text)
        self._engine.runAndWait()


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
