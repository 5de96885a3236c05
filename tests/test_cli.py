"""The command line as a person, a writer and a program meet it: words, exit codes, JSON, no traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.e2e import scripts
from voiceground.commands import COMMANDS
from voiceground.core.languages.en.lines import LINES
from voiceground.journal.levels import Keep
from voiceground.keeping import HOW_TO_KEEP_NOTHING

VALID = Path(__file__).parent.parent / "scripts" / "five-senses.yaml"


def voiceground(
    *arguments: str | Path, home: Path, env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "voiceground", *map(str, arguments)],
        env={**os.environ, "VOICEGROUND_HOME": str(home), **(env or {})},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        cwd=cwd,
    )


def entries(home: Path) -> list[dict[str, object]]:
    (file,) = (home / "journal").glob("*.jsonl")
    return [json.loads(line) for line in file.read_text().splitlines()]


NO_SOUND = {
    "PULSE_SERVER": "unix:/nonexistent",
    "PULSE_CLIENTCONFIG": "/dev/null",
    "XDG_RUNTIME_DIR": "/nonexistent",
}


class TestMistakes:
    """Each is met with one sentence, the right exit code, and no traceback."""

    @pytest.mark.parametrize(
        ("arguments", "code", "sentence"),
        [
            (["run", "five-sense"], 2, 'Did you mean "five-senses"?'),
            (["run", "zzz"], 2, "See `voiceground list`"),
            (["rnu"], 2, "Did you mean run?"),
            (["run"], 2, "required"),
            (["run", "five-senses", "--room", "cellar"], 2, "invalid choice"),
            (["run", "five-senses", "--speed", "0"], 2, "speed"),
            (["rehearse"], 2, "--all"),
            (["rehearse", "five-senses", "--text", "--scene", "nobody"], 2, "No scene"),
            (["rehearse", "five-senses", "--reply", "yes"], 2, "yes=recording.wav"),
            (["hear"], 2, "at least one recording"),
            (["hear", "nothing.wav"], 2, "There is no file nothing.wav"),
            (["hear", "x.wav", "--replies", ""], 2, "--replies is empty"),
            (["hear", "--list", "nothing.txt"], 2, "cannot be read"),
            (["hear", "x.wav", "--ear", "google"], 2, "would send your voice to a computer of Google"),
            (["hear", "x.wav", "--ear", "whispr"], 2, "Did you mean whisper?"),
            (["run", "five-senses", "--room", "silent", "--ear", "azure"], 2, "computer of Microsoft"),
            (["bench", "--ear", "nowhere"], 2, "There is no nowhere/manifest.csv"),
            (["bench", "--ear", ".", "--limit", "-1"], 2, "should be 0 or more"),
            (["bench", "--with", "ibm"], 2, "computer of IBM"),
            (["tapped"], 2, "at least one recording"),
            (["tapped", "nothing.wav"], 2, "There is no file nothing.wav"),
            (["tapped", "--list", "nothing.txt"], 2, "cannot be read"),
            (["check", "nothing.yaml"], 3, "nothing.yaml"),
        ],
    )
    def test_is_a_sentence(self, tmp_path: Path, arguments: list[str], code: int, sentence: str) -> None:
        done = voiceground(*arguments, home=tmp_path, cwd=tmp_path)
        assert done.returncode == code
        assert sentence in done.stderr
        assert "Traceback" not in done.stderr
        assert done.stdout == "" or arguments[0] == "check"

    def test_a_setting_that_is_not_there(self, tmp_path: Path) -> None:
        (tmp_path / "config.toml").write_text("rates = 3\n")
        done = voiceground("run", "five-senses", "--room", "silent", home=tmp_path)
        assert (done.returncode, done.stdout) == (2, "")
        assert "Did you mean rate?" in done.stderr

    def test_an_ear_in_the_settings_that_would_send_the_voice_away(self, tmp_path: Path) -> None:
        (tmp_path / "config.toml").write_text('ear = "google"\n')
        done = voiceground("run", "five-senses", "--room", "silent", home=tmp_path)
        assert (done.returncode, done.stdout) == (2, "")
        assert "would send your voice to a computer of Google" in done.stderr

    def test_an_ear_that_is_not_installed_does_not_end_a_session(self, tmp_path: Path) -> None:
        """Whoever needs the voice gets it, with the built-in ear."""
        path = scripts.one_question(tmp_path, window="2s")
        done = voiceground("run", path, "--room", "simulated", "--ear", "vosk", home=tmp_path)
        assert done.returncode == 0
        assert "The ear vosk" in done.stderr
        assert "This session uses the built-in ear." in done.stderr
        assert "That is all for now." in done.stdout

    def test_an_ear_that_is_not_installed_hears_no_recording(self, tmp_path: Path) -> None:
        done = voiceground("hear", "x.wav", "--ear", "whisper", home=tmp_path)
        assert (done.returncode, done.stdout) == (2, "")
        assert "The built-in ear works without" in done.stderr


class TestBadScripts:
    CASES: Mapping[str, bytes] = {
        "not-yaml.yaml": b"a: [1, 2\nb: }{",
        "binary.yaml": bytes(range(256)) * 40,
        "empty.yaml": b"",
        "list.yaml": b"- a\n- b\n",
        "large.yaml": b"# " + b"x" * 10_000_000,
        "unknown-key.yaml": VALID.read_bytes().replace(b"title:", b"titel:"),
        "duplicate-key.yaml": VALID.read_bytes().replace(b"minutes: 4", b"minutes: 4\nminutes: 5"),
    }

    @pytest.mark.parametrize("name", CASES)
    def test_is_refused_soon_and_in_words(self, tmp_path: Path, name: str) -> None:
        path = tmp_path / name
        path.write_bytes(self.CASES[name])
        begun = time.monotonic()
        done = voiceground("run", path, "--room", "silent", home=tmp_path)
        assert done.returncode == 3
        assert time.monotonic() - begun < 10
        assert "Traceback" not in done.stderr
        assert name in done.stderr
        assert not (tmp_path / "journal").exists()

    def test_a_folder_is_refused(self, tmp_path: Path) -> None:
        folder = tmp_path / "folder.yaml"
        folder.mkdir()
        done = voiceground("run", folder, home=tmp_path)
        assert done.returncode == 3
        assert "folder" in done.stderr

    def test_yes_without_quotes_is_text(self, tmp_path: Path) -> None:
        path = scripts.one_question(tmp_path, window="1s")
        path.write_text(path.read_text().replace('"yes"', "yes").replace('"no"', "no"))
        done = voiceground("run", path, "--room", "silent", "--speed", "100", home=tmp_path)
        assert done.returncode == 0
        assert "Then we leave it there." in done.stdout


class TestWithoutSound:
    def test_it_says_so_once_and_the_captions_carry_the_session(self, tmp_path: Path) -> None:
        done = voiceground("run", "five-senses", "--speed", "100", home=tmp_path, env=NO_SOUND)
        assert done.returncode == 0
        assert len(done.stderr.splitlines()) == 1
        assert "captions and keys" in done.stderr
        assert done.stdout.splitlines()[0] == f"{Keep.NUMBERS.told} {HOW_TO_KEEP_NOTHING}"
        assert done.stdout.splitlines()[1] == "I'm here. There is something solid under you."
        assert done.stdout.splitlines()[-1] == "That is all for now. This voice is here whenever you want it."
        kept = entries(tmp_path)
        assert kept[-1]["ended"] == "done"
        assert {"kind": "silence", "choice": "see"} in [entry.get("reply") for entry in kept] or any(
            isinstance(e.get("reply"), dict) for e in kept
        )

    def test_its_pauses_are_real(self, tmp_path: Path) -> None:
        path = scripts.one_question(tmp_path, window="2s")
        begun = time.monotonic()
        done = voiceground("run", path, home=tmp_path, env=NO_SOUND)
        seconds = time.monotonic() - begun
        assert done.returncode == 0
        ended = float(str(entries(tmp_path)[-1]["at"]))
        assert ended > 10
        assert ended <= seconds < ended + 4

    def test_a_device_that_was_asked_for_is_missed_in_words(self, tmp_path: Path) -> None:
        done = voiceground("run", "five-senses", "--room", "device", home=tmp_path, env=NO_SOUND)
        assert done.returncode == 4
        assert "Traceback" not in done.stderr
        assert done.stdout == ""


class TestTheRecord:
    def test_a_folder_that_cannot_be_written_is_told_and_the_session_goes_on(self, tmp_path: Path) -> None:
        (tmp_path / "journal").write_text("in the way")
        path = scripts.one_question(tmp_path, window="1s")
        done = voiceground("run", path, "--room", "silent", "--speed", "100", home=tmp_path)
        assert done.returncode == 0
        assert "goes on without it" in done.stderr
        assert LINES.record_lost in done.stdout
        assert "That is all for now." in done.stdout

    def test_no_log_makes_no_file_at_all(self, tmp_path: Path) -> None:
        home = tmp_path / "home"
        path = scripts.one_question(tmp_path, window="1s")
        done = voiceground("run", path, "--room", "silent", "--speed", "100", "--no-log", home=home)
        assert done.returncode == 0
        assert not home.exists()


class TestKeysFromAPipe:
    def test_a_switch_answers(self, tmp_path: Path) -> None:
        path = scripts.one_question(tmp_path, window="20s")
        process = subprocess.Popen(
            [
                sys.executable,
                "-u",
                "-m",
                "voiceground",
                "run",
                path,
                "--room",
                "silent",
                "--speed",
                "10",
                "--keys",
            ],
            env={**os.environ, "VOICEGROUND_HOME": str(tmp_path)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert process.stdin is not None
        assert process.stdout is not None
        captions = []
        for line in process.stdout:
            captions.append(line.strip())
            if "another line?" in line:
                process.stdin.write("\n")
                process.stdin.flush()
        process.stdin.close()
        process.stdout.close()
        assert process.wait(30) == 0
        assert "Here is one more line, as you asked." in captions
        assert "[Enter] yes  [n] no  [w] wait  [s] skip  [Esc] stop" in captions
        assert {"kind": "key", "choice": "more"} in [entry.get("reply") for entry in entries(tmp_path)]


class TestJson:
    def test_list(self, tmp_path: Path) -> None:
        done = voiceground("list", "--json", home=tmp_path)
        listed = {script["id"]: script for script in json.loads(done.stdout)}
        assert set(listed) >= {"five-senses", "easy-breath", "quiet-company"}
        keys = {"id", "title", "language", "level", "minutes", "doors", "path"}
        assert all(set(script) == keys for script in listed.values())
        assert Path(listed["five-senses"]["path"]).is_file()

    def test_list_in_another_language(self, tmp_path: Path) -> None:
        done = voiceground("list", "--json", "--language", "es", home=tmp_path)
        listed = json.loads(done.stdout)
        assert {script["language"] for script in listed} == {"es"}
        assert {script["id"] for script in listed} >= {"which-one", "five-senses"}
        (tmp_path / "config.toml").write_text('language = "es"\n')
        assert voiceground("list", "--json", home=tmp_path).stdout == done.stdout

    def test_check(self, tmp_path: Path) -> None:
        bad = tmp_path / "bad.yaml"
        bad.write_bytes(TestBadScripts.CASES["unknown-key.yaml"])
        done = voiceground("check", bad, "--json", home=tmp_path)
        assert done.returncode == 3
        problems = json.loads(done.stdout)
        assert all(
            set(p) == {"file", "code", "severity", "line", "column", "message", "hint"} for p in problems
        )
        assert any(p["line"] > 0 and "title" in p["hint"] for p in problems)

    def test_check_of_everything_that_is_shipped_is_clean(self, tmp_path: Path) -> None:
        done = voiceground("check", home=tmp_path)
        assert (done.returncode, done.stdout) == (0, "0 errors, 0 warnings.\n")

    def test_rehearse(self, tmp_path: Path) -> None:
        done = voiceground("rehearse", "five-senses", "--text", "--json", home=tmp_path)
        assert done.returncode == 0
        scenes = json.loads(done.stdout)["scenes"]
        assert all(scene["passed"] for scene in scenes)
        assert set(scenes[0]) >= {"name", "passed", "ended", "turns"}
        assert set(scenes[0]["turns"][0]) == {"said", "wanted", "heard", "decided_after_ms"}


class TestTapped:
    FOLDER = Path(__file__).parent / "ear" / "taps"

    def test_each_file_is_one_object_a_line(self, tmp_path: Path) -> None:
        names = [str(self.FOLDER / "knuckle.wav"), str(self.FOLDER / "pad.wav")]
        (tmp_path / "list.txt").write_text(names[1] + "\n")
        done = voiceground("tapped", names[0], "--list", tmp_path / "list.txt", "--json", home=tmp_path)
        assert done.returncode == 0
        heard = [json.loads(line) for line in done.stdout.splitlines()]
        assert [one["file"] for one in heard] == names
        assert all(set(one) == {"file", "events"} for one in heard)
        assert [set(event) for one in heard for event in one["events"]] == [{"kind", "at_ms", "count"}] * 2

    def test_people_read_it_as_words_and_a_bad_file_does_not_end_it(self, tmp_path: Path) -> None:
        done = voiceground("tapped", "nothing.wav", self.FOLDER / "pad.wav", home=tmp_path)
        assert done.returncode == 2
        assert "There is no file nothing.wav" in done.stderr
        assert done.stdout.endswith("pad.wav: 1 tap at 0.23 s\n")


class TestHelp:
    @pytest.mark.parametrize("command", COMMANDS)
    def test_every_command_helps_with_an_example(self, tmp_path: Path, command: str) -> None:
        done = voiceground(command, "--help", home=tmp_path)
        assert done.returncode == 0
        assert f"Example: voiceground {command}" in done.stdout

    def test_the_person_s_own_script_wins(self, tmp_path: Path) -> None:
        (tmp_path / "scripts").mkdir()
        own = tmp_path / "scripts" / "five-senses.yaml"
        own.write_text(VALID.read_text().replace("title: Five senses", "title: My own senses"))
        done = voiceground("list", home=tmp_path)
        assert "My own senses" in done.stdout

    def test_output_into_a_pipe_that_closes_is_no_error(self, tmp_path: Path) -> None:
        command = f"{sys.executable} -m voiceground list | true"
        done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)
        assert "Traceback" not in done.stderr
