"""What scripts play besides the voice, made ahead of need and beside the loop.

Reading a sound and computing tones take longer than a tick, so they are done on a thread.
"""

from __future__ import annotations

import threading
from collections.abc import Iterable, Mapping
from pathlib import Path

from voiceground.core.model import Breathing, Cue, Script
from voiceground.core.tick import Samples, silence
from voiceground.sound import breathing
from voiceground.sound.breathing import Part
from voiceground.voice.sounds import Sounds


def wanted_by(script: Script) -> Iterable[Cue | Breathing]:
    """Every sound and every pattern of breaths in a script."""
    for step in script.steps.values():
        yield from (item for item in step.say if isinstance(item, Cue))
        if step.breathing:
            yield step.breathing


class SoundBox:
    """Sounds by name, and the tones of patterns; obeys the port ``Box``.

    Args:
        folders: where sounds are; the earlier one wins.
        patient: wait for what is asked for, in rooms whose time stands still meanwhile.
    """

    def __init__(self, folders: Iterable[Path] = (), *, patient: bool = False) -> None:
        self._sounds = Sounds(folders)
        self._patient = patient
        self._makers: dict[Cue | Breathing, threading.Thread] = {}
        self._read: dict[str, Samples | None] = {}
        self._tones: dict[Breathing, Mapping[Part, Samples]] = {}

    def prepare(self, items: Iterable[Cue | Breathing]) -> None:
        """These will be wanted. Returns at once."""
        new = [item for item in dict.fromkeys(items) if item not in self._makers]
        if new:
            maker = threading.Thread(target=self._make, args=(new,), name="sounds", daemon=True)
            self._makers.update(dict.fromkeys(new, maker))
            maker.start()

    def sound(self, cue: Cue) -> Samples | None:
        """A sound, None while it is being read; empty where there is none of that name."""
        self._ask(cue)
        if cue.name not in self._read:
            return None
        found = self._read[cue.name]
        return silence(0) if found is None else found

    def tones(self, pattern: Breathing) -> Mapping[Part, Samples] | None:
        """The tones of one breath, None while they are being made."""
        self._ask(pattern)
        return self._tones.get(pattern)

    def _ask(self, item: Cue | Breathing) -> None:
        self.prepare([item])
        if self._patient:
            self._makers[item].join()

    def _make(self, items: list[Cue | Breathing]) -> None:
        for item in items:
            match item:
                case Cue(name):
                    self._read[name] = self._sounds.read(name)
                case Breathing():
                    self._tones[item] = breathing.tones_of(item)
