"""The first part of set-up: the voice is heard, and the person is, or the keys are tried."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

from voiceground.core.model import Manner, Script
from voiceground.script.load import load_text

PATH = Path("setup-hearing.yaml")
SIGNALS = "signals"


class Microphone(StrEnum):
    """What was found of the microphone before."""

    FINE = "fine"
    LOUD = "loud"
    NONE = "none"
    WITHHELD = "withheld"
    NO_SOUND = "no-sound"  # neither a microphone nor a speaker


HEAD = """\
voiceground: 1
id: setup-hearing
title: Hearing each other
summary: The voice, the microphone, and the ways to answer.
level: calm
minutes: 1
cautions: [It is for a calm moment.]
sources: [Content guide 2.4 and 4]
reviewed: nobody yet
start: hello

steps:
  hello:
    set: {microphone: MICROPHONE}
"""

ON_SCREEN = """\
    say:
      - Hello. I find neither a speaker nor a microphone here.
      - My words are on the screen. We can set a few things up.
      - Escape is stop, at any point. What you chose stays.
      - pause: 2s
    then: keys

"""

SPOKEN = """\
    say:
      - Hello. This is how I sound.
      - We can set a few things up, in about two minutes.
      - You can say stop at any point. What you chose stays.
      - Slower, faster, louder and quieter work at any time.
    then: speed

"""

HEARING = """\
  speed:
    ask: Are this speed and this loudness all right for you?
    replies: {"yes": microphone, "no": adjust}
    silence: microphone
  adjust:
    say: Any of those four words changes it, as often as you like.
    ask: Is it all right now?
    replies: {"yes": microphone, "no": adjust}
    silence: microphone

  microphone:
    if:
      - {when: microphone == none, then: no-microphone}
      - {when: microphone == withheld, then: withheld}
      - {when: microphone == loud, then: loud}
    then: say-yes
  no-microphone:
    say: I find no microphone here, so I can't hear you.
    then: keys
  withheld:
    say:
      - The microphone is there, and it gives no sound.
      - It may be switched off, or closed to this program.
    then: keys
  loud:
    say: It is rather loud around you, so I may miss words.
    then: say-yes

  say-yes:
    say: Now I would like to hear you.
    ask: If you like, say yes.
    replies: {"yes": say-no}
    silence: {say: I heard nothing. That is fine., then: missed}
    unclear: {say: [I missed that. That was me. Once more, if you like.], then: missed}
  say-no:
    ask: And now no, if you like.
    replies: {"no": heard}
    silence: {say: I heard nothing. That is fine., then: missed}
    unclear: {say: [I missed that. That was me. Once more, if you like.], then: missed}
  heard:
    say: I hear you. The keys work too, at any time.
    then: signals
  missed:
    say:
      - A microphone that is nearer to you may hear more.
      - The keys always work. Enter is yes, and N is no.
    then: signals

  signals:
    say: Taps, claps and hums can be answers too.
    ask: Would you like that? One is yes, and two is no.
    replies: {"yes": on, "no": on}
    save: signals
    silence: on

"""

KEYS = """\
  keys:
    say:
      - The keys always work. Enter is yes, and N is no.
      - Escape ends everything, at any point.
    ask: If you like, press Enter now.
    replies: {"yes": pressed}
    silence: {say: That is fine. They work whenever you need them., then: on}
  pressed:
    say: That arrived.
    then: on

"""

END = """\
  on:
    say: A few choices come next. Each one can be left open.
    end: done
"""


def script(microphone: Microphone) -> Script:
    """The session for what was found of the microphone."""
    return load_text(text(microphone), PATH)


def text(microphone: Microphone) -> str:
    """The same as it would stand in a file."""
    opening = ON_SCREEN if microphone is Microphone.NO_SOUND else SPOKEN + HEARING
    return HEAD.replace("MICROPHONE", microphone.value) + opening + KEYS + END


def changes(names: Mapping[str, str], manner: Manner) -> dict[str, str | int | float | bool]:
    """The settings that the session came to: how the voice speaks in the end, and whether taps count."""
    found: dict[str, str | int | float | bool] = {"rate": manner.rate, "volume": manner.gain}
    if names.get(SIGNALS):
        found["signals"] = names[SIGNALS] == "yes"
    return found
