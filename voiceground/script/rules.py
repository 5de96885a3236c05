"""Every code that a problem can have: its severity, its words and its hint, side by side.

``tests/broken`` holds a file for each row.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """An error keeps a script from running; a warning is advice."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Rule:
    """One row: ``message`` and ``hint`` are templates for ``str.format``."""

    message: str
    hint: str
    severity: Severity = Severity.ERROR


def _advice(message: str, hint: str) -> Rule:
    return Rule(message, hint, Severity.WARNING)


_FILE: Mapping[str, Rule] = {
    "no-such-file": Rule("There is no such file.", "See `voiceground list` for the scripts that there are."),
    "not-a-file": Rule("This is {found}, not a file.", "A script is one YAML file."),
    "unreadable": Rule("This file cannot be read: {reason}.", "Check its name and its permissions."),
    "too-large": Rule(
        "This file is larger than {limit} kB.",
        "No script that is read aloud is that long. Is it the right file?",
    ),
    "binary": Rule("This is not a text file.", "A script is a text file in YAML. Is it the right file?"),
    "not-utf8": Rule("This file is not UTF-8 text from here on.", "Save it with the encoding UTF-8."),
    "odd-character": Rule(
        "The character {name} has no place in a script.", "It cannot be spoken or seen. Delete it."
    ),
    "too-many": Rule("There are more than {limit} problems here.", "Is it the right file?"),
    "empty-file": Rule("There is nothing in this file.", "`voiceground list` shows scripts to start from."),
}

_YAML: Mapping[str, Rule] = {
    "yaml-syntax": Rule("{what}", "{remedy}"),
    "tab": Rule("This line is indented with a tab.", "Use spaces. Every editor can be told to."),
    "alias": Rule(
        "Anchors and aliases (& and *) are not part of the language.", "Write the text out, or quote it."
    ),
    "tag": Rule(
        "Tags (!) are not part of the language.", "Quote a text that begins with an exclamation mark."
    ),
    "too-deep": Rule(
        "This is nested more than {limit} levels deep.", "A script needs six. Check the brackets."
    ),
    "two-documents": Rule(
        "A second document begins here.", "One file holds one script: remove the line of dashes."
    ),
    "key-not-text": Rule(
        "A key must be plain text.", 'Quote a line that begins with a bracket: "{{like this}}".'
    ),
    "repeated-key": Rule("`{key}` stands here twice; the first is on line {first}.", "Keep one of them."),
}

_SHAPE: Mapping[str, Rule] = {
    "unknown-key": Rule("`{key}` is not a key of {owner}.", "{known}"),
    "missing-key": Rule("The script has no `{key}`.", "Add a line like `{example}` to its head."),
    "wrong-kind": Rule("`{key}` must be {wanted}; this is {found}.", "{example}"),
    "empty-value": Rule("`{key}` is empty.", "Say something here, or remove the key."),
    "unknown-version": Rule(
        "This voiceground does not know version {value} of the language.",
        "The first line is `voiceground: 1`.",
    ),
    "bad-id": Rule(
        '"{value}" cannot be an id.', "Use small letters, digits and hyphens, such as `five-senses`."
    ),
    "id-not-file-name": Rule(
        'The id is "{value}" and the file is called "{stem}".', "They must be the same: rename one of them."
    ),
    "unknown-level": Rule('There is no level "{value}".', "A script is fit for `high`, `middle` or `calm`."),
    "bad-language": Rule('"{value}" is not a language code.', "Use a code such as `en` or `en-GB`."),
    "bad-minutes": Rule('"{value}" is not a number of minutes.', "Use a number from 1 to 60, such as `4`."),
    "no-unit": Rule(
        'The duration "{value}" has no unit.', "Write `{value}s` for seconds or `{value}m` for minutes."
    ),
    "bad-duration": Rule('"{value}" is not a duration.', "Use `3s`, `1500ms` or `5m`."),
    "bad-name": Rule(
        '"{value}" cannot be a name.',
        "A name begins with a letter and has letters, digits, - and _ in it, such as `after`.",
    ),
    "odd-brace": Rule(
        "A brace in this line has no partner.", "Braces hold names, such as `{{name}}`, and nothing else."
    ),
    "bad-truth": Rule(
        '`{key}` is "{value}", which is neither true nor false.', "Write `true`, or leave it out."
    ),
    "bad-count": Rule('"{value}" is no number for `{key}`.', "Use a whole number from 1 to {most}."),
    "bad-sound": Rule(
        '"{value}" cannot be a sound.', "Name a file of the folder `audio`, such as `bell`; no folders."
    ),
    "bad-until": Rule('"{value}" is nothing to wait for.', "Write `until: silence 10s`, or leave it out."),
    "missing-part": Rule("`{owner}` has no `{key}`.", "Write it like `{example}`."),
    "bad-condition": Rule(
        "This condition cannot be read. {what}", "Write it like `after > 7` or `again == yes and not tired`."
    ),
    "too-long": Rule("{value} is longer than an hour.", "Nobody should be kept waiting that long."),
}

