"""Recognisers of SpeechRecognition that stay on this machine. The only importer of speech_recognition.

Rule 1: SpeechRecognition imports urllib when it is loaded, so it is loaded when one of these is made, and
never in a session with the built-in ear.
Rule 2: nothing is downloaded. The libraries fetch a model that is missing without asking; so each is given
one that was found on the disk, or is not called at all.

Checked against SpeechRecognition 3.17, vosk 0.3.45, openai-whisper 20250625, faster-whisper 1.2.1: by
reading their sources and by calling them up to the model. No model could be had where this was written,
so that none of the three has been heard.
"""

from __future__ import annotations

import functools
import importlib
import importlib.util
import os
import tempfile
import time
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from voiceground.core.tick import SAMPLE_RATE, Samples
from voiceground.ear.choices import EarChoice
from voiceground.errors import UsageError

Transcribe: TypeAlias = Callable[[Samples], str]
"""Writes down what was said in a sound of shape (n,), int16, 16 kHz; "" for nothing."""

WHISPER_NAMES = ("base.en", "tiny.en", "small.en", "base", "tiny", "small", "medium.en", "medium")
"""The models that are looked for, the first that is there is used: quick ones first. Those of English alone
are passed over for another language."""

WHISPER_LANGUAGES = {"en": "english", "es": "spanish"}
"""How whisper calls the languages; faster-whisper takes their codes."""


def _whisper_names(language: str) -> tuple[str, ...]:
    return tuple(name for name in WHISPER_NAMES if language == "en" or not name.endswith(".en"))


@dataclass(frozen=True, slots=True)
class _Lender:
    """What a borrowed ear needs.

    Attributes:
        packages: importable names that must be there; the first is the library.
        install: what the person types to get them.
        loader: the name in the library that loads a model.
        model: looks for the model of a language; None when there is none.
        where: where it would be found, for a sentence.
    """

    packages: tuple[str, ...]
    install: str
    loader: str
    model: Callable[[str], Path | None]
    where: str


def _vosk_model(_language: str) -> Path | None:
    """SpeechRecognition looks in its own folder, and there only: whoever puts a model there chose it."""
    spec = importlib.util.find_spec("speech_recognition")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / "models" / "vosk"
    return folder if (folder / "am").is_dir() or (folder / "conf").is_dir() else None


def _cache_folder() -> Path:
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")


def _whisper_model(language: str) -> Path | None:
    folder = _cache_folder() / "whisper"
    return next(
        (path for name in _whisper_names(language) if (path := folder / f"{name}.pt").is_file()), None
    )


def _faster_whisper_model(language: str) -> Path | None:
    """A whole snapshot: without its tokenizer.json, faster-whisper would fetch that one by itself."""
    home = Path(os.environ.get("HF_HOME") or _cache_folder() / "huggingface")
    hub = Path(os.environ.get("HF_HUB_CACHE") or home / "hub")
    return next(
        (
            snapshot
            for name in _whisper_names(language)
            for snapshot in sorted((hub / f"models--Systran--faster-whisper-{name}" / "snapshots").glob("*"))
            if all((snapshot / file).is_file() for file in ("model.bin", "config.json", "tokenizer.json"))
        ),
        None,
    )


_LENDERS = {
    EarChoice.VOSK: _Lender(
        ("vosk",),
        "vosk",
        "Model",
        _vosk_model,
        "in the folder models/vosk of SpeechRecognition, where `sprc download vosk` puts it",
    ),
    EarChoice.WHISPER: _Lender(
        ("whisper", "soundfile"),
        "openai-whisper soundfile",
        "load_model",
        _whisper_model,
        "as ~/.cache/whisper/base.en.pt",
    ),
    EarChoice.FASTER_WHISPER: _Lender(
        ("faster_whisper", "soundfile"),
        "faster-whisper soundfile",
        "WhisperModel",
        _faster_whisper_model,
        "in ~/.cache/huggingface/hub/models--Systran--faster-whisper-base.en",
    ),
}


def missing(choice: EarChoice, language: str = "en") -> str | None:
    """Why a borrowed ear cannot be had, and what to do, as a sentence; None when it can. Loads nothing."""
    if choice not in _LENDERS:
        return None
    lender = _LENDERS[choice]
    absent = [name for name in lender.packages if importlib.util.find_spec(name) is None]
    if absent:
        return (
            f"The ear {choice} needs the package {absent[0]}, which is not installed. The built-in ear "
            f"works without it. To use {choice}: `pip install {lender.install}`."
        )
    if lender.model(language) is None:
        return (
            f"The ear {choice} is installed, but has no model. The built-in ear works without one. "
            f"voiceground never downloads a model; one that you got yourself is found {lender.where}."
        )
    return None


def transcriber(choice: EarChoice, language: str = "en") -> Transcribe:
    """A borrowed ear with its model loaded; may take seconds.

    Args:
        choice: which.
        language: the code of what is spoken, such as ``es``.

    Raises:
        UsageError: the package or the model is not there, or cannot be loaded.
    """
    language = language.partition("-")[0]
    reason = missing(choice, language)
    if reason:
        raise UsageError(reason)
    lender = _LENDERS[choice]
    model = str(lender.model(language))
    os.environ["HF_HUB_OFFLINE"] = "1"  # a second lock on the door
    speech = _speech_recognition()
    try:
        library = importlib.import_module(lender.packages[0])
        _load_once(library, lender.loader)
        if choice is EarChoice.VOSK:
            library.SetLogLevel(-1)
            getattr(library, lender.loader)(model)
    except Exception as error:  # vosk raises plain Exceptions; whatever it was, it is told
        raise UsageError(
            f"The ear {choice} cannot be loaded ({error}). The built-in ear works without it."
        ) from error
    return _calls(speech, choice, model, language)


