"""The voice's own lines: what it says when no script does.

Written to the content guide: short, no blame, no persuasion. A line here that holds a global word is
masked from the ear while it is spoken (see ``ear``), so that the voice never answers itself.
"""

from __future__ import annotations

from collections.abc import Sequence

LANDING = "All right. We stop here. You can still say go on."
"""After ``stop``: one line, then eight seconds in which it can be taken back."""

CLOSING = "We end here. This voice is here whenever you want it."
WAITING = "Of course. Take your time. Say go on whenever you like."
WAITED_LONG = "I will end here for now. This voice is here whenever you want it."

NUDGES = ("Still here. No hurry.", "I'm still here.", "Here with you. No rush.")
WAIT_NUDGES = (
    "Still here. I'll speak next in twenty seconds.",
    "Still here. Next time in half a minute.",
    "Still here. From now on, once a minute.",
    "Still here.",
)

HELP = "I'm a program. I can't call anyone. I can stay here with you. Or say stop."
"""After "help" and the words of need: what this is, and the two ways on. No number is said here."""

NOT_ALONE = "All right. I'll be quiet now."
"""Somebody may overhear: nothing about help, and no more words until one is asked for."""

OFFER = "No hurry."
SOMETHING_ELSE = "Something else"
"""The last item of a menu of scripts."""
APOLOGY = "I missed that. That was me."
IS_IT_ABOVE_FIVE = "Is it above five? Yes or no is enough."
MOVING_ALONG = "That's fine. We can move along."

STOP_WORKS = "Stop always works."
WHILE_READING = f"You can say wait, repeat, back, skip, or slower. {STOP_WORKS}"
WHILE_WAITING = f"You can say go on. {STOP_WORKS}"
A_NUMBER = "a number from zero to ten"

WAS_THAT_RIGHT = ("{}, was that right?", "{}, you said?", "{}, yes?")
"""After a weak answer of one, two, three words: four words at the most."""

SLOWER = "A little slower."
SLOWEST = "This is as slow as I can speak."
FASTER = "A little faster."
FASTEST = "This is as fast as I can speak."
LOUDER = "A little louder."
LOUDEST = "This is as loud as I can speak."
QUIETER = "A little softer."
QUIETEST = "This is as soft as I can speak."

BREATHE_IN = "In."
BREATHE_TOP_UP = "More."
BREATHE_HOLD = "Hold."
BREATHE_OUT = "Out."
"""The words of paced breathing: one syllable each, because each has to fit its phase."""

MICROPHONE_LOST = "I can't hear you for now. The keys still work. Enter is yes, N is no, Escape ends this."
MICROPHONE_SILENT = "The microphone gives no sound. It may be switched off. The keys still work."
MICROPHONE_BACK = "I can hear you now."
RECORD_LOST = "I can't keep a record just now. Everything else works."
VOICE_LOST = "My voice is not working. The words are on the screen."

ALL = tuple(
    line
    for name, value in list(globals().items())
    for line in (value if isinstance(value, tuple) else (value,))
    if name.isupper() and isinstance(line, str) and line.endswith((".", "?"))
)
"""Every fixed line, so that each can be rendered ahead and kept in the cache."""


def spoken_list(words: Sequence[str]) -> str:
    """``a``, ``a, or b``, ``a, b, or c``: a list that can be followed by ear."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])}, or {words[-1]}"


def can_say(answers: Sequence[str]) -> str:
    """What may be answered just now, and that stop always works."""
    return f"You can say {spoken_list(answers)}. {STOP_WORKS}"


def confirmation_of(answer: str) -> str | None:
    """Ask whether an answer was understood, in at most four words; None where it is too long for that."""
    words = len(answer.split())
    return WAS_THAT_RIGHT[words - 1].format(answer) if 0 < words <= len(WAS_THAT_RIGHT) else None


def apology_for(names: Sequence[str]) -> str:
    """Take the blame for a miss, and name what can be said, so that less has to be remembered."""
    return f"{APOLOGY} You can say {spoken_list(names)}." if names else APOLOGY
