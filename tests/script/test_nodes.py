"""YAML is read as text, by either parser, and nothing in it can hurt."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
import yaml

from tests.script.texts import FIVE_SENSES, ROOT, codes, examined
from voiceground.script import nodes
from voiceground.script.load import check_file
from voiceground.script.nodes import Items, Node, Pairs, Text, compose
from voiceground.script.problems import Findings, Place
from voiceground.script.source import decode


def _read(text: str | bytes) -> tuple[Node | None, Findings]:
    findings = Findings("a.yaml")
    source = decode(text if isinstance(text, bytes) else text.encode(), findings)
    return (compose(source, findings) if source else None), findings


def _plain(node: Node | None) -> object:
    match node:
        case Text(text):
            return text
        case Items(items):
            return [_plain(item) for item in items]
        case Pairs(pairs):
            return {key.text: _plain(value) for key, value in pairs}
        case None:
            return None


@pytest.mark.parametrize(
    "value", ["yes", "no", "on", "12:30", "010", "1e3", "0x1F", "null", "~", "2026-11-22", ".inf", "<<", "="]
)
def test_a_value_means_what_it_looks_like(value: str) -> None:
    node, findings = _read(f"a: {value}\n{value}: b\n")
    assert _plain(node) == {"a": value, value: "b"}
    assert findings.problems == []


def test_nodes_know_their_place_in_characters() -> None:
    node, _ = _read("é: {a: ['😀', bcd]}\n")
    assert isinstance(node, Pairs)
    ((_, inner),) = node.pairs
    assert isinstance(inner, Pairs)
    ((key, listed),) = inner.pairs
    assert isinstance(listed, Items)
    assert key.place == Place(1, 5, 1)
    assert [item.place for item in listed.items] == [Place(1, 9, 3), Place(1, 14, 3)]


@pytest.mark.parametrize(
    "text",
    [
        b"\xef\xbb\xbfa: b\nc: d\n",
        b"a: b\r\nc: d\r\n",
        b"a: b\rc: d",
        b"---\na: b\nc: d\n...\n",
        b"%YAML 1.2\n---\na:    b\nc: >\n  d\n",
        b"c: |-\n  d\n'a': \"b\"\n",
        b"\n\t\na: b # \t comment\nc: d\t\n",
    ],
)
def test_every_way_of_writing_it_is_the_same(text: bytes) -> None:
    node, findings = _read(text)
    assert findings.problems == []
    assert _plain(node) == {"a": "b", "c": "d"}


def test_lines_are_counted_as_editors_count_them() -> None:
    _, findings = _read("a: one\u2028two\x85three\r\nb: @\n")
    assert [(problem.line, problem.column) for problem in findings.problems] == [(2, 4)]


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "tests" / "broken").glob("*.yaml")))
def test_both_parsers_agree(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    path = ROOT / "tests" / "broken" / name
    quick = check_file(path)
    monkeypatch.setattr(nodes, "_LOADER", yaml.BaseLoader)
    assert check_file(path) == quick


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: &x [b, b]\nc: [*x, *x]\n", "alias"),
        ("[" * 100_000, "too-deep"),
        ("{a: " * 50_000, "too-deep"),
        ("- " * 100_000, "too-deep"),
        ('a: "\\ud800"', "yaml-syntax"),
        ('a: "\\x07"', "odd-character"),
        ("a: \ufeffb", "odd-character"),
        ("a: \uffff", "odd-character"),
        ("a: b\n---\nc: d\n", "two-documents"),
        ("a: !!int 3", "tag"),
        ("", "empty-file"),
        ("---\n...\n", "empty-file"),
        ("a: `b`", "yaml-syntax"),
        ("%YAML 9.0\n---\na: b", "yaml-syntax"),
    ],
)
def test_what_is_not_ours_is_refused_once(text: str, code: str) -> None:
    _, findings = _read(text)
    assert codes(findings.problems) == [code]


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\xff\xfea\x00:\x00", "not-utf8"),
        (b"\x7fELF\x02\x01\x01\x00", "binary"),
        (b"a: \xc3\x28", "not-utf8"),
        (b"a: \xed\xa0\x80", "not-utf8"),
        (b"\x1b[2J", "odd-character"),
    ],
)
def test_bytes_that_are_no_text_are_refused(data: bytes, code: str) -> None:
    _, findings = _read(data)
    assert codes(findings.problems) == [code]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: I'm here: now", "A colon cannot stand here."),
        ("a: - b", "An item of a list cannot begin here."),
        ("a: ? b", "A question mark cannot stand here."),
        ("a: @b", "A text cannot begin with this character."),
        ("a: *b* c", "A text cannot begin with * or &."),
        ("a: 'b\nc: d\n", "A quotation mark is opened here and never closed."),
        ("a: [b, c\nd: e\n", "A bracket is opened here and never closed."),
        ("a: b\nc d\ne: f\n", "A key without a colon, or a text that has lost its place."),
        ("a:\n  b: c\n d: e\n", "This does not belong to what stands above it."),
        ('- "a" b', "This does not belong to what stands above it."),
        ('a: "C:\\d"', "A backslash in double quotes means something else."),
    ],
)
@pytest.mark.parametrize("loader", ["CBaseLoader", "BaseLoader"])
def test_what_yaml_says_is_put_into_words(
    text: str, said: str, loader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nodes, "_LOADER", getattr(yaml, loader))
    assert [problem.message for problem in _read(text)[1].problems] == [said]


def test_ten_megabytes_are_not_read(tmp_path: Path) -> None:
    began = time.perf_counter()
    _, problems = examined(tmp_path, b"a: b\n" * 2_000_000)
    assert codes(problems) == ["too-large"]
    assert time.perf_counter() - began < 1.0


def test_a_file_at_the_limit_is_read(tmp_path: Path) -> None:
    text = FIVE_SENSES + "#" * (256 * 1024 - len(FIVE_SENSES.encode()))
    assert examined(tmp_path, text)[1] == []
    assert codes(examined(tmp_path, text + "#")[1]) == ["too-large"]


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    assert codes(check_file(pipe)) == ["not-a-file"]


def test_a_name_that_no_file_can_have_is_told() -> None:
    assert codes(check_file(Path("a\0b.yaml"))) == ["unreadable"]
    assert codes(check_file(Path("a" * 5000))) == ["unreadable"]
