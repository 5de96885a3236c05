"""Borrowed ears without their packages, without their models, and with stand-ins for both.

No model of vosk, whisper or faster-whisper can be had where these tests are run. So libraries of our own
stand in for them: they have the names that SpeechRecognition calls, and would tell if anything but a model
on the disk were asked for.
"""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.ear.fakes import room, tone
from voiceground.core.tick import SAMPLE_RATE
from voiceground.ear import borrowed
from voiceground.ear.choices import EarChoice
from voiceground.errors import UsageError

VOSK = """
import json
loaded = []
def SetLogLevel(level): pass
class Model:
    def __init__(self, path): loaded.append(path)
class KaldiRecognizer:
    def __init__(self, model, rate): assert (type(model).__name__, rate) == ("Model", 16000)
    def AcceptWaveform(self, data): self.bytes = len(data)
    def FinalResult(self): return json.dumps({"text": "yes" if self.bytes == 32000 else ""})
"""

WHISPER = """
loaded = []
def load_model(name, device=None, download_root=None, in_memory=False):
    assert name.endswith(".pt"), "a name would be downloaded"
    loaded.append(name)
    return Whisper()
class Whisper:
    def transcribe(self, sound, language, fp16):
        assert (str(sound.dtype), sound.shape, language, fp16) == ("float32", (16000,), "english", False)
        return {"text": " Yes.", "segments": [], "language": "en"}
"""

FASTER_WHISPER = """
loaded = []
class Info:
    language = "en"
class Segment:
    text = " Yes."
class WhisperModel:
    def __init__(self, model_size_or_path, device="auto", compute_type="default"):
        import os
        assert os.path.isdir(model_size_or_path), "a name would be downloaded"
        assert os.environ["HF_HUB_OFFLINE"] == "1"
        loaded.append(model_size_or_path)
    def transcribe(self, sound, language):
        assert (str(sound.dtype), sound.shape, language) == ("float32", (16000,), "en")
        return iter([Segment()]), Info()
"""

SOUNDFILE = """
import io, wave
import numpy
def read(stream):
    with wave.open(stream) as file:
        data = file.readframes(file.getnframes())
        return numpy.frombuffer(data, "<i2") / 32768, file.getframerate()
"""

TORCH = """
class cuda:
    def is_available(): return False
"""

LIBRARIES = {
    "vosk": VOSK,
    "whisper": WHISPER,
    "faster_whisper": FASTER_WHISPER,
    "soundfile": SOUNDFILE,
    "torch": TORCH,
}
BORROWED = [choice for choice in EarChoice if choice is not EarChoice.BUILT_IN]


