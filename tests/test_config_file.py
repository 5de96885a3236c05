"""Settings that are written for a person, in a file that stays theirs."""

from __future__ import annotations

import stat
import tomllib
from dataclasses import asdict, fields
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voiceground import config, config_file
from voiceground.config import Config
from voiceground.errors import UsageError

BY_HAND = """\
# mine
volume = -3   # the flat has thin walls
  rate=90

voice = '''
# pitch = 3
'''
"""


def test_a_new_file_explains_every_setting_and_sets_the_wanted_ones(tmp_path: Path) -> None:
    path = tmp_path / "home" / "config.toml"
    config_file.change(path, {"rate": 100, "signals": True})
    assert config.read(path) == Config(rate=100, signals=True)
    text = path.read_text()
    for name, value in asdict(Config()).items():
        assert f"\n{name} = " in text or f"\n# {name} = " in text, value
    assert "# words a minute, 80 to 150.\nrate = 100\n" in text
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_every_setting_has_words_of_its_own() -> None:
    paragraphs = config_file.template().split("\n\n")
    assert len(paragraphs) == len(fields(Config)) + 1
    assert all(paragraph.count("# ") >= 2 for paragraph in paragraphs)


def test_what_a_person_wrote_stays_to_the_letter() -> None:
    text = config_file.changed(BY_HAND, {"rate": 100, "pitch": 40})
    assert text.startswith("# mine\nvolume = -3   # the flat has thin walls\n  rate=100\n")
    assert "'''\n# pitch = 3\n'''\n" in text  # a comment only to the eye
    assert text.endswith("\npitch = 40\n")


def test_a_setting_that_was_switched_off_is_switched_on_in_its_place() -> None:
    text = config_file.changed("# before\n# pitch = 40\n# after\n", {"pitch": 60})
    assert text == "# before\npitch = 60\n# after\n"


VALUES = st.fixed_dictionaries(
    {},
    optional={
        "rate": st.integers(80, 150),
        "volume": st.floats(-12, 12),
        "signals": st.booleans(),
        "place": st.text(st.characters(codec="utf-8", exclude_categories=["Cs"])),
        "name": st.sampled_from(["# rate = 1", 'a "b"', "\\", "'''", "x = 3"]),
    },
)


@settings(max_examples=25, deadline=None)
@given(st.lists(VALUES, max_size=2))
def test_whatever_is_set_is_read_again_and_nothing_else_changes(steps: list[dict[str, object]]) -> None:
    text = config_file.template()
    wanted: dict[str, object] = {}
    for changes in steps:
        text = config_file.changed(text, changes)  # type: ignore[arg-type]
        wanted |= changes
        assert tomllib.loads(text) == wanted


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"rate = = 3\n", "not valid TOML"),
        (b"rates = 100\n", "Did you mean rate?"),
        (b"\xff\xfe", "it is no text. They are as before."),
    ],
)
def test_a_file_with_a_mistake_is_told_and_left_alone(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "config.toml"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=told.replace("?", r"\?")):
        config_file.change(path, {"pitch": 40})
    assert path.read_bytes() == content


def test_a_value_out_of_its_limits_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    with pytest.raises(UsageError, match="between 80 and 150"):
        config_file.change(path, {"rate": 500})
    assert not path.exists()


def test_a_place_that_cannot_be_written_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("in the way")
    with pytest.raises(UsageError, match="They are as before"):
        config_file.change(tmp_path / "home" / "config.toml", {"rate": 100})
