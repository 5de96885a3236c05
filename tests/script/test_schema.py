"""The published schema: what is shipped fits it, what has the wrong shape does not, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from tests.script.texts import FIVE_SENSES, ROOT
from voiceground.script.keys import Shape
from voiceground.script.load import scripts_in
from voiceground.script.schema import SHAPES, schema
from voiceground.script.starter import starter

SCHEMA = json.loads((ROOT / "docs" / "script.schema.json").read_text(encoding="utf-8"))
CHECKER = jsonschema.Draft202012Validator(SCHEMA)
BROKEN = sorted((ROOT / "tests" / "broken").glob("*.yaml"))

NO_YAML = {
    *("alias", "binary", "empty-file", "key-not-text", "not-utf8", "odd-character", "repeated-key", "tab"),
    *("tag", "too-deep", "two-documents", "yaml-syntax"),
}
"""What no schema gets to see, because the file is no YAML of ours."""

SHAPED = {
    *(
        "answer-leads-nowhere",
        "answers-without-question",
        "bad-count",
        "bad-duration",
        "bad-id",
        "bad-language",
    ),
    *("bad-minutes", "bad-range", "bad-sound", "bad-truth", "bad-until", "empty-step", "empty-value"),
    *("end-after-question", "log-without-number", "missing-key", "missing-part", "no-steps", "no-unit"),
    *(
        "offer-with-answers",
        "question-without-answers",
        "run-after-question",
        "step-leads-nowhere",
        "then-and-end",
    ),
    *("too-many-options", "unknown-end", "unknown-key", "unknown-level", "unknown-version", "wrong-kind"),
}
"""Faults of shape: an editor with the schema sees them while they are typed."""


def as_text(path: Path | str) -> Any:
    """As this loader reads it: every value is text."""
    text = path.read_text(encoding="utf-8") if isinstance(path, Path) else path
    return yaml.load(text, Loader=yaml.BaseLoader)


def as_editors_read_it(text: str) -> Any:
    """With numbers and truths; most editors leave yes and no as texts (YAML 1.2)."""
    return yaml.safe_load(text.replace("voiceground: 1 ", "voiceground: 1"))


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    assert SHAPES.keys() == set(Shape)
    assert schema() == SCHEMA


@pytest.mark.parametrize("path", scripts_in(ROOT / "scripts"), ids=lambda path: path.stem)
def test_what_is_shipped_fits(path: Path) -> None:
    assert [error.message for error in CHECKER.iter_errors(as_text(path))] == []
    assert [error.message for error in CHECKER.iter_errors(as_editors_read_it(path.read_text()))] == []


@pytest.mark.parametrize("text", [starter("new-one")[0], FIVE_SENSES], ids=["starter", "example"])
def test_what_writers_begin_from_fits(text: str) -> None:
    assert [error.message for error in CHECKER.iter_errors(as_text(text))] == []
    assert [error.message for error in CHECKER.iter_errors(as_editors_read_it(text))] == []


@pytest.mark.parametrize(
    "path", [path for path in BROKEN if path.stem not in NO_YAML], ids=lambda path: path.stem
)
def test_a_fault_of_shape_is_seen_and_no_other(path: Path) -> None:
    assert CHECKER.is_valid(as_text(path)) == (path.stem not in SHAPED)


def test_every_fault_of_shape_has_its_file() -> None:
    assert {path.stem for path in BROKEN} >= SHAPED | NO_YAML
