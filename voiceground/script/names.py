"""What a script refers to outside its steps: names that are kept, other scripts, sounds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import islice

from voiceground.core.naming import GIVEN, NAME
from voiceground.core.offers import DOORS
from voiceground.script.around import Around, Neighbour
from voiceground.script.draft import Called, Draft, Naming
from voiceground.script.problems import Place, did_you_mean

SHOWN = 12
"""How many known names a hint tells."""

SLIP = 0.75
"""How much a name must look like a known one; names are short, and "after" is no slip for "date"."""

KEEPING = frozenset({Naming.SAVED, Naming.SET})
USING = frozenset({Naming.SAID, Naming.COMPARED})


def names_are_kept(draft: Draft, around: Around) -> None:
    """Every name that is said or compared is saved or set in some step, or given by the session."""
    neighbours = around.scripts() if around.scripts and draft.called else {}
    if draft.torn or any(called.script not in neighbours for called in draft.called):
        return  # what cannot be read may keep names too
    kept = {named.name for named in draft.names if named.naming in KEEPING} | {*GIVEN}
    for called in draft.called:
        kept |= neighbours[called.script].keeps
    for named in draft.names:
        if named.naming in USING and named.name not in kept and NAME.fullmatch(named.name):
            hint = did_you_mean(draft.findings.meant(named.name, kept, SLIP))
            draft.findings.add("unknown-name", named.place, hint=hint, name=named.name)


def scripts_are_there(draft: Draft, around: Around) -> None:
    """Every script that is run is there, and none of them comes back to this one."""
    if around.scripts is None or not draft.called:
        return
    neighbours = around.scripts()
    for called in draft.called:
        if called.script == draft.script.id:
            draft.findings.add("runs-itself", called.place, chain=f"{called.script} -> {called.script}")
        elif called.script not in neighbours:
            hint = did_you_mean(draft.findings.meant(called.script, neighbours))
            known = ", ".join(islice(neighbours, SHOWN)) or "none"
            draft.findings.add("unknown-script", called.place, hint=hint, script=called.script, known=known)
        else:
            _comes_back(draft, called, neighbours)


def _comes_back(draft: Draft, called: Called, neighbours: Mapping[str, Neighbour]) -> None:
    home = draft.script.id
    came: dict[str, str] = {called.script: home}
    todo = [called.script]
    while todo and home:
        script = todo.pop()
        for other in neighbours[script].runs if script in neighbours else ():
            if other == home:
                chain = [home, script]
                while chain[-1] != called.script:
                    chain.append(came[chain[-1]])
                around = " -> ".join([home, *reversed(chain)])
                draft.findings.add("runs-itself", called.place, chain=around)
                return
            if other not in came:
                came[other] = script
                todo.append(other)


def doors_are_known(draft: Draft, around: Around) -> None:
    """What is offered is there; a door of a head or of an offer is one that people can come by."""
    firsts: dict[str, Place] = {}
    for offered in draft.offered:
        first = firsts.setdefault(offered.door, offered.place)
        if first is not offered.place:
            draft.findings.add("repeated-offer", offered.place, door=offered.door, first=first.line)
        elif around.scripts is not None and not around.offered(offered.door):
            hint = did_you_mean(draft.findings.meant(offered.door, DOORS))
            draft.findings.add("nothing-offered", offered.place, hint=hint, door=offered.door)
        else:
            _known_door(draft, offered.door, offered.place)
    for door, place in draft.doors:
        _known_door(draft, door, place)


def _known_door(draft: Draft, door: str, place: Place) -> None:
    if door not in DOORS:
        hint = did_you_mean(draft.findings.meant(door, DOORS))
        draft.findings.add("unknown-door", place, hint=hint, door=door, known=", ".join(DOORS))


def sounds_are_there(draft: Draft, around: Around) -> None:
    """Every sound that is played is there."""
    sounds = around.sounds
    if sounds is None:
        return
    for sounded in draft.sounded:
        if sounded.name not in sounds:
            hint = did_you_mean(draft.findings.meant(sounded.name, sounds))
            known = ", ".join(islice(sorted(sounds), SHOWN)) or "none"
            draft.findings.add("unknown-sound", sounded.place, hint=hint, sound=sounded.name, known=known)


OUTSIDE: tuple[Callable[[Draft, Around], None], ...] = (
    names_are_kept,
    scripts_are_there,
    doors_are_known,
    sounds_are_there,
)
"""Rules that need to know what lies beside the script."""
