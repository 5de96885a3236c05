"""A private file is there whole, or as it was before."""

from __future__ import annotations

import stat
import subprocess
import sys
from pathlib import Path

from voiceground import private


def test_it_takes_the_place_of_the_old_one_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "new" / "file"
    private.write(path, b"one")
    private.write(path, b"two")
    assert path.read_bytes() == b"two"
    assert [left.name for left in path.parent.iterdir()] == ["file"]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_folder_that_was_there_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    private.write(tmp_path / "file", b"one")
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o755


def test_a_link_is_followed_and_stays_a_link(tmp_path: Path) -> None:
    kept = tmp_path / "kept-elsewhere"
    kept.write_bytes(b"one")
    link = tmp_path / "file"
    link.symlink_to(kept)
    private.write(link, b"two")
    assert link.is_symlink()
    assert kept.read_bytes() == b"two"


FULL = """\
import resource, signal, sys
from pathlib import Path
from voiceground import private
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
try:
    private.write(Path(sys.argv[1]), b"x" * 1000)
except OSError as error:
    print("refused")
"""


def test_where_it_does_not_fit_the_old_one_is_untouched(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"one")
    done = subprocess.run([sys.executable, "-c", FULL, path], capture_output=True, text=True, check=True)
    assert done.stdout == "refused\n"
    assert path.read_bytes() == b"one"
    assert [left.name for left in tmp_path.iterdir()] == ["file"]
