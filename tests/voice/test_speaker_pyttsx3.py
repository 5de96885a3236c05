"""The child process: it may die, hang, babble or be missing, and the parent still answers in time."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.voice.helpers import LINES
from voiceground.voice import speaker_pyttsx3
from voiceground.voice.speaker_pyttsx3 import Rendered, Speaker

posix = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")


def say(speaker: Speaker, text: str = LINES[0], voice: str = "gmw/en-us") -> Rendered | None:
    return speaker.render(text, voice=voice, pitch=50, rate=120)


def gone(pid: int, seconds: float = 3.0) -> bool:
    """Whether the process ends within the time (a zombie has ended)."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            if Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0] == "Z":
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.01)
    return False


@pytest.fixture
def speaker() -> Iterator[Speaker]:
    made = Speaker(line_seconds=1.5)
    yield made
    made.close()


def child(body: str) -> tuple[str, ...]:
    """A child of a few lines of Python, which stands in for a broken one."""
    return (sys.executable, "-c", body)


def test_a_line_is_rendered_and_its_file_is_gone(speaker: Speaker) -> None:
    found = say(speaker)
    assert found is not None
    sound, rate = found
    assert rate == 22_050
    assert 1 < sound.size / rate < 6
    assert speaker._folder is not None
    assert list(speaker._folder.iterdir()) == []
    assert speaker.trouble is None


@posix
def test_its_folder_is_private(speaker: Speaker) -> None:
    say(speaker)
    assert speaker._folder is not None
    assert stat.S_IMODE(speaker._folder.stat().st_mode) == 0o700


def test_the_engine_says_which_it_is(speaker: Speaker) -> None:
    engine = speaker.engine()
    assert engine is not None
    assert engine.name == "espeak"
    assert engine.version.startswith("espeak 1.")


def test_every_setting_acts_on_its_own_line(speaker: Speaker) -> None:
    """pyttsx3 loses a rate or a pitch that is set just before a line, about every other time."""
    sizes = []
    for rate in (80, 150, 80, 150, 80, 150, 80, 150):
        found = speaker.render(LINES[0], voice="gmw/en-us", pitch=50, rate=rate)
        assert found is not None
        sizes.append(found[0].size)
    slow, fast = sizes[::2], sizes[1::2]
    assert max(slow) < 1.001 * min(slow)  # espeak's sound differs by a few samples from time to time
    assert max(fast) < 1.001 * min(fast)
    assert min(slow) > 1.5 * max(fast)


@posix
def test_a_child_that_was_killed_is_replaced_within_the_line(speaker: Speaker) -> None:
    say(speaker)
    assert speaker.pid is not None
    os.kill(speaker.pid, signal.SIGKILL)
    assert say(speaker) is not None


@posix
def test_a_child_that_is_killed_in_the_middle_of_a_line_costs_nothing(speaker: Speaker) -> None:
    say(speaker)
    pid = speaker.pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)  # so that the line is certainly under way
    killer = subprocess.Popen([sys.executable, "-c", f"import time, os; time.sleep(0.3); os.kill({pid}, 9)"])
    found = say(speaker)
    killer.wait()
    assert found is not None
    assert speaker.pid != pid


@posix
def test_a_child_that_hangs_costs_one_line_and_bounded_time(speaker: Speaker) -> None:
    say(speaker)
    pid = speaker.pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    before = time.monotonic()
    assert say(speaker) is None
    assert time.monotonic() - before < 1.5 + 1.0
    assert speaker.trouble is not None
    assert gone(pid)
    assert say(speaker) is not None
    assert speaker.trouble is None


def test_a_child_that_never_comes_up_costs_bounded_time() -> None:
    speaker = Speaker(child("import time; time.sleep(60)"), start_seconds=0.3)
    before = time.monotonic()
    assert say(speaker) is None
    assert time.monotonic() - before < 1.5
    speaker.close()


def test_babble_on_the_childs_output_is_passed_over() -> None:
    babble = (
        "import runpy, sys, os\n"
        "os.write(1, b'ALSA lib pcm.c: unknown\\n{\\n[1, 2]\\n\\xff\\xfe\\n\"text\"\\n')\n"
        "sys.argv = ['child', sys.argv[1]]\n"
        "runpy.run_module('voiceground.voice.child', run_name='__main__')"
    )
    speaker = Speaker(child(babble))
    assert say(speaker) is not None
    speaker.close()


HELLO = 'import sys, pathlib; print(\'{"engine": "espeak"}\', flush=True); input(); '


