"""The documents that are made of the checker's own tables: the reference of the language, and the problems.

Nothing is read or written here; ``tools/write_docs.py`` does that, and a test compares.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from textwrap import indent

from voiceground.core.languages import ENGLISH
from voiceground.core.naming import GIVEN, OF_CARE, PARTING, PLAN, WITHIN
from voiceground.script.keys import Of, keys_of
from voiceground.script.rules import GROUPS
from voiceground.script.wordings.en import INSTEAD

SHOWN = 8
"""Variants of a word that are named; the table of the core has all of them."""

UNTOLD = frozenset({WITHIN, PLAN, PARTING, *OF_CARE})
"""Given names that no line of an ordinary script says."""


def tables() -> Mapping[str, str]:
    """The generated parts of the reference, by the names that stand in it."""
    replies = ENGLISH.replies
    return {
        **{of.value: _keys(of) for of in Of},
        "globals": _rows(
            ("word", "may also be said"), ((f"`{w}`", _some(p)) for w, p in replies.always.items())
        ),
        "families": _rows(
            ("a reply with", "also takes"), ((f"`{f[0]}`", _some(f)) for f in replies.families)
        ),
        "numbers": ", ".join(f"{number} ({', '.join(words)})" for number, words in replies.numbers.items())
        + ".",
        "given": ", ".join(f"`{{{name}}}`" for name in GIVEN if name not in UNTOLD),
        "words": ", ".join(f'"{phrase}"' for phrase in INSTEAD) + ".",
    }


def filled(document: str) -> str:
    """A document with what stands between its marks ``<!-- begin NAME -->`` and ``<!-- end -->`` made anew.

    Raises:
        KeyError: there is no table of that name.
        ValueError: a mark has no end.
    """
    made = tables()
    head, *parts = document.split("<!-- begin ")
    told = [head]
    for part in parts:
        name, _, rest = part.partition(" -->")
        _, end, after = rest.partition("<!-- end -->")
        if not end:
            raise ValueError(f"<!-- begin {name} --> has no end")
        told.append(f"<!-- begin {name} -->\n{made[name]}\n{end}{after}")
    return "".join(told)


def problems(examples: Mapping[str, str]) -> str:
    """The list of everything that the checker can say.

    Args:
        examples: what is said about a broken file, by its code, where there is such a file.
    """
    return "".join(_problems(examples)).rstrip() + "\n"


PREFACE = """\
# What `voiceground check` can say

Made of the checker's own table by `tools/write_docs.py`; change `voiceground/script/rules.py` instead.

An **error** keeps a script from running. A **warning** is advice: mostly of the content guide, which speaks
for people in distress. Every problem has a code, its place, the line with what is meant underlined, and a
hint. The examples are those of the folder `tests/broken`, and the words below are tested with them.
"""


def _problems(examples: Mapping[str, str]) -> Iterator[str]:
    yield PREFACE
    for title, rules in GROUPS.items():
        yield f"\n## {title}\n"
        for code, rule in rules.items():
            yield f"\n### {code}\n\n**{rule.severity.value}**"
            if code in examples:
                yield f"\n\n```text\n{examples[code].split(chr(10) * 2)[0].rstrip()}\n```\n"
            else:
                words = re.sub(r"\{(\w+)\}", r"*\1*", f"{rule.message} {rule.hint}")
                yield f"\n\n{indent(words, '> ')}\n"


def _keys(of: Of) -> str:
    rows = (
        (
            f"`{key.name}`" + (" (needed)" if key.needed else ""),
            key.shape.value,
            f"{key.meaning}",
            f"`{key.example}`",
        )
        for key in keys_of(of)
    )
    return _rows(("key", "value", "meaning", "example"), rows)


def _rows(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    told = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in told)


def _some(phrases: tuple[str, ...]) -> str:
    rest = phrases[1:]
    return ", ".join(rest[:SHOWN]) + (f", and {len(rest) - SHOWN} more" if len(rest) > SHOWN else "")