def _calls(speech: Any, choice: EarChoice, model: str, language: str) -> Transcribe:
    recogniser = speech.Recognizer()
    how: dict[EarChoice, Callable[[Any], Any]] = {
        EarChoice.VOSK: recogniser.recognize_vosk,
        EarChoice.WHISPER: functools.partial(
            recogniser.recognize_whisper, model=model, language=WHISPER_LANGUAGES.get(language, language)
        ),
        EarChoice.FASTER_WHISPER: functools.partial(
            recogniser.recognize_faster_whisper,
            model=model,
            language=language,
            init_options={"device": "cpu", "compute_type": "int8"},
        ),
    }
    listen = how[choice]

    def transcribe(sound: Samples) -> str:
        try:
            with _quietly():
                return str(listen(_audio(speech, sound)))
        except (speech.UnknownValueError, RuntimeError, ValueError):
            return ""  # the ear never raises: what cannot be written down was not understood

    return transcribe


def _load_once(library: Any, loader: str) -> None:
    """Make a library remember the model that it loaded: SpeechRecognition asks for it at each utterance."""
    load = getattr(library, loader)
    if not hasattr(load, "cache_info"):
        setattr(library, loader, functools.lru_cache(maxsize=1)(load))


# --- what the bench compares with ---------------------------------------------------------------------


class ClosedGrammar:
    """pocketsphinx' closed grammar as SpeechRecognition offers it: ``recognize_sphinx(audio, grammar=...)``.

    It loads its model at each call. A grammar file must be new at each call too: of one that it has seen,
    SpeechRecognition 3.17 reads the compiled form with a constructor that pocketsphinx 5 no longer has.
    Its other closed way, ``keyword_entries``, spots words in a stream and gives several for one: for a clear
    "yes" it gave "no no yes no no no stop no no" at a sensitivity of 0.5, and for a "stop" still "stop no"
    at 1. It is not compared with.
    """

    def __init__(self) -> None:
        self._speech = _speech_recognition()
        self._recogniser = self._speech.Recognizer()
        self._folder = tempfile.TemporaryDirectory(prefix="voiceground-")
        self._calls = 0

    def hear(self, sound: Samples, words: Sequence[str]) -> str | None:
        """The one of the words that it takes a whole recording for; None when it gives none."""
        name = f"words{self._calls}"
        self._calls += 1
        path = Path(self._folder.name) / f"{name}.gram"
        rule = f"#JSGF V1.0;\ngrammar {name};\npublic <{name}> = {' | '.join(words)};\n"
        path.write_text(rule, encoding="utf-8")
        audio = _audio(self._speech, sound)
        try:
            with _quietly():
                found = str(self._recogniser.recognize_sphinx(audio, grammar=str(path)))
        except self._speech.UnknownValueError:
            return None
        return found if found in words else None

    def close(self) -> None:
        """Remove the grammars."""
        self._folder.cleanup()


class TutorialLoop:
    """The loop of most tutorials: ``Recognizer.listen``, then ``recognize_sphinx``, both with their defaults.

    Its microphone is a sound that was recorded before, so no device is needed: ``listen`` counts the
    seconds of what it reads, which is when it would have returned.
    """

    def __init__(self) -> None:
        self._speech = _speech_recognition()

    def hear(self, sound: Samples) -> tuple[str | None, float]:
        """What it understands, None for nothing, and when it knows that, in seconds from the sound's start.

        The first second is used to calibrate, as the tutorials do, and should be quiet.
        """
        microphone = _microphone(self._speech, sound)
        recogniser = self._speech.Recognizer()
        recogniser.adjust_for_ambient_noise(microphone)
        audio = recogniser.listen(microphone)
        listened, begun = microphone.stream.read_seconds, time.perf_counter()
        try:
            text = str(recogniser.recognize_sphinx(audio)) or None
        except self._speech.UnknownValueError:
            text = None
        return text, listened + time.perf_counter() - begun


class _Recorded:
    """A stream of int16 bytes that counts what is read from it."""

    def __init__(self, sound: Samples) -> None:
        self._sound = sound
        self._at = 0

    @property
    def read_seconds(self) -> float:
        return self._at / SAMPLE_RATE

    def read(self, frames: int) -> bytes:
        """The next frames; nothing at the end."""
        piece = self._sound[self._at : self._at + frames]
        self._at += len(piece)
        return piece.tobytes()


def _microphone(speech: Any, sound: Samples) -> Any:
    source = speech.AudioSource.__new__(speech.AudioSource)  # it is an interface: made by its subclasses only
    source.SAMPLE_RATE, source.SAMPLE_WIDTH, source.CHUNK = SAMPLE_RATE, 2, 1024
    source.stream = _Recorded(sound)
    return source


def methods() -> Iterator[str]:
    """The name of every recogniser of the installed SpeechRecognition, such as ``google``."""
    for name in dir(_speech_recognition().Recognizer):
        if name.startswith("recognize_"):
            yield name.removeprefix("recognize_")


def _audio(speech: Any, sound: Samples) -> Any:
    return speech.AudioData(sound.tobytes(), SAMPLE_RATE, 2)


def _speech_recognition() -> Any:
    with _quietly():
        import speech_recognition

    return speech_recognition


@contextmanager
def _quietly() -> Iterator[None]:
    """Without warnings: SpeechRecognition uses what Python and pocketsphinx are about to give up."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
