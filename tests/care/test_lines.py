"""The closed list of numbers: every digit as it was checked, every entry with a source and a date."""

from __future__ import annotations

import csv
import hashlib
import os
from pathlib import Path

import pytest

from voiceground.care.lines import DATA, EU_MEMBERS, Kind, Line, countries, lines_for
from voiceground.care.saying import month_of, names_of, spoken
from voiceground.core.languages import ENGLISH, SPANISH
from voiceground.core.naming import OF_CARE
from voiceground.errors import CareError

FIELDS = (
    *("name", "dial", "text", "text_word", "hours", "languages", "cost", "source", "source_date"),
    *("sure", "notes"),
)
DIGEST = "4a9b865c7b989e30a66e02fe106656d871a1f53289d3a9861364a0473d787e4f"
"""Of every number that is shipped. Whoever changes one changes this line too, and says why."""


def every_line() -> list[Line]:
    return [line for country in countries() for line in _own(country)]


def _own(country: str) -> list[Line]:
    if country == "EU":
        return [line for line in lines_for("SE") if line.country == "EU"]
    return [line for line in lines_for(country) if line.country == country]


def test_every_field_of_every_row_is_what_the_checked_list_says() -> None:
    recordings = os.environ.get("VOICEGROUND_RECORDINGS", "")
    path = Path(recordings).parent / "crisis-lines.csv"
    if not recordings or not path.is_file():
        pytest.skip("the checked list lies beside the folder of recordings (VOICEGROUND_RECORDINGS)")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    listed = [(row["iso2"], row["kind"], *(row[field] for field in FIELDS)) for row in rows]
    shipped = [
        (line.country, line.kind.value, *(getattr(line, field) for field in FIELDS)) for line in every_line()
    ]
    assert sorted(shipped) == sorted(listed)
    assert len(shipped) == len(rows) == 62


def test_no_digit_of_a_number_has_changed() -> None:
    keys = "\n".join(sorted(line.key for line in every_line()))
    assert hashlib.sha256(keys.encode()).hexdigest() == DIGEST


def test_every_entry_has_its_source_its_date_and_its_list() -> None:
    for line in every_line():
        assert line.source.startswith("http")
        assert line.source_date
        assert line.listed == "2026-11"


GOOD = """\
country: XY
lines:
  - kind: emergency
    name: Somebody
    dial: "010"
    source: https://example.org
    source_date: 2026-01-02
    listed: 2026-11
"""


@pytest.mark.parametrize(
    ("was", "becomes", "why"),
    [
        ("    source: https://example.org\n", "", "has no source"),
        ("    source_date: 2026-01-02\n", "", "has no date of its source"),
        ("    listed: 2026-11\n", "", "does not say of which list"),
        ("2026-11", "2026-13", "does not say of which list"),
        ('    dial: "010"\n', "", "has no number"),
        ("emergency", "magic", "is of no known kind"),
        ("    name:", "    nam:", "has a key that is not known"),
        ('    dial: "010"\n', '    dial: "010"\n    dial: "011"\n', "stands twice"),
        ("country: XY", "country: YX", "is not a list of lines for XY"),
        ("lines:", "lines: [", "cannot be read"),
    ],
)
def test_an_entry_that_cannot_be_trusted_is_refused_in_a_sentence(
    tmp_path: Path, was: str, becomes: str, why: str
) -> None:
    (tmp_path / "xy.yaml").write_text(GOOD.replace(was, becomes), encoding="utf-8")
    with pytest.raises(CareError, match=why):
        lines_for("XY", tmp_path)


def test_numbers_are_read_as_text(tmp_path: Path) -> None:
    (tmp_path / "xy.yaml").write_text(GOOD.replace('"010"', "010"), encoding="utf-8")
    assert lines_for("xy", tmp_path)[0].dial == "010"


def test_the_european_number_is_for_members_that_the_list_has_no_emergency_number_for() -> None:
    for country in ("SE", "FR", "DE", "ES"):
        assert [line.dial for line in lines_for(country) if line.kind is Kind.EMERGENCY] == ["112"]
    for country in ("CH", "NO", "GB", "AR", "EU", "", "GBR", "../gb"):
        assert not any(line.country == "EU" for line in lines_for(country))
    assert len(EU_MEMBERS) == 27


def test_what_the_list_calls_disputed_is_not_shown() -> None:
    (poland,) = _own("PL")
    assert poland.hours
    assert poland.shown("hours") == ""
    ireland = next(line for line in _own("IE") if line.kind is Kind.CRISIS)
    assert ireland.shown("cost") == ""
    assert all(line.only == "Bogotá" for line in _own("CO"))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("988", "nine eight eight"),
        ("116 123", "one one six, one two three"),
        ("13 11 14", "one three, one one, one four"),
        ("0800-0113", "zero eight zero zero, zero one one three"),
        ("0800 1110111", "zero eight zero zero, one one one, zero one one one"),
        ("1-800-799-7233", "one, eight zero zero, seven nine nine, seven two three three"),
        ("*4141", "star, four one four one"),
        ("14416", "one four four, one six"),
    ],
)
def test_numbers_are_said_digit_by_digit_in_groups(written: str, said: str) -> None:
    assert spoken(written) == said


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("800 911 2000", "ocho cero cero, nueve uno uno, dos cero cero cero"),
        ("024", "cero dos cuatro"),
        ("*4141", "asterisco, cuatro uno cuatro uno"),
    ],
)
def test_numbers_are_said_in_the_language_of_the_session(written: str, said: str) -> None:
    assert spoken(written, SPANISH) == said
    assert month_of("2026-11", SPANISH) == "noviembre de 2026"


def test_every_digit_of_every_number_is_said_and_in_its_order() -> None:
    words = {ENGLISH.replies.numbers[digit][0]: str(digit) for digit in range(10)}
    for line in every_line():
        said = "".join(words.get(word, "") for word in spoken(line.number).replace(",", "").split())
        assert said == "".join(char for char in line.number if char.isdigit())


def test_the_voice_is_told_the_first_crisis_line_of_the_country_and_nothing_without_one() -> None:
    britain = names_of("gb", lines_for("GB"), {})
    assert britain["care-number"] == "one one six, one two three"
    assert britain["care-listed"] == month_of("2026-11") == "November 2026"
    assert britain["care-confirmed"] == ""
    sweden = names_of("SE", lines_for("SE"), {})
    assert sweden["care-number"] == ""
    assert sweden["care-emergency"] == "one one two"
    assert set(names_of("", (), {}).values()) == {""}
    assert set(britain) == set(OF_CARE)


def test_the_files_are_where_the_package_looks_for_them() -> None:
    assert len(list(DATA.glob("*.yaml"))) == 24