_STEP: Mapping[str, Rule] = {
    "no-steps": Rule("There are no steps.", "Add at least one step that says something and has `end: done`."),
    "empty-step": Rule('The step "{step}" is empty.', "Let it say something, and give it `then` or `end`."),
    "unknown-step": Rule('There is no step "{target}".', "The steps are: {steps}."),
    "then-and-end": Rule("`then` and `end` cannot both be the way on.", "Keep one of them."),
    "end-after-question": Rule(
        "`end` is never reached here: every answer to the question leads on.",
        "Let the answers lead to a step that says goodbye and ends.",
    ),
    "run-after-question": Rule(
        "`run` is never reached here: every answer to the question leads on.",
        "Let the answers lead to a step that runs it.",
    ),
    "offer-with-answers": Rule(
        "`{key}` has no place here: what is offered is what can be answered.",
        "Let another step ask for that.",
    ),
    "unknown-end": Rule('A script cannot end "{value}".', "It ends `done`, `left` or `person`."),
    "question-without-answers": Rule(
        "This question takes no answer.",
        "Give it `replies`, `number` or `choose`, or make it a line of `say`.",
    ),
    "answers-without-question": Rule("`{key}` needs a question to answer.", "Add `ask` to this step."),
    "log-without-number": Rule(
        "`log` keeps a number in the journal, under a name.", "Add `number` and `save`, or leave it out."
    ),
    "answer-leads-nowhere": Rule("`{answer}` leads nowhere.", "Name the step that it leads to."),
    "step-leads-nowhere": Rule(
        'The step "{step}" leads nowhere.', "Give it `then`, `end`, or `ask` with answers."
    ),
}

_ANSWERS: Mapping[str, Rule] = {
    "repeated-reply": Rule(
        'Both `{answer}` and `{other}` are said "{phrase}".',
        "One word can lead to one place only: choose another.",
    ),
    "global-word": Rule(
        '"{phrase}" always means `{word}`, so it cannot be an answer.',
        "Use another word. {word} works by itself.",
    ),
    "sounds-alike": Rule(
        "`{answer}` sounds like `{other}`: they are {apart} apart, {why}.",
        "Choose a word that sounds different. The number counts the sounds in which they differ.",
    ),
    "sounds-like-global": _advice(
        "`{answer}` sounds like `{other}`, which is always live: they are {apart} apart, {why}.",
        "Choose a word that sounds different. The number counts the sounds in which they differ.",
    ),
    "unsayable-reply": Rule(
        "`{answer}` cannot be said.", "Use words. Numbers from 0 to 10 belong into `number`."
    ),
    "too-many-options": Rule(
        "This menu has {count} items, and nobody can keep more than {most} in mind.",
        "Let the last one be something else, and ask again there.",
    ),
    "bad-range": Rule(
        '"{value}" is not a range.', "Use two numbers from 0 to 10, the lower first, such as `0-3`."
    ),
    "ranges-overlap": Rule("{low} to {high} is in two ranges.", "Every number leads to one place only."),
    "ranges-gap": Rule("No range takes {missing}.", "The ranges must take every number from 0 to 10."),
}

