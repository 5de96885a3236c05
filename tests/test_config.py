from __future__ import annotations

from pathlib import Path

import pytest

from voiceground.config import Config, read
from voiceground.errors import UsageError


def test_no_file_is_needed(tmp_path: Path) -> None:
    assert read(tmp_path / "config.toml") == Config()


def test_what_is_set_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('voice = "gmw/en-us+f2"\nrate = 100\nvolume = -3\nkeep = false\n')
    assert read(file) == Config(voice="gmw/en-us+f2", rate=100, volume=-3.0, keep="nothing")


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("rat = 100", "Did you mean rate?"),
        ('language = "tlh"', 'There is no language "tlh". There are: en (English), es (español).'),
        ("zebra = 1", "There are: voice, rate"),
        ("rate = 300", "rate = 300 should lie between 80 and 150."),
        ('rate = "fast"', "rate = 'fast' should be a number."),
        ('country = "Germany"', "two letters"),
        ("rate = true", "rate = True should be a number."),
        ("signals = 1", "signals = 1 should be true or false."),
        ("keep = 1", 'keep = 1 should be "nothing", "numbers" or "full".'),
        ('keep = "all"', "keep = 'all' should be"),
        ("keep_days = -1", "should lie between 0 and 36500"),
        ("voice = 3", "should be text in quotes"),
        ("rate = = 3", "not valid TOML"),
    ],
)
def test_a_mistake_is_one_sentence(tmp_path: Path, text: str, sentence: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text)
    with pytest.raises(UsageError) as caught:
        read(file)
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value).strip() or "TOML" in str(caught.value)


def test_a_file_that_is_no_text_is_one_sentence(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UsageError, match="cannot be read"):
        read(file)


@pytest.mark.parametrize(
    ("text", "keep"),
    [("keep = true", "numbers"), ("keep = false", "nothing"), ('keep = "full"', "full"), ("", "numbers")],
)
def test_settings_from_before_there_were_levels_mean_what_they_meant(
    tmp_path: Path, text: str, keep: str
) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text)
    assert read(file).keep == keep


def test_a_language_may_be_named_in_itself(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('language = "español"\n')
    assert read(file).language == "es"


def test_the_voice_that_was_chosen_speaks_the_language_that_was_chosen_and_no_other() -> None:
    mine = Config(voice="gmw/en-us+f2")
    assert mine.voice_in("en") == "gmw/en-us+f2"
    assert mine.voice_in("es") == Config().voice_in("es-419") == "roa/es-419+ed"
    assert Config(voice="roa/es+f2", language="es").voice_in("es-MX") == "roa/es+f2"
