"""Scripts on disk: finding, checking and loading them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from voiceground.core import languages
from voiceground.core.languages import ENGLISH
from voiceground.core.model import Script
from voiceground.core.naming import declared
from voiceground.errors import ScriptError, UsageError
from voiceground.script import plan
from voiceground.script.around import ALONE, Around, Neighbour
from voiceground.script.check import check
from voiceground.script.draft import Draft
from voiceground.script.heads import head_of
from voiceground.script.mend import read_nodes
from voiceground.script.parse import parse
from voiceground.script.problems import Findings, Place, Problem, did_you_mean, nearest, rendered
from voiceground.script.rules import Severity
from voiceground.script.source import Source, decode, read

SUFFIXES = frozenset({".yaml", ".yml"})


@dataclass(frozen=True, slots=True)
class Shelved:
    """A script in a library, and the file it stands in."""

    script: Script
    path: Path


@dataclass(frozen=True, slots=True)
class Library:
    """The scripts that there are, in the order of their ids, and the files that hold none that can be run."""

    shelved: tuple[Shelved, ...]
    broken: tuple[Path, ...]


def load(path: Path) -> Script:
    """Load a script.

    Raises:
        ScriptError: it has errors; the message names all of them.
    """
    return _sound(path, *examine(path))


def load_text(text: str, path: Path) -> Script:
    """As ``load``, for a script that is made for this once; ``path`` is what its file would be called.

    Raises:
        ScriptError: it has errors; the message names all of them.
    """
    return _sound(path, *examine_text(text, path))


def _sound(path: Path, draft: Draft | None, problems: list[Problem]) -> Script:
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    if errors or draft is None:
        count = "one thing" if len(errors) == 1 else f"{len(errors)} things"
        raise ScriptError(f"{path} cannot be run as it is: {count} to put right.\n\n{rendered(errors)}")
    return draft.script


def examine(path: Path, around: Around = ALONE) -> tuple[Draft | None, list[Problem]]:
    """Read and check a script; the draft is None when it could not be read at all."""
    findings = Findings(str(path))
    return _examine(read(path, findings), path, findings, around)


def examine_text(text: str, path: Path, around: Around = ALONE) -> tuple[Draft | None, list[Problem]]:
    """As ``examine``, for a text that is in no file."""
    findings = Findings(str(path))
    return _examine(decode(text.encode(), findings), path, findings, around)


def _examine(
    source: Source | None, path: Path, findings: Findings, around: Around
) -> tuple[Draft | None, list[Problem]]:
    mended = read_nodes(source, findings) if source else None
    draft = parse(mended.root, findings, mended.keys) if mended and mended.root else None
    if draft is not None and mended is not None:
        draft.tear(mended.steps, mended.hidden)
        check(draft, around)
        _id_is_file_name(draft, path)
    return draft, findings.sorted()


def _id_is_file_name(draft: Draft, path: Path) -> None:
    value = draft.script.id
    place = draft.head.get("id", Place())
    if value and value != path.stem:
        draft.findings.add("id-not-file-name", place, value=value, stem=path.stem)


def neighbours(paths: Iterable[Path]) -> dict[str, Neighbour]:
    """What other scripts have to know of these: the ids they run and the names they keep, by their ids."""
    found = {}
    for path in paths:
        findings = Findings(str(path))
        source = read(path, findings)
        root = read_nodes(source, findings).root if source else None
        if root:
            draft = parse(root, findings)
            runs = frozenset(called.script for called in draft.called)
            found[path.stem] = Neighbour(runs, declared(draft.script), head_of(draft.script))
    return found


def check_file(path: Path, around: Around = ALONE) -> list[Problem]:
    """Every problem of a script, or of a plan, in the order of the file."""
    if path.suffix == plan.SUFFIX:
        return plan.examine(path)[1]
    return examine(path, around)[1]


def check_paths(paths: Iterable[Path], around: Around = ALONE) -> list[Problem]:
    """Every problem of these files, and of the scripts and plans right inside these folders.

    Raises:
        UsageError: a folder holds neither scripts nor plans.
    """
    return [problem for path in paths for file in _files(path) for problem in check_file(file, around)]


def _files(path: Path) -> Iterator[Path]:
    if not path.is_dir():
        yield path
        return
    inside = [*scripts_in(path), *sorted(path.glob(f"*{plan.SUFFIX}"))]
    if not inside:
        raise UsageError(f"There are no scripts in the folder {path}. Scripts are files that end in .yaml.")
    yield from inside


def scripts_in(folder: Path) -> list[Path]:
    """The script files right inside a folder, by name; none where there is no such folder.

    Raises:
        UsageError: the folder cannot be read.
    """
    if not folder.is_dir():
        return []
    try:
        inside = sorted(folder.iterdir())
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        raise UsageError(f"The folder {folder} cannot be read: {reason}. Check its permissions.") from error
    return [path for path in inside if path.suffix in SUFFIXES and not path.is_dir()]


def in_language(folders: Iterable[Path], code: str) -> list[Path]:
    """Where the scripts of a language lie in a library: English ones at the top, others in a folder each."""
    known = languages.of(code).code
    return [folder if known == ENGLISH.code else folder / known for folder in folders]


def by_id(folders: Iterable[Path]) -> dict[str, Path]:
    """The script files of these folders by their ids; where two have one id, the first folder's wins."""
    return {path.stem: path for folder in reversed(list(folders)) for path in scripts_in(folder)}


def run_by(script: Script, get: Callable[[str], Script | None]) -> dict[str, Script]:
    """The scripts that a script runs as a part of itself, and those that they run, by their ids.

    Args:
        script: where it begins.
        get: gives a script by its id; it is asked once for each. None for one that cannot be had.
    """
    found: dict[str, Script] = {}
    asked: set[str] = set()
    todo = [script]
    while todo:
        for id_ in (step.run for step in todo.pop().steps.values()):
            if id_ is None or id_ in asked:
                continue
            asked.add(id_)
            other = get(id_)
            if other is not None:
                found[id_] = other
                todo.append(other)
    return found


def find(name: str, folders: Iterable[Path]) -> Path:
    """The file of a script that is named by its id or by its file; the first folder that has it wins.

    Raises:
        UsageError: there is none; the message says which was probably meant.
    """
    shelves = by_id(folders)
    if name in shelves:
        return shelves[name]
    path = Path(name)
    if path.is_file() or (_is_path(path) and path.exists()):
        return path
    if _is_path(path):
        near = nearest(path.name, [other.name for other in scripts_in(path.parent)])
        hint = did_you_mean(near)
        raise UsageError(" ".join(filter(None, [f"There is no file {name}.", hint])))
    hint = did_you_mean(nearest(name, shelves)) or "See `voiceground list` for those that there are."
    raise UsageError(f'There is no script called "{name}". {hint}')


def _is_path(path: Path) -> bool:
    return len(path.parts) > 1 or path.suffix in SUFFIXES


def library(folders: Iterable[Path]) -> Library:
    """Every script of these folders; where two have one id, the first folder's wins."""
    shelved, broken = [], []
    for _, path in sorted(by_id(folders).items()):
        try:
            shelved.append(Shelved(load(path), path))
        except ScriptError:
            broken.append(path)
    return Library(tuple(shelved), tuple(broken))