_WHOLE: Mapping[str, Rule] = {
    "unreached-step": Rule('Nothing leads to the step "{step}".', "Lead to it from somewhere, or remove it."),
    "no-way-to-an-end": Rule(
        'From the step "{step}" there is no way to an end.', "Give some step after it `end: done`."
    ),
    "loop-without-a-choice": Rule(
        "This goes round for ever without asking: {loop}.",
        "Ask a question in it, so that the person can leave.",
    ),
    "unknown-name": Rule(
        "No step saves or sets `{name}`.", "Keep it first, with `save` at a question or with `set`."
    ),
    "given-name": Rule(
        "`{name}` is told by the session itself, and no script can change it.", "Choose another name."
    ),
    "unknown-script": Rule('There is no script "{script}" to run.', "There are: {known}."),
    "unknown-door": _advice('"{door}" is no door that the front door knows.', "There are: {known}."),
    "nothing-offered": Rule('No script is offered for "{door}".', "A script says it in its `doors`."),
    "repeated-offer": Rule(
        '"{door}" is offered twice; the first is on line {first}.', "Let both ways lead to one step."
    ),
    "runs-itself": Rule(
        "This script runs itself, and so for ever: {chain}.", "Lead to one of its steps with `then`."
    ),
    "unknown-sound": Rule('There is no sound "{sound}".', "There are: {known}."),
    "breath-range": Rule(
        "`{part}` lasts {seconds} s, which is no breath.", "It may last from {least} s to {most} s."
    ),
    "hold-range": Rule(
        "After {silence} s of silence this can hardly end in the right place.",
        "The silence after `until` should last at least {least} s, and less than the {most} s of `for`.",
    ),
    "unannounced-pause": Rule(
        "Nothing says how long these {seconds} s of silence will be.",
        'After 10 s silence is alarming. Say before it how long, such as "for half a minute".',
    ),
    "endless-silence": _advice(
        "If nobody answers, this goes round for ever: {loop}.", "Let `silence` lead to an end in the end."
    ),
    "head-incomplete": _advice("The head says nothing about {keys}.", "People choose by it: add {keys}."),
}

_GUIDE: Mapping[str, Rule] = {
    "no-landing": _advice(
        'The end comes in step "{step}" without a word.', "Say a last line first, to land softly."
    ),
    "wording": _advice('"{phrase}" is on the list of words to avoid.', "Say it in another way."),
    "long-sentence": _advice(
        "This sentence has {words} words.", "Twelve are easy to follow in distress: split it."
    ),
    "imperative": _advice(
        "This tells somebody to do something, and leaves no choice.",
        'Offer it in the same sentence: "If you like", "You could", "Some people".',
    ),
    "spoken-global": _advice(
        'The voice says "{phrase}" here, which means `{word}` when it is heard.',
        "The ear has to be deaf to it for as long as the voice says it. Use another word after the opening.",
    ),
    "eyes-closed": _advice(
        '"{phrase}" comes before open eyes were offered.',
        'Say that open is fine first: "Your eyes can stay open, or you could let them rest".',
    ),
    "long-speech": _advice(
        "Here the voice has spoken for more than {most} s without a pause or a question.",
        "Put a `pause` before this line, or say less.",
    ),
    "hold-at-high": _advice(
        "Here the breath is held for {seconds} s, and the script is for high distress.",
        "Holding can raise the hunger for air. Leave `hold` out, or set `level: calm`.",
    ),
    "long-breathing": _advice(
        "This pattern lasts {minutes} minutes.", "Three are the most for somebody who is new to it."
    ),
    "inward-by-silence": _advice(
        '"{word}" leads inward, and somebody who says nothing in step "{step}" is led here.',
        "Silence is no yes to breath, body or imagery. Let it lead to something to see or to hear.",
    ),
}

_PLAN: Mapping[str, Rule] = {
    "plan-line": Rule(
        "This line says nothing that a plan can say.",
        "Use `scene:`, `within:`, `voice:`, `person:` or `ends:`.",
    ),
    "plan-empty-line": Rule("`{key}:` is empty.", "Say what is said, or use `person: (silence)`."),
    "plan-no-scenes": Rule("This plan has no scenes.", "Begin one with `scene: ` and a name."),
    "plan-outside-scene": Rule("This stands in no scene.", "Begin one with `scene: ` and a name."),
    "plan-repeated-scene": Rule(
        'There is already a scene "{scene}", on line {first}.', "Give it a name of its own."
    ),
    "plan-no-end": Rule('The scene "{scene}" does not say how it ends.', "Its last line is `ends: done`."),
    "plan-after-end": Rule(
        "The scene has ended already, on line {first}.", "`ends:` is the last line of a scene."
    ),
    "plan-unknown-end": Rule('A session cannot end "{value}".', "It ends `done`, `left` or `interrupted`."),
    "plan-unknown-doing": Rule(
        '"({value})" is nothing that a person does here.',
        "Use a reply such as `yes`, or `(silence)`, `(unclear)`, `(two taps)`, `(key n)`, `(speaks 20s)`.",
    ),
}

GROUPS: Mapping[str, Mapping[str, Rule]] = {
    "The file": _FILE,
    "Its YAML": _YAML,
    "Keys and values": _SHAPE,
    "Steps": _STEP,
    "Answers": _ANSWERS,
    "The script as a whole": _WHOLE,
    "Advice of the content guide": _GUIDE,
    "Plans": _PLAN,
}
"""The table of codes, part by part."""

RULES: Mapping[str, Rule] = {code: rule for group in GROUPS.values() for code, rule in group.items()}
"""The one table of codes."""