@pytest.fixture
def libraries(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The stand-ins, importable, for one test."""
    folder = tmp_path / "libraries"
    folder.mkdir()
    for name, text in LIBRARIES.items():
        (folder / f"{name}.py").write_text(text)
        monkeypatch.delitem(sys.modules, name, raising=False)
    monkeypatch.syspath_prepend(folder)
    yield folder
    for name in LIBRARIES:
        sys.modules.pop(name, None)


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home, so that models of whoever runs the tests play no part."""
    for name in ("XDG_CACHE_HOME", "HF_HOME", "HF_HUB_CACHE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HF_HUB_OFFLINE", "")
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    return tmp_path


def put_models(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file or a folder where each model would be; vosk's lies inside SpeechRecognition's own folder."""
    (home / ".cache" / "whisper").mkdir(parents=True)
    (home / ".cache" / "whisper" / "tiny.en.pt").touch()
    hub = home / ".cache" / "huggingface" / "hub" / "models--Systran--faster-whisper-base.en"
    (hub / "snapshots" / "abc").mkdir(parents=True)
    for name in ("model.bin", "config.json", "tokenizer.json"):
        (hub / "snapshots" / "abc" / name).touch()
    package = home / "speech_recognition"
    (package / "models" / "vosk" / "am").mkdir(parents=True)
    (package / "recognizers").mkdir()
    vosk = borrowed._speech_recognition().recognizers.vosk
    monkeypatch.setattr(vosk, "__file__", str(package / "recognizers" / "vosk.py"))
    found = importlib.util.find_spec

    def find_spec(name: str) -> object:
        spec = found(name)
        if name == "speech_recognition" and spec is not None:
            spec.origin = str(package / "__init__.py")
        return spec

    monkeypatch.setattr(importlib.util, "find_spec", find_spec)


@pytest.mark.parametrize("choice", BORROWED)
def test_without_its_package_an_ear_says_what_to_install(
    choice: EarChoice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)

    with pytest.raises(UsageError) as refusal:
        borrowed.transcriber(choice)

    assert f"The ear {choice} needs the package" in str(refusal.value)
    assert "The built-in ear works without it." in str(refusal.value)
    assert "pip install" in str(refusal.value)


@pytest.mark.parametrize("choice", BORROWED)
def test_without_its_model_an_ear_says_where_one_would_be_and_fetches_none(
    choice: EarChoice, libraries: Path
) -> None:
    with pytest.raises(UsageError) as refusal:
        borrowed.transcriber(choice)

    assert f"The ear {choice} is installed, but has no model." in str(refusal.value)
    assert "The built-in ear works without one. voiceground never downloads" in str(refusal.value)
    assert str(libraries) not in {getattr(sys.modules.get(name), "__file__", "") for name in LIBRARIES}


def test_a_faster_whisper_without_its_tokenizer_is_no_model_because_it_would_fetch_one(
    libraries: Path, home: Path
) -> None:
    hub = home / ".cache" / "huggingface" / "hub" / "models--Systran--faster-whisper-tiny" / "snapshots" / "a"
    hub.mkdir(parents=True)
    (hub / "model.bin").touch()
    (hub / "config.json").touch()
    assert "has no model" in (borrowed.missing(EarChoice.FASTER_WHISPER) or "")

    (hub / "tokenizer.json").touch()
    assert borrowed.missing(EarChoice.FASTER_WHISPER) is None


@pytest.mark.parametrize("choice", BORROWED)
def test_an_ear_with_its_model_writes_down_what_it_hears_and_loads_it_once(
    choice: EarChoice, libraries: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_models(home, monkeypatch)
    transcribe = borrowed.transcriber(choice)
    second = np.concatenate((room(0.3), tone(1), room(0.3)))
    assert len(second) == SAMPLE_RATE

    written = [transcribe(second) for _ in range(3)]

    assert [text.strip(" .").lower() for text in written] == ["yes"] * 3
    library = sys.modules[choice.value.replace("-", "_")]
    assert len(library.loaded) == 1
    assert str(home) in library.loaded[0]


def test_an_ear_that_cannot_load_says_so(
    libraries: Path, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_models(home, monkeypatch)
    (libraries / "whisper.py").write_text("raise OSError('libtorch.so is broken')")

    with pytest.raises(UsageError, match=r"cannot be loaded \(libtorch\.so is broken\)\. The built-in ear"):
        borrowed.transcriber(EarChoice.WHISPER)


def test_the_built_in_ear_misses_nothing() -> None:
    assert borrowed.missing(EarChoice.BUILT_IN) is None


# --- what the bench compares with ---------------------------------------------------------------------


def test_the_closed_grammar_gives_one_of_its_words_or_none() -> None:
    from voiceground.ear.wav import read_wav

    baseline = borrowed.ClosedGrammar()
    yes = read_wav(Path(__file__).parent / "recordings" / "yes-1.wav")

    assert baseline.hear(yes, ("yes", "no", "stop")) == "yes"
    assert baseline.hear(yes, ("yes", "no", "stop")) == "yes"
    assert baseline.hear(np.zeros(1600, dtype=np.int16), ("yes", "no", "stop")) is None
    baseline.close()


def test_the_tutorial_loop_waits_for_its_pause_before_it_knows_anything() -> None:
    sound = np.concatenate((room(2.0), tone(1, 0.6), room(3.0)))

    _, known = borrowed.TutorialLoop().hear(sound)

    assert known > 2.6 + 0.8  # its pause_threshold
