"""What ``voiceground new`` writes: a small sound script and its plan, with a comment at each part."""

from __future__ import annotations

SCRIPT = """\
# A script is read aloud from the page. Change the words; then look at what `voiceground check` says.
# Every key of the language is explained in docs/script-language.md.
voiceground: 1
id: {id}                        # the same as the file's name
title: {title}
language: en
summary: One sentence that people choose by.
level: calm                     # how much distress it is fit for: high, middle or calm
minutes: 2
doors: []                       # which troubles it is offered for, such as far-away or panicky
cautions: [Say here when this is not the thing to do.]
sources: [Say here what it rests on.]
reviewed: nobody yet            # or the name of a clinician and a date
start: hello

steps:
  # The first line, the line about stopping and the last line are the same in every script.
  hello:
    say:
      - I'm here. There is something solid under you.
      - We could look around the room, for about two minutes.
      - You can say stop at any point, or press the Escape key.
    ask: Would you like to look around?
    replies: {{"yes": look, "no": listen}}
    silence:                    # silence is an answer, and never a yes: it leads to the gentlest thing
      say: No answer is fine.
      then: listen

  look:
    say:                        # at most twelve words a sentence, each an offer and no order
      - Your eyes can stay open.
      - If you like, they can wander slowly around you.
      - pause: 4s               # a silence to act in; over 10 s, say before it how long
      - Some people find five things. Fewer is fine.
      - pause: 8s
    then: number

  listen:
    say:
      - You might notice one sound near you.
      - pause: 8s
      - Perhaps there is another one, further away.
    pause: 6s
    then: number

  number:
    ask: From zero to ten, how hard is it now?
    number: {{0-6: landing, 7-10: stay}}
    silence: landing

  stay:
    say:
      - Thank you for telling me. That is a lot right now.
      - I can stay with you for half a minute more.
      - pause: 9s
      - There is nothing you need to do.
    pause: 9s
    then: landing

  landing:                      # the end: a soft last line, never a question
    say:
      - If you like, look around you once more.
      - pause: 3s
      - What comes next is up to you.
      - That is all for now. This voice is here whenever you want it.
    end: done
"""

PLAN = """\
# How {id} is tested: a play with one scene for each kind of person. Together the scenes visit every
# answer and every silence. `voiceground rehearse {id}.yaml --text` plays it in milliseconds.

scene: looks around, and it gets easier
  voice: I'm here. There is something solid under you.
  voice: Would you like to look around?
  person: yes
  voice: Your eyes can stay open.
  voice: From zero to ten, how hard is it now?
  person: three
  voice: That is all for now. This voice is here whenever you want it.
  ends: done

scene: would rather listen, and it stays hard
  person: no
  voice: You might notice one sound near you.
  person: nine
  voice: Thank you for telling me. That is a lot right now.
  voice: That is all for now. This voice is here whenever you want it.
  ends: done

scene: says nothing at all
  person: (silence)
  voice: No answer is fine.
  voice: You might notice one sound near you.
  voice: That is all for now. This voice is here whenever you want it.
  ends: done

scene: stops in the middle
  voice: Would you like to look around?
  person: yes
  voice: Your eyes can stay open.
  person: stop
  ends: left
"""


def starter(id_: str) -> tuple[str, str]:
    """A script of this id, and its plan."""
    title = id_.replace("-", " ").strip().capitalize() or id_
    return SCRIPT.format(id=id_, title=f'"{title}"'), PLAN.format(id=id_)