@pytest.mark.parametrize(
    "body",
    [
        "import sys; sys.exit(3)",
        "while True: print('babble')",
        HELLO + 'print(\'{"id": 1, "done": true}\')',
        HELLO
        + "pathlib.Path(sys.argv[1], '1.wav').write_text('no sound'); print('{\"id\": 1, \"done\": true}')",
        HELLO + 'print(\'{"id": 1, "error": "no"}\')',
    ],
    ids=["dies", "babbles for ever", "no file", "a file that is no sound", "an error"],
)
def test_a_child_that_is_no_use_ends_in_a_sentence(body: str) -> None:
    speaker = Speaker(child(body), line_seconds=0.5, start_seconds=0.5)
    assert say(speaker) is None
    assert speaker.trouble
    assert speaker.trouble.endswith(".")
    speaker.close()


def test_nothing_that_a_child_says_decides_which_file_is_touched(tmp_path: Path) -> None:
    bystander = tmp_path / "bystander.wav"
    bystander.write_text("mine", encoding="utf-8")
    answer = f'{{"id": 1, "done": true, "file": "{bystander}"}}'
    speaker = Speaker(child(HELLO + f"print('{answer}')"))
    assert say(speaker) is None
    speaker.close()
    assert bystander.read_text(encoding="utf-8") == "mine"


def test_a_missing_library_says_what_to_install() -> None:
    missing = "This means you probably do not have eSpeak or eSpeak-ng installed!"
    speaker = Speaker(child(f'print(\'{{"error": "RuntimeError: {missing}"}}\')'))
    assert say(speaker) is None
    assert speaker.trouble is not None
    assert "sudo apt install espeak-ng" in speaker.trouble
    assert "captions" in speaker.trouble
    speaker.close()


def test_a_program_that_cannot_be_started_is_a_sentence_too() -> None:
    speaker = Speaker(("/nowhere/python",))
    assert say(speaker) is None
    assert speaker.trouble is not None
    assert "captions" in speaker.trouble
    speaker.close()


def test_a_child_that_keeps_dying_is_left_alone_after_a_few_starts() -> None:
    speaker = Speaker(child("pass"), starts_a_minute=3)
    for _ in range(6):
        assert say(speaker) is None
    before = time.monotonic()
    assert say(speaker) is None
    assert time.monotonic() - before < 0.05
    assert len(speaker._starts) == 3
    speaker.close()


def test_an_unknown_voice_falls_back_with_a_sentence(speaker: Speaker) -> None:
    assert say(speaker, voice="gmw/en-us+nobody") is not None
    assert speaker.trouble is not None
    assert "gmw/en-us+nobody" in speaker.trouble
    assert say(speaker, voice="no-such/language") is not None
    assert say(speaker, voice="gmw/en-us") is not None
    assert speaker.trouble is None


def test_the_installed_voices_are_listed(speaker: Speaker) -> None:
    voices, variants = speaker.voices()
    assert "gmw/en-us" in voices
    assert {"f3", "Annie"} <= set(variants)


def test_nothing_is_printed(speaker: Speaker, capfd: pytest.CaptureFixture[str]) -> None:
    say(speaker)
    say(speaker, voice="nobody")
    assert capfd.readouterr() == ("", "")


@posix
def test_no_child_and_no_file_outlives_its_parent() -> None:
    """The parent is killed outright: the child sees its input close, and cleans up."""
    program = (
        "from voiceground.voice.speaker_pyttsx3 import Speaker\n"
        "speaker = Speaker(); speaker.engine()\n"
        "print(speaker.pid, speaker._folder, flush=True); input()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        pid, folder = parent.stdout.readline().split()
        parent.kill()
    assert gone(int(pid))
    assert not Path(folder).exists()


@posix
def test_ctrl_c_is_not_for_the_child(speaker: Speaker) -> None:
    say(speaker)
    pid = speaker.pid
    assert pid is not None
    assert os.getpgid(pid) != os.getpgid(0)
    os.kill(pid, signal.SIGINT)
    assert say(speaker) is not None
    assert speaker.pid == pid


def test_closing_ends_the_child_and_removes_its_folder() -> None:
    speaker = Speaker()
    say(speaker)
    pid, folder = speaker.pid, speaker._folder
    assert pid is not None
    assert folder is not None
    speaker.close()
    speaker.close()
    assert gone(pid)
    assert not folder.exists()
    assert say(speaker) is None


@posix
def test_closing_does_not_wait_for_a_child_that_hangs() -> None:
    speaker = Speaker()
    say(speaker)
    pid = speaker.pid
    assert pid is not None
    os.kill(pid, signal.SIGSTOP)
    before = time.monotonic()
    speaker.close()
    assert time.monotonic() - before < 1.5
    assert gone(pid)


def test_where_there_is_no_memory_folder_the_systems_own_is_used(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("os.access", lambda *_: False)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    folder = speaker_pyttsx3._private_folder()
    assert folder.parent == tmp_path
