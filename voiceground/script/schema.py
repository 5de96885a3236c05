"""The language as a JSON Schema, for completion and first checks in editors; made of the table of keys.

It knows shapes only: what leads where, what is said and what sounds alike is ``voiceground check``'s.
Editors read ``4`` as a number and this loader reads text, so both are taken wherever a text may look so.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

from voiceground.core.menus import MOST_ITEMS
from voiceground.core.model import Level
from voiceground.core.naming import NAME
from voiceground.script.keys import Of, Shape, keys_of
from voiceground.script.values import ID, MOST_TIMES

Schema: TypeAlias = dict[str, Any]

DRAFT = "https://json-schema.org/draft/2020-12/schema"

_SCALAR: Schema = {"type": ["string", "number", "boolean"], "minLength": 1}
_DURATION = r"(?![0.]+ ?(ms|s|m)$)[0-9]{1,9}(\.[0-9]{1,9})? ?(ms|s|m)"
_NUMBERS = "|".join(
    f"0?{low}( ?[-\N{EN DASH}] ?({'|'.join(f'0?{high}' for high in range(low, 11))}))?" for low in range(11)
)


def _text(pattern: str) -> Schema:
    return {**_SCALAR, "pattern": f"^{pattern}$"}


def _one_or_more(item: Schema, **more: int) -> Schema:
    return {"anyOf": [item, {"type": "array", "items": item, **more}]}


def _to(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def _table(target: Schema, names: Schema, least: int = 1) -> Schema:
    return {"type": "object", "propertyNames": names, "additionalProperties": target, "minProperties": least}


SHAPES: Mapping[Shape, Schema] = {
    Shape.VERSION: {"enum": ["1", 1]},
    Shape.TEXT: _SCALAR,
    Shape.TEXTS: _one_or_more(_SCALAR),
    Shape.ID: _text(ID),
    Shape.LANGUAGE: _text("[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*"),
    Shape.LEVEL: {"enum": [level.value for level in Level]},
    Shape.MINUTES: {
        **_text(r"(?!0+(\.0*)?$)([0-5]?[0-9](\.[0-9]{1,3})?|60(\.0{1,3})?)"),
        "exclusiveMinimum": 0,
        "maximum": 60,
    },
    Shape.STEPS: _table(_to("step"), {"minLength": 1}),
    Shape.TARGET: _SCALAR,
    Shape.LINE: _SCALAR,
    Shape.LINES: _one_or_more(_SCALAR),
    Shape.SAYING: _one_or_more({"anyOf": [_SCALAR, _to("say")]}),
    Shape.DURATION: _text(_DURATION),
    Shape.WINDOW: _text(f"(none|{_DURATION})"),
    Shape.COUNT: {**_text("[0-9]{1,3}"), "minimum": 1, "maximum": MOST_TIMES},
    Shape.SOUND: _text(r"[A-Za-z0-9_-]{1,64}(\.(wav|flac|ogg|mp3))?"),
    Shape.BREATHING: _to("breathe"),
    Shape.HOLDING: _to("hold"),
    Shape.UNTIL: _text(f"silence +{_DURATION}"),
    Shape.REPLIES: _table(_SCALAR, {"minLength": 1}),
    Shape.NUMBERS: _table(_SCALAR, {"pattern": f"^({_NUMBERS})$"}),
    Shape.DOOR: _SCALAR,
    Shape.MENU: _one_or_more(_to("choose"), minItems=1, maxItems=MOST_ITEMS),
    Shape.WAY: {"anyOf": [_SCALAR, _to("way")]},
    Shape.NAME: _text(NAME.pattern),
    Shape.TRUTH: {"enum": ["true", "false", "yes", "no", True, False]},
    Shape.VALUES: _table(
        {"type": ["string", "number", "boolean", "null"]}, {"pattern": f"^{NAME.pattern}$"}, least=0
    ),
    Shape.RULES: _one_or_more(_to("if")),
    Shape.CONDITION: _SCALAR,
    Shape.ENDING: {"enum": ["done", "left", "person"]},
}
"""What each shape looks like; every shape is here."""

OWNERS: Mapping[Of, Schema] = {
    Of.STEP: {
        "minProperties": 1,
        "allOf": [
            {"not": {"required": ["then", "end"]}},
            {
                "if": {"required": ["ask"]},
                "then": {"anyOf": [{"required": [key]} for key in ("replies", "number", "choose", "offer")]},
            },
            {
                "if": {"required": ["offer"]},
                "then": {
                    "required": ["then"],
                    "not": {"anyOf": [{"required": [key]} for key in ("replies", "number", "choose")]},
                },
            },
            {
                "if": {"anyOf": [{"required": ["ask"]}, {"required": ["choose"]}, {"required": ["offer"]}]},
                "then": {"not": {"anyOf": [{"required": ["end"]}, {"required": ["run"]}]}},
                "else": {
                    "anyOf": [{"required": ["then"]}, {"required": ["end"]}],
                    "not": {
                        "anyOf": [
                            {"required": [key]}
                            for key in ("replies", "number", "wait", "silence", "unclear", "save", "log")
                        ]
                    },
                },
            },
        ],
        "dependentRequired": {"log": ["save", "number"]},
    },
}
"""What the keys of a table have to do with each other."""


def schema() -> Schema:
    """The whole schema."""
    return {
        "$schema": DRAFT,
        "$id": "script.schema.json",
        "title": "A script of voiceground, version 1 of the language",
        **_object(Of.SCRIPT),
        "$defs": {of.value: _object(of) for of in Of if of is not Of.SCRIPT},
    }


def _object(of: Of) -> Schema:
    keys = keys_of(of)
    return {
        "type": "object",
        "properties": {key.name: {"description": key.meaning, **SHAPES[key.shape]} for key in keys},
        "required": [key.name for key in keys if key.needed],
        "additionalProperties": False,
        **OWNERS.get(of, {}),
    }
