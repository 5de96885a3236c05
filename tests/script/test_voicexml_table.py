"""docs/voicexml.md names a test for what it claims, and each of these tests is there."""

from __future__ import annotations

import ast
import re

import pytest

from tests.script.texts import ROOT

TABLE = (ROOT / "docs" / "voicexml.md").read_text(encoding="utf-8")
NAMED = sorted(set(re.findall(r"`(tests/[\w/]+\.py)(?:::(\w+))?`", TABLE)))

FEATURES = [
    *("form", "field", "menu", "noinput", "nomatch", "count", "help", "reprompt", "link", "bargein"),
    *("bargeintype", "timeout", "completetimeout", "incompletetimeout", "maxspeechtimeout"),
    *("confidencelevel", "maxnbest", "subdialog", "var", "assign", "if", "catch", "throw"),
    *("boolean", "number", "transfer", "exit"),
]


def functions(path: str) -> set[str]:
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


def test_tests_are_named() -> None:
    assert len(NAMED) > 30


@pytest.mark.parametrize(("path", "name"), NAMED)
def test_a_named_test_exists(path: str, name: str) -> None:
    assert name.startswith("test_")
    assert name in functions(path)


@pytest.mark.parametrize("feature", FEATURES)
def test_every_feature_is_gone_through(feature: str) -> None:
    assert re.search(rf"^\| [^|]*`{feature}`", TABLE, re.MULTILINE), feature


def test_a_row_names_a_test_or_says_why_it_is_left_out() -> None:
    rows = [line for line in TABLE.splitlines() if line.startswith("| ") and "|---" not in line][1:]
    for row in rows:
        assert row.count("|") == 5, row
        assert "::test_" in row or "left out" in row, row
