"""Writes what is made of the checker's tables: docs/problems.md, docs/script-language.md, the JSON Schema.

    python -m tools.write_docs

A test fails where they are out of date.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from voiceground.script.reference import filled, problems
from voiceground.script.schema import schema

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"


def documents() -> Mapping[Path, str]:
    """Every document that is made, and what should stand in it."""
    broken = (ROOT / "tests" / "broken").glob("*.expected")
    examples = {path.stem: path.read_text(encoding="utf-8") for path in broken}
    language = DOCS / "script-language.md"
    return {
        DOCS / "problems.md": problems(examples),
        DOCS / "script.schema.json": json.dumps(schema(), indent=2, ensure_ascii=False) + "\n",
        language: filled(language.read_text(encoding="utf-8")),
    }


if __name__ == "__main__":
    for path, text in documents().items():
        path.write_text(text, encoding="utf-8")
        print(path.relative_to(ROOT))
