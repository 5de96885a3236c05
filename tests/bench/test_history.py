"""The bench of a long history tells what it measured."""

from __future__ import annotations

import pytest

from tests.bench.history import main


def test_it_tells_the_machine_every_way_and_every_size(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--sizes", "3", "--runs", "1"]) == 0
    told = capsys.readouterr().out
    assert "Python" in told
    for way in ("--version", "table", "--json", "--why", "--html", "which-one"):
        assert f"\n{way} " in told
    assert "page of      3 sessions:" in told
